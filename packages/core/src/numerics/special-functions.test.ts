import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredTail,
  erf,
  erfc,
  fCdf,
  fQuantile,
  fTail,
  incompleteBeta,
  lnGamma,
  lnNormalCdf,
  lowerGamma,
  normalCdf,
  normalHazardBelow,
  normalQuantile,
  scaledErfc,
  studentCdf,
  studentQuantile,
  upperGamma,
} from "./special-functions.ts";

function expectRelative(found: number, known: number, tolerance: number): void {
  expect(Math.abs(found - known)).toBeLessThanOrEqual(tolerance * Math.abs(known));
}

/*
 * Values without another source are those of scipy 1.10.1 (scipy.special, scipy.stats), which states 1e-15 to 1e-14
 * for these arguments; the tolerance is ten times that unless said.
 */
describe("error function and normal distribution", () => {
  test.each([
    // Abramowitz & Stegun, table 7.1 (10 digits).
    [0.5, 0.5204998778],
    [1, 0.8427007929],
    [2, 0.995322265],
  ])("erf(%d)", (x, known) => expect(erf(x)).toBeCloseTo(known, 10));

  test.each([
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028516],
    [1.5, 0.03389485352468927],
    [2, 0.004677734981047266],
    [5, 1.5374597944280347e-12],
    [10, 2.0884875837625446e-45],
  ])("erfc(%d)", (x, known) => {
    expectRelative(erfc(x), known, 1e-14);
    expectRelative(scaledErfc(x), known * Math.exp(x * x), 1e-13);
    expect(erfc(-x) + erfc(x)).toBeCloseTo(2, 15);
  });

  test.each([
    [-40, -804.6084420137539],
    [-10, -53.23128515051248],
    [-1, -1.8410216450092634],
    [0, -Math.LN2],
    [3, -0.0013508099647481925],
  ])("ln of the normal probability below %d", (z, known) => expectRelative(lnNormalCdf(z), known, 1e-14));

  test.each([
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.975, 1.959963984540054],
  ])("normal quantile of %d", (p, known) => expectRelative(normalQuantile(p), known, 1e-14));

  test("the hazard is the slope of ln Phi", () => {
    for (const z of [-30, -5, -2.01, -1.99, -1, 0, 2, 6]) {
      const h = 1e-4;
      const slope = (lnNormalCdf(z + h) - lnNormalCdf(z - h)) / (2 * h);
      // Central difference: h^2 / 6 of the third derivative, and 1e-16 x |ln Phi| / h of rounding.
      expect(Math.abs(normalHazardBelow(z) - slope)).toBeLessThan(1e-8 * Math.max(1, Math.abs(slope)));
    }
  });
});

describe("gamma and beta functions", () => {
  test("ln Gamma of halves and integers", () => {
    expectRelative(lnGamma(0.5), Math.log(Math.PI) / 2, 4e-15);
    let factorial = 1;
    for (let n = 1; n < 20; n++) {
      factorial *= n;
      expect(Math.abs(lnGamma(n + 1) - Math.log(factorial))).toBeLessThan(
        1e-14 * Math.max(1, Math.log(factorial)),
      );
    }
  });

  test.each([
    [0.001, 6.907178885383853],
    [3.7, 1.428072326665388],
    [171, 706.5730622457875],
    [1e6, 12815504.569147611],
  ])("ln Gamma(%d)", (x, known) => expectRelative(lnGamma(x), known, 1e-14));

  test("incomplete gamma: exponential and Poisson sums, and far tails", () => {
    for (const x of [1e-8, 0.3, 1.9, 2.1, 40]) {
      expectRelative(upperGamma(1, x), Math.exp(-x), 1e-14);
      expectRelative(lowerGamma(1, x), -Math.expm1(-x), 1e-14);
      expectRelative(upperGamma(3, x), Math.exp(-x) * (1 + x + (x * x) / 2), 1e-14);
    }
    expectRelative(upperGamma(0.5, 0.3), 0.4385780260809997, 1e-14);
    expectRelative(upperGamma(2.5, 60), 3.1385797727553017e-24, 1e-13);
    expectRelative(upperGamma(100, 90), 0.84177901081357, 1e-13);
    expectRelative(upperGamma(1e5, 100100), 0.3755548692955945, 1e-12);
  });

  test("incomplete beta: closed forms and known values", () => {
    // I_x(2, 3) = x^2 (6 - 8 x + 3 x^2).
    expectRelative(incompleteBeta(0.3, 2, 3), 0.3483, 1e-14);
    expectRelative(incompleteBeta(0.9, 0.5, 7.5), 0.9999999932897103, 1e-13);
    expectRelative(incompleteBeta(0.5, 300, 310), 0.6573251825149169, 1e-12);
    expectRelative(incompleteBeta(0.999, 1000, 0.5), 0.15724727426672383, 1e-12);
  });
});

describe("distributions", () => {
  test("percentage points of the NIST/SEMATECH e-Handbook, 1.3.6.7 (3 printed decimals)", () => {
    expect(chiSquaredQuantile(0.95, 1)).toBeCloseTo(3.841, 3);
    expect(chiSquaredQuantile(0.99, 10)).toBeCloseTo(23.209, 3);
    expect(fQuantile(0.95, 1, 18)).toBeCloseTo(4.414, 3);
    expect(fQuantile(0.95, 5, 10)).toBeCloseTo(3.326, 3);
    expect(studentQuantile(0.975, 18)).toBeCloseTo(2.101, 3);
  });

  test("quantiles and tails to full digits", () => {
    expectRelative(chiSquaredQuantile(0.95, 1), 3.841458820694124, 1e-13);
    expectRelative(chiSquaredQuantile(0.05, 10), 3.9402991361190605, 1e-13);
    expectRelative(chiSquaredQuantile(1e-6, 3), 0.00024181048720124264, 1e-13);
    expectRelative(fQuantile(0.95, 1, 18), 4.413873419170566, 1e-13);
    expectRelative(fQuantile(0.99, 3, 7), 8.451285053079983, 1e-13);
    expectRelative(studentQuantile(0.01, 3.5), -4.0607113593000825, 1e-13);
    expectRelative(chiSquaredTail(100, 2), Math.exp(-50), 1e-13);
    expectRelative(fTail(1000, 2, 10), 3.048033338623455e-12, 1e-12);
    expectRelative(studentCdf(-3, 5), 0.015049623948731293, 1e-13);
  });

  test("identities: t^2 is F(1, n); F(m, infinity) is chi-squared / m; Cauchy; chi-squared is a normal square", () => {
    expectRelative(studentQuantile(0.9, 7) ** 2, fQuantile(0.8, 1, 7), 1e-13);
    expectRelative(fQuantile(0.95, 3, 1e9), chiSquaredQuantile(0.95, 3) / 3, 1e-8);
    expectRelative(studentQuantile(0.75, 1), 1, 1e-13);
    expectRelative(chiSquaredQuantile(0.5, 1), normalQuantile(0.75) ** 2, 1e-13);
  });

  test("a quantile undoes its distribution", () => {
    const p = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    const freedom = fc.double({ min: 0.5, max: 300, noNaN: true });
    fc.assert(
      fc.property(p, freedom, freedom, (q, a, b) => {
        expect(chiSquaredCdf(chiSquaredQuantile(q, a), a)).toBeCloseTo(q, 11);
        expect(studentCdf(studentQuantile(q, a), a)).toBeCloseTo(q, 11);
        expect(fCdf(fQuantile(q, a, b), a, b)).toBeCloseTo(q, 11);
        expect(normalCdf(normalQuantile(q))).toBeCloseTo(q, 13);
      }),
    );
  });

  test("refuses impossible arguments", () => {
    expect(() => chiSquaredQuantile(1, 3)).toThrow(/probability/);
    expect(() => fCdf(1, 0, 3)).toThrow(/degrees of freedom/);
    expect(() => lnGamma(0)).toThrow(/positive/);
    expect(() => normalQuantile(Number.NaN)).toThrow(/probability/);
    expect(() => upperGamma(-1, 2)).toThrow(/range/);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import {
  biExponential,
  type DecayModel,
  fastExchangeDecay,
  gammaDistribution,
  kargerDecay,
  logNormalDistribution,
  monoExponential,
  stretchedExponential,
} from "./diffusion-decay.ts";
import { kargerAttenuation } from "./karger.ts";

const MODELS: readonly DecayModel[] = [
  monoExponential,
  biExponential,
  stretchedExponential,
  gammaDistribution,
  logNormalDistribution,
  fastExchangeDecay,
  kargerDecay(0.1),
];

describe("Kaerger", () => {
  // resonance-and-decay.md 3.1: p_A .3, D_A 7e-10, D_B 8.5e-11, Delta .1 s; k = 0, 1, 10, 100, 1000 /s.
  test.each([
    [1e9, [0.79193419, 0.79105325, 0.78473942, 0.76911947, 0.76436062], 0.76376128],
    [5e9, [0.46669806, 0.4609788, 0.41912994, 0.3046679, 0.26498503], 0.25988917],
    [1.5e10, [0.19560994, 0.19109823, 0.1570975, 0.05394315, 0.02081484], 0.01755353],
  ])("attenuation at b = %f s/m2", (b, expected, fast) => {
    const model = kargerDecay(0.1);
    [0, 1, 10, 100, 1000].forEach((k, i) => {
      expect(model.attenuation(b, [8.5e-11, 7e-10, 0.3, k], null)).toBeCloseTo(expected[i]!, 8);
    });
    expect(fastExchangeDecay.attenuation(b, [8.5e-11, 7e-10, 0.3], null)).toBeCloseTo(fast, 8);
  });

  // scipy.linalg.expm, and mpmath with 400 digits where that overflows (last two).
  test.each([
    [0.7, 0.085, 0.3, 1, 0.7847394208752655],
    [50, 0.5, 0.2, 7, 0.14530701205266763],
    [3, 3, 0.4, 5, 0.04978706836786394],
    [1, 1.0000001, 0.5, 1e-7, 0.3678794227774713],
    [4, 1, 0.3, 0, 0.2630103004866299],
    [10, 1, 0.05, 1e4, 0.2346604742867953],
    [30, 2, 0.9, 1e6, 1.538936629258147e-12],
  ])("x_A %f, x_B %f, p_A %f, k %f", (xA, xB, p, k, expected) => {
    expect(Math.abs(kargerAttenuation(xA, xB, p, k, null) / expected - 1)).toBeLessThan(
      4e-15 * (1 + xA + xB),
    );
  });

  // mpmath.diff with 400 digits.
  test.each([
    [0.5, 3, 0.3, 0.7, [-0.145420613111864, -0.0455463849237574, 0.505476826888326, -0.0305382377381932]],
    [10, 1, 0.05, 1e4, [-0.0117129865976226, -0.222947487689173, -2.11023498695204, -9.0121508599239e-9]],
    [2, 2, 0.5, 1e-3, [-0.0676676416183063, -0.0676676416183063, 0, 0]],
  ])("derivatives at x_A %f, x_B %f, p_A %f, k %f", (xA, xB, p, k, expected) => {
    const gradient = new Float64Array(4);
    kargerAttenuation(xA, xB, p, k, gradient);
    expected.forEach((value, i) => {
      // The derivative by k is a small difference of terms of the order of E: absolute error, not relative.
      expect(Math.abs(gradient[i]! - value)).toBeLessThan(5e-15 * Math.max(1, Math.abs(value)));
    });
  });

  test("swapping the two sites changes nothing; alike sites do not see exchange", () => {
    const x = fc.double({ min: 0, max: 100, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const rate = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(x, x, share, rate, (xA, xB, p, k) => {
        const value = kargerAttenuation(xA, xB, p, k, null);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-14);
        expect(Math.abs(kargerAttenuation(xB, xA, 1 - p, k, null) - value)).toBeLessThan(1e-12);
        expect(Math.abs(kargerAttenuation(xA, xA, p, k, null) - Math.exp(-xA))).toBeLessThan(1e-13);
        // Exchange only moves the signal from the two-exponential to the (smaller) mean exponential.
        const [slow, fast] = [kargerAttenuation(xA, xB, p, 0, null), Math.exp(-p * xA - (1 - p) * xB)];
        expect(value).toBeLessThanOrEqual(slow + 1e-13);
        expect(value).toBeGreaterThanOrEqual(fast - 1e-13);
      }),
    );
  });

  test("needs a diffusion time", () => {
    expect(() => kargerDecay(0)).toThrow(DomainError);
  });
});

describe("distributions of D", () => {
  // scipy.integrate.quad, epsrel 1e-13, of exp(-x e^(s z - s^2/2)) over the normal density.
  test.each([
    [0.5, 0.3, 0.6133836370074008],
    [3, 0.3, 0.06953438318503885],
    [3, 1, 0.23661683796001673],
    [20, 1, 0.015872385504231968],
    [10, 2, 0.36200910676266823],
    [200, 1.5, 0.004489654470633181],
  ])("log-normal at b D = %f, sigma %f", (x, sigma, expected) => {
    expect(Math.abs(logNormalDistribution.attenuation(x, [1, sigma], null) / expected - 1)).toBeLessThan(
      1e-12,
    );
  });

  test("gamma is (1 + b D s^2)^(-1/s^2), and an exponential for s = 0", () => {
    expect(gammaDistribution.attenuation(3, [1, 0.5], null)).toBeCloseTo((1 + 0.75) ** -4, 15);
    expect(gammaDistribution.attenuation(3, [1, 0], null)).toBe(Math.exp(-3));
    // Just above and below the switch to the series the two forms agree.
    const [a, b] = [1e-2 / Math.sqrt(3), 1.0000001e-2 / Math.sqrt(3)].map((s) =>
      gammaDistribution.attenuation(3, [1, s], null),
    );
    expect(Math.abs(a! - b!)).toBeLessThan(1e-11);
  });

  test("without spread or stretching all are one exponential", () => {
    for (const x of [0, 0.1, 1, 5]) {
      const one = Math.exp(-x);
      expect(logNormalDistribution.attenuation(x, [1, 0], null)).toBeCloseTo(one, 13);
      expect(stretchedExponential.attenuation(x, [1, 1], null)).toBe(one);
      expect(biExponential.attenuation(x, [1, 7, 0], null)).toBe(one);
      expect(kargerDecay(0.1).attenuation(x, [1, 7, 0, 20], null)).toBeCloseTo(one, 14);
    }
  });
});

/** Values inside the model's range, as typical for dots; `mix` in 0..1 a parameter. */
function valuesFor(model: DecayModel, mix: readonly number[]): Float64Array {
  return Float64Array.from(model.parameters, ({ unit, lower, upper }, k) => {
    const t = mix[k]!;
    if (unit === "m2/s") return 10 ** (-11 + 2 * t);
    if (unit === "/s") return 10 ** (-1 + 5 * t);
    return lower + (0.05 + 0.9 * t) * (upper - lower);
  });
}

describe.each(MODELS.map((model) => [model.name, model] as const))("%s", (_, model) => {
  const mix = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
  const b = fc.double({ min: 0, max: 1e11, noNaN: true });

  test("starts at 1, never rises, stays within 0 to 1 and is never NaN", () => {
    fc.assert(
      fc.property(mix, b, b, (m, b1, b2) => {
        const values = valuesFor(model, m);
        const gradient = new Float64Array(values.length);
        expect(model.attenuation(0, values, gradient)).toBeCloseTo(1, 13);
        expect(gradient.every(Number.isFinite)).toBe(true);
        const [near, far] = [Math.min(b1, b2), Math.max(b1, b2)];
        const atNear = model.attenuation(near, values, gradient);
        const atFar = model.attenuation(far, values, gradient);
        expect(gradient.every(Number.isFinite)).toBe(true);
        expect(atFar).toBeLessThanOrEqual(atNear + 1e-14);
        expect(atFar).toBeGreaterThanOrEqual(0);
        expect(atNear).toBeLessThanOrEqual(1 + 1e-14);
      }),
    );
  });

  test("derivatives agree with central differences", () => {
    fc.assert(
      fc.property(mix, fc.double({ min: 1e7, max: 3e10, noNaN: true }), (m, at) => {
        const values = valuesFor(model, m);
        const gradient = new Float64Array(values.length);
        model.attenuation(at, values, gradient);
        values.forEach((value, k) => {
          const step = 1e-4 * value;
          const moved = (by: number): number => {
            const changed = Float64Array.from(values);
            changed[k] = value + by;
            return model.attenuation(at, changed, null);
          };
          const difference =
            (8 * (moved(step) - moved(-step)) - moved(2 * step) + moved(-2 * step)) / (12 * step);
          // Four-point rule: truncation (b D)^5 1e-16 / 30, below 1e-10 for b D to 30; rounding 1e-16 / 1e-4.
          expect(Math.abs(gradient[k]! - difference) * value).toBeLessThan(1e-9);
        });
      }),
    );
  });

  test("its mean D is the initial slope", () => {
    fc.assert(
      fc.property(mix, (m) => {
        const values = valuesFor(model, m);
        const mean = model.mean(values);
        if (mean === null) return;
        const at = 1e-6 / mean;
        const wide = model.name === "log-normal" || model.name === "gamma" ? 1e-3 : 1e-4;
        expect(Math.abs(-Math.log(model.attenuation(at, values, null)) / 1e-6 - 1)).toBeLessThan(wide);
      }),
    );
  });
});

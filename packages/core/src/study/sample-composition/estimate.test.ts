import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { type SampleComposition, sampleValue } from "./result.ts";
import { drawn, five, run, TRUTH, width } from "./test/known-dots.ts";

describe("4.8 nm PbS, Pb1289S976 with 313 oleates and 313 hydroxides", () => {
  const exact = run(five);

  test("exact measurements give the dot back: the reverse undoes the forward composition", () => {
    for (const [id, value] of Object.entries(TRUTH)) {
      // The search ends within 1e-10 of the residuals' length; the counts are then right to about 1e-7.
      expect(sampleValue(exact, id).value! / value).toBeCloseTo(1, 6);
      expect(sampleValue(exact, id).identifiability).toBe("identified");
    }
    expect(sampleValue(exact, "mass-loss").value).toBeCloseTo(23.205, 3);
    expect(exact.chiSquared).toBeLessThan(1e-12);
    expect(exact.degreesOfFreedom).toBe(2);
    expect(exact.disagreeing).toEqual([]);
    for (const { pull } of exact.techniques) expect(Math.abs(pull!)).toBeLessThan(1e-5);
  });

  test("areas: 4.26 per nm2 of the sphere and 4.15 of the polyhedron (structure.md, r = 4)", () => {
    expect(sampleValue(exact, "excess-per-nm2-sphere").value).toBeCloseTo(4.26, 2);
    expect(sampleValue(exact, "excess-per-nm2-polyhedron").value).toBeCloseTo(4.15, 2);
    const given = run(five, { polyhedronAreaNm2: 80 });
    expect(sampleValue(given, "ligands-per-nm2-polyhedron").value).toBeCloseTo(313 / 80, 5);
  });

  test("charge adds up at the estimate, whatever the noise", () => {
    const noisy = drawn(five, createRandom(4));
    const balanced = run(noisy);
    const value = (result: SampleComposition, id: string): number => sampleValue(result, id).value!;
    const left = 2 * value(balanced, "excess-cations") - value(balanced, "ligands");
    expect(value(balanced, "hydroxide")).toBeCloseTo(left, 5);
    expect(value(balanced, "charge-left")).toBeCloseTo(left, 5);
    expect(value(balanced, "charge-unaccounted")).toBe(0);
    const none = run(noisy, { hydroxide: "none" });
    expect(value(none, "charge-unaccounted")).toBeCloseTo(
      2 * value(none, "excess-cations") - value(none, "ligands"),
      5,
    );
  });

  test("without hydroxide one positive charge is left for each excess Pb, with its interval", () => {
    const open = run(five.toSpliced(2, 1), { hydroxide: "none" });
    const charge = sampleValue(open, "charge-unaccounted");
    expect(charge.value).toBeCloseTo(313, 3);
    expect(charge.low).toBeGreaterThan(150);
    expect(charge.high).toBeLessThan(500);
  });

  test("a small sample of the algebra by hand: size and ratio alone", () => {
    // d^3 fixes Pb + S = N to 6 %, the ratio R to 2 %; E = N (R - 1) / (R + 1).
    const two = run(five.slice(0, 2));
    const [n, r] = [2265, 1289 / 976];
    const sigma = Math.hypot(0.06 * 313, ((2 * n) / (r + 1) ** 2) * 0.02 * r);
    // Profile ends are not symmetric; their distance is that of the linear error to a few percent.
    expect(width(sampleValue(two, "excess-cations")) / (2 * 1.96 * sigma)).toBeCloseTo(1, 1);
    expect(sampleValue(two, "ligands").identifiability).toBe("unbounded");
  });
});

describe("invariances", () => {
  test("the order of the measurements does not matter; errors k times larger divide chi-squared by k^2", () => {
    const noisy = drawn(five, createRandom(9));
    const known = run(noisy);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...noisy], { minLength: 5 }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        (rows, k) => {
          const other = run(rows.map((one) => ({ ...one, standardError: k * one.standardError })));
          expect((other.chiSquared * k * k) / known.chiSquared).toBeCloseTo(1, 6);
          const ligands = [other, known].map((result) => sampleValue(result, "ligands").value!);
          expect(ligands[0]! / ligands[1]!).toBeCloseTo(1, 6);
        },
      ),
      { numRuns: 8 },
    );
  });
});

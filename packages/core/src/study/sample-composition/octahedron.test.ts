import { describe, expect, test } from "vitest";
import { estimateComposition } from "./estimate.ts";
import { sampleValue } from "./result.ts";
import { base, five, lead, run } from "./test/known-dots.ts";

describe("the structural model as one more technique", () => {
  // structure.md, between the regular sizes: d, Pb/S, excess, excess per nm2 of the sphere.
  test.each([
    [2.0, 2.016, 54, 4.3],
    [3.0, 1.577, 121, 4.28],
    [4.0, 1.402, 215, 4.27],
    [4.8, 1.324, 308, 4.26],
    [6.0, 1.25, 481, 4.25],
    [7.0, 1.21, 653, 4.24],
  ])("%f nm: Pb/S %f, excess %f", (value, ratio, excess, density) => {
    const diameter = { technique: "UV-vis diameter", value, standardError: 0.1 } as const;
    const result = run([diameter], { structuralModel: { relativeTolerance: 0.05 } });
    expect(sampleValue(result, "cations-per-anion").value).toBeCloseTo(ratio, 3);
    expect(Math.abs(sampleValue(result, "excess-cations").value! - excess)).toBeLessThan(0.6);
    expect(sampleValue(result, "excess-per-nm2-sphere").value).toBeCloseTo(density, 1);
  });

  test("a wrong ratio is then caught, and the tolerance is stated", () => {
    const wrong = { ...lead["ICP cation/anion"], value: 1.1 };
    const result = run([lead["UV-vis diameter"], wrong], { structuralModel: { relativeTolerance: 0.05 } });
    expect(result.disagreeing).toContain("ICP cation/anion");
    expect(result.assumptions.join()).toMatch(/within 5 %/);
  });

  test("only for rock salt", () => {
    const input = {
      ...base,
      material: "InP",
      measurements: five,
      structuralModel: { relativeTolerance: 0.1 },
    };
    expect(() => estimateComposition(input)).toThrow(/rock-salt/);
  });
});

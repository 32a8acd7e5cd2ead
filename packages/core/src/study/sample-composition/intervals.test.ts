import { describe, expect, test } from "vitest";
import type { SampleMeasurement } from "./input.ts";
import { sampleValue } from "./result.ts";
import { lead, run } from "./test/known-dots.ts";

describe("what too few measurements fix and what they do not", () => {
  test("ratio and mass loss: nothing per dot, but ligands per cation and per excess cation", () => {
    const result = run([lead["ICP cation/anion"], lead["TGA mass loss"]]);
    for (const id of ["anions", "excess-cations", "ligands", "hydroxide", "diameter"]) {
      expect(sampleValue(result, id)).toMatchObject({
        value: null,
        low: null,
        high: null,
        identifiability: "unbounded",
      });
    }
    expect(sampleValue(result, "ligands-per-cation").value).toBeCloseTo(313 / 1289, 6);
    expect(sampleValue(result, "ligands-per-excess").value).toBeCloseTo(1, 5);
    expect(sampleValue(result, "ligands-per-excess").identifiability).toBe("identified");
  });

  test("size and ratio bound the hydroxide from above only, by all the charge there is", () => {
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"]]);
    const hydroxide = sampleValue(result, "hydroxide");
    expect(hydroxide.identifiability).toBe("bounded-above");
    expect(hydroxide.high).toBeCloseTo(2 * sampleValue(result, "excess-cations").high!, 0);
  });

  test("free hydroxide without a count of ligands: mass loss bounds the ligands from above", () => {
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"], lead["TGA mass loss"]], {
      hydroxide: "free",
    });
    expect(sampleValue(result, "ligands")).toMatchObject({
      value: null,
      low: null,
      identifiability: "bounded-above",
    });
    expect(sampleValue(result, "ligands").high).toBeGreaterThan(313);
  });

  const chloride: readonly SampleMeasurement[] = [
    { technique: "UV-vis diameter", value: 4.8, standardError: 0.15 },
    { technique: "ICP cation/anion", value: 1.3, standardError: 0.03 },
    { technique: "NMR ligands per dot", value: 300, standardError: 20 },
  ];

  test("a ligand that stays on heating, and no hydroxide: the loss is 0 whatever is measured", () => {
    const result = run(chloride, { ligand: "chloride", hydroxide: "none" });
    expect(sampleValue(result, "mass-loss")).toMatchObject({
      value: 0,
      low: 0,
      high: 0,
      identifiability: "fixed",
    });
    expect(sampleValue(result, "mass-loss").note).toMatch(/0 %.*whatever is measured/);
    expect(sampleValue(result, "ligands").value).toBeCloseTo(300, 4);
    expect(sampleValue(result, "ligands").identifiability).toBe("identified");
  });

  test("the same with hydroxide of its own, of which none was found: only that can leave", () => {
    const none = { technique: "hydroxide per dot", value: 0, standardError: 10 } as const;
    const result = run([...chloride, none], { ligand: "chloride", hydroxide: "free" });
    const loss = sampleValue(result, "mass-loss");
    expect(loss.value).toBeCloseTo(0, 10);
    // 2 OH leave as H2O, 9.0 of some 370,000 g/mol each; 19.6 hydroxides at most.
    expect(loss.high).toBeGreaterThan(0.03);
    expect(loss.high).toBeLessThan(0.07);
  });

  test("a number of which not even the sign is known is not fixed; one with a bound keeps it", () => {
    const result = run([lead["ICP cation/anion"], lead["NMR ligands per dot"]]);
    expect(sampleValue(result, "cations-per-anion").identifiability).toBe("identified");
    const two = run([lead["UV-vis diameter"], lead["NMR ligands per dot"]]);
    for (const id of ["excess-cations", "hydroxide"]) {
      expect(sampleValue(two, id)).toMatchObject({
        value: null,
        low: null,
        high: null,
        identifiability: "unbounded",
      });
      expect(sampleValue(two, id).note).toMatch(/: not fixed by these measurements\.$/);
    }
    expect(sampleValue(two, "anions").high).toBeGreaterThan(0);
    expect(two.findings.join(" ")).not.toMatch(/anything from -/);
  });

  test("no ligand seen by NMR is a measurement", () => {
    const none = { technique: "NMR ligands per dot", value: 0, standardError: 5 } as const;
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"], none]);
    expect(sampleValue(result, "ligands").identifiability).toBe("bounded-above");
    expect(sampleValue(result, "ligands").high).toBeCloseTo(5 * 1.96, 1);
    expect(result.warnings.join()).toMatch(/ligands is at its bound/);
  });
});

import { describe, expect, test } from "vitest";
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

  test("no ligand seen by NMR is a measurement", () => {
    const none = { technique: "NMR ligands per dot", value: 0, standardError: 5 } as const;
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"], none]);
    expect(sampleValue(result, "ligands").identifiability).toBe("bounded-above");
    expect(sampleValue(result, "ligands").high).toBeCloseTo(5 * 1.96, 1);
    expect(result.warnings.join()).toMatch(/ligands is at its bound/);
  });
});

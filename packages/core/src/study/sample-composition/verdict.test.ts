import { describe, expect, test } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { sampleValue } from "./result.ts";
import { drawn, FIVE, five, lead, measuredOn, run } from "./test/known-dots.ts";

describe("who disagrees", () => {
  const high = { ...lead["TGA mass loss"], value: 1.2 * lead["TGA mass loss"].value };

  test("a mass loss 20 % too high is named when two others count the ligand", () => {
    const result = run(five.map((one) => (one.technique === "TGA mass loss" ? high : one)));
    expect(result.disagreeing).toEqual(["TGA mass loss"]);
    expect(result.findings[0]).toMatch(/^TGA mass loss disagrees with the others/);
    const check = result.techniques.find(({ name }) => name === "TGA mass loss")!;
    // The others, being exact, ask for the true share; the pull is the 20 % over the combined error.
    expect(check.fromOthers).toBeCloseTo(23.205, 3);
    const error = Math.hypot(check.standardError, check.fromOthersError!);
    expect(check.pull).toBeCloseTo((0.2 * 23.205) / error, 3);
    expect(check.pull).toBeGreaterThan(3);
    expect(check.chiSquaredWithout).toBeLessThan(1e-6);
    // For normal errors and a linear model the squared pull is what chi-squared falls by.
    expect(check.pull! ** 2 / result.chiSquared).toBeCloseTo(1, 0);
    expect(result.probability).toBeLessThan(0.01);
  });

  test("two techniques that only check each other are both named", () => {
    const result = run([
      lead["UV-vis diameter"],
      { ...lead["TEM diameter"], value: 1.2 * lead["TEM diameter"].value },
      lead["ICP cation/anion"],
    ]);
    expect([...result.disagreeing].sort()).toEqual(["TEM diameter", "UV-vis diameter"]);
    expect(result.findings[0]).toMatch(/cannot say which/);
    expect(result.techniques[2]!.pull).toBeNull();
    // Two values of one number: the pull is their difference over the combined error.
    const [a, b] = result.techniques;
    const difference = a!.measured - b!.measured;
    expect(a!.pull).toBeCloseTo(difference / Math.hypot(a!.standardError, b!.standardError), 6);
    expect(b!.pull).toBeCloseTo(-a!.pull!, 6);
  });

  test("one redundancy among four: all that could be wrong are listed, with what they would have to be", () => {
    const sharp = { ...high, standardError: 0.2 };
    const four = [lead["UV-vis diameter"], lead["ICP cation/anion"], sharp, lead["NMR ligands per dot"]];
    const result = run(four);
    expect(result.degreesOfFreedom).toBe(1);
    expect(result.disagreeing).toContain("TGA mass loss");
    expect(result.disagreeing).toContain("NMR ligands per dot");
    expect(result.findings[0]).toMatch(/cannot say which/);
  });

  test("good data raise few alarms, also where one technique is poorly fixed by the others", () => {
    const repeats = 200;
    let alarms = 0;
    for (let seed = 0; seed < repeats; seed++) {
      const noisy = drawn(five.slice(0, 4), createRandom(seed, "alarms"));
      if (run(noisy).disagreeing.length > 0) alarms++;
    }
    // Beyond two standard deviations: 4.6 %, or 9 +- 3 of 200; three of them either way.
    expect(alarms).toBeGreaterThan(0);
    expect(alarms).toBeLessThanOrEqual(18);
  });

  test("without any size the ratios still check one another", () => {
    const three = [lead["ICP cation/anion"], high, lead["NMR ligands per cation"]];
    const result = run(three);
    expect(result.degreesOfFreedom).toBe(1);
    expect(result.techniques[1]!.fromOthers).toBeCloseTo(23.205, 3);
    expect(result.disagreeing).toContain("TGA mass loss");
    expect(sampleValue(result, "anions").identifiability).toBe("unbounded");
  });

  test("as many measurements as unknowns check nothing, and that is said", () => {
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"], high]);
    expect(result.degreesOfFreedom).toBe(0);
    expect(result.probability).toBeNull();
    expect(result.findings[0]).toMatch(/No technique can be checked/);
  });

  test("a measured hydroxide tests charge balance", () => {
    const core = { Pb: 1289, S: 976 };
    const lacking = measuredOn("PbS", core, [
      { name: "oleate", formula: "C18H33O2", count: 313, charge: -1 },
      { name: "hydroxide", formula: "HO", count: 50, charge: -1 },
    ]);
    const six = [...FIVE, "hydroxide per dot" as const].map((technique) => lacking[technique]);
    const result = run(six);
    // Only the ratio tells the excess that the charge is reckoned from, so either of the two may be wrong,
    expect([...result.disagreeing].sort()).toEqual(["ICP cation/anion", "hydroxide per dot"]);
    // until something else speaks for the excess.
    const modelled = run(six, { structuralModel: { relativeTolerance: 0.05 } });
    expect(modelled.disagreeing).toEqual(["hydroxide per dot"]);
    const free = run(six, { hydroxide: "free" });
    expect(free.disagreeing).toEqual([]);
    expect(sampleValue(free, "charge-unaccounted").value).toBeCloseTo(2 * 313 - 313 - 50, 3);
    expect(sampleValue(free, "charge-unaccounted").low).toBeGreaterThan(100);
  });
});

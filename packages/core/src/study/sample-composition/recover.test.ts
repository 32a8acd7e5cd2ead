import { describe, expect, test } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { estimateComposition } from "./estimate.ts";
import { sampleValue } from "./result.ts";
import { drawn, FIVE, five, measuredOn, run, TRUTH, width } from "./test/known-dots.ts";

describe("simulate, estimate, recover", () => {
  test("95 % intervals cover the truth in 300 samples; chi-squared and pulls have their spread", () => {
    const repeats = 300;
    const hits = new Map<string, number>();
    let chi = 0;
    let pulls = 0;
    for (let seed = 0; seed < repeats; seed++) {
      const result = run(drawn(five, createRandom(seed, "composition")));
      chi += result.chiSquared / repeats;
      for (const { pull } of result.techniques) pulls += pull! ** 2 / (5 * repeats);
      for (const [id, value] of Object.entries(TRUTH)) {
        const { low, high } = sampleValue(result, id);
        if (low! <= value && value <= (high ?? Number.POSITIVE_INFINITY)) {
          hits.set(id, (hits.get(id) ?? 0) + 1);
        }
      }
    }
    // Binomial: sqrt(0.95 x 0.05 / 300) = 1.26 %; 3.4 of them either way, 0.907 to 0.993.
    for (const id of Object.keys(TRUTH)) {
      expect(hits.get(id)! / repeats, id).toBeGreaterThan(0.907);
      expect(hits.get(id)! / repeats, id).toBeLessThan(0.993);
    }
    // Mean of chi-squared with 2 degrees of freedom: 2 +- 2 / sqrt(300) = 0.115, 3.5 of them.
    expect(Math.abs(chi - 2)).toBeLessThan(0.4);
    // Squared pulls: mean 1, their standard deviation below sqrt(2 / 300) were they all one; 3.5 of it.
    expect(Math.abs(pulls - 1)).toBeLessThan(0.29);
  });

  test("taking a technique away widens every interval, or leaves it", () => {
    const all = run(five);
    for (const technique of FIVE) {
      const fewer = run(five.filter((one) => one.technique !== technique));
      for (const id of Object.keys(TRUTH)) {
        // Ends are found to 1e-6.
        expect(width(sampleValue(fewer, id)), `${id} without ${technique}`).toBeGreaterThan(
          0.9999 * width(sampleValue(all, id)),
        );
      }
    }
    const narrower = run(five);
    const without = run(five.filter((one) => one.technique !== "ICP cation/anion"));
    expect(width(sampleValue(without, "excess-cations"))).toBeGreaterThan(
      1.5 * width(sampleValue(narrower, "excess-cations")),
    );
  });

  test("other cores: In37P20 with 51 myristates, which balance it without hydroxide", () => {
    // 3 x 37 - 3 x 20 = 51, the known cluster of structure.md.
    const myristate = { name: "myristate", formula: "C14H27O2", charge: -1 };
    const known = measuredOn("InP", { In: 37, P: 20 }, [{ ...myristate, count: 51 }]);
    const result = estimateComposition({
      material: "InP",
      ligand: myristate,
      hydroxide: "none",
      measurements: FIVE.map((technique) => known[technique]),
    });
    expect(sampleValue(result, "excess-cations").value).toBeCloseTo(17, 4);
    expect(sampleValue(result, "ligands").value).toBeCloseTo(51, 4);
    expect(sampleValue(result, "ligands-per-excess").value).toBeCloseTo(3, 4);
    expect(sampleValue(result, "charge-unaccounted").value).toBeCloseTo(0, 3);
    expect(result.values.some(({ id }) => id.endsWith("polyhedron"))).toBe(false);
  });

  test("others with known counts, and a thiolate whose sulfur elemental analysis counts", () => {
    const thiolate = { name: "dodecanethiolate", formula: "C12H25S", charge: -1, perDot: 50 };
    const ligands = [
      { name: "oleate", formula: "C18H33O2", count: 263, charge: -1 },
      { name: "hydroxide", formula: "HO", count: 313, charge: -1 },
      { ...thiolate, count: 50 },
    ];
    const known = measuredOn("PbS", { Pb: 1289, S: 976 }, ligands);
    const icp = { ...known["ICP cation/anion"], value: 1289 / (976 + 50) };
    const result = run([...FIVE.map((technique) => known[technique]).toSpliced(1, 1), icp], {
      others: [thiolate],
    });
    expect(sampleValue(result, "cations-per-anion").value).toBeCloseTo(1289 / 976, 6);
    expect(sampleValue(result, "ligands").value).toBeCloseTo(263, 3);
    expect(sampleValue(result, "hydroxide").value).toBeCloseTo(313, 3);
    expect(result.assumptions.join()).toMatch(/50 dodecanethiolate per dot/);
  });
});

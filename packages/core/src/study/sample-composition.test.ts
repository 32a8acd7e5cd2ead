import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../errors.ts";
import { createRandom } from "../numerics/random.ts";
import { dotComposition, type LigandCount } from "../structure/composition.ts";
import { equalVolumeDiameterNm } from "../structure/core.ts";
import { crystalOf } from "../structure/crystal.ts";
import {
  estimateComposition,
  type SampleComposition,
  type SampleCompositionInput,
  type SampleMeasurement,
  type SampleValue,
  sampleCompositionTables,
  sampleValue,
  type Technique,
} from "./sample-composition.ts";

/** What the techniques would find on a dot, from the forward composition; errors as usual in a good laboratory. */
function measuredOn(
  material: string,
  core: Readonly<Record<string, number>>,
  ligands: readonly LigandCount[],
): Readonly<Record<Technique, SampleMeasurement>> {
  const atoms = Object.values(core).reduce((a, b) => a + b, 0);
  const diameterNm = equalVolumeDiameterNm(crystalOf(material), atoms);
  const found = dotComposition({ core, ligands, diameterNm });
  const of = (name: string): number => ligands.find((ligand) => ligand.name === name)?.count ?? 0;
  const x = ligands[0]!.count;
  const row = (technique: Technique, value: number, relative: number): SampleMeasurement => ({
    technique,
    value,
    standardError: Math.max(relative * value, 1e-3),
  });
  return {
    "UV-vis diameter": row("UV-vis diameter", diameterNm, 0.02),
    "TEM diameter": row("TEM diameter", diameterNm, 0.03),
    "ICP cation/anion": row("ICP cation/anion", found.coreCationsPerAnion!, 0.02),
    "TGA mass loss": row("TGA mass loss", found.massLossShare, 0.02),
    "NMR ligands per dot": row("NMR ligands per dot", x, 0.06),
    "NMR ligands per nm2": row("NMR ligands per nm2", x / (Math.PI * diameterNm ** 2), 0.05),
    "NMR ligands per cation": row("NMR ligands per cation", x / Object.values(core)[0]!, 0.04),
    "hydroxide per dot": row("hydroxide per dot", of("hydroxide"), 0.1),
  };
}

const lead = measuredOn("PbS", { Pb: 1289, S: 976 }, [
  { name: "oleate", formula: "C18H33O2", count: 313, charge: -1 },
  { name: "hydroxide", formula: "HO", count: 313, charge: -1 },
]);
const TRUTH: Readonly<Record<string, number>> = {
  anions: 976,
  cations: 1289,
  "excess-cations": 313,
  ligands: 313,
  hydroxide: 313,
  "cations-per-anion": 1289 / 976,
  "ligands-per-excess": 1,
  "ligands-per-cation": 313 / 1289,
  "ligands-per-nm2-sphere": lead["NMR ligands per nm2"].value,
  "charge-left": 313,
};
const base = { material: "PbS", ligand: "oleate", hydroxide: "from charge balance" } as const;
const FIVE = [
  "UV-vis diameter",
  "ICP cation/anion",
  "TGA mass loss",
  "NMR ligands per dot",
  "NMR ligands per cation",
] as const;
const five = FIVE.map((technique) => lead[technique]);

const ofId = (result: SampleComposition, id: string): SampleValue => sampleValue(result, id);
const width = ({ low, high }: SampleValue): number =>
  (high ?? Number.POSITIVE_INFINITY) - (low ?? Number.NEGATIVE_INFINITY);
const run = (
  measurements: readonly SampleMeasurement[],
  more: Partial<SampleCompositionInput> = {},
): SampleComposition => estimateComposition({ ...base, measurements, ...more });

describe("4.8 nm PbS, Pb1289S976 with 313 oleates and 313 hydroxides", () => {
  const exact = run(five);

  test("exact measurements give the dot back: the reverse undoes the forward composition", () => {
    for (const [id, value] of Object.entries(TRUTH)) {
      // The search ends within 1e-10 of the residuals' length; the counts are then right to about 1e-7.
      expect(ofId(exact, id).value! / value).toBeCloseTo(1, 6);
      expect(ofId(exact, id).identifiability).toBe("identified");
    }
    expect(ofId(exact, "mass-loss").value).toBeCloseTo(0.23205, 5);
    expect(exact.chiSquared).toBeLessThan(1e-12);
    expect(exact.degreesOfFreedom).toBe(2);
    expect(exact.disagreeing).toEqual([]);
    for (const { pull } of exact.techniques) expect(Math.abs(pull!)).toBeLessThan(1e-5);
  });

  test("areas: 4.26 per nm2 of the sphere and 4.15 of the polyhedron (structure.md, r = 4)", () => {
    expect(ofId(exact, "excess-per-nm2-sphere").value).toBeCloseTo(4.26, 2);
    expect(ofId(exact, "excess-per-nm2-polyhedron").value).toBeCloseTo(4.15, 2);
    const given = run(five, { polyhedronAreaNm2: 80 });
    expect(ofId(given, "ligands-per-nm2-polyhedron").value).toBeCloseTo(313 / 80, 5);
  });

  test("charge adds up at the estimate, whatever the noise", () => {
    const random = createRandom(4);
    const noisy = five.map((one) => ({ ...one, value: one.value + one.standardError * random.normal() }));
    const balanced = run(noisy);
    const value = (result: SampleComposition, id: string): number => ofId(result, id).value!;
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
    const charge = ofId(open, "charge-unaccounted");
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
    expect(width(ofId(two, "excess-cations")) / (2 * 1.96 * sigma)).toBeCloseTo(1, 1);
    expect(ofId(two, "ligands").identifiability).toBe("unbounded");
  });
});

describe("simulate, estimate, recover", () => {
  test("95 % intervals cover the truth in 300 samples; chi-squared and pulls have their spread", () => {
    const repeats = 300;
    const hits = new Map<string, number>();
    let chi = 0;
    let pulls = 0;
    for (let seed = 0; seed < repeats; seed++) {
      const random = createRandom(seed, "composition");
      const drawn = five.map((one) => ({ ...one, value: one.value + one.standardError * random.normal() }));
      const result = run(drawn);
      chi += result.chiSquared / repeats;
      for (const { pull } of result.techniques) pulls += pull! ** 2 / (5 * repeats);
      for (const [id, value] of Object.entries(TRUTH)) {
        const { low, high } = ofId(result, id);
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
        expect(width(ofId(fewer, id)), `${id} without ${technique}`).toBeGreaterThan(
          0.9999 * width(ofId(all, id)),
        );
      }
    }
    const narrower = run(five);
    const without = run(five.filter((one) => one.technique !== "ICP cation/anion"));
    expect(width(ofId(without, "excess-cations"))).toBeGreaterThan(
      1.5 * width(ofId(narrower, "excess-cations")),
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
    expect(ofId(result, "excess-cations").value).toBeCloseTo(17, 4);
    expect(ofId(result, "ligands").value).toBeCloseTo(51, 4);
    expect(ofId(result, "ligands-per-excess").value).toBeCloseTo(3, 4);
    expect(ofId(result, "charge-unaccounted").value).toBeCloseTo(0, 3);
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
    expect(ofId(result, "cations-per-anion").value).toBeCloseTo(1289 / 976, 6);
    expect(ofId(result, "ligands").value).toBeCloseTo(263, 3);
    expect(ofId(result, "hydroxide").value).toBeCloseTo(313, 3);
    expect(result.assumptions.join()).toMatch(/50 dodecanethiolate per dot/);
  });
});

describe("who disagrees", () => {
  const high = { ...lead["TGA mass loss"], value: 1.2 * lead["TGA mass loss"].value };

  test("a mass loss 20 % too high is named when two others count the ligand", () => {
    const result = run(five.map((one) => (one.technique === "TGA mass loss" ? high : one)));
    expect(result.disagreeing).toEqual(["TGA mass loss"]);
    expect(result.findings[0]).toMatch(/^TGA mass loss disagrees with the others/);
    const check = result.techniques.find(({ name }) => name === "TGA mass loss")!;
    // The others, being exact, ask for the true share; the pull is the 20 % over the combined error.
    expect(check.fromOthers).toBeCloseTo(0.23205, 5);
    const error = Math.hypot(check.standardError, check.fromOthersError!);
    expect(check.pull).toBeCloseTo((0.2 * 0.23205) / error, 3);
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
    const sharp = { ...high, standardError: 0.002 };
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
      const random = createRandom(seed, "alarms");
      const drawn = five
        .slice(0, 4)
        .map((one) => ({ ...one, value: one.value + one.standardError * random.normal() }));
      if (run(drawn).disagreeing.length > 0) alarms++;
    }
    // Beyond two standard deviations: 4.6 %, or 9 +- 3 of 200; three of them either way.
    expect(alarms).toBeGreaterThan(0);
    expect(alarms).toBeLessThanOrEqual(18);
  });

  test("without any size the ratios still check one another", () => {
    const three = [lead["ICP cation/anion"], high, lead["NMR ligands per cation"]];
    const result = run(three);
    expect(result.degreesOfFreedom).toBe(1);
    expect(result.techniques[1]!.fromOthers).toBeCloseTo(0.23205, 5);
    expect(result.disagreeing).toContain("TGA mass loss");
    expect(ofId(result, "anions").identifiability).toBe("unbounded");
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
    expect(ofId(free, "charge-unaccounted").value).toBeCloseTo(2 * 313 - 313 - 50, 3);
    expect(ofId(free, "charge-unaccounted").low).toBeGreaterThan(100);
  });
});

describe("what too few measurements fix and what they do not", () => {
  test("ratio and mass loss: nothing per dot, but ligands per cation and per excess cation", () => {
    const result = run([lead["ICP cation/anion"], lead["TGA mass loss"]]);
    for (const id of ["anions", "excess-cations", "ligands", "hydroxide", "diameter"]) {
      expect(ofId(result, id)).toMatchObject({
        value: null,
        low: null,
        high: null,
        identifiability: "unbounded",
      });
    }
    expect(ofId(result, "ligands-per-cation").value).toBeCloseTo(313 / 1289, 6);
    expect(ofId(result, "ligands-per-excess").value).toBeCloseTo(1, 5);
    expect(ofId(result, "ligands-per-excess").identifiability).toBe("identified");
  });

  test("size and ratio bound the hydroxide from above only, by all the charge there is", () => {
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"]]);
    const hydroxide = ofId(result, "hydroxide");
    expect(hydroxide.identifiability).toBe("bounded-above");
    expect(hydroxide.high).toBeCloseTo(2 * ofId(result, "excess-cations").high!, 0);
  });

  test("free hydroxide without a count of ligands: mass loss bounds the ligands from above", () => {
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"], lead["TGA mass loss"]], {
      hydroxide: "free",
    });
    expect(ofId(result, "ligands")).toMatchObject({
      value: null,
      low: null,
      identifiability: "bounded-above",
    });
    expect(ofId(result, "ligands").high).toBeGreaterThan(313);
  });

  test("no ligand seen by NMR is a measurement", () => {
    const none = { technique: "NMR ligands per dot", value: 0, standardError: 5 } as const;
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"], none]);
    expect(ofId(result, "ligands").identifiability).toBe("bounded-above");
    expect(ofId(result, "ligands").high).toBeCloseTo(5 * 1.96, 1);
    expect(result.warnings.join()).toMatch(/ligands is at its bound/);
  });
});

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
    expect(ofId(result, "cations-per-anion").value).toBeCloseTo(ratio, 3);
    expect(Math.abs(ofId(result, "excess-cations").value! - excess)).toBeLessThan(0.6);
    expect(ofId(result, "excess-per-nm2-sphere").value).toBeCloseTo(density, 1);
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

describe("invariances", () => {
  test("the order of the measurements does not matter; errors k times larger divide chi-squared by k^2", () => {
    const random = createRandom(9);
    const drawn = five.map((one) => ({ ...one, value: one.value + one.standardError * random.normal() }));
    const known = run(drawn);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(drawn, { minLength: 5 }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        (rows, k) => {
          const other = run(rows.map((one) => ({ ...one, standardError: k * one.standardError })));
          expect((other.chiSquared * k * k) / known.chiSquared).toBeCloseTo(1, 6);
          expect(ofId(other, "ligands").value! / ofId(known, "ligands").value!).toBeCloseTo(1, 6);
        },
      ),
      { numRuns: 8 },
    );
  });

  test("tables: every column as long as the first", () => {
    const result = run(five);
    const [numbers, techniques] = sampleCompositionTables("sample", result);
    for (const { values } of numbers!.columns) expect(values.length).toBe(result.values.length);
    for (const { values } of techniques!.columns) expect(values.length).toBe(5);
  });
});

describe("what is reported, and what is refused", () => {
  test("a ratio below the stoichiometry is allowed and said", () => {
    const result = run([lead["UV-vis diameter"], { ...lead["ICP cation/anion"], value: 0.95 }]);
    expect(ofId(result, "excess-cations").value).toBeLessThan(0);
    expect(result.warnings.join()).toMatch(/below the stoichiometric 1/);
  });

  test("more X-type ligands than charge: hydroxide below zero is said, not hidden", () => {
    const many = { ...lead["NMR ligands per dot"], value: 900 };
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"], many]);
    expect(ofId(result, "hydroxide").value).toBeLessThan(0);
    expect(result.warnings.join()).toMatch(/fewer than no hydroxide/);
  });

  const bad: readonly (readonly [string, Partial<SampleCompositionInput>, RegExp])[] = [
    ["nothing measured", { measurements: [] }, /nothing was measured.*a diameter, ICP/],
    [
      "a negative diameter",
      { measurements: [{ ...five[0]!, value: -4.8 }] },
      /UV-vis diameter is impossible/,
    ],
    ["a negative ratio", { measurements: [{ ...five[1]!, value: -1 }] }, /ICP cation\/anion is impossible/],
    ["percent for a share", { measurements: [{ ...five[2]!, value: 23 }] }, /between 0 and 1/],
    ["a negative count", { measurements: [{ ...five[3]!, value: -1 }] }, /NMR ligands per dot is impossible/],
    ["not a number", { measurements: [{ ...five[3]!, value: Number.NaN }] }, /impossible/],
    ["no standard error", { measurements: [{ ...five[0]!, standardError: 0 }] }, /no usable standard error/],
    ["one name twice", { measurements: [five[0]!, five[0]!] }, /two measurements have one name/],
    [
      "an unknown technique",
      { measurements: [{ ...five[0]!, technique: "XPS" as Technique }] },
      /unknown technique/,
    ],
    [
      "hydroxide measured where there is none",
      { hydroxide: "none", measurements: [lead["hydroxide per dot"]] },
      /there is none/,
    ],
    ["no word on hydroxide", { hydroxide: undefined as unknown as "free" }, /where the hydroxide comes from/],
    ["a perovskite", { material: "CsPbBr3" }, /not a binary/],
    ["a neutral ligand", { ligand: "oleic acid" }, /not X-type/],
    ["an unknown ligand", { ligand: "oleat" }, /unknown ligand/],
    ["an impossible level", { level: 1 }, /level/],
    [
      "a negative other",
      { others: [{ name: "bromide", formula: "Br", charge: -1, perDot: -3 }] },
      /no count/,
    ],
    ["no tolerance", { structuralModel: { relativeTolerance: 0 } }, /tolerance/],
    ["no area", { polyhedronAreaNm2: -1 }, /area/],
  ];
  test.each(bad)("%s", (_, change, message) => {
    const input = { ...base, measurements: five, ...change };
    expect(() => estimateComposition(input)).toThrow(message);
    expect(() => estimateComposition(input)).toThrow(InputError);
  });

  test("an unknown number of the result", () => {
    expect(() => ofId(run(five.slice(0, 2)), "coverage")).toThrow(InputError);
  });
});

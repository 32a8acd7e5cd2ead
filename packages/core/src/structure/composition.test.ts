import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../errors.ts";
import { buildDot } from "./build-dot.ts";
import {
  type CompositionInput,
  compositionOf,
  dotComposition,
  massLossGPerMol,
  usualHeating,
} from "./composition.ts";
import { crystalOf } from "./crystal.ts";
import { ligandMolecule } from "./ligand-molecule.ts";
import { findShape } from "./shapes/index.ts";

const oleate = { name: "oleate", formula: "C18H33O2", charge: -1 };
const hydroxide = { name: "hydroxide", formula: "HO", charge: -1 };
const lead: CompositionInput = {
  core: { Pb: 1289, S: 976 },
  ligands: [
    { ...oleate, count: 313 },
    { ...hydroxide, count: 313 },
  ],
  surfaceCations: 578,
  outermostAreaNm2: 75.5,
  diameterNm: 4.84,
};

describe("4.8 nm PbS, Pb1289S976 with 313 oleates and 313 hydroxides, by hand", () => {
  // g/mol, IUPAC 2021 abridged: Pb 207.2, S 32.06, C 12.011, H 1.008, O 15.999.
  const oleateMass = 18 * 12.011 + 33 * 1.008 + 2 * 15.999;
  const mass = 1289 * 207.2 + 976 * 32.06 + 313 * oleateMass + 313 * 17.007;
  const found = dotComposition(lead);

  test("ratio, excess, charge", () => {
    expect(found.coreCationsPerAnion).toBeCloseTo(1.3207, 4);
    expect(found.atomicRatios).toEqual([{ of: "Pb", to: "S", ratio: 1289 / 976 }]);
    expect(found.excessCations).toBe(313);
    expect([found.coreChargeE, found.ligandChargeE, found.netChargeE]).toEqual([626, -626, 0]);
    expect(found.formula).toBe("Pb1289S976(C18H33O2)313(HO)313");
  });

  test("mass: 391.79 kg/mol, 651 zg", () => {
    expect(mass).toBeCloseTo(391791.531, 3);
    expect(found.molarMassKgPerMol).toBeCloseTo(mass / 1000, 9);
    expect(found.massG / (mass / 6.02214076e23)).toBeCloseTo(1, 12);
    expect(found.mass.unit).toBe("zg");
    expect(found.mass.value).toBeCloseTo(650.6, 1);
  });

  test("mass loss: all oleate and half a water a hydroxide, 23.2 %", () => {
    expect(found.massLossShare).toBeCloseTo((313 * oleateMass + (313 * 18.015) / 2) / mass, 12);
    expect(found.massLossShare).toBeCloseTo(0.23205, 5);
    const staying = dotComposition({
      ...lead,
      ligands: lead.ligands.map((ligand) => ({ ...ligand, heating: "stays" as const })),
    });
    expect(staying.massLossShare).toBe(0);
  });

  test("compartments: core, excess Pb, ligands", () => {
    expect(found.compartments.map(({ name, kind, count }) => [name, kind, count])).toEqual([
      ["core", "core", 1952],
      ["excess Pb", "excess", 313],
      ["oleate", "ligand", 313],
      ["hydroxide", "ligand", 313],
    ]);
    expect(found.compartments[1]!.massFraction).toBeCloseTo((313 * 207.2) / mass, 12);
  });

  test("coverage on both areas, as counted for the regular series (structure.md, r = 4)", () => {
    const [surface, excess, oleyl] = found.coverage;
    // The table's areas and coverages are rounded to the last digit given.
    expect(surface!.perNm2Outermost).toBeCloseTo(7.66, 2);
    expect(surface!.perNm2Sphere).toBeCloseTo(7.87, 1);
    expect(excess!.perNm2Outermost).toBeCloseTo(4.15, 2);
    expect(excess!.perNm2Sphere).toBeCloseTo(4.26, 1);
    expect(oleyl!.perNm2Sphere).toBe(excess!.perNm2Sphere);
  });
});

describe("a dot that was built", () => {
  const dot = buildDot({
    crystal: crystalOf("PbS"),
    shape: findShape("truncated octahedron"),
    size: { by: "diameter", nm: 2.5 },
    ligands: [{ molecule: ligandMolecule("oleate") }],
  });
  const found = compositionOf(dot);

  test("Pb201S116 with 85 oleates and 85 hydroxides: the same as from the counts", () => {
    const counted = dotComposition({
      core: { Pb: 201, S: 116 },
      ligands: [
        { ...oleate, count: 85 },
        { ...hydroxide, count: 85 },
      ],
      surfaceCations: 146,
      outermostAreaNm2: dot.core.areaNm2,
      diameterNm: dot.core.diameterNm,
    });
    expect(found).toEqual(counted);
    expect(found.netChargeE).toBe(dot.charge.net);
  });

  test("every atom is counted", () => {
    expect(found.elements.reduce((sum, { count }) => sum + count, 0)).toBe(dot.structure.element.length);
  });

  test("the caller chooses what leaves", () => {
    const kept = compositionOf(dot, { oleate: "stays" });
    expect(kept.massLossShare).toBeCloseTo(
      found.massLossParts.find(({ name }) => name === "hydroxide")!.share,
      12,
    );
  });
});

describe("identities over random counts", () => {
  const input = fc.record({
    cations: fc.integer({ min: 1, max: 5000 }),
    anions: fc.integer({ min: 1, max: 5000 }),
    oleates: fc.integer({ min: 0, max: 2000 }),
    hydroxides: fc.integer({ min: 0, max: 2000 }),
    pair: fc.constantFrom(["Pb", "S"], ["In", "P"], ["Cu", "Se"], ["Bi", "S"], ["Sn", "O"]),
  });
  const charges: Readonly<Record<string, number>> = {
    ...{ Pb: 2, In: 3, Cu: 1, Bi: 3, Sn: 4 },
    ...{ S: -2, P: -3, Se: -2, O: -2 },
  };
  test("mass fractions sum to 1 by element and by compartment; charge; excess carries the core's charge", () => {
    fc.assert(
      fc.property(input, ({ cations, anions, oleates, hydroxides, pair }) => {
        const [cation, anion] = [pair[0]!, pair[1]!];
        const found = dotComposition({
          core: { [cation]: cations, [anion]: anions },
          oxidation: charges,
          ligands: [
            { ...oleate, count: oleates },
            { ...hydroxide, count: hydroxides },
          ],
        });
        const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        expect(sum(found.elements.map((e) => e.massFraction))).toBeCloseTo(1, 12);
        expect(sum(found.compartments.map((c) => c.massFraction))).toBeCloseTo(1, 12);
        const core = cations * charges[cation]! + anions * charges[anion]!;
        expect(found.coreChargeE).toBe(core);
        expect(found.netChargeE).toBe(core - oleates - hydroxides);
        // Cations beyond the stoichiometry times their charge are the charge of the core.
        expect(found.excessCations! * charges[cation]!).toBeCloseTo(core, 6);
        expect(found.massLossShare).toBeLessThan(1);
        expect(sum(found.massLossParts.map((part) => part.share))).toBeCloseTo(found.massLossShare, 12);
      }),
    );
  });
});

describe("what leaves on heating", () => {
  test.each([
    ["C18H33O2^-", "leaves"],
    ["HO^-", "leaves as half a water"],
    ["H2O", "leaves"],
    ["N2H4", "leaves"],
    ["Br^-", "stays"],
    ["CNS^-", "stays"],
    ["Sn2S6^4-", "stays"],
  ] as const)("%s %s", (formula, heating) => expect(usualHeating(formula)).toBe(heating));

  test("half a water is 9.0075 g/mol", () => {
    expect(massLossGPerMol("HO", "leaves as half a water")).toBeCloseTo(9.0075, 10);
    expect(() => massLossGPerMol("Br", "leaves as half a water")).toThrow(InputError);
  });

  test("lead oleate is not one thing to a balance", () => {
    expect(() => usualHeating("Pb(C18H33O2)2")).toThrow(/only part of/);
  });
});

describe("other cores and bad input", () => {
  test("a perovskite has ratios of every pair and no excess", () => {
    const found = dotComposition({ core: { Cs: 490, Pb: 343, Br: 1176 }, ligands: [] });
    expect(found.atomicRatios.map(({ of, to }) => `${of}/${to}`)).toEqual(["Cs/Pb", "Cs/Br", "Pb/Br"]);
    expect(found.excessCations).toBeNull();
    expect(found.netChargeE).toBe(0);
  });

  test("a metal has no charge", () => {
    expect(dotComposition({ core: { Au: 147 }, ligands: [] }).coreChargeE).toBe(0);
  });

  test("an anion-rich core has excess anions", () => {
    const found = dotComposition({ core: { Pb: 10, S: 12 }, ligands: [] });
    expect(found.excessCations).toBe(-2);
    expect(found.compartments[1]).toMatchObject({ name: "excess S", count: 2 });
  });

  test("sulfur of a thiolate counts in Pb/S, and is said to", () => {
    const thiolate = { name: "dodecanethiolate", formula: "C12H25S", count: 10, charge: -1 };
    const found = dotComposition({ core: { Pb: 100, S: 90 }, ligands: [thiolate] });
    expect(found.atomicRatios).toEqual([{ of: "Pb", to: "S", ratio: 1 }]);
    expect(found.coreCationsPerAnion).toBeCloseTo(100 / 90, 12);
    expect(found.notes.join()).toMatch(/S of dodecanethiolate counts/);
  });

  test.each([
    ["a negative count", { core: { Pb: -1, S: 1 }, ligands: [] }],
    ["no core", { core: {}, ligands: [] }],
    ["a count that is no number", { core: { Pb: Number.NaN }, ligands: [] }],
    ["negative ligands", { core: { Pb: 1 }, ligands: [{ ...oleate, count: -1 }] }],
  ])("%s", (_, input) => expect(() => dotComposition(input)).toThrow(InputError));
});

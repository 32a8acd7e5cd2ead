import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError, InputError } from "../../errors.ts";
import { findMaterial, findSolvent, solvents } from "../../matter/index.ts";
import {
  alikeModels,
  emittingCore,
  findLocalFieldModel,
  largestDifference,
  lifetimeInMedium,
  localFieldModels,
  mediumFactors,
  solventIndex,
  solventsByIndex,
} from "./index.ts";

const CORE = { permittivity: 4 };
const [sphere, virtual, empty, microscopic] = localFieldModels as [
  (typeof localFieldModels)[0],
  (typeof localFieldModels)[0],
  (typeof localFieldModels)[0],
  (typeof localFieldModels)[0],
];
const TOLUENE = 1.4969;

/** Worked out independently from indices of four decimals: F at 20 C and 25 C, ratios to toluene, lifetime for 4.7 ns. */
const TABLE: readonly (readonly [
  string,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number | null,
])[] = [
  ["pentane", 1.3575, 12.8132, 1.3547, 12.8951, 1.3387, 6.292, 1.1913, 1.3429, 1.1035],
  ["hexane", 1.3749, 12.322, 1.3723, 12.3936, 1.2874, 6.051, 1.1636, 1.2937, 1.0901],
  ["octane", 1.3974, 11.7287, 1.3951, 11.7873, 1.2254, 5.759, 1.1296, 1.233, null],
  ["cyclohexane", 1.4262, 11.0316, 1.4235, 11.0942, 1.1526, 5.417, 1.0888, 1.1599, 1.0512],
  ["chloroform", 1.4459, 10.5913, 1.4429, 10.6565, 1.1066, 5.201, 1.0626, 1.1126, 1.0367],
  ["toluene", 1.4969, 9.5713, 1.4941, 9.6232, 1, 4.7, 1, 1, 1],
  ["1,2-dichlorobenzene", 1.5515, 8.6421, 1.5491, 8.6798, 0.9029, 4.244, 0.9406, 0.8933, 0.9622],
];

describe("local-field factors", () => {
  it.each(TABLE)(
    "%s",
    (_, n20, F20, n25, F25, ratio, lifetime, emptyRatio, virtualRatio, microscopicRatio) => {
      const over = (model: (typeof localFieldModels)[0]): number =>
        model.lifetimeFactor(n20, CORE) / model.lifetimeFactor(TOLUENE, CORE);
      expect(sphere.lifetimeFactor(n20, CORE)).toBeCloseTo(F20, 4);
      expect(sphere.lifetimeFactor(n25, CORE)).toBeCloseTo(F25, 4);
      expect(over(sphere)).toBeCloseTo(ratio, 4);
      expect(over(empty)).toBeCloseTo(emptyRatio, 4);
      expect(over(virtual)).toBeCloseTo(virtualRatio, 4);
      if (microscopicRatio !== null) expect(over(microscopic)).toBeCloseTo(microscopicRatio, 4);
      expect(lifetimeInMedium(sphere, CORE, 4.7, TOLUENE, n20)).toBeCloseTo(lifetime, 3);
    },
  );

  it.each([
    ["dichloromethane", 1.4242, 11.0779],
    ["ethyl acetate", 1.3723, 12.3936],
    ["chlorobenzene", 1.5241, 9.0895],
    ["tetrachloroethylene", 1.5053, 9.4183],
    ["carbon disulfide", 1.6277, 7.568],
  ])("%s, sphere", (_, n, F) => {
    expect(sphere.lifetimeFactor(n, CORE)).toBeCloseTo(F, 4);
  });

  // Where an index of the table is not the one the factors were worked out from, the factor follows it: dF/F = -(5 - 8 n^2/(4 + 2 n^2)) dn/n.
  it.each([
    ...TABLE.map(([name, n20, F20, n25, F25]) => [name, n20, F20, n25, F25] as const),
    ["dichloromethane", 1.4242, 11.0779, null, null] as const,
    ["ethyl acetate", 1.3723, 12.3936, null, null] as const,
    ["chlorobenzene", 1.5241, 9.0895, null, null] as const,
    ["tetrachloroethylene", 1.5053, 9.4183, null, null] as const,
    ["carbon disulfide", 1.6277, 7.568, null, null] as const,
  ])("%s, sphere, from the index of the solvent's table", (name, n20, F20, n25, F25) => {
    const solvent = findSolvent(name);
    const compare = (kelvin: number, n: number, factor: number): void => {
      const { value } = solventIndex(solvent, kelvin);
      // Tetrachloroethylene alone: the handbook has 1.5059.
      expect(Math.abs(value - n)).toBeLessThan(name === "tetrachloroethylene" ? 7e-4 : 5e-5);
      const slope = 5 - (8 * n ** 2) / (4 + 2 * n ** 2);
      const explained = -slope * ((value - n) / n);
      expect(Math.abs(sphere.lifetimeFactor(value, CORE) / factor - 1 - explained)).toBeLessThan(1e-5);
    };
    compare(293.15, n20, F20);
    if (n25 !== null && F25 !== null) compare(298.15, n25, F25);
  });

  it("of the sphere is 9 / (n f^2) with the field f of the sphere, and f^2 as worked out", () => {
    const fieldSquared = (n: number): number => 9 / (n * sphere.lifetimeFactor(n, CORE));
    expect(fieldSquared(1.4969)).toBeCloseTo(0.6282, 4);
    expect(fieldSquared(1.3749)).toBeCloseTo(0.5312, 4);
    expect(fieldSquared(1.5515)).toBeCloseTo(0.6712, 4);
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 3, noNaN: true }),
        fc.double({ min: 1, max: 20, noNaN: true }),
        (n, eps) => {
          const printed = (eps + 2 * n * n) ** 2 / n ** 5;
          expect(sphere.lifetimeFactor(n, { permittivity: eps }) / printed).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  it("join: the empty cavity is the sphere of permittivity 1; without contrast the field is that of the medium", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 2, noNaN: true }), (n) => {
        expect(sphere.lifetimeFactor(n, { permittivity: 1 }) / 9).toBeCloseTo(
          empty.lifetimeFactor(n, CORE),
          12,
        );
        expect(sphere.lifetimeFactor(n, { permittivity: n * n }) / 9).toBeCloseTo(1 / n, 12);
      }),
    );
    for (const model of [virtual, empty, microscopic]) expect(model.lifetimeFactor(1, CORE)).toBe(1);
  });

  it("fall with the index in every model, so that lifetimes do", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1.8, noNaN: true }),
        fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        (n, more) => {
          for (const model of localFieldModels)
            expect(model.lifetimeFactor(n + more, CORE)).toBeLessThan(model.lifetimeFactor(n, CORE));
        },
      ),
    );
  });

  it("sphere (4) and virtual cavity differ by at most 1 % from 1.36 to 1.55; the others do not agree with them", () => {
    const indices = Array.from({ length: 20 }, (_, i) => 1.36 + 0.01 * i);
    expect(largestDifference(sphere, virtual, indices, CORE)).toBeLessThan(0.01);
    expect(alikeModels(localFieldModels, indices, CORE).map(({ models }) => models)).toEqual([
      ["sphere", "virtual cavity"],
    ]);
    expect(largestDifference(sphere, microscopic, indices, CORE)).toBeGreaterThan(0.05);
  });

  it("have distinct names, formulas and sources, and are found by name", () => {
    expect(new Set(localFieldModels.map(({ name }) => name)).size).toBe(4);
    for (const model of localFieldModels) {
      expect(findLocalFieldModel(model.name)).toBe(model);
      expect(model.source.cite.length).toBeGreaterThan(20);
      expect(model.formula).not.toBe("");
    }
    expect(findLocalFieldModel("Virtual-Cavity")).toBe(virtual);
    expect(() => findLocalFieldModel("virtuel")).toThrow(InputError);
    expect(() => findLocalFieldModel("virtuel")).toThrow(/nearest: .*virtual cavity/u);
  });

  it("refuse an index below 1, a core of no permittivity, a lifetime of 0", () => {
    for (const model of localFieldModels) expect(() => model.lifetimeFactor(0.9, CORE)).toThrow(DomainError);
    expect(() => sphere.lifetimeFactor(1.4, { permittivity: 0 })).toThrow(/1 or more/u);
    expect(() => lifetimeInMedium(sphere, CORE, 0, 1.4, 1.5)).toThrow(/lifetime/u);
    expect(() => sphere.lifetimeFactor(Number.NaN, CORE)).toThrow(DomainError);
  });
});

describe("solvents", () => {
  it("every solvent with an index has finite factors by every model", () => {
    const rows = mediumFactors(localFieldModels, solventsByIndex(), findSolvent("toluene"), CORE);
    expect(rows.length).toBeGreaterThan(25);
    for (const { factors, index } of rows) {
      expect(index.value).toBeGreaterThan(1.3);
      for (const { factor, ratio } of factors) {
        expect(factor).toBeGreaterThan(0);
        expect(ratio).toBeGreaterThan(0.5);
      }
    }
    const toluene = rows.find(({ solvent }) => solvent === "toluene")!;
    for (const { ratio } of toluene.factors) expect(ratio).toBe(1);
  });

  it("take the index of 20 and 25 C from the table, the line between, and an estimate beyond with its error", () => {
    const toluene = findSolvent("toluene");
    expect(solventIndex(toluene).value).toBe(toluene.refractiveIndex!.value);
    expect(solventIndex(toluene, 298.15).value).toBe(toluene.refractiveIndex25!.value);
    const middle = solventIndex(toluene, 295.65);
    expect(middle.value).toBeCloseTo(
      (toluene.refractiveIndex!.value + toluene.refractiveIndex25!.value) / 2,
      10,
    );
    const beyond = solventIndex(findSolvent("dichloromethane"), 303.15);
    expect(beyond.value).toBeCloseTo(findSolvent("dichloromethane").refractiveIndex!.value - 0.005, 6);
    expect(beyond.uncertainty).toBeGreaterThan(0.0009);
    expect(beyond.note).toContain("estimated");
  });

  it("the estimated slope holds for those whose index is known at both temperatures", () => {
    const slopes = solvents.flatMap(({ refractiveIndex, refractiveIndex25, deuteratedFrom }) =>
      refractiveIndex && refractiveIndex25 && !deuteratedFrom
        ? [(refractiveIndex25.value - refractiveIndex.value) / 5]
        : [],
    );
    expect(slopes.length).toBeGreaterThan(4);
    const mean = slopes.reduce((a, b) => a + b, 0) / slopes.length;
    // One unit of the fourth decimal in either index is 0.3e-4 per kelvin.
    expect(Math.abs(mean + 5e-4)).toBeLessThan(0.5e-4);
  });

  it("refuse a solvent without index and a temperature far from the table", () => {
    const { refractiveIndex: _cool, refractiveIndex25: _warm, ...bare } = findSolvent("toluene");
    expect(() => solventIndex(bare)).toThrow(/no refractive index of toluene/u);
    expect(() => solventIndex(findSolvent("toluene"), 350)).toThrow(/within 30 K/u);
  });

  it("the core comes from the material, with 4 for CsPbBr3", () => {
    expect(emittingCore(findMaterial("CsPbBr3")).permittivity).toBe(4);
    const { opticalDielectric: _none, ...bare } = findMaterial("CsPbBr3");
    expect(() => emittingCore(bare)).toThrow(/no optical permittivity of CsPbBr3/u);
  });
});

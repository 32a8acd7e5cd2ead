import { describe, expect, it } from "vitest";
import { InputError } from "../errors.ts";
import { foldName } from "./find.ts";
import { addFormulas, molarMass, parseFormula } from "./formula.ts";
import { acidityOf, findLigand, ligands } from "./ligands.ts";
import { acidBasePairs } from "./tables/acidity.ts";

const byName = ligands.map((ligand) => [ligand.name, ligand] as const);

describe("every ligand", () => {
  it.each(byName)("%s: the formula has the tabulated charge and a mass", (_, ligand) => {
    expect(parseFormula(ligand.formula).charge).toBe(ligand.charge);
    expect(molarMass(ligand.formula)).toBeGreaterThan(1);
  });

  it.each(byName)("%s: binding class and charge agree", (_, { bindingClass, charge, parts, complexOf }) => {
    const sign = { L: 0, Z: 0, "ion pair": 0, X: -1, cation: 1 }[bindingClass];
    expect(Math.sign(charge)).toBe(sign);
    expect(parts !== undefined).toBe(bindingClass === "ion pair");
    expect(complexOf !== undefined).toBe(bindingClass === "Z");
  });

  it.each(ligands.filter(({ parts }) => parts).map((ligand) => [ligand.name, ligand] as const))(
    "%s is the sum of its ions",
    (_, ligand) => {
      const [cation, anion] = ligand.parts!.map(findLigand);
      expect(cation!.charge).toBeGreaterThan(0);
      const sum = addFormulas([
        [cation!.formula, 1],
        [anion!.formula, 1],
      ]);
      expect(sum.counts).toEqual(parseFormula(ligand.formula).counts);
      expect(sum.charge).toBe(0);
    },
  );

  it.each(ligands.filter(({ complexOf }) => complexOf).map((ligand) => [ligand.name, ligand] as const))(
    "%s is its metal and its anions",
    (_, ligand) => {
      const { metal, metalCharge, anions } = ligand.complexOf!;
      const sum = addFormulas([
        [`${metal}^${metalCharge}+`, 1],
        ...anions.map((name) => [findLigand(name).formula, 1] as const),
      ]);
      expect(sum.counts).toEqual(parseFormula(ligand.formula).counts);
      expect(sum.charge).toBe(0);
    },
  );

  it("answers to each of its names, and no name means two ligands", () => {
    const owner = new Map<string, string>();
    for (const ligand of ligands) {
      for (const name of [ligand.name, ...ligand.aliases]) {
        expect(owner.get(foldName(name)) ?? ligand.name, name).toBe(ligand.name);
        expect(foldName(name), name).not.toBe("");
        owner.set(foldName(name), ligand.name);
        expect(findLigand(name)).toBe(ligand);
      }
    }
    const every = ligands.flatMap(({ name, aliases }) => [name, ...aliases].map(foldName));
    expect(new Set(every).size).toBe(every.length);
  });
});

describe("straight chains", () => {
  // Molar masses in g/mol from the standard weights C 12.011, H 1.008, O 15.999, P 30.974, S 32.06.
  it.each([
    ["acetate", "acetic acid", 59.044],
    ["decanoate", "decanoic acid", 171.26],
    ["myristate", "tetradecanoic acid", 227.368],
    ["palmitate", "hexadecanoic acid", 255.422],
    ["stearate", "octadecanoic acid", 283.476],
    ["hydrogen tetradecylphosphonate", "TDPA", 277.386],
    ["hexanethiolate", "1-hexanethiol", 117.23],
  ])("%s is %s without a proton", (base, acid, gramPerMol) => {
    const sum = addFormulas([
      [findLigand(base).formula, 1],
      ["H^+", 1],
    ]);
    expect(sum.counts).toEqual(parseFormula(findLigand(acid).formula).counts);
    expect(molarMass(findLigand(base).formula)).toBeCloseTo(gramPerMol, 1);
    expect(findLigand(base).length).toEqual(findLigand(acid).length);
  });
});

describe("acid-base pairs", () => {
  it.each(acidBasePairs.map((pair) => [`${pair.acid} / ${pair.base}`, pair] as const))(
    "%s differ by one proton",
    (_, pair) => {
      const [acid, base] = [findLigand(pair.acid), findLigand(pair.base)];
      const sum = addFormulas([
        [base.formula, 1],
        ["H^+", 1],
      ]);
      expect(sum.counts).toEqual(parseFormula(acid.formula).counts);
      expect(sum.charge).toBe(acid.charge);
    },
  );

  it("are found from either side", () => {
    expect(acidityOf(findLigand("PIC")).map(({ acid }) => acid)).toEqual(["picolinic acid"]);
    expect(acidityOf(findLigand("picolinic acid")).length).toBe(2);
    expect(acidityOf(findLigand("hydrogen sulfide ion")).length).toBe(2);
    expect(acidityOf(findLigand("TOP"))).toEqual([]);
  });
});

describe("findLigand", () => {
  it("takes the abbreviations of the papers in any case", () => {
    expect(findLigand("olambr").name).toBe("oleylammonium bromide");
    expect(findLigand("Oleylammonium  Picolinate").name).toBe("oleylammonium picolinate");
    expect(findLigand("BC")).toBe(findLigand("BA"));
    expect(findLigand("OlAm")).not.toBe(findLigand("OlAm⁺"));
    expect(findLigand("Sn2S6^4-").charge).toBe(-4);
    expect(findLigand("Pb(OA)2").name).toBe("lead oleate");
  });

  it("names three nearest for an unknown one", () => {
    expect(() => findLigand("picolinat")).toThrow(InputError);
    expect(() => findLigand("picolinat")).toThrow(/nearest picolinate, .*, /);
    expect(() => findLigand("")).toThrow(InputError);
  });

  it("names a way out for an unknown one that needs no change of the table", () => {
    expect(() => findLigand("undecanoat")).toThrow(/SMILES or a MOL file.*`oleate list ligands`/);
  });
});

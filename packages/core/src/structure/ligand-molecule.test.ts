import { describe, expect, it } from "vitest";
import { ligands, parseFormula } from "../matter/index.ts";
import { elementCounts, netCharge, structureOf, symbolOf } from "./atoms.ts";
import { ligandMolecule, moleculeAsLigand } from "./ligand-molecule.ts";
import { bondsBetween, neighboursOf, perceivedBonds, sideOf } from "./molecule-bonds.ts";
import { ligandGeometries } from "./tables/ligand-geometries.ts";

const shaped = ligands.filter(({ name }) => ligandGeometries[name] !== undefined);
const donorsOf = (name: string): readonly string[] => {
  const { structure, donors } = ligandMolecule(name);
  return donors.map((atom) => symbolOf(structure, atom));
};

describe.each(shaped.map((ligand) => [ligand.name, ligand] as const))("%s", (name, ligand) => {
  const molecule = ligandMolecule(name);

  it("has the charge of the table, on its atoms too", () => {
    expect(molecule.charge).toBe(ligand.charge);
    expect(netCharge(molecule.structure)).toBe(ligand.charge);
  });

  it("has donors that are atoms of it, each once", () => {
    const { donors, structure } = molecule;
    expect(new Set(donors).size).toBe(donors.length);
    for (const donor of donors) expect(donor).toBeLessThan(structure.element.length);
    if (["X", "L", "cation"].includes(ligand.bindingClass)) expect(donors.length).toBeGreaterThan(0);
  });

  it("has bonds that perception from distances finds again", () => {
    const { structure } = molecule;
    const keys = (pairs: Uint32Array): string[] =>
      Array.from({ length: pairs.length / 2 }, (_, b) =>
        [pairs[2 * b]!, pairs[2 * b + 1]!].sort((i, j) => i - j).join(" "),
      ).sort();
    expect(keys(perceivedBonds(structure).pairs)).toEqual(keys(structure.bonds.pairs));
  });
});

describe("donors, the best first", () => {
  it.each([
    ["oleate", ["O", "O"]],
    ["benzoate", ["O", "O"]],
    ["picolinate", ["O", "O", "N"]],
    ["oleylamine", ["N"]],
    ["dodecanethiolate", ["S"]],
    ["chloride", ["Cl"]],
    ["hydroxide", ["O"]],
    ["trioctylphosphine", ["P"]],
    ["trioctylphosphine oxide", ["O"]],
    ["octadecylphosphonate", ["O", "O", "O"]],
    ["oleylammonium", ["N"]],
    ["tetrafluoroborate", ["F", "F", "F", "F"]],
    ["hexafluorophosphate", ["F", "F", "F", "F", "F", "F"]],
  ])("of %s are %j", (name, expected) => {
    const found = donorsOf(name);
    expect(found.slice(0, expected.length).toSorted()).toEqual([...expected].sort());
    expect(found[0]).toBe(expected[0]);
  });
});

describe("a molecule of the user's own", () => {
  // Formate from coordinates, without bonds or charges.
  const FORMATE = [0, 0, 0, 1.1, 0.65, 0, -1.1, 0.65, 0, 0, -1.1, 0];
  const sketch = (symbols: readonly string[]) => ({ title: "formate", symbols });
  const formate = structureOf({ ...sketch(["C", "O", "O", "H"]), xyz: FORMATE });

  it("is refused in two pieces, and with an odd number of electrons when no charge is stated", () => {
    const apart = structureOf({ ...sketch(["C", "O", "O", "H", "Na"]), xyz: [...FORMATE, 0, 9, 0] });
    expect(() => moleculeAsLigand(apart, { charge: 0 })).toThrow(/not one molecule/u);
    expect(() => moleculeAsLigand(formate)).toThrow(/odd number of electrons/u);
  });

  it("gets bonds from distances and the charge that is stated, on a donor", () => {
    const molecule = moleculeAsLigand(formate, { charge: -1 });
    expect(molecule.structure.bonds.pairs).toHaveLength(6);
    expect(netCharge(molecule.structure)).toBe(-1);
    expect(molecule.bindingClass).toBe("X");
    expect(molecule.donors.map((atom) => symbolOf(molecule.structure, atom))).toEqual(["O", "O"]);
    expect(molecule.name).toBe("formate");
  });

  it("takes donors and a name that are stated", () => {
    const molecule = moleculeAsLigand(formate, { charge: -1, donors: [2], name: "mine" });
    expect(molecule.donors).toEqual([2]);
    expect(molecule.name).toBe("mine");
    expect(new Map(elementCounts(molecule.structure))).toEqual(new Map(parseFormula("CO2H").counts));
  });
});

describe("walks along bonds", () => {
  const chain = structureOf({
    symbols: ["C", "C", "C", "C", "O"],
    xyz: new Array<number>(15).fill(0),
    bonds: { pairs: Uint32Array.from([0, 1, 1, 2, 2, 3]), orders: Uint8Array.from([1, 1, 1]) },
  });
  const neighbours = neighboursOf(chain);
  it("count bonds, and none where there is no way", () => {
    expect([0, 1, 2, 3].map((to) => bondsBetween(neighbours, 0, to))).toEqual([0, 1, 2, 3]);
    expect(bondsBetween(neighbours, 0, 4)).toBe(Number.POSITIVE_INFINITY);
  });
  it("find the side of a bond", () => {
    expect([...sideOf(neighbours, 2, 1)].sort()).toEqual([2, 3]);
    expect([...sideOf(neighbours, 1, 2)].sort()).toEqual([0, 1]);
  });
});

import { describe, expect, it } from "vitest";
import { ligands } from "../../matter/index.ts";
import { atomCount, symbolOf } from "../atoms.ts";
import { type LigandMolecule, ligandMolecule } from "../ligand-molecule.ts";
import { neighboursOf, sideOf } from "../molecule-bonds.ts";
import { ligandGeometries } from "../tables/ligand-geometries.ts";
import { dihedral, ligandParts } from "./fragments.ts";

const molecules = ligands
  .filter(({ name }) => ligandGeometries[name] !== undefined)
  .map(({ name }) => ligandMolecule(name))
  .filter(({ donors }) => donors.length > 0);

describe.each(molecules.map((molecule) => [molecule.name, molecule] as const))("%s", (_, molecule) => {
  const parts = ligandParts(molecule, molecule.donors.slice(0, 1));
  const { structure } = molecule;

  it("falls into a head and pieces that hold every atom once", () => {
    const atoms = [...parts.head, ...parts.turns.flatMap((turn) => [...turn.atoms])];
    expect(atoms.sort((a, b) => a - b)).toEqual(Array.from({ length: atomCount(structure) }, (_, i) => i));
    expect(parts.head).toContain(molecule.donors[0]);
  });

  it("turns only single bonds that are in no ring, each after the piece it hangs on", () => {
    const neighbours = neighboursOf(structure);
    parts.turns.forEach(({ parent, from, to, angles }, t) => {
      expect(parent).toBeLessThan(t);
      const { pairs, orders } = structure.bonds;
      const order = orders.find(
        (_, b) =>
          (pairs[2 * b] === from && pairs[2 * b + 1] === to) ||
          (pairs[2 * b] === to && pairs[2 * b + 1] === from),
      );
      expect(order).toBe(1);
      // Away from the bond itself the far side is never reached: no ring.
      const around = neighbours[from]!.filter((a) => a !== to).flatMap((a) => [
        ...sideOf(neighbours, a, from),
      ]);
      expect(around).not.toContain(to);
      expect(angles.length).toBeGreaterThan(0);
      expect([...angles].every(Number.isFinite)).toBe(true);
      // The bond's two atoms stand in pieces settled before.
      const before = [...parts.head, ...parts.turns.slice(0, t).flatMap((turn) => [...turn.atoms])];
      expect(before).toContain(from);
      expect(before).toContain(to);
    });
  });
});

describe("known ligands", () => {
  const turnsOf = (molecule: LigandMolecule): number =>
    ligandParts(molecule, molecule.donors.slice(0, 1)).turns.length;

  it("have as many turns as single bonds between their carbons", () => {
    // Oleate: 17 C-C bonds, one of them double, one to a methyl (which only turns hydrogens).
    expect(turnsOf(ligandMolecule("oleate"))).toBe(15);
    // Dodecanethiol: S-C and 11 C-C without the methyl's; the S-H hydrogen is no heavy atom, so S-C turns no heavy chain behind S.
    expect(turnsOf(ligandMolecule("dodecanethiol"))).toBe(10);
    expect(turnsOf(ligandMolecule("benzoate"))).toBe(1);
    expect(turnsOf(ligandMolecule("hydroxide"))).toBe(0);
  });

  it("picolinate is one stiff piece when N and O hold together", () => {
    const molecule = ligandMolecule("picolinate");
    const held = Array.from({ length: atomCount(molecule.structure) }, (_, i) => i).filter((i) =>
      ["N", "O"].includes(symbolOf(molecule.structure, i)),
    );
    expect(ligandParts(molecule, held).turns).toHaveLength(0);
    expect(
      ligandParts(molecule, held.filter((i) => symbolOf(molecule.structure, i) === "O").slice(0, 1)).turns,
    ).toHaveLength(1);
  });
});

describe("dihedral", () => {
  it("is 0 for cis, pi for trans, and right-handed", () => {
    const xyz = (x: number, y: number): number[] => [1, 0, 0, 0, 0, 0, 0, 0, 1, x, y, 1];
    expect(dihedral(xyz(1, 0), 0, 1, 2, 3)).toBeCloseTo(0, 12);
    expect(Math.abs(dihedral(xyz(-1, 0), 0, 1, 2, 3))).toBeCloseTo(Math.PI, 12);
    expect(dihedral(xyz(0, 1), 0, 1, 2, 3)).toBeCloseTo(Math.PI / 2, 12);
    expect(dihedral(xyz(0, -1), 0, 1, 2, 3)).toBeCloseTo(-Math.PI / 2, 12);
  });
});

import { describe, expect, it } from "vitest";
import { symbolOf } from "./atoms.ts";
import { buildDot } from "./build-dot.ts";
import type { Dot } from "./dot.ts";
import { ligandMolecule } from "./ligand-molecule.ts";
import { dihedral } from "./placement/fragments.ts";
import { summariseDot } from "./summary.ts";
import { readDotWords } from "./words.ts";

const words = { material: "PbS", shape: "truncated-octahedron", ligands: ["oleate"] } as const;
const build = (size: string, seed: number): Dot => buildDot(readDotWords({ ...words, size, seed }));

/** The double bond C=C of a molecule with the carbon before and after it. */
function doubleBond(name: string): readonly [number, number, number, number] {
  const { structure } = ligandMolecule(name);
  const { pairs, orders } = structure.bonds;
  const carbons = (atom: number): number[] => {
    const found: number[] = [];
    for (let b = 0; b < pairs.length; b += 2) {
      const [i, j] = [pairs[b]!, pairs[b + 1]!];
      if (i === atom && symbolOf(structure, j) === "C") found.push(j);
      if (j === atom && symbolOf(structure, i) === "C") found.push(i);
    }
    return found;
  };
  for (let b = 0; b < orders.length; b++) {
    const [i, j] = [pairs[2 * b]!, pairs[2 * b + 1]!];
    if (orders[b] !== 2 || symbolOf(structure, i) !== "C" || symbolOf(structure, j) !== "C") continue;
    return [carbons(i).find((a) => a !== j)!, i, j, carbons(j).find((a) => a !== i)!];
  }
  throw new Error(`${name} has no C=C`);
}

describe("the 4.8 nm lead sulfide dot", () => {
  const dot = build("4.8 nm", 1);

  it("is Pb1289S976 with 313 oleates and 313 hydroxides", () => {
    // The acceptance number of the reference.
    expect(summariseDot(dot)).toMatchObject({ coreFormula: "Pb1289S976", charge: 0 });
    expect(summariseDot(dot).formula).toBe("Pb1289S976 (C18H33O2)313 (HO)313");
    expect(dot.ligands.map(({ name, placed }) => [name, placed])).toEqual([
      ["oleate", 313],
      ["hydroxide", 313],
    ]);
  });

  it("keeps every double bond cis", () => {
    const [a, b, c, d] = doubleBond("oleate");
    const own = dihedral(ligandMolecule("oleate").structure.xyz, a, b, c, d);
    // Within 15 degrees of cis in the molecule itself, and the same in every ligand to rounding.
    expect(Math.abs(own)).toBeLessThan((15 * Math.PI) / 180);
    for (const { name, first } of dot.placed) {
      if (name !== "oleate") continue;
      const turn = dihedral(dot.structure.xyz, first + a, first + b, first + c, first + d);
      expect(Math.abs(turn - own)).toBeLessThan(1e-6);
    }
  });

  it("spreads the oleates: no Pb holds more than it can, and facets get their share", () => {
    const load = new Map<number, number>();
    for (const { name, anchors } of dot.placed) {
      if (name !== "oleate") continue;
      for (const anchor of anchors) load.set(anchor, (load.get(anchor) ?? 0) + 1 / anchors.length);
    }
    expect(Math.max(...load.values())).toBeLessThanOrEqual(2);
    // 30 oleates of 150 adatoms would be a mistake; so would all 313 on {111}.
    const onFlat = dot.placed.filter(({ name, family }) => name === "oleate" && family === "{100}").length;
    expect(onFlat).toBeGreaterThan(40);
    expect(onFlat).toBeLessThan(250);
  });
});

describe("the 2.5 nm dot", () => {
  it("is the same for one seed and another for another", () => {
    const [first, again, other] = [build("2.5 nm", 3), build("2.5 nm", 3), build("2.5 nm", 4)];
    expect(again.structure.xyz).toEqual(first.structure.xyz);
    expect(again.placed).toEqual(first.placed);
    expect(other.structure.xyz).not.toEqual(first.structure.xyz);
    expect(other.charge.net).toBe(0);
    // The core does not depend on the seed.
    expect(other.core.xyz).toEqual(first.core.xyz);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("seed %i keeps all distances and binds all heads", (seed) => {
    const dot = build("2.5 nm", seed);
    expect(dot.contacts.betweenLigands).toBeGreaterThan(1.5);
    expect(dot.contacts.organicToCore).toBeGreaterThan(2);
    for (const { bound, asked } of dot.ligands) expect(bound / asked).toBeGreaterThanOrEqual(0.99);
  });
});

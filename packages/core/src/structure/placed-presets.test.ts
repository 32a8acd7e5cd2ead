import { describe, expect, it } from "vitest";
import { parseFormula } from "../matter/index.ts";
import { atomCount, elementCounts, symbolOf } from "./atoms.ts";
import { buildDot } from "./build-dot.ts";
import { siteOf } from "./core-shell.ts";
import type { Dot } from "./dot.ts";
import { ligandMolecule } from "./ligand-molecule.ts";
import { dotPresets } from "./presets.ts";
import { type DotWords, readDotWords } from "./words.ts";

// The presets, and further dots of the same kinds.
const dots: readonly { readonly name: string; readonly words: DotWords }[] = [
  ...dotPresets,
  {
    name: "pbs-oleate 2.5 nm",
    words: { material: "PbS", shape: "truncated-octahedron", size: "2.5 nm", ligands: ["oleate"] },
  },
  { name: "Cd35Se20 with oleate", words: { cluster: "Cd35Se20X30", ligands: ["oleate"] } },
  { name: "Cd56Se35 with oleate", words: { cluster: "Cd56Se35X42", ligands: ["oleate"] } },
  {
    name: "PbSe 4 nm with oleate",
    words: { material: "PbSe", shape: "truncated-octahedron", size: "4 nm", ligands: ["oleate"] },
  },
  {
    name: "CsPbBr3 cubic, PbBr2 faces, oleate",
    words: {
      material: "CsPbBr3",
      polymorph: "cubic",
      shape: "cube",
      size: "2.94 nm",
      termination: "PbBr2",
      ligands: ["oleate"],
    },
  },
];

// Bond of a donor on a surface atom, Angstrom: Pb-O is the window of the issue; the others are sums of Shannon's radii (for gold of
// covalent radii), within the same 0.35 below and above: Cd-O 2.14, In-Cl 2.43, Au-S 2.41.
const WINDOWS: Readonly<Record<string, readonly [number, number]>> = {
  "Pb O": [2.2, 2.9],
  "Pb N": [2.3, 3.0],
  "Cd O": [1.79, 2.49],
  "Cd N": [1.89, 2.59],
  "In Cl": [2.08, 2.78],
  "Au S": [2.06, 2.76],
  // An ammonium nitrogen between bromides: N...Br 3.1 to 3.95 in alkylammonium lead bromides.
  "Br N": [3.0, 4.0],
};

const distance = (xyz: ArrayLike<number>, a: number, b: number): number =>
  Math.hypot(xyz[3 * a]! - xyz[3 * b]!, xyz[3 * a + 1]! - xyz[3 * b + 1]!, xyz[3 * a + 2]! - xyz[3 * b + 2]!);

/** Shortest distance from some atoms to others, by looking at every pair. */
function nearest(xyz: Float64Array, from: readonly number[], to: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const a of from) {
    const [x, y, z] = [xyz[3 * a]!, xyz[3 * a + 1]!, xyz[3 * a + 2]!];
    for (const b of to) {
      const d = (x - xyz[3 * b]!) ** 2 + (y - xyz[3 * b + 1]!) ** 2 + (z - xyz[3 * b + 2]!) ** 2;
      if (d < least) least = d;
    }
  }
  return Math.sqrt(least);
}

const range = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => first + i);

/** Whether a donor of a ligand lies within the window of a bond to an atom of the core: from coordinates alone. */
function isBound({ core, structure }: Dot, first: number, donors: readonly number[]): boolean {
  return donors.some((donor) => {
    const symbol = symbolOf(structure, first + donor);
    return range(0, core.atoms.site.length).some((atom) => {
      const window = WINDOWS[`${siteOf(core, atom).symbol} ${symbol}`];
      if (!window) return false;
      const d = distance(structure.xyz, first + donor, atom);
      return d >= window[0] && d <= window[1];
    });
  });
}

describe.each(dots)("$name", ({ words }) => {
  const dot = buildDot(readDotWords(words));
  const { structure, core, placed } = dot;
  const coreAtoms = core.atoms.site.length;
  const all = range(0, atomCount(structure));
  const owner = structure.residues.flatMap(({ count }, r) => new Array<number>(count).fill(r));

  it("is neutral, by the charges of its parts", () => {
    const ofCore = range(0, coreAtoms).reduce((sum, atom) => sum + siteOf(core, atom).oxidation, 0);
    const ofLigands = placed.reduce((sum, { name }) => sum + ligandMolecule(name).charge, 0);
    expect(ofCore + ofLigands).toBe(0);
    expect(dot.charge.net).toBe(0);
    expect(dot.charge.core).toBe(ofCore);
    expect(dot.charge.ligands).toBe(ofLigands);
    expect(dot.charge.offers).toEqual([]);
    expect(structure.charges.reduce((sum, q) => sum + q, 0)).toBeCloseTo(0, 6);
  });

  it("has every ligand asked for, and the atoms of core and ligands in its formula", () => {
    const counts = new Map<string, number>();
    const add = (symbol: string, n: number): void => void counts.set(symbol, (counts.get(symbol) ?? 0) + n);
    for (const atom of range(0, coreAtoms)) add(siteOf(core, atom).symbol, 1);
    for (const { name, asked, placed: found } of dot.ligands) {
      expect(found).toBe(asked);
      for (const [symbol, n] of elementCounts(ligandMolecule(name).structure)) add(symbol, n * asked);
    }
    expect(new Map(elementCounts(structure))).toEqual(counts);
  });

  it("has no pair of atoms of different ligands nearer than 1.5 Angstrom", () => {
    // Every atom of at most sixty ligands against all others, pair by pair.
    const step = Math.max(1, Math.floor(placed.length / 60));
    for (let i = 0; i < placed.length; i += step) {
      const { first, count } = placed[i]!;
      const others = all.slice(coreAtoms).filter((atom) => owner[atom] !== owner[first]);
      if (others.length > 0) expect(nearest(structure.xyz, range(first, count), others)).toBeGreaterThan(1.5);
    }
    const { betweenLigands } = dot.contacts;
    if (betweenLigands !== null) expect(betweenLigands).toBeGreaterThan(1.5);
  });

  it("has no C or H within 2.0 Angstrom of the core", () => {
    const organic = all.slice(coreAtoms).filter((atom) => ["C", "H"].includes(symbolOf(structure, atom)));
    const least = organic.length > 0 ? nearest(structure.xyz, organic, range(0, coreAtoms)) : 9;
    expect(least).toBeGreaterThan(2);
    const told = dot.contacts.organicToCore;
    if (told === null) expect(least).toBeGreaterThanOrEqual(3);
    else expect(told).toBeCloseTo(least, 9);
  });

  it("holds at least 99 % of the heads by a bond", () => {
    for (const report of dot.ligands) {
      const own = placed.filter(({ name }) => name === report.name);
      const { donors } = ligandMolecule(report.name);
      const bound = own.filter(({ first }) => isBound(dot, first, donors)).length;
      expect(bound / own.length, report.name).toBeGreaterThanOrEqual(0.99);
      // What the report says is the same judgement.
      expect(report.bound / own.length, report.name).toBeGreaterThanOrEqual(0.99);
    }
  });

  it("keeps every bond and angle of every ligand as in the molecule by itself", () => {
    let worst = 0;
    for (const { name, first } of placed) {
      const molecule = ligandMolecule(name).structure;
      const { pairs } = molecule.bonds;
      const neighbours = Array.from(molecule.element, (): number[] => []);
      const check = (a: number, b: number): void => {
        const change = distance(structure.xyz, first + a, first + b) - distance(molecule.xyz, a, b);
        worst = Math.max(worst, Math.abs(change));
      };
      for (let b = 0; b < pairs.length; b += 2) {
        check(pairs[b]!, pairs[b + 1]!);
        neighbours[pairs[b]!]!.push(pairs[b + 1]!);
        neighbours[pairs[b + 1]!]!.push(pairs[b]!);
      }
      for (const list of neighbours) for (const a of list) for (const b of list) if (a < b) check(a, b);
    }
    // Pieces move rigidly: only rounding of some fifteen turns in a row remains.
    expect(worst).toBeLessThan(1e-6);
  });

  it("covers every atom by one residue, named and charged as its ligand", () => {
    let next = 0;
    for (const { first, count } of structure.residues) {
      expect(first).toBe(next);
      next += count;
    }
    expect(next).toBe(atomCount(structure));
    expect(structure.residues[0]).toMatchObject({ name: "core", count: coreAtoms, charge: dot.charge.core });
    expect(structure.residues).toHaveLength(placed.length + 1);
    structure.residues.slice(1).forEach((residue, i) => {
      const ligand = ligandMolecule(residue.name);
      expect(residue.charge).toBe(ligand.charge);
      expect(residue.count).toBe(atomCount(ligand.structure));
      expect(placed[i]).toMatchObject({ name: residue.name, first: residue.first, count: residue.count });
    });
  });

  it("names as anchors core atoms that are there, each bonded to the ligand with order 0", () => {
    const { pairs, orders } = structure.bonds;
    const dative = new Set<string>();
    orders.forEach((order, b) => {
      if (order === 0) dative.add(`${pairs[2 * b]} ${owner[pairs[2 * b + 1]!]}`);
    });
    for (const { anchors, first } of placed) {
      expect(anchors.length).toBeGreaterThan(0);
      for (const anchor of anchors) {
        expect(anchor).toBeLessThan(coreAtoms);
        expect(dative.has(`${anchor} ${owner[first]}`)).toBe(true);
      }
    }
  });
});

it("every ligand formula of the table agrees with its shape, for the ligands of the presets", () => {
  for (const [name, formula] of [
    ["oleate", "C18H33O2"],
    ["hydroxide", "HO"],
    ["picolinate", "C6H4NO2"],
    ["benzoate", "C7H5O2"],
    ["oleylammonium", "C18H38N"],
    ["dodecanethiol", "C12H26S"],
  ] as const) {
    expect(new Map(elementCounts(ligandMolecule(name).structure))).toEqual(
      new Map(parseFormula(formula).counts),
    );
  }
});

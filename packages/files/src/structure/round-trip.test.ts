import { atomCount, type Structure, structureOf, symbolOf } from "@oleate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellRows } from "./cell.ts";
import { readStructure, writeStructure } from "./index.ts";
import { bondsOf } from "./parts.ts";
import { poscarOrder } from "./poscar.ts";

/** What a format keeps: half of its last printed digit in Angstrom, and which parts beyond elements and places. */
interface Kept {
  readonly name: string;
  readonly halfDigit: number;
  readonly charges?: "whole" | "all";
  readonly orders?: boolean;
  readonly pairs?: boolean;
  readonly residues?: boolean;
  readonly cell?: boolean;
}

const KEPT: readonly Kept[] = [
  { name: "xyz", halfDigit: 5e-7 },
  { name: "extxyz", halfDigit: 5e-9, charges: "all", residues: true, cell: true },
  { name: "pdb", halfDigit: 5e-4, charges: "whole", pairs: true, residues: true, cell: true },
  { name: "mol2", halfDigit: 5e-7, charges: "all", pairs: true, orders: true, residues: true, cell: true },
  { name: "sdf", halfDigit: 5e-5, charges: "whole", pairs: true, orders: true },
];

const SYMBOLS = ["Pb", "S", "C", "H", "O", "Cs", "Br", "N", "In", "P"];

const lengths = fc.double({ min: 9, max: 40, noNaN: true });
const cells = fc
  .tuple(lengths, lengths, lengths, ...[0, 1, 2].map(() => fc.double({ min: 70, max: 110, noNaN: true })))
  .map(([a, b, c, alpha, beta, gamma]) => cellRows([a, b, c, alpha!, beta!, gamma!])!);

const atomsAnd = fc.record({
  atoms: fc.array(
    fc.record({
      symbol: fc.constantFrom(...SYMBOLS),
      at: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -90, max: 90, noNaN: true }))),
      charge: fc.integer({ min: -4, max: 4 }),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  cut: fc.nat(14),
  bonds: fc.array(fc.tuple(fc.nat(13), fc.nat(13), fc.constantFrom(1, 2, 3)), { maxLength: 12 }),
  cell: fc.option(cells, { nil: undefined }),
});

/** Random structures: two residues, whole charges, bonds each pair of which occurs once. */
const structures: fc.Arbitrary<Structure> = atomsAnd.map(({ atoms, cut, bonds, cell }) => {
  const n = atoms.length;
  const border = cut % n;
  const charges = atoms.map(({ charge }) => charge);
  const sum = (from: number, to: number): number => charges.slice(from, to).reduce((a, b) => a + b, 0);
  const parts = [
    { name: "core", first: 0, count: border, charge: sum(0, border) },
    { name: "oleate", first: border, count: n - border, charge: sum(border, n) },
  ].filter(({ count }) => count > 0);
  const seen = new Set<string>();
  const kept = bonds.filter(([a, b]) => {
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
    if (a === b || a >= n || b >= n || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return structureOf({
    title: "a random structure",
    symbols: atoms.map(({ symbol }) => symbol),
    xyz: atoms.flatMap(({ at }) => at as number[]),
    charges,
    residues: parts,
    bonds: bondsOf(
      kept.flatMap((bond) => bond.slice(0, 2) as number[]),
      kept.map(([, , order]) => order),
    ),
    ...(cell ? { cell } : {}),
  });
});

function symbolsOf(structure: Structure): string[] {
  return Array.from({ length: atomCount(structure) }, (_, i) => symbolOf(structure, i));
}

function expectNear(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < found.length; i++)
    expect(Math.abs(found[i]! - expected[i]!)).toBeLessThanOrEqual(tolerance);
}

function bondKeys({ bonds }: Structure, orders: boolean): string[] {
  const keys = [...bonds.orders].map((order, b) => {
    const pair = [bonds.pairs[2 * b]!, bonds.pairs[2 * b + 1]!].sort((p, q) => p - q);
    return `${pair.join(" ")} ${orders ? order : ""}`;
  });
  return keys.sort();
}

async function again(structure: Structure, format: string): Promise<Structure> {
  const [[ending, text]] = Object.entries(writeStructure(structure, format)) as [[string, string]];
  return readStructure(new TextEncoder().encode(text), `some.${ending}`);
}

describe("written and read again", () => {
  it.each(KEPT)("$name keeps what it can hold", async (kept) => {
    await fc.assert(
      fc.asyncProperty(structures, async (structure) => {
        const back = await again(structure, kept.name);
        expect(symbolsOf(back)).toEqual(symbolsOf(structure));
        // Beyond half a printed digit only the rounding of doubles is left.
        expectNear(back.xyz, structure.xyz, kept.halfDigit * 1.001 + 1e-12);
        if (kept.charges) expectNear(back.charges, structure.charges, 1e-9);
        if (kept.pairs)
          expect(bondKeys(back, kept.orders === true)).toEqual(bondKeys(structure, kept.orders === true));
        if (kept.residues) expect(back.residues).toEqual(structure.residues);
        expect(back.cell === undefined).toBe(!(kept.cell && structure.cell));
        // PDB writes lengths with three and angles with two decimals: 0.005 degrees of 40 Angstrom.
        if (back.cell) expectNear(back.cell, structure.cell!, kept.name === "pdb" ? 6e-3 : 2e-5);
      }),
      { numRuns: 60 },
    );
  });

  it("POSCAR keeps the cell and the places, grouped by element as poscarOrder says", async () => {
    await fc.assert(
      fc.asyncProperty(structures, async (structure) => {
        const back = await again(structure, "poscar");
        const order = [...poscarOrder(structure)];
        expect(symbolsOf(back)).toEqual(order.map((i) => symbolOf(structure, i)));
        expect([...order].sort((a, b) => a - b)).toEqual(order.map((_, i) => i));
        // Half a digit of 1e-12 and of 1e-10 in a cell of 40 Angstrom with fractions up to about 40.
        const shift = structure.cell
          ? [0, 1, 2].map(() => 0)
          : [0, 1, 2].map((k) => back.xyz[k]! - structure.xyz[3 * order[0]! + k]!);
        const expected = order.flatMap((i) => [0, 1, 2].map((k) => structure.xyz[3 * i + k]! + shift[k]!));
        expectNear(back.xyz, expected, 1e-8);
        if (structure.cell) expectNear(back.cell!, structure.cell, 1e-10);
      }),
      { numRuns: 60 },
    );
  });

  it("CIF keeps a crystal: cell, elements, charges, and places up to whole cells", async () => {
    await fc.assert(
      fc.asyncProperty(structures, cells, async (drawn, cell) => {
        // Atoms nearer than the reader lets pass are no structure; spread them along the cell.
        const n = atomCount(drawn);
        const xyz = Array.from(
          { length: 3 * n },
          (_, i) =>
            ((Math.floor(i / 3) + 0.31) / n) * (cell[i % 3]! + cell[3 + (i % 3)]! + cell[6 + (i % 3)]!),
        );
        const structure: Structure = { ...drawn, xyz: Float64Array.from(xyz), cell };
        const back = await again(structure, "cif");
        expect(symbolsOf(back)).toEqual(symbolsOf(structure));
        expectNear(back.cell!, cell, 1e-6);
        expectNear(back.charges, structure.charges, 1e-9);
        expectNear(back.xyz, structure.xyz, 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it("extended XYZ and POSCAR keep a cell that stands in any direction", async () => {
    const cell = [0, 2.9, 2.9, 2.9, 0, 2.9, 2.9, 2.9, 0];
    const structure = structureOf({
      title: "PbS",
      symbols: ["Pb", "S"],
      xyz: [0, 0, 0, 2.9, 2.9, 2.9],
      cell,
    });
    for (const format of ["extxyz", "poscar"])
      expectNear((await again(structure, format)).cell!, cell, 1e-10);
  });

  it("charges in halves keep the net charge of each residue in formats of whole charges", async () => {
    const structure = structureOf({
      title: "formate",
      symbols: ["C", "O", "O", "H"],
      xyz: [0, 0, 0, 1.25, 0, 0, -0.6, 1.1, 0, -0.6, -0.9, 0],
      charges: [0, -0.5, -0.5, 0],
      bonds: bondsOf([0, 1, 0, 2, 0, 3], [4, 4, 1]),
    });
    for (const format of ["sdf", "pdb"])
      expect([...(await again(structure, format)).charges]).toEqual([0, 0, -1, 0]);
    expect([...(await again(structure, "mol2")).charges]).toEqual([0, -0.5, -0.5, 0]);
    expect([...(await again(structure, "sdf")).bonds.orders]).toEqual([4, 4, 1]);
  });
});

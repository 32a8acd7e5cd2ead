import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { atomCount, elementCounts, elements, netCharge, type Structure, symbolOf } from "@oleate/core";
import * as moyo from "@spglib/moyo-wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { fractional } from "./cell.ts";
import { readStructure } from "./index.ts";

/** Signed permutations of x, y, z with the translations of the F lattice: the 192 operations of Fm-3m, written out. */
function faceCentredOperations(): string[] {
  const orders = ["xyz", "xzy", "yxz", "yzx", "zxy", "zyx"];
  const shifts = ["0 0 0", "0 1/2 1/2", "1/2 0 1/2", "1/2 1/2 0"].map((shift) => shift.split(" "));
  return shifts.flatMap((shift) =>
    orders.flatMap((order) =>
      Array.from({ length: 8 }, (_, bits) => {
        const part = (k: number): string =>
          `${(bits >> k) & 1 ? "-" : ""}${order[k]}${shift[k] === "0" ? "" : `+${shift[k]}`}`;
        return `'${part(0)}, ${part(1)}, ${part(2)}'`;
      }),
    ),
  );
}

interface Recipe {
  readonly cell: readonly (number | string)[];
  readonly symmetry: string;
  readonly sites: string;
  readonly columns?: string;
  readonly extra?: string;
}

function cif({
  cell,
  symmetry,
  sites,
  columns = "label type_symbol fract_x fract_y fract_z",
  extra = "",
}: Recipe): string {
  const tags = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"];
  const lines = tags.map((tag, k) => `_cell_${tag}   ${cell[k]}`);
  const names = columns.split(" ").map((name) => `_atom_site_${name}`);
  return ["data_test # a comment", extra, ...lines, symmetry, "loop_", ...names, sites, ""].join("\n");
}

const CUBIC = (a: number | string): (number | string)[] => [a, a, a, 90, 90, 90];
const ROCK_SALT = { cell: CUBIC("5.936(2)"), sites: "Pb1 Pb2+ 0 0 0\nS1 S2- 0.5 0.5 0.5" };
const WURTZITE = {
  cell: [4.2985, 4.2985, 7.0152, 90, 90, 120],
  sites: "Cd1 Cd 0.3333 0.6667 0\nSe1 Se 0.3333 0.6667 0.3767(1)",
};

async function open(text: string, name = "some.cif"): Promise<Structure> {
  return readStructure(new TextEncoder().encode(text), name);
}

/** Space group that moyo finds in all atoms of a cell. */
function groupOf(structure: Structure): number {
  const places = fractional(structure.xyz, structure.cell!);
  const cell = {
    lattice: { basis: [...structure.cell!] },
    positions: Array.from({ length: atomCount(structure) }, (_, i) => [...places.subarray(3 * i, 3 * i + 3)]),
    numbers: Array.from(
      { length: atomCount(structure) },
      (_, i) => elements.get(symbolOf(structure, i))!.atomicNumber,
    ),
  };
  return moyo.analyze_cell(JSON.stringify(cell), 1e-4, "Standard").number;
}

function counts(structure: Structure): Record<string, number> {
  return Object.fromEntries(elementCounts(structure));
}

beforeAll(() => {
  const path = createRequire(import.meta.url).resolve("@spglib/moyo-wasm/moyo_wasm_bg.wasm");
  moyo.initSync({ module: readFileSync(path) });
});

describe("crystals from CIF", () => {
  const listed = ["loop_", "_symmetry_equiv_pos_as_xyz", ...faceCentredOperations()].join("\n");
  it.each([
    ["192 operations", listed],
    ["the number 225", "_symmetry_Int_Tables_number 225"],
    ["Fm-3m", "_symmetry_space_group_name_H-M 'F m -3 m'"],
    ["Fm3m, the old symbol", "_symmetry_space_group_name_H-M Fm3m"],
    ["the Hall symbol", "_space_group_name_Hall '-F 4 2 3'"],
    ["the dotted names of the newer dictionary", "_space_group.IT_number 225"],
  ])("rock salt from %s: 4 Pb and 4 S, charges from the types", async (_, symmetry) => {
    const structure = await open(cif({ ...ROCK_SALT, symmetry }));
    expect(counts(structure)).toEqual({ Pb: 4, S: 4 });
    expect([...structure.cell!]).toEqual([5.936, 0, 0, 0, 5.936, 0, 0, 0, 5.936]);
    expect([...structure.charges]).toEqual([2, 2, 2, 2, -2, -2, -2, -2]);
    expect(groupOf(structure)).toBe(225);
  });

  it("wurtzite from its number: rounded thirds come to lie on the special position", async () => {
    const structure = await open(cif({ ...WURTZITE, symmetry: "_space_group_IT_number 186" }));
    expect(counts(structure)).toEqual({ Cd: 2, Se: 2 });
    const places = fractional(structure.xyz, structure.cell!);
    expect(places[0]!).toBeCloseTo(1 / 3, 12);
    expect(places[1]!).toBeCloseTo(2 / 3, 12);
    expect(groupOf(structure)).toBe(186);
  });

  it("cubic perovskite with oxidation numbers", async () => {
    const types = "loop_\n_atom_type_symbol\n_atom_type_oxidation_number\nCs 1\nPb 2\nBr -1";
    const text = cif({
      cell: CUBIC(5.87),
      symmetry: `_symmetry_space_group_name_H-M "P m -3 m"\n${types}`,
      sites: "Cs Cs 0 0 0 1.0\nPb Pb .5 .5 .5 1\nBr Br 0.5 0.5 0 1.000(1)",
      columns: "label type_symbol fract_x fract_y fract_z occupancy",
    });
    const structure = await open(text);
    expect(counts(structure)).toEqual({ Cs: 1, Pb: 1, Br: 3 });
    expect(netCharge(structure)).toBe(0);
    expect(groupOf(structure)).toBe(221);
  });

  it("orthorhombic CsPbBr3 in P b n m: the axes of the symbol, not of the number", async () => {
    const sites =
      "Cs Cs 0.9929 0.0295 0.25\nPb Pb 0.5 0 0\nBr1 Br 0.0517 0.5074 0.25\nBr2 Br 0.7949 0.2053 0.0262";
    const symmetry = "_symmetry_space_group_name_H-M 'P b n m'\n_symmetry_Int_Tables_number 62";
    const structure = await open(cif({ cell: [8.207, 8.255, 11.759, 90, 90, 90], symmetry, sites }));
    expect(counts(structure)).toEqual({ Cs: 4, Pb: 4, Br: 12 });
    expect(groupOf(structure)).toBe(62);
  });

  it("a monoclinic cell in P 21/n and one without type symbols", async () => {
    const symmetry = "_symmetry_space_group_name_H-M 'P 21/n'";
    const text = cif({
      cell: [7, 8, 9, 90, 97, 90],
      symmetry,
      sites: "Zn1 0.1 0.2 0.3\nO1w 0.4 0.15 0.35",
      columns: "label fract_x fract_y fract_z",
    });
    const structure = await open(text);
    expect(counts(structure)).toEqual({ Zn: 4, O: 4 });
    const twin = await open(text.replace("'P 21/n'", "'P 1 21/n 1'"));
    expect([...twin.xyz]).toEqual([...structure.xyz]);
    const other = await open(text.replace("'P 21/n'", "'P 21/c'"));
    expect([...other.xyz]).not.toEqual([...structure.xyz]);
  });

  it("anatase: the formula tells which of two origins is meant, a suffix says it, and nothing is guessed", async () => {
    const cell = [3.785, 3.785, 9.514, 90, 90, 90];
    const symmetry = "_symmetry_Int_Tables_number 141\n_symmetry_space_group_name_H-M 'I 41/a m d'";
    const sites = "Ti Ti 0 0 0\nO O 0 0 0.208";
    const formula = "_chemical_formula_sum 'O2 Ti'\n_cell_formula_units_Z 4";
    const structure = await open(cif({ cell, symmetry, sites, extra: formula }));
    expect(counts(structure)).toEqual({ Ti: 4, O: 8 });
    const suffixed = await open(cif({ cell, symmetry: symmetry.replace("m d'", "m d :1'"), sites }));
    expect([...suffixed.xyz]).toEqual([...structure.xyz]);
    await expect(open(cif({ cell, symmetry, sites }))).rejects.toThrow(/two origins.*:2/u);
  });

  it("rhombohedral axes are told from hexagonal ones by the cell", async () => {
    const symmetry = "_symmetry_Int_Tables_number 166";
    const one = await open(cif({ cell: [4.13, 4.13, 28.64, 90, 90, 120], symmetry, sites: "Bi Bi 0 0 0.4" }));
    const two = await open(
      cif({ cell: [9.84, 9.84, 9.84, 24.2, 24.2, 24.2], symmetry, sites: "Bi Bi 0.4 0.4 0.4" }),
    );
    expect([atomCount(one), atomCount(two)]).toEqual([6, 2]);
  });

  it("pyrite, whose screw axes need the right translation beside each rotation", async () => {
    const symmetry = "_symmetry_space_group_name_H-M 'P a -3'";
    const structure = await open(
      cif({ cell: CUBIC(5.418), symmetry, sites: "Fe Fe 0 0 0\nS S 0.385 0.385 0.385" }),
    );
    expect(counts(structure)).toEqual({ Fe: 4, S: 8 });
    expect(groupOf(structure)).toBe(205);
  });

  it("text fields, quotes with primes and names in any case are read", async () => {
    const text = cif({
      ...ROCK_SALT,
      symmetry: "_SYMMETRY_INT_TABLES_NUMBER 225",
      extra: "_publ_section_title\n;\nloop_ of _cell\n;\n_x 'it's one'",
    });
    expect(atomCount(await open(text))).toBe(8);
  });

  it("a cell listed whole beside all operations is not doubled", async () => {
    const sites = "Pb1 Pb 0 0 0\nPb2 Pb 0.5 0.5 0\nPb3 Pb 0.5 0 0.5\nPb4 Pb 0 0.5 0.5\nS1 S 0.5 0.5 0.5";
    const symmetry = "_space_group_IT_number 225";
    expect(counts(await open(cif({ cell: CUBIC(5.936), symmetry, sites })))).toEqual({ Pb: 4, S: 4 });
  });
});

import { atomCount, elements, type Structure, symbolOf } from "@oleate/core";
import { inStandardBox } from "./cell.ts";
import type { StructureFormat, WriteOptions } from "./format.ts";
import { residueOfAtoms, titleOf } from "./parts.ts";

const ORDER_NAMES: readonly string[] = ["contact", "single", "double", "triple", "aromatic"];

/** The box LAMMPS accepts: tilts of at most half an edge, by adding whole vectors to b and c. */
function reducedTilts(cell: Float64Array): { edges: readonly number[]; tilts: readonly number[] } {
  const [lx, ly, lz] = [cell[0]!, cell[4]!, cell[8]!];
  const turnsY = Math.round(cell[7]! / ly - 1e-9);
  const yz = cell[7]! - turnsY * ly;
  const shiftedX = cell[6]! - turnsY * cell[3]!;
  const xz = shiftedX - Math.round(shiftedX / lx - 1e-9) * lx;
  const xy = cell[3]! - Math.round(cell[3]! / lx - 1e-9) * lx;
  return { edges: [lx, ly, lz], tilts: [xy, xz, yz].map((tilt) => (Math.abs(tilt) < 1e-9 ? 0 : tilt)) };
}

interface TypedBonds {
  readonly names: readonly string[];
  /** Type (from 1) and the two atoms (from 1) of every covalent bond. */
  readonly rows: readonly string[];
}

/** Covalent bonds with one type for each pair of elements and order, in order of first use. */
function typedBonds(structure: Structure): TypedBonds {
  const types = new Map<string, number>();
  const rows: string[] = [];
  const { pairs, orders } = structure.bonds;
  orders.forEach((order, b) => {
    if (order === 0) return;
    const [i, j] = [pairs[2 * b]!, pairs[2 * b + 1]!];
    const [first, second] = [symbolOf(structure, i), symbolOf(structure, j)].sort();
    const name = `${first}-${second} ${ORDER_NAMES[order]}`;
    if (!types.has(name)) types.set(name, types.size + 1);
    rows.push(`${rows.length + 1} ${types.get(name)} ${i + 1} ${j + 1}`);
  });
  return { names: [...types.keys()], rows };
}

function write(structure: Structure, options: WriteOptions = {}): string {
  const { cell, xyz } = inStandardBox(structure, options.margin);
  const { edges, tilts } = reducedTilts(cell);
  const owner = residueOfAtoms(structure);
  const bonds = typedBonds(structure);
  const lines = [
    `${titleOf(structure)}; contacts between ions are not bonds here`,
    "",
    `${atomCount(structure)} atoms`,
    ...(bonds.rows.length > 0 ? [`${bonds.rows.length} bonds`] : []),
    `${structure.symbols.length} atom types`,
    ...(bonds.rows.length > 0 ? [`${bonds.names.length} bond types`] : []),
    "",
    ...edges.map((edge, k) => `0.0 ${edge.toFixed(8)} ${"xyz"[k]}lo ${"xyz"[k]}hi`),
    ...(tilts.some((tilt) => tilt !== 0)
      ? [`${tilts.map((tilt) => tilt.toFixed(8)).join(" ")} xy xz yz`]
      : []),
    ...["", "Masses", ""],
    ...structure.symbols.map((symbol, k) => `${k + 1} ${elements.get(symbol)!.atomicWeight} # ${symbol}`),
    ...["", "Atoms # full", ""],
  ];
  for (let i = 0; i < atomCount(structure); i++) {
    const place = [0, 1, 2].map((k) => xyz[3 * i + k]!.toFixed(6)).join(" ");
    const charge = Number(structure.charges[i]!.toFixed(9));
    lines.push(`${i + 1} ${owner[i]! + 1} ${structure.element[i]! + 1} ${charge} ${place}`);
  }
  if (bonds.rows.length > 0) {
    const names = bonds.names.map((name, k) => `# bond type ${k + 1}: ${name}`);
    lines.push("", "Bonds", "", ...bonds.rows, "", ...names);
  }
  return `${lines.join("\n")}\n`;
}

/**
 * LAMMPS data file, atom_style full, lengths in Angstrom and masses in g/mol (units real or metal): atoms with molecule,
 * type (one an element), formal charge and place; covalent bonds with a type for each pair of elements and order.
 * Contacts (order 0) are left to the force field. A dot stands in a box with a margin; a tilted cell is given by tilts of at
 * most half an edge, as LAMMPS asks. Written, not read.
 * Source: LAMMPS documentation, read_data and Howto triclinic.
 */
export const lammpsFormat: StructureFormat = {
  name: "lammps",
  extensions: ["data", "lmp"],
  label: "LAMMPS data, atom_style full",
  detect: (text) =>
    /^\s*\d+\s+atoms\s*$/mu.test(text.slice(0, 4000)) && /\bxlo\s+xhi\b/u.test(text.slice(0, 4000)),
  write,
};

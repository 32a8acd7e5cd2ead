import { atomCount, type Structure, symbolOf } from "@oleate/core";
import { cellParameters, fractional, inStandardBox } from "./cell.ts";
import type { WriteOptions } from "./format.ts";
import { titleOf } from "./parts.ts";

/** Symbol of the atom type: the element, with its charge as the dictionary writes it (Pb2+, S2-). */
function typeSymbol(symbol: string, charge: number): string {
  return charge === 0 ? symbol : `${symbol}${Math.abs(charge)}${charge < 0 ? "-" : "+"}`;
}

/** A text as a quoted value on one line. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "\u2019")}'`;
}

/**
 * The text of a CIF in P 1: cell, oxidation numbers where any charge is not 0, every atom with its fractional coordinates.
 * `margin` (Angstrom) is left around a dot, which is shifted into a box. @throws InputError for a left-handed cell
 */
export function writeCif(structure: Structure, options: WriteOptions = {}): string {
  const { cell, xyz, periodic } = inStandardBox(structure, options.margin);
  const fractions = fractional(xyz, cell);
  const parameters = cellParameters(cell);
  const tags = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"];
  const charges = Float64Array.from(structure.charges, (charge) => Number(charge.toFixed(9)));
  const types = new Map<string, number>();
  for (let i = 0; i < atomCount(structure); i++)
    types.set(typeSymbol(symbolOf(structure, i), charges[i]!), charges[i]!);
  const lines = [
    "data_structure",
    `_chemical_name_common ${quoted(titleOf(structure))}`,
    ...(periodic ? [] : ["# not a crystal: the cell is a box around the structure"]),
    ...tags.map((tag, k) => `_cell_${tag} ${parameters[k]!.toFixed(8)}`),
    "_space_group_name_H-M_alt 'P 1'",
    "_space_group_IT_number 1",
    "loop_",
    "_space_group_symop_operation_xyz",
    "'x, y, z'",
  ];
  if (charges.some((charge) => charge !== 0)) {
    lines.push("loop_", "_atom_type_symbol", "_atom_type_oxidation_number");
    for (const [type, charge] of types) lines.push(`${type} ${charge}`);
  }
  const columns = ["label", "type_symbol", "fract_x", "fract_y", "fract_z", "occupancy"];
  lines.push("loop_", ...columns.map((column) => `_atom_site_${column}`));
  const seen = new Map<string, number>();
  for (let i = 0; i < atomCount(structure); i++) {
    const symbol = symbolOf(structure, i);
    const number = (seen.get(symbol) ?? 0) + 1;
    seen.set(symbol, number);
    const place = [0, 1, 2].map((k) => fractions[3 * i + k]!.toFixed(8)).join(" ");
    lines.push(`${symbol}${number} ${typeSymbol(symbol, charges[i]!)} ${place} 1`);
  }
  return `${lines.join("\n")}\n`;
}

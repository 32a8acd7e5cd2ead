import { InputError, type Structure, structureOf } from "@oleate/core";
import { type CellParameters, cartesianOf, cellRows } from "./cell.ts";
import { type CifSite, cellContents } from "./cif-cell.ts";
import { readSite } from "./cif-site.ts";
import {
  type CifBlock,
  type CifLoop,
  type CifValue,
  cifNumber,
  isAbsent,
  readCifBlocks,
} from "./cif-text.ts";
import type { StructureFormat } from "./format.ts";
import { type SpaceGroupName, settingsOf } from "./space-group.ts";
import { readOperation, type SymmetryOperation } from "./symmetry.ts";
import { writeCif } from "./write-cif.ts";

const LENGTHS = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"];
const OPERATIONS = ["_symmetry_equiv_pos_as_xyz", "_space_group_symop_operation_xyz"];
const NUMBERS = ["_symmetry_int_tables_number", "_space_group_it_number"];
const MAUGUINS = ["_symmetry_space_group_name_h-m", "_space_group_name_h-m_alt", "_space_group_name_h-m_ref"];
const HALLS = ["_symmetry_space_group_name_hall", "_space_group_name_hall"];

function first(block: CifBlock, names: readonly string[]): CifValue | undefined {
  return names.map((name) => block.items.get(name)).find((value) => !isAbsent(value));
}

/** The one data block that holds atoms. */
function blockWithAtoms(text: string, file: string): { block: CifBlock; sites: CifLoop } {
  const blocks = readCifBlocks(text, file);
  const found = blocks.flatMap((block) => {
    const sites = block.loops.find(({ names }) => names.includes("_atom_site_fract_x"));
    return sites ? [{ block, sites }] : [];
  });
  if (found.length === 1) return found[0]!;
  throw new InputError({
    what: found.length === 0 ? "the CIF holds no atoms" : "the CIF holds several structures",
    found:
      found.length === 0
        ? `${blocks.length} data blocks without a loop of _atom_site_fract_x`
        : `data blocks ${found.map(({ block }) => block.name).join(", ")}`,
    expected: "one data block with fractional coordinates",
    remedy:
      found.length === 0 ? "was the file cut short?" : "keep the block that is meant in a file of its own",
    place: { file, line: found[1]?.block.line ?? blocks[0]?.line ?? 1 },
  });
}

function cellOf(block: CifBlock, file: string): Float64Array {
  const missing = LENGTHS.filter((name) => isAbsent(block.items.get(`_cell_${name}`)));
  if (missing.length > 0) {
    throw new InputError({
      what: "the cell is missing or incomplete",
      found: `no ${missing.map((name) => `_cell_${name}`).join(", ")}`,
      expected: "three lengths in Angstrom and three angles in degrees",
      remedy: "add them to the data block",
      place: { file, line: block.line },
    });
  }
  const values = LENGTHS.map((name) => block.items.get(`_cell_${name}`)!);
  const parameters = values.map((value, k) => cifNumber(value, `_cell_${LENGTHS[k]}`, file));
  const rows = cellRows(parameters as unknown as CellParameters);
  if (rows) return rows;
  throw new InputError({
    what: "no cell has these lengths and angles",
    found: parameters.join(" "),
    place: { file, line: values[0]!.line },
  });
}

function listedOperations(block: CifBlock, file: string): readonly SymmetryOperation[] | undefined {
  for (const name of OPERATIONS) {
    const loop = block.loops.find(({ names }) => names.includes(name));
    const single = block.items.get(name);
    const values = loop ? loop.rows.map((row) => row[loop.names.indexOf(name)]!) : single ? [single] : [];
    if (values.length > 0 && !isAbsent(values[0]))
      return values.map(({ text, line }) => readOperation(text, file, line));
  }
  return undefined;
}

function groupName(block: CifBlock, file: string): SpaceGroupName {
  const [number, mauguin, hall] = [first(block, NUMBERS), first(block, MAUGUINS), first(block, HALLS)];
  const any = hall ?? mauguin ?? number;
  if (!any) {
    throw new InputError({
      what: "the CIF does not state its symmetry",
      expected: "symmetry operations, or a space group by number, Hermann-Mauguin or Hall symbol",
      remedy: "add _space_group_IT_number (1 when all atoms of the cell are listed)",
      place: { file, line: block.line },
    });
  }
  return {
    ...(number ? { number: cifNumber(number, "the number of the space group", file) } : {}),
    ...(mauguin ? { hermannMauguin: mauguin.text } : {}),
    ...(hall ? { hall: hall.text } : {}),
    file,
    line: any.line,
  };
}

/** Oxidation numbers by the symbol of the atom type. */
function oxidations(block: CifBlock, file: string): ReadonlyMap<string, number> {
  const loop = block.loops.find(({ names }) => names.includes("_atom_type_oxidation_number"));
  const [symbol, number] = ["_atom_type_symbol", "_atom_type_oxidation_number"].map(
    (one) => loop?.names.indexOf(one) ?? -1,
  );
  const found = new Map<string, number>();
  if (!loop || symbol! < 0) return found;
  for (const row of loop.rows) {
    const value = row[number!]!;
    if (!isAbsent(value)) found.set(row[symbol!]!.text, cifNumber(value, "the oxidation number", file));
  }
  return found;
}

async function read(text: string, file: string): Promise<Structure> {
  const { block, sites: loop } = blockWithAtoms(text, file);
  const cell = cellOf(block, file);
  const types = oxidations(block, file);
  const sites: readonly CifSite[] = loop.rows.map((row) => readSite(loop.names, row, types, file));
  const listed = listedOperations(block, file);
  const settings = listed
    ? [{ label: "", operations: listed }]
    : await settingsOf(groupName(block, file), cell);
  const formula = first(block, ["_chemical_formula_sum"]);
  const units = first(block, ["_cell_formula_units_z"]);
  const contents = cellContents({
    ...{ sites, settings, cell, file, line: loop.line },
    ...(formula ? { formula: formula.text } : {}),
    ...(units ? { units: cifNumber(units, "_cell_formula_units_Z", file) } : {}),
  });
  const names = [
    "_chemical_name_common",
    "_chemical_name_mineral",
    "_chemical_name_systematic",
    "_chemical_formula_sum",
  ];
  const title = (first(block, names)?.text ?? block.name).replace(/\s+/gu, " ").trim();
  return structureOf({
    title,
    symbols: contents.symbols,
    xyz: cartesianOf(contents.fractions, cell),
    charges: contents.charges,
    cell,
  });
}

/**
 * Crystallographic Information File, read in any space group: all atoms of the conventional cell, from the operations the file
 * lists, or those of the space group it names (moyo). Atoms on special positions are merged. a lies along x, b in the plane
 * of x and y. Charges come from _atom_type_oxidation_number, or from type symbols such as Pb2+. Occupancies below 1 are an
 * error. Written in P 1 with eight decimals; a dot stands in a box. Bonds and residues are not kept.
 * Source: IUCr, CIF core dictionary.
 */
export const cifFormat: StructureFormat = {
  name: "cif",
  extensions: ["cif", "mcif"],
  label: "CIF, any space group",
  reads: "all atoms of the cell by the symmetry listed or named; oxidation numbers as charges",
  detect: (text) =>
    /^\s*data_\S*/imu.test(text) && /^\s*(?:_cell|_atom_site|_symmetry|_space_group)[_.]/imu.test(text),
  read,
  write: writeCif,
};

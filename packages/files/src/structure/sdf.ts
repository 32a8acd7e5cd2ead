import { atomCount, InputError, type Structure, structureOf } from "@oleate/core";
import type { StructureFormat } from "./format.ts";
import { type MoleculeTable, readBondOrder } from "./molecule-table.ts";
import { bondsOf } from "./parts.ts";
import { readV3000 } from "./read-v3000.ts";
import { linesOf, oneLine, pushPosition, readElement, truncated, wholeNumber } from "./text.ts";
import { writeV2000, writeV3000 } from "./write-molfile.ts";

/** Atoms or bonds beyond which the three columns of V2000 do not do. */
const LARGEST_V2000 = 999;

/** Charges of the atom line's own column, superseded by M  CHG. */
const CHARGE_CODES: readonly number[] = [0, 3, 2, 1, 0, -1, -2, -3];

function readV2000(lines: readonly string[], file: string): MoleculeTable {
  const counts = lines[3]!;
  const [atoms, bonds] = [wholeNumber(counts.slice(0, 3)), wholeNumber(counts.slice(3, 6))];
  if (atoms === undefined || bonds === undefined || atoms < 1) {
    throw new InputError({
      what: "the counts line cannot be read",
      found: `"${counts}"`,
      expected: "the numbers of atoms and bonds in columns 1 to 6",
      place: { file, line: 4 },
    });
  }
  if (lines.length < 4 + atoms + bonds)
    throw truncated(
      file,
      lines.length,
      `${lines.length} lines`,
      `${atoms} atoms and ${bonds} bonds from line 5 on`,
    );
  const table: MoleculeTable = { symbols: [], xyz: [], charges: [], pairs: [], orders: [] };
  for (let i = 0; i < atoms; i++) {
    const [row, line] = [lines[4 + i]!, 5 + i];
    pushPosition(table.xyz, [row.slice(0, 10), row.slice(10, 20), row.slice(20, 30)], 0, file, line);
    table.symbols.push(readElement(row.slice(31, 34).trim(), file, line));
    table.charges.push(CHARGE_CODES[wholeNumber(row.slice(36, 39)) ?? 0] ?? 0);
  }
  for (let b = 0; b < bonds; b++) {
    const [row, line] = [lines[4 + atoms + b]!, 5 + atoms + b];
    const [a, c] = [wholeNumber(row.slice(0, 3)), wholeNumber(row.slice(3, 6))];
    table.pairs.push(...bondAtoms(a, c, atoms, file, line));
    table.orders.push(readBondOrder(row.slice(6, 9).trim(), file, line));
  }
  readProperties(lines, 4 + atoms + bonds, table.charges, file);
  return table;
}

function bondAtoms(
  a: number | undefined,
  b: number | undefined,
  atoms: number,
  file: string,
  line: number,
): [number, number] {
  const known = (one: number | undefined): one is number => one !== undefined && one >= 1 && one <= atoms;
  if (known(a) && known(b) && a !== b) return [a - 1, b - 1];
  throw new InputError({
    what: "a bond does not join two atoms of the file",
    found: `${a ?? "?"} and ${b ?? "?"}`,
    expected: `two different numbers from 1 to ${atoms}`,
    place: { file, line },
  });
}

/** M  CHG lines up to M  END; the first of them clears the charges of the atom lines. */
function readProperties(lines: readonly string[], from: number, charges: number[], file: string): void {
  let cleared = false;
  for (let i = from; i < lines.length; i++) {
    if (lines[i]!.startsWith("M  END")) return;
    if (!lines[i]!.startsWith("M  CHG")) continue;
    if (!cleared) charges.fill(0);
    cleared = true;
    const words = lines[i]!.slice(9).trim().split(/\s+/u);
    for (let k = 0; k + 1 < words.length; k += 2) {
      const [atom, charge] = [wholeNumber(words[k]), wholeNumber(words[k + 1])];
      if (atom === undefined || charge === undefined || atom < 1 || atom > charges.length) {
        throw new InputError({
          what: "a charge line cannot be read",
          found: `"${lines[i]}"`,
          expected: `pairs of an atom from 1 to ${charges.length} and its charge`,
          place: { file, line: i + 1 },
        });
      }
      charges[atom - 1] = charge;
    }
  }
  throw truncated(file, lines.length, "no line M  END", "M  END after the bonds");
}

function read(text: string, file: string): Structure {
  const lines = linesOf(text);
  const end = lines.indexOf("$$$$");
  const first = end < 0 ? lines : lines.slice(0, end);
  if (first.length < 4)
    throw truncated(file, first.length, `${first.length} lines`, "a header of three lines and the counts");
  const table = /V3000/u.test(first[3]!) ? readV3000(first, file) : readV2000(first, file);
  const { symbols, xyz, charges, pairs, orders } = table;
  return structureOf({ title: oneLine(first[0]!), symbols, xyz, charges, bonds: bondsOf(pairs, orders) });
}

function write(structure: Structure): string {
  const small = atomCount(structure) <= LARGEST_V2000 && structure.bonds.orders.length <= LARGEST_V2000;
  return `${small ? writeV2000(structure) : writeV3000(structure)}$$$$\n`;
}

/**
 * MDL molfile and SDF, Angstrom: V2000 up to 999 atoms and bonds, V3000 above. Of an SDF the first molecule is read and its
 * data fields are left out. Bonds with their orders (4 is aromatic; contacts are written as 8 "any" in V2000 and 9
 * "coordination" in V3000) and whole formal charges; no residues, no cell.
 * Source: BIOVIA, CTfile Formats (2020).
 */
export const sdfFormat: StructureFormat = {
  name: "sdf",
  extensions: ["sdf", "mol"],
  label: "MDL molfile or SDF with bonds and charges",
  reads: "the first molecule, V2000 or V3000: atoms, bonds with orders, formal charges",
  detect: (text) =>
    /\bV[23]000\s*$/u.test(linesOf(text.slice(0, 2000))[3] ?? "") && !/^@<TRIPOS>/mu.test(text),
  read,
  write,
};

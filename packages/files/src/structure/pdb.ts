import { InputError, type Structure, structureOf } from "@oleate/core";
import { type CellParameters, cellRows } from "./cell.ts";
import type { StructureFormat } from "./format.ts";
import { bondsOf, residueRuns } from "./parts.ts";
import { knownElement, linesOf, oneLine, pushPosition, readElement, readFinite, truncated } from "./text.ts";
import { RESIDUE_REMARK, writePdb } from "./write-pdb.ts";

const ATOM = /^(?:ATOM {2}|HETATM)/u;

/** Element of an ATOM line: columns 77 and 78, or the letters of the atom's name, where column 13 begins a one-letter symbol. */
function elementAt(row: string, file: string, line: number): string {
  const stated = row.slice(76, 78).trim();
  if (stated !== "") return readElement(stated, file, line);
  const name = row.slice(12, 16);
  const letters = name.replace(/[^A-Za-z]/gu, "");
  // Without the element's own columns, four letters and digits that begin with H are a hydrogen of a protein, not Hg or Ho.
  if (/^H\S{3}$/u.test(name)) return "H";
  const two = /^[A-Za-z]{2}/u.test(name) ? knownElement(letters.slice(0, 2)) : undefined;
  return two ?? readElement(letters.charAt(0) || name.trim(), file, line);
}

/** Charge in columns 79 and 80, "2+" or "+2"; 0 when blank. */
function chargeAt(row: string, file: string, line: number): number {
  const text = row.slice(78, 80).trim();
  if (text === "") return 0;
  const match = /^(?:(\d)([-+])|([-+])(\d))$/u.exec(text);
  if (match) return Number(match[1] ?? match[4]) * ((match[2] ?? match[3]) === "-" ? -1 : 1);
  throw new InputError({
    what: "the charge cannot be read",
    found: `"${text}"`,
    expected: "a digit and a sign in columns 79 and 80, as in 2+",
    place: { file, line },
  });
}

function cellAt(row: string, file: string, line: number): Float64Array | undefined {
  const bounds = [6, 15, 24, 33, 40, 47, 54];
  const values = bounds
    .slice(0, 6)
    .map((from, k) => readFinite(row.slice(from, bounds[k + 1]), "a number of the cell", file, line));
  // A cell of 1 x 1 x 1 stands for no crystal.
  if (values.slice(0, 3).every((length) => length === 1)) return undefined;
  const cell = cellRows(values as unknown as CellParameters);
  if (cell) return cell;
  throw new InputError({
    what: "no cell has these lengths and angles",
    found: values.join(" "),
    place: { file, line },
  });
}

interface Contact {
  readonly line: number;
  readonly serials: readonly string[];
}

/** Bonds from CONECT lines: a partner named twice is a double bond; either of the two lines may be missing. */
function bondsFrom(
  contacts: readonly Contact[],
  atomOf: ReadonlyMap<string, number>,
  file: string,
): [number[], number[]] {
  const times = new Map<string, number>();
  for (const { serials, line } of contacts) {
    const atoms = serials.map((serial) => {
      const atom = atomOf.get(serial);
      if (atom !== undefined) return atom;
      throw new InputError({
        what: "a bond names an atom that is not in the file",
        found: `number ${serial}`,
        remedy: "take out the CONECT line, or copy the file again whole",
        place: { file, line },
      });
    });
    for (const partner of atoms.slice(1)) {
      const key = `${atoms[0]} ${partner}`;
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  }
  const pairs: number[] = [];
  const orders: number[] = [];
  for (const [key, count] of times) {
    const [a, b] = key.split(" ").map(Number) as [number, number];
    const back = times.get(`${b} ${a}`) ?? 0;
    if (a === b || (a > b && back > 0)) continue;
    pairs.push(a, b);
    orders.push(Math.min(3, Math.max(count, back)));
  }
  return [pairs, orders];
}

function read(text: string, file: string): Structure {
  const lines = linesOf(text);
  const symbols: string[] = [];
  const xyz: number[] = [];
  const charges: number[] = [];
  const keys: string[] = [];
  const codes: string[] = [];
  const contacts: Contact[] = [];
  const atomOf = new Map<string, number>();
  const names = new Map<string, string>();
  const titles: string[] = [];
  let cell: Float64Array | undefined;
  let models = 0;
  lines.forEach((row, i) => {
    const line = i + 1;
    if (ATOM.test(row)) {
      if (row.length < 54)
        throw truncated(file, line, `${row.length} columns`, "coordinates in columns 31 to 54");
      if (!/[ A]/u.test(row.charAt(16))) refuseAlternative(row, file, line);
      atomOf.set(row.slice(6, 11).trim(), symbols.length);
      symbols.push(elementAt(row, file, line));
      pushPosition(xyz, [row.slice(30, 38), row.slice(38, 46), row.slice(46, 54)], 0, file, line);
      charges.push(chargeAt(row, file, line));
      codes.push(row.slice(17, 20).trim());
      keys.push(row.slice(17, 27));
    } else if (row.startsWith("CONECT")) {
      const serials = [6, 11, 16, 21, 26].map((from) => row.slice(from, from + 5).trim());
      contacts.push({ line, serials: serials.filter((serial) => serial !== "") });
    } else if (row.startsWith("CRYST1")) cell = cellAt(row, file, line);
    else if (row.startsWith("TITLE")) titles.push(row.slice(10, 80));
    else if (row.startsWith(RESIDUE_REMARK)) {
      const [code, name] = row.slice(RESIDUE_REMARK.length).split(" = ");
      names.set(code!.trim(), (name ?? "").trim());
    } else if (row.startsWith("MODEL") && ++models > 1) refuseModels(file, line);
  });
  if (symbols.length === 0)
    throw truncated(file, lines.length, "no ATOM or HETATM line", "at least one atom");
  const [pairs, orders] = bondsFrom(contacts, atomOf, file);
  return structureOf({
    ...{ title: oneLine(titles.join("")), symbols, xyz, charges, bonds: bondsOf(pairs, orders) },
    residues: residueRuns(keys, charges, (i) => names.get(codes[i]!) ?? codes[i]!),
    ...(cell ? { cell } : {}),
  });
}

function refuseAlternative(row: string, file: string, line: number): never {
  throw new InputError({
    what: "the file holds alternative places of an atom",
    found: `place ${row.charAt(16)} of ${row.slice(12, 16).trim()}`,
    expected: "one place for every atom",
    remedy: "keep one of the alternatives (column 17)",
    place: { file, line },
  });
}

function refuseModels(file: string, line: number): never {
  throw new InputError({
    what: "the file holds several models",
    expected: "one structure",
    remedy: "keep the model that is meant in a file of its own",
    place: { file, line },
  });
}

/**
 * Protein Data Bank file, fixed columns, Angstrom with three decimals. Residues get a code of at most three letters (their
 * full names stand in REMARK 999 and are read back); residue numbers run to 9999 and begin again at 0. Atom numbers beyond
 * 99999 are hybrid: decimal to 99999, then base 36 in capitals from A0000 to ZZZZZ, then in small letters from a0000 (as in
 * cctbx), so that CONECT still names every atom. Bonds are CONECT lines, a double bond named twice; contacts (order 0) and
 * aromatic bonds are named once and come back as single. Charges are whole, in columns 79 and 80, from -9 to 9.
 * Source: wwPDB, Atomic Coordinate Entry Format 3.3; Grosse-Kunstleve, hybrid-36 (cci.lbl.gov/hybrid_36).
 */
export const pdbFormat: StructureFormat = {
  name: "pdb",
  extensions: ["pdb", "ent"],
  label: "Protein Data Bank with bonds and residues",
  reads: "atoms, cell, residues, bonds (CONECT), whole charges",
  detect: (text) => /^(?:ATOM {2}|HETATM)[ \dA-Za-z]{5} .{18}[ \d.-]{20}/mu.test(text),
  read,
  write: writePdb,
};

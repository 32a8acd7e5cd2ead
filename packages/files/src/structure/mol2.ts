import { AROMATIC, atomCount, InputError, type Structure, structureOf } from "@oleate/core";
import { type CellParameters, cellParameters, cellRows, inStandardBox } from "./cell.ts";
import { formalCharges } from "./formal-charges.ts";
import type { StructureFormat } from "./format.ts";
import {
  atomNames,
  bondsOf,
  neighbours,
  residueCodes,
  residueOfAtoms,
  residueRuns,
  titleOf,
} from "./parts.ts";
import { sybylTypes } from "./sybyl.ts";
import { linesOf, pushPosition, readElement, readFinite, truncated, wholeNumber, wordsOf } from "./text.ts";

const ORDERS: Readonly<Record<string, number>> = {
  "1": 1,
  "2": 2,
  "3": 3,
  ar: AROMATIC,
  am: 1,
  un: 0,
  du: 0,
  nc: 0,
};
const TYPES: readonly string[] = ["un", "1", "2", "3", "ar"];

/** Comment of the molecule by which charges are known to be formal ones when the file comes back. */
const FORMAL = "formal charges";

interface Row {
  readonly line: number;
  readonly words: readonly string[];
}

/** The rows of the first record of each kind, by its name after @<TRIPOS>; comments and blank lines left out. */
function recordsOf(text: string, file: string): ReadonlyMap<string, readonly Row[]> {
  const records = new Map<string, Row[]>();
  let rows: Row[] = [];
  linesOf(text).forEach((row, i) => {
    const name = /^@<TRIPOS>(\w+)/u.exec(row)?.[1];
    if (name !== undefined) {
      rows = [];
      if (!records.has(name)) records.set(name, rows);
    } else if (!row.startsWith("#") && (row.trim() !== "" || rows === records.get("MOLECULE")))
      rows.push({ line: i + 1, words: wordsOf(row) });
  });
  if (records.has("MOLECULE") && records.has("ATOM")) return records;
  throw truncated(
    file,
    1,
    [...records.keys()].join(", ") || "no record",
    "@<TRIPOS>MOLECULE and @<TRIPOS>ATOM",
  );
}

function require(rows: readonly Row[], count: number, name: string, file: string): readonly Row[] {
  if (rows.length >= count && (rows.length === count || name !== "ATOM")) return rows.slice(0, count);
  const line = rows[rows.length - 1]?.line ?? 1;
  throw new InputError({
    what: `the ${name} record does not hold what the counts line says`,
    found: `${rows.length} rows`,
    expected: `${count}`,
    remedy: "copy the file again whole, or mend the counts",
    place: { file, line },
  });
}

function cellOf(rows: readonly Row[] | undefined, file: string): Float64Array | undefined {
  const row = rows?.[0];
  if (!row) return undefined;
  const values = [0, 1, 2, 3, 4, 5].map((k) =>
    readFinite(row.words[k], "a number of the cell", file, row.line),
  );
  const cell = cellRows(values as unknown as CellParameters);
  if (cell) return cell;
  throw new InputError({
    what: "no cell has these lengths and angles",
    found: values.join(" "),
    place: { file, line: row.line },
  });
}

function read(text: string, file: string): Structure {
  const records = recordsOf(text, file);
  const head = records.get("MOLECULE")!;
  const counts = head[1]?.words ?? [];
  const [atoms, bonds] = [wholeNumber(counts[0]), wholeNumber(counts[1] ?? "0")];
  if (atoms === undefined || bonds === undefined || atoms < 1)
    throw truncated(file, head[1]?.line ?? 1, `"${counts.join(" ")}"`, "the numbers of atoms and bonds");
  const symbols: string[] = [];
  const [xyz, written, pairs, orders]: number[][] = [[], [], [], []];
  const [keys, names]: string[][] = [[], []];
  const atomOf = new Map<string, number>();
  for (const { line, words } of require(records.get("ATOM")!, atoms, "ATOM", file)) {
    atomOf.set(words[0]!, symbols.length);
    symbols.push(readElement((words[5] ?? "").split(".")[0]!, file, line));
    pushPosition(xyz!, words, 2, file, line);
    keys!.push(`${words[6] ?? ""} ${words[7] ?? ""}`);
    names!.push(words[7] ?? "molecule");
    written!.push(words[8] === undefined ? 0 : readFinite(words[8], "the charge", file, line));
  }
  for (const { line, words } of require(records.get("BOND") ?? [], bonds, "BOND", file)) {
    const [a, b, order] = [atomOf.get(words[1] ?? ""), atomOf.get(words[2] ?? ""), ORDERS[words[3] ?? ""]];
    if (a === undefined || b === undefined || a === b || order === undefined) {
      throw new InputError({
        what: "a bond cannot be read",
        found: `"${words.join(" ")}"`,
        expected: `two different atoms of the file and a type: ${Object.keys(ORDERS).join(", ")}`,
        place: { file, line },
      });
    }
    pairs!.push(a, b);
    orders!.push(order);
  }
  const bondList = bondsOf(pairs!, orders!);
  const given = !/^(?:NO_CHARGES)?$/u.test(head[3]?.words[0] ?? "") ? written! : undefined;
  const formal = head[5]?.words.join(" ") === FORMAL && given;
  const charges = formal || formalCharges({ symbols, bonds: bondList, partial: given, file });
  const title = head[0]!.words.join(" ");
  const cell = cellOf(records.get("CRYSIN"), file);
  const residues = residueRuns(keys!, charges, (i) => names![i]!.replace(/_/gu, " "));
  const parts = { title, symbols, xyz: xyz!, charges, bonds: bondList, residues };
  return structureOf(cell ? { ...parts, cell } : parts);
}

function write(structure: Structure): string {
  const { pairs, orders } = structure.bonds;
  const n = atomCount(structure);
  const xyz = structure.cell ? inStandardBox(structure).xyz : structure.xyz;
  const owner = residueOfAtoms(structure);
  const names = atomNames(structure, 8);
  const types = sybylTypes(structure, neighbours(structure));
  const words = structure.residues.map(({ name }) => name.trim().replace(/\s+/gu, "_") || "UNK");
  const lines = [
    "@<TRIPOS>MOLECULE",
    titleOf(structure),
    `${n} ${orders.length} ${structure.residues.length}`,
  ];
  lines.push("SMALL", "USER_CHARGES", "****", FORMAL, "@<TRIPOS>ATOM");
  for (let i = 0; i < n; i++) {
    const place = [0, 1, 2].map((k) => xyz[3 * i + k]!.toFixed(6).padStart(14)).join("");
    const residue = owner[i]!;
    lines.push(
      `${i + 1} ${names[i]}${place} ${types[i]} ${residue + 1} ${words[residue] ?? "UNK"} ${structure.charges[i]!.toFixed(9)}`,
    );
  }
  lines.push("@<TRIPOS>BOND");
  orders.forEach((order, b) => {
    lines.push(`${b + 1} ${pairs[2 * b]! + 1} ${pairs[2 * b + 1]! + 1} ${TYPES[order]}`);
  });
  const codes = residueCodes(structure);
  lines.push("@<TRIPOS>SUBSTRUCTURE");
  structure.residues.forEach(({ name, first }, r) => {
    lines.push(`${r + 1} ${words[r]} ${first + 1} GROUP 0 **** ${codes.get(name)}`);
  });
  if (structure.cell) {
    const parameters = cellParameters(structure.cell).map((v) => v.toFixed(6));
    lines.push("@<TRIPOS>CRYSIN", `${parameters.join(" ")} 1 1`);
  }
  return `${lines.join("\n")}\n`;
}

/**
 * Tripos MOL2, Angstrom, six decimals: atoms with SYBYL types, bonds with orders ("ar" aromatic, "un" a contact), residues as
 * substructures, formal charges as USER_CHARGES with the comment "formal charges". Without that comment charges are taken as
 * partial: the formal ones are found from the bonds, and must add up to the same total. The first molecule of a file is read.
 * Source: Tripos, Mol2 File Format (2005).
 */
export const mol2Format: StructureFormat = {
  name: "mol2",
  extensions: ["mol2"],
  label: "Tripos MOL2 with bonds, charges and residues",
  reads: "the first molecule: atoms, bonds with orders, substructures, formal charges",
  detect: (text) => /^@<TRIPOS>MOLECULE/mu.test(text),
  read,
  write,
};

import { atomCount, InputError, type Structure, structureOf, symbolOf } from "@oleate/core";
import type { StructureFormat } from "./format.ts";
import { residueOfAtoms, residueRuns, titleOf } from "./parts.ts";
import { linesOf, pushPosition, readElement, readFinite, wholeNumber, wordsOf } from "./text.ts";
import { hasExtendedComment } from "./xyz.ts";
import { xyzFrame } from "./xyz-frame.ts";

const PAIR = /([A-Za-z_][\w-]*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+))/gu;

/** Keys and values of the comment line, keys in lower case. */
function pairsOf(comment: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const [, key, double, single, bare] of comment.matchAll(PAIR)) {
    const quoted = double ?? single;
    pairs.set(key!.toLowerCase(), quoted === undefined ? bare! : quoted.replace(/\\(.)/gu, "$1"));
  }
  return pairs;
}

interface Columns {
  readonly at: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Where each property begins: "species:S:1:pos:R:3" gives species 0, pos 1. */
function columnsOf(properties: string, file: string): Columns {
  const parts = properties.split(":");
  const at = new Map<string, number>();
  let total = 0;
  for (let i = 0; i < parts.length; i += 3) {
    const width = wholeNumber(parts[i + 2]);
    if (width === undefined || width < 1 || !/^[SRIL]$/u.test(parts[i + 1] ?? "")) {
      throw new InputError({
        what: "the list of columns cannot be read",
        found: `Properties=${properties}`,
        expected: "name:type:count triples with type S, R, I or L, as in species:S:1:pos:R:3",
        place: { file, line: 2 },
      });
    }
    at.set(parts[i]!.toLowerCase(), total);
    total += width;
  }
  if (at.has("pos") && (at.has("species") || at.has("z"))) return { at, total };
  throw new InputError({
    what: "the columns hold no atoms",
    found: `Properties=${properties}`,
    expected: "species (or Z) and pos",
    place: { file, line: 2 },
  });
}

function latticeOf(pairs: ReadonlyMap<string, string>, file: string): Float64Array | undefined {
  const text = pairs.get("lattice");
  if (text === undefined || /^\s*F\w*[\s,]+F\w*[\s,]+F/iu.test(pairs.get("pbc") ?? "")) return undefined;
  const words = wordsOf(text);
  if (words.length !== 9) {
    throw new InputError({
      what: "the lattice is not three vectors",
      found: `${words.length} numbers`,
      expected: 'nine, as in Lattice="ax ay az bx by bz cx cy cz"',
      place: { file, line: 2 },
    });
  }
  return Float64Array.from(words, (word) => readFinite(word, "a number of the lattice", file, 2));
}

function read(text: string, file: string): Structure {
  const { comment, rows } = xyzFrame(text, file);
  const pairs = pairsOf(comment);
  const { at, total } = columnsOf(pairs.get("properties") ?? "species:S:1:pos:R:3", file);
  const species = at.get("species") ?? at.get("z")!;
  const charge = at.get("charge") ?? at.get("formal_charge") ?? at.get("initial_charges");
  const [name, id] = [at.get("residue"), at.get("residue_number")];
  const symbols: string[] = [];
  const xyz: number[] = [];
  const charges: number[] = [];
  const names: string[] = [];
  const keys: string[] = [];
  rows.forEach((row, i) => {
    const words = wordsOf(row);
    if (words.length < total) {
      throw new InputError({
        what: "the line has too few columns",
        found: `${words.length}`,
        expected: `${total}, as line 2 says`,
        place: { file, line: i + 3 },
      });
    }
    symbols.push(readElement(words[species]!, file, i + 3));
    pushPosition(xyz, words, at.get("pos")!, file, i + 3);
    charges.push(charge === undefined ? 0 : readFinite(words[charge], "the charge", file, i + 3));
    names.push(name === undefined ? "" : words[name]!);
    keys.push(`${names[i]} ${id === undefined ? "" : words[id]}`);
  });
  const title = pairs.get("title") ?? "";
  const cell = latticeOf(pairs, file);
  return structureOf({
    ...{ title, symbols, xyz, charges },
    ...(name === undefined ? {} : { residues: residueRuns(keys, charges, (i) => names[i]!) }),
    ...(cell ? { cell } : {}),
  });
}

function write(structure: Structure): string {
  const { xyz, charges, cell } = structure;
  const owner = residueOfAtoms(structure);
  const names = structure.residues.map(({ name }) => name.trim().replace(/\s+/gu, "_") || "_");
  const lattice = cell ? `Lattice="${[...cell].map((v) => Number(v.toFixed(10))).join(" ")}" ` : "";
  const columns = "species:S:1:pos:R:3:charge:R:1:residue:S:1:residue_number:I:1";
  const title = titleOf(structure).replace(/["\\]/gu, "\\$&");
  const pbc = cell ? "T T T" : "F F F";
  const lines = [
    String(atomCount(structure)),
    `${lattice}Properties=${columns} title="${title}" pbc="${pbc}"`,
  ];
  for (let i = 0; i < atomCount(structure); i++) {
    const [x, y, z] = [xyz[3 * i]!, xyz[3 * i + 1]!, xyz[3 * i + 2]!].map((v) => v.toFixed(8).padStart(16));
    const charge = String(Number(charges[i]!.toFixed(9)));
    lines.push(
      `${symbolOf(structure, i).padEnd(2)}${x}${y}${z} ${charge} ${names[owner[i]!] ?? "_"} ${owner[i]! + 1}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/**
 * Extended XYZ: XYZ whose second line names the columns (Properties) and, for a crystal, the cell (Lattice, Angstrom).
 * Formal charges and residues (name and number) are columns of their own; spaces in a residue's name become "_". Bonds
 * are not kept. Eight decimals.
 * Source: github.com/libAtoms/extxyz, specification.
 */
export const extxyzFormat: StructureFormat = {
  name: "extxyz",
  extensions: ["extxyz"],
  label: "extended XYZ with cell, charges and residues",
  reads: "atoms, cell, charges, residues",
  detect: (text) => {
    const [count, comment] = linesOf(text.slice(0, 4000));
    return wholeNumber(count) !== undefined && hasExtendedComment(comment);
  },
  read,
  write,
};

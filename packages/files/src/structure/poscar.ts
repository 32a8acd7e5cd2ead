import { atomCount, InputError, type Structure, structureOf, symbolOf } from "@oleate/core";
import { cartesianOf, cellVolume, fractional, inStandardBox } from "./cell.ts";
import type { StructureFormat, WriteOptions } from "./format.ts";
import { titleOf } from "./parts.ts";
import {
  knownElement,
  linesOf,
  pushPosition,
  readElement,
  readFinite,
  truncated,
  wholeNumber,
  wordsOf,
} from "./text.ts";

/** Order in which a POSCAR lists the atoms: entry k is the atom, from 0, that stands k-th; elements in order of `symbols`. */
export function poscarOrder(structure: Structure): Uint32Array {
  const order = Uint32Array.from({ length: atomCount(structure) }, (_, i) => i);
  // Sorting by element alone keeps the order within an element, since the sort is stable.
  return order.sort((a, b) => structure.element[a]! - structure.element[b]!);
}

function write(structure: Structure, options: WriteOptions = {}): string {
  const { cell, xyz } = structure.cell
    ? { cell: structure.cell, xyz: structure.xyz }
    : inStandardBox(structure, options.margin);
  const fractions = fractional(xyz, cell);
  const order = poscarOrder(structure);
  const counts = structure.symbols.map((_, k) =>
    structure.element.reduce((sum, kind) => sum + (kind === k ? 1 : 0), 0),
  );
  const lines = [titleOf(structure), "1.0"];
  for (let r = 0; r < 3; r++)
    lines.push([0, 1, 2].map((k) => cell[3 * r + k]!.toFixed(10).padStart(18)).join(""));
  lines.push(structure.symbols.join(" "), counts.join(" "), "Direct");
  for (const i of order) {
    const place = [0, 1, 2].map((k) => fractions[3 * i + k]!.toFixed(12).padStart(18)).join("");
    lines.push(`${place}  ${symbolOf(structure, i)} ${i + 1}`);
  }
  return `${lines.join("\n")}\n`;
}

function problem(
  what: string,
  found: string,
  expected: string,
  file: string,
  line: number,
  remedy?: string,
): InputError {
  return new InputError({
    what,
    found,
    expected,
    ...(remedy === undefined ? {} : { remedy }),
    place: { file, line },
  });
}

/** The cell with its scale: one factor, a negative volume, or three factors for x, y and z. */
function readCell(lines: readonly string[], file: string): { cell: Float64Array; scale: readonly number[] } {
  const factors = wordsOf(lines[1]!).map((word) => readFinite(word, "the scale", file, 2));
  if (factors.length !== 1 && factors.length !== 3)
    throw problem("the scale cannot be read", `"${lines[1]}"`, "one number or three", file, 2);
  const raw: number[] = [];
  for (let r = 0; r < 3; r++) pushPosition(raw, wordsOf(lines[2 + r]!), 0, file, 3 + r);
  const volume = Math.abs(cellVolume(Float64Array.from(raw)));
  if (!(volume > 1e-9) || factors.includes(0))
    throw problem("the cell encloses no space", "a volume of 0", "three vectors not in a plane", file, 3);
  const one = factors[0]! < 0 ? Math.cbrt(-factors[0]! / volume) : factors[0]!;
  const scale = factors.length === 3 ? factors : [one, one, one];
  return { cell: Float64Array.from(raw, (value, i) => value * scale[i % 3]!), scale };
}

/** Symbols and counts; the symbols of VASP 5 may carry a hash of the potential ("Pb_d/1a2b", "Cs_sv"). */
function readKinds(lines: readonly string[], file: string): { symbols: string[]; next: number } {
  const words = wordsOf(lines[5]!);
  if (words.every((word) => wholeNumber(word) !== undefined)) {
    throw problem(
      "the POSCAR names no elements (VASP 4)",
      `counts "${lines[5]!.trim()}"`,
      "a line of symbols before the counts",
      file,
      6,
      `insert a line with ${words.length === 1 ? "the symbol" : `${words.length} symbols`}, for example "Pb S"`,
    );
  }
  const kinds = words.map((word) => readElement(word.split(/[_/]/u)[0]!, file, 6));
  const counts = wordsOf(lines[6] ?? "").map((word) => wholeNumber(word));
  if (counts.length !== kinds.length || counts.some((count) => count === undefined || count < 1)) {
    const expected = `${kinds.length} whole numbers above 0`;
    throw problem("the counts do not fit the symbols", `"${lines[6] ?? ""}"`, expected, file, 7);
  }
  return { symbols: kinds.flatMap((kind, k) => Array.from({ length: counts[k]! }, () => kind)), next: 7 };
}

function read(text: string, file: string): Structure {
  const lines = linesOf(text);
  if (lines.length < 8)
    throw truncated(
      file,
      lines.length,
      `${lines.length} lines`,
      "a title, scale, cell, symbols, counts and atoms",
    );
  const { cell, scale } = readCell(lines, file);
  const { symbols, next } = readKinds(lines, file);
  const mode = /^\s*s/iu.test(lines[next] ?? "") ? next + 1 : next;
  const kind = lines[mode]?.trim().charAt(0).toLowerCase() ?? "";
  if (!/^[dkc]$/u.test(kind))
    throw problem(
      "the kind of coordinates is not stated",
      `"${lines[mode] ?? ""}"`,
      "Direct or Cartesian",
      file,
      mode + 1,
    );
  const from = mode + 1;
  if (lines.length < from + symbols.length) {
    const found = `${lines.length - from} positions`;
    throw truncated(file, lines.length, found, `${symbols.length}, as the counts say`);
  }
  const after = lines[from + symbols.length];
  // Velocities may follow, after a blank line or a line that names their kind; a further position is one too many.
  if (after !== undefined && /^\s*[-+.\d]/u.test(after)) {
    const expected = `${symbols.length} positions, as line 7 says`;
    throw problem(
      "more positions follow than the counts say",
      `"${after.trim()}"`,
      expected,
      file,
      from + symbols.length + 1,
    );
  }
  const places: number[] = [];
  symbols.forEach((symbol, i) => {
    const [words, line] = [wordsOf(lines[from + i]!), from + i + 1];
    pushPosition(places, words, 0, file, line);
    const label = knownElement(words.slice(3).find((word) => !/^[TF]$/u.test(word)) ?? "");
    if (label !== undefined && label !== symbol)
      throw problem("the label of a position is not the element of its group", label, symbol, file, line);
  });
  const xyz = kind === "d" ? cartesianOf(places, cell) : places.map((value, i) => value * scale[i % 3]!);
  return structureOf({ title: lines[0]!.trim(), symbols, xyz, cell });
}

/**
 * VASP POSCAR (version 5), Angstrom. Written with fractional coordinates (twelve decimals) grouped by element; behind each
 * position stand its element and its number, from 1, in the structure it came from (`poscarOrder`), which VASP ignores. Read
 * in Direct or Cartesian form, with any scale and with selective dynamics (the flags are left out). A dot is written in a box.
 * Source: VASP Wiki, POSCAR.
 */
export const poscarFormat: StructureFormat = {
  name: "poscar",
  extensions: ["poscar", "vasp"],
  label: "VASP POSCAR",
  reads: "elements and places, direct or cartesian, with the cell",
  detect: (text, fileName) => {
    if (/(?:^|[/\\])(?:POSCAR|CONTCAR)[^/\\]*$/u.test(fileName)) return true;
    const lines = linesOf(text.slice(0, 4000));
    const numbers = (at: number): boolean =>
      /^\s*[-+]?[\d.]+(?:e[-+]?\d+)?(?:\s+[-+]?[\d.]+(?:e[-+]?\d+)?){2}\s*$/iu.test(lines[at] ?? "");
    const kinds = /^\s*(?:[A-Z]\S*\s*)+$/u.test(lines[5] ?? "") && /^\s*(?:\d+\s*)+$/u.test(lines[6] ?? "");
    return /^\s*[-\d.]+/u.test(lines[1] ?? "") && numbers(2) && numbers(3) && numbers(4) && kinds;
  },
  read,
  write,
};

import { InputError } from "@oleate/core";
import { isMissing, readNumber } from "../number.ts";
import { cutLine } from "./block-header.ts";

/** A line of text and where it stands, from 1. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/** Character between cells; " " stands for a run of spaces or tabs. */
export type BlockDelimiter = "\t" | ";" | "," | " ";

/** A second run of so many lines of numbers cannot be a remark of the instrument. */
const SECOND_RUN = 3;

/** Lines above the numbers that a spoilt row may hide in. */
const LINES_ABOVE = 3;

/** True for a line whose first cell is a number, and whose others are numbers or empty, one of them a number. */
export function isNumeric(cells: readonly string[], fewest: number): boolean {
  if (cells.length < fewest || !isNumber(cells[0]!)) return false;
  let numbers = 1;
  for (let c = 1; c < cells.length; c++) {
    if (isNumber(cells[c]!)) numbers++;
    else if (!isMissing(cells[c]!)) return false;
  }
  return numbers >= fewest;
}

/** True for a cell that holds a number, with a decimal point or comma. */
export function isNumber(cell: string): boolean {
  // "1," is a number and a delimiter, not one and nothing.
  return !cell.endsWith(",") && !Number.isNaN(readNumber(cell, true));
}

/** True for a line of nothing but blanks. */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** True for a line that # or % marks as a remark. */
export function isComment(text: string): boolean {
  return /^\s*[#%]/u.test(text);
}

/** Refuses a row of numbers that is spoilt by text, or numbers that go on after a line of text. @throws InputError with the line */
export function checkEnd(
  lines: readonly string[],
  from: number,
  delimiter: BlockDelimiter,
  width: number,
  fewest: number,
  file: string,
): void {
  const cells = cutLine(lines[from] ?? "", delimiter);
  const bad = cells.findIndex((cell) => !isNumber(cell) && !isMissing(cell));
  if (bad > 0 && cells.length === width && isNumber(cells[0]!)) {
    throw new InputError({
      what: "a cell among the numbers holds no number",
      found: `"${cells[bad]!.slice(0, 40)}"`,
      expected: "a number or an empty cell",
      remedy: "correct the cell, or empty it",
      place: { file, line: from + 1, column: bad + 1 },
    });
  }
  let run = 0;
  for (let i = from; i < lines.length; i++) {
    if (isBlank(lines[i]!)) continue;
    const row = cutLine(lines[i]!, delimiter);
    run = row.length === width && isNumeric(row, fewest) ? run + 1 : 0;
    if (run < SECOND_RUN) continue;
    throw new InputError({
      what: "the rows of numbers are interrupted",
      found: `"${lines[from]!.trim().slice(0, 40)}", and rows of numbers after it`,
      remedy: "put each table into a file of its own, or take the line out",
      place: { file, line: from + 1 },
    });
  }
}

/** Refuses numbers that begin before the run and are cut off from it by a spoilt line. @throws InputError with the line */
export function checkBegin(
  above: readonly TextLine[],
  delimiter: BlockDelimiter,
  width: number,
  file: string,
): void {
  for (const { line, text } of above.slice(-LINES_ABOVE)) {
    const cells = cutLine(text, delimiter);
    if (isComment(text) || cells.length !== width || !isNumber(cells[0]!)) continue;
    const bad = cells.findIndex((cell) => !isNumber(cell) && !isMissing(cell));
    throw new InputError({
      what: bad < 0 ? "the rows of numbers are interrupted" : "a cell among the numbers holds no number",
      found: `"${(bad < 0 ? (above.at(-1)?.text ?? "") : cells[bad]!).slice(0, 40)}"`,
      expected: "rows of numbers without other lines among them",
      remedy: "correct the line, or take it out",
      place: { file, line: bad < 0 ? above.at(-1)!.line : line },
    });
  }
}

import { InputError } from "@oleate/core";
import { hasDecimalComma, hasDecimalPoint, isMissing, readNumber } from "../number.ts";
import { cutLine, headerCells } from "./block-header.ts";
import {
  type BlockDelimiter,
  checkBegin,
  checkEnd,
  isBlank,
  isComment,
  isNumeric,
  type TextLine,
} from "./block-rows.ts";

/** The longest run of lines of numbers in a text, and what stands around it. */
export interface NumberBlock {
  readonly delimiter: BlockDelimiter;
  /** One array a column; NaN where a cell is empty. */
  readonly columns: readonly Float64Array[];
  /** Most decimals, and most significant digits, that a cell of the column is written with. */
  readonly decimals: readonly number[];
  readonly digits: readonly number[];
  /** Line of every row, from 1. */
  readonly lineOfRow: readonly number[];
  /** Lines of names above the numbers, lowest first, each as wide as the numbers; empty where there is none. */
  readonly headers: readonly (readonly string[])[];
  /** Lines before the numbers, headers included, and after them; blank ones are left out. */
  readonly preamble: readonly TextLine[];
  readonly trailer: readonly TextLine[];
  readonly notes: readonly string[];
}

const DELIMITERS: readonly BlockDelimiter[] = ["\t", ";", " ", ","];

/** Lines looked at to find the delimiter. */
const SAMPLE_LINES = 3000;

/** Cells of the widest table that is read; text within the limit of size holds fewer, unless rows are very unequal. */
const MOST_CELLS = 2 ** 25;

const AMBIGUOUS = /^[-+\u2212\u2013]?[1-9]\d{0,2},\d{3}$/u;

/** Longest run of numeric lines among the first `limit`: first line (from 0) and how many rows. */
function longestRun(
  lines: readonly string[],
  delimiter: BlockDelimiter,
  fewest: number,
  limit: number,
): { start: number; rows: number } {
  let best = { start: -1, rows: 0 };
  let run = { start: -1, rows: 0 };
  for (let i = 0; i < Math.min(lines.length, limit); i++) {
    if (isBlank(lines[i]!) || isComment(lines[i]!)) continue;
    if (!isNumeric(cutLine(lines[i]!, delimiter), fewest)) {
      run = { start: -1, rows: 0 };
      continue;
    }
    run = { start: run.rows === 0 ? i : run.start, rows: run.rows + 1 };
    if (run.rows > best.rows) best = run;
  }
  return best;
}

/** Decimals and significant digits of a written number. */
function writtenDigits(cell: string): readonly [number, number] {
  const match = /^[-+\u2212\u2013]?(\d*)[.,]?(\d*)(?:[eEdD]([-+\u2212]?\d+))?$/u.exec(cell);
  if (!match) return [0, 0];
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const significant = (whole + fraction).replace(/^0+/u, "").length;
  return [Math.max(0, fraction.length - Number(exponent.replace("\u2212", "-"))), significant];
}

interface Growing {
  values: number[];
  decimals: number;
  digits: number;
}

function notes(decimalComma: boolean, trailer: readonly TextLine[], short: number | undefined): string[] {
  return [
    ...(decimalComma ? ["numbers are written with a decimal comma: 1,5 is read as 1.5"] : []),
    ...(short === undefined
      ? []
      : [`line ${short}, the last of the numbers, has fewer cells than the others`]),
    ...(trailer.length > 0
      ? [`${trailer.length} lines after the numbers, from line ${trailer[0]!.line}, are left out`]
      : []),
  ];
}

/** Where decimal commas and points were seen; `sure` where a comma cannot part thousands. */
interface DecimalSigns {
  readonly comma: TextLine | undefined;
  readonly point: TextLine | undefined;
  readonly sure: boolean;
}

/** Reads the rows of a run. @throws InputError with the line for a row too wide, of another length, or a number too large */
function readRows(
  lines: readonly string[],
  run: { readonly start: number; readonly rows: number },
  delimiter: (typeof DELIMITERS)[number],
  file: string,
): {
  readonly columns: readonly Growing[];
  readonly lineOfRow: number[];
  /** Index of the last line of the run. */
  readonly end: number;
  /** Line of the last row, where that has fewer cells than the others. */
  readonly short: number | undefined;
  readonly decimal: DecimalSigns;
} {
  const columns: Growing[] = [];
  const lineOfRow: number[] = [];
  let end = run.start;
  let comma: TextLine | undefined;
  let sure = false;
  let point: TextLine | undefined;
  let short: number | undefined;
  for (let i = run.start; lineOfRow.length < run.rows; i++) {
    const line = lines[i]!;
    if (isBlank(line) || isComment(line)) continue;
    const cells = cutLine(line, delimiter);
    const row = lineOfRow.length;
    if (row > 0 && delimiter === " " && cells.length !== columns.length && row < run.rows - 1) {
      throw new InputError({
        what: "a row has another number of cells than the rows before it",
        found: `${cells.length} cells`,
        expected: `${columns.length}`,
        remedy: "delimit by tab, comma or semicolon where cells are empty",
        place: { file, line: i + 1 },
      });
    }
    if (cells.length > columns.length && cells.length * run.rows > MOST_CELLS) {
      throw new InputError({
        what: "the table is too wide for its length",
        found: `${run.rows} rows, and ${cells.length} cells on this one`,
        remedy: "take out the long row, or split the file",
        place: { file, line: i + 1 },
      });
    }
    short = cells.length < columns.length ? i + 1 : undefined;
    cells.forEach((cell, c) => {
      if (c >= columns.length)
        columns.push({ values: new Array<number>(row).fill(Number.NaN), decimals: 0, digits: 0 });
      const column = columns[c]!;
      if (hasDecimalComma(cell)) {
        comma ??= { line: i + 1, text: cell };
        sure ||= !AMBIGUOUS.test(cell);
      } else if (hasDecimalPoint(cell)) point ??= { line: i + 1, text: cell };
      const value = isMissing(cell) ? Number.NaN : readNumber(cell, true);
      if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
        throw new InputError({
          what: "a number is too large",
          found: cell,
          place: { file, line: i + 1, column: c + 1 },
        });
      }
      const [decimals, digits] = writtenDigits(cell);
      column.decimals = Math.max(column.decimals, decimals);
      column.digits = Math.max(column.digits, digits);
      column.values.push(value);
    });
    for (let c = cells.length; c < columns.length; c++) columns[c]!.values.push(Number.NaN);
    lineOfRow.push(i + 1);
    end = i;
  }
  return { columns, lineOfRow, end, short, decimal: { comma, point, sure } };
}

/** Refuses commas that may be decimal or not. @throws InputError with the line */
function checkDecimals({ comma, point, sure }: DecimalSigns, file: string): void {
  if (comma && point) {
    throw new InputError({
      what: "the file writes numbers both with a decimal comma and with a decimal point",
      found: `a comma on line ${comma.line}, a point on line ${point.line}`,
      remedy: "use one of them throughout",
      place: { file, line: Math.max(comma.line, point.line) },
    });
  }
  if (comma && !sure) {
    throw new InputError({
      what: "a comma in a number may be a decimal sign or part thousands",
      found: comma.text,
      remedy: "write the numbers with a decimal point and without commas between thousands",
      place: { file, line: comma.line },
    });
  }
}

/**
 * Finds the table in an instrument's text export: the longest run of lines of numbers, whatever stands above and below.
 * Tab, semicolon, spaces or comma delimit; a decimal comma is read where the comma does not delimit; blank lines and
 * lines beginning with # or % are passed over; rows may end early where columns are of unequal length. undefined where
 * no `fewestRows` lines of `fewestColumns` numbers follow each other.
 * @throws InputError with the line for a row spoilt by text, rows interrupted by text, or commas that may be decimal or not
 */
export function findNumberBlock(
  text: string,
  file: string,
  fewestColumns = 2,
  fewestRows = 3,
): NumberBlock | undefined {
  const lines = text.split(/\r\n|\n|\r/u);
  const trials = DELIMITERS.map((delimiter) => ({
    delimiter,
    rows: longestRun(lines, delimiter, fewestColumns, SAMPLE_LINES).rows,
  }));
  // The sort is stable: what is equal stays in the order of DELIMITERS.
  const { delimiter } = trials.toSorted((a, b) => b.rows - a.rows)[0]!;
  const run = longestRun(lines, delimiter, fewestColumns, Number.POSITIVE_INFINITY);
  if (run.rows < fewestRows) return undefined;
  const { columns, lineOfRow, end, short, decimal } = readRows(lines, run, delimiter, file);
  checkDecimals(decimal, file);
  let next = end + 1;
  while (next < lines.length && isBlank(lines[next]!)) next++;
  checkEnd(lines, next, delimiter, columns.length, fewestColumns, file);
  const kept = (from: number, to: number): TextLine[] =>
    lines
      .slice(from, to)
      .flatMap((one, i) => (isBlank(one) ? [] : [{ line: from + i + 1, text: one.trimEnd() }]));
  const preamble = kept(0, run.start);
  checkBegin(preamble, delimiter, columns.length, file);
  const trailer = kept(next, lines.length).filter((one) => !/^[\s,;]*$/u.test(one.text));
  // The last row of a column of equal length may have been cut; columns that end early do so for several rows.
  const cut =
    short !== undefined &&
    columns.some(
      ({ values }) => Number.isFinite(values[run.rows - 2]) && Number.isNaN(values[run.rows - 1]!),
    );
  return {
    delimiter,
    columns: columns.map(({ values }) => Float64Array.from(values)),
    decimals: columns.map(({ decimals }) => decimals),
    digits: columns.map(({ digits }) => digits),
    lineOfRow,
    headers: headerCells(
      preamble.map((one) => one.text),
      delimiter,
      columns.length,
      delimiter === " " ? columns.length : lines[run.start]!.split(delimiter).length,
    ),
    preamble,
    trailer,
    notes: notes(decimal.comma !== undefined, trailer, cut ? short : undefined),
  };
}

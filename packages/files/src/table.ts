import { type Complaint, InputErrors, type Table, type TableColumn } from "@oleate/core";
import { decodeText, type ReadOptions } from "./decode.ts";
import { isUnit, splitHeader } from "./header.ts";
import { hasDecimalComma, hasDecimalPoint, hasGroupedThousands, isMissing, readNumber } from "./number.ts";
import { type DelimitedRecord, type Records, readRecords } from "./records.ts";
import { firstSheetText, isZip } from "./xlsx.ts";

/** Problems listed in one report; a file with more has one cause. */
const MOST_COMPLAINTS = 50;

/** Throws the problems found, if any, the first MOST_COMPLAINTS of them. */
export function throwComplaints(complaints: readonly Complaint[]): void {
  if (complaints.length === 0) return;
  const left = complaints.length - MOST_COMPLAINTS;
  const shown = complaints.slice(0, MOST_COMPLAINTS);
  throw new InputErrors(
    left > 0 ? [...shown, { what: `${left} more problems of this kind are not listed` }] : shown,
  );
}

/** Columns in which at least one cell, header included, is not empty. */
function usedColumns(header: readonly string[], rows: readonly DelimitedRecord[]): number[] {
  return header
    .map((_, c) => c)
    .filter((c) => header[c] !== "" || rows.some(({ cells }) => (cells[c] ?? "") !== ""));
}

/** Joins "c", "(mM)" and "c", "/", "mM", which runs of spaces cut apart, when that makes the header fit the rows. */
function joinUnits(header: readonly string[], rows: readonly DelimitedRecord[]): readonly string[] {
  if (header.length === rows[0]?.cells.length) return header;
  const joined: string[] = [];
  header.forEach((cell, i) => {
    const bracketed = /^[([](.+)[)\]]$/u.exec(cell)?.[1];
    const belongs = cell === "/" || header[i - 1] === "/" || (bracketed !== undefined && isUnit(bracketed));
    if (belongs && joined.length > 0) joined.push(`${joined.pop()!} ${cell}`);
    else joined.push(cell);
  });
  return joined.length === rows[0]?.cells.length ? joined : header;
}

/** Problems of the header line. */
function checkHeader(
  header: readonly string[],
  used: readonly number[],
  line: number,
  file: string,
): Complaint[] {
  const place = { file, line };
  const filled = header.filter((cell) => cell !== "");
  if (filled.every((cell) => Number.isFinite(readNumber(cell, true)))) {
    const found = filled.slice(0, 4).join(", ");
    return [
      {
        what: "the header line is missing",
        found,
        expected: "a name for every column",
        remedy: "write the names, with units, on a line above the numbers",
        place,
      },
    ];
  }
  const complaints: Complaint[] = [];
  const seen = new Map<string, number>();
  for (const c of used) {
    const name = header[c]!;
    const earlier = seen.get(name);
    if (name === "") {
      complaints.push({
        what: `column ${c + 1} has no name`,
        expected: "a name in the header line",
        place: { ...place, column: c + 1 },
      });
    } else if (earlier !== undefined) {
      const found = `column ${earlier + 1} and column ${c + 1}`;
      complaints.push({
        what: `two columns are named \`${name}\``,
        found,
        remedy: "give each column its own name",
        place: { ...place, column: c + 1 },
      });
    } else {
      seen.set(name, c);
    }
  }
  return complaints;
}

function checkRows(
  rows: readonly DelimitedRecord[],
  width: number,
  headerLine: number,
  file: string,
): Complaint[] {
  if (rows.length === 0) {
    return [
      {
        what: "the table has no rows",
        expected: "rows of numbers below the header",
        place: { file, line: headerLine },
      },
    ];
  }
  return rows
    .filter(({ cells }) => cells.length < width || cells.slice(width).some((cell) => cell !== ""))
    .map(({ cells, line }) => ({
      what: "a row has another number of cells than the header",
      found: `${cells.length} cells`,
      expected: `${width}`,
      remedy: "leave a cell empty between its delimiters where nothing was measured",
      place: { file, line },
    }));
}

/** True for 1,234, which may be a thousand or a little more than one; 0,234 and 1,5 can only be the latter. */
function isAmbiguous(cell: string): boolean {
  return /^[-+\u2212\u2013]?[1-9]\d{0,2},\d{3}$/u.test(cell);
}

/** Decides whether the file writes 1,5 for 1.5, and finds cells that cannot be read either way. */
function checkDecimals(
  found: Records,
  rows: readonly DelimitedRecord[],
  file: string,
): { decimalComma: boolean; complaints: Complaint[] } {
  const complaints: Complaint[] = [];
  let comma: DelimitedRecord | undefined;
  let sure = false;
  let point: DelimitedRecord | undefined;
  for (const row of rows) {
    row.cells.forEach((cell, c) => {
      const place = { file, line: row.line, column: c + 1 };
      if (found.delimiter !== "," && hasDecimalComma(cell)) {
        comma ??= row;
        sure ||= !isAmbiguous(cell);
      }
      if (point === undefined && hasDecimalPoint(cell)) point = row;
      if (hasGroupedThousands(cell)) {
        complaints.push({
          what: "a number has a sign between thousands",
          found: cell,
          remedy: "write it without: 1234.5",
          place,
        });
      } else if (
        readNumber(cell, true) === Number.POSITIVE_INFINITY ||
        readNumber(cell, true) === Number.NEGATIVE_INFINITY
      ) {
        complaints.push({
          what: "a number is too large",
          found: cell,
          expected: "below 1.8e308 in size",
          place,
        });
      }
    });
  }
  if (comma && point) {
    complaints.push({
      what: "the file writes numbers both with a decimal comma and with a decimal point",
      found: `a comma on line ${comma.line}, a point on line ${point.line}`,
      remedy: "use one of them throughout",
      place: { file, line: Math.max(comma.line, point.line) },
    });
  }
  if (comma && !point && !sure) {
    complaints.push({
      what: "a comma in a number may be a decimal sign or part thousands",
      found: comma.cells.find(isAmbiguous)!,
      remedy: "write the numbers with a decimal point and without commas between thousands",
      place: { file, line: comma.line },
    });
  }
  return { decimalComma: comma !== undefined, complaints };
}

/** A table with what was assumed in reading it, in words. */
export interface NotedTable extends Table {
  readonly notes: readonly string[];
}

/**
 * Reads a data file as columns. Comma, tab, semicolon or runs of spaces delimit; a decimal comma is read where the
 * comma does not delimit; quoted cells follow RFC 4180; lines beginning with # or % and blank lines are skipped. The
 * first line left is the header, units are taken from it (see splitHeader). Text columns are kept: their values are
 * NaN. Columns without a name and without a cell are dropped. 1,234 as the only kind of comma is refused: it may be
 * 1.234 or 1234.
 * @throws InputError for bytes that are no text (see decodeText) or hold no table; InputErrors with every line that is
 * wrong: missing header, unnamed or doubled columns, rows of another length, unclosed quotes, unreadable numbers
 */
export function readTable(bytes: Uint8Array, file: string, options: ReadOptions = {}): NotedTable {
  const text = isZip(bytes) ? firstSheetText(bytes, file) : decodeText(bytes, file, options);
  const found = readRecords(text, file);
  const [first, ...rows] = found.records;
  const header = found.delimiter === " " ? joinUnits(first!.cells, rows) : first!.cells;
  const used = usedColumns(header, rows);
  const decimals = checkDecimals(found, rows, file);
  throwComplaints([
    ...found.complaints,
    ...checkHeader(header, used, first!.line, file),
    ...checkRows(rows, header.length, first!.line, file),
    ...decimals.complaints,
  ]);
  const parts = used.map((c) => splitHeader(header[c]!));
  const bearers = new Map<string, number>();
  for (const { name } of parts) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  const columns = used.map((c, i): TableColumn => {
    const { name, unit } = parts[i]!;
    // "shift (ppm)" beside "shift (Hz)": each keeps its whole header as its name.
    const alone = bearers.get(name) === 1;
    const text = rows.map(({ cells }) => cells[c]!);
    const values = Float64Array.from(text, (cell) =>
      isMissing(cell) ? Number.NaN : readNumber(cell, decimals.decimalComma),
    );
    return { header: header[c]!, name: alone ? name : header[c]!, unit, text, values };
  });
  const notes = decimals.decimalComma ? ["numbers are written with a decimal comma: 1,5 is read as 1.5"] : [];
  return { file, columns, rowCount: rows.length, lineOfRow: rows.map(({ line }) => line), notes };
}

/** One complaint for every cell of a column below 0; missing cells pass. */
export function negativeCells(column: TableColumn, table: Table): Complaint[] {
  return table.lineOfRow.flatMap((line, row): Complaint[] => {
    if (!(column.values[row]! < 0)) return [];
    const what = `column \`${column.header}\` is negative`;
    return [{ what, found: column.text[row]!, expected: "0 or more", place: { file: table.file, line } }];
  });
}

/** One complaint for every filled cell that is no number and, with `complete`, for every empty one. */
export function unreadableCells(column: TableColumn, table: Table, complete: boolean): Complaint[] {
  return table.lineOfRow.flatMap((line, row): Complaint[] => {
    const text = column.text[row]!;
    if (Number.isFinite(column.values[row]!) || (!complete && isMissing(text))) return [];
    return [
      {
        what: `column \`${column.header}\` holds no number`,
        found: `"${text.slice(0, 40)}"`,
        expected: complete ? "a number in every row" : "a number or an empty cell",
        place: { file: table.file, line },
      },
    ];
  });
}

/**
 * Refuses a column that holds a negative number, as a concentration, a volume or a dose must not; missing cells pass.
 * @throws InputErrors with every line
 */
export function requireNonNegative(column: TableColumn, table: Table): void {
  throwComplaints(negativeCells(column, table));
}

/**
 * Refuses a column in which a cell that is not empty is no number, or, with `complete`, in which a cell is empty.
 * @throws InputErrors with every line
 */
export function requireNumbers(column: TableColumn, table: Table, complete: boolean): void {
  throwComplaints(unreadableCells(column, table, complete));
}

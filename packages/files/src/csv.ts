import { InputError } from "@oleate/core";

/** A column to write: its header as it shall stand, and numbers or texts, one a row. */
export interface CsvColumn {
  readonly header: string;
  readonly values: Float64Array | readonly number[] | readonly string[];
}

/** An empty cell that keeps its row from being blank. */
const EMPTY_CELL: string = '""';

/** Quotes a cell that a reader could cut apart, take for a comment, or lose. */
function quoted(text: string): string {
  return /[",;\s#%]/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text;
}

/** Shortest digits that read back to the same double; a missing value is an empty cell. */
function cellText(value: number | string | undefined, place: string): string {
  if (typeof value === "string") return quoted(value);
  if (value === undefined || Number.isNaN(value)) return "";
  if (!Number.isFinite(value)) {
    throw new InputError({
      what: "an infinite number cannot be written to a table",
      found: `${value} in ${place}`,
    });
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

/**
 * Writes columns as comma-separated text (RFC 4180 quoting, line feeds): every finite double reads back to itself,
 * NaN becomes an empty cell.
 * @throws InputError for columns of unequal length, an infinite number, or no column
 */
export function writeCsv(columns: readonly CsvColumn[]): string {
  const rows = columns[0]?.values.length ?? 0;
  const odd = columns.find(({ values }) => values.length !== rows);
  if (columns.length === 0) throw new InputError({ what: "a table to be written has no columns" });
  if (odd) {
    const found = `${odd.values.length} rows in \`${odd.header}\`, ${rows} in \`${columns[0]!.header}\``;
    throw new InputError({ what: "columns of unequal length cannot be written as a table", found });
  }
  const lines: string[] = [columns.map(({ header }) => quoted(header)).join(",")];
  for (let row = 0; row < rows; row++) {
    const cells: string[] = columns.map(({ header, values }) =>
      cellText(values[row], `\`${header}\`, row ${row + 1}`),
    );
    // A row of empty cells would be skipped as blank when read.
    if (!cells.some((text) => text !== "")) cells[0] = EMPTY_CELL;
    lines.push(cells.join(","));
  }
  return `${lines.join("\n")}\n`;
}

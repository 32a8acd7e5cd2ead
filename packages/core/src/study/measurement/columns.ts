import { type Complaint, InputError, nearestNames, type Place } from "../../errors.ts";
import type { Table, TableColumn } from "../table.ts";

/** The column of that name or header. @throws InputError with file and nearest headers */
export function columnOf(table: Table, name: string, place: Place): TableColumn {
  const wanted = name.trim().toLowerCase();
  const found = table.columns.find(
    (column) => column.header.toLowerCase() === wanted || column.name.toLowerCase() === wanted,
  );
  if (found) return found;
  const known = table.columns.map((column) => column.header);
  throw new InputError({
    what: `${table.file} has no column \`${name}\``,
    found: known.map((header) => `\`${header}\``).join(", "),
    remedy: `nearest: ${nearestNames(name, known, 1).join(", ")}`,
    place,
  });
}

/** What is wrong with one cell; null for a number that may stand there. */
export function cellComplaint(
  table: Table,
  column: TableColumn,
  row: number,
  allowNegative: boolean,
): Complaint | null {
  const value = column.values[row]!;
  const place = { file: table.file, line: table.lineOfRow[row]! };
  if (!Number.isFinite(value)) {
    return {
      what: `column \`${column.header}\` holds no number`,
      found: `"${column.text[row]}"`,
      expected: "a number",
      remedy: "mend the cell, or leave the row out with `rows:`",
      place,
    };
  }
  if (value < 0 && !allowNegative) {
    return {
      what: `column \`${column.header}\` is negative`,
      found: column.text[row]!,
      expected: "0 or more: it is a concentration or a count",
      place,
    };
  }
  return null;
}

/** Numbers of a column in these rows. @throws InputError for a cell that holds none, or a negative one where none may be */
export function numbers(
  table: Table,
  column: TableColumn,
  rows: readonly number[],
  allowNegative: boolean,
): Float64Array {
  return Float64Array.from(rows, (row) => {
    const complaint = cellComplaint(table, column, row, allowNegative);
    if (complaint) throw new InputError(complaint);
    return column.values[row]!;
  });
}

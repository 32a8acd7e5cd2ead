import { type Complaint, OleateError, type Place } from "../../errors.ts";
import { DECAY_OBSERVABLE } from "../../optics/index.ts";
import type { MeasurementFile } from "../schema/index.ts";
import type { Table } from "../table.ts";
import { cellComplaint, columnOf } from "./columns.ts";
import { variationOf } from "./variations.ts";

/** Cells of one column reported one by one; a column of text would fill the screen. */
const MOST_CELLS = 10;

/** Names of all data files a measurement reads. */
export function measurementFiles({ file, histograms, responseFile }: MeasurementFile): readonly string[] {
  const more = histograms === undefined ? [] : typeof histograms === "string" ? [histograms] : histograms;
  return [file, ...more, ...(responseFile === undefined ? [] : [responseFile])];
}

/** Data rows a measurement uses, counted from 0, without those the table does not have. */
function rowsOf(file: MeasurementFile, table: Table): number[] {
  return (file.rows?.map((row) => row - 1) ?? table.lineOfRow.map((_, row) => row)).filter(
    (row) => row < table.rowCount,
  );
}

/** Rows (counted from 1, as in `rows:`) whose cells are all sound, by columns named in `against`, `column`, `columns`. */
export function soundRows(file: MeasurementFile, table: Table): readonly number[] {
  const used = usedColumns(file);
  return rowsOf(file, table)
    .filter((row) =>
      used.every(({ header, allowNegative, isText }) => {
        if (isText) return true;
        const wanted = header.trim().toLowerCase();
        const column = table.columns.find(
          ({ header: full, name }) => full.toLowerCase() === wanted || name.toLowerCase() === wanted,
        );
        return !column || cellComplaint(table, column, row, allowNegative) === null;
      }),
    )
    .map((row) => row + 1);
}

/** Columns a measurement reads, where in the study each is named, and whether it may be negative. */
function usedColumns(file: MeasurementFile): readonly {
  readonly header: string;
  readonly path: (string | number)[];
  readonly allowNegative: boolean;
  /** True where the cells are names. */
  readonly isText?: boolean;
}[] {
  return [
    ...Object.entries(file.against ?? {}).map(([name, header]) => ({
      header,
      path: ["against", name],
      allowNegative: variationOf(name).allowNegative,
    })),
    ...(file.pipetted
      ? [{ header: file.pipetted.added, path: ["pipetted", "added"], allowNegative: false }]
      : []),
    ...(file.column === undefined
      ? []
      : [
          {
            header: file.column,
            path: ["column"],
            allowNegative: true,
            isText: file.observable === DECAY_OBSERVABLE.name,
          },
        ]),
    ...(file.columns ?? []).map((header, i) => ({ header, path: ["columns", i], allowNegative: true })),
  ];
}

/** Everything wrong with a measurement's file and columns, found without the model. */
export function columnComplaints(
  file: MeasurementFile,
  tables: ReadonlyMap<string, Table>,
  at: (...path: (string | number)[]) => Place,
): readonly Complaint[] {
  const table = tables.get(file.file);
  if (!table) {
    return [
      {
        what: `the data file ${file.file} is not in the study's folder`,
        remedy: "put it beside study.yaml, or mend its name",
        place: at("file"),
      },
    ];
  }
  const complaints: Complaint[] = [];
  for (const [i, row] of (file.rows ?? []).entries()) {
    if (row > table.rowCount) {
      complaints.push({
        what: `${table.file} has no row ${row}`,
        found: `${table.rowCount} rows`,
        remedy: "mend `rows:`",
        place: at("rows", i),
      });
    }
  }
  if (table.rowCount === 0)
    complaints.push({ what: `${table.file} has no data rows`, expected: "one or more", place: at("file") });
  const rows = rowsOf(file, table);
  for (const { header, path, allowNegative, isText } of usedColumns(file)) {
    try {
      const column = columnOf(table, header, at(...path));
      if (isText) continue;
      const bad = rows.flatMap((row) => cellComplaint(table, column, row, allowNegative) ?? []);
      complaints.push(...bad.slice(0, MOST_CELLS));
      if (bad.length > MOST_CELLS) {
        complaints.push({
          what: `column \`${column.header}\` has ${bad.length - MOST_CELLS} more cells like these`,
          place: bad[MOST_CELLS]!.place!,
        });
      }
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
      complaints.push(error.complaint);
    }
  }
  return complaints;
}

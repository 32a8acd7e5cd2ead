import type { Table } from "../table.ts";

/** A table of comma-separated text: `name (unit)` as header, `#` before comments, empty cells as no number. */
export function plainTable(file: string, text: string): Table {
  const lines = text
    .split("\n")
    .map((line, index) => ({ cells: line.trim().split(","), number: index + 1 }))
    .filter(({ cells }) => cells.join("") !== "" && !cells[0]!.startsWith("#"));
  const [head, ...rows] = lines;
  return {
    file,
    rowCount: rows.length,
    lineOfRow: rows.map(({ number }) => number),
    columns: head!.cells.map((header, column) => {
      const [, name, unit] = /^(.*?)(?: \((.*)\))?$/u.exec(header)!;
      const cells = rows.map((row) => row.cells[column]!);
      const values = Float64Array.from(cells, (cell) => (cell === "" ? Number.NaN : Number(cell)));
      return { header, name: name!, unit: unit ?? "", text: cells, values };
    }),
  };
}

/** Tables by file name, as a study is given them. */
export function plainTables(files: Readonly<Record<string, string>>): ReadonlyMap<string, Table> {
  return new Map(Object.entries(files).map(([file, text]) => [file, plainTable(file, text)]));
}

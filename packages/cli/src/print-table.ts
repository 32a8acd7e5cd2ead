import type { ResultTable } from "@oleate/core";

/** A result table on the terminal, columns aligned; names to the left, numbers to the right. */
export function printTable(table: Pick<ResultTable, "columns"> & Partial<ResultTable>): void {
  const cells = table.columns.map((column) => [
    `${column.name}${column.unit ? ` (${column.unit})` : ""}`,
    ...column.values.map((value) =>
      typeof value === "number"
        ? Number.isInteger(value)
          ? String(value)
          : value.toPrecision(4)
        : (value ?? ""),
    ),
  ]);
  const widths = cells.map((column) => Math.max(...column.map((cell) => cell.length)));
  const isText = table.columns.map((column) => column.values.every((value) => typeof value !== "number"));
  for (let row = 0; row < (cells[0]?.length ?? 0); row++) {
    const line = cells.map((column, i) =>
      isText[i] ? column[row]!.padEnd(widths[i]!) : column[row]!.padStart(widths[i]!),
    );
    process.stdout.write(`${line.join("  ").trimEnd()}\n`);
  }
}

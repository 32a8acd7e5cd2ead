import type { ResultTable } from "@oleate/core";

type Cell = number | string | null;

/** One table of names: what a machine gets, and the columns a reader gets of each entry. */
export interface Listing {
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  readonly columns: ResultTable["columns"];
}

/** Puts the cells of each entry under their headings; a heading is a name, or a name and a unit. */
export function listing<T>(
  rows: readonly T[],
  entry: (row: T) => Readonly<Record<string, unknown>>,
  columns: Readonly<Record<string, readonly [unit: string, cell: (row: T) => Cell]>>,
): Listing {
  return {
    entries: rows.map(entry),
    columns: Object.entries(columns).map(([name, [unit, cell]]) => ({ name, unit, values: rows.map(cell) })),
  };
}

/** The other names of an entry, less its formula, which has a column of its own. */
export function others({
  aliases,
  formula,
}: {
  readonly aliases: readonly string[];
  readonly formula?: string;
}): string {
  return aliases.filter((alias) => alias !== formula).join(", ");
}

import type { Table, TableColumn } from "@oleate/core";
import { findColumn } from "../../find-column.ts";
import { splitHeader } from "../../header.ts";
import { COLUMN_WORDS, plainWords } from "../words.ts";

/** Units that are none, in three languages: "(a.u.)", "[u.a.]", "/ w.E.", "(counts)". */
const ARBITRARY = /\s*[([/]\s*(?:a\.?\s*u|u\.?\s*a|w\.?\s*e|counts?|cps|1)\.?\s*[)\]]?$/iu;

/** True for a heading, without its unit, that is the English name or a German or French word for it. */
const isWordFor =
  (name: string) =>
  (written: string): boolean => {
    const plain = plainWords(written.replace(ARBITRARY, ""));
    return plain === name || COLUMN_WORDS.some(([one, words]) => one === name && words.includes(plain));
  };

/** The column of an English name, or of the German or French word for it. @throws InputError as findColumn */
export function namedColumn(table: Table, name: string): TableColumn {
  return findColumn(table, name, isWordFor(name));
}

/** True where the table has a column of that English name, or of the German or French word for it. */
export function hasColumn(table: Table, name: string): boolean {
  return table.columns.some(({ header }) => isWordFor(name)(splitHeader(header).name));
}

import { InputError, nearestNames } from "@oleate/core";
import { printJson } from "../print-json.ts";
import { printTable } from "../print-table.ts";
import { type Listing, listing } from "./list/listing.ts";
import { listTables } from "./list/tables.ts";

/** The tables themselves, for the one who names none. */
function listOfTables(): Listing {
  return listing(listTables, ({ name, what }) => ({ name, what }), {
    table: ["", ({ name }) => name],
    what: ["", ({ what }) => what],
  });
}

async function findListing(table: string): Promise<Listing> {
  const found = listTables.find(({ name }) => name === table);
  if (found) return (await found.load()).table();
  const names = listTables.map(({ name }) => name);
  throw new InputError({
    what: "there is no such list",
    found: `"${table}"`,
    expected: `one of ${names.join(", ")}`,
    remedy: `nearest: ${nearestNames(table, names).join(", ")}`,
  });
}

/**
 * `oleate list`: the names one can choose from, as a table or as JSON; without a table's name, the tables. Throws InputError for a
 * word that is no table.
 */
export async function list(
  table: string | undefined,
  options: { readonly json?: boolean } = {},
): Promise<number> {
  const { entries, columns } = table === undefined ? listOfTables() : await findListing(table);
  if (options.json) printJson(entries);
  else printTable({ columns });
  return 0;
}

import { InputError, nearestNames, type Table, type TableColumn } from "@oleate/core";
import { splitHeader } from "./header.ts";

/** Headers named in a message; a spectrum has hundreds. */
const MOST_NAMES = 12;

/** A name with case, spaces and square brackets taken off: "[Host] " and "host" are one. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[\s[\]]/gu, "");
}

/**
 * The column of that name: its header as written; else its header or name whatever the case, spaces and brackets, with
 * or without a unit ("guest" finds "Guest (mM)", "[h]" finds "[H] (mM)"); else the one whose name without its unit `isWord`
 * takes for another word of the same meaning.
 * @throws InputError with the nearest names when there is none, or when several columns fit
 */
export function findColumn(
  table: Table,
  wanted: string,
  isWord: (name: string) => boolean = () => false,
): TableColumn {
  const keys = new Set([bare(wanted), bare(splitHeader(wanted).name)]);
  const ways: readonly ((column: TableColumn) => boolean)[] = [
    ({ header }) => header === wanted,
    ({ name }) => name === wanted,
    ({ header }) => bare(header) === bare(wanted),
    ({ name }) => keys.has(bare(name)),
    // "shift (ppm)" beside "shift (Hz)" keep their headers as names.
    ({ header }) => keys.has(bare(splitHeader(header).name)),
    ({ header }) => isWord(splitHeader(header).name),
  ];
  const headers = table.columns.map(({ header }) => header);
  for (const fits of ways) {
    const [first, ...others] = table.columns.filter(fits);
    if (first && others.length === 0) return first;
    if (first) {
      throw new InputError({
        what: `several columns are called \`${wanted}\``,
        found: [first, ...others].map(({ header }) => `\`${header}\``).join(", "),
        remedy: "give the whole header, as it is written",
        place: { file: table.file },
      });
    }
  }
  const shown = headers.slice(0, MOST_NAMES).map((header) => `\`${header}\``);
  const names = table.columns.map(({ name }) => name);
  const near = [...new Set(nearestNames(wanted, [...headers.slice(0, 500), ...names.slice(0, 500)]))].slice(
    0,
    3,
  );
  throw new InputError({
    what: `there is no column \`${wanted}\``,
    found: `${shown.join(", ")}${headers.length > shown.length ? ` and ${headers.length - shown.length} more` : ""}`,
    remedy: `nearest: ${near.map((name) => `\`${name}\``).join(", ")}`,
    place: { file: table.file },
  });
}

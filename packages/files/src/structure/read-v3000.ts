import { InputError } from "@oleate/core";
import { type MoleculeTable, readBondOrder } from "./molecule-table.ts";
import { pushPosition, readElement, readFinite, truncated, wholeNumber, wordsOf } from "./text.ts";

interface Entry {
  readonly line: number;
  readonly words: readonly string[];
}

/** The M  V30 lines as words, continuation lines (ending in "-") joined. */
function entriesOf(lines: readonly string[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (let i = 4; i < lines.length; i++) {
    if (!lines[i]!.startsWith("M  V30")) continue;
    const line = i + 1;
    let body = lines[i]!.slice(6);
    while (/-\s*$/u.test(body) && lines[i + 1]?.startsWith("M  V30")) {
      i++;
      body = body.replace(/-\s*$/u, "") + lines[i]!.slice(6);
    }
    entries.push({ line, words: wordsOf(body) });
  }
  return entries;
}

/** The entries between BEGIN and END of a block. */
function block(entries: readonly Entry[], name: string, count: number, file: string): readonly Entry[] {
  const at = (word: string): number =>
    entries.findIndex(({ words }) => words[0]?.toUpperCase() === word && words[1]?.toUpperCase() === name);
  const [begin, end] = [at("BEGIN"), at("END")];
  if (begin < 0 && count === 0) return [];
  const last = entries[entries.length - 1]?.line ?? 4;
  if (begin < 0 || end < begin)
    throw truncated(file, last, `no whole ${name} block`, `BEGIN ${name} and END ${name}`);
  const inside = entries.slice(begin + 1, end);
  if (inside.length === count) return inside;
  throw new InputError({
    what: `the ${name} block does not hold what the counts line says`,
    found: `${inside.length} lines`,
    expected: `${count}`,
    place: { file, line: entries[begin]!.line },
  });
}

/** The V3000 table of a molfile; atoms may be numbered in any way. @throws InputError with file and line */
export function readV3000(lines: readonly string[], file: string): MoleculeTable {
  const entries = entriesOf(lines);
  const counts = entries.find(({ words }) => words[0]?.toUpperCase() === "COUNTS");
  const [atoms, bonds] = [wholeNumber(counts?.words[1]), wholeNumber(counts?.words[2])];
  if (atoms === undefined || bonds === undefined || atoms < 1)
    throw truncated(file, counts?.line ?? lines.length, "no counts of atoms and bonds", "M  V30 COUNTS");
  const table: MoleculeTable = { symbols: [], xyz: [], charges: [], pairs: [], orders: [] };
  const atomOf = new Map<string, number>();
  for (const { line, words } of block(entries, "ATOM", atoms, file)) {
    atomOf.set(words[0] ?? "", table.symbols.length);
    table.symbols.push(readElement(words[1] ?? "", file, line));
    pushPosition(table.xyz, words, 2, file, line);
    const charge = words.find((word) => /^CHG=/iu.test(word));
    table.charges.push(charge ? readFinite(charge.slice(4), "the charge", file, line) : 0);
  }
  for (const { line, words } of block(entries, "BOND", bonds, file)) {
    const [a, b] = [atomOf.get(words[2] ?? ""), atomOf.get(words[3] ?? "")];
    if (a === undefined || b === undefined || a === b) {
      throw new InputError({
        what: "a bond does not join two atoms of the file",
        found: `${words[2] ?? "?"} and ${words[3] ?? "?"}`,
        expected: "two different numbers of the ATOM block",
        place: { file, line },
      });
    }
    table.pairs.push(a, b);
    table.orders.push(readBondOrder(words[1] ?? "", file, line));
  }
  return table;
}

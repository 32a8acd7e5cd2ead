import { InputError, nearestNames } from "@oleate/core";
import { keepsCell, type SymmetryOperation } from "./symmetry.ts";

type Moyo = typeof import("@spglib/moyo-wasm");
type Entry = ReturnType<Moyo["hall_symbol_entry"]>;

/** Settings of the 230 space groups in the table of Hall symbols. */
const HALL_ENTRIES = 530;

/** The name of a space group as a file gives it; at least one part is present. */
export interface SpaceGroupName {
  readonly number?: number;
  readonly hermannMauguin?: string;
  readonly hall?: string;
  /** Where the name stands, for messages. */
  readonly file: string;
  readonly line: number;
}

/** One setting a name may stand for. */
export interface Setting {
  /** As in the tables: "1" and "2" are origin choices, "H" and "R" axes. */
  readonly label: string;
  readonly operations: readonly SymmetryOperation[];
}

let loading: Promise<Moyo> | undefined;

/** What is used of Node where the module runs there; its fetch reads no files, so the module's bytes are read from the disk. */
interface NodeProcess {
  getBuiltinModule(name: "node:fs"): { readFileSync(path: string): Uint8Array };
  getBuiltinModule(name: "node:module"): { createRequire(from: string): { resolve(name: string): string } };
}

/** The module, its bytes from the disk in Node (20.16 or later) and by its own URL in a browser. */
async function load(): Promise<Moyo> {
  const moyo = await import("@spglib/moyo-wasm");
  const { process } = globalThis as { process?: NodeProcess & { versions?: { node?: string } } };
  if (process?.versions?.node === undefined) {
    await moyo.default();
    return moyo;
  }
  const here = (import.meta as unknown as { url: string }).url;
  const { resolve } = process.getBuiltinModule("node:module").createRequire(here);
  const bytes = process
    .getBuiltinModule("node:fs")
    .readFileSync(resolve("@spglib/moyo-wasm/moyo_wasm_bg.wasm"));
  moyo.initSync({ module: bytes });
  return moyo;
}

function plain(symbol: string): string {
  return symbol.toLowerCase().replace(/[\s_~]/gu, "");
}

/** The symbol without the ones that fill up monoclinic names: "P 1 2_1/n 1" is also written P 21/n. */
function withoutOnes(full: string): string {
  const words = full.split(" ");
  return words.length === 4 ? [words[0]!, ...words.slice(1).filter((word) => word !== "1")].join(" ") : full;
}

/** A Hall symbol with its double prime as the table writes it. */
function plainHall(symbol: string): string {
  return symbol.toLowerCase().replace(/_/gu, " ").replaceAll('"', "=").replace(/\s+/gu, " ").trim();
}

/** Entries that a Hermann-Mauguin symbol with an optional setting (":2", " H") names; full symbols go before short ones. */
function byHermannMauguin(entries: readonly Entry[], symbol: string): readonly Entry[] {
  const match = /^(.*?)\s*(?::\s*([12hr]|[a-c123-]+)|\s([HRSZ]))$/iu.exec(symbol.trim());
  const label = (match?.[2] ?? match?.[3] ?? "").toUpperCase().replace("S", "1").replace("Z", "2");
  const wanted = plain(match ? match[1]! : symbol);
  const settled = (found: readonly Entry[]): readonly Entry[] =>
    label === "" ? found : found.filter(({ setting }) => setting.toUpperCase() === label);
  const ways: ((entry: Entry) => boolean)[] = [
    (entry) => plain(entry.hm_full) === wanted,
    (entry) => plain(withoutOnes(entry.hm_full)) === wanted,
    (entry) => plain(entry.hm_short) === wanted,
    // Symbols of cubic groups before 1983 leave out the bar: Fm3m.
    (entry) => entry.number >= 200 && plain(entry.hm_short).replace("-3", "3") === wanted,
  ];
  for (const way of ways) {
    const found = settled(entries.filter(way));
    if (found.length > 0) return found;
  }
  return [];
}

function entriesFor(name: SpaceGroupName, entries: readonly Entry[]): readonly Entry[] {
  const { number, hermannMauguin, hall } = name;
  if (hall !== undefined) {
    const found = entries.filter((entry) => plainHall(entry.hall_symbol) === plainHall(hall));
    if (found.length > 0) return found;
  }
  if (hermannMauguin !== undefined) {
    const found = byHermannMauguin(entries, hermannMauguin);
    if (found.length > 0) return found;
  }
  return number === undefined ? [] : entries.filter((entry) => entry.number === number);
}

/** Operations of one setting. moyo gives its matrices by columns. */
function operationsOf(moyo: Moyo, { number, hall_number: value }: Entry): readonly SymmetryOperation[] {
  const byColumns = moyo.operations_from_number(number, { type: "HallNumber", value }, false);
  return byColumns.map(({ rotation, translation }) => ({
    rotation: [0, 3, 6, 1, 4, 7, 2, 5, 8].map((at) => rotation[at]!),
    translation,
  }));
}

/**
 * The settings a space group's name may stand for, in the order of the tables (the standard one first): found by Hall symbol,
 * else by Hermann-Mauguin symbol, else by number, and only those whose operations keep the cell. More than one is left where
 * the name does not say which origin is meant.
 * @throws InputError for an unknown name, or when the cell fits none of its settings
 * Source: moyo (github.com/spglib/moyo), table of the 530 Hall symbols; International Tables for Crystallography A.
 */
export async function settingsOf(name: SpaceGroupName, cell: Float64Array): Promise<readonly Setting[]> {
  loading ??= load();
  const moyo = await loading.catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  const all = Array.from({ length: HALL_ENTRIES }, (_, i) => moyo.hall_symbol_entry(i + 1));
  const entries = entriesFor(name, all);
  const found = name.hermannMauguin ?? name.hall ?? String(name.number);
  if (entries.length === 0) {
    const known = [...new Set(all.map(({ hm_short }) => hm_short.replaceAll("_", "")))];
    throw new InputError({
      what: "unknown space group",
      found: `"${found}"`,
      expected: "a number from 1 to 230, a Hermann-Mauguin symbol or a Hall symbol",
      remedy: `nearest: ${nearestNames(found, known).join(", ")}; or list the symmetry operations in the file`,
      place: { file: name.file, line: name.line },
    });
  }
  const settings = entries.map((entry) => ({ label: entry.setting, operations: operationsOf(moyo, entry) }));
  const fitting = settings.filter(({ operations }) =>
    operations.every((operation) => keepsCell(operation, cell)),
  );
  if (fitting.length === 0) {
    throw new InputError({
      what: `the cell does not have the symmetry of space group ${found}`,
      expected: "lengths and angles that its operations keep",
      remedy: "check the lengths and angles of the cell and the space group",
      place: { file: name.file, line: name.line },
    });
  }
  // Among settings that differ in axes alone the first is the standard one; only the choice of origin is left open.
  const axes = fitting[0]!.label.replace(/^[12]/u, "");
  return fitting[0]!.label === axes
    ? fitting.slice(0, 1)
    : fitting.filter(({ label }) => label.slice(1) === axes);
}

import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type EmissionDecay, InputError, nearestNames } from "@oleate/core";
import { type DecayCurve, readDecays } from "@oleate/files";
import { readBytes } from "./study-folder.ts";

/** What was assumed about a file, or seen in a curve. */
export interface SourceNote {
  /** The file or curve it is said of. */
  readonly of: string;
  readonly note: string;
}

/** A decay of a file, with what was assumed in reading it. */
export interface DecayReadings {
  readonly decay: EmissionDecay;
  readonly curve: DecayCurve;
  /** Place of the curve in its file, from 1, and how many that holds. */
  readonly number: number;
  readonly curves: number;
  readonly notes: readonly SourceNote[];
}

/** Names that are listed after a note; the rest are counted. */
const MOST_NAMES = 4;

/** Notes as lines: one that holds for several files or curves is given once, with their number. */
export function noteLines(notes: readonly SourceNote[]): string[] {
  const found = new Map<string, Set<string>>();
  for (const { of, note } of notes) found.set(note, (found.get(note) ?? new Set()).add(of));
  return [...found].map(([note, names]) => {
    const all = [...names];
    if (all.length === 1) return `${all[0]}: ${note}`;
    const more = all.length > MOST_NAMES ? ` and ${all.length - MOST_NAMES} more` : "";
    return `${note} (${all.length} times: ${all.slice(0, MOST_NAMES).join(", ")}${more})`;
  });
}

/** Endings of files that lie beside a file of records and hold its settings. */
const COMPANION = /\.set$/iu;

function companionsOf(path: string): ReadonlyMap<string, Uint8Array> {
  const folder = dirname(path);
  const names = readdirSync(folder).filter((name) => COMPANION.test(name) && name !== basename(path));
  return new Map(names.map((name) => [name, readBytes(join(folder, name), name)]));
}

/** Place from 0 of the curve of a name or number (from 1). Throws InputError with the names there are. */
function chosenCurve(
  curves: readonly DecayCurve[],
  column: string | undefined,
  flag: string,
  file: string,
): { readonly index: number; readonly notes: readonly SourceNote[] } {
  const names = curves.map(({ name }) => name);
  if (curves.length === 0) {
    throw new InputError({ what: "the file holds no decay", found: "no curve", place: { file } });
  }
  if (column === undefined) {
    if (curves.length === 1) return { index: 0, notes: [] };
    const more = curves.length > 9 ? ", ..." : "";
    const rest = names
      .slice(1, 9)
      .map((name, i) => (name === `curve ${i + 2}` ? String(i + 2) : `${i + 2} ${name}`))
      .join(", ");
    const note = `the first of ${curves.length} curves is taken, ${names[0]}; ${flag} takes another by number or name: ${rest}${more}`;
    return { index: 0, notes: [{ of: file, note }] };
  }
  const asked = column.trim();
  const byName = names.findIndex((name) => name.toLowerCase() === asked.toLowerCase());
  if (byName >= 0) return { index: byName, notes: [] };
  const isNumber = /^[+-]?\d+$/u.test(asked);
  const index = isNumber ? Number(asked) - 1 : -1;
  if (index >= 0 && index < curves.length) return { index, notes: [] };
  const nearest = isNumber ? [] : nearestNames(column, names);
  throw new InputError({
    what: isNumber ? `${flag} counts the curves of the file from 1` : `${flag} names no curve of the file`,
    found: `"${column}"`,
    expected: `1${curves.length > 1 ? ` to ${curves.length}` : ""}, or a name`,
    remedy:
      nearest.length > 0 ? `nearest: ${nearest.join(", ")}` : `there are: ${names.slice(0, 8).join(", ")}`,
    place: { file },
  });
}

/**
 * Reads one decay from a file of any format that is known.
 * @throws InputError naming file, place and remedy
 */
export function decayFromFile(path: string, column: string | undefined, flag: string): DecayReadings {
  const file = basename(path);
  const bytes = readBytes(path, path);
  const { curves, notes } = readDecays(bytes, file, { companions: companionsOf(path) });
  const chosen = chosenCurve(curves, column, flag, file);
  const curve = curves[chosen.index]!;
  const { counts, channelWidthNs, startNs } = curve;
  return {
    decay: { name: curves.length > 1 ? `${file}, ${curve.name}` : file, counts, channelWidthNs, startNs },
    curve,
    number: chosen.index + 1,
    curves: curves.length,
    notes: [...notes.map((note) => ({ of: file, note })), ...chosen.notes],
  };
}

/**
 * Reads all decays of a file, in its order.
 * @throws InputError naming file, place and remedy
 */
export function decaysFromFile(path: string): {
  readonly decays: readonly EmissionDecay[];
  readonly notes: readonly SourceNote[];
} {
  const file = basename(path);
  const { curves, notes } = readDecays(readBytes(path, path), file, { companions: companionsOf(path) });
  return {
    decays: curves.map(({ name, counts, channelWidthNs, startNs }) => ({
      name: curves.length > 1 ? name : file,
      counts,
      channelWidthNs,
      startNs,
    })),
    notes: notes.map((note) => ({ of: file, note })),
  };
}

import {
  closeSync,
  createReadStream,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { type EmissionDecay, InputError, nearestNames } from "@oleate/core";
import {
  checkDecaySize,
  type DecayCurve,
  type DecayFile,
  type DecayOptions as FileOptions,
  isPtuHead,
  readDecays,
  readPtu,
  type TimeUnit,
} from "@oleate/files";
import { oneOf, positiveQuantity, wholeNumber } from "./flag-values.ts";
import { startProgress } from "./progress.ts";
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
/** Bytes by which text, records that are streamed, and other binary files are told apart. */
const HEAD_BYTES = 65536;
const CHUNK_BYTES = 1 << 20;

/** Flags that say what a file leaves out. */
export interface ReadingFlags {
  readonly acceptIncomplete?: boolean;
  readonly timeUnit?: string;
  readonly channelWidth?: string;
  readonly pulseChannel?: string;
  readonly pulsePeriod?: string;
}

const UNITS: readonly TimeUnit[] = ["ps", "ns", "us", "ms", "s"];

/** The same as the readers take it. Throws InputError naming the flag. */
function readingOptions(flags: ReadingFlags): FileOptions {
  const { timeUnit, channelWidth, pulseChannel, pulsePeriod } = flags;
  return {
    ...(flags.acceptIncomplete ? { acceptIncomplete: true } : {}),
    ...(timeUnit === undefined ? {} : { timeUnit: oneOf("--time-unit", timeUnit, UNITS) }),
    ...(channelWidth === undefined
      ? {}
      : { channelWidthNs: positiveQuantity("--channel-width", channelWidth, "ns", "0.05 ns") }),
    ...(pulseChannel === undefined ? {} : { syncChannel: wholeNumber("--pulse-channel", pulseChannel, 0) }),
    ...(pulsePeriod === undefined
      ? {}
      : { syncPeriodNs: positiveQuantity("--pulse-period", pulsePeriod, "ns", "50 ns") }),
  };
}

/** Size and first bytes of a file. Throws InputError where it cannot be opened. */
function headOf(path: string): { readonly size: number; readonly head: Uint8Array } {
  let file: number | null = null;
  try {
    file = openSync(path, "r");
    const status = fstatSync(file);
    if (!status.isFile()) throw new InputError({ what: `${path} is not a file` });
    const head = new Uint8Array(Math.min(HEAD_BYTES, status.size));
    return { size: status.size, head: head.subarray(0, readSync(file, head, 0, head.length, 0)) };
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new InputError({
      what: `cannot open ${path}`,
      found: error.message,
      remedy: "check the name and that it can be read",
    });
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** Settings beside a file of records. */
function companionsOf(path: string): ReadonlyMap<string, Uint8Array> {
  const folder = dirname(path);
  const names = readdirSync(folder).filter((name) => COMPANION.test(name) && name !== basename(path));
  return new Map(
    names
      .filter((name) => statSync(join(folder, name)).size > 0)
      .map((name) => [name, readBytes(join(folder, name), name)]),
  );
}

/** Reads one file of any format; time-tagged records as they stream in, with the progress shown. Throws InputError. */
async function readFile(path: string, flags: ReadingFlags): Promise<DecayFile> {
  const file = basename(path);
  const options = readingOptions(flags);
  const { size, head } = headOf(path);
  if (isPtuHead(head)) {
    const progress = startProgress("reading");
    try {
      return await readPtu(createReadStream(path, { highWaterMark: CHUNK_BYTES }), {
        ...options,
        name: file,
        progress: ({ bytesRead }) => progress.update(bytesRead / size, file),
      });
    } finally {
      progress.end();
    }
  }
  checkDecaySize(size, head, file);
  const beside = head.includes(0) ? { companions: companionsOf(path) } : {};
  return readDecays(new Uint8Array(readFileSync(path)), file, { ...options, ...beside });
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
export async function decayFromFile(
  path: string,
  column: string | undefined,
  flag: string,
  flags: ReadingFlags = {},
): Promise<DecayReadings> {
  const file = basename(path);
  const { curves, notes } = await readFile(path, flags);
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
export async function decaysFromFile(
  path: string,
  flags: ReadingFlags = {},
): Promise<{
  readonly decays: readonly EmissionDecay[];
  readonly notes: readonly SourceNote[];
}> {
  const file = basename(path);
  const { curves, notes } = await readFile(path, flags);
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

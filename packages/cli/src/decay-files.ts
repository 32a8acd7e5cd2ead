import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type EmissionDecay, InputError, nearestNames } from "@oleate/core";
import { type DecayCurve, readDecays } from "@oleate/files";
import { readBytes } from "./study-folder.ts";

/** A decay of a file, with what was assumed in reading it. */
export interface DecayReadings {
  readonly decay: EmissionDecay;
  readonly curve: DecayCurve;
  readonly notes: readonly string[];
}

/** Endings of files that lie beside a file of records and hold its settings. */
const COMPANION = /\.set$/iu;

function companionsOf(path: string): ReadonlyMap<string, Uint8Array> {
  const folder = dirname(path);
  const names = readdirSync(folder).filter((name) => COMPANION.test(name) && name !== basename(path));
  return new Map(names.map((name) => [name, readBytes(join(folder, name), name)]));
}

/** The curve of a name or number (from 1). Throws InputError with the names there are. */
function chosenCurve(
  curves: readonly DecayCurve[],
  column: string | undefined,
  flag: string,
  file: string,
): { readonly curve: DecayCurve; readonly notes: readonly string[] } {
  const names = curves.map(({ name }) => name);
  if (column === undefined) {
    const [first] = curves;
    if (first) {
      const rest = names.slice(1, 9).join(", ");
      const notes =
        curves.length > 1
          ? [`${file} holds ${curves.length} curves; ${first.name} is taken (${flag} takes another: ${rest})`]
          : [];
      return { curve: first, notes };
    }
    throw new InputError({ what: "the file holds no decay", found: "no curve", place: { file } });
  }
  const byName = curves.find(({ name }) => name.toLowerCase() === column.trim().toLowerCase());
  const curve = byName ?? (/^\d+$/u.test(column.trim()) ? curves[Number(column) - 1] : undefined);
  if (curve) return { curve, notes: [] };
  throw new InputError({
    what: `${flag} names no curve of the file`,
    found: `"${column}"`,
    expected: `1 to ${curves.length}, or a name`,
    remedy: `nearest: ${nearestNames(column, names).join(", ")}`,
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
  const { counts, channelWidthNs, startNs } = chosen.curve;
  return {
    decay: {
      name: curves.length > 1 ? `${file}, ${chosen.curve.name}` : file,
      counts,
      channelWidthNs,
      startNs,
    },
    curve: chosen.curve,
    notes: [...notes.map((note) => `${file}: ${note}`), ...chosen.notes],
  };
}

/**
 * Reads all decays of a file, in its order.
 * @throws InputError naming file, place and remedy
 */
export function decaysFromFile(path: string): {
  readonly decays: readonly EmissionDecay[];
  readonly notes: readonly string[];
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
    notes: notes.map((note) => `${file}: ${note}`),
  };
}

import { closeSync, openSync, writeSync } from "node:fs";
import { type EmissionCurve, InputError } from "@oleate/core";
import { startProgress } from "../progress.ts";

/** A curve of a series, under the name it is plotted by. */
export interface NamedCurve {
  readonly name: string;
  readonly curve: EmissionCurve;
}

/** Digits of fitted means and residuals: far below counting noise. */
const DIGITS = 6;
const TIME_DIGITS = 10;
/** Text is handed to the file in pieces of this many characters. */
const PIECE = 1 << 20;
/** Rows between two words of progress. */
const TOLD_EVERY = 64;

const quoted = (text: string): string => (/[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A number to so many digits; a table of a thousand decays holds millions, so it is rounded before it becomes text. */
function short(value: number, digits: number): string {
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (!(size > -6 && size < 15)) return String(Number(value.toPrecision(digits)));
  const scale = 10 ** (digits - 1 - size);
  return String(Math.round(value * scale) / scale);
}

/** Names that occur more than once are told apart by their number, from 1. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1);
  return names.map((name, k) => (seen.get(name)! > 1 ? `${k + 1} ${name}` : name));
}

function sameTimes(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a[0] === b[0] && a[a.length - 1] === b[b.length - 1];
}

/**
 * Writes the curves of a series as one table: the time once, then counts, fit and residual of each decay, side by side. Where the
 * decays do not share their channels each has a time of its own, and shorter ones end in empty cells.
 *
 * @throws InputError where the file cannot be written
 */
export function writeCurves(path: string, curves: readonly NamedCurve[]): void {
  const names = distinct(curves.map(({ name }) => name));
  const [first] = curves;
  const shared =
    first !== undefined && curves.every(({ curve }) => sameTimes(curve.timesNs, first.curve.timesNs));
  const header = curves.flatMap((_, k) => [
    ...(shared ? [] : [`${names[k]!} time (ns)`]),
    `${names[k]!} counts`,
    `${names[k]!} fit`,
    `${names[k]!} residual`,
  ]);
  const rows = curves.reduce((most, { curve }) => Math.max(most, curve.counts.length), 0);
  const progress = startProgress("writing");
  let file: number | null = null;
  try {
    file = openSync(path, "w");
    let text = `${[...(shared ? ["time (ns)"] : []), ...header].map(quoted).join(",")}\n`;
    for (let i = 0; i < rows; i++) {
      if (shared) text += short(first.curve.timesNs[i]!, TIME_DIGITS);
      for (const [k, { curve }] of curves.entries()) {
        const lead = k > 0 || shared ? "," : "";
        if (i >= curve.counts.length) {
          text += `${lead}${shared ? ",," : ",,,"}`;
          continue;
        }
        const time = shared ? "" : `${short(curve.timesNs[i]!, TIME_DIGITS)},`;
        text += `${lead}${time}${curve.counts[i]!},${short(curve.fitted[i]!, DIGITS)},${short(curve.residuals[i]!, DIGITS)}`;
        if (text.length > PIECE) {
          writeSync(file, text);
          text = "";
        }
      }
      text += "\n";
      if (i % TOLD_EVERY === 0) progress.update(i / rows, path);
    }
    writeSync(file, text);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new InputError({ what: "the curves cannot be written", found: `${path}: ${error.message}` });
  } finally {
    if (file !== null) closeSync(file);
    progress.end();
  }
}

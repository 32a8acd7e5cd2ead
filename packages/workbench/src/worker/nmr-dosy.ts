import type { PpmRange } from "@oleate/core";
import type { FittedDecay, FittedModel } from "./nmr-protocol.ts";
import type { Processed } from "./nmr-spectra.ts";

/** A population with one D: its place on log10 D, how widely it is drawn there, and its share of the signal. */
interface Population {
  readonly log10: number;
  readonly width: number;
  readonly share: number;
}

/** Columns and rows of the map. */
const COLUMNS = 360;
const ROWS = 160;
/** Narrowest and widest standard deviation of log10 D drawn. */
const NARROWEST = 0.035;
const WIDEST = 0.25;
/** Standard deviations of a normal distribution in a 95 % interval. */
const DEVIATIONS = 3.92;
/** Least standard deviation of a line, columns. */
const BLUR = 3;
/** Air about the slowest and the fastest D, decades. */
const AIR = 0.5;

/** Populations of the model that describes a decay best, where its D are bounded. */
function populationsOf({ parameters }: FittedModel): readonly Population[] {
  const named = (name: string) => parameters.find((parameter) => parameter.name === name);
  const share = named("share fast")?.value;
  return (
    [
      ["D", 1],
      ["mean D", 1],
      ["D slow", share === undefined ? 0 : 1 - share],
      ["D fast", share ?? 0],
    ] as const
  ).flatMap(([name, part]) => {
    const found = named(name);
    if (!found || !(found.value > 0) || !(part > 0)) return [];
    const { low, high } = found;
    const width = low !== null && high !== null && low > 0 ? Math.log10(high / low) / DEVIATIONS : WIDEST;
    return [
      {
        log10: Math.log10(found.value),
        width: Math.min(WIDEST, Math.max(NARROWEST, width)),
        share: part,
      },
    ];
  });
}

/** A map: shifts highest first, D slow first, values row-major, the tallest of each region 1. */
export interface DosyValues {
  readonly ppm: readonly number[];
  readonly diffusion: readonly number[];
  readonly values: Float32Array;
}

/**
 * The first spectrum spread along log10 D: each region at the D of its best model, as wide as the standard error. A drawing of
 * what was fitted, not an inversion of decays. Null where nothing is known.
 */
export function dosyValues({ rows, ppm }: Processed, decays: readonly FittedDecay[]): DosyValues | null {
  const known = decays.flatMap(({ region, models }) => {
    const best = models.find((model) => model.best) ?? models[0];
    const populations = best ? populationsOf(best) : [];
    return region && populations.length > 0 ? [{ region, populations }] : [];
  });
  const spectrum = rows[0];
  if (known.length === 0 || !spectrum) return null;
  const ends = known.flatMap(({ region }) => [region.fromPpm, region.toPpm]);
  const air = 0.05 * (Math.max(...ends) - Math.min(...ends)) + 0.02;
  const [left, right] = [Math.max(...ends) + air, Math.min(...ends) - air];
  const places = known.flatMap(({ populations }) => populations.map(({ log10 }) => log10));
  const [slow, fast] = [Math.min(...places) - AIR, Math.max(...places) + AIR];
  const values = new Float32Array(COLUMNS * ROWS);
  const step = (left - right) / (COLUMNS - 1);
  for (const { region, populations } of known) {
    const profile = profileOf(spectrum, ppm, region, left, step);
    for (const { log10, width, share } of populations) {
      for (let row = 0; row < ROWS; row++) {
        const z = (slow + ((fast - slow) * row) / (ROWS - 1) - log10) / width;
        if (Math.abs(z) > 5) continue;
        const factor = share * Math.exp((-z * z) / 2);
        for (let column = 0; column < COLUMNS; column++)
          values[row * COLUMNS + column]! += factor * profile[column]!;
      }
    }
  }
  return {
    ppm: Array.from({ length: COLUMNS }, (_, i) => left - i * step),
    diffusion: Array.from({ length: ROWS }, (_, i) => 10 ** (slow + ((fast - slow) * i) / (ROWS - 1))),
    values: values.map((value) => Math.min(1, value)),
  };
}

/** A region of a spectrum on the map's columns, the tallest 1; lines narrower than the eye sees are widened to BLUR columns. */
function profileOf(
  spectrum: Float64Array,
  ppm: Float64Array,
  { fromPpm, toPpm }: PpmRange,
  left: number,
  step: number,
): Float64Array {
  const [high, low] = [Math.max(fromPpm, toPpm), Math.min(fromPpm, toPpm)];
  const perPoint = Math.abs(ppm[1]! - ppm[0]!);
  const sharp = Float64Array.from({ length: COLUMNS }, (_, column) => {
    const [above, below] = [left - (column - 0.5) * step, left - (column + 0.5) * step];
    if (below > high || above < low) return 0;
    return heightBetween(
      spectrum,
      (ppm[0]! - Math.min(high, above)) / perPoint,
      (ppm[0]! - Math.max(low, below)) / perPoint,
    );
  });
  const blurred = sharp.map((_, column) => {
    let most = 0;
    for (let k = -3 * BLUR; k <= 3 * BLUR; k++)
      most = Math.max(most, (sharp[column + k] ?? 0) * Math.exp((-k * k) / (2 * BLUR * BLUR)));
    return most;
  });
  const tallest = blurred.reduce((a, b) => Math.max(a, b), Number.MIN_VALUE);
  return blurred.map((value) => value / tallest);
}

/** The highest point between two places along a row, 0 beyond its ends. */
function heightBetween(row: Float64Array, from: number, to: number): number {
  let most = 0;
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(row.length - 1, Math.ceil(to));
  for (let i = first; i <= last; i++) if (row[i]! > most) most = row[i]!;
  return most;
}

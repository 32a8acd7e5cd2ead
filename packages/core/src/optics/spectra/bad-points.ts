import { median } from "../../numerics/order-statistics.ts";
import { sampleNoise } from "./local-polynomial.ts";
import type { EnergySpectrum } from "./spectrum-input.ts";

/** A reading that its neighbours on both sides contradict. */
export interface BadPoint {
  readonly wavelengthNm: number;
  readonly value: number;
}

/** Longest stretch of any readings that is taken for bad; a stretch of one and the same reading may be longer. */
const LONGEST_RUN = 3;
/** Readings each way that a stretch is compared with; one nearer to an end of the record goes with that whole end. */
const NEIGHBOURS = 4;
/** Longest stretch of one reading, as a share of the record. */
const LONGEST_DROPOUT = 0.1;
/** Least distance from the neighbours' curve, as a share of the record's range and over the noise. */
const LEAST_OF_RANGE = 0.02;
const LEAST_OVER_NOISE = 12;
/** How far the neighbours may themselves be off the curve of those beyond them, as a share of the distance, and over the noise. A
 *  true band, however narrow, lifts its neighbours too. */
const NEIGHBOURS_OFF = 0.1;
const NEIGHBOURS_OVER_NOISE = 8;
/** More than this share of bad points is no accident but noise of another kind, and none is set aside. */
const MOST_BAD = 0.05;
/** Readings each way from which the noise around a point is told. */
const AROUND = 20;

/**
 * Tells isolated bad readings (spikes, zeros, a detector that drops out at an end of the range) from noise and from bands, and
 * returns the spectrum without them. A stretch of up to three readings, or of one reading repeated over up to a tenth of the record,
 * is bad where it lies off the cubic through its neighbours by 2 % of the record's range and 12 times the noise around it, while
 * those neighbours follow from the readings beyond them within a tenth of that distance or 8 times the noise.
 */
export function withoutBadPoints(spectrum: EnergySpectrum): {
  readonly spectrum: EnergySpectrum;
  readonly bad: readonly BadPoint[];
} {
  let kept = spectrum;
  const bad: BadPoint[] = [];
  // Dropouts first, then the rest; a further look finds what stood close to the first.
  for (let round = 0; round < 4; round++) {
    const marked = markedIn(kept);
    if (marked.size === 0) break;
    for (const i of marked) bad.push({ wavelengthNm: kept.wavelengthNm[i]!, value: kept.values[i]! });
    const keep = (array: Float64Array): Float64Array => array.filter((_, i) => !marked.has(i));
    kept = {
      energyEv: keep(kept.energyEv),
      wavelengthNm: keep(kept.wavelengthNm),
      values: keep(kept.values),
    };
  }
  const different = new Set(bad.map(({ value }) => value)).size;
  if (different > Math.max(3, MOST_BAD * spectrum.values.length)) return { spectrum, bad: [] };
  bad.sort((a, b) => a.wavelengthNm - b.wavelengthNm);
  return { spectrum: kept, bad };
}

/** Names bad points for a reader; null where there are none. */
export function saidOfBadPoints(bad: readonly BadPoint[]): string | null {
  if (bad.length === 0) return null;
  const named = bad
    .slice(0, 6)
    .map(({ wavelengthNm, value }) => `${round(wavelengthNm)} nm (${round(value)})`);
  const more = bad.length > named.length ? ` and ${bad.length - named.length} more` : "";
  const which = bad.length === 1 ? "a reading" : `${bad.length} readings`;
  return `${which} far off the neighbours on both sides set aside: ${named.join(", ")}${more}`;
}

const round = (value: number): string => String(Number(value.toPrecision(4)));

/** Indices of bad readings, by one pass. */
function markedIn({ energyEv: x, values: y }: EnergySpectrum): ReadonlySet<number> {
  const n = y.length;
  const marked = new Set<number>();
  if (n < 3 * NEIGHBOURS) return marked;
  const smooth = runningMedian(y);
  const range = Math.max(...smooth) - Math.min(...smooth);
  // Readings printed coarsely jump by their last digit, which the noise from differences does not see.
  const noise = Math.max(sampleNoise(y), lastDigit(y) / 2);
  const isBad = (from: number, length: number): boolean => {
    const off = distance(x, y, from, length);
    if (!(Math.abs(off) > Math.max(LEAST_OF_RANGE * range, LEAST_OVER_NOISE * noise))) return false;
    const around = y.slice(Math.max(0, from - AROUND), Math.min(n, from + length + AROUND));
    const here = Math.max(noise, sampleNoise(around));
    if (Math.abs(off) <= LEAST_OVER_NOISE * here) return false;
    return [foretold(x, y, from - 1, -1), foretold(x, y, from + length, 1)].every(
      (error) =>
        error === null || error <= Math.max(NEIGHBOURS_OFF * Math.abs(off), NEIGHBOURS_OVER_NOISE * here),
    );
  };
  const mark = (from: number, length: number): void => {
    for (let i = from; i < from + length; i++) marked.add(i);
  };
  // A dropout first: beside one, good readings look bad.
  for (let from = 0; from < n; ) {
    let end = from + 1;
    while (end < n && y[end] === y[from]) end++;
    const length = end - from;
    if (length > LONGEST_RUN && length <= LONGEST_DROPOUT * n && isBad(from, length)) mark(from, length);
    from = end;
  }
  if (marked.size > 0) return marked;
  for (let length = 1; length <= NEIGHBOURS; length++) {
    for (const from of [0, n - length]) if (isBad(from, length)) mark(from, length);
    if (length > LONGEST_RUN) continue;
    for (let from = NEIGHBOURS; from + length + NEIGHBOURS <= n; from++) {
      if (!marked.has(from) && isBad(from, length)) mark(from, length);
    }
  }
  return marked;
}

/** The least distance of a stretch from the curve of its neighbours, signed; 0 where it crosses that curve or nothing can be said. */
function distance(x: Float64Array, y: Float64Array, from: number, length: number): number {
  const end = from + length;
  // At an end of the record only the side that is there speaks.
  if (from === 0) return y[end - 1]! - through(x, y, [end, end + 1, end + 2], x[end - 1]!);
  if (end === x.length) return y[from]! - through(x, y, [from - 1, from - 2, from - 3], x[from]!);
  if (from < NEIGHBOURS || end + NEIGHBOURS > x.length) return 0;
  let least = Number.POSITIVE_INFINITY;
  let sign = 0;
  for (let i = from; i < end; i++) {
    const off = y[i]! - through(x, y, [from - 2, from - 1, end, end + 1], x[i]!);
    if (sign !== 0 && Math.sign(off) !== sign) return 0;
    sign = Math.sign(off);
    least = Math.min(least, Math.abs(off));
  }
  return sign * least;
}

/** How far reading `i` is off the parabola through the three before it (`step` -1) or after it (1); null where there are not three. */
function foretold(x: Float64Array, y: Float64Array, i: number, step: -1 | 1): number | null {
  if (i + 3 * step < 0 || i + 3 * step >= x.length) return null;
  return Math.abs(y[i]! - through(x, y, [i + step, i + 2 * step, i + 3 * step], x[i]!));
}

/** The polynomial through the samples of the given indices, at a place (Lagrange). */
function through(x: Float64Array, y: Float64Array, nodes: readonly number[], at: number): number {
  let sum = 0;
  for (const i of nodes) {
    let weight = 1;
    for (const j of nodes) if (j !== i) weight *= (at - x[j]!) / (x[i]! - x[j]!);
    sum += weight * y[i]!;
  }
  return sum;
}

/** The smallest step between neighbouring readings that is none; 0 where all are alike. */
function lastDigit(y: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < y.length; i++) {
    const step = Math.abs(y[i]! - y[i - 1]!);
    if (step > 0 && step < least) least = step;
  }
  return Number.isFinite(least) ? least : 0;
}

/** Medians of five readings each. */
function runningMedian(y: Float64Array): Float64Array {
  return y.map((_, i) => median(y.slice(Math.max(0, i - 2), Math.min(y.length, i + 3))));
}

import { InputError } from "../../errors.ts";
import { noiseLevel } from "./noise.ts";

/** A line found in a spectrum. */
export interface Peak {
  readonly ppm: number;
  /** Height of the parabola through the top three points, in the spectrum's units; negative for an inverted line. */
  readonly height: number;
  /** |height| over the standard deviation of the noise. */
  readonly signalToNoise: number;
  /** Full width at half height, ppm, where both flanks fall that far before the next line; else null. */
  readonly widthPpm: number | null;
}

/** What counts as a line. */
export interface PeakOptions {
  /** Least height over the noise; 6 unless given. */
  readonly signalToNoise?: number;
  /** Inverted lines too, as in an inversion recovery. */
  readonly negative?: boolean;
  /** A line must rise this share of its height above the higher of the dips beside it; 0.02 unless given. */
  readonly prominence?: number;
}

const DEFAULT_SIGNAL_TO_NOISE = 6;
const DEFAULT_PROMINENCE = 0.02;

/** Lowest value on one side of a top before the spectrum rises above it. */
function dip(re: Float64Array, top: number, step: 1 | -1): number {
  let lowest = re[top]!;
  for (let i = top + step; i >= 0 && i < re.length && re[i]! <= re[top]!; i += step) {
    if (re[i]! < lowest) lowest = re[i]!;
    if (lowest < re[top]! / 2) break;
  }
  return lowest;
}

/** Distance in points from the top to half its height on one side; null when the spectrum rises again before. */
function halfWidth(re: Float64Array, top: number, step: 1 | -1): number | null {
  const half = re[top]! / 2;
  for (let i = top + step; i >= 0 && i < re.length && re[i]! <= re[top]!; i += step) {
    if (re[i]! > half) continue;
    const inner = re[i - step]!;
    return Math.abs(i - top) - 1 + (inner - half) / (inner - re[i]!);
  }
  return null;
}

function topsOf(re: Float64Array, least: number, prominence: number): number[] {
  const tops: number[] = [];
  for (let i = 1; i + 1 < re.length; i++) {
    if (re[i]! < least || re[i]! <= re[i - 1]! || re[i]! < re[i + 1]!) continue;
    const rise = re[i]! - Math.max(dip(re, i, -1), dip(re, i, 1));
    if (rise >= Math.max(prominence * re[i]!, least)) tops.push(i);
  }
  return tops;
}

function peakAt(re: Float64Array, ppm: Float64Array, top: number, noise: number, sign: 1 | -1): Peak {
  const [before, at, after] = [re[top - 1]!, re[top]!, re[top + 1]!];
  const bend = before - 2 * at + after;
  const offset = bend < 0 ? (0.5 * (before - after)) / bend : 0;
  const height = at - 0.25 * (before - after) * offset;
  const step = (ppm[ppm.length - 1]! - ppm[0]!) / (ppm.length - 1);
  const [left, right] = [halfWidth(re, top, -1), halfWidth(re, top, 1)];
  return {
    ppm: ppm[top]! + offset * step,
    height: sign * height,
    signalToNoise: noise > 0 ? height / noise : Number.MAX_VALUE,
    widthPpm: left === null || right === null ? null : (left + right) * Math.abs(step),
  };
}

/**
 * Lines of a spectrum, in the order of its axis: tops at least `signalToNoise` times the noise (see noiseLevel) that rise
 * as far above the dips beside them, and by `prominence` of their height. Position and height are those of
 * the parabola through the top three points.
 * @throws InputError when no line stands above the noise, with how high the highest point stands
 */
export function pickPeaks(re: Float64Array, ppm: Float64Array, options: PeakOptions = {}): readonly Peak[] {
  const wanted = options.signalToNoise ?? DEFAULT_SIGNAL_TO_NOISE;
  const prominence = options.prominence ?? DEFAULT_PROMINENCE;
  const noise = noiseLevel(re);
  const least = wanted * noise;
  const inverted = options.negative ? re.map((value) => -value) : null;
  const peaks = topsOf(re, least, prominence).map((top) => peakAt(re, ppm, top, noise, 1));
  if (inverted)
    peaks.push(...topsOf(inverted, least, prominence).map((top) => peakAt(inverted, ppm, top, noise, -1)));
  if (peaks.length === 0) {
    let highest = 0;
    for (let i = 0; i < re.length; i++)
      highest = Math.max(highest, options.negative ? Math.abs(re[i]!) : re[i]!);
    throw new InputError({
      what: "the spectrum has no peaks",
      found: `a highest point ${noise > 0 ? (highest / noise).toFixed(1) : "0"} times the noise`,
      expected: `a line of ${wanted} times the noise or more`,
      remedy: "check phase and sign, add up more scans, or ask for a lower signal-to-noise ratio",
    });
  }
  const descending = ppm[0]! > ppm[ppm.length - 1]!;
  return peaks.sort((a, b) => (descending ? b.ppm - a.ppm : a.ppm - b.ppm));
}

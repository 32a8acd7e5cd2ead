import { InputError } from "../../errors.ts";
import { type Phase, phaseAbout } from "./phase.ts";

/** Points above this many times the median magnitude carry signal; of noise alone one in ten thousand does so by chance. */
const SIGNAL_OVER_MEDIAN = 6;

/** A maximum below this many times the median magnitude is noise: of a million points of noise none reaches it. */
const LEAST_MAXIMUM = 8;

/** Weight of negative intensity against the entropy; both are of the order 1 to 10. */
const PENALTY_WEIGHT = 20;

/** Most points weighed at a time. */
const MOST_POINTS = 12_000;

const GRID_ZERO_DEGREES = 10;
const GRID_FIRST_DEGREES: readonly number[] = [0, -30, 30, -60, 60, -90, 90];
const FINEST_DEGREES = 0.02;

/** Once a filter's delay is off, no spectrum needs a larger first-order phase; noise and solvent residues ask for one. */
const MOST_FIRST_DEGREES = 180;

/** Steps of the compass search, in zero and in first order. */
const DIRECTIONS: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
  [-1, -1],
];

/** Half-open runs of points [from, to) in which lines stand. */
type Run = readonly [number, number];

interface Window {
  readonly runs: readonly Run[];
  /** Point of the strongest line, about which the first-order phase turns. */
  readonly pivot: number;
}

function medianOf(values: Float64Array): number {
  // A thousandth of the points would do; all of a long spectrum need not be sorted.
  const step = Math.max(1, Math.floor(values.length / 4096));
  const some = values.filter((_, i) => i % step === 0).sort();
  return some[some.length >> 1]!;
}

/** Runs around the points whose magnitude is above a threshold, each widened by `margin`. */
function runsAbove(magnitude: Float64Array, threshold: number, margin: number): Run[] {
  const runs: [number, number][] = [];
  for (let i = 0; i < magnitude.length; i++) {
    if (magnitude[i]! < threshold) continue;
    const from = Math.max(0, i - margin);
    const to = Math.min(magnitude.length, i + margin + 1);
    const last = runs.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else runs.push([from, to]);
  }
  return runs;
}

function signalWindow(re: Float64Array, im: Float64Array): Window {
  const magnitude = Float64Array.from(re, (value, i) => Math.hypot(value, im[i]!));
  let pivot = 0;
  for (let i = 1; i < magnitude.length; i++) if (magnitude[i]! > magnitude[pivot]!) pivot = i;
  const median = medianOf(magnitude);
  const maximum = magnitude[pivot]!;
  if (!(maximum > 0) || maximum < LEAST_MAXIMUM * median) {
    throw new InputError({
      what: "the spectrum holds no line to phase by",
      found: `a largest magnitude ${median > 0 ? (maximum / median).toFixed(1) : "0"} times the median`,
      expected: `${LEAST_MAXIMUM} times or more`,
      remedy: "give the phase, or take the row with the strongest signal",
    });
  }
  const margin = Math.max(8, magnitude.length >> 9);
  let threshold = Math.max(SIGNAL_OVER_MEDIAN * median, 0.003 * maximum);
  for (;;) {
    const runs = runsAbove(magnitude, threshold, margin);
    const count = runs.reduce((sum, [from, to]) => sum + to - from, 0);
    if (count <= MOST_POINTS || threshold > maximum / 2) return { runs, pivot };
    threshold *= 2;
  }
}

/** A measure of how badly phased the points of the window are; smaller is better. */
type Measure = (re: Float64Array, im: Float64Array, window: Window, zero: number, first: number) => number;

/** Calls `use` with the phased real part of every point of a run, in order; a new run begins with `first` true. */
function phased(
  re: Float64Array,
  im: Float64Array,
  window: Window,
  zero: number,
  first: number,
  use: (value: number, begins: boolean) => void,
): void {
  const step = (first * Math.PI) / 180 / re.length;
  const cs = Math.cos(step);
  const sn = Math.sin(step);
  for (const [from, to] of window.runs) {
    const angle = (zero * Math.PI) / 180 + step * (from - window.pivot);
    let c = Math.cos(angle);
    let s = Math.sin(angle);
    for (let k = from; k < to; k++) {
      use(re[k]! * c - im[k]! * s, k === from);
      const turned = c * cs - s * sn;
      s = s * cs + c * sn;
      c = turned;
    }
  }
}

/** Entropy of the slopes of the phased real part plus the weighted share of negative intensity. */
const entropyOfSlopes: Measure = (re, im, window, zero, first) => {
  let [sum, sumLog, negative, power, before] = [0, 0, 0, 0, 0];
  phased(re, im, window, zero, first, (value, begins) => {
    const slope = begins ? 0 : Math.abs(value - before);
    before = value;
    power += value * value;
    if (value < 0) negative += value * value;
    if (slope > 0) {
      sum += slope;
      sumLog += slope * Math.log(slope);
    }
  });
  // -sum h ln h with h = slope/sum is ln(sum) - sum(slope ln slope)/sum.
  return sum > 0 ? Math.log(sum) - sumLog / sum + (PENALTY_WEIGHT * negative) / power : 0;
};

/** Absolute area of the phased real part, negative area counted twice. */
const absoluteArea: Measure = (re, im, window, zero, first) => {
  let area = 0;
  phased(re, im, window, zero, first, (value) => {
    area += value < 0 ? -2 * value : value;
  });
  return area;
};

/** Share by which 180 degrees of first order raise the measure: one line alone says nothing about the first order. */
const FIRST_ORDER_COST = 0.05;

type Pair = readonly [number, number];

/** Compass search from `start` with steps of `size` degrees in zero and three times that in first order. */
function descend(measure: (pair: Pair) => number, start: Pair, size: number): Pair {
  let best = start;
  let least = measure(start);
  for (let step = size; step > FINEST_DEGREES; ) {
    let moved = false;
    for (const [dz, df] of DIRECTIONS) {
      const next: Pair = [best[0] + dz * step, best[1] + 3 * df * step];
      if (Math.abs(next[1]) > MOST_FIRST_DEGREES) continue;
      const value = measure(next);
      if (value < least) [least, best, moved] = [value, next, true];
    }
    if (!moved) step /= 2;
  }
  return best;
}

/**
 * Zero- and first-order phase that make a spectrum absorptive and upright, in two steps over the points around its lines:
 * 1. the pair of least entropy of the slopes of the real part, -sum h ln h with h_k = |R'_k|/sum |R'|, plus a penalty on
 *    negative intensity (its share of the squared intensity times 20), on a grid of 10 by 30 degrees and by descent;
 * 2. from there the pair of least absolute area, sum |R|, negative area counted twice. A dispersive tail falls as 1/nu
 *    and an absorptive one as 1/nu^2, so this minimum is sharp where that of the entropy is flat.
 * The first-order phase stays within 180 degrees either way, and a small one is preferred where the lines leave it open. Meant for spectra whose lines have one sign; of an inversion recovery take a row that has recovered.
 * @throws InputError when no point stands above the noise
 * Source: Chen, Weng, Goh & Garland, J. Magn. Reson. 2002, 158, 164 (entropy and penalty); de Brouwer, J. Magn. Reson.
 * 2009, 201, 230 (comparison of measures).
 */
export function automaticPhase(re: Float64Array, im: Float64Array): Phase {
  const window = signalWindow(re, im);
  const entropy = ([zero, first]: Pair): number => entropyOfSlopes(re, im, window, zero, first);
  const area = ([zero, first]: Pair): number =>
    absoluteArea(re, im, window, zero, first) * (1 + FIRST_ORDER_COST * (first / 180) ** 2);
  let best: Pair = [0, 0];
  let least = Number.POSITIVE_INFINITY;
  for (const first of GRID_FIRST_DEGREES) {
    for (let zero = -180; zero < 180; zero += GRID_ZERO_DEGREES) {
      const value = entropy([zero, first]);
      if (value < least) [least, best] = [value, [zero, first]];
    }
  }
  const coarse = descend(entropy, best, GRID_ZERO_DEGREES / 2);
  const [zero, first] = descend(area, coarse, GRID_ZERO_DEGREES / 2);
  return phaseAbout(window.pivot / re.length, zero, first);
}

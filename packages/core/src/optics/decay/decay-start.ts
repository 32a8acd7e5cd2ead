import { weightedGram } from "../../numerics/weighted-gram.ts";
import type { Convolver } from "./convolver.ts";
import { BACKGROUND, type DecayModelFunction, PROMPT, SHIFT } from "./decay-model.ts";

/** Where and with what a search for starts looks. */
export interface StartSearch {
  readonly model: DecayModelFunction;
  readonly convolver: Convolver;
  /** Counts of the fitted range; pile-up already divided out. */
  readonly counts: Float64Array;
  readonly widthNs: number;
  readonly responseWidthNs: number;
  /** A shift that puts the response well inside the record, and where its rise to half lies then, ns after the first channel. */
  readonly baseShiftNs: number;
  readonly responseEdgeNs: number;
  /** Whether a shift of 0 is likely. */
  readonly isNearZero: boolean;
  readonly prompt: boolean;
  /** Held values; null where it is to be found. */
  readonly background: number | null;
  readonly shiftNs: number | null;
  readonly starts: number;
}

const BINS = 64;
const LIFETIMES = 9;
/** Lifetimes tried reach from this share of the response's width to this many fitted ranges. */
const SHORTEST = 0.2;
const LONGEST = 1.5;
/** Shifts are tried in steps of this share of the response's width, so many to either side of a guess. */
const SHIFT_STEP = 1 / 3;
const SHIFT_STEPS = 3;
const SWEEPS = 20;
/** Counts per channel a background starts with at least. */
const LEAST_BACKGROUND = 1e-3;
/** A component starts with at least this share of the largest amplitude: at 0 its lifetime would have no slope. */
const LEAST_SHARE = 1e-3;

/**
 * Edges of about `bins` bins (channels of the range): half by equal times, half by equal counts, so that edge and tail are both
 * seen.
 */
export function binEdges(counts: Float64Array, bins: number = BINS): Int32Array {
  const n = counts.length;
  const total = counts.reduce((sum, value) => sum + value, 0) || 1;
  const byCounts = (0.5 * bins) / total;
  const byTime = (0.5 * bins) / n;
  const edges = [0];
  let seen = 0;
  for (let i = 0; i < n; i++) {
    seen += counts[i]!;
    if (seen * byCounts + (i + 1) * byTime >= edges.length) edges.push(i + 1);
  }
  if (edges.at(-1)! < n) edges.push(n);
  return Int32Array.from(edges);
}

/** Least squares with no negative unknown by coordinate descent on the normal matrix, from 0; returns the fall of the sum of squares. */
function nonNegative(
  gram: Float64Array,
  rhs: Float64Array,
  width: number,
  used: readonly number[],
  out: Float64Array,
): number {
  out.fill(0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let k = 0; k < used.length; k++) {
      const a = used[k]!;
      const own = gram[a * width + a]!;
      if (!(own > 0)) continue;
      let slope = rhs[a]!;
      for (let l = 0; l < used.length; l++) slope -= gram[a * width + used[l]!]! * out[used[l]!]!;
      const next = Math.max(0, out[a]! + slope / own);
      moved = Math.max(moved, Math.abs(next - out[a]!) * Math.sqrt(own));
      out[a] = next;
    }
    if (moved < 1e-3) break;
  }
  let fall = 0;
  for (const a of used) {
    let sum = 2 * rhs[a]!;
    for (const b of used) sum -= gram[a * width + b]! * out[b]!;
    fall += sum * out[a]!;
  }
  return fall;
}

/** First channel at which the counts, smoothed over three channels, reach half of their largest value. */
function risingEdge(counts: Float64Array): number {
  const n = counts.length;
  let most = 0;
  for (let i = 1; i < n - 1; i++) {
    const sum = counts[i - 1]! + counts[i]! + counts[i + 1]!;
    if (sum > most) most = sum;
  }
  let i = 1;
  while (i < n - 2 && counts[i - 1]! + counts[i]! + counts[i + 1]! < most / 2) i++;
  return i;
}

/** All ways to take `count` of the first `of` whole numbers, rising. */
function choices(of: number, count: number): number[][] {
  if (count === 0) return [[]];
  const found: number[][] = [];
  const grow = (chosen: number[], next: number): void => {
    if (chosen.length === count) {
      found.push(chosen);
      return;
    }
    for (let j = next; j <= of - (count - chosen.length); j++) grow([...chosen, j], j + 1);
  };
  grow([], 0);
  return found;
}

/** Shifts tried, channels beyond the base: about where the response's rise meets the decay's. */
function shiftsToTry(search: StartSearch, baseNs: number): readonly number[] {
  const { model, convolver, counts, widthNs, responseWidthNs, responseEdgeNs } = search;
  if (!convolver.movable || search.shiftNs !== null) return [0];
  const edge = model.range.first + risingEdge(counts) - responseEdgeNs / widthNs;
  const step = Math.max(0.5, (SHIFT_STEP * responseWidthNs) / widthNs);
  const tries = Array.from({ length: 2 * SHIFT_STEPS + 1 }, (_, k) => edge + (k - SHIFT_STEPS) * step);
  return search.isNearZero ? [...tries, -baseNs / widthNs] : tries;
}

/**
 * Starting values for a decay: on binned counts every combination of lifetimes of a coarse grid is fitted linearly with
 * amplitudes that are not negative, at the shift that suits the whole grid best. Several starts are returned, best first.
 */
export function decayStarts(search: StartSearch): readonly Float64Array[] {
  const { model, convolver, counts, widthNs, prompt, starts } = search;
  const { first } = model.range;
  const edges = binEdges(counts);
  const bins = edges.length - 1;
  const rangeNs = counts.length * widthNs;
  const components = model.components.length;
  const shortest = Math.min(Math.max(0.5 * widthNs, SHORTEST * search.responseWidthNs), 0.1 * rangeNs);
  const tried = Math.max(LIFETIMES, components);
  const lifetimes = Float64Array.from(
    { length: tried },
    (_, j) => shortest * ((LONGEST * rangeNs) / shortest) ** (j / (tried - 1)),
  );
  // Columns: lifetimes, then prompt, then background.
  const width = tried + 2;
  const last = first + counts.length;
  const base = search.shiftNs ?? search.baseShiftNs;
  convolver.setShift(base, false);
  const shifts = shiftsToTry(search, base);
  // Running sums of every column at every bin edge, for every shift: place (shift, edge), then column.
  const edgeSums = new Float64Array(shifts.length * (bins + 1) * (tried + 1));
  const value = new Float64Array(last);
  const running = new Float64Array(last + 1);
  for (let j = 0; j <= tried; j++) {
    if (j < tried) convolver.exponential(lifetimes[j]!, value, null, null);
    else convolver.prompt(value, null);
    let so = 0;
    for (let i = 0; i < last; i++) {
      so += value[i]!;
      running[i + 1] = so;
    }
    for (let s = 0, at = j; s < shifts.length; s++) {
      for (let k = 0; k <= bins; k++, at += tried + 1) {
        const place = Math.min(Math.max(first + edges[k]! - shifts[s]!, 0), last);
        const i = Math.min(Math.floor(place), last - 1);
        edgeSums[at] = running[i]! + (place - i) * (running[i + 1]! - running[i]!);
      }
    }
  }
  const binned = new Float64Array(bins);
  const weight = new Float64Array(bins);
  for (let k = 0; k < bins; k++) {
    for (let i = edges[k]!; i < edges[k + 1]!; i++) binned[k] = binned[k]! + counts[i]!;
    weight[k] = 1 / Math.max(1, binned[k]!);
  }
  const design = new Float64Array(bins * width);
  const gram = new Float64Array(width * width);
  const rhs = new Float64Array(width);
  const pull = new Float64Array(bins);
  const columnsOfDesign = Int32Array.from({ length: width }, (_, j) => j);
  const solution = new Float64Array(width);
  const fillGram = (shift: number): void => {
    const columns = tried + 1;
    let at = shift * (bins + 1) * columns;
    for (let k = 0; k < bins; k++) {
      for (let j = 0; j < columns; j++, at++) {
        design[k * width + j] = edgeSums[at + columns]! - edgeSums[at]!;
      }
      design[k * width + columns] = edges[k + 1]! - edges[k]!;
    }
    for (let k = 0; k < bins; k++) {
      const held = search.background === null ? 0 : search.background * (edges[k + 1]! - edges[k]!);
      pull[k] = weight[k]! * (binned[k]! - held);
    }
    weightedGram(design, columnsOfDesign, weight, pull, gram, rhs);
  };
  const extras = [...(prompt ? [tried] : []), ...(search.background === null ? [tried + 1] : [])];
  const everything = [...lifetimes.keys(), ...extras];

  let best = 0;
  let bestFall = Number.NEGATIVE_INFINITY;
  for (let s = 0; shifts.length > 1 && s < shifts.length; s++) {
    fillGram(s);
    const fall = nonNegative(gram, rhs, width, everything, solution);
    if (fall > bestFall) {
      bestFall = fall;
      best = s;
    }
  }
  fillGram(best);
  const ranked = choices(tried, components)
    .map((chosen) => ({ chosen, fall: nonNegative(gram, rhs, width, [...chosen, ...extras], solution) }))
    .sort((a, b) => b.fall - a.fall)
    .slice(0, starts);
  return ranked.map(({ chosen }) => {
    nonNegative(gram, rhs, width, [...chosen, ...extras], solution);
    const largest = Math.max(...chosen.map((j) => solution[j]!), 1e-3);
    const start = new Float64Array(model.parameters.length);
    start[BACKGROUND] = search.background ?? Math.max(solution[tried + 1]!, LEAST_BACKGROUND);
    start[PROMPT] = prompt ? solution[tried]! : 0;
    start[SHIFT] = search.shiftNs ?? base + shifts[best]! * widthNs;
    model.parameters.forEach(({ component, place, start: usual }, index) => {
      if (component === undefined || place === undefined) return;
      const j = chosen[component]!;
      if (place === 0) start[index] = Math.max(solution[j]!, LEAST_SHARE * largest);
      else if (place === 1) start[index] = lifetimes[j]!;
      else start[index] = usual ?? 1;
    });
    return start;
  });
}

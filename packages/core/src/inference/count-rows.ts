import { logScratch, weightedLogs } from "../numerics/weighted-logs.ts";
import { halfDeviance } from "./noise-terms.ts";

/**
 * Up to so many counts the logarithms of a whole data set are taken at once: what that rounds away grows with the counts, 1e-16 of
 * them. Beyond, each channel is compared by itself, which keeps the digits of small differences.
 */
const MOST_COUNTS = 1e7;
/** Means below this are not normal numbers, or nearly. */
const LEAST_MEAN = 1e-300;
/** A count and its mean that differ by less than this share are compared by a series that keeps the digits. */
const CLOSE = 0.01;

/** Whether the logarithms of a data set may be taken all at once: not too many counts, means that are normal numbers. */
const isPlain = (total: number, leastMean: number): boolean => leastMean >= LEAST_MEAN && total < MOST_COUNTS;

/** Half the deviance of one channel, to its last digits; NaN where the mean is impossible. */
function carefulTerm(y: number, m: number): number {
  if (!(m > 0)) return m === 0 && y === 0 ? 0 : Number.NaN;
  const excess = m - y;
  if (y === 0) return m;
  return Math.abs(excess) < CLOSE * y ? halfDeviance(y, m) : excess + y * Math.log(y / m);
}

/** Deviance 2 sum (m - y + y ln (y / m)) of counts y about their means m; NaN where a mean is impossible. */
export function countDeviance(observed: Float64Array, predicted: Float64Array): number {
  const scratch = logScratch(observed.length);
  const { numbers } = scratch;
  const counted = new Float64Array(observed.length);
  let least = Number.POSITIVE_INFINITY;
  let total = 0;
  let excesses = 0;
  let lit = 0;
  for (let i = 0; i < observed.length; i++) {
    const m = predicted[i]!;
    const y = observed[i]!;
    excesses += m - y;
    total += y;
    counted[lit] = y;
    numbers[lit] = y / m;
    lit += y > 0 ? 1 : 0;
    if (!(m >= least)) least = m;
  }
  if (isPlain(total, least)) return 2 * (excesses + weightedLogs(counted, 0, numbers, scratch, lit));
  let cost = 0;
  for (let i = 0; i < observed.length; i++) cost += carefulTerm(observed[i]!, predicted[i]!);
  return 2 * cost;
}

/** Rows of counts y that are all measured, of mean m: see {@link countRows}. */
export interface CountRows {
  /** Times 1 / m: the information of the mean. */
  readonly weight: Float64Array;
  /** Times (m - y) / m: half the slope of the cost by the mean. */
  readonly pull: Float64Array;
  /** Sum of pull^2 / weight at the last evaluation. */
  square(): number;
  /** Rewrites the rows; returns the deviance 2 sum (m - y + y ln (y / m)), NaN where a mean is impossible. */
  evaluate(): number;
}

/**
 * Poisson rows of a data set.
 *
 * @param observed counts y; @param predicted means m, counts; both read at every evaluation
 * @param multiplicity how often each counts
 * Source: T. A. Laurence & B. A. Chromy, Nat. Methods 7 (2010) 338.
 */
export function countRows(
  observed: Float64Array,
  predicted: Float64Array,
  multiplicity: Float64Array,
): CountRows {
  const n = observed.length;
  const weight = new Float64Array(n);
  const pull = new Float64Array(n);
  const scratch = logScratch(n);
  const counted = new Float64Array(n);
  let square = 0;

  const evaluate = (): number => {
    const { numbers } = scratch;
    let least = Number.POSITIVE_INFINITY;
    let total = 0;
    let excesses = 0;
    let lit = 0;
    square = 0;
    for (let i = 0; i < n; i++) {
      const m = predicted[i]!;
      const y = observed[i]!;
      const times = multiplicity[i]!;
      const inverse = 1 / m;
      const w = times * inverse;
      const excess = m - y;
      const p = excess * w;
      weight[i] = w;
      pull[i] = p;
      square += excess * p;
      excesses += times * excess;
      // Channels without counts have no logarithm: what follows overwrites them.
      const count = times * y;
      counted[lit] = count;
      numbers[lit] = y * inverse;
      total += count;
      lit += count > 0 ? 1 : 0;
      if (!(m >= least)) least = m;
    }
    if (isPlain(total, least)) {
      return 2 * (excesses + weightedLogs(counted, 0, numbers, scratch, lit));
    }
    let cost = 0;
    square = 0;
    for (let i = 0; i < n; i++) {
      const m = predicted[i]!;
      if (m === 0) {
        weight[i] = 0;
        pull[i] = 0;
      }
      square += pull[i]! * (m - observed[i]!);
      cost += multiplicity[i]! * carefulTerm(observed[i]!, m);
    }
    return 2 * cost;
  };
  return { weight, pull, square: () => square, evaluate };
}

import { erfc } from "../../numerics/error-function.ts";

/** Moments of the deviance of one Poisson count about its known mean. */
export interface DevianceMoments {
  readonly mean: number;
  readonly variance: number;
  /** Covariance of the deviance with the count. */
  readonly withCount: number;
}

/** Terms are summed this many standard deviations to either side, and this many counts further. */
const REACH = 9;
const FURTHER = 30;

/**
 * Expectation and variance of D = 2 (m - n + n ln(n / m)) over Poisson counts n of mean m, by the exact sum. At small means it is far
 * from the 1 that a chi-squared would have: 0.47 at m = 0.1, 1.15 at 1, 1.002 at 100.
 *
 * @param mean counts, 0 to about 1e6
 */
export function devianceMoments(mean: number): DevianceMoments {
  if (!(mean > 0)) return { mean: 0, variance: 0, withCount: 0 };
  const spread = Math.sqrt(mean);
  const from = Math.max(0, Math.floor(mean - REACH * spread - FURTHER));
  const to = Math.ceil(mean + REACH * spread + FURTHER);
  const centre = Math.floor(mean);
  let probability = 0;
  let first = 0;
  let second = 0;
  let cross = 0;
  const add = (n: number, p: number): void => {
    const deviance = 2 * (mean - n + (n > 0 ? n * Math.log(n / mean) : 0));
    probability += p;
    first += p * deviance;
    second += p * deviance * deviance;
    cross += p * deviance * (n - mean);
  };
  // Relative probabilities outward from the middle, normalised at the end: no factorial is needed.
  let p = 1;
  for (let n = centre; n <= to; n++) {
    add(n, p);
    p *= mean / (n + 1);
  }
  p = 1;
  for (let n = centre; n > from; n--) {
    p *= n / mean;
    add(n - 1, p);
  }
  const expected = first / probability;
  return {
    mean: expected,
    variance: second / probability - expected * expected,
    withCount: cross / probability,
  };
}

/** Moments are tabled between these means, evenly in ln m; above, by their series in 1 / m. */
const TABLE_FROM = 1e-6;
const TABLE_TO = 300;
const TABLE_STEPS = 1200;
let table: Float64Array | null = null;

function momentTable(): Float64Array {
  if (table) return table;
  const made = new Float64Array(3 * (TABLE_STEPS + 1));
  for (let k = 0; k <= TABLE_STEPS; k++) {
    const m = devianceMoments(TABLE_FROM * (TABLE_TO / TABLE_FROM) ** (k / TABLE_STEPS));
    made[3 * k] = m.mean;
    made[3 * k + 1] = m.variance;
    made[3 * k + 2] = m.withCount;
  }
  table = made;
  return made;
}

/**
 * Adds mean, variance and covariance with the count at `mean` to `out[0..2]`, from a table, to 1e-5 relative.
 */
function lookUp(mean: number, out: Float64Array): void {
  if (mean > TABLE_TO) {
    const u = 1 / mean;
    out[0] = 1 + u / 6 + (u * u) / 6;
    out[1] = 2 + (2 * u) / 3;
    out[2] = -u / 6;
    return;
  }
  if (mean <= TABLE_FROM) {
    // A lone count is all that matters: D = 2 (m - 1 - ln m) with probability m.
    const lone = -2 * (1 + Math.log(Math.max(mean, Number.MIN_VALUE)));
    out[0] = mean * (2 + lone);
    out[1] = mean * lone * lone;
    out[2] = mean * lone;
    return;
  }
  const values = momentTable();
  const place = (TABLE_STEPS * Math.log(mean / TABLE_FROM)) / Math.log(TABLE_TO / TABLE_FROM);
  const k = Math.min(TABLE_STEPS - 1, Math.floor(place));
  const f = place - k;
  for (let j = 0; j < 3; j++) out[j] = (1 - f) * values[3 * k + j]! + f * values[3 * k + 3 + j]!;
}

/** How a deviance compares with what counting noise alone would give. */
export interface GoodnessOfFit {
  readonly deviance: number;
  /** Expected deviance at the fitted means, less one for each fitted parameter. */
  readonly expected: number;
  readonly standardDeviation: number;
  /** (deviance - expected) / standard deviation. */
  readonly z: number;
  /** Probability of so large a deviance, were the model true. */
  readonly p: number;
}

/** Slopes of the means by parameters: row-major channels x `width`, and the columns of those that were fitted. */
export interface FittedSlopes {
  readonly matrix: Float64Array;
  readonly width: number;
  readonly columns: readonly number[];
}

/**
 * Compares a deviance with its exact expectation at the fitted means. "One per degree of freedom" is wrong by half at a tenth
 * of a count per channel. The variance is that which is left at given estimates: the part of the deviance that
 * goes with the fitted parameters, g^T F^-1 g with g_j = sum of cov(D_i, n_i) dm_i/dp_j / m_i, is taken off.
 *
 * @param means fitted mean of each channel
 * @param slopes dm / dp of the fitted parameters; null where none was fitted
 * @param covariance of those parameters, row-major; null where there is none
 * Source: P. McCullagh, Int. Stat. Rev. 53 (1985) 61.
 */
export function goodnessOfFit(
  deviance: number,
  means: Float64Array,
  slopes: FittedSlopes | null,
  covariance: Float64Array | null,
): GoodnessOfFit {
  const parameters = slopes?.columns.length ?? 0;
  const moments = new Float64Array(3);
  const g = new Float64Array(parameters);
  let expected = 0;
  let variance = 0;
  for (let i = 0; i < means.length; i++) {
    const m = means[i]!;
    lookUp(m, moments);
    expected += moments[0]!;
    variance += moments[1]!;
    if (!slopes || !(m > 0)) continue;
    const weight = moments[2]! / m;
    const base = i * slopes.width;
    for (let j = 0; j < parameters; j++) g[j] = g[j]! + weight * slopes.matrix[base + slopes.columns[j]!]!;
  }
  expected -= parameters;
  let explained = 0;
  if (covariance) {
    for (let a = 0; a < parameters; a++) {
      for (let b = 0; b < parameters; b++) explained += g[a]! * covariance[a * parameters + b]! * g[b]!;
    }
  }
  const left = Math.max(variance - explained - 2 * parameters, 0.05 * variance);
  const standardDeviation = Math.sqrt(left);
  const z = standardDeviation > 0 ? (deviance - expected) / standardDeviation : 0;
  return { deviance, expected, standardDeviation, z, p: 0.5 * erfc(z * Math.SQRT1_2) };
}

/**
 * The deviances of several decays together.
 *
 * @param shared parameters fitted to all of them, not counted in any
 */
export function totalGoodness(members: readonly GoodnessOfFit[], shared: number): GoodnessOfFit {
  let [deviance, expected, variance] = [0, -shared, 0];
  for (const one of members) {
    deviance += one.deviance;
    expected += one.expected;
    variance += one.standardDeviation ** 2;
  }
  const standardDeviation = Math.sqrt(Math.max(variance - 2 * shared, 0.05 * variance));
  const z = standardDeviation > 0 ? (deviance - expected) / standardDeviation : 0;
  return { deviance, expected, standardDeviation, z, p: 0.5 * erfc(z * Math.SQRT1_2) };
}

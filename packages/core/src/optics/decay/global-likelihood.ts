import type { LeastSquaresModel } from "../../inference/index.ts";
import { choleskyFactor, choleskySolve } from "../../numerics/cholesky.ts";
import { logScratch, weightedLogs } from "../../numerics/weighted-logs.ts";
import { columnMixture, columnSums } from "./column-sums.ts";
import { continuedMean, LEAST_MEAN } from "./decay-model.ts";
import type { SharedTerms } from "./shared-terms.ts";

/**
 * Amplitudes of a decay are settled when -2 ln L can fall by less than this. The fall and its effect on the shared values are
 * then taken to second order.
 */
const SETTLED = 1e-4;
/** Below this the pass that gives the derivatives by the shared values too is taken at once. */
const NEARLY_SETTLED = 0.1;
/** Newton steps are damped from this decrement on. */
const DAMPED_FROM = 0.25;
const MOST_PASSES = 60;
/** Ridge, relative to the diagonal, of an information matrix that is singular but for rounding. */
const RIDGE = 1e-11;

/** Poisson likelihood of a series over its shared values, the amplitudes of each decay eliminated. */
export interface GlobalLikelihood extends LeastSquaresModel {
  /** decays x terms, of the last evaluation; may be written as a start before the first. */
  readonly amplitudes: Float64Array;
  /** Of the last evaluation: decays x terms x shared, d amplitude / d shared value. */
  readonly response: Float64Array;
  /** Of the last evaluation: decays x terms x terms, covariance of the amplitudes at held shared values. */
  readonly covariance: Float64Array;
  /** Of the last evaluation: deviance of each decay. */
  readonly deviances: Float64Array;
  /** Passes over all channels of one decay so far. */
  passes(): number;
}

/**
 * Makes the likelihood of a series: cost = sum of Poisson deviances, amplitudes of each decay (none negative) at their most likely
 * values. For each decay Newton's method settles its amplitudes; the information of the shared values is the Schur complement of the
 * amplitudes' block, sum over decays of I_ss - I_sa I_aa^-1 I_as with curvature n / m^2. It is handed on as its triangle.
 *
 * @param counts decays x rows
 * Sources: curvature T. A. Laurence & B. A. Chromy, Nat. Methods 7 (2010) 338; damping of Newton's method for self-concordant
 * functions: Y. Nesterov & A. Nemirovskii, Interior-Point Polynomial Algorithms in Convex Programming (1994), chapter 2.
 */
export function globalLikelihood(counts: Float64Array, terms: SharedTerms): GlobalLikelihood {
  const { rows, lifetimes, columns, byShift, offset, hasShift } = terms;
  const T = terms.terms;
  const decays = counts.length / rows;
  const shared = lifetimes + (hasShift ? 1 : 0);
  const wide = T + lifetimes;
  const pairs = (wide * (wide + 1)) / 2;
  const termPairs = (T * (T + 1)) / 2;
  const amplitudes = new Float64Array(decays * T);
  const response = new Float64Array(decays * T * shared);
  const covariance = new Float64Array(decays * T * T);
  const deviances = new Float64Array(decays);
  /** What a deviance has beyond 2 sum (m - n ln m). */
  const constants = new Float64Array(decays);
  const products = new Float64Array(pairs * rows);
  const mean = new Float64Array(rows);
  const scratch = logScratch(rows);
  const pull = new Float64Array(rows);
  const weight = new Float64Array(rows);
  const moved = new Float64Array(rows);
  const slope = new Float64Array(wide + 1);
  const gram = new Float64Array(pairs);
  const crossed = new Float64Array(wide + 1);
  const factor = new Float64Array(T * T);
  const step = new Float64Array(T);
  const solved = new Float64Array(T);
  const free = new Int32Array(T);
  const information = new Float64Array(shared * shared);
  const gradient = new Float64Array(shared);
  const own = new Float64Array(shared * shared);
  const ownSlope = new Float64Array(shared);
  const mixed = new Float64Array(T * shared);
  const last = new Float64Array(shared).fill(Number.NaN);
  for (let g = 0; g < decays; g++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const n = counts[g * rows + i]!;
      sum += n;
      mean[i] = n > 0 ? n : 1;
    }
    constants[g] = 2 * (weightedLogs(counts, g * rows, mean, scratch) - sum);
  }
  let passes = 0;

  const pair = (a: number, b: number): number => (a >= b ? (a * (a + 1)) / 2 + b : (b * (b + 1)) / 2 + a);

  /** Products of all columns, those of the terms first. */
  const fillProducts = (): void => {
    for (let a = 0; a < wide; a++) {
      for (let b = 0; b <= a; b++) {
        const to = pair(a, b) * rows;
        for (let i = 0; i < rows; i++) products[to + i] = columns[a * rows + i]! * columns[b * rows + i]!;
      }
    }
  };

  /** Means, pulls 1 - n/m and curvatures n/m^2 of a decay; returns its cost when asked. */
  const look = (g: number, withCost: boolean): number => {
    passes++;
    columnMixture(amplitudes, g * T, T, columns, rows, offset, mean);
    const from = g * rows;
    let total = 0;
    for (let i = 0; i < rows; i++) {
      const n = counts[from + i]!;
      const m = mean[i]!;
      const inverse = 1 / m;
      const ratio = n * inverse;
      pull[i] = 1 - ratio;
      weight[i] = ratio * inverse;
      total += m;
      if (!(m >= LEAST_MEAN)) total += continueMean(i, n, m);
    }
    return withCost ? constants[g]! + 2 * (total - weightedLogs(counts, from, mean, scratch)) : 0;
  };
  /** Continues a mean that is nearly or below 0 as the model of a single decay does; returns its change. */
  const continueMean = (i: number, n: number, m: number): number => {
    const raised = continuedMean(m);
    const scale = (raised / LEAST_MEAN) ** 2;
    mean[i] = raised;
    pull[i] = (1 - n / raised) * scale;
    weight[i] = (n / raised / raised) * scale * scale;
    return raised - m;
  };

  let freeCount = 0;
  /** Newton step of the free amplitudes; returns the decrement squared, the fall of -2 ln L it promises. */
  const newton = (g: number): number => {
    freeCount = 0;
    for (let t = 0; t < T; t++) {
      if (amplitudes[g * T + t]! > 0 || slope[t]! < 0) free[freeCount++] = t;
    }
    for (;;) {
      for (let i = 0; i < freeCount; i++) {
        const a = free[i]!;
        for (let j = 0; j <= i; j++) factor[i * freeCount + j] = gram[pair(a, free[j]!)]!;
        factor[i * freeCount + i] = factor[i * freeCount + i]! * (1 + RIDGE) + Number.MIN_VALUE;
        step[i] = -slope[a]!;
      }
      if (!choleskyFactor(factor, freeCount)) return Number.NaN;
      choleskySolve(factor, freeCount, step);
      // One that stands at 0 and would go below stays there.
      let kept = 0;
      for (let i = 0; i < freeCount; i++) {
        if (amplitudes[g * T + free[i]!]! > 0 || step[i]! > 0) free[kept++] = free[i]!;
      }
      if (kept === freeCount) break;
      freeCount = kept;
    }
    let decrement = 0;
    for (let i = 0; i < freeCount; i++) decrement -= step[i]! * slope[free[i]!]!;
    return decrement;
  };

  /** Multiplies the amplitudes by what expectation maximisation gives: slow, but never wrong. */
  const expectationStep = (g: number): void => {
    for (let t = 0; t < T; t++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += columns[t * rows + i]!;
      const factorOf = sum > 0 ? Math.max(0, 1 - slope[t]! / sum) : 1;
      amplitudes[g * T + t] = amplitudes[g * T + t]! * factorOf;
    }
  };

  /** Moves the amplitudes by the step, damped where it is long, as far as none becomes negative. */
  const move = (g: number, decrement: number): void => {
    const size = Math.sqrt(decrement);
    let most = size > DAMPED_FROM ? 1 / (1 + size) : 1;
    // A damped step is safe; up to twice as long it is still, and much faster far out.
    if (size > DAMPED_FROM) most = Math.min(1, 2 * most);
    let blocked = -1;
    for (let i = 0; i < freeCount; i++) {
      const at = amplitudes[g * T + free[i]!]!;
      if (at + most * step[i]! < 0) {
        most = -at / step[i]!;
        blocked = free[i]!;
      }
    }
    for (let i = 0; i < freeCount; i++) {
      const index = g * T + free[i]!;
      amplitudes[index] = Math.max(0, amplitudes[index]! + most * step[i]!);
    }
    if (blocked >= 0) amplitudes[g * T + blocked] = 0;
  };

  /** Column of the shift for this decay, and its products with all others. */
  const shiftColumn = (g: number): void => {
    const movable = byShift.length / rows;
    moved.fill(0);
    columnMixture(amplitudes, g * T, movable, byShift, rows, moved, moved);
    let gradientSum = 0;
    let square = 0;
    for (let i = 0; i < rows; i++) {
      const c = moved[i]!;
      gradientSum += pull[i]! * c;
      const w = weight[i]! * c;
      square += w * c;
      moved[i] = w;
    }
    slope[wide] = gradientSum;
    columnSums(moved, columns, rows, wide, crossed);
    crossed[wide] = square;
  };

  /** Adds what a decay says of the shared values, its amplitudes eliminated to second order about their last Newton step. */
  const eliminate = (g: number): void => {
    for (let k = 0; k < lifetimes; k++) {
      const a = amplitudes[g * T + k]!;
      ownSlope[k] = a * slope[T + k]!;
      for (let l = 0; l <= k; l++) {
        own[k * shared + l] = a * amplitudes[g * T + l]! * gram[pair(T + k, T + l)]!;
      }
      for (let i = 0; i < freeCount; i++) mixed[i * shared + k] = a * gram[pair(T + k, free[i]!)]!;
    }
    if (hasShift) {
      const s = lifetimes;
      ownSlope[s] = slope[wide]!;
      own[s * shared + s] = crossed[wide]!;
      for (let l = 0; l < lifetimes; l++) own[s * shared + l] = amplitudes[g * T + l]! * crossed[T + l]!;
      for (let i = 0; i < freeCount; i++) mixed[i * shared + s] = crossed[free[i]!]!;
    }
    response.fill(0, g * T * shared, (g + 1) * T * shared);
    for (let p = 0; p < shared; p++) {
      for (let i = 0; i < freeCount; i++) solved[i] = mixed[i * shared + p]!;
      choleskySolve(factor, freeCount, solved);
      for (let i = 0; i < freeCount; i++) response[(g * T + free[i]!) * shared + p] = -solved[i]!;
      let sum = ownSlope[p]!;
      for (let i = 0; i < freeCount; i++) sum += mixed[i * shared + p]! * step[i]!;
      gradient[p] = gradient[p]! + sum;
      for (let q = p; q < shared; q++) {
        let entry = own[q * shared + p]!;
        for (let i = 0; i < freeCount; i++) entry -= mixed[i * shared + q]! * solved[i]!;
        information[q * shared + p] = information[q * shared + p]! + entry;
      }
    }
    const base = g * T * T;
    covariance.fill(0, base, base + T * T);
    for (let j = 0; j < freeCount; j++) {
      solved.fill(0);
      solved[j] = 1;
      choleskySolve(factor, freeCount, solved);
      for (let i = 0; i < freeCount; i++) covariance[base + free[i]! * T + free[j]!] = solved[i]!;
    }
  };

  /** Settles the amplitudes of a decay; returns its deviance. */
  const settle = (g: number, withSlopes: boolean): number => {
    let full = !Number.isNaN(last[0]!) || shared === 0;
    for (let pass = 0; ; pass++) {
      const cost = look(g, full);
      columnSums(pull, columns, rows, full ? wide : T, slope);
      columnSums(weight, products, rows, full && withSlopes ? pairs : termPairs, gram);
      const decrement = newton(g);
      if (!(decrement >= 0 && decrement < Number.POSITIVE_INFINITY)) {
        if (pass >= MOST_PASSES) return Number.NaN;
        expectationStep(g);
        continue;
      }
      const isOver = pass >= MOST_PASSES;
      if (full && (decrement < SETTLED || isOver)) {
        if (withSlopes) {
          if (hasShift) shiftColumn(g);
          eliminate(g);
        }
        move(g, decrement < SETTLED ? decrement : 0);
        return cost - (decrement < SETTLED ? decrement : 0);
      }
      move(g, decrement);
      // Quadratic convergence: the next decrement is about the square of this one.
      full = decrement < NEARLY_SETTLED || pass >= MOST_PASSES - 1;
    }
  };

  const predictAmplitudes = (x: Float64Array): void => {
    if (Number.isNaN(last[0]!)) return;
    for (let at = 0; at < amplitudes.length; at++) {
      const a = amplitudes[at]!;
      if (a === 0) continue;
      let change = 0;
      for (let p = 0; p < shared; p++) change += response[at * shared + p]! * (x[p]! - last[p]!);
      // An amplitude is not foretold to vanish.
      amplitudes[at] = Math.max(a + change, 0.1 * a);
    }
  };

  return {
    unknowns: shared,
    rows: shared + 1,
    amplitudes,
    response,
    covariance,
    deviances,
    passes: () => passes,
    evaluate: (x, residuals, jacobian) => {
      terms.set(x);
      fillProducts();
      predictAmplitudes(x);
      information.fill(0);
      gradient.fill(0);
      let cost = 0;
      for (let g = 0; g < decays; g++) {
        const deviance = settle(g, true);
        deviances[g] = deviance;
        cost += deviance;
      }
      last.set(x);
      if (!Number.isFinite(cost)) return Number.NaN;
      for (let p = 0; p < shared; p++) {
        information[p * shared + p] = information[p * shared + p]! * (1 + RIDGE) + Number.MIN_VALUE;
      }
      if (!choleskyFactor(information, shared)) return Number.NaN;
      let rest = cost;
      for (let p = 0; p < shared; p++) {
        let sum = gradient[p]!;
        for (let q = 0; q < p; q++) sum -= information[p * shared + q]! * residuals[q]!;
        residuals[p] = sum / information[p * shared + p]!;
        rest -= residuals[p]! ** 2;
      }
      residuals[shared] = Math.sqrt(Math.max(0, rest));
      if (jacobian) {
        const height = shared + 1;
        for (let b = 0; b < shared; b++) {
          for (let a = 0; a < height; a++) {
            jacobian[b * height + a] = a <= b ? information[b * shared + a]! : 0;
          }
        }
      }
      return cost;
    },
  };
}

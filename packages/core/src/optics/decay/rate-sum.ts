import { pivotedQr } from "../../numerics/linear-algebra.ts";
import type { EmissionComponent } from "./components/index.ts";

/**
 * Step of the fixed rates in ln k. A shape smooth in ln t is a sum of such exponentials to about exp(-pi^2 / (2 step)): within
 * 1e-5 of the peak for the sharpest (one exponential), 1e-8 for broad ones.
 */
const STEP = 0.35;
/** The shape is matched from this share of a channel up to this many records. */
const SHORTEST = 1e-3;
const LONGEST = 10;
/** Rates reach beyond the times matched by this much in ln k. */
const MARGIN = 1.5;
/** Weight of the rows that keep the sum of squared weights small: without them nearly equal exponentials cancel. */
const RIDGE = 1e-7;
const REFINEMENTS = 2;
/** Times to be matched for each rate. */
const TIMES_PER_RATE = 3;

/** Fixed lifetimes, and the weights with which they make up a shape on them. */
export interface RateSum {
  readonly lifetimesNs: Float64Array;
  /**
   * Weights of the lifetimes, and of d shape / d parameter: row-major (1 + parameters) x lifetimes.
   */
  weights(component: EmissionComponent, values: Float64Array, out: Float64Array): void;
}

/**
 * Writes any shape as a sum over fixed exponentials, by least squares at times spread evenly in ln t, so that the
 * recursion for exponentials serves every component. The weights are linear in the shape: their derivatives are those
 * of its derivatives. They may be negative; they are a quadrature, not a distribution.
 *
 * @param windowNs length of the record (or of the period, when longer)
 */
export function rateSum(widthNs: number, windowNs: number): RateSum {
  const shortest = SHORTEST * widthNs;
  const longest = LONGEST * windowNs;
  const span = Math.log(longest / shortest) + 2 * MARGIN;
  const count = Math.ceil(span / STEP) + 1;
  const lifetimesNs = Float64Array.from(
    { length: count },
    (_, j) => shortest * Math.exp(-MARGIN + (j * span) / (count - 1)),
  );
  const matched = TIMES_PER_RATE * count;
  const rows = matched + count;
  const times = Float64Array.from(
    { length: matched },
    (_, i) => shortest * Math.exp((i * Math.log(longest / shortest)) / (matched - 1)),
  );
  const matrix = new Float64Array(rows * count);
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < matched; i++) matrix[j * rows + i] = Math.exp(-times[i]! / lifetimesNs[j]!);
    matrix[j * rows + matched + j] = RIDGE;
  }
  const r = Float64Array.from(matrix);
  const order = new Int32Array(count);
  const rank = pivotedQr(r, rows, count, order, new Float64Array(rows));
  const right = new Float64Array(rows);
  const left = new Float64Array(rows);
  const solution = new Float64Array(count);
  const slopes = new Float64Array(8);

  /** Adds the solution of the seminormal equations R^T R w = A^T b to `out`. */
  const addSolution = (b: Float64Array, out: Float64Array, offset: number): void => {
    for (let k = 0; k < rank; k++) {
      const column = order[k]! * rows;
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += matrix[column + i]! * b[i]!;
      for (let i = 0; i < k; i++) sum -= r[k * rows + i]! * solution[i]!;
      solution[k] = sum / r[k * rows + k]!;
    }
    for (let k = rank - 1; k >= 0; k--) {
      let sum = solution[k]!;
      for (let j = k + 1; j < rank; j++) sum -= r[j * rows + k]! * solution[j]!;
      solution[k] = sum / r[k * rows + k]!;
      out[offset + order[k]!] = out[offset + order[k]!]! + solution[k]!;
    }
  };
  /** Refined, the seminormal equations reach the accuracy of QR (A. Bjoerck, Linear Algebra Appl. 88/89 (1987) 31). */
  const solve = (b: Float64Array, out: Float64Array, offset: number): void => {
    out.fill(0, offset, offset + count);
    b.fill(0, matched);
    left.set(b);
    for (let pass = 0; ; pass++) {
      addSolution(left, out, offset);
      if (pass === REFINEMENTS) return;
      left.set(b);
      for (let j = 0; j < count; j++) {
        const weight = out[offset + j]!;
        for (let i = 0; i < rows; i++) left[i] = left[i]! - weight * matrix[j * rows + i]!;
      }
    }
  };

  const wanted: Float64Array[] = [];
  return {
    lifetimesNs,
    weights: (component, values, out) => {
      const parameters = component.parameters.length;
      while (wanted.length < parameters) wanted.push(new Float64Array(rows));
      for (let i = 0; i < matched; i++) {
        right[i] = component.shape(times[i]!, values, slopes);
        for (let p = 0; p < parameters; p++) wanted[p]![i] = slopes[p]!;
      }
      solve(right, out, 0);
      for (let p = 0; p < parameters; p++) solve(wanted[p]!, out, (p + 1) * count);
    },
  };
}

import { pivotedQr } from "../numerics/linear-algebra.ts";
import { createDampedStep, type DampedStep, stepOfRadius } from "./trust-region.ts";

/** Arrays of one search, reused by the next one of the same shape. */
export interface LeastSquaresWorkspace {
  /** Rows and Jacobian at the point {@link minimise} returned. */
  residuals: Float64Array;
  jacobian: Float64Array;
  trialResiduals: Float64Array;
  trialJacobian: Float64Array;
  readonly qr: Float64Array;
  readonly rhs: Float64Array;
  readonly trial: Float64Array;
  readonly shift: Float64Array;
  readonly columnScale: Float64Array;
  readonly diagonal: Float64Array;
  readonly gradient: Float64Array;
  readonly order: Int32Array;
  readonly free: Int32Array;
  readonly damped: DampedStep;
}

/** Preallocates everything {@link minimise} needs. */
export function createWorkspace(rows: number, unknowns: number): LeastSquaresWorkspace {
  const vector = (): Float64Array => new Float64Array(unknowns);
  return {
    residuals: new Float64Array(rows),
    jacobian: new Float64Array(rows * unknowns),
    trialResiduals: new Float64Array(rows),
    trialJacobian: new Float64Array(rows * unknowns),
    qr: new Float64Array(rows * unknowns),
    rhs: new Float64Array(rows),
    trial: vector(),
    shift: vector(),
    columnScale: vector(),
    diagonal: vector(),
    gradient: vector(),
    order: new Int32Array(unknowns),
    free: new Int32Array(unknowns),
    damped: createDampedStep(unknowns),
  };
}

/** Column lengths and gradient at the current rows; false when an entry is not finite. */
export function linearise(w: LeastSquaresWorkspace, rows: number, unknowns: number): boolean {
  let check = 0;
  for (let j = 0; j < unknowns; j++) {
    let square = 0;
    let dot = 0;
    for (let i = 0, at = j * rows; i < rows; i++, at++) {
      const entry = w.jacobian[at]!;
      square += entry * entry;
      dot += entry * w.residuals[i]!;
    }
    w.columnScale[j] = Math.sqrt(square) || 1;
    if (Number.isFinite(square)) w.diagonal[j] = Math.max(w.diagonal[j]!, w.columnScale[j]!);
    w.gradient[j] = dot;
    check += square + dot;
  }
  return Number.isFinite(check);
}

/** Factors the columns in `free` of J, unit length each, against -(r + J shift); returns the rank. */
export function factor(w: LeastSquaresWorkspace, rows: number, unknowns: number, count: number): number {
  for (let i = 0; i < rows; i++) w.rhs[i] = -w.residuals[i]!;
  for (let j = 0; j < unknowns; j++) {
    const move = w.shift[j]!;
    if (move !== 0) for (let i = 0; i < rows; i++) w.rhs[i] = w.rhs[i]! - w.jacobian[j * rows + i]! * move;
  }
  for (let k = 0; k < count; k++) {
    const j = w.free[k]!;
    const scale = 1 / w.columnScale[j]!;
    for (let i = 0; i < rows; i++) w.qr[k * rows + i] = w.jacobian[j * rows + i]! * scale;
  }
  const rank = pivotedQr(w.qr, rows, count, w.order, w.rhs);
  const { r, c, d } = w.damped;
  for (let i = 0; i < count; i++) {
    for (let j = i; j < count; j++) r[i * count + j] = i < rows ? w.qr[j * rows + i]! : 0;
    c[i] = i < rows ? w.rhs[i]! : 0;
    const unknown = w.free[w.order[i]!]!;
    d[i] = w.diagonal[unknown]! / w.columnScale[unknown]!;
  }
  return rank;
}

/** The unknowns a step may move: not held, and not at a bound with the cost falling outward. */
export function collectFree(
  w: LeastSquaresWorkspace,
  x: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): number {
  let count = 0;
  for (let j = 0; j < x.length; j++) {
    const held = !(lower[j]! < upper[j]!);
    const stuck = (x[j]! <= lower[j]! && w.gradient[j]! >= 0) || (x[j]! >= upper[j]! && w.gradient[j]! <= 0);
    if (!held && !stuck) w.free[count++] = j;
  }
  return count;
}

/**
 * Puts x + step into `trial` and the step into `shift`, inside the bounds: the unknown that would cross its bound
 * first is set on it and the step of the others is solved again, until none crosses.
 *
 * @returns whether a bound was met, so that the factors of all free columns are no longer at hand
 */
export function boundedStep(
  w: LeastSquaresWorkspace,
  x: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  rows: number,
  count: number,
  rank: number,
  radius: number,
): boolean {
  w.shift.fill(0);
  w.trial.set(x);
  let left = count;
  let leftRank = rank;
  for (;;) {
    w.damped.damping = stepOfRadius(w.damped, left, leftRank, radius, w.damped.damping);
    for (let k = 0; k < left; k++) {
      const j = w.free[w.order[k]!]!;
      w.trial[j] = w.damped.z[k]! / w.columnScale[j]!;
    }
    let first = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < left; k++) {
      const j = w.free[k]!;
      const move = w.trial[j]!;
      const room = (move < 0 ? lower[j]! : upper[j]!) - x[j]!;
      if (Math.abs(move) > Math.abs(room) && room / move < least) {
        least = room / move;
        first = k;
      }
    }
    if (first < 0) break;
    const pinned = w.free[first]!;
    const bound = w.trial[pinned]! < 0 ? lower[pinned]! : upper[pinned]!;
    w.shift[pinned] = bound - x[pinned]!;
    // x + (bound - x) may miss the bound by a rounding, and the next step would be that rounding.
    w.trial[pinned] = bound;
    left--;
    w.free.copyWithin(first, first + 1, left + 1);
    if (left === 0) break;
    leftRank = factor(w, rows, x.length, left);
  }
  for (let k = 0; k < left; k++) {
    const j = w.free[k]!;
    w.shift[j] = w.trial[j]!;
    w.trial[j] = Math.min(Math.max(x[j]! + w.shift[j]!, lower[j]!), upper[j]!);
  }
  return left < count;
}

/** Decrease of the cost that the linearised model predicts for `shift`. */
export function predictedDecrease(w: LeastSquaresWorkspace, rows: number, unknowns: number): number {
  const change = w.rhs.fill(0);
  let slope = 0;
  for (let j = 0; j < unknowns; j++) {
    const move = w.shift[j]!;
    if (move === 0) continue;
    slope += w.gradient[j]! * move;
    for (let i = 0, at = j * rows; i < rows; i++, at++) change[i] = change[i]! + w.jacobian[at]! * move;
  }
  let square = 0;
  for (let i = 0; i < rows; i++) square += change[i]! * change[i]!;
  return -2 * slope - square;
}

/** |D x|. */
export function weightedLength(diagonal: Float64Array, x: Float64Array): number {
  let square = 0;
  for (let j = 0; j < x.length; j++) square += (diagonal[j]! * x[j]!) ** 2;
  return Math.sqrt(square);
}

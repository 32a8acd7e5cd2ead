import { DomainError } from "../errors.ts";
import { choleskyFactor } from "./cholesky.ts";

/** A column whose remaining length is below this fraction of the longest is taken as dependent on the others. */
const DEPENDENT_COLUMN = 1e-14;

/**
 * Householder QR with column pivoting, in place and without allocation: A P = Q R, and b becomes Q^T b.
 *
 * @param a column-major rows x columns (column j starts at j * rows); on return the upper triangle of R, whose
 *   column j belongs to the original column order[j]
 * @param order filled with the column order
 * @param b right-hand side of length rows, overwritten by Q^T b
 * @returns rank: leading diagonal entries of R above 1e-14 of the first; rows >= columns is not required
 * Source: Golub & Van Loan, Matrix Computations, 4th ed., algorithm 5.4.1, with column lengths recomputed.
 */
export function pivotedQr(
  a: Float64Array,
  rows: number,
  columns: number,
  order: Int32Array,
  b: Float64Array,
): number {
  for (let j = 0; j < columns; j++) order[j] = j;
  const steps = Math.min(rows, columns);
  let rank = 0;
  let first = 0;
  for (let k = 0; k < steps; k++) {
    let longest = -1;
    let pivot = k;
    for (let j = k; j < columns; j++) {
      const base = j * rows;
      let square = 0;
      for (let i = k; i < rows; i++) square += a[base + i]! * a[base + i]!;
      if (square > longest) {
        longest = square;
        pivot = j;
      }
    }
    if (pivot !== k) swapColumns(a, rows, k, pivot, order);
    const length = Math.sqrt(longest);
    if (k === 0) first = length;
    if (!(length > first * DEPENDENT_COLUMN)) break;
    rank++;
    reflect(a, rows, columns, k, length, b);
  }
  return rank;
}

function swapColumns(a: Float64Array, rows: number, k: number, pivot: number, order: Int32Array): void {
  const from = k * rows;
  const to = pivot * rows;
  for (let i = 0; i < rows; i++) {
    const held = a[from + i]!;
    a[from + i] = a[to + i]!;
    a[to + i] = held;
  }
  const held = order[k]!;
  order[k] = order[pivot]!;
  order[pivot] = held;
}

/** Applies the reflection that clears column k below the diagonal to the columns after it and to b. */
function reflect(
  a: Float64Array,
  rows: number,
  columns: number,
  k: number,
  length: number,
  b: Float64Array,
): void {
  const base = k * rows;
  const head = a[base + k]!;
  const diagonal = head > 0 ? -length : length;
  const lead = head - diagonal;
  a[base + k] = lead;
  const scale = -1 / (diagonal * lead);
  for (let j = k + 1; j < columns; j++) {
    const other = j * rows;
    let dot = 0;
    for (let i = k; i < rows; i++) dot += a[base + i]! * a[other + i]!;
    dot *= scale;
    for (let i = k; i < rows; i++) a[other + i] = a[other + i]! - dot * a[base + i]!;
  }
  let dot = 0;
  for (let i = k; i < rows; i++) dot += a[base + i]! * b[i]!;
  dot *= scale;
  for (let i = k; i < rows; i++) b[i] = b[i]! - dot * a[base + i]!;
  a[base + k] = diagonal;
}

/** Solves R x = b for the leading n x n upper triangle (column-major, column length `rows`), into `out`. */
export function solveUpper(
  r: Float64Array,
  rows: number,
  n: number,
  b: Float64Array,
  out: Float64Array,
): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let j = i + 1; j < n; j++) sum -= r[j * rows + i]! * out[j]!;
    out[i] = sum / r[i * rows + i]!;
  }
}

/** Inverse of the leading n x n upper triangle of a column-major matrix, as a row-major n x n upper triangle. */
export function invertUpper(r: Float64Array, rows: number, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let j = n - 1; j >= 0; j--) {
    inverse[j * n + j] = 1 / r[j * rows + j]!;
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += r[k * rows + i]! * inverse[k * n + j]!;
      inverse[i * n + j] = -sum / r[i * rows + i]!;
    }
  }
  return inverse;
}

/** Euclidean length of `count` entries from `base`. */
export function columnLength(a: Float64Array, base: number, count: number): number {
  let square = 0;
  for (let i = base; i < base + count; i++) square += a[i]! * a[i]!;
  return Math.sqrt(square);
}

/** What {@link solveLeastSquares} returns. */
export interface LeastSquaresSolution {
  readonly x: Float64Array;
  /** |A x - b|^2 of the data rows, ridge rows not counted. */
  readonly sumOfSquares: number;
  readonly rank: number;
  /** (A^T A + ridge^2)^-1, row-major columns x columns; null when the columns are linearly dependent. */
  readonly inverse: Float64Array | null;
}

/**
 * Linear least squares: the x that minimises |A x - b|^2 + sum_j (ridge_j x_j)^2.
 * Columns are scaled to unit length and pivoted, so units of the unknowns do not matter; a dependent column gets 0.
 *
 * @param a row-major rows x columns
 * @param b length rows
 * @param ridge optional length columns, adds the rows ridge_j x_j = 0
 * @throws DomainError when lengths disagree or an entry is not finite
 */
export function solveLeastSquares(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  columns: number,
  ridge?: Float64Array,
): LeastSquaresSolution {
  if (a.length !== rows * columns || b.length !== rows || (ridge && ridge.length !== columns)) {
    throw new DomainError({
      what: "a least-squares system has lengths that do not belong together",
      found: `${a.length} coefficients, ${b.length} right-hand sides, ${ridge?.length ?? 0} ridge entries`,
      expected: `${rows} x ${columns}, ${rows} and ${columns} or none`,
    });
  }
  if (!(a.every(Number.isFinite) && b.every(Number.isFinite))) {
    throw new DomainError({ what: "a least-squares system has an entry that is not a finite number" });
  }
  const tall = rows + (ridge ? columns : 0);
  const work = new Float64Array(tall * columns);
  const scale = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < rows; i++) work[j * tall + i] = a[i * columns + j]!;
    if (ridge) work[j * tall + rows + j] = ridge[j]!;
    scale[j] = columnLength(work, j * tall, tall) || 1;
    for (let i = 0; i < tall; i++) work[j * tall + i] = work[j * tall + i]! / scale[j]!;
  }
  const rhs = new Float64Array(tall);
  rhs.set(b);
  const order = new Int32Array(columns);
  const rank = pivotedQr(work, tall, columns, order, rhs);
  const pivoted = new Float64Array(columns);
  solveUpper(work, tall, rank, rhs, pivoted);
  const x = new Float64Array(columns);
  for (let j = 0; j < rank; j++) x[order[j]!] = pivoted[j]! / scale[order[j]!]!;
  let sumOfSquares = 0;
  for (let i = 0; i < rows; i++) {
    let miss = -b[i]!;
    for (let j = 0; j < columns; j++) miss += a[i * columns + j]! * x[j]!;
    sumOfSquares += miss * miss;
  }
  const inverse = rank === columns ? inverseOfGram(work, tall, columns, order, scale) : null;
  return { x, sumOfSquares, rank, inverse };
}

/**
 * (A^T A)^-1 from the pivoted QR of A with columns divided by `scale`; row-major n x n in the original column order.
 *
 * @param r column-major factor of {@link pivotedQr} with column length `rows`, of full rank
 */
export function inverseOfGram(
  r: Float64Array,
  rows: number,
  n: number,
  order: Int32Array,
  scale: Float64Array,
): Float64Array {
  const upper = invertUpper(r, rows, n);
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let sum = 0;
      for (let k = j; k < n; k++) sum += upper[i * n + k]! * upper[j * n + k]!;
      const [p, q] = [order[i]!, order[j]!];
      inverse[p * n + q] = sum / (scale[p]! * scale[q]!);
      inverse[q * n + p] = inverse[p * n + q]!;
    }
  }
  return inverse;
}

/**
 * Inverse of a symmetric positive definite matrix, row-major n x n; null when it is not positive definite.
 * The matrix is first scaled to a unit diagonal, so rows in very different units do no harm.
 */
export function symmetricInverse(a: Float64Array, n: number): Float64Array | null {
  const scale = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (!(a[i * n + i]! > 0)) return null;
    scale[i] = Math.sqrt(a[i * n + i]!);
  }
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) factor[i * n + j] = a[i * n + j]! / (scale[i]! * scale[j]!);
  }
  if (!choleskyFactor(factor, n)) return null;
  // The factor is lower triangular and row-major, which is the upper triangle L^T column-major.
  const order = Int32Array.from({ length: n }, (_, i) => i);
  return inverseOfGram(factor, n, n, order, scale);
}

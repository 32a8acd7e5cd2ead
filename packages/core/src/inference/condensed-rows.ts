import { pivotedQr } from "../numerics/linear-algebra.ts";
import type { RowTarget } from "./block.ts";
import type { OrdinaryBlock } from "./ordinary-block.ts";

/** A block with this many rows for each unknown is condensed: below it nothing is gained. */
const TALL = 8;
/**
 * Cholesky pivots of the normal matrix, its diagonal scaled to 1, below this leave too few digits: the rows are
 * then factored themselves.
 */
const LEAST_PIVOT = 1e-7;

/** Writes a block as few rows: see {@link condensedRows}. */
export interface CondensedRows {
  /** Unknowns + 1. */
  readonly rows: number;
  evaluate(parameters: Float64Array, scales: Float64Array, target: RowTarget): number;
}

/** Whether a block is better seen condensed: many rows, and no noise scale whose estimate needs them one by one. */
export function isTall(block: OrdinaryBlock, unknowns: number): boolean {
  return block.scales.length === 0 && block.rows >= TALL * (unknowns + 1);
}

/** Columns of a tile of {@link weightedGram}: nine sums and their six factors stay in registers. */
const TILE = 3;

/**
 * gram[a, b] = sum over rows of w s_a s_b, and gradient[a] = sum of g s_a, for the columns `free` of the row-major slopes,
 * w = scale^2, g = scale * residual.
 */
function weightedGram(
  block: OrdinaryBlock,
  free: Int32Array,
  gram: Float64Array,
  gradient: Float64Array,
): void {
  const { slopes, rowScale, rowResiduals, rows } = block;
  const p = free.length;
  const width = slopes.length / rows;
  for (let a = 0; a < p; a += TILE) {
    // Beyond the last column the tile repeats it; what that yields is not stored.
    const a0 = free[a]!;
    const a1 = free[Math.min(a + 1, p - 1)]!;
    const a2 = free[Math.min(a + 2, p - 1)]!;
    let [g0, g1, g2, s00, s01, s02, s11, s12, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let i = 0, at = 0; i < rows; i++, at += width) {
      const root = rowScale[i]!;
      const g = root * rowResiduals[i]!;
      const w = root * root;
      const u0 = slopes[at + a0]!;
      const u1 = slopes[at + a1]!;
      const u2 = slopes[at + a2]!;
      g0 += g * u0;
      g1 += g * u1;
      g2 += g * u2;
      const v0 = w * u0;
      const v1 = w * u1;
      s00 += v0 * u0;
      s01 += v0 * u1;
      s02 += v0 * u2;
      s11 += v1 * u1;
      s12 += v1 * u2;
      s22 += w * u2 * u2;
    }
    storeTile(gram, p, a, a, s00, s01, s02, s01, s11, s12, s02, s12, s22);
    gradient[a] = g0;
    if (a + 1 < p) gradient[a + 1] = g1;
    if (a + 2 < p) gradient[a + 2] = g2;
    for (let b = a + TILE; b < p; b += TILE) {
      const b0 = free[b]!;
      const b1 = free[Math.min(b + 1, p - 1)]!;
      const b2 = free[Math.min(b + 2, p - 1)]!;
      let [t00, t01, t02, t10, t11, t12, t20, t21, t22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
      for (let i = 0, at = 0; i < rows; i++, at += width) {
        const w = rowScale[i]! * rowScale[i]!;
        const u0 = w * slopes[at + a0]!;
        const u1 = w * slopes[at + a1]!;
        const u2 = w * slopes[at + a2]!;
        const v0 = slopes[at + b0]!;
        const v1 = slopes[at + b1]!;
        const v2 = slopes[at + b2]!;
        t00 += u0 * v0;
        t01 += u0 * v1;
        t02 += u0 * v2;
        t10 += u1 * v0;
        t11 += u1 * v1;
        t12 += u1 * v2;
        t20 += u2 * v0;
        t21 += u2 * v1;
        t22 += u2 * v2;
      }
      storeTile(gram, p, a, b, t00, t01, t02, t10, t11, t12, t20, t21, t22);
    }
  }
}

/** Puts a 3 x 3 tile at (a, b), leaving out what lies beyond the matrix. */
function storeTile(gram: Float64Array, p: number, a: number, b: number, ...tile: readonly number[]): void {
  for (let i = 0; i < TILE && a + i < p; i++) {
    for (let j = 0; j < TILE && b + j < p; j++) gram[(a + i) * p + b + j] = tile[TILE * i + j]!;
  }
}

/**
 * Sees a tall block as unknowns + 1 rows that are the same to a search: a triangle R with R^T R = J^T J, right-hand
 * rows c with R^T c = J^T r, and one last row that makes |c|^2 that of r. R is the Cholesky factor of the scaled normal
 * matrix; where that is ill conditioned the rows are factored by QR instead, so no digits are lost.
 */
export function condensedRows(block: OrdinaryBlock, unknowns: number): CondensedRows {
  const n = block.rows;
  const p = unknowns;
  const width = p + 1;
  const gram = new Float64Array(p * p);
  const gradient = new Float64Array(p);
  const triangle = new Float64Array(p * p);
  const rhs = new Float64Array(p);
  const length = new Float64Array(p);
  const order = new Int32Array(p);
  // Made when first needed: well-conditioned problems never do.
  let rows: { readonly jacobian: Float64Array; readonly residuals: Float64Array } | null = null;

  /** Upper factor of the scaled normal matrix by rows; false when it loses too many digits. */
  const factorNormal = (chain: Float64Array): boolean => {
    for (let a = 0; a < p; a++) length[a] = Math.sqrt(gram[a * p + a]!);
    for (let a = 0; a < p; a++) {
      const own = length[a]!;
      for (let b = a; b < p; b++) triangle[a * p + b] = 0;
      rhs[a] = 0;
      if (own === 0) continue;
      for (let b = a; b < p; b++) {
        const other = length[b]!;
        if (other === 0) continue;
        let sum = gram[a * p + b]! / (own * other);
        for (let k = 0; k < a; k++) sum -= triangle[k * p + a]! * triangle[k * p + b]!;
        if (b === a) {
          if (!(sum > LEAST_PIVOT)) return false;
          triangle[a * p + a] = Math.sqrt(sum);
        } else triangle[a * p + b] = sum / triangle[a * p + a]!;
      }
      let dot = gradient[a]! / own;
      for (let k = 0; k < a; k++) dot -= triangle[k * p + a]! * rhs[k]!;
      rhs[a] = dot / triangle[a * p + a]!;
    }
    for (let a = 0; a < p; a++) length[a] = length[a]! * chain[a]!;
    return true;
  };
  const writeFactor = (target: RowTarget): void => {
    for (let b = 0; b < p; b++) {
      const column = b * target.rows + target.offset;
      for (let a = 0; a < width; a++) {
        target.jacobian![column + a] = a <= b ? triangle[a * p + b]! * length[b]! : 0;
      }
    }
  };
  const writeQr = (target: RowTarget): void => {
    rows ??= { jacobian: new Float64Array(n * p), residuals: new Float64Array(n) };
    const { jacobian, residuals } = rows;
    const { slopes, rowScale, rowResiduals } = block;
    const parameters = slopes.length / n;
    residuals.set(rowResiduals);
    for (let j = 0; j < p; j++) {
      const parameter = target.free[j]!;
      for (let i = 0; i < n; i++) {
        jacobian[j * n + i] = rowScale[i]! * slopes[i * parameters + parameter]! * target.chain[j]!;
      }
    }
    pivotedQr(jacobian, n, p, order, residuals);
    for (let k = 0; k < p; k++) {
      const column = order[k]! * target.rows + target.offset;
      for (let a = 0; a < width; a++) target.jacobian![column + a] = a <= k ? jacobian[k * n + a]! : 0;
      rhs[k] = residuals[k]!;
    }
  };

  return {
    rows: width,
    evaluate: (parameters, scales, target) => {
      const { offset } = target;
      const cost = block.evaluateRows(parameters, scales, target.jacobian !== null);
      if (!Number.isFinite(cost)) return Number.NaN;
      const { rowResiduals } = block;
      let rest = 0;
      for (let i = 0; i < n; i++) rest += rowResiduals[i]! * rowResiduals[i]!;
      if (!target.jacobian) {
        target.residuals.fill(0, offset, offset + p);
        target.residuals[offset + p] = Math.sqrt(rest);
        return cost;
      }
      weightedGram(block, target.free, gram, gradient);
      if (factorNormal(target.chain)) writeFactor(target);
      else writeQr(target);
      for (let a = 0; a < p; a++) {
        target.residuals[offset + a] = rhs[a]!;
        rest -= rhs[a]! * rhs[a]!;
      }
      target.residuals[offset + p] = Math.sqrt(Math.max(0, rest));
      return cost;
    },
  };
}

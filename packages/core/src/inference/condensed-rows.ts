import { pivotedQr } from "../numerics/linear-algebra.ts";
import { weightedGram } from "../numerics/weighted-gram.ts";
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

/** Whether a block of counts has so many rows that it is better seen condensed. */
export function isTall(block: OrdinaryBlock, unknowns: number): boolean {
  return block.counts !== null && block.rows >= TALL * (unknowns + 1);
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
  const counts = block.counts!;
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
    const { slopes } = block;
    const parameters = slopes.length / n;
    for (let i = 0; i < n; i++) {
      const root = Math.sqrt(counts.weight[i]!);
      residuals[i] = root > 0 ? counts.pull[i]! / root : 0;
      for (let j = 0; j < p; j++) {
        jacobian[j * n + i] = root * slopes[i * parameters + target.free[j]!]! * target.chain[j]!;
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
    evaluate: (parameters, _scales, target) => {
      const { offset } = target;
      block.predict(parameters, target.jacobian !== null);
      const cost = counts.evaluate();
      if (!Number.isFinite(cost)) return Number.NaN;
      let rest = counts.square();
      if (!target.jacobian) {
        target.residuals.fill(0, offset, offset + p);
        target.residuals[offset + p] = Math.sqrt(rest);
        return cost;
      }
      weightedGram(block.slopes, target.free, counts.weight, counts.pull, gram, gradient);
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

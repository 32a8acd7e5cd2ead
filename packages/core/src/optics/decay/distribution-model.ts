import type { LeastSquaresModel } from "../../inference/index.ts";
import { choleskyFactor, choleskySolve } from "../../numerics/cholesky.ts";
import { logScratch, weightedLogs } from "../../numerics/weighted-logs.ts";
import { columnMixture, columnSums } from "./column-sums.ts";

/**
 * What keeps a distribution from following the noise, with x = light of a node over that of an even distribution:
 * entropy 2 sum (x ln x - x + 1); curvature sum of squared second differences of x.
 */
export type Regulariser = "entropy" | "curvature";

/** A distribution's likelihood: unknowns are ln of the light of each node (counts), then of the other terms. */
export interface DistributionModel extends LeastSquaresModel {
  /** Weight of the regulariser, in units of the even light of a node; may be changed between searches. */
  weight: number;
  /** Of the last evaluation. */
  readonly parts: { deviance: number; penalty: number };
  /** Means of the rows at the last evaluation. */
  readonly means: Float64Array;
  /** Effective number of free parameters at the last evaluation with derivatives: trace of (data's information) (all)^-1. */
  effectiveParameters(): number;
  /**
   * Standard errors of the unknowns at the last evaluation with derivatives, by the curvature of likelihood and regulariser
   * together: what the posterior has where the regulariser is taken for prior knowledge.
   */
  standardErrors(): Float64Array;
}

const RIDGE = 1e-10;
const LEAST = 1e-6;

/**
 * Makes the model. Working in logarithms keeps every light positive; curvature of the likelihood is that of Fisher scoring, 1 / m.
 *
 * @param columns nodes then other terms, column after column of as many rows as there are counts; means per count of light
 * @param even light of a node in an even distribution, counts
 * @param offset counts of each row that are known
 */
export function distributionModel(
  counts: Float64Array,
  columns: Float64Array,
  nodes: number,
  even: number,
  offset: Float64Array,
  regulariser: Regulariser,
): DistributionModel {
  const rows = counts.length;
  const unknowns = columns.length / rows;
  const value = new Float64Array(unknowns);
  const means = new Float64Array(rows);
  const pull = new Float64Array(rows);
  const weighted = new Float64Array(rows);
  const gradient = new Float64Array(unknowns);
  const line = new Float64Array(unknowns);
  const data = new Float64Array(unknowns * unknowns);
  const all = new Float64Array(unknowns * unknowns);
  const x = new Float64Array(nodes);
  const scratch = logScratch(rows);
  const logs = new Float64Array(rows);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    total += counts[i]!;
    logs[i] = Math.max(1, counts[i]!);
  }
  const constant = weightedLogs(counts, 0, logs, scratch) - total;
  const parts = { deviance: Number.NaN, penalty: Number.NaN };

  /** Penalty; adds its slope and curvature by the unknowns to `gradient` and `all` when asked. */
  const penalise = (weight: number, withSlopes: boolean): number => {
    for (let j = 0; j < nodes; j++) x[j] = value[j]! / even;
    let penalty = 0;
    if (regulariser === "entropy") {
      for (let j = 0; j < nodes; j++) {
        const own = x[j]!;
        const ln = Math.log(own);
        penalty += 2 * (own * ln - own + 1);
        if (!withSlopes) continue;
        gradient[j] = gradient[j]! + weight * own * ln;
        all[j * unknowns + j] = all[j * unknowns + j]! + weight * own;
      }
      return penalty;
    }
    for (let j = 0; j < nodes; j++) {
      // Beyond its ends a distribution is 0.
      const second = (x[j - 1] ?? 0) - 2 * x[j]! + (x[j + 1] ?? 0);
      penalty += second * second;
      if (!withSlopes) continue;
      for (let a = Math.max(0, j - 1); a <= Math.min(nodes - 1, j + 1); a++) {
        const slopeA = (a === j ? -2 : 1) * x[a]!;
        gradient[a] = gradient[a]! + weight * second * slopeA;
        for (let b = Math.max(0, j - 1); b <= a; b++) {
          const slopeB = (b === j ? -2 : 1) * x[b]!;
          all[a * unknowns + b] = all[a * unknowns + b]! + weight * slopeA * slopeB;
        }
      }
    }
    return penalty;
  };

  const model: DistributionModel = {
    weight: 1,
    unknowns,
    rows: unknowns + 1,
    parts,
    means,
    evaluate: (point, residuals, jacobian) => {
      for (let a = 0; a < unknowns; a++) value[a] = Math.exp(point[a]!);
      columnMixture(value, 0, unknowns, columns, rows, offset, means);
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        if (!(means[i]! > LEAST)) means[i] = LEAST;
        sum += means[i]!;
        pull[i] = 1 - counts[i]! / means[i]!;
      }
      parts.deviance = 2 * (sum + constant - weightedLogs(counts, 0, means, scratch));
      const scale = model.weight * even;
      if (!jacobian) {
        parts.penalty = penalise(scale, false);
        const cost = parts.deviance + scale * parts.penalty;
        residuals.fill(0);
        residuals[unknowns] = Math.sqrt(Math.max(0, cost));
        return cost;
      }
      columnSums(pull, columns, rows, unknowns, gradient);
      for (let a = 0; a < unknowns; a++) {
        gradient[a] = gradient[a]! * value[a]!;
        for (let i = 0; i < rows; i++) weighted[i] = columns[a * rows + i]! / means[i]!;
        columnSums(weighted, columns, rows, a + 1, line);
        for (let b = 0; b <= a; b++) data[a * unknowns + b] = value[a]! * value[b]! * line[b]!;
      }
      all.set(data);
      parts.penalty = penalise(scale, true);
      const cost = parts.deviance + scale * parts.penalty;
      for (let a = 0; a < unknowns; a++) {
        all[a * unknowns + a] = all[a * unknowns + a]! * (1 + RIDGE) + RIDGE;
      }
      if (!choleskyFactor(all, unknowns)) return Number.NaN;
      let rest = cost;
      for (let a = 0; a < unknowns; a++) {
        let so = gradient[a]!;
        for (let b = 0; b < a; b++) so -= all[a * unknowns + b]! * residuals[b]!;
        residuals[a] = so / all[a * unknowns + a]!;
        rest -= residuals[a]! ** 2;
      }
      residuals[unknowns] = Math.sqrt(Math.max(0, rest));
      const height = unknowns + 1;
      for (let b = 0; b < unknowns; b++) {
        for (let a = 0; a < height; a++) jacobian[b * height + a] = a <= b ? all[b * unknowns + a]! : 0;
      }
      return cost;
    },
    standardErrors: () => {
      const variances = new Float64Array(unknowns);
      const solved = new Float64Array(unknowns);
      for (let c = 0; c < unknowns; c++) {
        solved.fill(0);
        solved[c] = 1;
        choleskySolve(all, unknowns, solved);
        variances[c] = solved[c]!;
      }
      return variances.map((variance) => Math.sqrt(Math.max(0, variance)));
    },
    effectiveParameters: () => {
      // trace(L^-1 D L^-T), column by column of D.
      let trace = 0;
      const solved = new Float64Array(unknowns);
      for (let c = 0; c < unknowns; c++) {
        for (let a = 0; a < unknowns; a++) {
          solved[a] = a >= c ? data[a * unknowns + c]! : data[c * unknowns + a]!;
        }
        for (let a = 0; a < unknowns; a++) {
          let so = solved[a]!;
          for (let b = 0; b < a; b++) so -= all[a * unknowns + b]! * solved[b]!;
          solved[a] = so / all[a * unknowns + a]!;
        }
        for (let a = unknowns - 1; a >= c; a--) {
          let so = solved[a]!;
          for (let b = a + 1; b < unknowns; b++) so -= all[b * unknowns + a]! * solved[b]!;
          solved[a] = so / all[a * unknowns + a]!;
        }
        trace += solved[c]!;
      }
      return trace;
    },
  };
  return model;
}

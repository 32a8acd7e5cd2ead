import {
  type Block,
  LN_TWO_PI,
  type NoiseScale,
  type RowTarget,
  SCALE_ROUNDING,
  typicalSize,
} from "./block.ts";
import type { SeparableDataset } from "./problem.ts";

/** A basis column that keeps less than this of its length beside the others is left out (amplitude 0). */
const DEPENDENT_TERM = 1e-12;

/** A data set whose linear amplitudes are eliminated (variable projection). */
export interface SeparableBlock extends Block {
  readonly kind: "separable";
  readonly dataset: SeparableDataset;
  /** Amplitudes of the last evaluation, row-major terms x channels. */
  readonly amplitudes: Float64Array;
  /** (B^T B)^-1 of the last evaluation, row-major terms x terms; rows of left-out terms are 0. */
  amplitudeGram(): Float64Array;
  /** d amplitude[m, channel] / d unknown at the last evaluation with derivatives, amplitudes free to follow. */
  amplitudeSlope(channel: number, unknown: number, target: RowTarget, out: Float64Array): void;
  /** Number of independent basis columns of the last evaluation. */
  rank(): number;
  /** ln det(B^T B) of the last evaluation, independent columns only. */
  lnDeterminant(): number;
}

function noiseScales(dataset: SeparableDataset, index: number): readonly NoiseScale[] {
  const { name, rows, channels, terms, noise, observed } = dataset;
  const perChannel = noise.sigma === undefined && noise.sigmaPerChannel === true;
  const groups = perChannel ? channels : 1;
  return Array.from({ length: groups }, (_, group) => ({
    block: index,
    group,
    label: perChannel ? `${name} channel ${group + 1}` : name,
    known: noise.sigma !== undefined,
    first: noise.sigma ?? typicalSize(observed),
    observations: perChannel ? rows : rows * channels,
    amplitudes: perChannel ? terms : terms * channels,
  }));
}

/**
 * Prepares a separable data set. With B = Q R the basis, a = R^-1 Q^T y its amplitudes and P = 1 - Q Q^T, the
 * prediction is y - P y and its derivative P dB a + (B^+)^T dB^T P y; the first part alone is what the information
 * matrix takes, since the amplitudes are unknowns too.
 * Source: G. H. Golub & V. Pereyra, SIAM J. Numer. Anal. 10 (1973) 413; L. Kaufman, BIT 15 (1975) 49.
 */
export function createSeparableBlock(
  dataset: SeparableDataset,
  index: number,
  firstScale: number,
  parameters: number,
): SeparableBlock {
  const { rows: n, channels, terms } = dataset;
  const observed = Float64Array.from(dataset.observed);
  const predicted = new Float64Array(n * channels);
  const amplitudes = new Float64Array(terms * channels);
  const basis = new Float64Array(n * terms);
  const slopes = new Float64Array(n * terms * parameters);
  const q = new Float64Array(terms * n);
  const r = new Float64Array(terms * terms);
  const projected = new Float64Array(terms);
  const column = new Float64Array(n);
  const scales = noiseScales(dataset, index);
  const leastScale = SCALE_ROUNDING * typicalSize(dataset.observed);
  const scaleOf = (channel: number): number => firstScale + (scales.length > 1 ? channel : 0);
  let independent = terms;

  /** Orthonormal basis by Gram-Schmidt with every column cleared twice, which suffices (Parlett 1980). */
  const orthogonalise = (): boolean => {
    independent = 0;
    r.fill(0);
    for (let m = 0; m < terms; m++) {
      let before = 0;
      for (let i = 0; i < n; i++) {
        q[m * n + i] = basis[i * terms + m]!;
        before += q[m * n + i]! ** 2;
      }
      if (!Number.isFinite(before)) return false;
      for (let pass = 0; pass < 2; pass++) {
        for (let k = 0; k < m; k++) {
          let dot = 0;
          for (let i = 0; i < n; i++) dot += q[k * n + i]! * q[m * n + i]!;
          r[k * terms + m] = r[k * terms + m]! + dot;
          for (let i = 0; i < n; i++) q[m * n + i] = q[m * n + i]! - dot * q[k * n + i]!;
        }
      }
      let after = 0;
      for (let i = 0; i < n; i++) after += q[m * n + i]! ** 2;
      const keep = after > DEPENDENT_TERM ** 2 * before;
      const length = keep ? Math.sqrt(after) : 0;
      r[m * terms + m] = length;
      for (let i = 0; i < n; i++) q[m * n + i] = keep ? q[m * n + i]! / length : 0;
      if (keep) independent++;
    }
    return true;
  };
  /** projected = R^-1 projected; a left-out term stays 0. */
  const solveR = (): void => {
    for (let m = terms - 1; m >= 0; m--) {
      let sum = projected[m]!;
      for (let k = m + 1; k < terms; k++) sum -= r[m * terms + k]! * projected[k]!;
      projected[m] = r[m * terms + m]! > 0 ? sum / r[m * terms + m]! : 0;
    }
  };
  const solveRTransposed = (): void => {
    for (let m = 0; m < terms; m++) {
      let sum = projected[m]!;
      for (let k = 0; k < m; k++) sum -= r[k * terms + m]! * projected[k]!;
      projected[m] = r[m * terms + m]! > 0 ? sum / r[m * terms + m]! : 0;
    }
  };
  const projectOnQ = (vector: Float64Array): void => {
    for (let m = 0; m < terms; m++) {
      let dot = 0;
      for (let i = 0; i < n; i++) dot += q[m * n + i]! * vector[i]!;
      projected[m] = dot;
    }
  };
  /** column = dB a for one parameter and channel. */
  const changeOfPrediction = (parameter: number, channel: number): void => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let m = 0; m < terms; m++) {
        sum += slopes[(i * terms + m) * parameters + parameter]! * amplitudes[m * channels + channel]!;
      }
      column[i] = sum;
    }
  };

  const residualRows = (allScales: Float64Array, target: RowTarget): number => {
    let cost = 0;
    for (let c = 0; c < channels; c++) {
      for (let i = 0; i < n; i++) column[i] = observed[i * channels + c]!;
      projectOnQ(column);
      solveR();
      for (let m = 0; m < terms; m++) amplitudes[m * channels + c] = projected[m]!;
      const inverse = 1 / allScales[scaleOf(c)]!;
      for (let i = 0; i < n; i++) {
        let value = 0;
        for (let m = 0; m < terms; m++) value += basis[i * terms + m]! * projected[m]!;
        predicted[i * channels + c] = value;
        const residual = (value - column[i]!) * inverse;
        target.residuals[target.offset + c * n + i] = residual;
        cost += residual * residual;
      }
    }
    return cost;
  };
  const jacobianColumn = (j: number, c: number, inverse: number, target: RowTarget): void => {
    const parameter = target.free[j]!;
    const base = j * target.rows + target.offset + c * n;
    const factor = target.chain[j]! * inverse;
    changeOfPrediction(parameter, c);
    projectOnQ(column);
    for (let i = 0; i < n; i++) {
      let value = column[i]!;
      for (let m = 0; m < terms; m++) value -= q[m * n + i]! * projected[m]!;
      target.jacobian![base + i] = value * factor;
    }
    if (target.forInformation) return;
    for (let m = 0; m < terms; m++) {
      let dot = 0;
      for (let i = 0; i < n; i++) {
        const left = observed[i * channels + c]! - predicted[i * channels + c]!;
        dot += slopes[(i * terms + m) * parameters + parameter]! * left;
      }
      projected[m] = dot;
    }
    solveRTransposed();
    for (let i = 0; i < n; i++) {
      let value = 0;
      for (let m = 0; m < terms; m++) value += q[m * n + i]! * projected[m]!;
      target.jacobian![base + i] = target.jacobian![base + i]! + value * factor;
    }
  };

  return {
    kind: "separable",
    dataset,
    name: dataset.name,
    rows: n * channels,
    observations: n * channels,
    firstScale,
    scales,
    observed,
    predicted,
    amplitudes,
    rank: () => independent,
    costRounding: () => 0,
    groupOf: (row) => (scales.length > 1 ? Math.floor(row / n) : 0),
    evaluate: (values, allScales, target) => {
      dataset.basis(values, basis, target.jacobian ? slopes : null);
      if (!orthogonalise()) return Number.NaN;
      const cost = residualRows(allScales, target);
      if (target.jacobian) {
        for (let j = 0; j < target.free.length; j++) {
          for (let c = 0; c < channels; c++) jacobianColumn(j, c, 1 / allScales[scaleOf(c)]!, target);
        }
      }
      return cost;
    },
    constants: (allScales) => {
      let sum = n * channels * LN_TWO_PI;
      for (let c = 0; c < channels; c++) sum += 2 * n * Math.log(allScales[scaleOf(c)]!);
      return sum;
    },
    bestScale: (group) => {
      let square = 0;
      let count = 0;
      for (let c = 0; c < channels; c++) {
        if (scales.length > 1 && c !== group) continue;
        for (let i = 0; i < n; i++)
          square += (observed[i * channels + c]! - predicted[i * channels + c]!) ** 2;
        count += n;
      }
      return Math.max(leastScale, Math.sqrt(square / count));
    },
    // The expected cross information of a normal mean and its scale is 0.
    scaleInformation: (group) => 2 * scales[group]!.observations,
    amplitudeGram: () => {
      const gram = new Float64Array(terms * terms);
      for (let m = 0; m < terms; m++) {
        projected.fill(0);
        projected[m] = 1;
        solveRTransposed();
        solveR();
        for (let k = 0; k < terms; k++) gram[k * terms + m] = projected[k]!;
      }
      return gram;
    },
    amplitudeSlope: (channel, unknown, target, out) => {
      changeOfPrediction(target.free[unknown]!, channel);
      projectOnQ(column);
      solveR();
      for (let m = 0; m < terms; m++) out[m] = -projected[m]! * target.chain[unknown]!;
    },
    lnDeterminant: () => {
      let sum = 0;
      for (let m = 0; m < terms; m++) if (r[m * terms + m]! > 0) sum += 2 * Math.log(r[m * terms + m]!);
      return sum;
    },
  };
}

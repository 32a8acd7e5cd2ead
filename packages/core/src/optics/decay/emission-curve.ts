import { choleskyFactor, choleskySolve } from "../../numerics/cholesky.ts";
import type { EmissionDecay } from "./emission-decay.ts";
import type { PreparedDecay } from "./emission-problem.ts";
import { type GoodnessOfFit, goodnessOfFit } from "./poisson-deviance.ts";

/** The curve of a fit: left edges of the channels, counts, means, and signed roots of the deviance. */
export interface EmissionCurve {
  readonly timesNs: Float64Array;
  readonly counts: Float64Array;
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
}

/** Signed roots of the deviance of each channel, and their sum of squares. */
function residualsOf(
  counts: Float64Array,
  fitted: Float64Array,
): { readonly residuals: Float64Array; readonly deviance: number } {
  const residuals = new Float64Array(counts.length);
  let deviance = 0;
  for (let i = 0; i < counts.length; i++) {
    const m = fitted[i]!;
    const y = counts[i]!;
    const own = Math.max(0, 2 * (m - y + (y > 0 ? y * Math.log(y / m) : 0)));
    deviance += own;
    residuals[i] = Math.sign(y - m) * Math.sqrt(own);
  }
  return { residuals, deviance };
}

/** Inverse of the information of the free parameters; null where it is singular. */
function covarianceOf(jacobian: Float64Array, fitted: Float64Array, free: number): Float64Array | null {
  const information = new Float64Array(free * free);
  for (let i = 0; i < fitted.length; i++) {
    const weight = 1 / fitted[i]!;
    for (let a = 0; a < free; a++) {
      const scaled = weight * jacobian[i * free + a]!;
      for (let b = 0; b <= a; b++) {
        information[a * free + b] = information[a * free + b]! + scaled * jacobian[i * free + b]!;
      }
    }
  }
  if (!choleskyFactor(information, free)) return null;
  const inverse = new Float64Array(free * free);
  const column = new Float64Array(free);
  for (let b = 0; b < free; b++) {
    column.fill(0);
    column[b] = 1;
    choleskySolve(information, free, column);
    for (let a = 0; a < free; a++) inverse[a * free + b] = column[a]!;
  }
  return inverse;
}

/** Curve of a decay by a model and its values, and how its deviance compares with counting noise. */
export interface FittedCurve {
  readonly curve: EmissionCurve;
  readonly goodness: GoodnessOfFit;
}

/**
 * The curve of a decay that was fitted among others.
 *
 * @param prepared a decay of the same channels, range and response
 * @param values of all parameters, in the order of the model
 * @param free places of the parameters fitted to this decay alone; the expectation is less by one for each
 */
export function fittedCurve(
  prepared: PreparedDecay,
  decay: EmissionDecay,
  values: Float64Array,
  free: readonly number[],
): FittedCurve {
  const { model } = prepared;
  const { first, last } = model.range;
  const counts = decay.counts.subarray(first, last + 1);
  const width = model.parameters.length;
  const fitted = new Float64Array(counts.length);
  const slopes = new Float64Array(counts.length * width);
  model.predict(values, fitted, slopes);
  const jacobian = new Float64Array(counts.length * free.length);
  for (let i = 0; i < counts.length; i++) {
    for (let k = 0; k < free.length; k++) jacobian[i * free.length + k] = slopes[i * width + free[k]!]!;
  }
  const { residuals, deviance } = residualsOf(counts, fitted);
  const covariance = covarianceOf(jacobian, fitted, free.length);
  const startNs = (decay.startNs ?? 0) + first * decay.channelWidthNs;
  return {
    curve: {
      timesNs: Float64Array.from(counts, (_, i) => startNs + i * decay.channelWidthNs),
      counts,
      fitted,
      residuals,
    },
    goodness: goodnessOfFit(deviance, fitted, free.length, jacobian, covariance),
  };
}

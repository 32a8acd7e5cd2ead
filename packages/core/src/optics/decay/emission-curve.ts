import { countDeviance } from "../../inference/index.ts";
import { choleskyFactor, choleskySolve } from "../../numerics/cholesky.ts";
import type { EmissionDecay } from "./emission-decay.ts";
import type { PreparedDecay } from "./emission-problem.ts";
import { type FittedSlopes, type GoodnessOfFit, goodnessOfFit } from "./poisson-deviance.ts";

/** The curve of a fit: left edges of the channels, counts, means, and signed roots of the deviance. */
export interface EmissionCurve {
  readonly timesNs: Float64Array;
  readonly counts: Float64Array;
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
}

/** A curve whose times and residuals are worked out when they are looked at: of a thousand fits few are drawn. */
function curveOf(
  counts: Float64Array,
  fitted: Float64Array,
  startNs: number,
  widthNs: number,
): EmissionCurve {
  let times: Float64Array | null = null;
  let roots: Float64Array | null = null;
  return {
    counts,
    fitted,
    get timesNs() {
      times ??= Float64Array.from(counts, (_, i) => startNs + i * widthNs);
      return times;
    },
    get residuals() {
      roots ??= counts.map((y, i) => {
        const m = fitted[i]!;
        const own = 2 * (m - y + (y > 0 ? y * Math.log(y / m) : 0));
        return Math.sign(y - m) * Math.sqrt(Math.max(0, own));
      });
      return roots;
    },
  };
}

/** Inverse of the information of the free parameters; null where it is singular. */
function covarianceOf({ matrix, width, columns }: FittedSlopes, fitted: Float64Array): Float64Array | null {
  const free = columns.length;
  const information = new Float64Array(free * free);
  for (let i = 0, base = 0; i < fitted.length; i++, base += width) {
    const weight = 1 / fitted[i]!;
    for (let a = 0; a < free; a++) {
      const scaled = weight * matrix[base + columns[a]!]!;
      for (let b = 0; b <= a; b++) {
        information[a * free + b] = information[a * free + b]! + scaled * matrix[base + columns[b]!]!;
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
 * The curve of a decay as fitted, alone or among others. Its deviance is that of counts whatever the weights of the fit were.
 *
 * @param prepared a decay of the same channels, range and response
 * @param values of all parameters, in the order of the model
 * @param free places of the parameters fitted to this decay alone; the expectation is less by one for each
 * @param covariance of those, row-major; from the counts' information when left out
 */
export function fittedCurve(
  prepared: PreparedDecay,
  decay: EmissionDecay,
  values: Float64Array,
  free: readonly number[],
  covariance?: Float64Array | null,
): FittedCurve {
  const { model } = prepared;
  const { first, last } = model.range;
  const counts = decay.counts.subarray(first, last + 1);
  const width = model.parameters.length;
  const fitted = new Float64Array(counts.length);
  const slopes = { matrix: new Float64Array(counts.length * width), width, columns: free };
  model.predict(values, fitted, slopes.matrix);
  const spread = covariance === undefined ? covarianceOf(slopes, fitted) : covariance;
  const startNs = (decay.startNs ?? 0) + first * decay.channelWidthNs;
  return {
    curve: curveOf(counts, fitted, startNs, decay.channelWidthNs),
    goodness: goodnessOfFit(countDeviance(counts, fitted), fitted, slopes, spread),
  };
}

import type { Fit, Profile } from "../../inference/index.ts";
import { normalQuantile } from "../../numerics/error-function.ts";

/** A number of a decay with its interval; an end is null where the data give no bound there. */
export interface DecayNumber {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly standardError: number | null;
  /** How the interval was found. */
  readonly method: "profile likelihood" | "first order" | "held" | "none";
}

/** A parameter with its profile interval, or with none where it was not profiled. */
export function parameterNumber(fit: Fit, index: number, profiles: readonly Profile[]): DecayNumber {
  const { name, unit, value, standardError, fixed } = fit.parameters[index]!;
  if (fixed) return { value, low: value, high: value, unit, standardError: null, method: "held" };
  const found = profiles.find((one) => one.name === name);
  if (!found) return { value, low: null, high: null, unit, standardError, method: "none" };
  // A parameter that may not be negative has 0 for its lower end where the likelihood still allows it.
  const low = found.low ?? (found.openLow === "reaches the bound" && unit === "counts" ? 0 : null);
  return { value, low, high: found.high, unit, standardError, method: "profile likelihood" };
}

const STEP = 1e-4;

/**
 * A positive number that follows from the parameters, with an interval of first order in its logarithm (the delta method).
 *
 * @param of the number as a function of all parameter values of the fit
 */
export function derivedNumber(
  fit: Fit,
  of: (values: Float64Array) => number,
  unit: string,
  level: number | null,
): DecayNumber {
  const values = Float64Array.from(fit.parameters, (parameter) => parameter.value);
  const value = of(values);
  const { covariance, freeNames } = fit;
  if (level === null || !covariance || !(value > 0)) {
    return { value, low: null, high: null, unit, standardError: null, method: "none" };
  }
  const slopes = freeNames.map((name, j) => {
    const index = fit.parameters.findIndex((parameter) => parameter.name === name);
    const at = values[index]!;
    const step = STEP * Math.max(Math.abs(at), Math.sqrt(covariance[j]![j]!)) || STEP;
    values[index] = at + step;
    const above = of(values);
    values[index] = at - step;
    const below = of(values);
    values[index] = at;
    return (above - below) / (2 * step);
  });
  let variance = 0;
  for (const [i, row] of covariance.entries()) {
    for (const [j, entry] of row.entries()) variance += slopes[i]! * slopes[j]! * entry;
  }
  const standardError = Math.sqrt(Math.max(0, variance));
  const reach = Math.exp((normalQuantile(0.5 + level / 2) * standardError) / value);
  return { value, low: value / reach, high: value * reach, unit, standardError, method: "first order" };
}

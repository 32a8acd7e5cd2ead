import type { Fit, Profile } from "../../inference/index.ts";
import { normalQuantile } from "../../numerics/error-function.ts";
import { formatQuantity, intervalTexts } from "../../quantities/index.ts";
import type { DerivedInterval, DerivedQuantity } from "./derived-profile.ts";

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

/** An interval one side of which is longer by more than this factor has digits of its own at the far end. */
const SKEWED = 10;

/**
 * An interval as text: value and near end to the digits the near side is worth, and the far end of a skewed interval to two digits of its
 * own side, so that none says more than it knows: "4.7", "1.2 to 800".
 */
export function decayIntervalTexts(
  value: number,
  low: number,
  high: number,
): { readonly value: string; readonly interval: string } {
  const [down, up] = [value - low, high - value];
  const near = Math.min(down, up);
  if (!(near > 0 && Math.max(down, up) > SKEWED * near)) return intervalTexts(value, low, high);
  // As beside an interval that is as long on either side.
  const even = intervalTexts(value, value - near, value + near);
  const [from = "", to = ""] = even.interval.split(" to ");
  const digit = Math.floor(Math.log10(Math.max(down, up))) - 1;
  const end = Math.round((down < up ? high : low) / 10 ** digit) * 10 ** digit;
  const leading = end === 0 ? digit : Math.floor(Math.log10(Math.abs(end)) + 1e-12);
  const far = formatQuantity(end, "", Math.max(2, leading - digit + 1));
  return { value: even.value, interval: down < up ? `${from} to ${far}` : `${far} to ${to}` };
}

const STEP = 1e-4;
/** An interval of first order says nothing once the error on the number's own scale is above this: a factor e either way. */
const MEANINGLESS = 1;

/** What is derived from a fit, and how its interval is to be found. */
export interface DerivedOptions {
  readonly unit: string;
  /** Probability of the interval; null for none. */
  readonly level: number | null;
  /** "logit" for a share between 0 and 1; default "ln". */
  readonly scale?: DerivedQuantity["scale"];
  /** Follows the profile likelihood; first order where left out or given up. `standardError` is on the scale. */
  readonly follow?: (standardError: number | null, level: number) => DerivedInterval | null;
}

/** Error of first order of a number that follows from the parameters, in its own unit (the delta method). */
function firstOrderError(fit: Fit, of: (values: Float64Array) => number): number | null {
  const { covariance, freeNames } = fit;
  if (!covariance) return null;
  const values = Float64Array.from(fit.parameters, (parameter) => parameter.value);
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
  return Number.isFinite(variance) ? Math.sqrt(Math.max(0, variance)) : null;
}

/**
 * A positive number that follows from the parameters, with its interval: by profile likelihood where `follow` is given, else of first
 * order on the scale of ln or, for a share, of logit. A share has 0 and 1 for ends the counts do not give.
 *
 * @param of the number as a function of all parameter values of the fit
 */
export function derivedNumber(
  fit: Fit,
  of: (values: Float64Array) => number,
  { unit, level, scale = "ln", follow }: DerivedOptions,
): DecayNumber {
  const value = of(Float64Array.from(fit.parameters, (parameter) => parameter.value));
  const isShare = scale === "logit";
  const none = { value, low: null, high: null, unit, standardError: null, method: "none" } as const;
  if (level === null || !(value > 0)) return none;
  const standardError = firstOrderError(fit, of);
  // A share that is the whole whatever the parameters are has nothing to be found out.
  if (isShare && value >= 1) {
    return standardError === 0 ? { ...none, low: 1, high: 1, standardError, method: "first order" } : none;
  }
  const error = standardError === null ? null : standardError / (isShare ? value * (1 - value) : value);
  const followed = follow?.(error, level);
  if (followed) {
    const { low, high } = followed;
    const ends = isShare ? { low: low ?? 0, high: high ?? 1 } : { low, high };
    return { value, ...ends, unit, standardError, method: "profile likelihood" };
  }
  if (error === null) return none;
  if (error > MEANINGLESS) {
    const ends = isShare ? { low: 0, high: 1 } : { low: null, high: null };
    return { ...none, ...ends, standardError, method: "first order" };
  }
  const reach = Math.exp(normalQuantile(0.5 + level / 2) * error);
  const low = isShare ? value / (value + (1 - value) * reach) : value / reach;
  const high = isShare ? (value * reach) / (value * reach + 1 - value) : value * reach;
  return { value, low, high, unit, standardError, method: "first order" };
}

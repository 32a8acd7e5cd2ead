import type { Parameter } from "./problem.ts";

/** Beyond this, 1 / (1 + e^-x) is its limit to the last digit. */
const LOGIT_LIMIT = 36;

function range(parameter: Parameter): { readonly low: number; readonly width: number } {
  const low = parameter.lower ?? Number.NEGATIVE_INFINITY;
  return { low, width: (parameter.upper ?? Number.POSITIVE_INFINITY) - low };
}

/** The search coordinate of a parameter's value: p, ln p, or ln((p - lower) / (upper - p)). */
export function toSearchScale(parameter: Parameter, value: number): number {
  if (parameter.transform === "log") return Math.log(value);
  if (parameter.transform === "logit") {
    const { low, width } = range(parameter);
    const x = Math.log((value - low) / (low + width - value));
    return Math.min(Math.max(x, -LOGIT_LIMIT), LOGIT_LIMIT);
  }
  return value;
}

/** The parameter's value at a search coordinate; inverse of {@link toSearchScale}, clamped to the bounds. */
export function fromSearchScale(parameter: Parameter, x: number): number {
  if (parameter.transform === "log") {
    const value = Math.exp(x);
    // exp(ln bound) may miss the bound by a rounding.
    return Math.min(Math.max(value, parameter.lower ?? 0), parameter.upper ?? Number.POSITIVE_INFINITY);
  }
  if (parameter.transform === "logit") {
    const { low, width } = range(parameter);
    return low + width / (1 + Math.exp(-x));
  }
  return x;
}

/** d value / d search coordinate at a value of the parameter. */
export function searchScaleSlope(parameter: Parameter, value: number): number {
  if (parameter.transform === "log") return value;
  if (parameter.transform === "logit") {
    const { low, width } = range(parameter);
    return ((value - low) * (low + width - value)) / width;
  }
  return 1;
}

/** Bounds of a parameter in the search coordinate; infinite where there is none. */
export function searchBounds(parameter: Parameter): { readonly lower: number; readonly upper: number } {
  if (parameter.transform === "logit") return { lower: -LOGIT_LIMIT, upper: LOGIT_LIMIT };
  const { lower, upper } = parameter;
  return {
    lower: lower === undefined ? Number.NEGATIVE_INFINITY : toSearchScale(parameter, lower),
    upper: upper === undefined ? Number.POSITIVE_INFINITY : toSearchScale(parameter, upper),
  };
}

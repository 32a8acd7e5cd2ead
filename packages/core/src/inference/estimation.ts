import { type BootstrapOptions, bootstrap } from "./bootstrap.ts";
import type { Estimate } from "./estimate.ts";
import { type FitOptions, fit as fitProblem } from "./fit.ts";
import type { Fit } from "./fit-types.ts";
import { identifiabilityOf } from "./identifiability.ts";
import type { Problem } from "./problem.ts";
import { type Profile, profile } from "./profile.ts";

/** Settings of {@link estimate}. */
export interface EstimateOptions {
  /** Probability of the intervals; default 0.95. */
  readonly level?: number;
  /** Seed of the bootstrap; profiles draw nothing. Default 1. */
  readonly seed?: number;
  /** Where the intervals come from; default "profile likelihood". */
  readonly method?: "profile likelihood" | "bootstrap";
  readonly fit?: FitOptions;
  readonly bootstrap?: Omit<BootstrapOptions, "level" | "seed">;
}

/** A fit with intervals and verdicts. */
export interface Estimation {
  readonly fit: Fit;
  /** All parameters in the order of the problem, fixed ones included. */
  readonly estimates: readonly Estimate[];
  /** One a free parameter; empty when the intervals are not profiles. */
  readonly profiles: readonly Profile[];
}

/**
 * Fits a problem and reports every parameter with its interval and how well the data fix it.
 *
 * @throws DomainError as {@link fitProblem} and {@link profile} do
 */
export function estimate(problem: Problem, options: EstimateOptions = {}): Estimation {
  const level = options.level ?? 0.95;
  const method = options.method ?? "profile likelihood";
  const first = fitProblem(problem, options.fit);
  const profiled =
    method === "bootstrap" ? { fit: first, profiles: [] } : profile(first, undefined, { level });
  const { fit, profiles } = profiled;
  const draws =
    method === "bootstrap" ? bootstrap(fit, { ...options.bootstrap, level, seed: options.seed ?? 1 }) : null;

  const estimates = fit.parameters.map((parameter): Estimate => {
    const { name, unit, value, standardError } = parameter;
    const common = { name, unit, value, standardError };
    if (parameter.fixed) {
      const interval = { low: value, high: value, level, method: "fixed" } as const;
      return { ...common, interval, identifiability: "fixed", note: `${name} was held, not fitted.` };
    }
    const ends = profiles.find((one) => one.name === name) ?? draws?.intervals[fit.freeNames.indexOf(name)];
    const interval = { low: ends?.low ?? null, high: ends?.high ?? null, level, method };
    return { ...common, interval, ...identifiabilityOf(fit, name, interval) };
  });
  return { fit, estimates, profiles };
}

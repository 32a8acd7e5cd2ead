import { DomainError } from "../errors.ts";
import { chiSquaredQuantile, fQuantile } from "../numerics/distributions.ts";
import { createWorkspace, type LeastSquaresWorkspace } from "./bounded-step.ts";
import { fit as fitProblem } from "./fit.ts";
import type { Fit } from "./fit-types.ts";
import { createLikelihood, type Likelihood } from "./likelihood.ts";
import { followSide, type OpenEnd, type Walk } from "./profile-walk.ts";
import { fromSearchScale } from "./transforms.ts";

export type { OpenEnd };

/** Settings of {@link profile}. */
export interface ProfileOptions {
  /** Probability of the interval; default 0.95. */
  readonly level?: number;
  /** Points of the curve added for drawing inside each half of the interval; default 3. */
  readonly curvePoints?: number;
  /** Refits stop at this relative decrease, see LeastSquaresOptions.tolerance; default 1e-6. */
  readonly tolerance?: number;
  /** The ends are found to this fraction of the root of the threshold; default 1e-6. */
  readonly endTolerance?: number;
}

/** Profile likelihood of one parameter. */
export interface Profile {
  readonly name: string;
  readonly unit: string;
  readonly level: number;
  /** Ends of the interval in the parameter's unit; null where the curve never reaches the threshold. */
  readonly low: number | null;
  readonly high: number | null;
  readonly openLow: OpenEnd | null;
  readonly openHigh: OpenEnd | null;
  /** Rise of -2 ln L that marks the ends. */
  readonly threshold: number;
  /** Parameter values, rising, and the rise of -2 ln L there with all else refitted. */
  readonly curve: { readonly values: Float64Array; readonly rise: Float64Array };
  readonly evaluations: number;
}

/** Restarts from a better optimum met on the way, at most. */
const MOST_RESTARTS = 5;

/**
 * Rise of -2 ln L at the ends of an interval of probability `level`: the chi-squared quantile for known noise,
 * n ln(1 + F(1, nu) / nu) when noise scales were estimated from n data with nu degrees of freedom left. For one
 * sigma the latter is the F test on the sum of squares.
 * Source: Bates & Watts (1988) 6.1.2; D. J. Venzon & S. H. Moolgavkar, Appl. Stat. 37 (1988) 87.
 */
export function profileThreshold(fit: Fit, level: number): number {
  if (!(level > 0 && level < 1)) {
    throw new DomainError({
      what: "the level of an interval is impossible",
      found: String(level),
      expected: "0 to 1",
    });
  }
  if (fit.estimatedScales === 0) return chiSquaredQuantile(level, 1);
  const freedom = fit.degreesOfFreedom;
  if (!(freedom > 1e-6)) {
    throw new DomainError({
      what: "no data are left to estimate the noise, so no interval can be given",
      found: `${fit.observations} data, ${fit.freeParameters} unknowns`,
      expected: "more data than unknowns, or known noise",
    });
  }
  const data = fit.series.reduce(
    (sum, one) => sum + (one.scales.some((s) => s.estimated) ? one.observations : 0),
    0,
  );
  return data * Math.log1p(fQuantile(level, 1, freedom) / freedom);
}

/** Profile of one unknown about the optimum of `fit`; `better` is a point with a higher likelihood, if one was met. */
function profileUnknown(
  fit: Fit,
  likelihood: Likelihood,
  workspace: LeastSquaresWorkspace,
  unknown: number,
  options: ProfileOptions,
): { readonly profile: Profile; readonly better: Float64Array | null } {
  const level = options.level ?? 0.95;
  const threshold = profileThreshold(fit, level);
  const walk: Walk = {
    likelihood,
    workspace,
    optimum: fit.search,
    unknown,
    threshold,
    tolerance: options.tolerance ?? 1e-6,
    endTolerance: options.endTolerance ?? 1e-6,
    lower: Float64Array.from(likelihood.lower),
    upper: Float64Array.from(likelihood.upper),
    evaluations: 0,
    better: null,
  };
  const curvePoints = options.curvePoints ?? 3;
  likelihood.scales.set(fit.search.scales);
  const below = followSide(walk, -1, curvePoints);
  likelihood.scales.set(fit.search.scales);
  const above = walk.better ? below : followSide(walk, 1, curvePoints);
  const parameter = fit.problem.parameters[likelihood.free[unknown]!]!;
  const at = fit.search.point[unknown]!;
  const own = (x: number): number => fromSearchScale(parameter, x);
  const curve = [
    ...below.points.map((point) => ({ x: at - point.distance, rise: point.rise })),
    ...above.points.slice(1).map((point) => ({ x: at + point.distance, rise: point.rise })),
  ].toSorted((a, b) => a.x - b.x);
  const profile: Profile = {
    name: parameter.name,
    unit: parameter.unit,
    level,
    low: below.end === null ? null : own(at - below.end),
    high: above.end === null ? null : own(at + above.end),
    openLow: below.open,
    openHigh: above.open,
    threshold,
    curve: {
      values: Float64Array.from(curve, (point) => own(point.x)),
      rise: Float64Array.from(curve, (point) => point.rise),
    },
    evaluations: walk.evaluations,
  };
  return { profile, better: walk.better };
}

/**
 * Profile-likelihood intervals: each parameter is held at values ever farther from its optimum while all else is
 * refitted, and the interval ends where -2 ln L has risen by {@link profileThreshold}. Both ends are found by bracketed
 * secant steps on the root of the rise, which is nearly linear. A side that never rises that far, out to the
 * parameter's bound, 12 decades or 10^4 standard errors, stays open.
 *
 * @param names parameters to profile; default all free ones
 * @returns one profile a name, and the fit they belong to: a better one when a better optimum was met on the way
 * @throws DomainError for an unknown or fixed name, or when no data are left to estimate the noise
 * Source: Venzon & Moolgavkar, Appl. Stat. 37 (1988) 87.
 */
export function profile(
  fit: Fit,
  names: readonly string[] = fit.freeNames,
  options: ProfileOptions = {},
): { readonly fit: Fit; readonly profiles: readonly Profile[] } {
  const unknown = names.map((name) => {
    const index = fit.freeNames.indexOf(name);
    if (index < 0) {
      throw new DomainError({
        what: "there is no free parameter of this name to profile",
        found: name,
        expected: fit.freeNames.join(", ") || "none is free",
      });
    }
    return index;
  });
  const likelihood = createLikelihood(fit.problem);
  const workspace = createWorkspace(likelihood.rows, likelihood.unknowns);
  let best = fit;
  for (let restart = 0; ; restart++) {
    const profiles: Profile[] = [];
    let better: Float64Array | null = null;
    for (const index of unknown) {
      const one = profileUnknown(best, likelihood, workspace, index, options);
      better = one.better;
      if (better && restart < MOST_RESTARTS) break;
      profiles.push(one.profile);
    }
    if (!better || restart >= MOST_RESTARTS) return { fit: best, profiles };
    const again = fitProblem(fit.problem, { startPoint: better });
    if (!(again.search.deviance < best.search.deviance)) return { fit: best, profiles };
    best = again;
  }
}

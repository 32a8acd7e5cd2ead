import type { Fit } from "../../inference/index.ts";
import { type Dual, slopeBy, UNKNOWNS, type Unknown } from "./dual.ts";
import { gradientsOf, independentUnknowns, type Joint } from "./joint.ts";
import { stateAt } from "./model.ts";
import type { TechniqueCheck } from "./result.ts";
import { chiSquared, solve } from "./search.ts";

/** Standard error of a number from the covariance of the unknowns; 0 where the fit gives none. */
function errorOf(number: Dual, { freeNames, covariance }: Fit): number {
  const slopes = freeNames.map((name) => slopeBy(number, name as Unknown));
  let variance = 0;
  slopes.forEach((a, i) => {
    slopes.forEach((b, j) => {
      variance += a * b * (covariance?.[i]?.[j] ?? 0);
    });
  });
  return Math.sqrt(Math.max(0, variance));
}

/**
 * One technique (by its place among the data) beside what all the others ask for, refitted without it; the pull is
 * (measured - from the others) / combined error. Null where the others leave open what it sees.
 */
export function checkTechnique(joint: Joint, index: number): TechniqueCheck {
  const { sample, data, values, free, rank } = joint;
  const { name, unit, of, value, sigma } = data[index]!;
  const state = stateAt(sample, values);
  const own = { name, unit, measured: value, standardError: sigma, predicted: of(state)[0]! };
  const unchecked = { ...own, fromOthers: null, fromOthersError: null, pull: null, chiSquaredWithout: null };
  const others = data.filter((_, i) => i !== index);
  const seen = independentUnknowns(gradientsOf(others, state), free);
  if (seen.length < rank) return unchecked;
  // What the others do not see does not move their prediction of this one, so it may be held.
  const held = new Set(UNKNOWNS.filter((unknown) => !seen.includes(unknown)));
  const refit = solve({ sample, data: others, values, held });
  if (!refit.fit.converged) return unchecked;
  const from = of(stateAt(sample, refit.values));
  const fromOthersError = errorOf(from, refit.fit);
  return {
    ...own,
    fromOthers: from[0]!,
    fromOthersError,
    pull: (value - from[0]!) / Math.hypot(sigma, fromOthersError),
    chiSquaredWithout: chiSquared(refit.fit),
  };
}

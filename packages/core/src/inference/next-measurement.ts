import { DomainError } from "../errors.ts";
import type { Fit } from "./fit-types.ts";

/** A measurement that could be made: one or several new observations. */
export interface Candidate {
  readonly name: string;
  /** d prediction / d parameter of each new observation, in the order of the fit's `freeNames`, own units. */
  readonly slopes: readonly (readonly number[])[];
  /** Standard deviation of each new observation, in its own unit. */
  readonly sigma: readonly number[];
}

/** What a candidate would do. */
export interface CandidateEffect {
  readonly name: string;
  /** Standard errors of the free parameters after it, in the order of `freeNames`. */
  readonly standardErrors: readonly number[];
  /** Standard error of the chosen parameter, after over before. */
  readonly ratio: number;
  /** Correlation of the chosen pair after it; null when no pair was chosen. */
  readonly correlation: number | null;
}

/** Candidates, the most useful first. */
export interface NextMeasurement {
  readonly parameter: string;
  readonly standardErrorNow: number;
  readonly correlationNow: number | null;
  readonly candidates: readonly CandidateEffect[];
  readonly sentence: string;
}

/** C - C g g^T C / (sigma^2 + g^T C g) for every new observation: the information matrix gains g g^T / sigma^2. */
function updated(covariance: readonly (readonly number[])[], candidate: Candidate): number[][] {
  const c = covariance.map((row) => [...row]);
  for (const [k, g] of candidate.slopes.entries()) {
    const moved = c.map((row) => row.reduce((sum, value, j) => sum + value * g[j]!, 0));
    const predicted = g.reduce((sum, slope, j) => sum + slope * moved[j]!, 0);
    const total = predicted + candidate.sigma[k]! ** 2;
    for (const [i, row] of c.entries()) {
      for (let j = 0; j < row.length; j++) row[j] = row[j]! - (moved[i]! * moved[j]!) / total;
    }
  }
  return c;
}

function correlationIn(c: readonly (readonly number[])[], i: number, j: number): number {
  return c[i]![j]! / Math.sqrt(c[i]![i]! * c[j]![j]!);
}

function checkCandidate(candidate: Candidate, unknowns: number): void {
  const { name, slopes, sigma } = candidate;
  const fits = slopes.length === sigma.length && slopes.every((row) => row.length === unknowns);
  const finite = slopes.every((row) => row.every(Number.isFinite)) && sigma.every((s) => s > 0 && s < 1e300);
  if (fits && finite) return;
  throw new DomainError({
    what: `candidate ${name} is not a measurement of this fit`,
    found: `${slopes.length} observation(s), ${sigma.length} standard deviation(s)`,
    expected: `rows of ${unknowns} finite slopes and one positive standard deviation a row`,
  });
}

/**
 * Ranks measurements that could be made by how much each would shrink the standard error of one parameter, to first
 * order about the present fit.
 *
 * @param parameter name of the parameter wanted
 * @param partner optional second parameter whose correlation with it is reported
 * @throws DomainError when the fit has no covariance, a name is not free, or a candidate does not fit
 * Source: A. C. Atkinson & A. N. Donev, Optimum Experimental Designs (1992), chapter 18 (local c-optimality).
 */
export function rankNextMeasurements(
  fit: Fit,
  candidates: readonly Candidate[],
  parameter: string,
  partner?: string,
): NextMeasurement {
  const { covariance, freeNames } = fit;
  if (!covariance) {
    throw new DomainError({
      what: "the present data leave some parameter without a standard error, so gains cannot be ranked",
      found: fit.warnings.join("; "),
      expected: "a fit with a covariance matrix",
      remedy: "fix that parameter or give it a prior",
    });
  }
  const place = (name: string): number => {
    const index = freeNames.indexOf(name);
    if (index < 0) {
      const expected = freeNames.join(", ");
      throw new DomainError({ what: "there is no free parameter of this name", found: name, expected });
    }
    return index;
  };
  const i = place(parameter);
  const j = partner === undefined ? -1 : place(partner);
  const now = Math.sqrt(covariance[i]![i]!);
  const effects = candidates.map((candidate): CandidateEffect => {
    checkCandidate(candidate, freeNames.length);
    const c = updated(covariance, candidate);
    const standardErrors = c.map((row, k) => Math.sqrt(Math.max(0, row[k]!)));
    const correlation = j < 0 ? null : correlationIn(c, i, j);
    return { name: candidate.name, standardErrors, ratio: standardErrors[i]! / now, correlation };
  });
  const ranked = effects.toSorted((a, b) => a.ratio - b.ratio);
  const best = ranked[0];
  const sentence = best
    ? `${best.name} would tell most about ${parameter}: its standard error would fall to ${(100 * best.ratio).toFixed(0)} % of the present one.`
    : "No candidate was given.";
  return {
    parameter,
    standardErrorNow: now,
    correlationNow: j < 0 ? null : correlationIn(covariance, i, j),
    candidates: ranked,
    sentence,
  };
}

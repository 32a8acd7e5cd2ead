import { DomainError } from "../../errors.ts";
import { createWorkspace, minimise } from "../../inference/index.ts";
import { columnMixture } from "./column-sums.ts";
import { LEAST_MEAN } from "./decay-model.ts";
import { globalLikelihood } from "./global-likelihood.ts";
import type { SharedTerms } from "./shared-terms.ts";

/**
 * Fall of the deviance that a second lifetime must bring to be found by a test at 5 % in 95 of 100 measurements:
 * (1.645 + 1.645)^2.
 */
const FOUND = 10.82;
const LARGEST = 100;
const BISECTIONS = 14;

/** Terms of one lifetime at a held shift, with `lifetimes` of them. */
type TermsOf = (lifetimes: number) => SharedTerms;

/** Means of terms at given lifetimes. */
function meansOf(terms: SharedTerms, lifetimesNs: readonly number[], amplitudes: Float64Array): Float64Array {
  terms.set(Float64Array.from(lifetimesNs, Math.log));
  const out = new Float64Array(terms.rows);
  columnMixture(amplitudes, 0, terms.terms, terms.columns, terms.rows, terms.offset, out);
  return out.map((m) => Math.max(m, LEAST_MEAN));
}

/** Deviance that is left when one lifetime is fitted to the expected counts of two, with equal light each. */
export function devianceOfOne(
  termsOf: TermsOf,
  lifetimeNs: number,
  factor: number,
  light: number,
  widthNs: number,
  background: number,
): number {
  const two = termsOf(2);
  const pair = [lifetimeNs / Math.sqrt(factor), lifetimeNs * Math.sqrt(factor)];
  const amplitudes = new Float64Array(two.terms);
  for (const [k, tau] of pair.entries()) amplitudes[k] = ((light / 2) * widthNs) / tau;
  if (two.backgroundTerm >= 0) amplitudes[two.backgroundTerm] = background;
  const means = meansOf(two, pair, amplitudes);
  const one = termsOf(1);
  const likelihood = globalLikelihood(means, one);
  likelihood.amplitudes.fill(0);
  likelihood.amplitudes[0] = (light * widthNs) / lifetimeNs;
  if (one.promptTerm >= 0) likelihood.amplitudes[one.promptTerm] = 1e-3 * light;
  if (one.backgroundTerm >= 0) likelihood.amplitudes[one.backgroundTerm] = Math.max(background, 1e-3);
  const x = Float64Array.of(Math.log(lifetimeNs));
  const bound = Math.log(LARGEST);
  const workspace = createWorkspace(2, 1);
  const lower = x.map((at) => at - bound);
  const upper = x.map((at) => at + bound);
  return Math.max(0, minimise(likelihood, x, lower, upper, workspace, { tolerance: 1e-9 }).cost);
}

/**
 * The factor below which two lifetimes about `lifetimeNs`, with the given light shared equally, cannot be told from one: the fall of
 * the deviance that the second brings, at expected counts, reaches what a test at 5 % finds in 95 of 100 measurements. The
 * shift is taken as known.
 *
 * @param light counts of all the decay
 * @returns the ratio of the two, above 1; null where even a hundredfold is not told apart
 * @throws DomainError for no light
 */
export function resolvableFactor(
  termsOf: TermsOf,
  lifetimeNs: number,
  light: number,
  widthNs: number,
  background: number,
): number | null {
  if (!(light > 0)) {
    throw new DomainError({
      what: "without light nothing is resolved",
      found: `${light}`,
      expected: "counts",
    });
  }
  const isFound = (ln: number): boolean =>
    devianceOfOne(termsOf, lifetimeNs, Math.exp(ln), light, widthNs, background) > FOUND;
  let low = 0;
  let high = Math.log(LARGEST);
  if (!isFound(high)) return null;
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (isFound(middle)) high = middle;
    else low = middle;
  }
  return Math.exp(high);
}

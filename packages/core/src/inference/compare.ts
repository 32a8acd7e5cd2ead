import { DomainError } from "../errors.ts";
import { chiSquaredTail, fTail } from "../numerics/distributions.ts";
import type { Fit } from "./fit-types.ts";

/** A fitted model by name. */
export interface NamedFit {
  readonly name: string;
  readonly fit: Fit;
}

/** One line of a comparison. */
export interface ComparedModel {
  readonly name: string;
  readonly freeParameters: number;
  readonly minus2LogLikelihood: number;
  readonly aicc: number | null;
  /** AICc above that of the best model; null where AICc is. */
  readonly aiccDifference: number | null;
  /** Akaike weight: the share of belief among these models. */
  readonly weight: number | null;
  readonly bic: number;
  readonly bicDifference: number;
}

/** Models in the order given, with the one preferred and why. */
export interface Comparison {
  readonly models: readonly ComparedModel[];
  readonly preferred: string;
  readonly sentence: string;
}

/** AICc differences below this leave the models about equally supported (Burnham & Anderson 2002, 2.6). */
export const COMPARABLE_AICC = 2;

function needSameData(fits: readonly NamedFit[]): void {
  const first = fits[0];
  if (!first) throw new DomainError({ what: "there is no model to compare", expected: "two or more fits" });
  const same = fits.every(({ fit }) => fit.observations === first.fit.observations);
  if (!same) {
    throw new DomainError({
      what: "models of different data cannot be compared",
      found: fits.map(({ name, fit }) => `${name}: ${fit.observations} observations`).join(", "),
      expected: "fits of the same data",
    });
  }
}

/**
 * Ranks models of the same data by AICc (by BIC when there are too few data for AICc).
 *
 * @throws DomainError for no model, or fits with different numbers of observations
 * Source: K. P. Burnham & D. R. Anderson, Model Selection and Multimodel Inference, 2nd ed. (2002), 2.4 to 2.6.
 */
export function compareModels(fits: readonly NamedFit[]): Comparison {
  needSameData(fits);
  const byAicc = fits.every(({ fit }) => fit.aicc !== null);
  const bestAicc = Math.min(...fits.map(({ fit }) => fit.aicc ?? Number.POSITIVE_INFINITY));
  const bestBic = Math.min(...fits.map(({ fit }) => fit.bic));
  const total = fits.reduce(
    (sum, { fit }) => sum + (fit.aicc === null ? 0 : Math.exp((bestAicc - fit.aicc) / 2)),
    0,
  );
  const models = fits.map(
    ({ name, fit }): ComparedModel => ({
      name,
      freeParameters: fit.freeParameters,
      minus2LogLikelihood: fit.minus2LogLikelihood,
      aicc: fit.aicc,
      aiccDifference: fit.aicc === null ? null : fit.aicc - bestAicc,
      weight: fit.aicc === null ? null : Math.exp((bestAicc - fit.aicc) / 2) / total,
      bic: fit.bic,
      bicDifference: fit.bic - bestBic,
    }),
  );
  const criterion = byAicc ? "AICc" : "BIC";
  const difference = (model: ComparedModel): number => (byAicc ? model.aiccDifference! : model.bicDifference);
  const ranked = models.toSorted((a, b) => difference(a) - difference(b));
  const [first, second] = [ranked[0]!, ranked[1]];
  if (!second) return { models, preferred: first.name, sentence: `${first.name} is the only model.` };
  const gap = difference(second);
  const sentence =
    gap < COMPARABLE_AICC
      ? `${first.name} and ${second.name} describe the data about equally well (${criterion} differs by ${gap.toFixed(1)}).`
      : `${first.name} is preferred to ${second.name} (${criterion} lower by ${gap.toFixed(1)}).`;
  return { models, preferred: first.name, sentence };
}

/** Outcome of {@link compareNested}. */
export interface NestedTest {
  readonly test: "F" | "likelihood ratio";
  /** F, or the fall of -2 ln L. */
  readonly statistic: number;
  /** Degrees of freedom: of the extra parameters, and of the noise estimate (null for the likelihood ratio). */
  readonly extraParameters: number;
  readonly degreesOfFreedom: number | null;
  /** Probability of as large a statistic were the simple model true. */
  readonly p: number;
  readonly preferred: string;
  readonly sentence: string;
}

/**
 * Tests whether a model's extra parameters are needed: the F test on sums of squares when the noise is one unknown
 * sigma, the likelihood-ratio test otherwise.
 *
 * @param simple the model nested in `full` (full with some parameters fixed or shared)
 * @param significance probability below which `full` is preferred; default 0.05
 * @throws DomainError when `full` has no more parameters than `simple` or the data differ
 * Source: Bates & Watts (1988) 3.10.1; S. S. Wilks, Ann. Math. Stat. 9 (1938) 60.
 */
export function compareNested(simple: NamedFit, full: NamedFit, significance = 0.05): NestedTest {
  needSameData([simple, full]);
  const extraParameters = full.fit.freeParameters - simple.fit.freeParameters;
  if (extraParameters <= 0) {
    throw new DomainError({
      what: "the full model has no more parameters than the simple one",
      found: `${full.name}: ${full.fit.freeParameters}, ${simple.name}: ${simple.fit.freeParameters}`,
      expected: "a simple model nested in a larger one",
    });
  }
  const oneSigma = full.fit.sigma !== null && full.fit.estimatedScales === 1 && full.fit.priorPenalty === 0;
  const freedom = full.fit.observations - full.fit.freeParameters;
  const byF = oneSigma && freedom > 0 && full.fit.series.length === 1;
  const fall = Math.max(0, simple.fit.minus2LogLikelihood - full.fit.minus2LogLikelihood);
  // exp(fall / n) is the ratio of the sums of squares, points with relative weights included.
  const statistic = byF ? (Math.expm1(fall / full.fit.observations) * freedom) / extraParameters : fall;
  const p = byF ? fTail(statistic, extraParameters, freedom) : chiSquaredTail(statistic, extraParameters);
  const preferred = p < significance ? full.name : simple.name;
  const shown = p < 1e-4 ? "p < 0.0001" : `p = ${p.toFixed(4)}`;
  const sentence =
    p < significance
      ? `${full.name} is preferred: its ${extraParameters} extra parameter(s) improve the fit more than chance would (${shown}).`
      : `${simple.name} suffices: the ${extraParameters} extra parameter(s) of ${full.name} are not needed (${shown}).`;
  return {
    test: byF ? "F" : "likelihood ratio",
    statistic,
    extraParameters,
    degreesOfFreedom: byF ? freedom : null,
    p,
    preferred,
    sentence,
  };
}

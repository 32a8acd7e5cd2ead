import { COMPARABLE_AICC, type Comparison, compareModels, compareNested } from "../../inference/index.ts";
import type { EmissionComponent } from "./components/index.ts";
import type { EmissionDecay } from "./emission-decay.ts";
import { type EmissionFit, type EmissionFitOptions, fitEmissionDecay } from "./fit-emission.ts";

/** Fits with rising numbers of components, which of them to take and why. */
export interface EmissionComparison {
  /** Without intervals, in the order tried. */
  readonly fits: readonly EmissionFit[];
  readonly comparison: Comparison;
  /** Index of the fit to take: the fewest components not clearly worse by AICc. */
  readonly chosen: number;
  readonly sentence: string;
}

/** Numbers of components tried. */
const MOST_COMPONENTS = 4;

/** Says how each step fares by the likelihood ratio, whose usual tail is too careful at the boundary. */
function boundarySentence(fits: readonly EmissionFit[], chosen: number): string {
  const next = fits[chosen + 1];
  const now = fits[chosen]!;
  if (!next || next.fit.freeParameters <= now.fit.freeParameters) return "";
  const test = compareNested(
    { name: now.result.model, fit: now.fit },
    { name: next.result.model, fit: next.fit },
  );
  const p = test.p < 1e-4 ? "below 0.0001" : test.p.toFixed(4);
  return ` Likelihood ratio against ${next.result.model}: ${test.statistic.toFixed(1)}, p ${p} by chi-squared of ${test.extraParameters}; without the extra component its amplitude lies on the boundary 0 and its lifetime has no meaning, so this p is a guide only.`;
}

/**
 * Fits 1, 2, 3 ... exponentials (or copies of another component) and chooses how many the counts support: the smallest number whose AICc is
 * within 2 of the best.
 *
 * @param most largest number tried; default 4. It stops earlier once one more does not help
 * @throws as {@link fitEmissionDecay}
 * Source: K. P. Burnham & D. R. Anderson, Model Selection and Multimodel Inference (2002); boundary: S. G. Self & K.-Y.
 * Liang, J. Am. Stat. Assoc. 82 (1987) 605.
 */
export function compareEmission(
  decay: EmissionDecay,
  component: EmissionComponent,
  options: Omit<EmissionFitOptions, "components">,
  most: number = MOST_COMPONENTS,
): EmissionComparison {
  const fits: EmissionFit[] = [];
  for (let count = 1; count <= most; count++) {
    const components = Array.from({ length: count }, () => component);
    fits.push(fitEmissionDecay(decay, { ...options, components, intervals: false }));
    const [before, now] = fits.slice(-2);
    if (now && before && (now.result.aicc ?? Number.POSITIVE_INFINITY) > (before.result.aicc ?? 0)) break;
  }
  const comparison = compareModels(fits.map(({ result, fit }) => ({ name: result.model, fit })));
  const difference = (k: number): number => {
    const { aiccDifference, bicDifference } = comparison.models[k]!;
    return aiccDifference ?? bicDifference;
  };
  const chosen = Math.max(
    0,
    fits.findIndex((_, k) => difference(k) <= COMPARABLE_AICC),
  );
  const taken = fits[chosen]!.result.model;
  const simpler = comparison.preferred === taken ? "" : ` The simpler one is taken: ${taken}.`;
  return {
    fits,
    comparison,
    chosen,
    sentence: `${comparison.sentence}${simpler}${boundarySentence(fits, chosen)}`,
  };
}

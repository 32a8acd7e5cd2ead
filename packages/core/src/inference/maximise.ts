import type { LeastSquaresWorkspace } from "./bounded-step.ts";
import { type LeastSquaresOptions, minimise, type Termination } from "./least-squares.ts";
import type { Likelihood } from "./likelihood.ts";

/** Alternation of parameters and noise scales stops when no ln scale moves by more than this. */
const SCALE_TOLERANCE = 1e-9;
const MOST_ALTERNATIONS = 300;

/** Where {@link maximise} ended. */
export interface Optimum {
  /** -2 ln (likelihood x priors), noise scales at their best values, all constants included. */
  readonly deviance: number;
  readonly evaluations: number;
  readonly termination: Termination;
  readonly converged: boolean;
}

/**
 * -2 ln (likelihood x priors) at the point last evaluated with cost `cost`, at the scales in force.
 * With one unknown sigma the cost was taken at sigma = 1, so it is divided by sigma^2 here.
 */
export function devianceAt(likelihood: Likelihood, cost: number): number {
  let sum = likelihood.oneScale ? cost / likelihood.scales[0]! ** 2 : cost;
  for (const block of likelihood.blocks) sum += block.constants(likelihood.scales);
  return sum;
}

function updateScales(likelihood: Likelihood): number {
  let change = 0;
  for (let k = 0; k < likelihood.noiseScales.length; k++) {
    const scale = likelihood.noiseScales[k]!;
    if (scale.known) continue;
    const before = likelihood.scales[k]!;
    const after = likelihood.blocks[scale.block]!.bestScale(scale.group, before);
    change = Math.max(change, Math.abs(Math.log(after / before)));
    likelihood.scales[k] = after;
  }
  return change;
}

/**
 * Finds the joint maximum of the likelihood over the unknowns and every unknown noise scale (sigma or fraction).
 *
 * With one unknown constant sigma and no other information, the best point is the least-squares point and sigma
 * follows from it. Otherwise the search alternates: the unknowns at fixed scales, then each scale at fixed unknowns
 * (its own one-dimensional maximum). Each half raises the same likelihood, so the pair ends at the joint maximum,
 * not at the fixed point of reweighting, which is another one when the noise depends on the prediction.
 *
 * @param x search coordinates: start on entry, optimum on return
 * @returns the scales are left in `likelihood.scales`, the rows in the workspace
 */
export function maximise(
  likelihood: Likelihood,
  x: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  workspace: LeastSquaresWorkspace,
  options: LeastSquaresOptions,
): Optimum {
  if (likelihood.oneScale) {
    likelihood.scales[0] = 1;
    const outcome = minimise(likelihood, x, lower, upper, workspace, options);
    if (outcome.termination === "model not finite at the start") {
      return { ...outcome, deviance: Number.NaN };
    }
    // bestScale looks at the last evaluation, which may have been a rejected trial.
    const size = likelihood.noiseScales[0]!.observations;
    likelihood.scales[0] = Math.max(Math.sqrt(outcome.cost / size), leastScale(likelihood));
    return { ...outcome, deviance: devianceAt(likelihood, outcome.cost) };
  }
  const unknownScales = likelihood.noiseScales.some((scale) => !scale.known);
  let evaluations = 0;
  for (let round = 0; ; round++) {
    const outcome = minimise(likelihood, x, lower, upper, workspace, options);
    evaluations += outcome.evaluations;
    if (outcome.termination === "model not finite at the start") {
      return { ...outcome, evaluations, deviance: Number.NaN };
    }
    if (!unknownScales) return { ...outcome, evaluations, deviance: devianceAt(likelihood, outcome.cost) };
    likelihood.evaluate(x, workspace.trialResiduals, null);
    const change = updateScales(likelihood);
    evaluations += 2;
    const cost = likelihood.evaluate(x, workspace.trialResiduals, null);
    if (change < SCALE_TOLERANCE || round >= MOST_ALTERNATIONS) {
      const settled = change < SCALE_TOLERANCE;
      return {
        deviance: devianceAt(likelihood, cost),
        evaluations,
        termination: settled ? outcome.termination : "evaluation limit reached",
        converged: settled && outcome.converged,
      };
    }
  }
}

/** The smallest sigma told from 0: the rounding of the data. */
function leastScale(likelihood: Likelihood): number {
  const block = likelihood.blocks[0]!;
  let largest = 0;
  for (const value of block.observed) largest = Math.max(largest, Math.abs(value));
  return 1e-15 * (largest || 1);
}

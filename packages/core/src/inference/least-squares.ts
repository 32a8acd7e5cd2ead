import {
  boundedStep,
  collectFree,
  factor,
  type LeastSquaresWorkspace,
  linearise,
  predictedDecrease,
  weightedLength,
} from "./bounded-step.ts";

/**
 * What is minimised. `evaluate` writes residual rows r and, when asked, their Jacobian J, and returns the cost F,
 * where dF/dx = 2 J^T r and the Hessian of F is about 2 J^T J. For plain least squares F = |r|^2; for other
 * likelihoods r are working residuals (Fisher scoring). NaN says the point lies outside the model's range.
 */
export interface LeastSquaresModel {
  readonly unknowns: number;
  readonly rows: number;
  /** `jacobian` is column-major rows x unknowns. Neither array may be kept. */
  evaluate(x: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): number;
  /** How far rounding of the predictions may move the cost of the last evaluation, where the model can tell. */
  costRounding?(): number;
}

/** How a search ended. Only the first four mean an optimum was reached. */
export type Termination =
  | "stationary: the linearised model offers no further decrease"
  | "step below rounding"
  | "cost at its rounding level"
  | "nothing free to vary"
  | "evaluation limit reached"
  | "model not finite at the start";

/** Settings of {@link minimise}. */
export interface LeastSquaresOptions {
  /** Stops when the decrease still offered, sqrt, is below this fraction of |r|; default 1e-10. */
  readonly tolerance?: number;
  /** Largest number of model evaluations; default 400 + 100 x unknowns. */
  readonly maxEvaluations?: number;
  /** First radius of the search as a multiple of |D x|, D the lengths of the Jacobian's columns; default 10. */
  readonly firstRadius?: number;
}

/** How {@link minimise} ended; the point itself is in `x`, its rows in the workspace. */
export interface LeastSquaresOutcome {
  readonly cost: number;
  readonly evaluations: number;
  readonly iterations: number;
  readonly termination: Termination;
  readonly converged: boolean;
}

/** Relative length of a step that changes nothing any more. */
const STEP_ROUNDING = 1e-15;
/** Relative change of the cost that is lost in its rounding. */
const COST_ROUNDING = 1e-14;
/** Below that rounding the steps are still taken while each leaves less than this fraction of what it was offered. */
const SLOWEST_DECREASE = 0.95;

function swapTrial(w: LeastSquaresWorkspace): void {
  [w.residuals, w.trialResiduals] = [w.trialResiduals, w.residuals];
  [w.jacobian, w.trialJacobian] = [w.trialJacobian, w.jacobian];
}

/**
 * Minimises a sum of squares (or another likelihood in working residuals) inside bounds: Levenberg-Marquardt in
 * trust-region form with More's column scaling, pivoted QR and an active set. A point where the model is not finite
 * shortens the step. Allocates nothing but the outcome.
 *
 * @param x start on entry (inside the bounds), optimum on return; an unknown with lower = upper is held
 * @param workspace of the model's shape; holds the rows and Jacobian of the optimum on return
 * Source: More 1978, see trust-region.ts; decrease test after Bates & Watts, Nonlinear Regression (1988), 2.2.3.
 */
export function minimise(
  model: LeastSquaresModel,
  x: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  workspace: LeastSquaresWorkspace,
  options: LeastSquaresOptions = {},
): LeastSquaresOutcome {
  const w = workspace;
  const { rows, unknowns } = model;
  const tolerance = options.tolerance ?? 1e-10;
  const limit = options.maxEvaluations ?? 400 + 100 * unknowns;
  let evaluations = 1;
  let iterations = 0;
  let cost = model.evaluate(x, w.residuals, w.jacobian);
  const end = (termination: Termination): LeastSquaresOutcome => ({
    cost,
    evaluations,
    iterations,
    termination,
    converged: termination !== "evaluation limit reached" && termination !== "model not finite at the start",
  });
  w.diagonal.fill(0);
  if (!Number.isFinite(cost) || !linearise(w, rows, unknowns)) return end("model not finite at the start");

  let radius = (options.firstRadius ?? 10) * (weightedLength(w.diagonal, x) || 1);
  w.damped.damping = 0;
  let offeredBefore = Number.POSITIVE_INFINITY;
  let inRounding = false;
  let withJacobian = true;
  for (;;) {
    const count = collectFree(w, x, lower, upper);
    if (count === 0) return end("nothing free to vary");
    w.shift.fill(0);
    let rank = factor(w, rows, unknowns, count);
    let offered = 0;
    for (let i = 0; i < rank; i++) offered += w.rhs[i]! * w.rhs[i]!;
    let size = 0;
    for (let i = 0; i < rows; i++) size += w.residuals[i]! * w.residuals[i]!;
    if (offered <= tolerance * tolerance * size) {
      return end("stationary: the linearised model offers no further decrease");
    }
    if (inRounding && offered > SLOWEST_DECREASE * offeredBefore) return end("cost at its rounding level");
    offeredBefore = offered;
    const rounding = Math.max(COST_ROUNDING * (Math.abs(cost) + size), model.costRounding?.() ?? 0);
    iterations++;

    for (let refactor = false; ; ) {
      if (evaluations >= limit) return end("evaluation limit reached");
      if (refactor) {
        collectFree(w, x, lower, upper);
        w.shift.fill(0);
        rank = factor(w, rows, unknowns, count);
      }
      refactor = boundedStep(w, x, lower, upper, rows, count, rank, radius);
      const length = weightedLength(w.diagonal, w.shift);
      if (iterations === 1) radius = Math.min(radius, length);
      if (length <= STEP_ROUNDING * weightedLength(w.diagonal, x)) return end("step below rounding");
      const predicted = predictedDecrease(w, rows, unknowns);
      evaluations++;
      const trialCost = model.evaluate(w.trial, w.trialResiduals, withJacobian ? w.trialJacobian : null);
      const decrease = cost - trialCost;
      const ratio = decrease / predicted;
      inRounding = predicted <= 100 * rounding;
      let accepted = predicted > 0 && (ratio > 1e-4 || (inRounding && decrease >= -10 * rounding));
      if (accepted) {
        swapTrial(w);
        if (!withJacobian) {
          evaluations++;
          model.evaluate(w.trial, w.residuals, w.jacobian);
        }
        if (linearise(w, rows, unknowns)) {
          x.set(w.trial);
          cost = trialCost;
        } else {
          accepted = false;
          swapTrial(w);
          linearise(w, rows, unknowns);
        }
      }
      if (accepted && (ratio >= 0.75 || w.damped.damping === 0 || inRounding)) {
        radius = ratio >= 0.25 || inRounding ? 2 * length : radius;
        w.damped.damping /= 2;
      }
      if (!accepted || ratio < 0.25) {
        // Least point of the parabola through the old cost, its slope and the new cost, kept within 0.1 to 0.5.
        const parabola = decrease < 0 ? (0.5 * predicted) / (predicted - decrease) : 0.5;
        const shrink = Number.isFinite(decrease) ? Math.min(Math.max(parabola, 0.1), 0.5) : 0.2;
        if (!(accepted && inRounding)) {
          radius = shrink * Math.min(radius, 10 * length);
          w.damped.damping /= shrink;
        }
      }
      withJacobian = accepted;
      if (accepted) break;
      if (inRounding && Number.isFinite(decrease) && decrease >= -100 * rounding) {
        return end("cost at its rounding level");
      }
    }
  }
}

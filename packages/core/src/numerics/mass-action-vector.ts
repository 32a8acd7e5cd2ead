import { choleskyFactor, choleskySolve } from "./cholesky.ts";
import { assembleHessian, balance, evaluate } from "./mass-action-dual.ts";
import {
  MASS_BALANCE_TOLERANCE,
  MAX_ITERATIONS,
  notConverged,
  QUADRATIC_REGION,
} from "./mass-action-limits.ts";
import type { MassActionSystem } from "./mass-action-system.ts";

/** Solves H step = -(rhs) with a scaled Cholesky factor, adding a ridge when H is singular to rounding. */
function newtonStep(system: MassActionSystem, rightHandSide: (k: number) => number): void {
  const { retained, hessian, factor, scale, step } = system.work;
  const r = retained.length;
  for (let k = 0; k < r; k++) {
    const diagonal = hessian[k * r + k]!;
    scale[k] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : 1;
  }
  for (let ridge = 1e-15; ; ridge *= 100) {
    for (let k = 0; k < r; k++) {
      for (let l = 0; l <= k; l++) factor[k * r + l] = hessian[k * r + l]! * scale[k]! * scale[l]!;
      factor[k * r + k] = 1 + ridge;
    }
    if (choleskyFactor(factor, r)) break;
  }
  for (let k = 0; k < r; k++) step[k] = -rightHandSide(k) * scale[k]!;
  choleskySolve(factor, r, step);
  for (let k = 0; k < r; k++) step[k]! *= scale[k]!;
}

/** Coordinate sweeps on ln(S/T): cheap, monotone, and they bring stoichiometric binding near its answer. */
function sweep(
  system: MassActionSystem,
  lnBeta: Float64Array,
  totals: Float64Array,
  amounts: Float64Array,
  rounds: number,
): void {
  const { retained, a, lambda, sums } = system.work;
  const r = retained.length;
  for (let round = 0; round < rounds; round++) {
    evaluate(system, lnBeta, totals, lambda, amounts);
    balance(system, totals, amounts);
    let largest = 0;
    for (let k = 0; k < r; k++) {
      let order = 1;
      for (let j = 0; j < system.speciesCount; j++) order = Math.max(order, a[j * r + k]!);
      const move = -Math.log(sums[k]! / totals[retained[k]!]!) / order;
      lambda[k]! += move;
      largest = Math.max(largest, Math.abs(move));
    }
    if (largest < 1e-3) return;
  }
}

/** Left over by a neighbour's answer, a residual above this is met faster from the totals. */
const NEIGHBOUR_TOO_FAR = 0.3;

/**
 * Several retained components: Newton on the dual with a line search that reads the slope along the step. With `fromLast` it
 * begins at the answer of the last call where that is near.
 */
export function solveVector(
  system: MassActionSystem,
  lnBeta: Float64Array,
  totals: Float64Array,
  amounts: Float64Array,
  fromLast: boolean,
): number {
  const { retained, nonNegative, lambda, trial, sums, gradient, step } = system.work;
  const r = retained.length;
  let dual = 0;
  let worst = Number.POSITIVE_INFINITY;
  if (fromLast) {
    dual = evaluate(system, lnBeta, totals, lambda, amounts);
    worst = balance(system, totals, amounts);
  }
  if (!(worst < NEIGHBOUR_TOO_FAR)) {
    for (let k = 0; k < r; k++) {
      const total = totals[retained[k]!]!;
      lambda[k] = total > 0 ? Math.log(total) : 0;
    }
    if (nonNegative) sweep(system, lnBeta, totals, amounts, 6);
    dual = evaluate(system, lnBeta, totals, lambda, amounts);
    worst = balance(system, totals, amounts);
  }
  let stalled = 0;
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    if (worst < 1e-15) return iteration;
    assembleHessian(system, totals, amounts);
    // Far away the step aims at ln S = ln T, near the answer at S = T; both are Newton, the first never crawls.
    const farAway = nonNegative && worst > 1e-3;
    newtonStep(
      system,
      farAway ? (k) => sums[k]! * Math.log(sums[k]! / totals[retained[k]!]!) : (k) => gradient[k]!,
    );
    let slope = 0;
    for (let k = 0; k < r; k++) slope += gradient[k]! * step[k]!;
    if (!(slope < 0)) {
      newtonStep(system, (k) => gradient[k]!);
      slope = 0;
      for (let k = 0; k < r; k++) slope += gradient[k]! * step[k]!;
    }
    let longest = 0;
    for (let k = 0; k < r; k++) longest = Math.max(longest, Math.abs(step[k]!));
    let length = longest > 60 ? 60 / longest : 1;
    const before = worst;
    for (let trials = 0; trials < 60; trials++) {
      for (let k = 0; k < r; k++) trial[k] = lambda[k]! + length * step[k]!;
      const dualThere = evaluate(system, lnBeta, totals, trial, amounts);
      worst = balance(system, totals, amounts);
      let slopeThere = 0;
      for (let k = 0; k < r; k++) slopeThere += gradient[k]! * step[k]!;
      // On a convex function a step that has not passed the minimum of its line is always progress.
      if (slopeThere <= 0 || dualThere <= dual + 1e-4 * length * slope || before < QUADRATIC_REGION) {
        dual = dualThere;
        break;
      }
      const interpolated = slope / (slope - slopeThere);
      length *= Math.min(0.5, Math.max(0.05, interpolated));
    }
    for (let k = 0; k < r; k++) lambda[k] = trial[k]!;
    if (before < QUADRATIC_REGION && worst <= MASS_BALANCE_TOLERANCE) return iteration;
    stalled = worst < before * 0.9 ? 0 : stalled + 1;
    if (stalled > 3 && worst <= MASS_BALANCE_TOLERANCE) return iteration;
  }
  if (worst <= MASS_BALANCE_TOLERANCE) return MAX_ITERATIONS;
  throw notConverged(worst, MAX_ITERATIONS);
}

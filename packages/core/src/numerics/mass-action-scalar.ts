import { assembleHessian, balance, evaluate } from "./mass-action-dual.ts";
import {
  MASS_BALANCE_TOLERANCE,
  MAX_ITERATIONS,
  notConverged,
  QUADRATIC_REGION,
} from "./mass-action-limits.ts";
import type { MassActionSystem, Work } from "./mass-action-system.ts";

/** Constants and multipliers below e^300 multiply without overflow; beyond, sums are shifted by their largest exponent. */
const PLAIN_EXPONENT = 300;

/** beta_j = exp(ln beta_j), remade only when the constants changed; false when one is too large for plain products. */
function plainConstants(work: Work, lnBeta: Float64Array): boolean {
  for (let j = 0; j < lnBeta.length; j++) {
    if (!(Math.abs(lnBeta[j]!) < PLAIN_EXPONENT)) return false;
    if (work.lnBeta[j] !== lnBeta[j]) {
      work.lnBeta[j] = lnBeta[j]!;
      work.beta[j] = Math.exp(lnBeta[j]!);
    }
  }
  return true;
}

/** x^a for the small whole powers of stoichiometry. */
function power(x: number, a: number): number {
  return a === 0 ? 1 : a === 1 ? x : a === 2 ? x * x : x ** a;
}

/**
 * Amounts of all species at x = exp(lambda) of the one retained component, by plain products; returns the row sum S
 * and leaves its slope dS/dlambda in hessian[0].
 */
function evaluateScalar(
  system: MassActionSystem,
  totals: Float64Array,
  x: number,
  amounts: Float64Array,
): number {
  const { eliminated, start, members, outside, a, beta, hessian } = system.work;
  let sum = 0;
  let slope = 0;
  for (let index = 0; index < outside.length; index++) {
    const j = outside[index]!;
    const amount = beta[j]! * power(x, a[j]!);
    amounts[j] = amount;
    sum += a[j]! * amount;
    slope += a[j]! * a[j]! * amount;
  }
  for (let e = 0; e < eliminated.length; e++) {
    let weight = 0;
    let first = 0;
    let second = 0;
    for (let index = start[e]!; index < start[e + 1]!; index++) {
      const j = members[index]!;
      const share = beta[j]! * power(x, a[j]!);
      amounts[j] = share;
      weight += share;
      first += a[j]! * share;
      second += a[j]! * a[j]! * share;
    }
    const factor = totals[eliminated[e]!]! / weight;
    for (let index = start[e]!; index < start[e + 1]!; index++) amounts[members[index]!]! *= factor;
    sum += first * factor;
    slope += factor * (second - (first * first) / weight);
  }
  hessian[0] = slope;
  return sum;
}

/** One retained component: Newton on ln(S/T), which is nearly linear in lambda, kept inside a bracket. */
export function solveScalar(
  system: MassActionSystem,
  lnBeta: Float64Array,
  totals: Float64Array,
  amounts: Float64Array,
): number {
  const { lambda, sums, gradient, hessian, retained, nonNegative } = system.work;
  const total = totals[retained[0]!]!;
  const plain = nonNegative && plainConstants(system.work, lnBeta);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  lambda[0] = total > 0 ? Math.log(total) : 0;
  let worst = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    const before = worst;
    if (plain && Math.abs(lambda[0]!) < PLAIN_EXPONENT) {
      sums[0] = evaluateScalar(system, totals, Math.exp(lambda[0]!), amounts);
      gradient[0] = sums[0]! - total;
      worst = Math.abs(gradient[0]!) / Math.max(sums[0]!, total);
    } else {
      evaluate(system, lnBeta, totals, lambda, amounts);
      worst = balance(system, totals, amounts);
      assembleHessian(system, totals, amounts);
    }
    const settled = before <= QUADRATIC_REGION && worst <= MASS_BALANCE_TOLERANCE;
    if (worst < 1e-15 || settled) return iteration;
    const excess = gradient[0]!;
    if (excess > 0) high = lambda[0]!;
    else low = lambda[0]!;
    const sum = sums[0]!;
    const slope = hessian[0]!;
    const logarithmic = sum > 0 && total > 0;
    const move = logarithmic ? (-sum * Math.log(sum / total)) / slope : -excess / slope;
    let next: number = lambda[0]! + (Number.isFinite(move) ? move : -Math.sign(excess) * 40);
    if (!(next > low && next < high) || next - lambda[0]! < -60 || next - lambda[0]! > 60) {
      if (Number.isFinite(low) && Number.isFinite(high)) next = (low + high) / 2;
      else next = lambda[0]! - Math.sign(excess) * 40;
    }
    if (next === lambda[0]) return iteration;
    lambda[0] = next;
  }
  throw notConverged(worst, MAX_ITERATIONS);
}

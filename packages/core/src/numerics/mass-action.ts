import { ConvergenceError } from "../errors.ts";
import { choleskyFactor, choleskySolve } from "./cholesky.ts";
import { refineInDominantBasis } from "./dominant-basis.ts";

/**
 * A mass-action equilibrium problem in a fixed basis, with its work space: n species made of m components,
 *
 *     ln n_j = ln beta_j + sum_i a_ji lambda_i          (mass action; lambda_i = ln of the free component)
 *     sum_j a_ji n_j = T_i                              (mass balance)
 *
 * Its solution is the minimum of the convex dual F(lambda) = sum_j n_j(lambda) - sum_i T_i lambda_i, so it is
 * unique and Newton's method with a line search always reaches it.
 */
export interface MassActionSystem {
  readonly speciesCount: number;
  readonly componentCount: number;
  /** a, row-major species x components. */
  readonly stoichiometry: Float64Array;
  readonly work: Work;
}

/** Work arrays and the split of the components, kept so that a solve allocates nothing. */
interface Work {
  /** Components kept as unknowns of the dual. */
  readonly retained: Int32Array;
  /** Components minimised away exactly: they occur with coefficient 1 and never two in one species. */
  readonly eliminated: Int32Array;
  /** Species of every eliminated component: members[start[e] .. start[e+1]). */
  readonly start: Int32Array;
  readonly members: Int32Array;
  /** Species without an eliminated component. */
  readonly outside: Int32Array;
  /** a restricted to the retained components, species x r. */
  readonly a: Float64Array;
  readonly nonNegative: boolean;
  readonly exponent: Float64Array;
  readonly lambda: Float64Array;
  readonly trial: Float64Array;
  readonly sums: Float64Array;
  readonly gradient: Float64Array;
  readonly step: Float64Array;
  readonly hessian: Float64Array;
  readonly factor: Float64Array;
  readonly scale: Float64Array;
  readonly mean: Float64Array;
  /** ln beta the factors below were made from, and beta itself where it is within range. */
  readonly lnBeta: Float64Array;
  readonly beta: Float64Array;
  refined: boolean;
}

/** Relative mass balance every solution keeps; the design's promise. */
export const MASS_BALANCE_TOLERANCE = 1e-12;
/** Below this relative residual Newton's next step is good to rounding. */
const QUADRATIC_REGION = 1e-8;
const MAX_ITERATIONS = 300;
/** ln of the largest amount an exponent may reach while a step is tried. */
const EXPONENT_CAP = 690;
/** Constants and multipliers below e^300 multiply without overflow; beyond, sums are shifted by their largest exponent. */
const PLAIN_EXPONENT = 300;
/** A free component rarer than this share of its total loses digits in the given basis and is refined. */
const DEPLETED = 1e-5;

/** Picks components that never meet in one species and always enter with coefficient 1, the least entangled first. */
function chooseEliminated(a: Float64Array, n: number, m: number): number[] {
  const meets = (i: number, k: number): boolean => {
    for (let j = 0; j < n; j++) if (a[j * m + i] !== 0 && a[j * m + k] !== 0) return true;
    return false;
  };
  const simple: { i: number; conflicts: number }[] = [];
  for (let i = 0; i < m; i++) {
    let allOnes = true;
    for (let j = 0; j < n; j++) if (a[j * m + i] !== 0 && a[j * m + i] !== 1) allOnes = false;
    if (!allOnes) continue;
    let conflicts = 0;
    for (let k = 0; k < m; k++) if (k !== i && meets(i, k)) conflicts++;
    simple.push({ i, conflicts });
  }
  simple.sort((x, y) => x.conflicts - y.conflicts || x.i - y.i);
  const chosen: number[] = [];
  for (const { i } of simple) if (chosen.every((k) => !meets(i, k))) chosen.push(i);
  return chosen.sort((x, y) => x - y);
}

/**
 * Prepares a mass-action problem.
 * @param stoichiometry a, row-major n x m; every component must itself be a species (a row with a single 1)
 */
export function massActionSystem(stoichiometry: Float64Array, n: number, m: number): MassActionSystem {
  const eliminated = chooseEliminated(stoichiometry, n, m);
  const retained = Array.from({ length: m }, (_, i) => i).filter((i) => !eliminated.includes(i));
  const r = retained.length;
  const start = new Int32Array(eliminated.length + 1);
  const members: number[] = [];
  const taken = new Set<number>();
  eliminated.forEach((e, index) => {
    for (let j = 0; j < n; j++) {
      if (stoichiometry[j * m + e] === 1) {
        members.push(j);
        taken.add(j);
      }
    }
    start[index + 1] = members.length;
  });
  const a = new Float64Array(n * r);
  for (let j = 0; j < n; j++) for (let k = 0; k < r; k++) a[j * r + k] = stoichiometry[j * m + retained[k]!]!;
  return {
    speciesCount: n,
    componentCount: m,
    stoichiometry,
    work: {
      retained: Int32Array.from(retained),
      eliminated: Int32Array.from(eliminated),
      start,
      members: Int32Array.from(members),
      outside: Int32Array.from(Array.from({ length: n }, (_, j) => j).filter((j) => !taken.has(j))),
      a,
      nonNegative: a.every((value) => value >= 0),
      exponent: new Float64Array(n),
      lambda: new Float64Array(r),
      trial: new Float64Array(r),
      sums: new Float64Array(r),
      gradient: new Float64Array(r),
      step: new Float64Array(r),
      hessian: new Float64Array(r * r),
      factor: new Float64Array(r * r),
      scale: new Float64Array(r),
      mean: new Float64Array(r),
      lnBeta: new Float64Array(n).fill(Number.NaN),
      beta: new Float64Array(n),
      refined: false,
    },
  };
}

/**
 * Amounts of all species at the given retained multipliers, the eliminated ones being at their optimum.
 * Returns F up to a constant. Sums are shifted by their largest exponent so that K = 1e18 cannot overflow.
 */
function evaluate(
  system: MassActionSystem,
  lnBeta: Float64Array,
  totals: Float64Array,
  lambda: Float64Array,
  amounts: Float64Array,
): number {
  const { retained, eliminated, start, members, outside, a, exponent } = system.work;
  const r = retained.length;
  const n = system.speciesCount;
  for (let j = 0; j < n; j++) {
    let x = lnBeta[j]!;
    for (let k = 0; k < r; k++) x += a[j * r + k]! * lambda[k]!;
    exponent[j] = x;
  }
  let dual = 0;
  for (let index = 0; index < outside.length; index++) {
    const j = outside[index]!;
    const amount = Math.exp(Math.min(exponent[j]!, EXPONENT_CAP));
    amounts[j] = amount;
    dual += amount;
  }
  for (let e = 0; e < eliminated.length; e++) {
    const from = start[e]!;
    const to = start[e + 1]!;
    let largest = exponent[members[from]!]!;
    for (let index = from + 1; index < to; index++) largest = Math.max(largest, exponent[members[index]!]!);
    let weight = 0;
    for (let index = from; index < to; index++) {
      const j = members[index]!;
      const share = Math.exp(exponent[j]! - largest);
      amounts[j] = share;
      weight += share;
    }
    const total = totals[eliminated[e]!]!;
    const factor = total / weight;
    for (let index = from; index < to; index++) amounts[members[index]!]! *= factor;
    dual += total * (largest + Math.log(weight));
  }
  for (let k = 0; k < r; k++) dual -= totals[retained[k]!]! * lambda[k]!;
  return dual;
}

/** Row sums S_k = sum_j a_jk n_j, gradient S - T and the largest residual relative to what the row holds. */
function balance(system: MassActionSystem, totals: Float64Array, amounts: Float64Array): number {
  const { retained, a, sums, gradient } = system.work;
  const r = retained.length;
  let worst = 0;
  for (let k = 0; k < r; k++) {
    let sum = 0;
    let size = 0;
    for (let j = 0; j < system.speciesCount; j++) {
      const term = a[j * r + k]! * amounts[j]!;
      sum += term;
      size += Math.abs(term);
    }
    const total = totals[retained[k]!]!;
    sums[k] = sum;
    gradient[k] = sum - total;
    worst = Math.max(worst, Math.abs(sum - total) / Math.max(size, Math.abs(total)));
  }
  return worst;
}

/** Hessian of the reduced dual: A^T diag(n) A minus what the eliminated components take up (Schur complement). */
function assembleHessian(system: MassActionSystem, totals: Float64Array, amounts: Float64Array): void {
  const { retained, eliminated, start, members, a, hessian, mean } = system.work;
  const r = retained.length;
  hessian.fill(0);
  for (let j = 0; j < system.speciesCount; j++) {
    const amount = amounts[j]!;
    for (let k = 0; k < r; k++) {
      const weighted = a[j * r + k]! * amount;
      if (weighted === 0) continue;
      for (let l = 0; l <= k; l++) hessian[k * r + l]! += weighted * a[j * r + l]!;
    }
  }
  for (let e = 0; e < eliminated.length; e++) {
    mean.fill(0);
    for (let index = start[e]!; index < start[e + 1]!; index++) {
      const j = members[index]!;
      for (let k = 0; k < r; k++) mean[k]! += a[j * r + k]! * amounts[j]!;
    }
    const total = totals[eliminated[e]!]!;
    for (let k = 0; k < r; k++) {
      for (let l = 0; l <= k; l++) hessian[k * r + l]! -= (mean[k]! * mean[l]!) / total;
    }
  }
}

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

function notConverged(residual: number, iterations: number): ConvergenceError {
  return new ConvergenceError(
    {
      what: "speciation did not reach its mass balance",
      found: `relative residual ${residual.toExponential(2)} after ${iterations} iterations`,
      expected: `${MASS_BALANCE_TOLERANCE.toExponential(0)} or less`,
      remedy: "check that the totals and constants are in molar units and not absurdly far apart",
    },
    residual,
    iterations,
  );
}

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
function solveScalar(
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

/** Several retained components: Newton on the dual with a line search that reads the slope along the step. */
function solveVector(
  system: MassActionSystem,
  lnBeta: Float64Array,
  totals: Float64Array,
  amounts: Float64Array,
): number {
  const { retained, nonNegative, lambda, trial, sums, gradient, step } = system.work;
  const r = retained.length;
  for (let k = 0; k < r; k++) {
    const total = totals[retained[k]!]!;
    lambda[k] = total > 0 ? Math.log(total) : 0;
  }
  if (nonNegative) sweep(system, lnBeta, totals, amounts, 6);
  let dual = evaluate(system, lnBeta, totals, lambda, amounts);
  let worst = balance(system, totals, amounts);
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

/**
 * Solves the equilibrium.
 *
 * @param lnBeta ln of the formation constants (molar units), one a species; 0 for the components themselves
 * @param totals T, mol/L, one a component; must be reachable (positive where no coefficient is negative)
 * @param amounts receives the species' concentrations, mol/L
 * @returns iterations used
 * @throws ConvergenceError when the relative mass balance stays above 1e-12
 * Valid for K from 1e-6 to 1e18 per M and totals from 1e-15 to 1 M; components rarer than 1e-5 of their total are
 * polished in the basis of the dominant species, so that they keep their digits at stoichiometric binding.
 * Source: the dual of free-energy minimisation, e.g. Smith & Missen, Chemical Reaction Equilibrium Analysis (1982),
 * ch. 6; Newton with line search as in Nocedal & Wright, Numerical Optimization (2006), ch. 3.
 */
export function solveMassAction(
  system: MassActionSystem,
  lnBeta: Float64Array,
  totals: Float64Array,
  amounts: Float64Array,
): number {
  const { work, speciesCount: n, componentCount: m, stoichiometry } = system;
  const r = work.retained.length;
  work.refined = false;
  let iterations = 0;
  if (r === 0) evaluate(system, lnBeta, totals, work.lambda, amounts);
  else iterations = (r === 1 ? solveScalar : solveVector)(system, lnBeta, totals, amounts);
  for (let i = 0; i < m; i++) {
    // A component's own species is the row that holds it alone with lnBeta 0; rows 0..m-1 by construction.
    if (amounts[i]! < DEPLETED * Math.abs(totals[i]!)) {
      refineInDominantBasis(stoichiometry, n, m, lnBeta, totals, amounts);
      work.refined = true;
      break;
    }
  }
  return iterations;
}

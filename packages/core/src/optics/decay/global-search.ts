import { createWorkspace, minimise, type Termination } from "../../inference/index.ts";
import { choleskyFactor, choleskySolve } from "../../numerics/cholesky.ts";
import { columnMixture, columnSums } from "./column-sums.ts";
import { BACKGROUND, FIRST_COMPONENT, PROMPT, SHIFT } from "./decay-model.ts";
import type { PreparedDecay } from "./emission-problem.ts";
import type { GlobalLikelihood } from "./global-likelihood.ts";
import type { SharedTerms } from "./shared-terms.ts";

/** The search ends when -2 ln L offers to fall by less than the square of this: a hundredth of a standard error. */
const OFFERED = 1e-2;
/** An amplitude starts with at least this share of the decay's counts. */
const LEAST_SHARE = 1e-3;

/** First amplitudes: weighted least squares in the metric of the summed decay, none below a small share. */
function startAmplitudes(
  counts: Float64Array,
  terms: SharedTerms,
  sumAmplitudes: Float64Array,
  out: Float64Array,
): void {
  const { rows, columns } = terms;
  const T = terms.terms;
  const decays = counts.length / rows;
  const weight = new Float64Array(rows);
  columnMixture(sumAmplitudes, 0, T, columns, rows, terms.offset, weight);
  for (let i = 0; i < rows; i++) weight[i] = 1 / Math.max(weight[i]!, 1e-3 * decays);
  const scaled = new Float64Array(T * rows);
  for (let t = 0; t < T; t++) {
    for (let i = 0; i < rows; i++) scaled[t * rows + i] = columns[t * rows + i]! * weight[i]!;
  }
  const gram = new Float64Array(T * T);
  const held = new Float64Array(T);
  columnSums(terms.offset, scaled, rows, T, held);
  const size = new Float64Array(T);
  for (let a = 0; a < T; a++) {
    let area = 0;
    for (let i = 0; i < rows; i++) area += columns[a * rows + i]!;
    size[a] = area;
    for (let b = 0; b < T; b++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += scaled[a * rows + i]! * columns[b * rows + i]!;
      gram[a * T + b] = a === b ? sum * (1 + 1e-9) : sum;
    }
  }
  const isRegular = choleskyFactor(gram, T);
  const found = new Float64Array(T);
  for (let g = 0; g < decays; g++) {
    const own = counts.subarray(g * rows, (g + 1) * rows);
    let total = 0;
    for (let i = 0; i < rows; i++) total += own[i]!;
    columnSums(own, scaled, rows, T, found);
    for (let t = 0; t < T; t++) found[t] = found[t]! - held[t]!;
    if (isRegular) choleskySolve(gram, T, found);
    for (let t = 0; t < T; t++) {
      const least = (LEAST_SHARE * total) / Math.max(size[t]!, 1e-300);
      out[g * T + t] = isRegular ? Math.max(found[t]!, least) : least / LEAST_SHARE / T;
    }
  }
}

/** Where the search for the shared values ended. */
export interface SharedSearch {
  readonly shared: Float64Array;
  /** Covariance of the shared values, row-major; 0 for what is held or at a bound. */
  readonly covariance: Float64Array;
  readonly held: readonly boolean[];
  readonly deviance: number;
  readonly evaluations: number;
  readonly termination: Termination;
  readonly converged: boolean;
}

/** Index of lifetime k among the parameters of the summed decay's model. */
const lifetimeAt = (k: number): number => FIRST_COMPONENT + 2 * k + 1;

/** Where a search for shared values begins: those of the summed decay, and what bounds them. */
export interface SharedStart {
  readonly shared: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly held: readonly boolean[];
  /** Linear terms of the summed decay. */
  readonly amplitudes: Float64Array;
}

/** The start of a series from the parameters of its summed decay, in the order of that model. */
export function sharedStart(prepared: PreparedDecay, terms: SharedTerms, values: Float64Array): SharedStart {
  const { lifetimes } = terms;
  const unknowns = lifetimes + (terms.hasShift ? 1 : 0);
  const { parameters } = prepared.problem(values);
  const shared = new Float64Array(unknowns);
  const lower = new Float64Array(unknowns);
  const upper = new Float64Array(unknowns);
  for (let p = 0; p < unknowns; p++) {
    const index = p < lifetimes ? lifetimeAt(p) : SHIFT;
    const parameter = parameters[index]!;
    const scale = p < lifetimes ? Math.log : (value: number): number => value;
    shared[p] = scale(values[index]!);
    lower[p] = parameter.fixed ? shared[p]! : scale(parameter.lower!);
    upper[p] = parameter.fixed ? shared[p]! : scale(parameter.upper!);
  }
  const amplitudes = new Float64Array(terms.terms);
  for (let k = 0; k < lifetimes; k++) amplitudes[k] = values[FIRST_COMPONENT + 2 * k]!;
  if (terms.promptTerm >= 0) amplitudes[terms.promptTerm] = values[PROMPT]!;
  if (terms.backgroundTerm >= 0) amplitudes[terms.backgroundTerm] = values[BACKGROUND]!;
  return { shared, lower, upper, held: Array.from(shared, (_, p) => lower[p] === upper[p]), amplitudes };
}

/** Finds the most likely shared values; the likelihood keeps the amplitudes that belong to them. */
export function searchShared(
  likelihood: GlobalLikelihood,
  terms: SharedTerms,
  counts: Float64Array,
  start: SharedStart,
): SharedSearch {
  const { unknowns, rows } = likelihood;
  const { lower, upper } = start;
  const x = Float64Array.from(start.shared);
  terms.set(x);
  startAmplitudes(counts, terms, start.amplitudes, likelihood.amplitudes);
  const workspace = createWorkspace(rows, unknowns);
  const outcome = minimise(likelihood, x, lower, upper, workspace, {
    tolerance: OFFERED / Math.sqrt(Math.max(1, counts.length)),
  });
  // A stationary end is the point last evaluated, and the amplitudes belong to it; after any other they are settled again.
  const isLast = outcome.termination.startsWith("stationary");
  const cost = isLast ? outcome.cost : likelihood.evaluate(x, workspace.residuals, workspace.jacobian);
  const free = Array.from(x.keys()).filter((p) => lower[p]! < x[p]! && x[p]! < upper[p]!);
  return {
    shared: x,
    covariance: inverseInformation(workspace.jacobian, rows, unknowns, free),
    held: Array.from(x, (_, p) => !free.includes(p)),
    deviance: cost,
    evaluations: outcome.evaluations,
    termination: outcome.termination,
    converged: outcome.converged,
  };
}

/** (R^T R)^-1 over the free unknowns, from the column-major rows of the search; 0 for the others. */
export function inverseInformation(
  jacobian: Float64Array,
  rows: number,
  unknowns: number,
  free: readonly number[],
): Float64Array {
  const n = free.length;
  const information = new Float64Array(n * n);
  for (const [i, a] of free.entries()) {
    for (const [j, b] of free.entries()) {
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += jacobian[a * rows + r]! * jacobian[b * rows + r]!;
      information[i * n + j] = sum;
    }
  }
  const covariance = new Float64Array(unknowns * unknowns);
  if (!choleskyFactor(information, n)) return covariance.fill(Number.NaN);
  const unit = new Float64Array(n);
  for (const [j, b] of free.entries()) {
    unit.fill(0);
    unit[j] = 1;
    choleskySolve(information, n, unit);
    for (const [i, a] of free.entries()) covariance[a * unknowns + b] = unit[i]!;
  }
  return covariance;
}

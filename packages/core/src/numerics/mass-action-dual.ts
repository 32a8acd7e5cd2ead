import type { MassActionSystem } from "./mass-action-system.ts";

/** ln of the largest amount an exponent may reach while a step is tried. */
const EXPONENT_CAP = 690;

/**
 * Amounts of all species at the given retained multipliers, the eliminated ones being at their optimum.
 * Returns F up to a constant. Sums are shifted by their largest exponent so that K = 1e18 cannot overflow.
 */
export function evaluate(
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
export function balance(system: MassActionSystem, totals: Float64Array, amounts: Float64Array): number {
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
export function assembleHessian(system: MassActionSystem, totals: Float64Array, amounts: Float64Array): void {
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

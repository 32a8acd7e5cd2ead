import { inverseOfGram, pivotedQr } from "../numerics/linear-algebra.ts";
import type { Likelihood } from "./likelihood.ts";

/** A parameter with this much of a direction the data do not see has no finite standard error. */
const INVOLVED = 1e-5;

/** Second-order uncertainty at an optimum. */
export interface Uncertainty {
  /** Row-major unknowns x unknowns in search coordinates, 0 for unknowns at a bound; null when singular. */
  readonly covariance: Float64Array | null;
  /** One an unknown: false for one at its bound, where the curvature says nothing. */
  readonly inside: readonly boolean[];
  /** Standard error in search coordinates; null at a bound or where the data see nothing. */
  readonly standardErrors: readonly (number | null)[];
  /** Unknowns of the directions the data do not see. */
  readonly unseen: readonly number[];
  /** Noise scales corrected for the degrees of freedom spent; null where none are left. */
  readonly scales: readonly (number | null)[];
  /** Degrees of freedom left for the unknown noise scales together; 0 when all scales are known. */
  readonly degreesOfFreedom: number;
}

interface Factored {
  readonly r: Float64Array;
  readonly order: Int32Array;
  readonly scale: Float64Array;
  readonly rank: number;
  /** Unknown of each factored column. */
  readonly unknowns: readonly number[];
}

function factorInformation(jacobian: Float64Array, rows: number, unknowns: readonly number[]): Factored {
  const count = unknowns.length;
  const r = new Float64Array(rows * count);
  const scale = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const base = unknowns[k]! * rows;
    let square = 0;
    for (let i = 0; i < rows; i++) square += jacobian[base + i]! ** 2;
    scale[k] = Math.sqrt(square) || 1;
    for (let i = 0; i < rows; i++) r[k * rows + i] = jacobian[base + i]! / scale[k]!;
  }
  const order = new Int32Array(count);
  const rank = pivotedQr(r, rows, count, order, new Float64Array(rows));
  return { r, order, scale, rank, unknowns };
}

/** Leverage of one row: j (J^T J)^-1 j^T over the independent columns. */
function leverage(
  f: Factored,
  jacobian: Float64Array,
  rows: number,
  row: number,
  work: Float64Array,
): number {
  let sum = 0;
  for (let k = 0; k < f.rank; k++) {
    const column = f.order[k]!;
    let value = jacobian[f.unknowns[column]! * rows + row]! / f.scale[column]!;
    for (let i = 0; i < k; i++) value -= f.r[k * rows + i]! * work[i]!;
    work[k] = value / f.r[k * rows + k]!;
    sum += work[k]! * work[k]!;
  }
  return sum;
}

/** Degrees of freedom spent on each noise scale: amplitudes and the leverage of its rows. */
function spentFreedom(likelihood: Likelihood, f: Factored, jacobian: Float64Array): Float64Array {
  const spent = new Float64Array(likelihood.noiseScales.length);
  const work = new Float64Array(f.unknowns.length);
  for (const [index, block] of likelihood.blocks.entries()) {
    if (block.scales.every((scale) => scale.known)) continue;
    const offset = likelihood.offsets[index]!;
    for (let i = 0; i < block.rows; i++) {
      const group = block.firstScale + block.groupOf(i);
      spent[group] = spent[group]! + leverage(f, jacobian, likelihood.rows, offset + i, work);
    }
    if (block.kind === "separable") {
      const share = block.rank() / block.dataset.terms;
      for (const scale of block.scales) {
        const group = block.firstScale + scale.group;
        spent[group] = spent[group]! + scale.amplitudes * share;
      }
    }
  }
  // With a single scale the leverages add up to the number of independent columns exactly.
  if (likelihood.oneScale) {
    const block = likelihood.blocks[0]!;
    const amplitudes = block.kind === "separable" ? block.rank() * block.dataset.channels : 0;
    spent[0] = f.rank + amplitudes;
  }
  return spent;
}

/** Unknowns that take part in the null directions of a rank-deficient factor. */
function unseenUnknowns(f: Factored, rows: number): readonly number[] {
  const involved = new Set<number>();
  const solution = new Float64Array(f.rank);
  for (let k = f.rank; k < f.unknowns.length; k++) {
    involved.add(f.unknowns[f.order[k]!]!);
    for (let i = f.rank - 1; i >= 0; i--) {
      let sum = f.r[k * rows + i]!;
      for (let j = i + 1; j < f.rank; j++) sum -= f.r[j * rows + i]! * solution[j]!;
      solution[i] = sum / f.r[i * rows + i]!;
      if (Math.abs(solution[i]!) > INVOLVED) involved.add(f.unknowns[f.order[i]!]!);
    }
  }
  return [...involved].sort((a, b) => a - b);
}

/** Inverse over the independent columns, spread over all unknowns. */
function spreadInverse(f: Factored, rows: number, total: number): Float64Array {
  const order = Int32Array.from({ length: f.rank }, (_, k) => k);
  const scale = Float64Array.from(order, (k) => f.scale[f.order[k]!]!);
  const inverse = inverseOfGram(f.r, rows, f.rank, order, scale);
  const full = new Float64Array(total * total);
  for (let i = 0; i < f.rank; i++) {
    for (let j = 0; j < f.rank; j++) {
      full[f.unknowns[f.order[i]!]! * total + f.unknowns[f.order[j]!]!] = inverse[i * f.rank + j]!;
    }
  }
  return full;
}

/** Widens the covariance by what the noise scale is unknown: C + C b b^T C / (D - b^T C b). */
function addScaleUncertainty(
  likelihood: Likelihood,
  covariance: Float64Array,
  inside: readonly boolean[],
): void {
  const n = likelihood.unknowns;
  for (const block of likelihood.blocks) {
    const plain = block.kind === "separable" || (block.dataset.noise.kind === "constant" && !block.censored);
    if (plain || block.scales.length === 0 || block.scales[0]!.known) continue;
    const cross = new Float64Array(n);
    const scale = likelihood.scales[block.firstScale]!;
    const own = block.scaleInformation(0, scale, likelihood.target(), cross);
    const moved = new Float64Array(n);
    let square = 0;
    for (let i = 0; i < n; i++) {
      if (!inside[i]) continue;
      for (let j = 0; j < n; j++) moved[i] = moved[i]! + covariance[i * n + j]! * cross[j]!;
      square += cross[i]! * moved[i]!;
    }
    const left = own - square;
    if (!(left > 0)) continue;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        covariance[i * n + j] = covariance[i * n + j]! + (moved[i]! * moved[j]!) / left;
      }
    }
  }
}

/**
 * Covariance of the unknowns from the information matrix at an optimum.
 *
 * Unknown noise scales enter corrected for the freedom spent: sigma^2 = n sigma_ML^2 / (n - h), h the leverage of the
 * scale's observations plus their amplitudes, which is SSR / (n - k) for one data set. Where the noise depends on
 * the prediction or points are censored, the uncertainty of the scale itself is added.
 *
 * @param x search coordinates of the optimum; `likelihood.scales` holds the most likely scales and is left so
 * @param atHand Jacobian at x where it was the last to be evaluated, all noise is known and no amplitudes are eliminated
 * Source: Bates & Watts, Nonlinear Regression (1988) 1.1 and 2.3; REML weights after Harville, JASA 72 (1977) 320.
 */
export function uncertaintyAt(
  likelihood: Likelihood,
  x: Float64Array,
  atHand: Float64Array | null = null,
): Uncertainty {
  const { rows, unknowns, lower, upper, noiseScales } = likelihood;
  const residuals = new Float64Array(rows);
  const jacobian = atHand ?? new Float64Array(rows * unknowns);
  const mostLikely = Float64Array.from(likelihood.scales);
  if (!atHand) likelihood.evaluateInformation(x, residuals, jacobian);
  const inside = Array.from(x, (value, j) => value > lower[j]! && value < upper[j]!);
  const moving = inside.flatMap((isInside, j) => (isInside ? [j] : []));
  const first = factorInformation(jacobian, rows, moving);
  const spent = spentFreedom(likelihood, first, jacobian);

  let degreesOfFreedom = 0;
  const scales = noiseScales.map((scale, k) => {
    if (scale.known) return mostLikely[k]!;
    const left = scale.observations - spent[k]!;
    degreesOfFreedom += Math.max(0, left);
    return left > 1e-6 ? mostLikely[k]! * Math.sqrt(scale.observations / left) : null;
  });
  const none = { inside, scales, degreesOfFreedom, covariance: null };
  if (scales.some((scale) => scale === null)) {
    return { ...none, standardErrors: inside.map(() => null), unseen: [] };
  }
  const asBefore = noiseScales.every(({ known }) => known);
  likelihood.scales.set(scales as number[]);
  if (!asBefore) likelihood.evaluateInformation(x, residuals, jacobian);
  const factored = asBefore ? first : factorInformation(jacobian, rows, moving);
  const unseen = unseenUnknowns(factored, rows);
  const covariance = spreadInverse(factored, rows, unknowns);
  addScaleUncertainty(likelihood, covariance, inside);
  likelihood.scales.set(mostLikely);
  const standardErrors = inside.map((isInside, j) =>
    isInside && !unseen.includes(j) ? Math.sqrt(covariance[j * unknowns + j]!) : null,
  );
  return { ...none, covariance: unseen.length > 0 ? null : covariance, standardErrors, unseen };
}

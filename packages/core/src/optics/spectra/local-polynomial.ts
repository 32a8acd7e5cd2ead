import { solveLeastSquares } from "../../numerics/linear-algebra.ts";
import { median } from "../../numerics/order-statistics.ts";

/** Second derivative of noisy samples at every sample, and the noise it has for white noise of 1 in the samples. */
export interface LocalCurvature {
  readonly curvature: Float64Array;
  readonly noiseFactor: Float64Array;
}

/**
 * Second derivative by a local cubic through all samples within `halfWidth` of each (Savitzky-Golay on an uneven axis). `x` rises.
 * Near the ends the window is one-sided and the noise factor grows. At least six samples are taken.
 * Source: Savitzky, Golay, Anal. Chem. 1964, 36, 1627.
 */
export function localCurvature(x: Float64Array, y: Float64Array, halfWidth: number): LocalCurvature {
  const curvature = new Float64Array(x.length);
  const noiseFactor = new Float64Array(x.length);
  let [first, last] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    while (x[first]! < x[i]! - halfWidth) first++;
    while (last < x.length && x[last]! <= x[i]! + halfWidth) last++;
    const from = Math.max(0, Math.min(first, i - 3));
    const to = Math.min(x.length, Math.max(last, i + 4, from + 6));
    const rows = to - from;
    const a = new Float64Array(rows * 4);
    for (let k = 0; k < rows; k++) {
      const t = (x[from + k]! - x[i]!) / halfWidth;
      a.set([1, t, t * t, t * t * t], 4 * k);
    }
    const { x: coefficients, inverse } = solveLeastSquares(a, y.slice(from, to), rows, 4);
    const scale = 2 / halfWidth ** 2;
    curvature[i] = scale * coefficients[2]!;
    noiseFactor[i] = inverse ? scale * Math.sqrt(inverse[10]!) : Number.POSITIVE_INFINITY;
  }
  return { curvature, noiseFactor };
}

/**
 * Standard deviation of white noise in samples of a smooth curve, from the median size of third differences (which a curve that is
 * smooth over four samples does not have). Source: Rousseeuw, Croux, J. Am. Stat. Assoc. 1993, 88, 1273 for the median's factor.
 */
export function sampleNoise(y: Float64Array): number {
  const differences: number[] = [];
  for (let i = 3; i < y.length; i++)
    differences.push(Math.abs(y[i]! - 3 * y[i - 1]! + 3 * y[i - 2]! - y[i - 3]!));
  // 0.6745: median of |normal|; sqrt 20: what a third difference does to white noise.
  return differences.length === 0 ? 0 : median(differences) / (0.6745 * Math.sqrt(20));
}

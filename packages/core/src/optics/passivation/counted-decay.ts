import { continuedMean, LEAST_MEAN } from "../decay/decay-model.ts";
import { globalLikelihood } from "../decay/global-likelihood.ts";
import { type GoodnessOfFit, goodnessOfFit, totalGoodness } from "../decay/poisson-deviance.ts";

/** A histogram whose amplitude and background are put at their most likely values for whatever shape it is given. */
export interface CountedDecay {
  /** Counts per channel at t = 0+, and counts per channel that do not decay, of the last shape. */
  readonly amplitude: () => number;
  readonly background: () => number;
  /** Deviance at the last shape beside what counting noise gives, amplitude and background counted as fitted. */
  readonly goodness: () => GoodnessOfFit;
  /**
   * Means of the channels at the most likely amplitude a and background b, neither below 0,
   *
   *     m = a s + b.
   *
   * `slopes` holds columns ds/dx and is overwritten with dm/dx, what a and b do in answer included: exact derivatives of `out`.
   * All NaN where no a and b are found.
   */
  settle(shape: Float64Array, out: Float64Array, slopes: Float64Array | null, columns: number): void;
}

/** The second pass ends with a Newton step that leaves 1e-16 of -2 ln L: quadratic convergence from the 1e-4 of the first. */
const PASSES = 2;

/**
 * Prepares a histogram for a joint likelihood: the Poisson likelihood of its counts with amplitude and background eliminated. As
 * the likelihood does not move with them where they stand, fits and profiles of what decides the shape are those of the full problem.
 * @param counts of the channels that are fitted
 */
export function countedDecay(counts: Float64Array): CountedDecay {
  const rows = counts.length;
  const columnsOfTerms = new Float64Array(2 * rows);
  columnsOfTerms.fill(1, rows);
  const likelihood = globalLikelihood(counts, {
    rows,
    lifetimes: 0,
    terms: 2,
    promptTerm: -1,
    backgroundTerm: 1,
    hasShift: false,
    columns: columnsOfTerms,
    byShift: new Float64Array(0),
    offset: new Float64Array(rows),
    set: () => undefined,
  });
  const none = new Float64Array(0);
  const rest = new Float64Array(1);
  const { amplitudes, covariance } = likelihood;
  const total = counts.reduce((sum, count) => sum + count, 0);
  let begun = false;
  const scaleOf = new Float64Array(rows);
  const pull = new Float64Array(rows);
  const weight = new Float64Array(rows);
  const means = new Float64Array(rows);

  return {
    amplitude: () => amplitudes[0]!,
    background: () => amplitudes[1]!,
    goodness: () => {
      const matrix = new Float64Array(2 * rows);
      for (let i = 0; i < rows; i++) matrix.set([columnsOfTerms[i]!, 1], 2 * i);
      const columns = [0, 1].filter((k) => covariance[3 * k]! > 0);
      const among = columns.flatMap((i) => columns.map((j) => covariance[2 * i + j]!));
      const slopes = { matrix, width: 2, columns };
      return goodnessOfFit(likelihood.deviances[0]!, means, slopes, Float64Array.from(among));
    },
    settle: (shape, out, slopes, columns) => {
      let light = 0;
      for (let i = 0; i < rows; i++) {
        columnsOfTerms[i] = shape[i]!;
        light += shape[i]!;
      }
      if (!(light > 0 && light < Infinity)) {
        out.fill(Number.NaN);
        slopes?.fill(Number.NaN);
        return;
      }
      if (!begun) {
        // Nine tenths of the counts as light: where Newton's method begins does not matter, but both must be above 0.
        amplitudes[0] = (0.9 * total) / light;
        amplitudes[1] = (0.1 * total) / rows;
      }
      let deviance = 0;
      for (let pass = 0; pass < PASSES; pass++) deviance = likelihood.evaluate(none, rest, null);
      begun = Number.isFinite(deviance);
      if (!begun) {
        out.fill(Number.NaN);
        slopes?.fill(Number.NaN);
        return;
      }
      const [a, b] = [amplitudes[0]!, amplitudes[1]!];
      for (let i = 0; i < rows; i++) {
        const plain = a * shape[i]! + b;
        const isLow = plain < LEAST_MEAN;
        const mean = isLow ? continuedMean(plain) : plain;
        const scale = isLow ? (mean / LEAST_MEAN) ** 2 : 1;
        out[i] = mean;
        scaleOf[i] = scale;
        if (!slopes) continue;
        // First and second derivative of m - n ln m by a s + b; of the hyperbola dm'' = 2 m'^2 / m.
        const one = 1 - counts[i]! / mean;
        pull[i] = one * scale;
        weight[i] =
          (counts[i]! * scale * scale) / (mean * mean) + (isLow ? (2 * one * scale * scale) / mean : 0);
      }
      means.set(out);
      if (!slopes) return;
      // Both stationary: the matrix of second derivatives times d(a, b) is minus what the shape's move does to the slopes.
      const free = [covariance[0]! > 0, covariance[3]! > 0];
      let [aa, ab, bb] = [0, 0, 0];
      for (let i = 0; i < rows; i++) {
        aa += weight[i]! * shape[i]! ** 2;
        ab += weight[i]! * shape[i]!;
        bb += weight[i]!;
      }
      for (let c = 0; c < columns; c++) {
        const base = c * rows;
        let [onA, onB] = [0, 0];
        for (let i = 0; i < rows; i++) {
          const moved = a * slopes[base + i]!;
          onA += pull[i]! * slopes[base + i]! + weight[i]! * moved * shape[i]!;
          onB += weight[i]! * moved;
        }
        const det = aa * bb - ab * ab;
        const byA = free[0] ? (free[1] ? -(bb * onA - ab * onB) / det : -onA / aa) : 0;
        const byB = free[1] ? (free[0] ? -(aa * onB - ab * onA) / det : -onB / bb) : 0;
        for (let i = 0; i < rows; i++) {
          slopes[base + i] = scaleOf[i]! * (a * slopes[base + i]! + byA * shape[i]! + byB);
        }
      }
    },
  };
}

/** Several histograms together; `shared` unknowns were fitted beside their amplitudes and backgrounds. */
export function countedGoodness(decays: readonly CountedDecay[], shared: number): GoodnessOfFit {
  return totalGoodness(
    decays.map((one) => one.goodness()),
    shared,
  );
}

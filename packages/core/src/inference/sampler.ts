import { DomainError } from "../errors.ts";
import { choleskyFactor } from "../numerics/cholesky.ts";
import { quantile } from "../numerics/order-statistics.ts";
import { createRandom, type RandomSource } from "../numerics/random.ts";
import { autocorrelationTime } from "./autocorrelation.ts";
import type { Fit } from "./fit-types.ts";
import { createLikelihood, type Likelihood } from "./likelihood.ts";

/** Settings of {@link sample}. */
export interface SamplerOptions {
  /** Even, at least 2 x dimensions; default the larger of 32 and 4 x dimensions. */
  readonly walkers?: number;
  /** Steps of every walker that are kept; default 2000. */
  readonly steps?: number;
  /** Steps thrown away before; default a quarter of `steps`. */
  readonly burnIn?: number;
  readonly level?: number;
  readonly seed: number;
  readonly onProgress?: (done: number, asked: number) => void;
  readonly isAborted?: () => boolean;
}

/** Draws from the posterior. Columns in the order of `names`. */
export interface Sampling {
  /** Free parameters in their own units, then "ln sigma of ..." for every estimated noise scale. */
  readonly names: readonly string[];
  /** Row-major draws x names, step by step, all walkers of a step together. */
  readonly samples: Float64Array;
  readonly walkers: number;
  readonly steps: number;
  readonly means: readonly number[];
  readonly standardDeviations: readonly number[];
  /** Equal-tailed intervals. */
  readonly intervals: readonly { readonly low: number; readonly high: number }[];
  readonly level: number;
  /** Steps after which a walker forgets where it was. */
  readonly autocorrelationTimes: readonly number[];
  /** Draws that count as independent, for the slowest column. */
  readonly effectiveDraws: number;
  /** Fraction of the proposed moves taken; 0.2 to 0.5 is healthy. */
  readonly acceptance: number;
  /** The chain is at least 50 autocorrelation times long. */
  readonly longEnough: boolean;
  readonly generator: string;
  readonly seed: number;
  readonly aborted: boolean;
}

/** Width a of the stretch move's distribution, 1/a to a; the value of the source. */
const STRETCH = 2;
/** Shortest chain, in autocorrelation times, whose averages are trusted. */
const LONG_ENOUGH = 50;

/**
 * ln of the posterior density in search coordinates and ln noise scales: the likelihood times the stated priors,
 * otherwise flat in both. Linear amplitudes are integrated out with a flat prior.
 */
function createLnPosterior(
  likelihood: Likelihood,
  unknownScales: readonly number[],
): (point: Float64Array) => number {
  const { unknowns, lower, upper, blocks, scales } = likelihood;
  const residuals = new Float64Array(likelihood.rows);
  const x = new Float64Array(unknowns);
  return (point) => {
    for (let j = 0; j < unknowns; j++) {
      x[j] = point[j]!;
      if (!(x[j]! >= lower[j]! && x[j]! <= upper[j]!)) return Number.NEGATIVE_INFINITY;
    }
    for (let k = 0; k < unknownScales.length; k++) scales[unknownScales[k]!] = Math.exp(point[unknowns + k]!);
    let deviance = likelihood.evaluate(x, residuals, null);
    if (Number.isNaN(deviance)) return Number.NEGATIVE_INFINITY;
    for (const block of blocks) {
      deviance += block.constants(scales);
      if (block.kind !== "separable") continue;
      const { channels } = block.dataset;
      deviance += channels * block.lnDeterminant();
      for (let c = 0; c < channels; c++) {
        const scale = scales[block.firstScale + (block.scales.length > 1 ? c : 0)]!;
        deviance -= 2 * block.rank() * Math.log(scale);
      }
    }
    return -0.5 * deviance;
  };
}

/** Starting places: normal about the optimum with the fit's covariance, inside the bounds. */
function scatterWalkers(
  fit: Fit,
  likelihood: Likelihood,
  walkers: number,
  unknownScales: readonly number[],
  random: RandomSource,
): Float64Array {
  const p = likelihood.unknowns;
  const dimensions = p + unknownScales.length;
  const factor = fit.search.covariance ? Float64Array.from(fit.search.covariance) : null;
  const whole = factor !== null && choleskyFactor(factor, p);
  const places = new Float64Array(walkers * dimensions);
  const draws = new Float64Array(p);
  for (let w = 0; w < walkers; w++) {
    for (let j = 0; j < p; j++) draws[j] = random.normal();
    for (let j = 0; j < p; j++) {
      let move = (fit.search.standardErrors[j] ?? 0.01) * draws[j]!;
      if (whole) {
        move = 0;
        for (let k = 0; k <= j; k++) move += factor[j * p + k]! * draws[k]!;
      }
      const [low, high] = [likelihood.lower[j]!, likelihood.upper[j]!];
      const target = fit.search.point[j]! + move;
      // A walker thrown outside is put back between the optimum and the bound it crossed.
      const inside = target < low || target > high ? fit.search.point[j]! : target;
      const room = Math.min(high, inside + 1e-3) - Math.max(low, inside - 1e-3);
      const place = inside === target ? target : Math.max(low, inside - 1e-3) + random.uniform() * room;
      places[w * dimensions + j] = place;
    }
    for (const [k, index] of unknownScales.entries()) {
      const observations = likelihood.noiseScales[index]!.observations;
      const spread = random.normal() / Math.sqrt(2 * observations);
      places[w * dimensions + p + k] = Math.log(fit.search.scales[index]!) + spread;
    }
  }
  return places;
}

function checkSettings(walkers: number, steps: number, burnIn: number, dimensions: number): void {
  const whole = [walkers, steps, burnIn].every(Number.isInteger);
  if (whole && walkers % 2 === 0 && walkers >= 2 * dimensions && steps >= 10 && burnIn >= 0) return;
  throw new DomainError({
    what: "the settings of the sampler are impossible",
    found: `${walkers} walkers, ${steps} steps, ${burnIn} before them, ${dimensions} unknowns`,
    expected: "an even number of walkers, at least twice the unknowns, and 10 or more steps",
  });
}

/**
 * Draws from the posterior of a fit with the affine-invariant ensemble sampler (stretch move, two halves in turn).
 * Priors are those of the problem, else flat in the search coordinate; noise scales that were estimated are sampled
 * too, flat in their logarithm.
 *
 * @throws DomainError for impossible settings or a problem without unknowns
 * Source: J. Goodman & J. Weare, Comm. App. Math. Comp. Sci. 5 (2010) 65.
 */
export function sample(fit: Fit, options: SamplerOptions): Sampling {
  const likelihood = createLikelihood(fit.problem);
  const unknownScales = likelihood.noiseScales.flatMap((scale, k) => (scale.known ? [] : [k]));
  const p = likelihood.unknowns;
  const dimensions = p + unknownScales.length;
  const { steps = 2000, level = 0.95, seed } = options;
  const walkers = options.walkers ?? Math.max(32, 4 * dimensions);
  const burnIn = options.burnIn ?? Math.floor(steps / 4);
  checkSettings(walkers, steps, burnIn, dimensions);
  if (p === 0) throw new DomainError({ what: "there is nothing to sample", found: "no free parameter" });

  const random = createRandom(seed, "sampler");
  const lnPosterior = createLnPosterior(likelihood, unknownScales);
  const places = scatterWalkers(fit, likelihood, walkers, unknownScales, random);
  const heights = new Float64Array(walkers);
  const trial = new Float64Array(dimensions);
  for (let w = 0; w < walkers; w++) {
    heights[w] = lnPosterior(places.subarray(w * dimensions, (w + 1) * dimensions));
  }
  const half = walkers / 2;
  const kept = new Float64Array(steps * walkers * dimensions);
  let accepted = 0;
  let done = 0;
  let aborted = false;
  for (let step = -burnIn; step < steps; step++) {
    if (options.isAborted?.()) {
      aborted = true;
      break;
    }
    for (let w = 0; w < walkers; w++) {
      const other = (w < half ? half : 0) + random.integer(half);
      const stretch = (1 + (STRETCH - 1) * random.uniform()) ** 2 / STRETCH;
      for (let j = 0; j < dimensions; j++) {
        const pivot = places[other * dimensions + j]!;
        trial[j] = pivot + stretch * (places[w * dimensions + j]! - pivot);
      }
      const height = lnPosterior(trial);
      const lnAccept = (dimensions - 1) * Math.log(stretch) + height - heights[w]!;
      if (Math.log(1 - random.uniform()) < lnAccept) {
        places.set(trial, w * dimensions);
        heights[w] = height;
        if (step >= 0) accepted++;
      }
    }
    if (step < 0) continue;
    kept.set(places, step * walkers * dimensions);
    done = step + 1;
    options.onProgress?.(done, steps);
  }
  const parameters = likelihood.free;
  for (let row = 0; row < done * walkers; row++) {
    likelihood.setPoint(kept.subarray(row * dimensions, row * dimensions + p));
    for (let j = 0; j < p; j++) kept[row * dimensions + j] = likelihood.parameters[parameters[j]!]!;
  }
  const samples = kept.slice(0, done * walkers * dimensions);
  const names = [
    ...fit.freeNames,
    ...unknownScales.map((k) => `ln noise scale of ${likelihood.noiseScales[k]!.label}`),
  ];
  const columns = names.map((_, j) =>
    Float64Array.from({ length: done * walkers }, (__, i) => samples[i * dimensions + j]!),
  );
  const means = columns.map(
    (column) => column.reduce((sum, value) => sum + value, 0) / Math.max(1, column.length),
  );
  const times = columns.map((column) => autocorrelationTime(column, walkers));
  const slowest = Math.max(...times);
  const tail = (1 - level) / 2;
  return {
    names,
    samples,
    walkers,
    steps: done,
    means,
    standardDeviations: columns.map((column, j) => {
      const square = column.reduce((sum, value) => sum + (value - means[j]!) ** 2, 0);
      return Math.sqrt(square / Math.max(1, column.length - 1));
    }),
    intervals:
      done === 0
        ? []
        : columns.map((column) => {
            const sorted = column.toSorted();
            return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
          }),
    level,
    autocorrelationTimes: times,
    effectiveDraws: (done * walkers) / slowest,
    acceptance: accepted / Math.max(1, done * walkers),
    longEnough: done >= LONG_ENOUGH * slowest,
    generator: random.name,
    seed,
    aborted,
  };
}

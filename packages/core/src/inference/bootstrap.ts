import { DomainError } from "../errors.ts";
import { normalCdf, normalQuantile } from "../numerics/error-function.ts";
import { quantile } from "../numerics/order-statistics.ts";
import { createRandom, type RandomSource } from "../numerics/random.ts";
import { createWorkspace, type LeastSquaresWorkspace } from "./bounded-step.ts";
import type { Fit } from "./fit-types.ts";
import { createLikelihood, type Likelihood } from "./likelihood.ts";
import { maximise } from "./maximise.ts";
import { createResampler, type ResamplingKind, setMultiplicity } from "./resampling.ts";

/** Settings of {@link bootstrap}. */
export interface BootstrapOptions {
  /** Default "residual"; see {@link ResamplingKind}. */
  readonly kind?: ResamplingKind;
  /** Default 1000. */
  readonly replicates?: number;
  /** Default "percentile". "bca" is Efron's bias-corrected and accelerated interval, "basic" the reflected one. */
  readonly interval?: "percentile" | "basic" | "bca";
  readonly level?: number;
  readonly seed: number;
  /** Called after every replicate with the number done and the number asked. */
  readonly onProgress?: (done: number, asked: number) => void;
  /** Asked before every replicate; true stops with what there is. */
  readonly isAborted?: () => boolean;
}

/** Refits of resampled data. Columns in the order of `names`. */
export interface Bootstrap {
  readonly kind: ResamplingKind;
  readonly names: readonly string[];
  /** Row-major replicates x names, in the parameters' own units. */
  readonly samples: Float64Array;
  /** Refits that converged; the others are left out and counted in `failed`. */
  readonly replicates: number;
  readonly failed: number;
  readonly means: readonly number[];
  readonly standardErrors: readonly number[];
  readonly intervals: readonly { readonly low: number; readonly high: number }[];
  readonly interval: "percentile" | "basic" | "bca";
  readonly level: number;
  readonly generator: string;
  readonly seed: number;
  readonly aborted: boolean;
}

/** Refits need to be right to a small fraction of a standard error only. */
const REFIT_TOLERANCE = 1e-6;

function refit(likelihood: Likelihood, workspace: LeastSquaresWorkspace, fit: Fit, x: Float64Array): boolean {
  x.set(fit.search.point);
  likelihood.scales.set(fit.search.scales);
  const options = { tolerance: REFIT_TOLERANCE };
  const found = maximise(likelihood, x, likelihood.lower, likelihood.upper, workspace, options);
  return found.converged && !Number.isNaN(found.deviance);
}

/** Accelerations of BCa, one an unknown, from the fits that leave one observation out. */
function accelerations(likelihood: Likelihood, workspace: LeastSquaresWorkspace, fit: Fit): Float64Array {
  const n = likelihood.unknowns;
  const x = new Float64Array(n);
  const left: Float64Array[] = [];
  for (const block of likelihood.blocks) {
    if (block.kind === "separable") {
      throw new DomainError({
        what: "the bca interval needs ordinary data sets",
        found: `the separable data set ${block.name}`,
        expected: "data sets without eliminated amplitudes",
        remedy: 'ask for the "percentile" or "basic" interval',
      });
    }
    for (let i = 0; i < block.rows; i++) {
      setMultiplicity(block, i, 0);
      if (refit(likelihood, workspace, fit, x)) left.push(Float64Array.from(x));
      setMultiplicity(block, i, 1);
    }
  }
  return Float64Array.from({ length: n }, (_, j) => {
    const mean = left.reduce((sum, point) => sum + point[j]!, 0) / left.length;
    let square = 0;
    let cube = 0;
    for (const point of left) {
      square += (mean - point[j]!) ** 2;
      cube += (mean - point[j]!) ** 3;
    }
    return square > 0 ? cube / (6 * square ** 1.5) : 0;
  });
}

function intervalOf(
  kind: "percentile" | "basic" | "bca",
  sorted: Float64Array,
  value: number,
  level: number,
  acceleration: number,
): { readonly low: number; readonly high: number } {
  const tail = (1 - level) / 2;
  if (kind === "percentile") return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
  if (kind === "basic") {
    return {
      low: 2 * value - quantile(sorted, 1 - tail),
      high: 2 * value - quantile(sorted, tail),
    };
  }
  let below = 0;
  for (const sample of sorted) below += sample < value ? 1 : sample === value ? 0.5 : 0;
  const fraction = Math.min(Math.max(below / sorted.length, 0.5 / sorted.length), 1 - 0.5 / sorted.length);
  const bias = normalQuantile(fraction);
  const shifted = (p: number): number => {
    const z = bias + normalQuantile(p);
    return normalCdf(bias + z / (1 - acceleration * z));
  };
  return { low: quantile(sorted, shifted(tail)), high: quantile(sorted, shifted(1 - tail)) };
}

/**
 * Bootstrap of a fit: resamples the data, refits from the optimum, and reads intervals off the refits.
 *
 * @throws DomainError when the resampling does not suit the data (see {@link createResampler}) or the settings are
 *   impossible
 * Source: B. Efron & R. Tibshirani, An Introduction to the Bootstrap (1993), chapters 9, 13 and 14; A. C. Davison &
 * D. V. Hinkley, Bootstrap Methods and their Application (1997), chapters 5 and 6.
 */
export function bootstrap(fit: Fit, options: BootstrapOptions): Bootstrap {
  const {
    kind = "residual",
    replicates: asked = 1000,
    interval = "percentile",
    level = 0.95,
    seed,
  } = options;
  if (!(Number.isInteger(asked) && asked >= 2 && level > 0 && level < 1)) {
    throw new DomainError({
      what: "the settings of a bootstrap are impossible",
      found: `${asked} replicates, level ${level}`,
      expected: "2 or more replicates and a level between 0 and 1",
    });
  }
  const likelihood = createLikelihood(fit.problem);
  const workspace = createWorkspace(likelihood.rows, likelihood.unknowns);
  const random: RandomSource = createRandom(seed, "bootstrap");
  const n = likelihood.unknowns;
  const acceleration = interval === "bca" ? accelerations(likelihood, workspace, fit) : new Float64Array(n);
  const resample = createResampler(kind, likelihood, fit, random);
  const all = new Float64Array(asked * n);
  const x = new Float64Array(n);
  let replicates = 0;
  let tried = 0;
  let aborted = false;
  for (; tried < asked; tried++) {
    if (options.isAborted?.()) {
      aborted = true;
      break;
    }
    resample();
    if (refit(likelihood, workspace, fit, x)) {
      likelihood.setPoint(x);
      for (let j = 0; j < n; j++) all[replicates * n + j] = likelihood.parameters[likelihood.free[j]!]!;
      replicates++;
    }
    options.onProgress?.(tried + 1, asked);
  }
  const samples = all.slice(0, replicates * n);
  const columns = fit.freeNames.map((_, j) =>
    Float64Array.from({ length: replicates }, (__, i) => samples[i * n + j]!),
  );
  const means = columns.map(
    (column) => column.reduce((sum, value) => sum + value, 0) / Math.max(1, replicates),
  );
  const free = fit.parameters.filter((parameter) => !parameter.fixed);
  return {
    kind,
    names: fit.freeNames,
    samples,
    replicates,
    failed: tried - replicates,
    means,
    standardErrors: columns.map((column, j) => {
      const square = column.reduce((sum, value) => sum + (value - means[j]!) ** 2, 0);
      return Math.sqrt(square / Math.max(1, replicates - 1));
    }),
    intervals:
      replicates < 2
        ? []
        : columns.map((column, j) =>
            intervalOf(interval, column.toSorted(), free[j]!.value, level, acceleration[j]!),
          ),
    interval,
    level,
    generator: random.name,
    seed,
    aborted,
  };
}

import { DomainError } from "../errors.ts";
import type { RandomSource } from "../numerics/random.ts";
import type { Fit, FittedSeries } from "./fit-types.ts";
import type { Likelihood } from "./likelihood.ts";
import type { OrdinaryBlock } from "./ordinary-block.ts";
import type { SeparableBlock } from "./separable-block.ts";

/**
 * How new data are made. residual: fitted values plus residuals drawn with replacement, centred, scaled to the
 * freedom left; parametric: drawn from the noise model at the fit (a censored point is drawn anew and stays censored
 * when it falls below its limit); case: whole observations drawn with replacement, set by set.
 */
export type ResamplingKind = "residual" | "parametric" | "case";

/** Lets an observation count `times` times in the next evaluations. */
export function setMultiplicity(block: OrdinaryBlock, row: number, times: number): void {
  block.multiplicity[row] = times;
}

function refuse(
  kind: ResamplingKind,
  block: OrdinaryBlock | SeparableBlock,
  why: string,
  remedy: string,
): never {
  throw new DomainError({
    what: `the ${kind} bootstrap does not suit data set ${block.name}`,
    found: why,
    expected: "data it can resample",
    remedy,
  });
}

/** Standardised residuals, centred and scaled so that their spread is that of the noise, not of the residuals. */
function exchangeableResiduals(series: FittedSeries, fit: Fit, mostLikely: number): Float64Array {
  const scale = series.scales[0];
  const inflation =
    scale?.estimated && mostLikely > 0
      ? scale.value / mostLikely
      : Math.sqrt(fit.observations / Math.max(1, fit.observations - fit.freeParameters));
  const mean = series.standardised.reduce((sum, value) => sum + value, 0) / series.observations;
  return series.standardised.map((value) => (value - mean) * inflation);
}

function residualDraw(
  block: OrdinaryBlock | SeparableBlock,
  fit: Fit,
  series: FittedSeries,
  random: RandomSource,
): () => void {
  if (block.kind === "ordinary" && (block.censored || block.dataset.noise.kind === "counting")) {
    refuse("residual", block, "counts or points below a limit", 'use the "parametric" or "case" bootstrap');
  }
  const pool = exchangeableResiduals(series, fit, fit.search.scales[block.firstScale]!);
  const { predicted, standardDeviations } = series;
  const n = series.observations;
  return () => {
    for (let i = 0; i < n; i++) {
      block.observed[i] = predicted[i]! + standardDeviations[i]! * pool[random.integer(n)]!;
    }
  };
}

function parametricDraw(
  block: OrdinaryBlock | SeparableBlock,
  series: FittedSeries,
  random: RandomSource,
): () => void {
  const { predicted, standardDeviations } = series;
  const limits = block.kind === "ordinary" ? Float64Array.from(block.limits) : null;
  const counting = block.kind === "ordinary" && block.dataset.noise.kind === "counting";
  return () => {
    for (let i = 0; i < series.observations; i++) {
      const drawn = counting
        ? random.poisson(predicted[i]!)
        : predicted[i]! + standardDeviations[i]! * random.normal();
      block.observed[i] = drawn;
      if (block.kind === "ordinary" && limits) {
        block.limits[i] = drawn < limits[i]! ? limits[i]! : Number.NaN;
      }
    }
  };
}

function caseDraw(block: OrdinaryBlock | SeparableBlock, random: RandomSource): () => void {
  if (block.kind === "separable") {
    refuse("case", block, "eliminated amplitudes", 'use the "residual" or "parametric" bootstrap');
  }
  return () => {
    block.multiplicity.fill(0);
    for (let i = 0; i < block.rows; i++) {
      const row = random.integer(block.rows);
      block.multiplicity[row] = block.multiplicity[row]! + 1;
    }
  };
}

/**
 * A function that overwrites the data of `likelihood` with a new resampling at each call.
 *
 * @throws DomainError when the kind does not suit a data set
 */
export function createResampler(
  kind: ResamplingKind,
  likelihood: Likelihood,
  fit: Fit,
  random: RandomSource,
): () => void {
  const draws = likelihood.blocks.map((block, k) => {
    const series = fit.series[k]!;
    if (kind === "residual") return residualDraw(block, fit, series, random);
    return kind === "parametric" ? parametricDraw(block, series, random) : caseDraw(block, random);
  });
  return () => {
    for (const draw of draws) draw();
  };
}

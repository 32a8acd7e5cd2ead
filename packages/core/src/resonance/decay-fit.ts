import { ConvergenceError, InputError, OleateError } from "../errors.ts";
import { type Estimation, estimate, type Fit, fit } from "../inference/index.ts";
import { checkDecay, type DecayData } from "./decay-data.ts";
import { type Misfit, residualMisfit } from "./decay-misfit.ts";
import { type DecayShape, decayProblem } from "./decay-problem.ts";
import { decayStarts } from "./decay-start.ts";
import type { DecayModel, DecayModelName } from "./diffusion-decay.ts";
import { type FittedNumber, fittedNumber } from "./fitted-number.ts";

/** Settings of {@link fitDecay}. */
export interface DecayFitOptions extends DecayShape {
  /** Probability of the intervals; default 0.95. */
  readonly level?: number;
}

/** A decay's fit as plain data. */
export interface DecayResult {
  readonly name: string;
  readonly model: DecayModelName;
  readonly parameters: readonly FittedNumber[];
  /** Population mean of D (initial slope), m2/s, where the model has one; the standard error is of first order. */
  readonly meanDiffusion: {
    readonly value: number;
    readonly standardError: number | null;
    readonly unit: "m2/s";
  } | null;
  readonly noise: { readonly sigma: number | null; readonly estimated: boolean };
  readonly sumOfSquares: number;
  readonly aicc: number | null;
  readonly bic: number;
  readonly misfit: Misfit;
  readonly predicted: readonly number[];
  readonly residuals: readonly number[];
  readonly converged: boolean;
  readonly evaluations: number;
  readonly warnings: readonly string[];
}

/** A decay's fit: the plain report, and the estimation it came from. */
export interface DecayFit {
  readonly result: DecayResult;
  readonly estimation: Estimation;
}

/** Fits start from this many of the best trials. */
const STARTS = 4;
/** Residuals less probable than this are called a misfit. */
const MISFIT_P = 0.01;
/** A decay that falls by less than this share of itself hardly fixes D. */
const LEAST_FALL = 0.2;

function bestFit(
  data: DecayData,
  model: DecayModel,
  shape: DecayShape,
): { readonly best: Fit; readonly evaluations: number } {
  let best: Fit | null = null;
  let evaluations = 0;
  let failure: OleateError | null = null;
  for (const start of decayStarts(data, model, shape, STARTS)) {
    try {
      const found = fit(decayProblem(data, model, shape, start));
      evaluations += found.evaluations;
      if (best === null || found.search.deviance < best.search.deviance) best = found;
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
      failure = error;
    }
  }
  if (best) return { best, evaluations };
  throw (
    failure ??
    new ConvergenceError(
      {
        what: `no start of the ${model.name} model suits ${data.name}`,
        remedy: "check that the signal falls with b",
      },
      Number.POSITIVE_INFINITY,
      0,
    )
  );
}

/** Start of the final fit; the slow population of two comes first. */
function orderedStart(best: Fit, model: DecayModel, shape: DecayShape): number[] {
  const start = best.parameters.map(({ value }) => value);
  const two = model.name === "bi-exponential" || model.name === "karger";
  const free = ["D slow", "D fast", "share fast"].every((name) => !(name in (shape.fixed ?? {})));
  if (two && free && start[1]! > start[2]!) {
    [start[1], start[2]] = [start[2]!, start[1]!];
    start[3] = 1 - start[3]!;
  }
  return start;
}

function meanOf(model: DecayModel, best: Fit): DecayResult["meanDiffusion"] {
  const values = best.parameters.slice(1, 1 + model.parameters.length).map(({ value }) => value);
  const value = model.mean(values);
  if (value === null) return null;
  // The mean is linear in each parameter, so a central difference is its slope.
  const slope = best.freeNames.map((name) => {
    const k = model.parameters.findIndex((parameter) => parameter.name === name);
    if (k < 0) return 0;
    const step = 0.01 * Math.abs(values[k]!) || 0.01;
    const moved = (by: number): number => model.mean(values.map((v, i) => (i === k ? v + by : v))) ?? value;
    return (moved(step) - moved(-step)) / (2 * step);
  });
  const { covariance } = best;
  if (!covariance) return { value, standardError: null, unit: "m2/s" };
  let variance = 0;
  for (const [i, row] of covariance.entries()) {
    for (const [j, entry] of row.entries()) variance += slope[i]! * slope[j]! * entry;
  }
  return { value, standardError: Math.sqrt(Math.max(0, variance)), unit: "m2/s" };
}

function warningsOf(data: DecayData, model: DecayModel, best: Fit, misfit: Misfit): string[] {
  const warnings = [...best.warnings];
  const [trend, size] = [misfit.trendP, misfit.chiSquaredP];
  if ((trend !== null && trend < MISFIT_P) || (size !== null && size < MISFIT_P)) {
    const how =
      size !== null && size < MISFIT_P
        ? `residuals exceed the noise (chi-squared ${misfit.chiSquared!.toFixed(1)} for ${misfit.degreesOfFreedom})`
        : "residuals follow a trend along b";
    const remedy =
      model.name === "mono-exponential"
        ? "the decay is not one exponential: D is no population mean, compare bi-exponential and exchange models"
        : "the model does not describe this decay";
    warnings.push(`misfit: ${how}; ${remedy}`);
  }
  const predicted = best.series[0]!.predicted;
  const most = predicted.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const least = predicted.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (most > 0 && (most - least) / most < LEAST_FALL) {
    const percent = ((100 * (most - least)) / most).toFixed(0);
    warnings.push(
      `short decay: ${data.name} falls by ${percent} % only; stronger gradients would fix D better`,
    );
  }
  return warnings;
}

/**
 * Fits a diffusion decay to raw integrals by maximum likelihood (non-linear least squares for constant noise) with
 * profile-likelihood intervals. Taking logarithms first would weight the weakest points most; it is not done.
 *
 * @param data integrals against b (s/m2); noise given or estimated
 * @param model one of the decay models, such as `monoExponential` or `kargerDecay(0.1)`
 * @throws InputError for a decay that cannot be fitted (see {@link checkDecay}) or too few steps for the model;
 *   DomainError for settings out of range
 */
export function fitDecay(data: DecayData, model: DecayModel, options: DecayFitOptions = {}): DecayFit {
  checkDecay(data);
  const held = Object.keys(options.fixed ?? {}).length;
  const unknowns = model.parameters.length + (options.offset ? 2 : 1) - held;
  const spare = data.b.length - unknowns - (data.sigma === undefined ? 1 : 0);
  if (spare < 0) {
    throw new InputError({
      what: `${data.name} has too few gradient steps for the ${model.name} model`,
      found: `${data.b.length} steps, ${unknowns} unknowns`,
      expected:
        data.sigma === undefined
          ? "more steps than unknowns, or the noise given"
          : "as many steps as unknowns",
      remedy: "measure more steps, hold a parameter, give sigma, or use a simpler model",
    });
  }
  const first = bestFit(data, model, options);
  const problem = decayProblem(data, model, options, orderedStart(first.best, model, options));
  const estimation = estimate(problem, { level: options.level ?? 0.95 });
  const best = estimation.fit;
  const series = best.series[0]!;
  const known = data.sigma !== undefined;
  const misfit = residualMisfit(data.b, series.standardised, data.b.length - best.freeParameters, known);
  const result: DecayResult = {
    name: data.name,
    model: model.name,
    parameters: estimation.estimates.map(fittedNumber),
    meanDiffusion: meanOf(model, best),
    noise: {
      sigma: data.sigma instanceof Float64Array ? null : (data.sigma ?? best.sigma),
      estimated: !known,
    },
    sumOfSquares: best.sumOfSquares,
    aicc: best.aicc,
    bic: best.bic,
    misfit,
    predicted: Array.from(series.predicted),
    residuals: Array.from(series.residuals),
    converged: best.converged,
    evaluations: first.evaluations + best.evaluations,
    warnings: warningsOf(data, model, best, misfit),
  };
  return { result, estimation };
}

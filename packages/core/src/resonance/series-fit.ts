import { InputError, nearestNames, OleateError } from "../errors.ts";
import { type Estimation, estimate, type Fit, fit, type Problem } from "../inference/index.ts";
import { type FittedNumber, fittedNumber } from "./fitted-number.ts";
import type { NmrSeries, SeriesKind } from "./series-model.ts";
import { seriesProblem } from "./series-problem.ts";

/** Settings of {@link fitSeries}. */
export interface SeriesFitOptions {
  /** Probability of the intervals; default 0.95. */
  readonly level?: number;
  /** Further starts: values by parameter name; the best fit of all starts is reported. */
  readonly starts?: readonly Readonly<Record<string, number>>[];
}

/** One kind of measurement after the fit, in the order of its measured rows. */
export interface SeriesKindResult {
  readonly kind: SeriesKind;
  readonly unit: string;
  /** Row of each measurement. */
  readonly rows: readonly number[];
  readonly observed: readonly number[];
  readonly predicted: readonly number[];
  readonly residuals: readonly number[];
  readonly sigma: readonly number[];
}

/** A joint fit of a series as plain data. */
export interface SeriesResult {
  readonly parameters: readonly FittedNumber[];
  readonly correlationOf: readonly string[];
  readonly correlation: readonly (readonly number[])[];
  readonly kinds: readonly SeriesKindResult[];
  readonly states: readonly string[];
  /** Ligand in each state at the fit, mM: one list a row, invisible ones included. */
  readonly amountsMilliMolar: readonly (readonly number[])[];
  readonly observations: number;
  readonly freeParameters: number;
  readonly aicc: number | null;
  readonly bic: number;
  readonly converged: boolean;
  readonly warnings: readonly string[];
}

/** A joint fit of a series: the plain report, and the estimation it came from. */
export interface SeriesFit {
  readonly result: SeriesResult;
  readonly estimation: Estimation;
}

function startedAt(problem: Problem, start: Readonly<Record<string, number>>): Problem {
  const names = problem.parameters.map(({ name }) => name);
  for (const name of Object.keys(start)) {
    if (names.includes(name)) continue;
    throw new InputError({
      what: "the series has no parameter of this name to start",
      found: name,
      expected: nearestNames(name, names).join(", "),
    });
  }
  const parameters = problem.parameters.map((parameter) =>
    parameter.name in start && !parameter.fixed ? { ...parameter, start: start[parameter.name]! } : parameter,
  );
  return { ...problem, parameters };
}

/** The start that fits best; a single one is taken as it is. */
function bestStart(problem: Problem, starts: readonly Readonly<Record<string, number>>[]): Problem {
  const trials = [problem, ...starts.map((start) => startedAt(problem, start))];
  if (trials.length === 1) return problem;
  let best: { readonly fit: Fit; readonly trial: Problem } | null = null;
  let failure: unknown = null;
  for (const trial of trials) {
    try {
      const found = fit(trial);
      if (best === null || found.search.deviance < best.fit.search.deviance) best = { fit: found, trial };
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
      failure = error;
    }
  }
  if (best === null) throw failure;
  const { parameters } = best.fit;
  return startedAt(best.trial, Object.fromEntries(parameters.map(({ name, value }) => [name, value])));
}

/**
 * Fits D, shift, width and integral of a series of samples together: one population model under all of them, every
 * kind under its own noise, profile-likelihood intervals.
 *
 * Valid in fast exchange, where every kind is a mean over populations; see {@link exchangeAverages}.
 * @throws InputError for a series without measurements or names that do not exist; DomainError from the fit
 */
export function fitSeries(series: NmrSeries, options: SeriesFitOptions = {}): SeriesFit {
  const problem = seriesProblem(series);
  if (problem.datasets.length === 0) {
    throw new InputError({
      what: "the series holds no measurement",
      expected: "at least one of diffusion, shift, width, integral",
    });
  }
  const estimation = estimate(bestStart(problem, options.starts ?? []), { level: options.level ?? 0.95 });
  const best = estimation.fit;
  const { populations } = series;
  const own = Float64Array.from(populations.parameters, (_, k) => best.parameters[k]!.value);
  const n = populations.states.length;
  const amounts = new Float64Array(populations.rows * n);
  populations.amounts(own, amounts, null);
  const kinds = best.series.map((one): SeriesKindResult => {
    const kind = one.name as SeriesKind;
    const { observed } = series.measured[kind]!;
    const rows = Array.from(observed.keys()).filter((row) => !Number.isNaN(observed[row]!));
    return {
      kind,
      unit: one.unit,
      rows,
      observed: rows.map((row) => observed[row]!),
      predicted: Array.from(one.predicted),
      residuals: Array.from(one.residuals),
      sigma: Array.from(one.standardDeviations),
    };
  });
  const result: SeriesResult = {
    parameters: estimation.estimates.map(fittedNumber),
    correlationOf: best.freeNames,
    correlation: best.correlation ?? [],
    kinds,
    states: populations.states,
    amountsMilliMolar: Array.from({ length: populations.rows }, (_, row) =>
      Array.from(amounts.subarray(row * n, (row + 1) * n)),
    ),
    observations: best.observations,
    freeParameters: best.freeParameters,
    aicc: best.aicc,
    bic: best.bic,
    converged: best.converged,
    warnings: best.warnings,
  };
  return { result, estimation };
}

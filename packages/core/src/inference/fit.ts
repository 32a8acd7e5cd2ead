import { DomainError } from "../errors.ts";
import { createWorkspace, type LeastSquaresWorkspace } from "./bounded-step.ts";
import { checkProblem, isSeparable } from "./check-problem.ts";
import type { Fit, FittedParameter } from "./fit-types.ts";
import type { LeastSquaresOptions } from "./least-squares.ts";
import { createLikelihood, type Likelihood } from "./likelihood.ts";
import { maximise, type Optimum } from "./maximise.ts";
import type { Parameter, Problem } from "./problem.ts";
import { fittedSeries } from "./series.ts";
import { searchScaleSlope, toSearchScale } from "./transforms.ts";
import { type Uncertainty, uncertaintyAt } from "./uncertainty.ts";

/** Settings of {@link fit}. */
export interface FitOptions extends LeastSquaresOptions {
  /** Start in search coordinates, in the order of the free parameters; default the parameters' own starts. */
  readonly startPoint?: Float64Array;
}

/** Says which data set and observation of the model is not a number at the start. */
function refuseStart(likelihood: Likelihood, x: Float64Array, workspace: LeastSquaresWorkspace): never {
  likelihood.evaluate(x, workspace.residuals, workspace.jacobian);
  let where = "its derivatives";
  for (const block of likelihood.blocks) {
    const bad = block.predicted.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) where = `prediction ${bad + 1} of data set ${block.name}: ${block.predicted[bad]}`;
    else if (block.kind === "ordinary" && block.dataset.noise.kind === "counting") {
      const negative = block.predicted.findIndex((value) => value <= 0);
      if (negative >= 0)
        where = `mean count ${negative + 1} of data set ${block.name}: ${block.predicted[negative]}`;
    }
  }
  const start = likelihood.problem.parameters.map(({ name, unit }, i) => {
    return `${name} = ${likelihood.parameters[i]} ${unit}`.trimEnd();
  });
  throw new DomainError({
    what: "the model is not finite at the start",
    found: where,
    expected: "finite predictions and derivatives (positive ones for counts)",
    remedy: `start elsewhere than ${start.join(", ")}`,
  });
}

function describeParameters(
  likelihood: Likelihood,
  x: Float64Array,
  uncertainty: Uncertainty,
): FittedParameter[] {
  const { problem, free, lower, upper } = likelihood;
  likelihood.setPoint(x);
  return problem.parameters.map((parameter, index) => {
    const j = free.indexOf(index);
    const value = likelihood.parameters[index]!;
    const { name, unit } = parameter;
    if (j < 0) return { name, unit, value, standardError: null, fixed: true, atBound: null };
    const error = uncertainty.standardErrors[j] ?? null;
    const atBound = x[j]! <= lower[j]! ? "lower" : x[j]! >= upper[j]! ? "upper" : null;
    const standardError = error === null ? null : error * searchScaleSlope(parameter, value);
    return { name, unit, value, standardError, fixed: false, atBound };
  });
}

function ownCovariance(likelihood: Likelihood, covariance: Float64Array): number[][] {
  const { unknowns: n, problem, free, parameters } = likelihood;
  const slope = Array.from(free, (index) => searchScaleSlope(problem.parameters[index]!, parameters[index]!));
  return slope.map((row, i) => slope.map((column, j) => row * column * covariance[i * n + j]!));
}

function correlationOf(covariance: readonly (readonly number[])[]): number[][] {
  return covariance.map((row, i) =>
    row.map((value, j) => {
      if (i === j) return 1;
      const scale = Math.sqrt(covariance[i]![i]! * covariance[j]![j]!);
      return scale > 0 ? Math.min(1, Math.max(-1, value / scale)) : 0;
    }),
  );
}

function warningsOf(
  likelihood: Likelihood,
  optimum: Optimum,
  uncertainty: Uncertainty,
  parameters: readonly FittedParameter[],
): string[] {
  const warnings: string[] = [];
  if (!optimum.converged) warnings.push(`not converged: ${optimum.termination}`);
  for (const { name, value, unit, atBound } of parameters) {
    if (atBound)
      warnings.push(`at bound: ${name} is at its ${atBound} bound, ${`${value} ${unit}`.trimEnd()}`);
  }
  if (uncertainty.unseen.length > 0) {
    const names = uncertainty.unseen.map((j) => parameters[likelihood.free[j]!]!.name);
    warnings.push(`singular: the data do not fix ${names.join(" and ")}`);
  }
  for (const [k, scale] of likelihood.noiseScales.entries()) {
    if (uncertainty.scales[k] === null) {
      warnings.push(`no data are left to estimate the noise of ${scale.label}: no standard errors`);
    }
  }
  return warnings;
}

function residualSquare(rows: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < rows.length; i++) sum += rows[i]! * rows[i]!;
  return sum;
}

/** The {@link Fit} at an optimum already found; used by {@link fit} and by what refits. */
export function describeFit(
  likelihood: Likelihood,
  x: Float64Array,
  workspace: LeastSquaresWorkspace,
  optimum: Optimum,
): Fit {
  const { problem, unknowns, free, noiseScales } = likelihood;
  const scales = Float64Array.from(likelihood.scales);
  // A stationary end is the point last evaluated; with all noise known its rows are those of the information matrix.
  const atHand =
    optimum.termination.startsWith("stationary") &&
    noiseScales.every(({ known }) => known) &&
    likelihood.blocks.every(({ kind }) => kind === "ordinary");
  const uncertainty = uncertaintyAt(likelihood, x, atHand ? workspace.jacobian : null);
  let { residuals } = workspace;
  if (!atHand) {
    residuals = workspace.trialResiduals;
    likelihood.evaluateInformation(x, residuals, workspace.trialJacobian);
  }
  const priorPenalty = residualSquare(residuals, likelihood.priorOffset);
  const series = fittedSeries(likelihood, uncertainty);
  const parameters = describeParameters(likelihood, x, uncertainty);
  const covariance = uncertainty.covariance && ownCovariance(likelihood, uncertainty.covariance);

  const observations = series.reduce((sum, one) => sum + one.observations, 0);
  const freeParameters = problem.datasets.reduce(
    (sum, dataset) => sum + (isSeparable(dataset) ? 0 : (dataset.eliminated ?? 0)),
    series.reduce((sum, one) => sum + one.amplitudes.length, unknowns),
  );
  const estimatedScales = noiseScales.filter((scale) => !scale.known).length;
  const counted = freeParameters + estimatedScales;
  const minus2LogLikelihood = optimum.deviance - priorPenalty;
  const spare = observations - counted - 1;
  const constant = problem.datasets[0]!.noise.kind === "constant" && noiseScales.length === 1;
  return {
    problem,
    parameters,
    freeNames: Array.from(free, (index) => problem.parameters[index]!.name),
    covariance,
    correlation: covariance && correlationOf(covariance),
    series,
    minus2LogLikelihood,
    priorPenalty,
    sumOfSquares: series.reduce((sum, one) => sum + one.sumOfSquares, 0),
    sigma: constant ? (uncertainty.scales[0] ?? null) : null,
    observations,
    freeParameters,
    estimatedScales,
    degreesOfFreedom: uncertainty.degreesOfFreedom,
    aicc: spare > 0 ? minus2LogLikelihood + 2 * counted + (2 * counted * (counted + 1)) / spare : null,
    bic: minus2LogLikelihood + counted * Math.log(observations),
    termination: optimum.termination,
    converged: optimum.converged,
    evaluations: optimum.evaluations,
    warnings: warningsOf(likelihood, optimum, uncertainty, parameters),
    search: {
      point: Float64Array.from(x),
      standardErrors: uncertainty.standardErrors,
      covariance: uncertainty.covariance,
      scales,
      deviance: optimum.deviance,
    },
  };
}

function sameParameter(a: Parameter, b: Parameter): boolean {
  const { name, unit, fixed, lower, upper, transform, prior } = a;
  return (
    name === b.name &&
    unit === b.unit &&
    fixed === b.fixed &&
    lower === b.lower &&
    upper === b.upper &&
    transform === b.transform &&
    prior === b.prior
  );
}

/** Whether two problems differ in nothing but starts, held values and counts. */
function sameShape(a: Problem, b: Problem): boolean {
  return (
    a.parameters.length === b.parameters.length &&
    a.datasets.length === b.datasets.length &&
    a.parameters.every((parameter, i) => sameParameter(parameter, b.parameters[i]!)) &&
    a.datasets.every((dataset, i) => {
      const other = b.datasets[i]!;
      return (
        !isSeparable(dataset) &&
        !isSeparable(other) &&
        dataset.noise.kind === "counting" &&
        other.noise.kind === "counting" &&
        dataset.predict === other.predict &&
        dataset.observed.length === other.observed.length &&
        dataset.belowLimit === undefined &&
        other.belowLimit === undefined
      );
    })
  );
}

/** Puts starts, held values and counts of a problem in place of those a likelihood was made with. */
function reloaded(likelihood: Likelihood, problem: Problem): Likelihood {
  checkProblem(problem);
  const { parameters, datasets } = problem;
  for (const [i, { start }] of parameters.entries()) likelihood.parameters[i] = start;
  for (const [k, block] of likelihood.blocks.entries()) {
    const dataset = datasets[k]!;
    if (!isSeparable(dataset)) block.observed.set(dataset.observed);
  }
  const start = Float64Array.from(likelihood.free, (i) =>
    toSearchScale(parameters[i]!, parameters[i]!.start),
  );
  return { ...likelihood, problem, start };
}

/** As {@link fit}, for one problem after another. */
export type Fitter = (problem: Problem, options?: FitOptions) => Fit;

/**
 * A {@link fit} that keeps its arrays for the next problem, when that differs only in starts, held values and counts: thousands of
 * decays of one shape are then fitted without claiming memory for each. Not to be used by two searches at once.
 */
export function createFitter(): Fitter {
  let kept: { readonly likelihood: Likelihood; readonly workspace: LeastSquaresWorkspace } | null = null;
  return (problem, options = {}) => {
    const likelihood =
      kept && sameShape(kept.likelihood.problem, problem)
        ? reloaded(kept.likelihood, problem)
        : createLikelihood(problem);
    const { workspace } =
      kept?.likelihood.blocks === likelihood.blocks
        ? kept
        : { workspace: createWorkspace(likelihood.rows, likelihood.unknowns) };
    kept = { likelihood, workspace };
    const x = Float64Array.from(options.startPoint ?? likelihood.start);
    const optimum = maximise(likelihood, x, likelihood.lower, likelihood.upper, workspace, options);
    if (Number.isNaN(optimum.deviance)) refuseStart(likelihood, x, workspace);
    return describeFit(likelihood, x, workspace, optimum);
  };
}

/**
 * Fits a problem by maximum likelihood: every data set under its own noise model, priors as further data, linear
 * amplitudes eliminated, unknown noise scales at their joint maximum.
 *
 * @returns values in the parameters' own units with standard errors from the information matrix; a search that ends
 *   at its evaluation limit is reported in `converged` and `warnings`, not thrown
 * @throws DomainError for a problem that cannot be fitted or a model that is not finite at the start
 * Source: Bates & Watts, Nonlinear Regression Analysis and its Applications (1988).
 */
export function fit(problem: Problem, options: FitOptions = {}): Fit {
  return createFitter()(problem, options);
}

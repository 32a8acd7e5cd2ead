import type { NoiseScale, RowTarget } from "./block.ts";
import { checkProblem, isSeparable } from "./check-problem.ts";
import { type CondensedRows, condensedRows, isTall } from "./condensed-rows.ts";
import type { LeastSquaresModel } from "./least-squares.ts";
import { createOrdinaryBlock, type OrdinaryBlock } from "./ordinary-block.ts";
import type { Parameter, Problem } from "./problem.ts";
import { createSeparableBlock, type SeparableBlock } from "./separable-block.ts";
import { fromSearchScale, searchBounds, searchScaleSlope, toSearchScale } from "./transforms.ts";

/**
 * A problem made ready for evaluation: its unknowns in search coordinates, every data set with its own arrays, and
 * the noise scales in force. Not to be shared between two searches that run at once.
 */
export interface Likelihood extends LeastSquaresModel {
  readonly problem: Problem;
  /** Parameter index of each unknown. */
  readonly free: Int32Array;
  readonly start: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly blocks: readonly (OrdinaryBlock | SeparableBlock)[];
  readonly noiseScales: readonly NoiseScale[];
  /** Noise scales in force (sigma or fraction), one for each of `noiseScales`. */
  readonly scales: Float64Array;
  /** Parameter values of the last evaluation, fixed ones included. */
  readonly parameters: Float64Array;
  /** True when one unknown sigma is all the noise there is: the best point then does not depend on it. */
  readonly oneScale: boolean;
  /** Writes the parameter values of a search point to `parameters`. */
  setPoint(x: Float64Array): void;
  /** As `evaluate`, with the rows the information matrix J^T J is made of. */
  evaluateInformation(x: Float64Array, residuals: Float64Array, jacobian: Float64Array): number;
  /** Rows of the last evaluation's target: free parameters and chain factors for the blocks' own methods. */
  target(): RowTarget;
  /** First residual row of a block; a tall block of counts has few rows, see condensed-rows.ts. */
  readonly offsets: readonly number[];
  /** First row of the priors, which follow the last block. */
  readonly priorOffset: number;
}

/** Priors of the free parameters: adds their rows, returns their -2 ln density without constants. */
function priorRows(
  parameters: readonly Parameter[],
  withPrior: readonly number[],
  values: Float64Array,
  target: RowTarget,
): number {
  let cost = 0;
  for (let k = 0; k < withPrior.length; k++) {
    const j = withPrior[k]!;
    const index = target.free[j]!;
    const prior = parameters[index]!.prior!;
    const value = values[index]!;
    const row = target.offset + k;
    let slope: number;
    if (prior.kind === "normal") {
      target.residuals[row] = (value - prior.mean) / prior.standardDeviation;
      slope = 1 / prior.standardDeviation;
    } else {
      const width = Math.log(prior.factor);
      target.residuals[row] = Math.log(value / prior.median) / width;
      slope = 1 / (value * width);
    }
    cost += target.residuals[row]! ** 2;
    if (target.jacobian) {
      for (let i = 0; i < target.free.length; i++) target.jacobian[i * target.rows + row] = 0;
      target.jacobian[j * target.rows + row] = slope * target.chain[j]!;
    }
  }
  return cost;
}

/**
 * Compiles a problem into its likelihood.
 *
 * @throws DomainError for a problem that cannot be fitted, see {@link checkProblem}
 */
export function createLikelihood(problem: Problem): Likelihood {
  checkProblem(problem);
  const { parameters, datasets } = problem;
  const free = Int32Array.from(parameters.flatMap((parameter, index) => (parameter.fixed ? [] : [index])));
  const unknowns = free.length;
  const values = Float64Array.from(parameters, (parameter) => parameter.start);
  const bounds = Array.from(free, (index) => searchBounds(parameters[index]!));
  const withPrior = Array.from(free.keys()).filter((j) => parameters[free[j]!]!.prior !== undefined);

  const blocks: (OrdinaryBlock | SeparableBlock)[] = [];
  const writers: (OrdinaryBlock | SeparableBlock | CondensedRows)[] = [];
  const offsets: number[] = [];
  let rows = 0;
  let firstScale = 0;
  for (const [index, dataset] of datasets.entries()) {
    const block = isSeparable(dataset)
      ? createSeparableBlock(dataset, index, firstScale, parameters.length)
      : createOrdinaryBlock(dataset, index, firstScale, parameters.length);
    const writer =
      block.kind === "ordinary" && isTall(block, unknowns) ? condensedRows(block, unknowns) : block;
    blocks.push(block);
    writers.push(writer);
    offsets.push(rows);
    rows += writer.rows;
    firstScale += block.scales.length;
  }
  const priorOffset = rows;
  rows += withPrior.length;
  const noiseScales = blocks.flatMap((block) => block.scales);
  const scales = Float64Array.from(noiseScales, (scale) => scale.first);
  const only = blocks[0]!;
  const plain = only.kind === "separable" || (only.dataset.noise.kind === "constant" && !only.censored);
  const oneScale =
    blocks.length === 1 &&
    plain &&
    withPrior.length === 0 &&
    noiseScales.length === 1 &&
    !noiseScales[0]!.known;
  if (oneScale) scales[0] = 1;

  // One target object is rewritten for every block, so that an evaluation allocates nothing.
  const target: { -readonly [Key in keyof RowTarget]: RowTarget[Key] } = {
    residuals: new Float64Array(0),
    jacobian: null,
    rows,
    offset: 0,
    free,
    chain: new Float64Array(unknowns),
    forInformation: false,
  };
  const setPoint = (x: Float64Array): void => {
    for (let j = 0; j < unknowns; j++) {
      const index = free[j]!;
      values[index] = fromSearchScale(parameters[index]!, x[j]!);
      target.chain[j] = searchScaleSlope(parameters[index]!, values[index]!);
    }
  };
  const evaluate = (x: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): number => {
    setPoint(x);
    target.residuals = residuals;
    target.jacobian = jacobian;
    let cost = 0;
    for (let k = 0; k < blocks.length; k++) {
      target.offset = offsets[k]!;
      cost += writers[k]!.evaluate(values, scales, target);
      if (!Number.isFinite(cost)) return Number.NaN;
    }
    target.offset = priorOffset;
    return cost + priorRows(parameters, withPrior, values, target);
  };
  return {
    problem,
    unknowns,
    rows,
    free,
    start: Float64Array.from(free, (index) => toSearchScale(parameters[index]!, parameters[index]!.start)),
    lower: Float64Array.from(bounds, (bound) => bound.lower),
    upper: Float64Array.from(bounds, (bound) => bound.upper),
    blocks,
    offsets,
    priorOffset,
    noiseScales,
    scales,
    parameters: values,
    oneScale,
    setPoint,
    evaluate,
    costRounding: () => {
      let sum = 0;
      for (let k = 0; k < blocks.length; k++) sum += blocks[k]!.costRounding();
      return sum;
    },
    evaluateInformation: (x, residuals, jacobian) => {
      target.forInformation = true;
      const cost = evaluate(x, residuals, jacobian);
      target.forInformation = false;
      return cost;
    },
    target: () => target,
  };
}

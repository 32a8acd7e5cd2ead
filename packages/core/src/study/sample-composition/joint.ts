// The joint estimate, and what the techniques together fix at it: a rank of their gradients.
import { ConvergenceError } from "../../errors.ts";
import { columnLength, pivotedQr } from "../../numerics/linear-algebra.ts";
import type { Datum } from "./data.ts";
import { type Dual, scaled, slopeBy, UNKNOWNS, type Unknown } from "./dual.ts";
import { type Expression, type State, stateAt } from "./model.ts";
import type { Sample } from "./sample.ts";
import { chiSquared, solve } from "./search.ts";

/** The point where all techniques together are most likely. */
export interface Joint {
  readonly sample: Sample;
  readonly data: readonly Datum[];
  /** In the order of `UNKNOWNS`. */
  readonly values: Float64Array;
  /** Unknowns of the problem that are not at a bound. */
  readonly free: readonly Unknown[];
  /** How many of them the techniques fix. */
  readonly rank: number;
  readonly chiSquared: number;
}

/** Among some unknowns, those the gradients (one a row) tell apart: columns that do not depend on one another. */
export function independentUnknowns(
  gradients: readonly Dual[],
  among: readonly Unknown[],
): readonly Unknown[] {
  const rows = gradients.length;
  if (rows === 0) return [];
  const matrix = new Float64Array(rows * among.length);
  among.forEach((unknown, column) => {
    const base = column * rows;
    gradients.forEach((gradient, i) => {
      matrix[base + i] = slopeBy(gradient, unknown);
    });
    const length = columnLength(matrix, base, rows) || 1;
    for (let i = base; i < base + rows; i++) matrix[i] = matrix[i]! / length;
  });
  const order = new Int32Array(among.length);
  const rank = pivotedQr(matrix, rows, among.length, order, new Float64Array(rows));
  return [...order.subarray(0, rank)].map((column) => among[column]!);
}

/** What each technique sees, over its standard error. */
export function gradientsOf(data: readonly Datum[], state: State): readonly Dual[] {
  return data.map(({ of, sigma }) => scaled(of(state), 1 / sigma));
}

/** Fits all techniques at once from a start (in the order of `UNKNOWNS`). Throws ConvergenceError when the fit does not end. */
export function estimateJoint(sample: Sample, data: readonly Datum[], start: Float64Array): Joint {
  const { fit: found, values } = solve({ sample, data, values: start, held: new Set() });
  if (!found.converged) {
    throw new ConvergenceError(
      { what: "the composition was not found", found: found.termination, remedy: "check the measurements" },
      chiSquared(found),
      found.evaluations,
    );
  }
  const free = found.parameters
    .filter((parameter) => !parameter.fixed && parameter.atBound === null)
    .map((parameter) => parameter.name as Unknown);
  const rank = independentUnknowns(gradientsOf(data, stateAt(sample, values)), free).length;
  return { sample, data, values, free, rank, chiSquared: chiSquared(found) };
}

/** Whether any technique depends on an unknown at all. */
export function isTouched({ data, sample, values }: Joint, unknown: Unknown): boolean {
  const state = stateAt(sample, values);
  return data.some(({ of }) => slopeBy(of(state), unknown) !== 0);
}

/** Whether the techniques together fix an expression: its gradient is a combination of theirs. */
export function isFixed({ data, sample, values }: Joint, of: Expression): boolean {
  const state = stateAt(sample, values);
  const rows = gradientsOf(data, state);
  const rank = independentUnknowns(rows, UNKNOWNS).length;
  return independentUnknowns([...rows, of(state)], UNKNOWNS).length === rank;
}

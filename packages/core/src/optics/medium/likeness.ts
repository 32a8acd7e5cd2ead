import type { EmittingCore, LocalFieldModel } from "./model.ts";

/** Two models whose predictions hardly differ over a range of indices. */
export interface AlikeModels {
  readonly models: readonly [string, string];
  /** Largest relative difference of the two after the best common scale. */
  readonly largestDifference: number;
}

/** Predictions closer than this count as indistinguishable. */
export const ALIKE = 0.01;

/** Half the spread of ln(a / b): the largest relative difference that is left once the scale is free. */
function difference(a: readonly number[], b: readonly number[]): number {
  const logs = a.map((value, i) => Math.log(value / b[i]!));
  return Math.expm1(0.5 * (Math.max(...logs) - Math.min(...logs)));
}

/** Largest relative difference of two models over indices once either has a free scale. */
export function largestDifference(
  a: LocalFieldModel,
  b: LocalFieldModel,
  indices: readonly number[],
  core: EmittingCore,
): number {
  const of = (model: LocalFieldModel): number[] => indices.map((index) => model.lifetimeFactor(index, core));
  return difference(of(a), of(b));
}

/** Pairs of models that no lifetimes with more than 1 % error can tell apart over these indices. */
export function alikeModels(
  models: readonly LocalFieldModel[],
  indices: readonly number[],
  core: EmittingCore,
): readonly AlikeModels[] {
  return models.flatMap((a, i) =>
    models.slice(i + 1).flatMap((b) => {
      const largest = largestDifference(a, b, indices, core);
      return largest <= ALIKE ? [{ models: [a.name, b.name] as const, largestDifference: largest }] : [];
    }),
  );
}

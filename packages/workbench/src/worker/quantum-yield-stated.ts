import { type DrawnInterval, drawnInterval, InputError, type MeasuredNumber } from "@oleate/core";
import { histogramOf } from "./quantum-yield-histogram.ts";
import type { Histogram, MeasureFound, Stated } from "./quantum-yield-protocol.ts";

/** Probability of the page's intervals. */
export const LEVEL = 0.95;

/** A number that must be there. @throws InputError naming it when its box is empty */
export function needed(value: number | null, what: string): number {
  if (value !== null) return value;
  throw new InputError({ what: `${what} is missing`, expected: "a number", remedy: "type it in its box" });
}

/** A number with its error as the core takes it. @throws InputError when its box is empty */
export function number({ value, error }: Stated, what: string): MeasuredNumber {
  return { value: needed(value, what), ...(error === null ? {} : { standardError: error }) };
}

/** The draws of a result behind its interval: the same numbers drawn with the same seed, each put through the core. */
export function drawsOf(
  inputs: readonly MeasuredNumber[],
  result: (values: readonly MeasuredNumber[]) => number,
  interval: DrawnInterval | null,
): Histogram | null {
  if (!interval) return null;
  const draws: number[] = [];
  drawnInterval(
    inputs,
    (values) => {
      let one: number;
      try {
        one = result(Array.from(values, (value) => ({ value })));
      } catch {
        // A draw that no measurement gives, such as a negative absorbance: the core leaves it out too.
        return Number.NaN;
      }
      if (Number.isFinite(one)) draws.push(one);
      return one;
    },
    { level: interval.level, draws: interval.draws, seed: interval.seed },
  );
  return histogramOf(draws);
}

/** A quantum yield, and a way to its histogram, which takes longer. */
export interface Measured {
  readonly found: MeasureFound;
  readonly histogram: () => Histogram | null;
}

/** The number one, exact. */
export const ONE: MeasuredNumber = { value: 1 };

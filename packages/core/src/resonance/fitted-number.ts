import type { Estimate } from "../inference/index.ts";

/** A fitted number with its interval; an end is null where the data give no bound there. */
export interface FittedNumber {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Probability of the interval. */
  readonly level: number;
  readonly standardError: number | null;
  readonly identifiability: Estimate["identifiability"];
  readonly note: string;
}

/** An estimate as one flat row. */
export function fittedNumber(one: Estimate): FittedNumber {
  const { name, unit, value, interval, standardError, identifiability, note } = one;
  const { low, high, level } = interval;
  return { name, unit, value, low, high, level, standardError, identifiability, note };
}

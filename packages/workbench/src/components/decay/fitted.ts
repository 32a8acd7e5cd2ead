import type { Complaint } from "@oleate/core";
import { type NamedIntervals, withIntervals } from "../../worker/decay-numbers.ts";
import type { DecayAnswer, FittedEmission } from "../../worker/decay-protocol.ts";

/** How far the fit of a decay has come. */
export type Phase = "quick" | "searched" | "settled";

/** A decay's fit as far as it is known. */
export interface Fitted {
  readonly found: FittedEmission;
  readonly intervals: NamedIntervals;
  readonly phase: Phase;
  readonly milliseconds: number;
  /** Of the intervals: how many are known, of how many. */
  readonly done: number;
  readonly of: number;
}

/** Everything that was fitted, and what was refused, by the key of what was asked. */
export interface Held {
  readonly fits: ReadonlyMap<string, Fitted>;
  readonly refused: ReadonlyMap<string, readonly Complaint[]>;
}

/** Fits that are kept. */
const MOST_HELD = 200;
/** Nothing was fitted yet. */
export const NONE: Held = { fits: new Map(), refused: new Map() };

function kept<Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value | null,
): ReadonlyMap<string, Value> {
  const next = new Map(map);
  next.delete(key);
  if (value !== null) next.set(key, value);
  while (next.size > MOST_HELD) next.delete(next.keys().next().value!);
  return next;
}

/** What is known after an answer. */
export function heard({ fits, refused }: Held, answer: DecayAnswer): Held {
  if (answer.kind === "fit") {
    const { key, found, searched, milliseconds } = answer;
    const before = fits.get(key);
    // What was searched is never given up for a quicker answer.
    if (!searched && before && before.phase !== "quick") return { fits, refused };
    const fit: Fitted = {
      found,
      intervals: {},
      phase: searched ? "searched" : "quick",
      milliseconds: searched && before ? before.milliseconds : milliseconds,
      done: 0,
      of: 0,
    };
    return { fits: kept(fits, key, fit), refused: kept(refused, key, null) };
  }
  if (answer.kind === "interval") {
    const before = fits.get(answer.key);
    if (!before) return { fits, refused };
    const intervals = { ...before.intervals, [answer.name]: answer.number };
    return {
      fits: kept(fits, answer.key, { ...before, intervals, done: answer.done, of: answer.of }),
      refused,
    };
  }
  if (answer.kind === "settled") {
    const before = fits.get(answer.key);
    if (!before) return { fits, refused };
    const { key, result } = answer;
    const whole = result
      ? { found: { ...before.found, result }, intervals: {} }
      : { found: before.found, intervals: before.intervals };
    return { fits: kept(fits, key, { ...before, ...whole, phase: "settled" }), refused };
  }
  if (answer.kind === "refused" && answer.key !== null)
    return { fits, refused: kept(refused, answer.key, answer.complaints) };
  return { fits, refused };
}

/** A fit's result with the intervals that are known so far. */
export const resultOf = ({ found, intervals }: Fitted): FittedEmission["result"] =>
  withIntervals(found.result, intervals);

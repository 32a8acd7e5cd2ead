import { InputError, nearestNames, OleateError } from "../errors.ts";
import type { ExpectedResult, ExpectedResults } from "./analyses/analysis.ts";
import { createEvaluator, type Definition, type Evaluator, leafOf } from "./evaluator.ts";

/** What of an error says that a number is not known yet, rather than that it is wrong. */
const WAITS = "the number waits for the result of an analysis";

/** Errors that follow from the values of stand-ins, not from their units. */
const FROM_VALUES = /has no finite value$|too large a power/u;

/** The error of an expression that cannot be judged before an analysis has run. */
export function waiting(): InputError {
  return new InputError({ what: WAITS });
}

/** True for the error, or one made from it with a place. */
export function isWaiting(error: unknown): boolean {
  return error instanceof OleateError && error.complaint.what === WAITS;
}

/** A number or column of the right unit; no two alike, so that differences and quotients are not 0/0 by chance. */
function standIn({ unit, rows }: ExpectedResult, order: number): Definition {
  if (unit === null) throw waiting();
  const value = 1.37 + 0.0713 * order;
  const column = Float64Array.from({ length: rows ?? 0 }, (_, i) => value + 0.0131 * i);
  return { compute: () => leafOf(rows === undefined ? value : column, unit) };
}

/**
 * An evaluator in which stand-ins of the right unit take the place of what analyses find, so that names and units are judged
 * before anything is computed. Its numbers mean nothing; what cannot be judged throws an error that `isWaiting` knows.
 * @param definitionOf definitions of everything but analyses and equilibrium constants
 * @param analysisIds names of the analyses; @param resultsOf what is known of the results of one, null for nothing
 */
export function createProbe(
  definitionOf: (name: string) => Definition | undefined,
  names: () => readonly string[],
  analysisIds: readonly string[],
  resultsOf: (id: string) => ExpectedResults | null,
): Evaluator {
  const orders = new Map<string, number>();
  const standInFor = (name: string): Definition | undefined => {
    const dot = name.indexOf(".");
    const id = name.slice(0, Math.max(0, dot));
    if (id === "K") throw waiting();
    if (!analysisIds.includes(id)) return definitionOf(name);
    const expected = resultsOf(id);
    if (!expected) throw waiting();
    const result = name.slice(dot + 1);
    const found =
      expected.names.get(result) ?? expected.families?.find(({ prefix }) => result.startsWith(prefix));
    if (!found) {
      throw new InputError({
        what: `analysis ${id} has no result ${result}`,
        remedy: `nearest: ${nearestNames(result, [...expected.names.keys()]).join(", ")}`,
      });
    }
    const order = orders.get(name) ?? orders.size;
    orders.set(name, order);
    return standIn(found, order);
  };
  const inner = createEvaluator(standInFor, names);
  const judged = <Result>(act: () => Result): Result => {
    try {
      return act();
    } catch (error) {
      if (error instanceof OleateError && FROM_VALUES.test(error.complaint.what)) throw waiting();
      throw error;
    }
  };
  return {
    value: (text, place) => judged(() => inner.value(text, place)),
    number: (text, unit, place) => judged(() => inner.number(text, unit, place)),
    column: (text, unit, place) => judged(() => inner.column(text, unit, place)),
    uncertain: (text, unit, place) => judged(() => inner.uncertain(text, unit, place)),
    get names() {
      return inner.names;
    },
  };
}

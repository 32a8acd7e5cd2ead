import { type Fit, fit as fitProblem } from "../../inference/index.ts";
import type { PreparedDecay } from "./emission-problem.ts";

/** The fit stops when sqrt of the decrease still offered falls below this fraction of |r|: 1e-3 of a standard error at 10^4 channels. */
const TOLERANCE = 1e-5;

/** Lifetimes rising within components of one kind, the other values moved along. */
function inOrder(prepared: PreparedDecay, values: Float64Array): Float64Array {
  const { parameters, components } = prepared.model;
  const blocks = components.map((component, k) => ({
    component,
    at: parameters.findIndex((parameter) => parameter.component === k),
  }));
  const sorted = Float64Array.from(values);
  for (const kind of new Set(components)) {
    const places = blocks.filter((block) => block.component === kind);
    const rising = places.toSorted((a, b) => values[a.at + 1]! - values[b.at + 1]!);
    places.forEach((place, k) => {
      for (let j = 0; j <= kind.parameters.length; j++) sorted[place.at + j] = values[rising[k]!.at + j]!;
    });
  }
  return sorted;
}

/**
 * Most likely parameters of a prepared decay, from the best of several starts; lifetimes rise.
 *
 * @param starts starts tried; default 1, which is the best of a coarse grid already
 * @throws DomainError as the fit does
 */
export function searchDecay(prepared: PreparedDecay, starts = 1, given?: Float64Array): Fit {
  let best: Fit | null = null;
  for (const start of given ? [given] : prepared.starts(starts)) {
    const found = fitProblem(prepared.problem(start), { tolerance: TOLERANCE });
    if (best === null || found.search.deviance < best.search.deviance) best = found;
  }
  const values = Float64Array.from(best!.parameters, ({ value }) => value);
  const sorted = inOrder(prepared, values);
  const isSorted = sorted.every((value, i) => value === values[i]);
  const fixed = prepared.options.fixed;
  if (isSorted || (fixed && Object.keys(fixed).length > 0)) return best!;
  return fitProblem(prepared.problem(sorted), { tolerance: TOLERANCE });
}

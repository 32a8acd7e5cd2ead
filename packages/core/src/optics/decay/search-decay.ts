import { type Fit, fit as fitProblem } from "../../inference/index.ts";
import { areaProblem } from "./area-problem.ts";
import { SHIFT } from "./decay-model.ts";
import type { PreparedDecay } from "./emission-problem.ts";

/** The fit stops when sqrt of the decrease still offered falls below this fraction of |r|: 1e-3 of a standard error at 10^4 channels. */
const TOLERANCE = 1e-5;

/** Evaluations after which a search is taken for one along a bent valley; usual are 4, far starts take 20. */
const PLAIN_EVALUATIONS = 25;

/** A response of fewer channels than this makes the likelihood wavy in the shift: more shifts are tried, so many channels apart. */
const NARROW_CHANNELS = 3;
const NARROW_SHIFTS: readonly number[] = [0, -0.5, 0.5, -1, 1];

/** The starts, and behind a narrow response each of them at neighbouring shifts too. */
function startsOf(prepared: PreparedDecay, count: number): readonly Float64Array[] {
  const found = prepared.starts(count);
  const { response, decay, options, convolver } = prepared;
  const isNarrow = response !== null && response.fwhmChannels < NARROW_CHANNELS;
  if (!isNarrow || options.shiftNs !== undefined || !convolver.movable) return found;
  return NARROW_SHIFTS.flatMap((channels) =>
    found.map((start) => {
      const moved = Float64Array.from(start);
      moved[SHIFT] = moved[SHIFT]! + channels * decay.channelWidthNs;
      return moved;
    }),
  );
}

/** A refined start is tried when its deviance is within this of the best one's ... */
const RIVAL = 30;
/** ... and not the same place, by this relative difference of every value or this share of the deviance's own unit. */
const SAME_VALUE = 0.01;
const SAME_DEVIANCE = 0.01;

/** Starts followed to their optimum on joined channels, where there are such; each place once, hopeless ones left out. */
function refined(prepared: PreparedDecay, starts: readonly Float64Array[]): readonly Float64Array[] {
  const joined = prepared.joined();
  const { fixed } = prepared.options;
  if (!joined || (fixed && Object.keys(fixed).length > 0)) return starts;
  const found = starts
    .map((start) => joined.refine(prepared.counts, start))
    .sort((a, b) => a.deviance - b.deviance);
  const kept: typeof found = [];
  for (const one of found) {
    if (one.deviance > found[0]!.deviance + RIVAL) continue;
    const values = inOrder(prepared, one.start);
    const known = kept.some(
      (other) =>
        one.deviance - other.deviance < SAME_DEVIANCE &&
        inOrder(prepared, other.start).every(
          (value, i) => Math.abs(value - values[i]!) <= SAME_VALUE * Math.abs(value),
        ),
    );
    if (!known) kept.push(one);
  }
  return kept.map(({ start }) => start);
}

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

const valuesOf = ({ parameters }: Fit): Float64Array => Float64Array.from(parameters, ({ value }) => value);

/**
 * Most likely parameters from one start. A component the counts do not resolve keeps its area while lifetime and amplitude run off against
 * each other, in a valley whose bends take a thousand steps: told by area and lifetime it is straight.
 */
function fitFrom(prepared: PreparedDecay, start: Float64Array): Fit {
  const options = { tolerance: TOLERANCE };
  const first = prepared.fit(prepared.problem(start), { ...options, maxEvaluations: PLAIN_EVALUATIONS });
  const { fixed } = prepared.options;
  if (first.converged || (fixed && Object.keys(fixed).length > 0)) {
    return first.converged ? first : prepared.fit(prepared.problem(valuesOf(first)), options);
  }
  const { problem, amplitudes } = areaProblem(prepared, valuesOf(first));
  const byArea = fitProblem(problem, options);
  return prepared.fit(prepared.problem(amplitudes(valuesOf(byArea))), options);
}

/**
 * Most likely parameters of a prepared decay, from the best of several starts; lifetimes rise.
 *
 * @param starts starts tried; default 1, which is the best of a coarse grid already
 * @throws DomainError as the fit does
 */
export function searchDecay(prepared: PreparedDecay, starts = 1, given?: Float64Array): Fit {
  let best: Fit | null = null;
  for (const start of refined(prepared, given ? [given] : startsOf(prepared, starts))) {
    const found = fitFrom(prepared, start);
    if (best === null || found.search.deviance < best.search.deviance) best = found;
  }
  const values = valuesOf(best!);
  const sorted = inOrder(prepared, values);
  const isSorted = sorted.every((value, i) => value === values[i]);
  const fixed = prepared.options.fixed;
  if (isSorted || (fixed && Object.keys(fixed).length > 0)) return best!;
  return prepared.fit(prepared.problem(sorted), { tolerance: TOLERANCE });
}

import {
  countDeviance,
  type Dataset,
  type Fit,
  fit as fitProblem,
  profileThreshold,
} from "../../inference/index.ts";
import type { PreparedDecay } from "./emission-problem.ts";

/** Slopes of a derived number are taken over this share of a parameter, or of its standard error. */
const STEP = 1e-5;
/** A refit whose root of the rise is this near the threshold's is an end: a fiftieth of half the interval. */
const CLOSE = 0.02;
const MOST_REFITS = 24;
/** Two pulls this near, as a share, on either side of the threshold. */
const STEP_ENDS = 0.01;
/** A lifetime known to less than this share of itself is loose. */
const LOOSE = 0.25;
/** Starts from which another description is looked for, and how far beyond an end. */
const OTHER_STARTS = 2;
const BEYOND: readonly number[] = [1.5, 2.5];
/** Of a refit, as the fit's own. */
const TOLERANCE = 1e-5;
/** The number is pulled no further than this, on its own scale (ln or logit): 12 decades. */
const FARTHEST = 12 * Math.LN10;
/** Of a refit at most; one that is not done by then is where it is. */
const REFIT_EVALUATIONS = 60;
/** Exponentials convolved for one number at most, and how many a shape other than an exponential is made of. */
const MOST_SPENT = 3000;
const SHAPE_EXPONENTIALS = 40;
/** Spread of the reading where the counts give no standard error, or a larger one: steps that the search can follow. */
const USUAL_ERROR = 0.3;

/** A positive number that follows from a decay's parameters. */
export interface DerivedQuantity {
  /** "ln" for any positive number, "logit" for a share between 0 and 1. */
  readonly scale: "ln" | "logit";
  /** The number from all parameter values, in the order of the fit. */
  readonly of: (values: Float64Array) => number;
  /** A lifetime at this end of what is searched makes the number's end one of the search, not of the counts. */
  readonly openAt: "lower" | "upper";
}

/** Ends of the interval; null where the counts give none. */
export interface DerivedInterval {
  readonly low: number | null;
  readonly high: number | null;
}

interface Refit {
  readonly distance: number;
  /** The number on its scale. */
  readonly place: number;
  /** Root of the rise of -2 ln L. */
  readonly root: number;
  readonly point: Float64Array;
  readonly open: boolean;
  /** Whether the lifetimes still rise: else the components have changed places, and with them their names. */
  readonly inOrder: boolean;
}

/** Where a walk came to the threshold; null where it did not. */
interface End {
  readonly place: number | null;
  readonly distance: number | null;
}

const OPEN: End = { place: null, distance: null };

const scaled = (scale: "ln" | "logit", value: number): number =>
  scale === "ln" ? Math.log(value) : Math.log(value / (1 - value));
const unscaled = (scale: "ln" | "logit", place: number): number =>
  scale === "ln" ? Math.exp(place) : 1 / (1 + Math.exp(-place));

/** Deviance of the counts, or what stands for it under other weights; what is constant in -2 ln L drops out of a rise. */
function devianceOf({ noise, counts }: PreparedDecay, fit: Fit): number {
  const { predicted, standardised } = fit.series[0]!;
  if (noise === "poisson") return countDeviance(counts, predicted);
  return standardised.reduce((sum, root) => sum + root * root, 0);
}

/**
 * Profile-likelihood interval of a number that is no parameter, such as a share or an average lifetime. A reading of the number is
 * added to the data and moved away from the estimate: where the sum is most likely, the counts alone are most likely at
 * the number found there, so each refit gives a point of the profile itself, however wide the reading.
 *
 * @param fit the most likely parameters
 * @param standardError of first order, on the quantity's scale; null where there is none
 * @param level probability of the interval
 * @returns an end is null where -2 ln L does not rise that far, or only once a lifetime has come to an end of what is searched; null in
 *   place of both where the search takes too long: the counts then describe the number in many ways
 */
export function derivedProfile(
  prepared: PreparedDecay,
  fit: Fit,
  { scale, of, openAt }: DerivedQuantity,
  standardError: number | null,
  level: number,
): DerivedInterval | null {
  const values = Float64Array.from(fit.parameters, ({ value }) => value);
  const middle = scaled(scale, of(values));
  if (!Number.isFinite(middle)) return { low: null, high: null };
  const error =
    standardError !== null && standardError > 0 ? Math.min(standardError, USUAL_ERROR) : USUAL_ERROR;
  const threshold = Math.sqrt(profileThreshold(fit, level));
  const least = devianceOf(prepared, fit);
  const problem = prepared.problem(values);
  const width = values.length;
  const free = fit.parameters.flatMap(({ fixed }, j) => (fixed ? [] : [j]));
  const lifetimes = prepared.model.parameters.flatMap(({ place }, j) => (place === 1 ? [j] : []));
  const inner = new Float64Array(width);
  const place = (at: Float64Array): number => scaled(scale, of(at));
  const reading = (target: number): Dataset => ({
    name: "derived",
    unit: "",
    observed: Float64Array.of(target),
    noise: { kind: "constant", sigma: error },
    predict: (given, out, jacobian) => {
      inner.set(given);
      out[0] = place(inner);
      if (!jacobian) return;
      for (const j of free) {
        const own = given[j]!;
        const step = STEP * Math.max(Math.abs(own), fit.parameters[j]!.standardError ?? 0, 1e-6);
        inner[j] = own + step;
        const above = place(inner);
        // Amplitudes at 0 are left on the side where they have a meaning.
        inner[j] = own - step > 0 || own < 0 ? own - step : own;
        const below = place(inner);
        jacobian[j] = (above - below) / (own + step - inner[j]!);
        inner[j] = own;
      }
    },
  });
  let spent = 0;
  const one = prepared.model.components.reduce(
    (sum, { isExponential }) => sum + (isExponential ? 1 : SHAPE_EXPONENTIALS),
    0,
  );
  /** From a point of the search, or from values of all parameters. */
  const refit = (
    distance: number,
    point: Float64Array | null,
    start: Float64Array = values,
  ): Refit | null => {
    const from = point ? problem : prepared.problem(start);
    const found = fitProblem(
      { ...from, datasets: [...from.datasets, reading(middle + distance)] },
      { ...(point ? { startPoint: point } : {}), tolerance: TOLERANCE, maxEvaluations: REFIT_EVALUATIONS },
    );
    spent += one * found.evaluations;
    const at = Float64Array.from(found.parameters, (parameter) => parameter.value);
    const where = place(at);
    if (!Number.isFinite(where)) return null;
    return {
      distance,
      place: where,
      root: Math.sqrt(Math.max(0, devianceOf(prepared, found) - least)),
      point: found.search.point,
      open: lifetimes.some((j) => found.parameters[j]!.atBound === openAt),
      inOrder: lifetimes.every((j, k) => k === 0 || at[j]! >= at[lifetimes[k - 1]!]!),
    };
  };
  const first: Refit = {
    distance: 0,
    place: middle,
    root: 0,
    point: fit.search.point,
    open: false,
    inOrder: true,
  };
  const walk = (direction: 1 | -1, begin: Refit): End => {
    let inside = begin;
    let outside: Refit | null = null;
    let far = Number.POSITIVE_INFINITY;
    let distance = Math.abs(begin.distance) + 2 * threshold * error;
    for (let k = 0; k < MOST_REFITS && spent <= MOST_SPENT; k++) {
      const found = refit(direction * distance, (outside ?? inside).point);
      if (!found) {
        far = distance;
        distance = (Math.abs(inside.distance) + far) / 2;
        continue;
      }
      const beyond = found.root >= threshold;
      if (Math.abs(found.root - threshold) <= CLOSE * threshold) {
        return found.open ? OPEN : found;
      }
      if (beyond) {
        outside = found;
        far = distance;
      } else {
        if (found.open) return OPEN;
        inside = found;
      }
      if (far === Number.POSITIVE_INFINITY) {
        if (distance >= FARTHEST) return OPEN;
        const reach = found.root > 0 ? (distance * threshold) / found.root : 4 * distance;
        distance = Math.min(FARTHEST, Math.max(1.1 * distance, Math.min(reach, 4 * distance)));
      } else {
        const near = Math.abs(inside.distance);
        // A straight line, and halves in turn, which come to an end where it does not.
        const straight =
          outside && k % 2 === 0 ? (threshold - inside.root) / (outside.root - inside.root) : 0.5;
        distance = near + Math.min(0.9, Math.max(0.1, straight)) * (far - near);
        if (far - near < STEP_ENDS * far) break;
      }
    }
    // Where the counts give way at once, the end lies between the two sides of the step.
    if (!outside || outside.open) return OPEN;
    const share = (threshold - inside.root) / (outside.root - inside.root);
    return { place: inside.place + share * (outside.place - inside.place), distance: outside.distance };
  };
  // Few counts may be described in two ways, with a rise between: where a lifetime is loose the other is looked for beyond the end.
  const others = isLoose(fit, lifetimes) ? prepared.starts(OTHER_STARTS) : [];
  const side = (direction: 1 | -1): number | null => {
    let end = walk(direction, first);
    for (let again = 0; again < OTHER_STARTS && end.place !== null; again++) {
      const from = end.place;
      const beyond = others.flatMap((start) =>
        BEYOND.flatMap((factor) => {
          const found = refit(factor * end.distance!, null, start);
          const isFurther =
            found !== null && direction * (found.place - from) > 0.02 * Math.abs(from - middle);
          return isFurther && found.inOrder && found.root < (1 - CLOSE) * threshold ? [found] : [];
        }),
      );
      const [next] = beyond.toSorted((a, b) => direction * (b.place - a.place));
      if (!next) break;
      end = next.open ? OPEN : walk(direction, next);
    }
    return end.place === null ? null : unscaled(scale, end.place);
  };
  const low = side(-1);
  const high = side(1);
  return spent > MOST_SPENT ? null : { low, high };
}

/** Whether the counts hold a lifetime so loosely that a second description of them may lie apart. */
function isLoose(fit: Fit, lifetimes: readonly number[]): boolean {
  return lifetimes.some((j) => {
    const { fixed, atBound, standardError, value } = fit.parameters[j]!;
    return !fixed && (atBound !== null || standardError === null || standardError > LOOSE * value);
  });
}

import type { LeastSquaresWorkspace } from "./bounded-step.ts";
import type { Fit } from "./fit-types.ts";
import type { Likelihood } from "./likelihood.ts";
import { maximise } from "./maximise.ts";

/** Why an interval is open on a side. */
export type OpenEnd = "reaches the bound" | "stays flat" | "model fails beyond";

/** A linear parameter is followed this many standard errors, a logarithmic one this many decades. */
const FARTHEST_STANDARD_ERRORS = 1e4;
const FARTHEST_DECADES = 12;
/** A step for a parameter that stands at 0 without a standard error: nothing tells its size; {@link followSide} begins with it. */
const USUAL_STEP = 0.1;
/** A fall of -2 ln L below the optimum that counts as a better optimum, not as rounding. */
const BETTER = 1e-5;

/** A refit with the unknown held. */
export interface Point {
  readonly distance: number;
  readonly rise: number;
  readonly x: Float64Array;
}

/** State shared by the two sides of one profile. */
export interface Walk {
  readonly likelihood: Likelihood;
  readonly workspace: LeastSquaresWorkspace;
  readonly optimum: Fit["search"];
  readonly unknown: number;
  readonly threshold: number;
  readonly tolerance: number;
  readonly endTolerance: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  evaluations: number;
  better: Float64Array | null;
}

/** Guess of the other unknowns: along the two nearest known points, or the covariance when there is only one. */
function warmStart(walk: Walk, points: readonly Point[], distance: number, direction: number): Float64Array {
  const { optimum, unknown, likelihood } = walk;
  const n = likelihood.unknowns;
  const nearest = points.toSorted(
    (a, b) => Math.abs(a.distance - distance) - Math.abs(b.distance - distance),
  );
  const [first, second] = [nearest[0]!, nearest[1]];
  const x = Float64Array.from(first.x);
  const held = optimum.point[unknown]! + direction * distance;
  for (let i = 0; i < n; i++) {
    let slope = 0;
    if (second) slope = (first.x[i]! - second.x[i]!) / (first.distance - second.distance);
    else if (optimum.covariance) {
      const own = optimum.covariance[unknown * n + unknown]!;
      if (own > 0) slope = (direction * optimum.covariance[i * n + unknown]!) / own;
    }
    const guess = first.x[i]! + slope * (distance - first.distance);
    x[i] = Math.min(Math.max(guess, likelihood.lower[i]!), likelihood.upper[i]!);
  }
  x[unknown] = held;
  return x;
}

/** Refits with the unknown held `distance` from its optimum; null when the model fails there. */
function pointAt(walk: Walk, points: readonly Point[], distance: number, direction: number): Point | null {
  const { likelihood, lower, upper, unknown, workspace, tolerance, optimum } = walk;
  let x = warmStart(walk, points, distance, direction);
  for (let attempt = 0; attempt < 2; attempt++) {
    lower[unknown] = x[unknown]!;
    upper[unknown] = x[unknown]!;
    const found = maximise(likelihood, x, lower, upper, workspace, { tolerance });
    walk.evaluations += found.evaluations;
    lower[unknown] = likelihood.lower[unknown]!;
    upper[unknown] = likelihood.upper[unknown]!;
    if (!Number.isNaN(found.deviance)) {
      const rise = found.deviance - optimum.deviance;
      if (rise < -BETTER) walk.better = x;
      return { distance, rise: Math.max(0, rise), x };
    }
    // The guess was outside the model's range; the nearest known point is inside it.
    const held = x[unknown]!;
    x = Float64Array.from(points.at(-1)!.x);
    x[unknown] = held;
  }
  return null;
}

function farthest(walk: Walk, direction: number): { readonly distance: number; readonly bound: boolean } {
  const { likelihood, unknown, optimum } = walk;
  const at = optimum.point[unknown]!;
  const room = direction > 0 ? likelihood.upper[unknown]! - at : at - likelihood.lower[unknown]!;
  const parameter = likelihood.problem.parameters[likelihood.free[unknown]!]!;
  const error = optimum.standardErrors[unknown] ?? 0;
  const far =
    parameter.transform === "log" || parameter.transform === "logit"
      ? FARTHEST_DECADES * Math.LN10
      : FARTHEST_STANDARD_ERRORS *
        Math.max(error, 0.01 * Math.abs(at), error > 0 || at !== 0 ? 1e-12 : USUAL_STEP);
  return room <= far ? { distance: room, bound: true } : { distance: far, bound: false };
}

/** What was found on one side: the distance of the end, or why there is none. */
export interface Side {
  readonly end: number | null;
  readonly open: OpenEnd | null;
  readonly points: readonly Point[];
}

/** Distance at which sqrt(rise) meets sqrt(threshold), bracketed between two known points. */
function closeIn(walk: Walk, points: Point[], direction: number, inside: Point, outside: Point): number {
  const goal = Math.sqrt(walk.threshold);
  let [a, b] = [inside.distance, outside.distance];
  let missA = Math.sqrt(inside.rise) - goal;
  let missB = Math.sqrt(outside.rise) - goal;
  let lastMoved: "a" | "b" | null = null;
  for (let i = 0; i < 60; i++) {
    if (b - a <= 1e-13 * b) return a;
    let middle = a - (missA * (b - a)) / (missB - missA);
    if (!(middle > a && middle < b)) middle = (a + b) / 2;
    const point = pointAt(walk, points, middle, direction);
    if (walk.better) return middle;
    if (point) points.push(point);
    // Where the model fails the point counts as outside.
    const miss = point ? Math.sqrt(point.rise) - goal : goal;
    if (Math.abs(miss) <= walk.endTolerance * goal) return middle;
    // Illinois rule: an end kept twice in a row counts half, so that both ends move.
    if (miss < 0) {
      a = middle;
      missA = miss;
      if (lastMoved === "a") missB /= 2;
      lastMoved = "a";
    } else {
      b = middle;
      missB = miss;
      if (lastMoved === "b") missA /= 2;
      lastMoved = "b";
    }
  }
  return (a + b) / 2;
}

/** Follows the profile to one side until it crosses the threshold, its bound, or the farthest distance. */
export function followSide(walk: Walk, direction: number, curvePoints: number): Side {
  const { optimum, unknown, threshold } = walk;
  const goal = Math.sqrt(threshold);
  const limit = farthest(walk, direction);
  const points: Point[] = [{ distance: 0, rise: 0, x: Float64Array.from(optimum.point) }];
  if (limit.distance <= 0) return { end: null, open: "reaches the bound", points };
  const error = optimum.standardErrors[unknown];
  const guess = error ? error * goal : USUAL_STEP * Math.max(1, Math.abs(optimum.point[unknown]!));
  let distance = Math.min(guess, limit.distance);
  let failures = 0;
  for (;;) {
    const last = points.at(-1)!;
    const point = pointAt(walk, points, distance, direction);
    if (walk.better) return { end: null, open: null, points };
    if (!point) {
      failures++;
      if (failures > 12) return { end: null, open: "model fails beyond", points };
      distance = (distance + last.distance) / 2;
      continue;
    }
    points.push(point);
    if (point.rise >= threshold) {
      const end = closeIn(walk, points, direction, last, point);
      for (let k = 1; k <= curvePoints && !walk.better; k++) {
        const extra = pointAt(walk, points, (end * k) / (curvePoints + 0.5), direction);
        if (extra) points.push(extra);
      }
      return { end, open: null, points };
    }
    if (distance >= limit.distance) {
      return { end: null, open: limit.bound ? "reaches the bound" : "stays flat", points };
    }
    const slope = (Math.sqrt(point.rise) - Math.sqrt(last.rise)) / (distance - last.distance);
    const reach = slope > 0 ? distance + (1.05 * (goal - Math.sqrt(point.rise))) / slope : 3 * distance;
    distance = Math.min(limit.distance, Math.max(1.05 * distance, Math.min(reach, 3 * distance)));
  }
}

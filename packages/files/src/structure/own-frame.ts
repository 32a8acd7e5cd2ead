/** Digits to which places are kept, 1e-4 Angstrom: beyond what two JavaScript engines' arithmetic leaves different. */
const DECIMALS = 4;

/** Below this an atom lies on the axis, Angstrom. */
const ON_AXIS = 1e-3;

type Point = readonly [number, number, number];

function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(a: Point): Point {
  const length = Math.sqrt(dot(a, a));
  return [a[0] / length, a[1] / length, a[2] / length];
}

/** The point with the largest measure; the first of those within `ON_AXIS` of it, so that rounding decides no tie. */
function farthest(points: readonly Point[], measure: (point: Point) => number): Point | undefined {
  const values = points.map(measure);
  const largest = Math.max(...values);
  return largest < ON_AXIS ? undefined : points[values.findIndex((value) => value > largest - ON_AXIS)];
}

/** The part of a point that is square to a unit axis. */
function across(point: Point, axis: Point): Point {
  const along = dot(point, axis);
  return [point[0] - along * axis[0], point[1] - along * axis[1], point[2] - along * axis[2]];
}

/** A unit vector square to a given one. */
function anySquareTo(axis: Point): Point {
  const other: Point = Math.abs(axis[0]) < 0.6 ? [1, 0, 0] : [0, 1, 0];
  return unit(across(other, axis));
}

/**
 * Coordinates (Angstrom, length 3 n) of a molecule in a frame of its own, rounded to 1e-4: the first atom at the origin, the atom
 * farthest from it on the x axis, the atom farthest from that axis in the plane of x and y. A rotation and a shift, so distances
 * and handedness stay; where a molecule lay before no longer matters.
 */
export function inOwnFrame(xyz: ArrayLike<number>): number[] {
  const all = Array.from(
    { length: xyz.length / 3 },
    (_, i): Point => [xyz[3 * i]!, xyz[3 * i + 1]!, xyz[3 * i + 2]!],
  );
  const points = all.map((point) => minus(point, all[0]!));
  const end = farthest(points, (point) => Math.sqrt(dot(point, point)));
  if (!end) return points.flat().map(() => 0);
  const x = unit(end);
  const side = farthest(points, (point) => Math.sqrt(dot(across(point, x), across(point, x))));
  const y = side ? unit(across(side, x)) : anySquareTo(x);
  const axes = [x, y, cross(x, y)];
  const factor = 10 ** DECIMALS;
  return points.flatMap((point) => axes.map((axis) => Math.round(dot(point, axis) * factor) / factor + 0));
}

import { anyNormal, cross, dot, minus, pointAt, scaled, turned, unit, type Vector } from "../vector.ts";

/** A rigid move: rows of the rotation, then the shift. r -> R r + t, Angstrom. */
export interface Pose {
  readonly rotation: readonly [Vector, Vector, Vector];
  readonly shift: Vector;
}

/** Where a pose brings a point. */
export function moved({ rotation, shift }: Pose, point: Vector): Vector {
  return [
    dot(rotation[0], point) + shift[0],
    dot(rotation[1], point) + shift[1],
    dot(rotation[2], point) + shift[2],
  ];
}

/** The pose that brings a frame (origin and two directions) of a molecule onto one in space. Directions need not be exactly
 *  square: the first is kept, the second made square to it. */
export function poseOnto(
  from: { readonly origin: Vector; readonly first: Vector; readonly second: Vector },
  to: { readonly origin: Vector; readonly first: Vector; readonly second: Vector },
): Pose {
  const [a, b] = [axesOfFrame(from.first, from.second), axesOfFrame(to.first, to.second)];
  const row = (k: 0 | 1 | 2): Vector => [
    b[0][k] * a[0][0] + b[1][k] * a[1][0] + b[2][k] * a[2][0],
    b[0][k] * a[0][1] + b[1][k] * a[1][1] + b[2][k] * a[2][1],
    b[0][k] * a[0][2] + b[1][k] * a[1][2] + b[2][k] * a[2][2],
  ];
  const rotation: Pose["rotation"] = [row(0), row(1), row(2)];
  const back = moved({ rotation, shift: [0, 0, 0] }, from.origin);
  return { rotation, shift: minus(to.origin, back) };
}

function axesOfFrame(first: Vector, second: Vector): readonly [Vector, Vector, Vector] {
  const x = unit(first);
  const across = cross(x, second);
  const z = dot(across, across) > 1e-12 ? unit(across) : anyNormal(x);
  return [x, cross(z, x), z];
}

/** Unit vectors around `axis`: itself, then `azimuths` of them on each cone of the given half angles (degrees). */
export function cone(axis: Vector, angles: readonly number[], azimuths: number): readonly Vector[] {
  const side = anyNormal(axis);
  return [
    axis,
    ...angles.flatMap((angle) =>
      Array.from({ length: azimuths }, (_, i) => {
        const tilted = turned(axis, side, (angle * Math.PI) / 180);
        return turned(tilted, axis, (2 * Math.PI * i) / azimuths);
      }),
    ),
  ];
}

/** `count` unit vectors square to `axis`, evenly around it. */
export function around(axis: Vector, count: number): readonly Vector[] {
  const side = anyNormal(axis);
  return Array.from({ length: count }, (_, i) => turned(side, axis, (2 * Math.PI * i) / count));
}

/** Mean of some atoms of an array of coordinates. */
export function meanPoint(xyz: ArrayLike<number>, atoms: readonly number[]): Vector {
  let sum: Vector = [0, 0, 0];
  for (const atom of atoms) {
    const p = pointAt(xyz, atom);
    sum = [sum[0] + p[0], sum[1] + p[1], sum[2] + p[2]];
  }
  return scaled(sum, 1 / atoms.length);
}

/** The pose of what hangs on a bond after turning it by an angle about from -> to. */
export function turnedPose(
  pose: Pose,
  reference: Float64Array,
  from: number,
  to: number,
  angle: number,
): Pose {
  const pivot = pointAt(reference, to);
  const [x, y, z] = unit(minus(pivot, pointAt(reference, from)));
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const d = 1 - c;
  // Rodrigues' rotation matrix about the bond, in the frame of the molecule.
  const turn: Pose["rotation"] = [
    [c + x * x * d, x * y * d - z * s, x * z * d + y * s],
    [y * x * d + z * s, c + y * y * d, y * z * d - x * s],
    [z * x * d - y * s, z * y * d + x * s, c + z * z * d],
  ];
  const product = pose.rotation.map(
    (row): Vector => [
      row[0] * turn[0][0] + row[1] * turn[1][0] + row[2] * turn[2][0],
      row[0] * turn[0][1] + row[1] * turn[1][1] + row[2] * turn[2][1],
      row[0] * turn[0][2] + row[1] * turn[1][2] + row[2] * turn[2][2],
    ],
  ) as unknown as Pose["rotation"];
  const stays = moved(pose, pivot);
  const goes = moved({ rotation: product, shift: [0, 0, 0] }, pivot);
  return { rotation: product, shift: minus(stays, goes) };
}

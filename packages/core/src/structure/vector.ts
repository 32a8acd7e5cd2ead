/** Three numbers: a direction, a point in Angstrom, or fractional coordinates. */
export type Vector = readonly [number, number, number];

/** Scalar product. */
export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Vector product. */
export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** a + s b. */
export function along(a: Vector, s: number, b: Vector): Vector {
  return [a[0] + s * b[0], a[1] + s * b[1], a[2] + s * b[2]];
}

/** a - b. */
export function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** s a. */
export function scaled(a: Vector, s: number): Vector {
  return [s * a[0], s * a[1], s * a[2]];
}

/** Length. */
export function length(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

/** Unit vector along a; the zero vector stays zero. */
export function unit(a: Vector): Vector {
  const size = length(a);
  return size > 0 ? scaled(a, 1 / size) : a;
}

/** Any unit vector at a right angle to the unit vector a. */
export function anyNormal(a: Vector): Vector {
  const least = Math.abs(a[0]) < 0.6 ? ([1, 0, 0] as const) : ([0, 1, 0] as const);
  return unit(cross(a, least));
}

/** v turned about the unit axis by an angle in radians, right-handed (Rodrigues' formula). */
export function turned(v: Vector, axis: Vector, angle: number): Vector {
  const c = Math.cos(angle);
  const across = cross(axis, v);
  const stay = dot(axis, v) * (1 - c);
  const s = Math.sin(angle);
  return [
    v[0] * c + across[0] * s + axis[0] * stay,
    v[1] * c + across[1] * s + axis[1] * stay,
    v[2] * c + across[2] * s + axis[2] * stay,
  ];
}

/** Point number `index` of an array x, y, z, x, y, z, ... */
export function pointAt(xyz: ArrayLike<number>, index: number): Vector {
  return [xyz[3 * index]!, xyz[3 * index + 1]!, xyz[3 * index + 2]!];
}

/** Largest whole number that divides all of them. */
export function commonDivisor(numbers: readonly number[]): number {
  return numbers.map(Math.abs).reduce((a, b): number => {
    let [p, q] = [a, b];
    while (q) [p, q] = [q, p % q];
    return p;
  });
}

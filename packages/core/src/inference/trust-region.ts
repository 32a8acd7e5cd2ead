/**
 * The damped linear step of a least-squares search: the z that minimises |R z - c|^2 with |d z| about the radius.
 * All arrays are preallocated for n unknowns; R is row-major n x n, upper triangular.
 * Source: J. J. More, "The Levenberg-Marquardt algorithm: implementation and theory", in Numerical Analysis,
 * Lecture Notes in Mathematics 630 (1978) 105.
 */
export interface DampedStep {
  readonly r: Float64Array;
  readonly c: Float64Array;
  readonly d: Float64Array;
  readonly z: Float64Array;
  readonly s: Float64Array;
  readonly rotated: Float64Array;
  readonly row: Float64Array;
  readonly work: Float64Array;
  /** Damping of the last step, the first guess of the next. */
  damping: number;
}

/** Preallocates the arrays of a {@link DampedStep} for up to `unknowns` unknowns. */
export function createDampedStep(unknowns: number): DampedStep {
  const vector = (): Float64Array => new Float64Array(unknowns);
  return {
    r: new Float64Array(unknowns * unknowns),
    s: new Float64Array(unknowns * unknowns),
    c: vector(),
    d: vector(),
    z: vector(),
    rotated: vector(),
    row: vector(),
    work: vector(),
    damping: 0,
  };
}

/** A step whose length is within this fraction of the radius is taken as on it. */
const RADIUS_SLACK = 0.1;

function scaledLength(step: DampedStep, n: number): number {
  let square = 0;
  for (let j = 0; j < n; j++) square += (step.d[j]! * step.z[j]!) ** 2;
  return Math.sqrt(square);
}

/** Solves [R; sqrt(damping) d] z = [c; 0] by plane rotations; leaves the triangle in s. */
function solveDamped(step: DampedStep, n: number, damping: number): void {
  const { r, s, c, rotated, row, d, z } = step;
  const root = Math.sqrt(damping);
  for (let i = 0; i < n; i++) {
    rotated[i] = c[i]!;
    for (let j = i; j < n; j++) s[i * n + j] = r[i * n + j]!;
  }
  for (let j = 0; j < n; j++) {
    row.fill(0, j, n);
    row[j] = root * d[j]!;
    let tail = 0;
    for (let k = j; k < n; k++) {
      const below = row[k]!;
      if (below === 0) continue;
      const above = s[k * n + k]!;
      const length = Math.sqrt(above * above + below * below);
      const cosine = above / length;
      const sine = below / length;
      s[k * n + k] = length;
      const head = rotated[k]!;
      rotated[k] = cosine * head + sine * tail;
      tail = cosine * tail - sine * head;
      for (let i = k + 1; i < n; i++) {
        const entry = s[k * n + i]!;
        s[k * n + i] = cosine * entry + sine * row[i]!;
        row[i] = cosine * row[i]! - sine * entry;
      }
    }
  }
  backSubstitute(s, n, n, rotated, z);
}

function backSubstitute(r: Float64Array, n: number, rank: number, c: Float64Array, z: Float64Array): void {
  z.fill(0, rank, n);
  for (let i = rank - 1; i >= 0; i--) {
    let sum = c[i]!;
    for (let j = i + 1; j < rank; j++) sum -= r[i * n + j]! * z[j]!;
    z[i] = sum / r[i * n + i]!;
  }
}

/** |R^-T (d^2 z / length)|^2: how fast the length falls with the damping. */
function lengthSlope(step: DampedStep, triangle: Float64Array, n: number, length: number): number {
  const { d, z, work } = step;
  let square = 0;
  for (let j = 0; j < n; j++) {
    let sum = (d[j]! * d[j]! * z[j]!) / length;
    for (let i = 0; i < j; i++) sum -= triangle[i * n + j]! * work[i]!;
    work[j] = sum / triangle[j * n + j]!;
    square += work[j]! * work[j]!;
  }
  return square;
}

/**
 * Fills `step.z` with the step of radius `radius` (the Gauss-Newton step when that is shorter).
 *
 * @param n unknowns in use
 * @param rank rank of R; the Gauss-Newton step of a deficient R leaves the last unknowns at 0
 * @param damping first guess of the damping, from the last call
 * @returns the damping used, 0 for the Gauss-Newton step
 */
export function stepOfRadius(
  step: DampedStep,
  n: number,
  rank: number,
  radius: number,
  damping: number,
): number {
  const { r, c, d } = step;
  backSubstitute(r, n, rank, c, step.z);
  let length = scaledLength(step, n);
  let excess = length - radius;
  if (excess <= RADIUS_SLACK * radius) return 0;

  let lowest = 0;
  if (rank === n) lowest = excess / (radius * lengthSlope(step, r, n, length));
  let gradientSquare = 0;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += r[i * n + j]! * c[i]!;
    gradientSquare += (sum / d[j]!) ** 2;
  }
  let highest = Math.sqrt(gradientSquare) / radius || Number.MIN_VALUE / Math.min(radius, 0.1);
  let value = Math.min(Math.max(damping, lowest), highest);
  if (value === 0) value = Math.sqrt(gradientSquare) / length;
  for (let i = 0; i < 12; i++) {
    if (value === 0) value = Math.max(1e-300, 0.001 * highest);
    solveDamped(step, n, value);
    length = scaledLength(step, n);
    const before = excess;
    excess = length - radius;
    if (Math.abs(excess) <= RADIUS_SLACK * radius) break;
    if (lowest === 0 && excess <= before && before < 0) break;
    const correction = excess / (radius * lengthSlope(step, step.s, n, length));
    if (excess > 0) lowest = Math.max(lowest, value);
    else highest = Math.min(highest, value);
    value = Math.max(lowest, value + correction);
  }
  return value;
}

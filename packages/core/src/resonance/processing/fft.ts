import { DomainError } from "../../errors.ts";

/** What a transform of one length needs beforehand: its twiddle factors and the bit-reversed order of its points. */
export interface FftPlan {
  /** Number of complex points, a power of two. */
  readonly size: number;
  /** cos(2 pi k/size) and sin(2 pi k/size), k = 0 to 3 size/4 - 1 (size/2 - 1 below four points). */
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  readonly reversed: Uint32Array;
}

/** Smallest power of two that is `count` or more. */
export function nextPowerOfTwo(count: number): number {
  let size = 1;
  while (size < count) size *= 2;
  return size;
}

/**
 * Prepares transforms of `size` complex points. @throws DomainError unless size is a power of two, 1 to 2^26
 */
export function createFft(size: number): FftPlan {
  if (!Number.isInteger(size) || size < 1 || size > 2 ** 26 || nextPowerOfTwo(size) !== size) {
    throw new DomainError({
      what: "a Fourier transform needs a power of two of points",
      found: String(size),
      expected: "1, 2, 4, ... up to 2^26",
      remedy: "fill with zeros up to the next power of two",
    });
  }
  const half = size >> 1;
  const factors = Math.max(half, (3 * size) >> 2);
  const cosines = new Float64Array(factors);
  const sines = new Float64Array(factors);
  for (let k = 0; k < factors; k++) {
    cosines[k] = Math.cos((2 * Math.PI * k) / size);
    sines[k] = Math.sin((2 * Math.PI * k) / size);
  }
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? half : 0);
  return { size, cosines, sines, reversed };
}

/** Puts the points into bit-reversed order. */
function reorder(plan: FftPlan, re: Float64Array, im: Float64Array): void {
  const { size, reversed } = plan;
  for (let i = 0; i < size; i++) {
    const j = reversed[i]!;
    if (j <= i) continue;
    const a = re[i]!;
    const b = im[i]!;
    re[i] = re[j]!;
    im[i] = im[j]!;
    re[j] = a;
    im[j] = b;
  }
}

/** The first two stages together: their factors are 1 and -i, so nothing is multiplied. */
function firstFour(size: number, re: Float64Array, im: Float64Array): void {
  for (let i = 0; i < size; i += 4) {
    const r0 = re[i]! + re[i + 1]!;
    const r1 = re[i]! - re[i + 1]!;
    const r2 = re[i + 2]! + re[i + 3]!;
    const r3 = re[i + 2]! - re[i + 3]!;
    const m0 = im[i]! + im[i + 1]!;
    const m1 = im[i]! - im[i + 1]!;
    const m2 = im[i + 2]! + im[i + 3]!;
    const m3 = im[i + 2]! - im[i + 3]!;
    re[i] = r0 + r2;
    im[i] = m0 + m2;
    re[i + 1] = r1 + m3;
    im[i + 1] = m1 - r3;
    re[i + 2] = r0 - r2;
    im[i + 2] = m0 - m2;
    re[i + 3] = r1 - m3;
    im[i + 3] = m1 + r3;
  }
}

/** One radix-2 stage that joins transforms of size/2 points, the last one where the stages do not pair up. */
function lastTwo(plan: FftPlan, re: Float64Array, im: Float64Array): void {
  const { size, cosines, sines } = plan;
  const half = size >> 1;
  for (let i = 0; i < half; i++) {
    const j = i + half;
    const c = cosines[i]!;
    const s = sines[i]!;
    const x = re[j]! * c + im[j]! * s;
    const y = im[j]! * c - re[j]! * s;
    re[j] = re[i]! - x;
    im[j] = im[i]! - y;
    re[i] = re[i]! + x;
    im[i] = im[i]! + y;
  }
}

/** Two radix-2 stages at once, which join four transforms of `quarter` points each: half the passes over memory. */
function joinFour(plan: FftPlan, quarter: number, re: Float64Array, im: Float64Array): void {
  const { size, cosines, sines } = plan;
  const stride = size / (4 * quarter);
  for (let start = 0; start < size; start += 4 * quarter) {
    for (let k = 0, t = 0; k < quarter; k++, t += stride) {
      const i0 = start + k;
      const i1 = i0 + quarter;
      const i2 = i1 + quarter;
      const i3 = i2 + quarter;
      // In bit-reversed order the second transform turns by 2k, the third by k, the fourth by 3k.
      const c1 = cosines[2 * t]!;
      const s1 = sines[2 * t]!;
      const c2 = cosines[t]!;
      const s2 = sines[t]!;
      const c3 = cosines[3 * t]!;
      const s3 = sines[3 * t]!;
      const r1 = re[i1]! * c1 + im[i1]! * s1;
      const m1 = im[i1]! * c1 - re[i1]! * s1;
      const r2 = re[i2]! * c2 + im[i2]! * s2;
      const m2 = im[i2]! * c2 - re[i2]! * s2;
      const r3 = re[i3]! * c3 + im[i3]! * s3;
      const m3 = im[i3]! * c3 - re[i3]! * s3;
      const ra = re[i0]! + r1;
      const ma = im[i0]! + m1;
      const rb = re[i0]! - r1;
      const mb = im[i0]! - m1;
      const rc = r2 + r3;
      const mc = m2 + m3;
      const rd = r2 - r3;
      const md = m2 - m3;
      re[i0] = ra + rc;
      im[i0] = ma + mc;
      re[i1] = rb + md;
      im[i1] = mb - rd;
      re[i2] = ra - rc;
      im[i2] = ma - mc;
      re[i3] = rb - md;
      im[i3] = mb + rd;
    }
  }
}

/**
 * Discrete Fourier transform in place, X_k = sum_j x_j exp(-2 pi i j k/N), unscaled; `re` and `im` hold N = plan.size
 * numbers each. Cost N log2 N; decimation in time, the stages taken two at a time.
 * @throws DomainError when the arrays are not of the plan's length
 * Source: Cooley & Tukey, Math. Comput. 1965, 19, 297.
 */
export function fft(plan: FftPlan, re: Float64Array, im: Float64Array): void {
  const { size } = plan;
  if (re.length !== size || im.length !== size) {
    throw new DomainError({
      what: "the arrays of a Fourier transform are not of the plan's length",
      found: `${re.length} and ${im.length}`,
      expected: String(size),
    });
  }
  reorder(plan, re, im);
  if (size >= 4) firstFour(size, re, im);
  let done = size >= 4 ? 4 : 1;
  for (; 4 * done <= size; done *= 4) joinFour(plan, done, re, im);
  if (done < size) lastTwo(plan, re, im);
}

/**
 * Inverse of fft in place, x_j = (1/N) sum_k X_k exp(+2 pi i j k/N).
 * @throws DomainError when the arrays are not of the plan's length
 */
export function inverseFft(plan: FftPlan, re: Float64Array, im: Float64Array): void {
  // Swapping the parts conjugates and turns by 90 degrees; doing so before and after inverts the sign of the exponent.
  fft(plan, im, re);
  const scale = 1 / plan.size;
  for (let i = 0; i < plan.size; i++) {
    re[i] = re[i]! * scale;
    im[i] = im[i]! * scale;
  }
}

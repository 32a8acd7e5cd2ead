/** Zero channels on either side: the spline of a single channel falls to 1e-18 over so many. */
const PADDING = 32;
/** 2 - sqrt 3: what one channel leaves of a spline coefficient in the next. */
const POLE: number = 2 - Math.sqrt(3);

/** A response as a cubic spline, to be shifted by fractions of a channel. */
export interface ResponseSpline {
  /** Coefficient of channel j at j + PADDING. */
  readonly coefficients: Float64Array;
}

/**
 * The cubic spline through a response that is 0 outside its channels. Shifting it keeps its sum and is twice
 * continuously differentiable in the shift: a linear interpolation has a kink at every whole channel, where searches
 * get stuck.
 * Source: M. Unser, IEEE Signal Process. Mag. 16(6) (1999) 22.
 */
export function responseSpline(shares: Float64Array): ResponseSpline {
  const n = shares.length + 2 * PADDING;
  const c = new Float64Array(n);
  c.set(shares, PADDING);
  // (c[j-1] + 4 c[j] + c[j+1]) / 6 = h[j], tridiagonal, by elimination.
  // The pivots are at their limit 2 + sqrt 3 long before the padding ends.
  let so = 0;
  for (let j = 0; j < n; j++) {
    so = (6 * c[j]! - so) * POLE;
    c[j] = so;
  }
  for (let j = n - 2; j >= 0; j--) {
    so = c[j]! - POLE * so;
    c[j] = so;
  }
  return { coefficients: c };
}

/**
 * Writes the response moved to later channels by `shift` (channels, any real number) to `out`, and d out / d shift to
 * `slope` when given.
 */
export function shiftResponse(
  spline: ResponseSpline,
  shift: number,
  out: Float64Array,
  slope: Float64Array | null,
): void {
  const c = spline.coefficients;
  const whole = Math.floor(shift);
  const f = shift - whole;
  const t = 1 - f;
  const w0 = (f * f * f) / 6;
  const w1 = (3 * t * t * t - 6 * t * t + 4) / 6;
  const w2 = (3 * f * f * f - 6 * f * f + 4) / 6;
  const w3 = (t * t * t) / 6;
  const s0 = (f * f) / 2;
  const s1 = (4 * t - 3 * t * t) / 2;
  const s2 = (3 * f * f - 4 * f) / 2;
  const s3 = (-t * t) / 2;
  const n = out.length;
  const base = PADDING - whole - 2;
  // Channels whose four coefficients all lie inside.
  const first = Math.min(n, Math.max(0, -base));
  const end = Math.max(first, Math.min(n, c.length - base - 3));
  out.fill(0, 0, first);
  out.fill(0, end);
  slope?.fill(0, 0, first);
  slope?.fill(0, end);
  let c0 = c[base + first] ?? 0;
  let c1 = c[base + first + 1] ?? 0;
  let c2 = c[base + first + 2] ?? 0;
  for (let i = first, at = base + first + 3; i < end; i++, at++) {
    const c3 = c[at]!;
    out[i] = w0 * c0 + w1 * c1 + w2 * c2 + w3 * c3;
    if (slope) slope[i] = s0 * c0 + s1 * c1 + s2 * c2 + s3 * c3;
    c0 = c1;
    c1 = c2;
    c2 = c3;
  }
}

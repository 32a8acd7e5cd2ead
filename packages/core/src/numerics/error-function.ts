import { DomainError } from "../errors.ts";

const TWO_OVER_ROOT_PI = 1.1283791670955126;
const ROOT_TWO_OVER_PI = 0.7978845608028654;
const LN_TWO = Math.LN2;
const LN_ROOT_TWO_PI = 0.9189385332046728;

/** From here up the continued fraction converges in few terms; below, the series has no cancellation. */
const FRACTION_FROM = 1.5;

/** Scaled complement e^(x^2) erfc(x) for x >= 1.5, evaluated backwards; NIST DLMF 7.9.1. */
function scaledByFraction(x: number): number {
  const terms = Math.ceil(12 + 150 / (x * x));
  let fraction = x;
  for (let n = terms; n >= 1; n--) fraction = x + n / 2 / fraction;
  return TWO_OVER_ROOT_PI / 2 / fraction;
}

/** erf(x) for small |x| by the series of positive terms; NIST DLMF 7.6.2. */
function bySeries(x: number): number {
  const twice = 2 * x * x;
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= twice / (2 * n + 1);
    sum += term;
    if (Math.abs(term) < Math.abs(sum) * 1e-17) break;
  }
  return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
}

/** e^(-x^2) with the square split, so that large x loses no digits. */
function gaussian(x: number): number {
  const head = Math.round(x * 16) / 16;
  return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head));
}

/** Error function erf(x), any real x. Source: NIST DLMF 7.2.1. */
export function erf(x: number): number {
  if (Math.abs(x) < FRACTION_FROM) return bySeries(x);
  return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
}

/** Complementary error function erfc(x) = 1 - erf(x), to about 1e-14 relative in the upper tail. Source: NIST DLMF 7.2.2. */
export function erfc(x: number): number {
  if (x < FRACTION_FROM) return x > -FRACTION_FROM ? 1 - bySeries(x) : 2 - erfc(-x);
  return x > 27.3 ? 0 : gaussian(x) * scaledByFraction(x);
}

/** Scaled complementary error function e^(x^2) erfc(x), x >= 0; does not underflow. Source: NIST DLMF 7.2.3. */
export function scaledErfc(x: number): number {
  return x < FRACTION_FROM ? erfc(x) / gaussian(x) : scaledByFraction(x);
}

/** Standard normal probability of a value below z. Source: NIST DLMF 7.18; any z, accurate in the lower tail. */
export function normalCdf(z: number): number {
  return erfc(-z * Math.SQRT1_2) / 2;
}

/** ln of {@link normalCdf}, accurate for any z, far in the lower tail too. */
export function lnNormalCdf(z: number): number {
  if (z > -1) return Math.log1p(-erfc(z * Math.SQRT1_2) / 2);
  return Math.log(scaledErfc(-z * Math.SQRT1_2)) - LN_TWO - (z * z) / 2;
}

/** Standard normal density at z divided by the probability below z (the inverse Mills ratio); any z. */
export function normalHazardBelow(z: number): number {
  if (z > 40) return 0;
  if (z < -2) return ROOT_TWO_OVER_PI / scaledErfc(-z * Math.SQRT1_2);
  return Math.exp(-(z * z) / 2 - LN_ROOT_TWO_PI) / normalCdf(z);
}

/**
 * Standard normal quantile: the z below which the probability is p.
 *
 * @throws DomainError unless 0 < p < 1
 * Source: start from Abramowitz & Stegun 26.2.23, then Halley steps on ln of the tail probability.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) {
    throw new DomainError({
      what: "a normal quantile is asked for an impossible probability",
      found: String(p),
      expected: "more than 0 and less than 1",
    });
  }
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const lnTail = Math.log(tail);
  const t = Math.sqrt(-2 * lnTail);
  const rational =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  let z = rational - t;
  for (let i = 0; i < 4; i++) {
    const hazard = normalHazardBelow(z);
    const step = (lnNormalCdf(z) - lnTail) / hazard;
    z -= step / (1 + 0.5 * step * (z + hazard));
  }
  return p < 0.5 ? z : -z;
}

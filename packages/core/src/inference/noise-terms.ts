import { lnNormalCdf, normalHazardBelow } from "../numerics/error-function.ts";
import { lnGamma, lowerGamma, upperGamma } from "../numerics/gamma-functions.ts";

/**
 * One observation's share of -ln L and its derivatives; written by the functions below, reused for every point.
 * q is -ln L without constants, m the prediction, s the logarithm of the noise scale (sigma or fraction).
 */
export interface NoiseTerm {
  q: number;
  /** dq/dm, per unit of m. */
  slope: number;
  /** Expected (or, for a censored point, observed) d2q/dm2; never negative. */
  information: number;
  /** dq/ds. */
  scaleSlope: number;
  /** d2q/ds2. */
  scaleInformation: number;
  /** d2q/dm ds. */
  cross: number;
}

/** A term to be written to. */
export function createNoiseTerm(): NoiseTerm {
  return { q: 0, slope: 0, information: 0, scaleSlope: 0, scaleInformation: 0, cross: 0 };
}

/**
 * A measured value y normal about m with standard deviation sd.
 *
 * @param a d ln sd / dm: 0 for constant noise, 1/m for proportional noise above its floor
 * @param b d ln sd / d ln scale: 1 where the scale acts, 0 on the floor
 * `q` holds ln sd only when `a` or the floor makes it vary with m (`withLnSd`).
 */
export function normalTerm(
  term: NoiseTerm,
  y: number,
  m: number,
  sd: number,
  a: number,
  b: number,
  withLnSd: boolean,
): void {
  const z = (y - m) / sd;
  term.q = 0.5 * z * z + (withLnSd ? Math.log(sd) : 0);
  term.slope = -z / sd + a * (1 - z * z);
  term.information = 1 / (sd * sd) + 2 * a * a;
  term.scaleSlope = b * (1 - z * z);
  term.scaleInformation = 2 * b * b;
  term.cross = 2 * a * b;
}

/** A point known only to lie below `limit`: q = -ln Phi((limit - m) / sd). Arguments as in {@link normalTerm}. */
export function censoredTerm(
  term: NoiseTerm,
  limit: number,
  m: number,
  sd: number,
  a: number,
  b: number,
): void {
  const z = (limit - m) / sd;
  const zByM = -1 / sd - z * a;
  const zByScale = -z * b;
  const hazard = normalHazardBelow(z);
  const curvature = Math.max(0, hazard * (z + hazard));
  term.q = -lnNormalCdf(z);
  term.slope = -hazard * zByM;
  term.information = curvature * zByM * zByM;
  term.scaleSlope = -hazard * zByScale;
  term.scaleInformation = curvature * zByScale * zByScale - hazard * z * b * b;
  term.cross = curvature * zByM * zByScale - hazard * (b / sd + z * a * b);
}

/** A Poisson count y of mean m; NaN for a mean that is not positive, unless both are 0. */
export function countTerm(term: NoiseTerm, y: number, m: number): void {
  term.scaleSlope = 0;
  term.scaleInformation = 0;
  term.cross = 0;
  if (!(m > 0)) {
    term.q = m === 0 && y === 0 ? 0 : Number.NaN;
    term.slope = 1;
    term.information = 0;
    return;
  }
  term.q = y > 0 ? halfDeviance(y, m) : m;
  term.slope = 1 - y / m;
  term.information = 1 / m;
}

/** Values of {@link saturatedCount} for small whole counts, which a decay holds by the thousand. */
const SATURATED: Float64Array = Float64Array.from({ length: 1024 }, (_, y) => saturated(y));

function saturated(y: number): number {
  return y > 0 ? y - y * Math.log(y) + lnGamma(y + 1) : 0;
}

/** -ln of the Poisson probability of the count y at its best mean m = y: what {@link countTerm} leaves out. */
export function saturatedCount(y: number): number {
  return SATURATED[y] ?? saturated(y);
}

/** Below this relative excess the deviance is summed as a series, which keeps its digits. */
const SERIES_EXCESS = 0.01;

/** y ((m - y) / y - ln (m / y)), half the deviance of a count y > 0 at the mean m > 0, without cancellation. */
export function halfDeviance(y: number, m: number): number {
  const x = (m - y) / y;
  if (x < SERIES_EXCESS && x > -SERIES_EXCESS) {
    return y * x * x * (1 / 2 - x * (1 / 3 - x * (1 / 4 - x * (1 / 5 - x * (1 / 6 - x / 7)))));
  }
  return y * (x - Math.log(m / y));
}

/** A Poisson count known only to be below `limit` (> 0): q = -ln P(count <= ceil(limit) - 1). */
export function censoredCountTerm(term: NoiseTerm, limit: number, m: number): void {
  term.scaleSlope = 0;
  term.scaleInformation = 0;
  term.cross = 0;
  if (!(m >= 0)) {
    term.q = Number.NaN;
    return;
  }
  const k = Math.ceil(limit);
  const below = m === 0 ? 1 : upperGamma(k, m);
  const last = m === 0 ? (k === 1 ? 1 : 0) : Math.exp((k - 1) * Math.log(m) - m - lnGamma(k));
  const ratio = last / below;
  term.q = -Math.log(below);
  term.slope = ratio;
  // Observed curvature; where that vanishes, the expected one of the event "below", so that the slope is not lost.
  const curvature = m === 0 ? 0 : ratio * ((k - 1) / m - 1 + ratio);
  const above = m === 0 ? 0 : lowerGamma(k, m);
  const expected = above > 0 ? (ratio * last) / above : 0;
  term.information = Math.max(curvature, expected);
}

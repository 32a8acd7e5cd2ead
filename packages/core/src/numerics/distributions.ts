import { DomainError } from "../errors.ts";
import { incompleteBeta, lnBeta, lnGamma, lowerGamma, upperGamma } from "./gamma-functions.ts";

function need(condition: boolean, what: string, found: string, expected: string): void {
  if (!condition) throw new DomainError({ what, found, expected });
}

function needProbability(p: number): void {
  need(p > 0 && p < 1, "a quantile is asked for an impossible probability", String(p), "between 0 and 1");
}

function needFreedom(...degrees: readonly number[]): void {
  need(
    degrees.every((n) => n > 0 && n < Number.POSITIVE_INFINITY),
    "degrees of freedom are out of range",
    degrees.join(", "),
    "positive numbers",
  );
}

/**
 * Root in ln x of a rising tail difference: Newton steps kept inside a bracket that always shrinks.
 * `difference` is zero at the answer and rises with x; `density` is its derivative in x.
 */
function invert(difference: (x: number) => number, density: (x: number) => number, start: number): number {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let x = start;
  for (let i = 0; i < 400; i++) {
    const miss = difference(x);
    if (miss === 0) return x;
    if (miss > 0) high = x;
    else low = x;
    // A Newton step in ln x suits quantiles that span many decades.
    let next = x * Math.exp(-miss / (density(x) * x));
    if (!(next > low && next < high)) {
      next = high === Number.POSITIVE_INFINITY ? 4 * x : low === 0 ? x / 4 : (low + high) / 2;
    }
    if (Math.abs(next - x) <= 4e-16 * x) return next;
    x = next;
  }
  return x;
}

/** Probability that chi-squared of `freedom` (> 0) degrees is below x. Source: NIST/SEMATECH e-Handbook 1.3.6.6.6. */
export function chiSquaredCdf(x: number, freedom: number): number {
  needFreedom(freedom);
  return x <= 0 ? 0 : lowerGamma(freedom / 2, x / 2);
}

/** Probability that chi-squared of `freedom` degrees is above x; accurate in the far tail. */
export function chiSquaredTail(x: number, freedom: number): number {
  needFreedom(freedom);
  return x <= 0 ? 1 : upperGamma(freedom / 2, x / 2);
}

/** The value below which chi-squared of `freedom` degrees lies with probability p, 0 < p < 1. */
export function chiSquaredQuantile(p: number, freedom: number): number {
  needProbability(p);
  needFreedom(freedom);
  const half = freedom / 2;
  const density = (x: number): number => 0.5 * Math.exp((half - 1) * Math.log(x / 2) - x / 2 - lnGamma(half));
  const difference = (x: number): number =>
    p < 0.5 ? chiSquaredCdf(x, freedom) - p : 1 - p - chiSquaredTail(x, freedom);
  return invert(difference, density, freedom);
}

/** Probability that F of `above` and `below` degrees of freedom is less than x. Source: NIST/SEMATECH e-Handbook 1.3.6.6.5. */
export function fCdf(x: number, above: number, below: number): number {
  needFreedom(above, below);
  if (x <= 0) return 0;
  const sum = above * x + below;
  return incompleteBeta((above * x) / sum, above / 2, below / 2, below / sum);
}

/** Probability that F of `above` and `below` degrees of freedom is more than x; accurate in the far tail. */
export function fTail(x: number, above: number, below: number): number {
  needFreedom(above, below);
  if (x <= 0) return 1;
  const sum = above * x + below;
  return incompleteBeta(below / sum, below / 2, above / 2, (above * x) / sum);
}

/** The value below which F of `above` and `below` degrees of freedom lies with probability p, 0 < p < 1. */
export function fQuantile(p: number, above: number, below: number): number {
  needProbability(p);
  needFreedom(above, below);
  const constant = (above / 2) * Math.log(above / below) - lnBeta(above / 2, below / 2);
  const density = (x: number): number =>
    Math.exp(
      constant + (above / 2 - 1) * Math.log(x) - ((above + below) / 2) * Math.log1p((above * x) / below),
    );
  const difference = (x: number): number =>
    p < 0.5 ? fCdf(x, above, below) - p : 1 - p - fTail(x, above, below);
  return invert(difference, density, 1);
}

/** Probability that Student's t of `freedom` degrees is less than t. Source: NIST/SEMATECH e-Handbook 1.3.6.6.4. */
export function studentCdf(t: number, freedom: number): number {
  needFreedom(freedom);
  const tail = fTail(t * t, 1, freedom) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** The value below which Student's t of `freedom` degrees lies with probability p, 0 < p < 1. */
export function studentQuantile(p: number, freedom: number): number {
  needProbability(p);
  needFreedom(freedom);
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const size = Math.sqrt(fQuantile(1 - 2 * tail, 1, freedom));
  return p < 0.5 ? -size : size;
}

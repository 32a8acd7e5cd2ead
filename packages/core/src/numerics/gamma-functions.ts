import { DomainError } from "../errors.ts";

const HALF_LN_TWO_PI = 0.9189385332046728;

/** ln Gamma(x) - [(x - 1/2) ln x - x + ln(2 pi)/2] for x >= 10: Stirling's series, NIST DLMF 5.11.1. */
function stirlingRemainder(x: number): number {
  const y = 1 / (x * x);
  const tail = 1 / 1188 + y * (-691 / 360360 + y * (1 / 156 + y * (-3617 / 122400)));
  return (1 / 12 + y * (-1 / 360 + y * (1 / 1260 + y * (-1 / 1680 + y * tail)))) / x;
}

/**
 * Natural logarithm of the gamma function, x > 0, to about 1e-15 of max(1, |ln Gamma|).
 *
 * @throws DomainError when x is not a positive number
 * Source: NIST DLMF 5.5.1 (recurrence) and 5.11.1 (Stirling's series).
 */
export function lnGamma(x: number): number {
  if (!(x > 0)) {
    throw new DomainError({
      what: "ln Gamma is asked outside its range",
      found: String(x),
      expected: "a positive number",
    });
  }
  if (x === Number.POSITIVE_INFINITY) return x;
  let shifted = x;
  let product = 1;
  while (shifted < 10) product *= shifted++;
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LN_TWO_PI;
  return stirling + stirlingRemainder(shifted) - Math.log(product);
}

/** e^-x x^a / Gamma(a + 1), kept accurate for large a where the logarithms would cancel. */
function gammaPrefactor(a: number, x: number): number {
  if (a < 20) return Math.exp(a * Math.log(x) - x - lnGamma(a + 1));
  const relative = (x - a) / a;
  const exponent = Math.abs(relative) < 0.3 ? Math.log1p(relative) - relative : Math.log(x / a) - relative;
  return Math.exp(a * exponent - stirlingRemainder(a)) / Math.sqrt(2 * Math.PI * a);
}

/** Continued fraction of Gamma(a, x) / (x^a e^-x), modified Lentz; NIST DLMF 8.9.2. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}

/** Series of gamma(a, x) Gamma(a+1) / (Gamma(a) x^a e^-x); NIST DLMF 8.11.4. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 100_000; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum;
}

function checkGammaArguments(a: number, x: number): void {
  if (!(a > 0 && x >= 0)) {
    throw new DomainError({
      what: "the incomplete gamma function is asked outside its range",
      found: `a = ${a}, x = ${x}`,
      expected: "a > 0 and x >= 0",
    });
  }
}

/**
 * Regularised lower incomplete gamma function P(a, x) = gamma(a, x) / Gamma(a), a > 0, x >= 0.
 * @throws DomainError outside that range
 * Source: NIST DLMF chapter 8.
 */
export function lowerGamma(a: number, x: number): number {
  checkGammaArguments(a, x);
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  if (x < a + 1) return gammaPrefactor(a, x) * lowerSeries(a, x);
  return 1 - a * gammaPrefactor(a, x) * upperFraction(a, x);
}

/**
 * Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), accurate in the far tail.
 * @throws DomainError unless a > 0 and x >= 0
 * Source: NIST DLMF chapter 8.
 */
export function upperGamma(a: number, x: number): number {
  checkGammaArguments(a, x);
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (x < a + 1) return 1 - gammaPrefactor(a, x) * lowerSeries(a, x);
  return a * gammaPrefactor(a, x) * upperFraction(a, x);
}

/** Continued fraction of the incomplete beta function; NIST DLMF 8.17.22. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let value = d;
  for (let m = 1; m < 100_000; m++) {
    let numerator = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + numerator * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    value *= d * c;
    numerator = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + numerator * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}

/**
 * ln of the beta function B(a, b) = Gamma(a) Gamma(b) / Gamma(a + b), a, b > 0. For large arguments the leading terms
 * of Stirling's series are combined so that they do not cancel. Source: NIST DLMF 5.12.
 */
export function lnBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
  if (small < 10) {
    const difference = (large - 0.5) * Math.log1p(small / large) + small * (Math.log(large + small) - 1);
    return lnGamma(small) - difference + stirlingRemainder(large) - stirlingRemainder(large + small);
  }
  const remainder = stirlingRemainder(small) + stirlingRemainder(large) - stirlingRemainder(small + large);
  const mixing = (small - 0.5) * Math.log(small / (small + large)) - large * Math.log1p(small / large);
  return HALF_LN_TWO_PI - 0.5 * Math.log(large) + mixing + remainder;
}

/**
 * Regularised incomplete beta function I_x(a, b), 0 <= x <= 1, a, b > 0.
 *
 * @param complement 1 - x where it is known better than by subtraction
 * @throws DomainError outside that range
 * Source: NIST DLMF 8.17.
 */
export function incompleteBeta(x: number, a: number, b: number, complement: number = 1 - x): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) {
    throw new DomainError({
      what: "the incomplete beta function is asked outside its range",
      found: `x = ${x}, a = ${a}, b = ${b}`,
      expected: "0 <= x <= 1, a > 0, b > 0",
    });
  }
  if (x === 0) return 0;
  if (complement === 0) return 1;
  const prefactor = Math.exp(a * Math.log(x) + b * Math.log(complement) - lnBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) return (prefactor * betaFraction(x, a, b)) / a;
  return 1 - (prefactor * betaFraction(complement, b, a)) / b;
}

import { DomainError } from "../errors.ts";
import { checkSites, type ExchangeSite } from "./exchange-line.ts";
import { requireNotNegative } from "./ranges.ts";

/** Detailed balance p_i k_ij = p_j k_ji must hold to this, relative to the larger side. */
const BALANCE_TOLERANCE = 1e-6;
/** Rates below this, in s-1, are none. */
const LEAST_RATE = 1e-200;

/** Rates under which every site is left towards equilibrium with one k_ex: k_ij = k_ex p_j (two sites: the usual one). */
export function equilibrationRates(
  sites: readonly ExchangeSite[],
  exchangePerS: number,
): readonly (readonly number[])[] {
  requireNotNegative("the exchange rate", exchangePerS, "/s");
  return sites.map((_, i) => sites.map((to, j) => (i === j ? 0 : exchangePerS * to.share)));
}

function checkRates(sites: readonly ExchangeSite[], rates: readonly (readonly number[])[]): void {
  const n = sites.length;
  if (rates.length !== n || rates.some((row) => row.length !== n)) {
    throw new DomainError({
      what: "the exchange rates are not a square over the sites",
      expected: `${n} x ${n}`,
    });
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const there = sites[i]!.share * requireNotNegative("an exchange rate", rates[i]![j]!, "/s");
      const back = sites[j]!.share * requireNotNegative("an exchange rate", rates[j]![i]!, "/s");
      if (Math.abs(there - back) > BALANCE_TOLERANCE * Math.max(there, back) + LEAST_RATE) {
        throw new DomainError({
          what: `exchange between sites ${j + 1} and ${i + 1} is not balanced`,
          found: `${back} one way and ${there} /s the other`,
          expected: "p_i k_ij = p_j k_ji",
          remedy: "take one rate from the other and the shares",
        });
      }
    }
  }
}

/** Solves the complex system in place by elimination with row pivoting; row-major n x n, real and imaginary parts. */
function solveComplex(
  re: Float64Array,
  im: Float64Array,
  xRe: Float64Array,
  xIm: Float64Array,
  n: number,
): void {
  for (let k = 0; k < n; k++) {
    let pivot = k;
    let largest = -1;
    for (let i = k; i < n; i++) {
      const size = re[i * n + k]! ** 2 + im[i * n + k]! ** 2;
      if (size > largest) [largest, pivot] = [size, i];
    }
    if (pivot !== k) {
      for (const rows of [re, im]) {
        for (let j = k; j < n; j++) {
          const held = rows[k * n + j]!;
          rows[k * n + j] = rows[pivot * n + j]!;
          rows[pivot * n + j] = held;
        }
      }
      for (const x of [xRe, xIm]) {
        const held = x[k]!;
        x[k] = x[pivot]!;
        x[pivot] = held;
      }
    }
    const [dRe, dIm] = [re[k * n + k]! / largest, -im[k * n + k]! / largest];
    for (let i = k + 1; i < n; i++) {
      const fRe = re[i * n + k]! * dRe - im[i * n + k]! * dIm;
      const fIm = re[i * n + k]! * dIm + im[i * n + k]! * dRe;
      for (let j = k + 1; j < n; j++) {
        re[i * n + j]! -= fRe * re[k * n + j]! - fIm * im[k * n + j]!;
        im[i * n + j]! -= fRe * im[k * n + j]! + fIm * re[k * n + j]!;
      }
      xRe[i]! -= fRe * xRe[k]! - fIm * xIm[k]!;
      xIm[i]! -= fRe * xIm[k]! + fIm * xRe[k]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) {
      xRe[i]! -= re[i * n + j]! * xRe[j]! - im[i * n + j]! * xIm[j]!;
      xIm[i]! -= re[i * n + j]! * xIm[j]! + im[i * n + j]! * xRe[j]!;
    }
    const size = re[i * n + i]! ** 2 + im[i * n + i]! ** 2;
    const [aRe, aIm] = [xRe[i]!, xIm[i]!];
    xRe[i] = (aRe * re[i * n + i]! + aIm * im[i * n + i]!) / size;
    xIm[i] = (aIm * re[i * n + i]! - aRe * im[i * n + i]!) / size;
  }
}

/**
 * Absorption spectrum of any number of exchanging sites, exact (Bloch-McConnell, weak pulse, high field):
 * 2 Re 1^T (2 pi i nu - L)^-1 p, per Hz, with area 1 over all frequencies. Holds at coalescence too.
 *
 * @param sites shares, frequencies (Hz) and transverse rates; at least one rate must be positive
 * @param rates rates[i][j] from site i to site j in s-1, in detailed balance; see {@link equilibrationRates}
 * @param frequencyHz where the spectrum is wanted, Hz
 * @throws DomainError for impossible sites, unbalanced rates or no relaxation at all
 * Source: H. M. McConnell, J. Chem. Phys. 1958, 28, 430; R. Kubo, J. Phys. Soc. Jpn. 1954, 9, 935.
 */
export function exchangeSpectrum(
  sites: readonly ExchangeSite[],
  rates: readonly (readonly number[])[],
  frequencyHz: ArrayLike<number>,
): Float64Array {
  checkSites(sites);
  checkRates(sites, rates);
  const n = sites.length;
  if (sites.some((site) => !(site.r2PerS > 0))) {
    throw new DomainError({ what: "a site without transverse relaxation has an infinitely sharp line" });
  }
  const [re, im] = [new Float64Array(n * n), new Float64Array(n * n)];
  const [xRe, xIm] = [new Float64Array(n), new Float64Array(n)];
  return Float64Array.from(frequencyHz, (nu) => {
    re.fill(0);
    im.fill(0);
    for (let i = 0; i < n; i++) {
      const site = sites[i]!;
      xRe[i] = site.share;
      xIm[i] = 0;
      im[i * n + i] = 2 * Math.PI * (nu - site.frequencyHz);
      re[i * n + i]! += site.r2PerS;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        re[i * n + i]! += rates[i]![j]!;
        re[i * n + j]! -= rates[j]![i]!;
      }
    }
    solveComplex(re, im, xRe, xIm, n);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += xRe[i]!;
    return 2 * sum;
  });
}

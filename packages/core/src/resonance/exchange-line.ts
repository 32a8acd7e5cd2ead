import { DomainError } from "../errors.ts";
import { requireFinite, requireNotNegative, requirePositive, requireShare } from "./ranges.ts";

/** One site of an exchanging nucleus: its share, frequency (Hz, any origin) and transverse rate without exchange. */
export interface ExchangeSite {
  readonly share: number;
  readonly frequencyHz: number;
  readonly r2PerS: number;
}

/** A Lorentzian line: position, transverse relaxation rate, full width at half maximum. */
export interface ExchangeLine {
  readonly frequencyHz: number;
  readonly r2PerS: number;
  readonly fwhmHz: number;
}

/** Shares of sites must sum to 1 within this. */
const SHARE_TOLERANCE = 1e-9;

/** Refuses sites whose shares do not sum to 1 or whose rates are negative. @throws DomainError */
export function checkSites(sites: readonly ExchangeSite[]): void {
  let total = 0;
  for (const { share, frequencyHz, r2PerS } of sites) {
    total += requireShare("the share of a site", share);
    requireFinite("the frequency of a site", frequencyHz, "Hz");
    requireNotNegative("the transverse rate of a site", r2PerS, "/s");
  }
  if (Math.abs(total - 1) > SHARE_TOLERANCE) {
    throw new DomainError({ what: "the shares of the sites do not sum to 1", found: String(total) });
  }
}

/**
 * One line in fast exchange: frequency sum p_i nu_i, R2 = sum p_i R2_i + (2 pi)^2 Var(nu) / k_ex. For two sites the
 * last term is p_A p_B dw^2 / k_ex; for more it holds where every site is left towards equilibrium with one rate.
 *
 * @param exchangePerS k_ex, s-1, the sum of the two rates
 * @throws DomainError for impossible sites or rate
 * Valid for k_ex much larger than the frequency differences (rad/s) and R2 differences.
 * Source: H. M. McConnell, J. Chem. Phys. 1958, 28, 430.
 */
export function fastExchangeLine(sites: readonly ExchangeSite[], exchangePerS: number): ExchangeLine {
  checkSites(sites);
  requirePositive("the exchange rate", exchangePerS, "/s");
  let frequencyHz = 0;
  let r2PerS = 0;
  for (const site of sites) {
    frequencyHz += site.share * site.frequencyHz;
    r2PerS += site.share * site.r2PerS;
  }
  let variance = 0;
  for (const site of sites) variance += site.share * (site.frequencyHz - frequencyHz) ** 2;
  r2PerS += (4 * Math.PI * Math.PI * variance) / exchangePerS;
  return { frequencyHz, r2PerS, fwhmHz: r2PerS / Math.PI };
}

/** An eigenmode of exchanging sites: a line with a complex weight; the weights of all modes sum to 1. */
export interface ExchangeMode extends ExchangeLine {
  readonly weight: { readonly re: number; readonly im: number };
}

/**
 * Exact eigenmodes of two exchanging sites (Bloch-McConnell): eigenvalues -R2 + 2 pi i nu of
 * [[-R2A - k p_B + i w_A, k p_A], [k p_B, -R2B - k p_A + i w_B]], the most intense first.
 *
 * @param exchangePerS k_ex = k_AB + k_BA, 0 or more
 * @throws DomainError for impossible sites or rate, and exactly at coalescence, where the modes are no two lines (use
 *   the spectrum, which has no such point)
 * Source: H. M. McConnell, J. Chem. Phys. 1958, 28, 430.
 */
export function twoSiteModes(
  a: ExchangeSite,
  b: ExchangeSite,
  exchangePerS: number,
): readonly [ExchangeMode, ExchangeMode] {
  checkSites([a, b]);
  const k = requireNotNegative("the exchange rate", exchangePerS, "/s");
  const [leaveA, leaveB] = [k * b.share, k * a.share];
  // Half difference of the diagonal, H = (L_AA - L_BB)/2 = h + i w, and S^2 = H^2 + k^2 p_A p_B.
  const h = (b.r2PerS + leaveB - a.r2PerS - leaveA) / 2;
  const w = Math.PI * (a.frequencyHz - b.frequencyHz);
  const squareRe = h * h - w * w + leaveA * leaveB;
  const squareIm = 2 * h * w;
  const length = Math.hypot(squareRe, squareIm);
  const scale = Math.max(Math.abs(h), Math.abs(w), k) ** 2;
  if (scale > 0 && length <= 1e-14 * scale) {
    throw new DomainError({
      what: "two exchanging sites are exactly at coalescence, where their lines are not separate modes",
      found: `k_ex = ${k} /s`,
      remedy: "use exchangeSpectrum, or a rate slightly different",
    });
  }
  // The larger part of the root first, the other from their product: no cancellation.
  const larger = Math.sqrt((length + Math.abs(squareRe)) / 2);
  const other = larger > 0 ? squareIm / (2 * larger) : 0;
  const sRe = squareRe >= 0 ? larger : Math.abs(other);
  const sIm = squareRe >= 0 ? other : squareIm < 0 ? -larger : larger;
  const middleRate = (a.r2PerS + b.r2PerS + k) / 2;
  const middleHz = (a.frequencyHz + b.frequencyHz) / 2;
  // Weight of the mode at +S: (1 + (1^T L p - trace/2) / S) / 2.
  const gRe = middleRate - a.share * a.r2PerS - b.share * b.r2PerS;
  const gIm = 2 * Math.PI * (a.share * a.frequencyHz + b.share * b.frequencyHz - middleHz);
  const ratioRe = length > 0 ? (gRe * sRe + gIm * sIm) / length : 1;
  const ratioIm = length > 0 ? (gIm * sRe - gRe * sIm) / length : 0;
  const mode = (sign: 1 | -1): ExchangeMode => {
    const r2PerS = middleRate - sign * sRe;
    return {
      frequencyHz: middleHz + (sign * sIm) / (2 * Math.PI),
      r2PerS,
      fwhmHz: r2PerS / Math.PI,
      weight: { re: (1 + sign * ratioRe) / 2, im: (sign * ratioIm) / 2 },
    };
  };
  const [plus, minus] = [mode(1), mode(-1)];
  return Math.hypot(plus.weight.re, plus.weight.im) >= Math.hypot(minus.weight.re, minus.weight.im)
    ? [plus, minus]
    : [minus, plus];
}

/**
 * Rate at which the two lines of equally populated sites merge: k = pi dnu / sqrt 2 in s-1, for each direction
 * (k_A = k_B = k, so k_ex = 2 k), without natural width.
 *
 * @param separationHz distance of the two lines in the slow limit, Hz
 * Source: H. S. Gutowsky & C. H. Holm, J. Chem. Phys. 1956, 25, 1228.
 */
export function coalescenceRatePerS(separationHz: number): number {
  return (Math.PI * requirePositive("a line separation", separationHz, "Hz")) / Math.SQRT2;
}

/** What a little of a bound (shifted, fast-relaxing) state does to the line of an excess of free ligand. */
export interface DiluteExchange {
  /** Added to R2 of the free line, s-1. */
  readonly extraR2PerS: number;
  /** Added to its full width at half maximum, Hz. */
  readonly extraFwhmHz: number;
  /** Added to its frequency, Hz. */
  readonly shiftHz: number;
}

/**
 * Swift-Connick equations at every exchange rate, for a small bound share P:
 * R2p = (P/tau) [1/T2^2 + 1/(T2 tau) + dw^2] / [(1/T2 + 1/tau)^2 + dw^2], dw_p = P dw / [(tau/T2 + 1)^2 + tau^2 dw^2].
 *
 * @param boundShare P, bound over free, much less than 1
 * @param residenceS tau, life time of the bound state, s
 * @param boundT2S T2 in the bound state, s
 * @param offsetHz frequency of the bound state less that of the free one, Hz
 * @throws DomainError for numbers out of range
 * Source: T. J. Swift & R. E. Connick, J. Chem. Phys. 1962, 37, 307.
 */
export function swiftConnick(
  boundShare: number,
  residenceS: number,
  boundT2S: number,
  offsetHz: number,
): DiluteExchange {
  requireShare("the bound share", boundShare);
  requirePositive("the residence time", residenceS, "s");
  requirePositive("T2 of the bound state", boundT2S, "s");
  const dw = 2 * Math.PI * requireFinite("the offset of the bound state", offsetHz, "Hz");
  const [r, k] = [1 / boundT2S, 1 / residenceS];
  const extraR2PerS = (boundShare * k * (r * r + r * k + dw * dw)) / ((r + k) ** 2 + dw * dw);
  const shiftHz = (boundShare * offsetHz) / ((residenceS * r + 1) ** 2 + residenceS * residenceS * dw * dw);
  return { extraR2PerS, extraFwhmHz: extraR2PerS / Math.PI, shiftHz };
}

import { DomainError } from "../../errors.ts";

/** Absorbance above which a relative quantum yield suffers from the inner filter effect. Source: Resch-Genger & Rurack,
 *  Pure Appl. Chem. 2013, 85, 2005, and common practice. */
export const HIGHEST_DILUTE_ABSORBANCE = 0.1;

/** Relative standard error of the absorbed share above which the ratio is so skewed that sigma propagation fails.
 *  Source: van Dam et al., arXiv 1711.06200. */
export const LARGEST_RELATIVE_ABSORPTANCE_ERROR = 0.1;

/**
 * Share of the light that a solution absorbs: f = 1 - 10^-A.
 *
 * @param absorbance A (decadic), 0 or more
 * @throws DomainError for a negative or infinite absorbance
 */
export function absorptanceOf(absorbance: number): number {
  if (!(absorbance >= 0 && absorbance < Number.POSITIVE_INFINITY)) {
    throw new DomainError({
      what: "an absorbance is out of range",
      found: String(absorbance),
      expected: "0 or more",
      remedy: "take off the baseline: an absorbance below 0 is an offset, not absorption",
    });
  }
  return -Math.expm1(-Math.LN10 * absorbance);
}

/** Standard error of the absorptance from that of the absorbance, first order: ln 10 10^-A sigma_A. */
export function absorptanceError(absorbance: number, standardError: number): number {
  return Math.LN10 * 10 ** -absorbance * standardError;
}

/**
 * Absorbance of a spectrum at one wavelength, linear between its points.
 *
 * @param wavelengthNm ascending, nm
 * @param absorbances of the same length
 * @param atNm wanted wavelength, nm
 * @param baselineNm wavelength where nothing absorbs; its absorbance is taken off when given
 * @throws DomainError outside the spectrum, or for an axis that does not ascend
 */
export function absorbanceAt(
  wavelengthNm: ArrayLike<number>,
  absorbances: ArrayLike<number>,
  atNm: number,
  baselineNm?: number,
): number {
  const at = (x: number): number => {
    const last = wavelengthNm.length - 1;
    for (let i = 0; i < last; i++) {
      const [a, b] = [wavelengthNm[i]!, wavelengthNm[i + 1]!];
      if (!(b > a)) throw notAscending(i, a, b);
      if (x < a || x > b) continue;
      return absorbances[i]! + ((x - a) / (b - a)) * (absorbances[i + 1]! - absorbances[i]!);
    }
    throw new DomainError({
      what: "the absorbance is asked outside the spectrum",
      found: `${x} nm`,
      expected: `${wavelengthNm[0]} to ${wavelengthNm[last]} nm`,
    });
  };
  const value = at(atNm) - (baselineNm === undefined ? 0 : at(baselineNm));
  if (Number.isFinite(value)) return value;
  throw new DomainError({
    what: "the absorbance at a wavelength is not a number",
    found: `${value} at ${atNm} nm`,
  });
}

/** The complaint about two neighbouring points of an axis that does not ascend. */
export function notAscending(i: number, a: number, b: number): DomainError {
  return new DomainError({
    what: "the wavelengths of a spectrum do not ascend",
    found: `${a} nm, then ${b} nm (points ${i + 1} and ${i + 2})`,
    expected: "each wavelength above the one before",
    remedy: "sort the spectrum by wavelength and drop doubled points",
  });
}

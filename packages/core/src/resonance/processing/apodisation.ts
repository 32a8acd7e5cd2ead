import { DomainError } from "../../errors.ts";

/** How a free induction decay is weighted before it is transformed. */
export type Apodisation =
  | {
      /** exp(-pi W t): adds a Lorentzian width W (Hz, full at half height). */
      readonly kind: "exponential";
      readonly widthHz: number;
    }
  | {
      /** exp(-(pi W t)^2/(4 ln 2)): adds a Gaussian width W (Hz, full at half height). */
      readonly kind: "gaussian";
      readonly widthHz: number;
    }
  | {
      /** exp(+pi L t) exp(-(pi G t)^2/(4 ln 2)): takes a Lorentzian width L (Hz) off, adds a Gaussian width G (Hz). */
      readonly kind: "lorentz-to-gauss";
      readonly lorentzianHz: number;
      readonly gaussianHz: number;
    };

function checkWidth(widthHz: number): void {
  if (Number.isFinite(widthHz) && widthHz >= 0) return;
  throw new DomainError({
    what: "the width of an apodisation is not a width",
    found: `${widthHz} Hz`,
    expected: "0 Hz or more",
  });
}

/**
 * Weights of `points` complex points, 1 at t = 0. `timeOf(i)` = (i - groupDelayPoints)/spectralWidthHz in s; points
 * before t = 0 (the build-up of a digital filter) are mirrored, t = |t|: they belong to the ends of the line, and the
 * transform wraps them to the end of the decay.
 * @throws DomainError for a negative width or a spectral width that is not above 0
 */
export function apodisationWeights(
  points: number,
  spectralWidthHz: number,
  groupDelayPoints: number,
  apodisation: Apodisation,
): Float64Array {
  if (!(spectralWidthHz > 0)) {
    throw new DomainError({ what: "the spectral width is not above 0", found: `${spectralWidthHz} Hz` });
  }
  const [linear, square] = ratesOf(apodisation);
  return Float64Array.from({ length: points }, (_, i) => {
    const t = Math.abs(i - groupDelayPoints) / spectralWidthHz;
    return Math.exp(-t * (linear + square * t));
  });
}

/** The exponent's factors of t (1/s) and t squared (1/s2). */
function ratesOf(apodisation: Apodisation): readonly [number, number] {
  const gaussian = (widthHz: number): number => (Math.PI * widthHz) ** 2 / (4 * Math.LN2);
  switch (apodisation.kind) {
    case "exponential":
      checkWidth(apodisation.widthHz);
      return [Math.PI * apodisation.widthHz, 0];
    case "gaussian":
      checkWidth(apodisation.widthHz);
      return [0, gaussian(apodisation.widthHz)];
    case "lorentz-to-gauss":
      checkWidth(apodisation.lorentzianHz);
      checkWidth(apodisation.gaussianHz);
      return [-Math.PI * apodisation.lorentzianHz, gaussian(apodisation.gaussianHz)];
  }
}

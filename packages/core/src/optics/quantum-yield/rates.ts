import { DomainError } from "../../errors.ts";
import { normalQuantile } from "../../numerics/error-function.ts";
import { type DrawnInterval, type DrawOptions, drawnInterval } from "./monte-carlo.ts";
import { type MeasuredNumber, notNegativeNumber, positiveNumber } from "./uncertain.ts";

/** A rate or lifetime with its interval; null where neither the yield nor the lifetime has an error. */
export interface DrawnNumber {
  readonly value: number;
  readonly interval: DrawnInterval | null;
}

/** Half the width of a drawn interval in standard deviations of a normal distribution: a standard error to go on with; 0 of none. */
export function drawnError(interval: DrawnInterval | null): number {
  if (interval === null) return 0;
  return (interval.high - interval.low) / (2 * normalQuantile((1 + interval.level) / 2));
}

/** Rates of emitters that are all alike. */
export interface EmissionRates {
  /** k_r, 1/ns. */
  readonly radiativePerNs: DrawnNumber;
  /** k_nr, 1/ns. */
  readonly nonradiativePerNs: DrawnNumber;
  /** tau_rad, ns; null for a yield of 0. */
  readonly radiativeLifetimeNs: DrawnNumber | null;
}

/**
 * Radiative and non-radiative rate from a quantum yield Phi (0 to 1) and a lifetime tau (ns),
 *
 *     k_r = Phi / tau,   k_nr = (1 - Phi) / tau,   tau_rad = tau / Phi.
 *
 * Right only where all emitters are alike and tau is the amplitude-averaged lifetime: dark dots lower Phi without shortening tau, so
 * that k_r of the bright ones comes out too small by the bright fraction. Yield and lifetime are drawn independently; a drawn yield
 * outside 0 to 1 counts as the end it has passed, a lifetime of 0 or less is left out.
 *
 * @throws DomainError for a yield outside 0 to 1, a lifetime that is not above 0, or errors that leave no result
 * Source: J. R. Lakowicz, Principles of Fluorescence Spectroscopy, 3rd ed. (2006), section 1.4 (recalled, not read again);
 * the weighting of unlike emitters: van Driel et al., Phys. Rev. B 2007, 75, 035329.
 */
export function emissionRates(
  quantumYield: MeasuredNumber,
  lifetimeNs: MeasuredNumber,
  options: DrawOptions = {},
): EmissionRates {
  notNegativeNumber("the quantum yield", quantumYield, "take off the background of the emission");
  if (quantumYield.value > 1) {
    throw new DomainError({
      what: "a quantum yield above 1 has no non-radiative rate",
      found: String(quantumYield.value),
      expected: "0 to 1",
      remedy: "write 81 % as 0.81; find what makes the yield too large",
    });
  }
  positiveNumber("the lifetime", lifetimeNs, "give the amplitude-averaged lifetime, in ns");
  const number = (of: (phi: number, tau: number) => number): DrawnNumber => ({
    value: of(quantumYield.value, lifetimeNs.value),
    interval: drawnInterval(
      [quantumYield, lifetimeNs],
      ([phi, tau]) => (tau! > 0 ? of(Math.min(1, Math.max(0, phi!)), tau!) : Number.NaN),
      options,
    ),
  });
  return {
    radiativePerNs: number((phi, tau) => phi / tau),
    nonradiativePerNs: number((phi, tau) => (1 - phi) / tau),
    radiativeLifetimeNs: quantumYield.value > 0 ? number((phi, tau) => tau / phi) : null,
  };
}

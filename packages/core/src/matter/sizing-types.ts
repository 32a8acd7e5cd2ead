import type { CitationKey } from "./citations.ts";
import type { Fact, FactStatus } from "./fact.ts";

/** The length a curve speaks of. A diameter is that of the sphere of equal volume unless the source says otherwise. */
export type SizeKind = "diameter" | "cube edge" | "tetrahedron edge";

/** Functional forms of a sizing curve; E in eV, size d in nm, wavelength in nm.
 *  `wavelength polynomial`: d = sum c_i lambda^i.
 *  `inverse quadratic`: E = gapEv + 1/(a d^2 + b d + c).
 *  `power law`: E = gapEv + amplitudeEv (d / unitNm)^-exponent.
 *  `confined cube`: kinetic term T = 3 (pi hbar)^2 / (2 mu d^2); parabolic bands E = gapEv + T, two bands
 *  E = gapEv/2 + sqrt(gapEv^2/4 + gapEv T); both less the Coulomb term coulomb e^2 / (4 pi eps0 eps d). */
export type SizingForm =
  | {
      readonly form: "wavelength polynomial";
      readonly coefficients: readonly number[];
      /** Wavelengths between which the polynomial rises and is used. */
      readonly wavelengthRangeNm: readonly [number, number];
    }
  | {
      readonly form: "inverse quadratic";
      readonly gapEv: number;
      readonly a: number;
      readonly b: number;
      readonly c: number;
    }
  | {
      readonly form: "power law";
      readonly gapEv: number;
      readonly amplitudeEv: number;
      readonly exponent: number;
      readonly unitNm: number;
    }
  | {
      readonly form: "confined cube";
      readonly gapEv: number;
      readonly reducedMass: number;
      readonly dielectric: number;
      readonly coulomb: number;
      readonly bands: "parabolic" | "two bands";
    };

/** One published (or estimated) relation between size and the energy of the first absorption maximum. */
export interface SizingCurve {
  readonly id: string;
  readonly size: SizeKind;
  readonly relation: SizingForm;
  /** Sizes in nm between which the relation holds. */
  readonly rangeNm: readonly [number, number];
  /** Error of the curve: unit "1" relative in size, unit "eV" absolute in energy. */
  readonly uncertainty: Fact;
  readonly source: CitationKey;
  readonly status: FactStatus;
  /** Set when the curve was fitted to pairs of a paper, so that it cannot test that paper. */
  readonly calibratedOn?: CitationKey;
  /** Set on an estimate that was fitted to measured pairs, though it is no curve of an article. */
  readonly fittedToMeasured?: true;
  /** Set when below the range the species are magic-size clusters, which no sizing curve describes. */
  readonly clustersBelow?: string;
  readonly note?: string;
}

/** Molar extinction coefficient in L/(mol cm) of whole nanocrystals (decadic).
 *  `power of size`: prefactor d^exponent, d in nm. `exponential in gap`: offset + amplitude exp(-E/decayEv).
 *  `cross section`: sigma = prefactorCm2 R^exponent, radius R in nm, turned into the molar coefficient. */
export type ExtinctionForm =
  | { readonly form: "power of size"; readonly prefactor: number; readonly exponent: number }
  | {
      readonly form: "exponential in gap";
      readonly offset: number;
      readonly amplitude: number;
      readonly decayEv: number;
    }
  | { readonly form: "cross section"; readonly prefactorCm2: number; readonly exponent: number };

/** One extinction formula, where in the spectrum it holds, over which diameters (nm) and how well. */
export interface Extinction {
  readonly at: { readonly transition: "first exciton" } | { readonly wavelengthNm: number };
  readonly relation: ExtinctionForm;
  readonly rangeNm: readonly [number, number];
  /** For a first transition: half width at half maximum of the band the formula is written for; an absorbance is to be
   *  multiplied by its own half width over this one. */
  readonly bandHalfWidth?: { readonly value: number; readonly unit: "eV" | "nm" };
  /** Relative error. */
  readonly uncertainty: Fact;
  readonly source: CitationKey;
  readonly status: FactStatus;
  readonly note?: string;
}

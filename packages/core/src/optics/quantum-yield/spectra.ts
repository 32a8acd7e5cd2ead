import { DomainError, InputError } from "../../errors.ts";
import { trapezoidArea } from "../../numerics/trapezoid.ts";
import { absorbanceAt, notAscending } from "./absorptance.ts";
import { cutEnds } from "./cut-band.ts";
import { leftAbsorbance } from "./left-absorbance.ts";
import type { EmittingSolution } from "./relative.ts";

/** A spectrum on an ascending axis of wavelengths, nm. */
export interface WavelengthSpectrum {
  readonly wavelengthNm: Float64Array;
  readonly values: Float64Array;
}

/** How an emission spectrum is summed. */
export interface AreaOptions {
  /** Ends of the integral, nm; default those of the spectrum. */
  readonly fromNm?: number;
  readonly toNm?: number;
  /** What the spectrum counts: "photons" per nm (default), or "power" per nm, which is turned into photons. */
  readonly quantity?: "photons" | "power";
  /** Take off the straight line between the two ends; default false. */
  readonly baseline?: boolean;
}

/** Points of the spectrum within the range, the ends interpolated. */
function within({ wavelengthNm, values }: WavelengthSpectrum, from: number, to: number): WavelengthSpectrum {
  const inside = Array.from(wavelengthNm.keys()).filter(
    (i) => wavelengthNm[i]! > from && wavelengthNm[i]! < to,
  );
  return {
    wavelengthNm: Float64Array.from([from, ...inside.map((i) => wavelengthNm[i]!), to]),
    values: Float64Array.from([
      absorbanceAt(wavelengthNm, values, from),
      ...inside.map((i) => values[i]!),
      absorbanceAt(wavelengthNm, values, to),
    ]),
  };
}

function checkSpectrum({ wavelengthNm, values }: WavelengthSpectrum): void {
  if (wavelengthNm.length !== values.length || wavelengthNm.length < 2) {
    throw new InputError({
      what: "a spectrum needs as many values as wavelengths, and two at least",
      found: `${wavelengthNm.length} wavelengths, ${values.length} values`,
    });
  }
  for (let i = 0; i < wavelengthNm.length; i++) {
    if (!Number.isFinite(values[i]!) || !(wavelengthNm[i]! > 0)) {
      throw new InputError({
        what: "a spectrum holds something that is no number",
        found: `${values[i]} at ${wavelengthNm[i]} nm (point ${i + 1})`,
        expected: "numbers at wavelengths above 0",
      });
    }
    if (i > 0 && !(wavelengthNm[i]! > wavelengthNm[i - 1]!))
      throw notAscending(i - 1, wavelengthNm[i - 1]!, wavelengthNm[i]!);
  }
}

/**
 * Area of an emission spectrum over wavelength by the trapezoid rule, in photons: a spectrum of power is multiplied by
 * its wavelength first (E = h c / lambda), which leaves a common factor that cancels in a ratio.
 *
 * @returns the area; below 0 where the background was taken off too much
 * @throws InputError for a spectrum that is not whole; DomainError for a range outside it
 */
export function emissionArea(spectrum: WavelengthSpectrum, options: AreaOptions = {}): number {
  checkSpectrum(spectrum);
  const { wavelengthNm } = spectrum;
  const [first, last] = [wavelengthNm[0]!, wavelengthNm[wavelengthNm.length - 1]!];
  const { fromNm = first, toNm = last, quantity = "photons", baseline = false } = options;
  if (!(fromNm < toNm && fromNm >= first && toNm <= last)) {
    throw new DomainError({
      what: "the range of an emission area does not fit its spectrum",
      found: `${fromNm} to ${toNm} nm`,
      expected: `within ${first} to ${last} nm, lower end first`,
    });
  }
  const { wavelengthNm: x, values: y } = within(spectrum, fromNm, toNm);
  const end = x.length - 1;
  const line = (i: number): number =>
    baseline ? y[0]! + ((x[i]! - x[0]!) / (x[end]! - x[0]!)) * (y[end]! - y[0]!) : 0;
  return trapezoidArea(
    x,
    y.map((value, i) => (value - line(i)) * (quantity === "power" ? x[i]! : 1)),
  );
}

/** One solution as its two spectra. */
export interface SolutionSpectra {
  readonly emission: WavelengthSpectrum;
  readonly absorbance: WavelengthSpectrum;
  readonly refractiveIndex: number;
}

/** Where and how spectra are read. */
export interface YieldSpectraOptions extends AreaOptions {
  readonly excitationNm: number;
  /** Wavelength at which nothing absorbs; the absorbance there is taken off. */
  readonly absorbanceBaselineNm?: number;
  /** Standard error of the absorbance, absolute; default 0. */
  readonly absorbanceError?: number;
  /** Relative standard error of an area; default 0. */
  readonly areaError?: number;
}

/**
 * Emission area and absorbance of one solution, read from its spectra for {@link relativeQuantumYield}, with the ends at which the
 * emission was cut off.
 *
 * @throws DomainError for a range outside the spectra, a negative area, or no absorbance at the excitation
 */
export function solutionFromSpectra(
  spectra: SolutionSpectra,
  options: YieldSpectraOptions,
): EmittingSolution {
  const { emission, absorbance, refractiveIndex } = spectra;
  checkSpectrum(absorbance);
  const area = emissionArea(emission, options);
  if (area < 0) {
    throw new DomainError({
      what: "the area of an emission spectrum is negative",
      found: String(area),
      expected: "0 or more",
      remedy: "less background was in the spectrum than was taken off; measure the blank again",
    });
  }
  const { wavelengthNm, values } = emission;
  const { fromNm = wavelengthNm[0]!, toNm = wavelengthNm[wavelengthNm.length - 1]! } = options;
  const used = absorbanceAt(
    absorbance.wavelengthNm,
    absorbance.values,
    options.excitationNm,
    options.absorbanceBaselineNm,
  );
  return {
    intensity: { value: area, standardError: (options.areaError ?? 0) * area },
    absorbance: {
      value: used,
      standardError: options.absorbanceError ?? 0,
    },
    refractiveIndex: { value: refractiveIndex },
    // A line taken off between the ends leaves nothing there, whatever was cut.
    cut: options.baseline ? [] : cutEnds(wavelengthNm, values, fromNm, toNm),
    left:
      options.absorbanceBaselineNm === undefined
        ? leftAbsorbance(absorbance.wavelengthNm, absorbance.values, used)
        : null,
  };
}

/**
 * Share of the emission that is reabsorbed in the sphere: the spectrum of a dilute solution is scaled to the red flank of
 * the spectrum in the sphere, where nothing absorbs, and r = 1 - (area in the sphere) / (area scaled).
 *
 * @param redFlankNm range in which the sample does not absorb, nm
 * @param options ends of the whole emission among them, where a spectrum holds more than that (the laser line)
 * @returns r; slightly below 0 when nothing is reabsorbed and the spectra are noisy
 * @throws DomainError when the flank has no emission or lies outside the spectra
 * Source: Ahn et al., Rev. Sci. Instrum. 2007, 78, 086105.
 */
export function reabsorbedShare(
  inSphere: WavelengthSpectrum,
  dilute: WavelengthSpectrum,
  redFlankNm: readonly [number, number],
  options: AreaOptions = {},
): number {
  const flank = { ...options, fromNm: redFlankNm[0], toNm: redFlankNm[1] };
  const [sphere, thin] = [emissionArea(inSphere, flank), emissionArea(dilute, flank)];
  if (!(sphere > 0 && thin > 0)) {
    throw new DomainError({
      what: "there is no emission in the red flank to scale by",
      found: `areas ${sphere} and ${thin} from ${redFlankNm[0]} to ${redFlankNm[1]} nm`,
      remedy: "choose a range on the long-wave side of the emission peak",
    });
  }
  return 1 - emissionArea(inSphere, options) / ((sphere / thin) * emissionArea(dilute, options));
}

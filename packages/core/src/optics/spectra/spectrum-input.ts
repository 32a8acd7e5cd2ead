import { InputError } from "../../errors.ts";
import { energyFromWavelength } from "../../quantities/index.ts";

/** A measured spectrum: vacuum wavelengths in nm in any order, and the reading at each. */
export interface MeasuredSpectrum {
  readonly name?: string;
  readonly wavelengthNm: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** The same against photon energy, rising, without gaps. */
export interface EnergySpectrum {
  readonly energyEv: Float64Array;
  readonly wavelengthNm: Float64Array;
  readonly values: Float64Array;
}

/** Fewest points a band can be read from. */
const FEWEST_POINTS = 20;

/**
 * Sorts a spectrum by photon energy and leaves out points without a reading; points at one wavelength are averaged.
 * Throws InputError for axes of different lengths, wavelengths that are not positive, or fewer than 20 readings.
 */
export function spectrumByEnergy({ name, wavelengthNm, values }: MeasuredSpectrum): EnergySpectrum {
  const of = name === undefined ? "the spectrum" : `the spectrum "${name}"`;
  if (wavelengthNm.length !== values.length) {
    throw new InputError({
      what: `${of} has axes of different lengths`,
      found: `${wavelengthNm.length} wavelengths, ${values.length} readings`,
      expected: "one reading for each wavelength",
    });
  }
  const sums = new Map<number, { sum: number; count: number }>();
  for (let i = 0; i < values.length; i++) {
    const [nm, value] = [wavelengthNm[i]!, values[i]!];
    if (!(nm > 0) || !Number.isFinite(nm)) {
      throw new InputError({
        what: `${of} has a wavelength that cannot be`,
        found: String(nm),
        expected: "wavelengths above 0, in nm",
      });
    }
    if (!Number.isFinite(value)) continue;
    const entry = sums.get(nm) ?? { sum: 0, count: 0 };
    sums.set(nm, { sum: entry.sum + value, count: entry.count + 1 });
  }
  const rows = [...sums].sort((a, b) => b[0] - a[0]);
  if (rows.length < FEWEST_POINTS) {
    throw new InputError({
      what: `${of} has too few readings`,
      found: `${rows.length} at different wavelengths`,
      expected: `at least ${FEWEST_POINTS}`,
      remedy: "measure in steps of 1 to 2 nm",
    });
  }
  return {
    energyEv: Float64Array.from(rows, ([nm]) => energyFromWavelength(nm)),
    wavelengthNm: Float64Array.from(rows, ([nm]) => nm),
    values: Float64Array.from(rows, ([, { sum, count }]) => sum / count),
  };
}

import {
  type AbsorptionAnalysis,
  type AbsorptionReading,
  analyseAbsorption,
  findMaterial,
  readAbsorption,
  readEmission,
} from "@oleate/core";
import { complaintsOf } from "./complaints.ts";
import type { OpenSpectrum, SpectraWish, SpectrumAsk, SpectrumRow } from "./spectra-protocol.ts";

/** What is asked of one spectrum. */
export type RowOf = (spectrum: OpenSpectrum, kind: SpectrumAsk["kind"], wish: SpectraWish) => SpectrumRow;

/** What an absorption spectrum says while the material is not stated: its first transition alone. */
function withoutMaterial(reading: AbsorptionReading): AbsorptionAnalysis {
  const nothing = { sizes: null, size: null, spread: null, concentration: null };
  return { ...reading, material: "", ...nothing };
}

/**
 * What each spectrum says under the settings asked for. The fit of its first transition, which no setting changes and
 * which takes nearly all the time, is made once a spectrum and kept for as long as the spectrum is. Never throws for what a
 * spectrum holds: that is a failed row.
 *
 * @param read the fit; another in tests
 */
export function spectrumRows(read: typeof readAbsorption = readAbsorption): RowOf {
  const readings = new WeakMap<OpenSpectrum, AbsorptionReading>();
  const readingOf = (spectrum: OpenSpectrum): AbsorptionReading => {
    const reading = readings.get(spectrum) ?? read(spectrum);
    readings.set(spectrum, reading);
    return reading;
  };
  return (spectrum, kind, wish) => {
    try {
      if (kind === "emission") return { kind, result: readEmission(spectrum) };
      if (wish.material === "") return { kind, result: withoutMaterial(readingOf(spectrum)) };
      const material = findMaterial(wish.material);
      const result = analyseAbsorption(material, spectrum, {
        ...(wish.curve === "" ? {} : { curve: wish.curve }),
        pathCm: wish.pathCm,
        homogeneousEv: { low: wish.lineLowEv, high: wish.lineHighEv },
        reading: readingOf(spectrum),
      });
      return { kind, result };
    } catch (error) {
      return { kind: "failed", complaints: complaintsOf(error) };
    }
  };
}

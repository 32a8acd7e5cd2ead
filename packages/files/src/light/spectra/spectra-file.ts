import type { ReadFormat } from "../../read-format.ts";
import type { LightSource } from "../decays/decay-file.ts";

/** What was measured against wavelength. */
export type SpectralQuantity = "absorbance" | "transmittance" | "emission" | "excitation" | "unknown";

/** Units of a spectral axis. */
export type SpectralUnit = "nm" | "um" | "eV" | "cm-1";

/** One spectrum. */
export interface Spectrum {
  readonly name: string;
  /** Wavelengths, nm, rising, each once. */
  readonly axis: Float64Array;
  /** One value a wavelength; a transmittance as a fraction, all else as written. */
  readonly values: Float64Array;
  readonly quantity: SpectralQuantity;
  /** What the file tells besides, by the file's own names. */
  readonly meta: Readonly<Record<string, number | string>>;
}

/** The spectra of one file. */
export interface SpectraFile {
  /** Name of the format it was read as. */
  readonly format: string;
  readonly spectra: readonly Spectrum[];
  /** What was assumed, left out or changed, in words. */
  readonly notes: readonly string[];
}

/** What a reader of spectra may be told. */
export interface SpectraOptions {
  /** Unit of the axis where the file names none. */
  readonly axisUnit?: SpectralUnit;
  /** What was measured, where the file does not say. */
  readonly quantity?: SpectralQuantity;
}

/** One file format of spectra. */
export interface SpectraFormat extends ReadFormat {
  readonly detect: (source: LightSource) => boolean;
  /** @throws InputError or InputErrors with what is wrong and where */
  readonly read: (source: LightSource, options: SpectraOptions) => SpectraFile;
}

/** A file's name without folders and its last extension. */
export function stemOf(file: string): string {
  const base = file.replace(/^.*[\\/]/u, "");
  return base.replace(/(?<=.)\.[^.]*$/u, "");
}

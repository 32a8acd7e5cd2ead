export { readSpectra, SPECTRA_FORMATS } from "./read-spectra.ts";
export type {
  SpectraFile,
  SpectralQuantity,
  SpectralUnit,
  SpectraOptions,
  Spectrum,
} from "./spectra-file.ts";

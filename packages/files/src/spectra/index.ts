export { detectLight, type LightKind } from "./detect-light.ts";
export { readSpectra, SPECTRA_FORMATS } from "./read-spectra.ts";
export type {
  SpectraFile,
  SpectralQuantity,
  SpectralUnit,
  SpectraOptions,
  Spectrum,
} from "./spectra-file.ts";

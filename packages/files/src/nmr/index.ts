export {
  type DecayReading,
  type DiffusionDecays,
  decaysFromTable,
  diffusionDecays,
} from "./diffusion-decays.ts";
export { diffusionTiming, type KnownDiffusion, requireGradients } from "./diffusion-experiment.ts";
export {
  type DiffusionParameters,
  type NmrData,
  type NmrKind,
  type NmrOptions,
  type NmrPeak,
  nucleusName,
  type PulseShape,
  type RowQuantity,
  requireNucleus,
} from "./nmr-data.ts";
export { type NmrIntegral, type PeakTable, readPeakTable } from "./peak-table.ts";
export { detectNmr, NMR_FORMATS, type NmrEntry, readNmr } from "./read-nmr.ts";
export { readSeriesTable, type SeriesTable } from "./series-table.ts";

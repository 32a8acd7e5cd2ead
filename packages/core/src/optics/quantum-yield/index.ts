export { absorbanceAt, absorptanceOf, HIGHEST_DILUTE_ABSORBANCE } from "./absorptance.ts";
export { type CutEnd, cutEnds } from "./cut-band.ts";
export {
  type Dilutions,
  type GradientOptions,
  type GradientQuantumYield,
  gradientQuantumYield,
} from "./gradient.ts";
export { type DrawnInterval, type DrawOptions, drawnInterval } from "./monte-carlo.ts";
export { type DrawnNumber, drawnError, type EmissionRates, emissionRates } from "./rates.ts";
export {
  type EmittingSolution,
  type QuantumYieldResult,
  type RelativeQuantumYield,
  relativeQuantumYield,
} from "./relative.ts";
export {
  type AreaOptions,
  emissionArea,
  reabsorbedShare,
  type SolutionSpectra,
  solutionFromSpectra,
  type WavelengthSpectrum,
  type YieldSpectraOptions,
} from "./spectra.ts";
export {
  reabsorptionCorrected,
  type SphereMeasurement,
  type SphereQuantumYield,
  sphereQuantumYield,
  sphereQuantumYieldOfTwo,
} from "./sphere.ts";
export {
  findQuantumYieldStandard,
  type QuantumYieldStandard,
  quantumYieldStandards,
  standardWarnings,
} from "./standards.ts";
export type { MeasuredNumber } from "./uncertain.ts";

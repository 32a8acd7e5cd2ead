export { lifetimeInMedium, mediumFactors, type SolventFactors, solventsByIndex } from "./factors.ts";
export { fieldInCoatedSphere, fieldInSphere, meanFieldInCube } from "./field.ts";
export {
  fitLifetimesInMedia,
  type LifetimeSeries,
  type MediumComparison,
  type MediumFit,
  type MediumFitOptions,
} from "./fit.ts";
export { type AlikeModels, alikeModels, largestDifference } from "./likeness.ts";
export type { DielectricShell, EmittingCore, LocalFieldModel, LocalFieldModelName } from "./model.ts";
export { findLocalFieldModel, localFieldModels } from "./models.ts";
export { emittingCore, type SolventIndex, solventIndex } from "./solvent-index.ts";

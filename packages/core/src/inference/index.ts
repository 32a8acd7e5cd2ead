export { median, quantile } from "../numerics/order-statistics.ts";
export { createRandom, type RandomSource } from "../numerics/random.ts";
export { autocorrelationTime } from "./autocorrelation.ts";
export { type Bootstrap, type BootstrapOptions, bootstrap } from "./bootstrap.ts";
export { createWorkspace, type LeastSquaresWorkspace } from "./bounded-step.ts";
export { checkProblem, isSeparable } from "./check-problem.ts";
export {
  COMPARABLE_AICC,
  type ComparedModel,
  type Comparison,
  compareModels,
  compareNested,
  type NamedFit,
  type NestedTest,
} from "./compare.ts";
export { countDeviance } from "./count-rows.ts";
export type { Estimate, Identifiability } from "./estimate.ts";
export { type EstimateOptions, type Estimation, estimate } from "./estimation.ts";
export { createFitter, type FitOptions, type Fitter, fit } from "./fit.ts";
export type { Fit, FittedAmplitude, FittedParameter, FittedSeries } from "./fit-types.ts";
export {
  DEGENERATE_CORRELATION,
  type IdentifiabilityVerdict,
  identifiabilityOf,
  strongestCorrelation,
} from "./identifiability.ts";
export {
  type LeastSquaresModel,
  type LeastSquaresOptions,
  type LeastSquaresOutcome,
  minimise,
  type Termination,
} from "./least-squares.ts";
export {
  type Candidate,
  type CandidateEffect,
  type NextMeasurement,
  rankNextMeasurements,
} from "./next-measurement.ts";
export type { Dataset, NoiseModel, Parameter, Prior, Problem, SeparableDataset } from "./problem.ts";
export { type OpenEnd, type Profile, type ProfileOptions, profile, profileThreshold } from "./profile.ts";
export type { ResamplingKind } from "./resampling.ts";
export { type SamplerOptions, type Sampling, sample } from "./sampler.ts";
export { fromSearchScale, searchBounds, searchScaleSlope, toSearchScale } from "./transforms.ts";

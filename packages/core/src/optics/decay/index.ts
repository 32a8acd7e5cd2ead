export {
  AVERAGE_USES,
  averageLifetimes,
  type ComponentShares,
  type ComponentValues,
  componentShares,
} from "./averages.ts";
export { beginsBehindRise, unmovedShift } from "./behind-rise.ts";
export { compareEmission, type EmissionComparison } from "./compare-emission.ts";
export * from "./components/index.ts";
export { type Convolver, channelFactor, wrapFactor } from "./convolver.ts";
export type { DecayModelFunction, DecayModelParameter } from "./decay-model.ts";
export type { DecayNumber } from "./decay-numbers.ts";
export { type DecaySeries, type FailedDecay, summedDecay } from "./decay-series.ts";
export {
  behindRiseNote,
  decayNumberTexts,
  decayShareTexts,
  type NumberTexts,
  openAverageNote,
  secondRiseNote,
} from "./decay-words.ts";
export type { Regulariser } from "./distribution-model.ts";
export type { PathPoint } from "./distribution-weight.ts";
export type { EmissionCurve, FittedCurve } from "./emission-curve.ts";
export {
  type ChannelRange,
  channelWidthOf,
  checkEmissionDecay,
  type EmissionDecay,
  rangeOfTimes,
  scaledToPeak,
} from "./emission-decay.ts";
export {
  type EmissionModelOptions,
  type PreparedDecay,
  prepareDecay,
} from "./emission-problem.ts";
export { saturatedChannels } from "./emission-warnings.ts";
export {
  type EmissionFit,
  type EmissionFitOptions,
  type EmissionResult,
  type FittedComponent,
  fitEmissionDecay,
} from "./fit-emission.ts";
export { modifiedGaussian, sigmaOfFwhm } from "./gaussian-convolver.ts";
export { fitGlobal } from "./global-fit.ts";
export { fitGlobalReadings } from "./global-readings.ts";
export type {
  AssociatedSpectrum,
  GlobalFit,
  GlobalFitOptions,
  GlobalReadings,
  GlobalReadingsOptions,
} from "./global-types.ts";
export { checkHeldBackground, checkHeldShift } from "./held-values.ts";
export { type DecayNoise, WEIGHT_WARNINGS } from "./least-squares-weights.ts";
export { coatesCorrection, pileUpAttenuation } from "./pile-up.ts";
export {
  type DevianceMoments,
  devianceMoments,
  type GoodnessOfFit,
  goodnessOfFit,
} from "./poisson-deviance.ts";
export { fitRateDistribution } from "./rate-distribution.ts";
export type { RateDistribution, RateDistributionOptions } from "./rate-distribution-types.ts";
export {
  type InstrumentResponse,
  type NormalisedResponse,
  normalisedResponse,
  type ResponseBackground,
  widthAtHalf,
} from "./response.ts";
export { searchDecay } from "./search-decay.ts";
export { type SecondRise, secondRise } from "./second-rise.ts";
export { globalGoodness, globalMembers, type SeriesMember, stackMembers } from "./series-fits.ts";
export { decayMeans, drawCounts } from "./simulate.ts";
export {
  cutStack,
  fitStack,
  joinStacks,
  type StackCut,
  type StackedFit,
  type StackOptions,
  type StackResult,
  type StackStart,
  stackStart,
} from "./stack.ts";

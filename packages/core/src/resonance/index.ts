export {
  type BoundLine,
  type BoundProton,
  boundLine,
  boundShiftPpm,
  heterogeneousWidthPpm,
  type SizeShift,
  type SolvationBroadening,
  sizeShiftThrough,
} from "./bound-line.ts";
export { compareDecayModels, type DecayComparison } from "./decay-compare.ts";
export { checkDecay, type DecayData } from "./decay-data.ts";
export {
  type DecayFit,
  type DecayFitOptions,
  type DecayResult,
  fitDecay,
} from "./decay-fit.ts";
export { type Misfit, residualMisfit } from "./decay-misfit.ts";
export { type DecayShape, decayDataset, decayProblem } from "./decay-problem.ts";
export {
  biExponential,
  type DecayModel,
  type DecayModelName,
  type DecayParameter,
  fastExchangeDecay,
  gammaDistribution,
  kargerDecay,
  logNormalDistribution,
  monoExponential,
  stretchedExponential,
} from "./diffusion-decay.ts";
export {
  type DiffusionAxis,
  type DosyComponent,
  type DosyMap,
  type DosySpectrum,
  dosyMap,
} from "./dosy-map.ts";
export {
  type ExchangeAverages,
  exchangeAverages,
  exchangeWidthPerPpm2,
  freeShareOfDiffusion,
  type LigandState,
} from "./exchange-averages.ts";
export {
  coalescenceRatePerS,
  type DiluteExchange,
  type ExchangeLine,
  type ExchangeMode,
  type ExchangeSite,
  fastExchangeLine,
  swiftConnick,
  twoSiteModes,
} from "./exchange-line.ts";
export { equilibrationRates, exchangeSpectrum } from "./exchange-spectrum.ts";
export type { FittedNumber } from "./fitted-number.ts";
export {
  bFactor,
  bFactors,
  type DiffusionTiming,
  durationShare,
  effectiveDiffusionTimeS,
  type GradientShape,
  GYROMAGNETIC_RATIOS,
  type GyromagneticRatio,
  gradientsInTPerM,
  type Nucleus,
  shapeIntegral,
} from "./gradient.ts";
export { amountsOf, type InterfaceAmounts } from "./interface-amounts.ts";
export { kargerAttenuation } from "./karger.ts";
export {
  type LigandBalance,
  type LigandCounts,
  ligandBalance,
  type RouteDifference,
} from "./ligand-balance.ts";
export {
  diffusionRegime,
  type ExchangeRegime,
  type LigandLineState,
  type LigandResonance,
  ligandSpectrum,
  lineRegime,
  residualSolvent,
  sumOfSpectra,
} from "./ligand-spectrum.ts";
export * from "./of-interface.ts";
export {
  type BindingSeries,
  type BindingUnknowns,
  oneSiteBinding,
  type PopulationModel,
} from "./populations.ts";
export * from "./processing/index.ts";
export {
  dotAreaNm2,
  ligandConcentration,
  ligandsPerDot,
  ligandsPerNm2,
  type Measured,
  type ProtonIntegral,
  pbsAbsorptionPerCmMicroMolar,
  saturationFactor,
} from "./quantify.ts";
export { selfDiffusion } from "./self-diffusion.ts";
export {
  fitSeries,
  type SeriesFit,
  type SeriesFitOptions,
  type SeriesKindResult,
  type SeriesResult,
} from "./series-fit.ts";
export {
  type Known,
  type NmrSeries,
  SERIES_UNITS,
  type SeriesKind,
  type SeriesMeasurement,
  type StateSignals,
} from "./series-model.ts";
export { seriesProblem } from "./series-problem.ts";
export { type ShellResonance, type ShellResonances, shellResonances } from "./shell-resonances.ts";
export { type ShellMap, shellMap, shellSpectrum } from "./shell-spectrum.ts";
export {
  attenuationOfSpread,
  type DiffusionSpread,
  diffusionSpread,
  type SizePopulation,
} from "./size-spread.ts";
export {
  axisPpm,
  centroidPpm,
  integrateRegion,
  RESIDUAL_SHIFTS_PPM,
  SHIFT_REGIONS,
  type ShiftAxis,
  type ShiftRegion,
  type Spectrum,
  type SpectrumComponent,
  shiftRegion,
  simulateSpectrum,
} from "./spectrum.ts";
export {
  diffusionOfRadius,
  type HydrodynamicRadius,
  type InternalReference,
  radiusFromReference,
  radiusOfDiffusion,
  viscosityFromReference,
} from "./stokes-einstein.ts";
export {
  dipolarConstant,
  NOE_NULL_OMEGA_TAU,
  noeNullBoundShare,
  noeNullTimeNs,
  noeNullTimeOfMotionNs,
  type PairMotion,
  type PairRelaxation,
  pairRelaxation,
  spectralDensityS,
  transientMaximum,
  tumblingTimeNs,
} from "./tumbling.ts";
export { type SolventViscosity, viscosityAt, viscosityOfWater } from "./viscosity.ts";
export { FWHM_PER_SIGMA, voigtFwhm, voigtLine } from "./voigt.ts";

export * from "./absorption-analysis.ts";
export * from "./concentration.ts";
export {
  type ConfinedGap,
  type ConfinedGapOptions,
  type ConfinedShape,
  canConfine,
  confinedGap,
  sizeFromConfinedGap,
} from "./confined-gap.ts";
export * from "./confinement-error.ts";
export { type CoupledHole, coupledHoleLevelEv } from "./coupled-hole.ts";
export * from "./emission-reading.ts";
export {
  EMISSION_EXPONENT,
  type EnsembleBand,
  type EnsembleBandInput,
  ensembleBand,
  FIRST_TRANSITION_EXPONENT,
  type GapOfSize,
} from "./ensemble-band.ts";
export {
  CUBE_COULOMB,
  cubeExcitonShift,
  type ExcitonShift,
  SPHERE_COULOMB,
  sphereExcitonShift,
} from "./exciton-shift.ts";
export {
  type AbsorptionReading,
  type CandidateReport,
  type FirstTransition,
  readAbsorption,
  type WithInterval,
} from "./first-transition.ts";
export type { SizeDistribution } from "./size-distribution.ts";
export { type SpreadFromWidth, spreadFromHalfWidth, USUAL_HOMOGENEOUS_EV } from "./size-spread.ts";
export * from "./sizing-band.ts";
export type { MeasuredSpectrum } from "./spectrum-input.ts";
export { type ConfinedCarrier, cubeLevelEv, sphereLevelEv } from "./well-levels.ts";

export * from "./consistency.ts";
export { type CountedDecay, countedDecay, countedGoodness } from "./counted-decay.ts";
export * from "./coverage.ts";
export { DECAY_OBSERVABLE, lightOfNumbers } from "./decay-observable.ts";
export * from "./from-coverage.ts";
export * from "./light.ts";
export { type DecayMoments, decayMoments, type TailFit, type TimeWindow, tailFit } from "./moments.ts";
export * from "./observables.ts";
export * from "./parameters.ts";
export { shallowTrapNumbers, type TrapNumbers } from "./trap-numbers.ts";
export { shapeNumbers, type TrappedDecay, trappedDecay } from "./trapped-decay.ts";
export {
  brightDecay,
  brightFraction,
  checkTraps,
  type DotTraps,
  type LightRates,
  type TrapClass,
  type TrapStatistics,
} from "./traps.ts";

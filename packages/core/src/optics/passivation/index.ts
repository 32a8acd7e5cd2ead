export * from "./consistency.ts";
export * from "./coverage.ts";
export * from "./from-coverage.ts";
export * from "./light.ts";
export { type DecayMoments, decayMoments, type TailFit, type TimeWindow, tailFit } from "./moments.ts";
export * from "./observables.ts";
export * from "./parameters.ts";
export {
  brightDecay,
  brightFraction,
  checkTraps,
  type DotTraps,
  type LightRates,
  type TrapClass,
  type TrapStatistics,
} from "./traps.ts";

export type { DecayCurve, DecayFile, DecayMeta, DecayOptions, TimeUnit } from "./decay-file.ts";
export { checkDecaySize, isPtuHead } from "./decay-size.ts";
export { type PtuOptions, type PtuProgress, readPtu } from "./ptu.ts";
export { DECAY_FORMATS, readDecays } from "./read-decays.ts";

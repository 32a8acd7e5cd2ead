import { GYROMAGNETIC_RATIOS, type Nucleus, solvents } from "@oleate/core";
import type { ModelName, NmrWish, Processing, StatedTiming } from "../../worker/nmr-protocol.ts";

/** Processing as `oleate diffusion` does it. */
export const USUAL_PROCESSING: Processing = {
  broadeningHz: 0,
  fill: 2,
  phase: "automatic",
  baseline: "usual",
};

/** What is asked of data that were just opened; the models are those that `oleate diffusion` fits unless told. */
export const FIRST_WISH: NmrWish = {
  dataset: null,
  gradients: "",
  fullGradient: "",
  acceptIncomplete: false,
  timing: null,
  share: null,
  processing: USUAL_PROCESSING,
  regions: null,
  models: ["mono-exponential", "bi-exponential"],
};

/** All models, in the words of `oleate diffusion --model`. */
export const MODELS: readonly ModelName[] = [
  "mono-exponential",
  "bi-exponential",
  "stretched",
  "gamma",
  "karger",
];

/** Nuclei with a known gyromagnetic ratio. */
export const NUCLEI: readonly Nucleus[] = Object.keys(GYROMAGNETIC_RATIOS) as Nucleus[];

/** Where a timing that is stated starts from. */
export const FIRST_TIMING: StatedTiming = {
  nucleus: "1H",
  durationMs: 3,
  delayMs: 100,
  shape: "rectangle",
  bipolar: false,
  gapMs: 0.2,
};

/** Solvents with a tabulated viscosity, and the waters, whose viscosity follows a law. */
export const VISCOUS_SOLVENTS: readonly string[] = solvents
  .filter(({ viscosity, formula }) => viscosity !== undefined || formula === "H2O" || formula === "D2O")
  .map(({ name }) => name);

import type { Technique } from "./input.ts";
import {
  diameterNm,
  type Expression,
  hydroxidePerDot,
  icpRatio,
  ligandsPerCation,
  ligandsPerDot,
  massLoss,
  per,
  sphereNm2,
} from "./model.ts";

/** Lower end of a range that holds 0 itself. */
const WITH_ZERO = -1e-300;

/** Every technique: its unit, what it sees of the state, and the range a measured value can have, ends excluded. */
export const TECHNIQUES: Readonly<
  Record<
    Technique,
    { readonly unit: string; readonly of: Expression; readonly above: number; readonly below: number }
  >
> = {
  "UV-vis diameter": { unit: "nm", of: diameterNm, above: 0, below: 1000 },
  "TEM diameter": { unit: "nm", of: diameterNm, above: 0, below: 1000 },
  "ICP cation/anion": { unit: "", of: icpRatio, above: 0, below: 1e6 },
  "TGA mass loss": { unit: "", of: massLoss, above: 0, below: 1 },
  "NMR ligands per dot": { unit: "per dot", of: ligandsPerDot, above: WITH_ZERO, below: 1e7 },
  "NMR ligands per nm2": {
    unit: "per nm2 of the sphere",
    of: per(ligandsPerDot, sphereNm2),
    above: WITH_ZERO,
    below: 100,
  },
  "NMR ligands per cation": { unit: "per cation", of: ligandsPerCation, above: WITH_ZERO, below: 100 },
  "hydroxide per dot": { unit: "per dot", of: hydroxidePerDot, above: WITH_ZERO, below: 1e7 },
};

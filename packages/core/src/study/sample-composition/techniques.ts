import type { Technique } from "./input.ts";
import {
  diameterNm,
  type Expression,
  hydroxidePerDot,
  icpRatio,
  ligandsPerCation,
  ligandsPerDot,
  massLossPercent,
  per,
  sphereNm2,
} from "./model.ts";

/** Lower end of a range that holds 0 itself. */
const WITH_ZERO = -1e-300;

/** Every technique: its unit (densities are per area of the sphere), what it sees of the state, and the range a measured value can have, ends excluded. */
export const TECHNIQUES: Readonly<
  Record<
    Technique,
    {
      readonly unit: string;
      /** The same unit as a study file writes it. */
      readonly written: string;
      readonly of: Expression;
      readonly above: number;
      readonly below: number;
    }
  >
> = {
  "UV-vis diameter": { unit: "nm", written: "nm", of: diameterNm, above: 0, below: 1000 },
  "TEM diameter": { unit: "nm", written: "nm", of: diameterNm, above: 0, below: 1000 },
  "ICP cation/anion": { unit: "", written: "", of: icpRatio, above: 0, below: 1e6 },
  "TGA mass loss": { unit: "%", written: "%", of: massLossPercent, above: 0, below: 100 },
  "NMR ligands per dot": {
    unit: "per dot",
    written: "eq",
    of: ligandsPerDot,
    above: WITH_ZERO,
    below: 1e7,
  },
  "NMR ligands per nm2": {
    unit: "/nm2",
    written: "/nm2",
    of: per(ligandsPerDot, sphereNm2),
    above: WITH_ZERO,
    below: 100,
  },
  "NMR ligands per cation": {
    unit: "",
    written: "",
    of: ligandsPerCation,
    above: WITH_ZERO,
    below: 100,
  },
  "hydroxide per dot": { unit: "per dot", written: "eq", of: hydroxidePerDot, above: WITH_ZERO, below: 1e7 },
};

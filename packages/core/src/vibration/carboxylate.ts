import { DomainError } from "../errors.ts";
import type { Citation } from "../matter/index.ts";

/** How a carboxylate holds a metal. */
export type CarboxylateMode = "chelating" | "bridging" | "ionic" | "unidentate";

/** One range of the splitting nu_as - nu_s, cm-1. */
export interface SplittingRange {
  readonly mode: CarboxylateMode;
  readonly fromPerCm: number;
  readonly toPerCm: number;
  readonly what: string;
}

const DEACON_PHILLIPS: Citation = {
  cite: "Deacon, Phillips, Coord. Chem. Rev. 1980, 33, 227, Relationships between the carbon-oxygen stretching frequencies of carboxylato complexes and the type of carboxylate coordination",
  doi: "10.1016/S0010-8545(00)80455-5",
};

/** Ranges as they are commonly drawn from the acetates and trifluoroacetates of Deacon & Phillips (recalled, ends to
 *  about 15 cm-1). They overlap, and hold for acetates best; the ionic salt of the same acid is the safer measure. */
export const splittingRanges: readonly SplittingRange[] = [
  {
    mode: "chelating",
    fromPerCm: 40,
    toPerCm: 110,
    what: "both oxygens on one metal: well below the ionic salt",
  },
  {
    mode: "bridging",
    fromPerCm: 130,
    toPerCm: 200,
    what: "one oxygen on each of two metals: near the ionic salt",
  },
  { mode: "ionic", fromPerCm: 150, toPerCm: 180, what: "free ion; 164 in sodium acetate" },
  { mode: "unidentate", fromPerCm: 200, toPerCm: 350, what: "one oxygen only: well above the ionic salt" },
];

/** What a splitting says. */
export interface SplittingReading {
  readonly splittingPerCm: number;
  /** Error of the splitting, cm-1. */
  readonly errorPerCm: number;
  /** Every mode whose range it may lie in; several are common. */
  readonly modes: readonly CarboxylateMode[];
  readonly sentence: string;
  readonly source: Citation;
}

/** Uncertainty of the ends of the ranges, cm-1. */
const RANGE_END_ERROR = 15;
/** A splitting farther than this from that of the ionic salt is called above or below it, cm-1. */
const FAR_FROM_IONIC = 25;

/**
 * Reads the splitting of the carboxylate stretches, nu_as - nu_s. All modes are given whose range comes within the error.
 *
 * @param asymmetricPerCm, @param symmetricPerCm band positions, cm-1
 * @param resolutionPerCm spectral resolution, cm-1
 * @param ionicPerCm splitting of the ionic salt of the same acid; with it the comparison that Deacon & Phillips advise is made
 * @throws DomainError when the asymmetric band does not lie above the symmetric one
 */
export function readSplitting(
  asymmetricPerCm: number,
  symmetricPerCm: number,
  resolutionPerCm: number,
  ionicPerCm?: number,
): SplittingReading {
  const splittingPerCm = asymmetricPerCm - symmetricPerCm;
  if (!(splittingPerCm > 0 && splittingPerCm < Number.POSITIVE_INFINITY && resolutionPerCm > 0)) {
    throw new DomainError({
      what: "the asymmetric carboxylate stretch does not lie above the symmetric one",
      found: `${asymmetricPerCm} and ${symmetricPerCm} cm-1 at a resolution of ${resolutionPerCm} cm-1`,
      expected: "the asymmetric one (1520 to 1650 cm-1) first",
    });
  }
  // Two positions, each known to half the resolution.
  const errorPerCm = resolutionPerCm / Math.SQRT2;
  const slack = Math.hypot(errorPerCm, RANGE_END_ERROR);
  const modes = splittingRanges
    .filter(
      ({ fromPerCm, toPerCm }) => splittingPerCm > fromPerCm - slack && splittingPerCm < toPerCm + slack,
    )
    .map(({ mode }) => mode);
  const named = modes.length > 0 ? modes.join(" or ") : "no range known";
  const compared =
    ionicPerCm === undefined
      ? ""
      : `; ${beside(splittingPerCm - ionicPerCm, Math.hypot(errorPerCm, FAR_FROM_IONIC))} the ionic salt's ${ionicPerCm} cm-1`;
  return {
    splittingPerCm,
    errorPerCm,
    modes,
    sentence: `The carboxylate stretches lie ${splittingPerCm.toFixed(0)} cm-1 apart: ${named}${compared}.`,
    source: DEACON_PHILLIPS,
  };
}

function beside(difference: number, far: number): string {
  if (difference < -far) return "well below (chelating)";
  return difference > far ? "well above (unidentate)" : "near (bridging or ionic)";
}

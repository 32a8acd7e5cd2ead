import { findSolvent, InputError } from "@oleate/core";
import type { DataAnswer } from "../../worker/nmr-protocol.ts";
import type { RadiusWish } from "./radius.ts";
import { VISCOUS_SOLVENTS } from "./wish.ts";

/** Temperature where the data do not say one. */
export const ROOM_TEMPERATURE_K: number = 298.15;
const USUAL_SOLVENT = "toluene";

/** The solvent a file names, where its viscosity is known. */
function solventOf(data: DataAnswer | null): string | null {
  if (!data || data.solvent === "") return null;
  try {
    const { name } = findSolvent(data.solvent);
    return VISCOUS_SOLVENTS.includes(name) ? name : null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** How the data's own solvent and temperature make a radius, until the page is told otherwise. */
export function usualRadius(data: DataAnswer | null): RadiusWish {
  const solvent = solventOf(data);
  return {
    by: solvent === null ? "viscosity" : "solvent",
    solvent: solvent ?? USUAL_SOLVENT,
    viscosityMPaS: 0.89,
    temperatureK: data?.temperatureK ?? ROOM_TEMPERATURE_K,
    referenceRegion: 0,
    referenceRadiusNm: 0.29,
  };
}

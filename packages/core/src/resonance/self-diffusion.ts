import { molarMass, type Solvent } from "../matter/index.ts";
import { AVOGADRO } from "../quantities/index.ts";
import { diffusionOfRadius } from "./stokes-einstein.ts";

/** Gierer and Wirtz's factor of friction for a molecule among its like: 1/(1.5 + 1/2). */
const AMONG_ITS_LIKE = 0.5;

/**
 * Self-diffusion coefficient of a solvent, m2/s: D = k T/(6 pi eta r f), r the radius of a sphere of the molecule's share of the
 * liquid's volume, nm, and f = 1/2. Within 15 % of what is measured at 298 K for water, DMSO and hydrocarbons; alcohols,
 * which hold on to each other, are up to a third slower. Null without a tabulated density.
 * @param viscosityMPaS of the solution
 * Source: A. Gierer & K. Wirtz, Z. Naturforsch. A 1953, 8, 532 (f).
 */
export function selfDiffusion(solvent: Solvent, viscosityMPaS: number, temperatureK: number): number | null {
  if (!solvent.density) return null;
  const volumeNm3 = (molarMass(solvent.formula) / solvent.density.value / AVOGADRO.value) * 1e21;
  const radiusNm = ((3 * volumeNm3) / (4 * Math.PI)) ** (1 / 3);
  return diffusionOfRadius(radiusNm * AMONG_ITS_LIKE, viscosityMPaS, temperatureK);
}

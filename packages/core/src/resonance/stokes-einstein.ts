import { BOLTZMANN } from "../quantities/index.ts";
import { requirePositive } from "./ranges.ts";

/** k T / (6 pi eta) in m2/s times nm: what is divided by a radius or by a diffusion coefficient. */
function mobilityNm(viscosityMPaS: number, temperatureK: number): number {
  requirePositive("a viscosity", viscosityMPaS, "mPa s");
  requirePositive("a temperature", temperatureK, "K");
  return ((BOLTZMANN.value * temperatureK) / (6 * Math.PI * viscosityMPaS * 1e-3)) * 1e9;
}

/**
 * Diffusion coefficient in m2/s of a sphere: D = k T / (6 pi eta r).
 *
 * @param radiusNm hydrodynamic radius, nm; core radius plus ligand shell for a ligated dot
 * @param viscosityMPaS viscosity eta of the solution, mPa s
 * @throws DomainError for a number that is not positive
 * Valid for spheres larger than the solvent's molecules (stick boundary); molecules of the solvent's size diffuse up
 * to 1.5 times faster. Source: A. Einstein, Ann. Phys. 1905, 322, 549.
 */
export function diffusionOfRadius(radiusNm: number, viscosityMPaS: number, temperatureK: number): number {
  return mobilityNm(viscosityMPaS, temperatureK) / requirePositive("a radius", radiusNm, "nm");
}

/** Hydrodynamic radius in nm of a diffusion coefficient in m2/s; inverse of {@link diffusionOfRadius}. */
export function radiusOfDiffusion(
  diffusionM2PerS: number,
  viscosityMPaS: number,
  temperatureK: number,
): number {
  return (
    mobilityNm(viscosityMPaS, temperatureK) /
    requirePositive("a diffusion coefficient", diffusionM2PerS, "m2/s")
  );
}

/** A molecule of known hydrodynamic radius in the same tube: residual solvent, tetramethylsilane, ferrocene. */
export interface InternalReference {
  readonly name: string;
  readonly radiusNm: number;
  /** Diffusion coefficient measured in the same experiment, m2/s. */
  readonly diffusionM2PerS: number;
  /** Standard errors, where known. */
  readonly radiusErrorNm?: number;
  readonly diffusionErrorM2PerS?: number;
}

/** A radius with its standard error, nm. */
export interface HydrodynamicRadius {
  readonly radiusNm: number;
  readonly errorNm: number;
}

/**
 * Hydrodynamic radius against an internal reference: r = r_ref D_ref / D. The default path: viscosity, temperature
 * and the gradient's calibration cancel.
 *
 * @param diffusionM2PerS D of the dots, m2/s
 * @param errorM2PerS its standard error, m2/s; errors are taken as independent and propagated to first order
 * @throws DomainError for a number that is not positive
 * Source: E. J. Cabrita & S. Berger, Magn. Reson. Chem. 2001, 39, S142.
 */
export function radiusFromReference(
  diffusionM2PerS: number,
  reference: InternalReference,
  errorM2PerS = 0,
): HydrodynamicRadius {
  requirePositive("a diffusion coefficient", diffusionM2PerS, "m2/s");
  requirePositive(`the diffusion coefficient of ${reference.name}`, reference.diffusionM2PerS, "m2/s");
  requirePositive(`the radius of ${reference.name}`, reference.radiusNm, "nm");
  const radiusNm = (reference.radiusNm * reference.diffusionM2PerS) / diffusionM2PerS;
  const relative = Math.hypot(
    errorM2PerS / diffusionM2PerS,
    (reference.diffusionErrorM2PerS ?? 0) / reference.diffusionM2PerS,
    (reference.radiusErrorNm ?? 0) / reference.radiusNm,
  );
  return { radiusNm, errorNm: radiusNm * relative };
}

/**
 * Viscosity of a sample in mPa s from a reference's diffusion: eta = eta_pure D_pure / D_sample.
 *
 * @param viscosityPureMPaS viscosity of the neat solvent at the same temperature
 * @param diffusionPureM2PerS reference's D in the neat solvent
 * @param diffusionSampleM2PerS reference's D in the sample
 */
export function viscosityFromReference(
  viscosityPureMPaS: number,
  diffusionPureM2PerS: number,
  diffusionSampleM2PerS: number,
): number {
  requirePositive("a viscosity", viscosityPureMPaS, "mPa s");
  requirePositive("the reference's diffusion coefficient in the neat solvent", diffusionPureM2PerS, "m2/s");
  requirePositive("the reference's diffusion coefficient in the sample", diffusionSampleM2PerS, "m2/s");
  return (viscosityPureMPaS * diffusionPureM2PerS) / diffusionSampleM2PerS;
}

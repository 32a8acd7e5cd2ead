import { DomainError } from "../errors.ts";
import { requireNotNegative, requirePositive, requireShare } from "./ranges.ts";

/** A number with its standard error, both in the unit the name of its field says. */
export interface Measured {
  readonly value: number;
  readonly error: number;
}

/** An integral, the protons behind it, and the share of full magnetisation it was measured at. */
export interface ProtonIntegral {
  readonly area: Measured;
  /** Protons a molecule under the integral. */
  readonly protons: number;
  /** From {@link saturationFactor}; default 1, fully relaxed. */
  readonly saturation?: number;
}

/**
 * Share of the equilibrium signal that repeated pulses leave: (1 - E) / (1 - E cos a) with E = exp(-TR / T1) and the
 * pulse angle a; after 90 degree pulses 1 - exp(-TR / T1). The transverse part is taken to be gone by the next pulse.
 *
 * @param repetitionS TR, time from pulse to pulse (recovery delay plus acquisition), s
 * @param t1S T1 of the resonance, s: 1 to 2 s for a bound CH, 5 to 10 s for usual standards
 * @param angleDegrees pulse angle, above 0 to 90
 * @throws DomainError for numbers out of range
 * Source: R. R. Ernst & W. A. Anderson, Rev. Sci. Instrum. 1966, 37, 93.
 */
export function saturationFactor(repetitionS: number, t1S: number, angleDegrees = 90): number {
  const x = requirePositive("the repetition time", repetitionS, "s") / requirePositive("T1", t1S, "s");
  if (!(angleDegrees > 0 && angleDegrees <= 90)) {
    throw new DomainError({
      what: "a pulse angle is out of range",
      found: `${angleDegrees} degrees`,
      expected: "0 to 90",
    });
  }
  // 90 degrees is exact, so its cosine is.
  const cosine = angleDegrees === 90 ? 0 : Math.cos((angleDegrees * Math.PI) / 180);
  const recovered = -Math.expm1(-x);
  return recovered / (1 - cosine * Math.exp(-x));
}

function perProton(
  integral: ProtonIntegral,
  what: string,
): { readonly value: number; readonly relative: number } {
  const { area, protons } = integral;
  requirePositive(`the number of protons of ${what}`, protons, "");
  requireNotNegative(`the error of the integral of ${what}`, area.error, "");
  const saturation = requireShare(`the saturation factor of ${what}`, integral.saturation ?? 1);
  requirePositive(`the saturation factor of ${what}`, saturation, "");
  if (!(area.value >= 0 && Number.isFinite(area.value))) {
    throw new DomainError({
      what: `the integral of ${what} is not an amount`,
      found: String(area.value),
      expected: "0 or more",
      remedy: "phase the spectrum and correct its baseline before integrating",
    });
  }
  return {
    value: area.value / (protons * saturation),
    relative: area.value > 0 ? area.error / area.value : 0,
  };
}

/**
 * Concentration of a ligand in mM against an internal standard: c = c_IS (I/n)/(I_IS/n_IS), each integral corrected
 * for saturation. Errors are taken as independent and propagated to first order.
 *
 * @param standardMilliMolar concentration of the standard, mM
 * @throws DomainError for a standard without signal or numbers out of range
 */
export function ligandConcentration(
  ligand: ProtonIntegral,
  standard: ProtonIntegral,
  standardMilliMolar: Measured,
): Measured {
  requirePositive("the concentration of the standard", standardMilliMolar.value, "mM");
  requireNotNegative("the error of the standard's concentration", standardMilliMolar.error, "mM");
  const seen = perProton(ligand, "the ligand");
  const reference = perProton(standard, "the standard");
  requirePositive("the integral of the standard", reference.value, "");
  const factor = standardMilliMolar.value / reference.value;
  const value = factor * seen.value;
  const own = (factor * ligand.area.error) / (ligand.protons * (ligand.saturation ?? 1));
  const shared = Math.hypot(reference.relative, standardMilliMolar.error / standardMilliMolar.value);
  return { value, error: Math.hypot(own, value * shared) };
}

/** Ligands a dot: ligand over dot concentration in one unit, errors independent. @throws DomainError without dots */
export function ligandsPerDot(ligandMilliMolar: Measured, dotsMilliMolar: Measured): Measured {
  requirePositive("the concentration of dots", dotsMilliMolar.value, "mM");
  requireNotNegative("the error of the concentration of dots", dotsMilliMolar.error, "mM");
  const value = ligandMilliMolar.value / dotsMilliMolar.value;
  return {
    value,
    error: Math.hypot(ligandMilliMolar.error, value * dotsMilliMolar.error) / dotsMilliMolar.value,
  };
}

/** Surface in nm2 of a sphere (pi d^2) or a cube (6 d^2) of diameter or edge d in nm. */
export function dotAreaNm2(shape: "sphere" | "cube", diameterNm: number): number {
  return (shape === "sphere" ? Math.PI : 6) * requirePositive("a core diameter", diameterNm, "nm") ** 2;
}

/** Ligands a nm2: ligands a dot over its surface (nm2), errors independent. @throws DomainError without a surface */
export function ligandsPerNm2(perDot: Measured, areaNm2: Measured): Measured {
  requirePositive("the surface of a dot", areaNm2.value, "nm2");
  const value = perDot.value / areaNm2.value;
  return { value, error: Math.hypot(perDot.error, value * areaNm2.error) / areaNm2.value };
}

/**
 * Absorption coefficient of PbS dots at 400 nm in /(cm uM): 0.0233 d^3, d in nm.
 * Source: I. Moreels et al., ACS Nano 2009, 3, 3023; from memory, consistent with mu = 1.71e5 /cm within 1 %.
 */
export function pbsAbsorptionPerCmMicroMolar(diameterNm: number): number {
  return 0.0233 * requirePositive("a core diameter", diameterNm, "nm") ** 3;
}

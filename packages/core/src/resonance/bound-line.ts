import { DomainError } from "../errors.ts";
import { requireFinite, requireNotNegative, requirePositive } from "./ranges.ts";
import { type PairMotion, pairRelaxation, tumblingTimeNs } from "./tumbling.ts";
import { voigtFwhm } from "./voigt.ts";

/** What sets the line of a proton of a bound ligand. */
export interface BoundProton {
  /** Hydrodynamic radius of the dot with its shell, nm. */
  readonly radiusNm: number;
  readonly viscosityMPaS: number;
  readonly temperatureK: number;
  readonly protonMHz: number;
  /** Distance of the proton to its neighbours taken as one, (sum r^-6)^(-1/6), nm. */
  readonly distanceNm: number;
  /** S^2 of its segment: what part of the coupling only the particle's tumbling averages. */
  readonly orderParameter: number;
  /** Internal correlation time, ns. */
  readonly internalNs: number;
  /** Heterogeneous width (Gaussian, full width at half maximum) in ppm: spread of environments, set by solvation. */
  readonly heterogeneousPpm: number;
}

/** The two parts of a bound line; they are reported apart because only the first says how the dot tumbles. */
export interface BoundLine {
  readonly tumblingNs: number;
  /** Lorentzian full width, R2 / pi, Hz: what CPMG or hole burning measures. */
  readonly homogeneousHz: number;
  /** Gaussian full width, Hz: grows with the magnet. */
  readonly heterogeneousHz: number;
  /** Full width of the Voigt line, Hz. */
  readonly totalHz: number;
}

/**
 * Width of a bound ligand's line: a homogeneous Lorentzian from tumbling and internal motion, folded with a
 * heterogeneous Gaussian from the spread of environments. A broad line is not by itself a bound one: poor solvation
 * broadens it too.
 *
 * @throws DomainError for numbers out of range
 * Source: J. De Roo, N. Yazdani, ... Z. Hens, Chem. Mater. 2018, 30, 5485.
 */
export function boundLine(proton: BoundProton): BoundLine {
  const tumblingNs = tumblingTimeNs(proton.radiusNm, proton.viscosityMPaS, proton.temperatureK);
  const motion: PairMotion = {
    tumblingNs,
    orderParameter: proton.orderParameter,
    internalNs: proton.internalNs,
  };
  const homogeneousHz = pairRelaxation(motion, proton.protonMHz, proton.distanceNm).fwhmHz;
  const heterogeneousHz =
    requireNotNegative("the heterogeneous width", proton.heterogeneousPpm, "ppm") * proton.protonMHz;
  return { tumblingNs, homogeneousHz, heterogeneousHz, totalHz: voigtFwhm(homogeneousHz, heterogeneousHz) };
}

/** Heterogeneous width against solvation: w = w_0 exp(-E / E_0), two numbers to be fitted. */
export interface SolvationBroadening {
  /** w_0: width in a solvent of polarity 0, ppm. */
  readonly apolarPpm: number;
  /** E_0: polarity over which the width falls by e. */
  readonly polarityScale: number;
}

/**
 * Heterogeneous width in ppm of a bound line in a solvent: w = w_0 exp(-E / E_0). A description in two numbers, not a
 * theory: chains that a solvent takes apart see fewer environments. Use a width per solvent where it is measured.
 *
 * @param polarity E of the solvent on the scale the two numbers were fitted on, such as Reichardt's E_T^N
 * @throws DomainError for numbers out of range
 */
export function heterogeneousWidthPpm(law: SolvationBroadening, polarity: number): number {
  requireNotNegative("the width in an apolar solvent", law.apolarPpm, "ppm");
  requirePositive("the polarity scale", law.polarityScale, "");
  return law.apolarPpm * Math.exp(-requireFinite("a polarity", polarity, "") / law.polarityScale);
}

/** Shift of a bound proton against core diameter: delta = delta_flat - c / d. */
export interface SizeShift {
  /** delta_flat: shift on an infinitely large facet, ppm. */
  readonly flatPpm: number;
  /** c: how much curvature (1/d) takes it upfield, ppm nm. */
  readonly curvaturePpmNm: number;
}

/**
 * Shift in ppm of a bound proton on a dot of core diameter d (nm): delta_flat - c / d, the leading term in curvature.
 * For c > 0 larger dots resonate downfield, as their chains stand closer.
 *
 * @throws DomainError unless the diameter is positive
 */
export function boundShiftPpm(law: SizeShift, diameterNm: number): number {
  requirePositive("a core diameter", diameterNm, "nm");
  requireFinite("the shift on a flat facet", law.flatPpm, "ppm");
  return law.flatPpm - requireFinite("the curvature coefficient", law.curvaturePpmNm, "ppm nm") / diameterNm;
}

/**
 * The law through two measured shifts at two diameters.
 *
 * @param measured pairs of core diameter (nm) and shift (ppm)
 * @throws DomainError when the diameters are the same
 */
export function sizeShiftThrough(
  measured: readonly [
    { readonly diameterNm: number; readonly shiftPpm: number },
    { readonly diameterNm: number; readonly shiftPpm: number },
  ],
): SizeShift {
  const [a, b] = measured;
  const difference = 1 / a.diameterNm - 1 / b.diameterNm;
  if (!(Math.abs(difference) > 0 && Number.isFinite(difference))) {
    throw new DomainError({
      what: "two shifts at one diameter fix no law of size",
      found: `${a.diameterNm} and ${b.diameterNm} nm`,
      expected: "two different positive diameters",
    });
  }
  const curvaturePpmNm = (b.shiftPpm - a.shiftPpm) / difference;
  return { flatPpm: a.shiftPpm + curvaturePpmNm / a.diameterNm, curvaturePpmNm };
}

import { DomainError } from "../../errors.ts";
import { wavelengthFromEnergy } from "../../quantities/index.ts";
import { type SizeDistribution, sizeShares } from "./size-distribution.ts";

/** Energy in eV of the first transition at a size in nm: a sizing curve or the calculation from bulk data. */
export type GapOfSize = (sizeNm: number) => number;

/** What makes the band of an ensemble. */
export interface EnsembleBandInput {
  readonly gapOf: GapOfSize;
  readonly sizes: SizeDistribution;
  /** Full width at half maximum of one dot's (Gaussian) line, eV. */
  readonly homogeneousEv: number;
  /** A dot's weight goes as its size to this power. Default 1.28, its first transition as measured for InAs; 3 for emission
   *  excited at short wavelength with one quantum yield for all. */
  readonly weightExponent?: number;
  /** Emission below absorption, eV, the same for every size; default 0. */
  readonly stokesShiftEv?: number;
}

/** Band of an ensemble. `values` are per energy interval, scaled to 1 at the maximum; the axis rises in energy. */
export interface EnsembleBand {
  readonly energyEv: Float64Array;
  readonly values: Float64Array;
  readonly peakEv: number;
  readonly peakNm: number;
  /** Full width at half maximum, eV and nm (the latter between the same two half points). */
  readonly widthEv: number;
  readonly widthNm: number;
  /** Half width on the low-energy side, eV: what can be read where higher transitions cover the other side. */
  readonly halfWidthEv: number;
  /** Full width the sizes alone give, from the slope of the curve: 2.355 |dE/dd| spread d, eV. */
  readonly inhomogeneousEv: number;
}

/** Integrated first transition of InAs dots against radius. Source: Yu et al., J. Phys. Chem. B 2005, 109, 7084. */
export const FIRST_TRANSITION_EXPONENT = 1.28;
/** Light taken up at short wavelength goes as the volume. */
export const EMISSION_EXPONENT = 3;

const FULL_WIDTH = 2 * Math.sqrt(2 * Math.LN2);
const POINTS = 501;

/**
 * First-transition band of an ensemble: lines of one dot, at the energy of each size, weighted by number and by size^exponent,
 * added up. Not modelled: higher transitions, a line width that changes with size, shapes, and energy transfer between dots,
 * which in films and aggregates moves emission to the largest dots and adds to the ensemble's Stokes shift.
 * Throws DomainError for an impossible distribution, a line width that is not positive, or a transition that is not.
 */
export function ensembleBand(input: EnsembleBandInput): EnsembleBand {
  const {
    gapOf,
    sizes,
    homogeneousEv,
    weightExponent = FIRST_TRANSITION_EXPONENT,
    stokesShiftEv = 0,
  } = input;
  if (!(homogeneousEv > 0) || !Number.isFinite(homogeneousEv)) {
    throw new DomainError({
      what: "the line of one dot needs a width",
      found: `${homogeneousEv} eV`,
      expected: "a full width above 0, some 0.03 to 0.1 eV at room temperature",
    });
  }
  const { sizeNm, share } = sizeShares(sizes);
  const centres = sizeNm.map((size) => gapOf(size) - stokesShiftEv);
  const weights = share.map((one, i) => one * (sizeNm[i]! / sizes.meanNm) ** weightExponent);
  const sigma = homogeneousEv / FULL_WIDTH;
  // Beyond where any dot counts no axis is needed.
  const strongest = Math.max(...weights);
  const counted = centres.filter((_, i) => weights[i]! > 1e-6 * strongest);
  const low = Math.max(1e-3, Math.min(...counted) - 4 * sigma);
  const high = Math.max(...counted) + 4 * sigma;
  if (!(high > low)) {
    throw new DomainError({
      what: "the band would lie at no positive energy",
      found: `${high} eV`,
      expected: "a Stokes shift smaller than the gap",
    });
  }
  const energyEv = Float64Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
  // Neighbouring sizes are at least half their distance broad, so that the sum of lines has no teeth.
  const widths = centres.map((centre, i) => {
    const gap = Math.abs((centres[i + 1] ?? centre) - (centres[i - 1] ?? centre)) / 2;
    return Math.max(sigma, 0.75 * gap);
  });
  const values = new Float64Array(POINTS);
  for (let k = 0; k < centres.length; k++) {
    if (weights[k]! <= 1e-9 * strongest) continue;
    const [centre, width] = [centres[k]!, widths[k]!];
    const height = weights[k]! / width;
    for (let i = 0; i < POINTS; i++) {
      const z = (energyEv[i]! - centre) / width;
      if (z * z < 60) values[i] = values[i]! + height * Math.exp(-0.5 * z * z);
    }
  }
  const shape = halfPoints(energyEv, values);
  const step = 1e-3 * sizes.meanNm;
  const slope = (gapOf(sizes.meanNm + step) - gapOf(sizes.meanNm - step)) / (2 * step);
  const peakNm = wavelengthFromEnergy(shape.peakEv);
  return {
    energyEv,
    values: values.map((value) => value / shape.height),
    peakEv: shape.peakEv,
    peakNm,
    widthEv: shape.highEv - shape.lowEv,
    widthNm: wavelengthFromEnergy(shape.lowEv) - wavelengthFromEnergy(shape.highEv),
    halfWidthEv: shape.peakEv - shape.lowEv,
    inhomogeneousEv: FULL_WIDTH * Math.abs(slope) * sizes.relativeSpread * sizes.meanNm,
  };
}

/** Maximum by a parabola through the three highest points, and the half points by straight lines. */
export function halfPoints(
  x: Float64Array,
  y: Float64Array,
): { readonly peakEv: number; readonly height: number; readonly lowEv: number; readonly highEv: number } {
  let top = 0;
  for (let i = 1; i < y.length; i++) if (y[i]! > y[top]!) top = i;
  const i = Math.min(Math.max(1, top), y.length - 2);
  const [left, middle, right] = [y[i - 1]!, y[i]!, y[i + 1]!];
  const bend = left - 2 * middle + right;
  const shift = bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (left - right)) / bend)) : 0;
  const step = (x[i + 1]! - x[i - 1]!) / 2;
  const height = middle - 0.25 * (left - right) * shift;
  const half = height / 2;
  const crossing = (direction: 1 | -1): number => {
    let k = top;
    while (k + direction >= 0 && k + direction < y.length && y[k + direction]! > half) k += direction;
    const next = k + direction;
    if (next < 0 || next >= y.length) return x[k]!;
    return x[k]! + ((x[next]! - x[k]!) * (y[k]! - half)) / (y[k]! - y[next]!);
  };
  return { peakEv: x[i]! + shift * step, height, lowEv: crossing(-1), highEv: crossing(1) };
}

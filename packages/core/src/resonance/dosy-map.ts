import { DomainError, InputError } from "../errors.ts";
import { requirePositive } from "./ranges.ts";
import { type ShiftAxis, type Spectrum, type SpectrumComponent, simulateSpectrum } from "./spectrum.ts";

/** A resonance with its diffusion. */
export interface DosyComponent extends SpectrumComponent {
  readonly diffusionM2PerS: number;
  /** Standard deviation of log10 D drawn on the map: error of D, spread of sizes, or the width wanted. */
  readonly logWidth: number;
}

/** A spectrum on the map's own shift axis that moves with one D, such as of a ligand in fast exchange. */
export interface DosySpectrum extends Pick<DosyComponent, "name" | "diffusionM2PerS" | "logWidth"> {
  readonly spectrum: Spectrum;
}

/** Diffusion axis of a map, evenly spaced in log10(D / (m2/s)), slow first. */
export interface DiffusionAxis {
  readonly slowM2PerS: number;
  readonly fastM2PerS: number;
  readonly points: number;
}

/** A two-dimensional map, shift against diffusion. */
export interface DosyMap {
  readonly ppm: Float64Array;
  readonly log10Diffusion: Float64Array;
  /** Row-major, one row a diffusion coefficient: mM of protons per ppm and decade of D. */
  readonly intensity: Float64Array;
}

/**
 * DOSY map of components or of spectra that are there already: the spectrum of each, spread along log10 D as a Gaussian of area 1. It is a
 * drawing of what is known, not the inversion of decays. Components in fast exchange are one entry, at the mean D.
 *
 * @throws DomainError for impossible components or axes, InputError for a spectrum on another axis
 */
export function dosyMap(
  components: readonly (DosyComponent | DosySpectrum)[],
  shiftAxis: ShiftAxis,
  diffusionAxis: DiffusionAxis,
): DosyMap {
  const slow = Math.log10(
    requirePositive("the slow end of the diffusion axis", diffusionAxis.slowM2PerS, "m2/s"),
  );
  const fast = Math.log10(
    requirePositive("the fast end of the diffusion axis", diffusionAxis.fastM2PerS, "m2/s"),
  );
  const rows = diffusionAxis.points;
  if (!(fast > slow && Number.isInteger(rows) && rows >= 2)) {
    throw new DomainError({
      what: "the diffusion axis of a map is impossible",
      found: `${diffusionAxis.slowM2PerS} to ${diffusionAxis.fastM2PerS} m2/s in ${rows} points`,
      expected: "a slow end below the fast end and at least 2 points",
    });
  }
  const step = (fast - slow) / (rows - 1);
  const log10Diffusion = Float64Array.from({ length: rows }, (_, i) => slow + i * step);
  const { ppm } = simulateSpectrum([], shiftAxis);
  const columns = ppm.length;
  const intensity = new Float64Array(rows * columns);
  for (const component of components) {
    const centre = Math.log10(requirePositive(`D of ${component.name}`, component.diffusionM2PerS, "m2/s"));
    const width = requirePositive(`the width of log10 D of ${component.name}`, component.logWidth, "");
    const line = lineOf(component, shiftAxis);
    for (let i = 0; i < rows; i++) {
      const z = (log10Diffusion[i]! - centre) / width;
      if (Math.abs(z) > 8) continue;
      const share = Math.exp(-(z * z) / 2) / (width * Math.sqrt(2 * Math.PI));
      for (let j = 0; j < columns; j++) intensity[i * columns + j]! += share * line[j]!;
    }
  }
  return { ppm, log10Diffusion, intensity };
}

/** The component's spectrum on the axis. @throws InputError for a ready one of another length */
function lineOf(component: DosyComponent | DosySpectrum, axis: ShiftAxis): Float64Array {
  if (!("spectrum" in component)) return simulateSpectrum([component], axis).intensity;
  const { intensity } = component.spectrum;
  if (intensity.length === axis.points) return intensity;
  throw new InputError({
    what: `the spectrum of ${component.name} does not lie on the map's axis`,
    found: `${intensity.length} points`,
    expected: `${axis.points}`,
  });
}

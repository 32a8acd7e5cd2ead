import { DomainError, InputError, nearestNames } from "../errors.ts";
import type { RandomSource } from "../numerics/random.ts";
import { trapezoidArea } from "../numerics/trapezoid.ts";
import { requireFinite, requireNotNegative, requirePositive } from "./ranges.ts";
import { voigtLine } from "./voigt.ts";

/** One resonance of a simulated proton spectrum. */
export interface SpectrumComponent {
  readonly name: string;
  readonly shiftPpm: number;
  /** Protons a molecule that resonate here. */
  readonly protons: number;
  readonly concentrationMilliMolar: number;
  /** Homogeneous full width, Hz. */
  readonly lorentzHz: number;
  /** Heterogeneous full width, Hz. */
  readonly gaussHz: number;
  /** Splitting into lines: distances from the centre in Hz and their shares, which sum to 1; default one line. */
  readonly lines?: readonly { readonly offsetHz: number; readonly share: number }[];
}

/** Axis of a spectrum: from the left (high) end to the right end, ppm. */
export interface ShiftAxis {
  readonly leftPpm: number;
  readonly rightPpm: number;
  readonly points: number;
  readonly protonMHz: number;
}

/** A spectrum; intensity in mM of protons per ppm, so that an integral is a concentration of protons. */
export interface Spectrum {
  readonly ppm: Float64Array;
  readonly intensity: Float64Array;
}

/** A stretch of shifts, ppm. */
export interface ShiftRegion {
  readonly name: string;
  readonly fromPpm: number;
  readonly toPpm: number;
}

/** Regions in which the ligands of oleate-capped dots are read. */
export const SHIFT_REGIONS: readonly ShiftRegion[] = [
  { name: "aromatic", fromPpm: 6.5, toPpm: 8.5 },
  { name: "vinylene", fromPpm: 5.2, toPpm: 5.9 },
  { name: "alpha methylene", fromPpm: 2.1, toPpm: 2.6 },
  { name: "methyl", fromPpm: 0.7, toPpm: 1.15 },
];

/**
 * Residual proton shifts of deuterated solvents, ppm from tetramethylsilane, by formula.
 * Source: G. R. Fulmer et al., Organometallics 2010, 29, 2176; cyclohexane from suppliers' tables. From memory, 0.02 ppm.
 */
export const RESIDUAL_SHIFTS_PPM: ReadonlyMap<string, readonly number[]> = new Map([
  ["C7D8", [2.08, 6.97, 7.01, 7.09]],
  ["C6D6", [7.16]],
  ["CDCl3", [7.26]],
  ["CD2Cl2", [5.32]],
  ["C6D12", [1.38]],
  ["C4D8O", [1.72, 3.58]],
  ["C3D6O", [2.05]],
  ["C2D6OS", [2.5]],
  ["C2D3N", [1.94]],
  ["CD4O", [3.31]],
  ["D2O", [4.79]],
]);

/** Points of an axis, evenly spaced, high shifts first. @throws DomainError for an empty or turned axis */
export function axisPpm(axis: ShiftAxis): Float64Array {
  const { leftPpm, rightPpm, points } = axis;
  requirePositive("the proton frequency", axis.protonMHz, "MHz");
  if (
    !(leftPpm > rightPpm && Number.isFinite(leftPpm - rightPpm) && Number.isInteger(points) && points >= 2)
  ) {
    throw new DomainError({
      what: "the axis of a spectrum is impossible",
      found: `${leftPpm} to ${rightPpm} ppm in ${points} points`,
      expected: "a left end above the right end and at least 2 points",
    });
  }
  const step = (leftPpm - rightPpm) / (points - 1);
  return Float64Array.from({ length: points }, (_, i) => leftPpm - i * step);
}

/** Refuses a resonance that is none. @throws DomainError naming it */
export function checkComponent(component: SpectrumComponent): void {
  const { name } = component;
  requireFinite(`the shift of ${name}`, component.shiftPpm, "ppm");
  requireNotNegative(`the number of protons of ${name}`, component.protons, "");
  requireNotNegative(`the concentration of ${name}`, component.concentrationMilliMolar, "mM");
  const total = component.lines?.reduce((sum, line) => sum + line.share, 0) ?? 1;
  if (Math.abs(total - 1) > 1e-9) {
    throw new DomainError({
      what: `the lines of ${name} do not share its intensity`,
      found: `sum ${total}`,
      expected: "1",
    });
  }
}

/** Adds a component's lines to an intensity, mM of protons per ppm. */
function addComponent(
  component: SpectrumComponent,
  ppm: Float64Array,
  protonMHz: number,
  out: Float64Array,
): void {
  checkComponent(component);
  const amount = component.protons * component.concentrationMilliMolar;
  for (const { offsetHz, share } of component.lines ?? [{ offsetHz: 0, share: 1 }]) {
    const centre = component.shiftPpm + offsetHz / protonMHz;
    const distanceHz = Float64Array.from(ppm, (at) => (at - centre) * protonMHz);
    const line = voigtLine(distanceHz, component.lorentzHz, component.gaussHz);
    for (let i = 0; i < ppm.length; i++) out[i]! += amount * share * protonMHz * line[i]!;
  }
}

/**
 * A simulated proton spectrum: Voigt lines of area protons x concentration. An axis coarser than a line's width does
 * not see that line's area; give more points.
 *
 * @param noise standard deviation of added normal noise (mM per ppm) and the seeded source it is drawn from
 * @throws DomainError for impossible components or axis
 */
export function simulateSpectrum(
  components: readonly SpectrumComponent[],
  axis: ShiftAxis,
  noise?: { readonly sigma: number; readonly random: RandomSource },
): Spectrum {
  const ppm = axisPpm(axis);
  const intensity = new Float64Array(ppm.length);
  for (const component of components) addComponent(component, ppm, axis.protonMHz, intensity);
  if (noise) {
    const sigma = requireNotNegative("the noise of a spectrum", noise.sigma, "mM/ppm");
    for (let i = 0; i < intensity.length; i++) intensity[i]! += sigma * noise.random.normal();
  }
  return { ppm, intensity };
}

/** The region of a name. @throws InputError with the nearest names */
export function shiftRegion(name: string): ShiftRegion {
  const found = SHIFT_REGIONS.find((region) => region.name === name);
  if (found) return found;
  const known = SHIFT_REGIONS.map((region) => region.name);
  throw new InputError({
    what: "there is no shift region of this name",
    found: name,
    expected: nearestNames(name, known).join(", "),
  });
}

/**
 * Integral of a spectrum over a region by the trapezoid rule, ends interpolated: mM of protons for a simulated one.
 *
 * @throws DomainError when the region is empty or outside the axis
 */
export function integrateRegion(spectrum: Spectrum, fromPpm: number, toPpm: number): number {
  const { ppm, intensity } = spectrum;
  const [low, high] = [Math.min(fromPpm, toPpm), Math.max(fromPpm, toPpm)];
  const ends = [ppm[0]!, ppm.at(-1)!];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  if (!(high > low && low >= least && high <= most)) {
    throw new DomainError({
      what: "the region to integrate does not lie on the spectrum",
      found: `${low} to ${high} ppm`,
      expected: `within ${least} to ${most} ppm`,
    });
  }
  return trapezoidArea(ppm, intensity, low, high);
}

/** Mean shift of a spectrum over a region, ppm, weighted by intensity. @throws DomainError for a region without signal */
export function centroidPpm(spectrum: Spectrum, fromPpm: number, toPpm: number): number {
  const area = integrateRegion(spectrum, fromPpm, toPpm);
  if (!(area > 0)) {
    throw new DomainError({
      what: "a region without signal has no centre",
      found: `${fromPpm} to ${toPpm} ppm`,
    });
  }
  const moments = Float64Array.from(spectrum.intensity, (value, i) => value * spectrum.ppm[i]!);
  return integrateRegion({ ppm: spectrum.ppm, intensity: moments }, fromPpm, toPpm) / area;
}

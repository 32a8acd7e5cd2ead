import { InputError } from "../errors.ts";
import { alignBands, type BandAlignment } from "./align.ts";
import type { VibrationBand, VibrationTable } from "./band.ts";

/** An observed or calculated spectrum as its bands; a calculation of harmonic frequencies can stand for either side. */
export interface BandList {
  /** cm-1. */
  readonly wavenumbersPerCm: readonly number[];
  /** Spectral resolution, or the error of a calculation, cm-1. */
  readonly resolutionPerCm: number;
}

/** One band of the bound ligand beside its free one. */
export interface BandShift {
  readonly freePerCm: number;
  readonly boundPerCm: number;
  /** Bound less free, cm-1; positive is up. */
  readonly shiftPerCm: number;
  readonly direction: "up" | "down" | "none";
  /** Shift over its error, which is that of both positions. */
  readonly significance: number;
  readonly isSignificant: boolean;
  /** The tabulated band it belongs to; null where none fits. */
  readonly band: VibrationBand | null;
  /** Partners nearly as good, in words. */
  readonly ambiguous: readonly string[];
  /** Tabulated bands that the free band might be called after nearly as well. */
  readonly otherNames: readonly VibrationBand[];
  /** True where the free band might nearly as well be none of the table. */
  readonly isNameDoubtful: boolean;
}

/** Bands of free and bound ligand compared. */
export interface ShiftComparison {
  readonly shifts: readonly BandShift[];
  /** Bands of the free ligand that are not seen on the dot, and bands on the dot that belong to nothing known, cm-1. */
  readonly goneFromFree: readonly number[];
  readonly newInBound: readonly number[];
}

/** Shifts larger than this many errors count. */
const SIGNIFICANT = 2;
/** Shift on binding that is still looked for, cm-1, where nothing is said. */
const USUAL_TOLERANCE_PER_CM = 25;

function checkList(who: string, { wavenumbersPerCm, resolutionPerCm }: BandList): void {
  if (wavenumbersPerCm.length === 0)
    throw new InputError({
      what: `the spectrum of the ${who} ligand has no bands`,
      expected: "one wavenumber or more",
    });
  if (resolutionPerCm > 0) return;
  throw new InputError({
    what: `the resolution of the ${who} spectrum is not positive`,
    found: `${resolutionPerCm} cm-1`,
    expected: "above 0, such as 4 cm-1",
  });
}

/** A band's position is known to half the resolution. */
const positionError = (resolutionPerCm: number): number => resolutionPerCm / 2;

function shiftOf(
  freePerCm: number,
  boundPerCm: number,
  error: number,
  band: VibrationBand | null,
  ambiguous: readonly string[],
  otherNames: readonly VibrationBand[] = [],
  isNameDoubtful = false,
): BandShift {
  const shiftPerCm = boundPerCm - freePerCm;
  const significance = Math.abs(shiftPerCm) / error;
  const isSignificant = significance >= SIGNIFICANT;
  return {
    freePerCm,
    boundPerCm,
    shiftPerCm,
    direction: isSignificant ? (shiftPerCm > 0 ? "up" : "down") : "none",
    significance,
    isSignificant,
    band,
    ambiguous,
    otherNames,
    isNameDoubtful,
  };
}

const wordOf = (band: VibrationBand): string => `${band.assignment} (${band.wavenumberPerCm} cm-1)`;

function inOrder(alignment: BandAlignment, list: readonly number[]): readonly number[] {
  return alignment.firstAlone.map((i) => list[i]!);
}

/**
 * Bands on the dot against a table of the free ligand: each band is given to the tabulated one it fits best, in order of
 * wavenumber; shifts count against the resolution and how well the table is known.
 *
 * @param tolerancePerCm largest shift looked for, cm-1; default 25
 * @throws InputError for an empty list or a resolution that is not positive
 */
export function assignBands(
  bound: BandList,
  table: VibrationTable,
  tolerancePerCm: number = USUAL_TOLERANCE_PER_CM,
): ShiftComparison {
  checkList("bound", bound);
  const { bands } = table;
  const tabulated = bands.map(({ wavenumberPerCm }) => wavenumberPerCm);
  const alignment = alignBands(bound.wavenumbersPerCm, tabulated, tolerancePerCm);
  const shifts = alignment.pairs.map(({ first, second, rivals }) => {
    const band = bands[second]!;
    const error = Math.hypot(positionError(bound.resolutionPerCm), band.uncertaintyPerCm);
    const others = rivals.map((j) => wordOf(bands[j]!));
    const ambiguous = alignment.doubtful.includes(first) ? [...others, "no band of the ligand"] : others;
    return shiftOf(band.wavenumberPerCm, bound.wavenumbersPerCm[first]!, error, band, ambiguous);
  });
  return {
    shifts,
    goneFromFree: alignment.secondAlone.map((j) => tabulated[j]!),
    newInBound: inOrder(alignment, bound.wavenumbersPerCm),
  };
}

/**
 * Bands of the bound ligand against those of the free one, both measured (or both calculated): shifts do not rest on the
 * table then, which only names them; names nearly as good are given with each. The better way where both spectra exist.
 *
 * @param table names the bands; none does when left out
 * @throws InputError for an empty list or a resolution that is not positive
 */
export function bandShifts(
  free: BandList,
  bound: BandList,
  table?: VibrationTable,
  tolerancePerCm: number = USUAL_TOLERANCE_PER_CM,
): ShiftComparison {
  checkList("free", free);
  checkList("bound", bound);
  const alignment = alignBands(bound.wavenumbersPerCm, free.wavenumbersPerCm, tolerancePerCm);
  const bands = table?.bands ?? [];
  const named = alignBands(
    free.wavenumbersPerCm,
    bands.map(({ wavenumberPerCm }) => wavenumberPerCm),
    bands.map(({ uncertaintyPerCm }) => 2 * uncertaintyPerCm + free.resolutionPerCm),
  );
  const nameOf = new Map(named.pairs.map((pair) => [pair.first, pair]));
  const error = Math.hypot(positionError(free.resolutionPerCm), positionError(bound.resolutionPerCm));
  const shifts = alignment.pairs.map(({ first, second, rivals }) => {
    const others = rivals.map((j) => `the free band at ${free.wavenumbersPerCm[j]} cm-1`);
    const ambiguous = alignment.doubtful.includes(first) ? [...others, "no band of the free ligand"] : others;
    const freePerCm = free.wavenumbersPerCm[second]!;
    const name = nameOf.get(second);
    const otherNames = name?.rivals.map((j) => bands[j]!) ?? [];
    const isNameDoubtful = named.doubtful.includes(second);
    const band = name ? bands[name.second]! : null;
    const boundPerCm = bound.wavenumbersPerCm[first]!;
    return shiftOf(freePerCm, boundPerCm, error, band, ambiguous, otherNames, isNameDoubtful);
  });
  return {
    shifts,
    goneFromFree: alignment.secondAlone.map((j) => free.wavenumbersPerCm[j]!),
    newInBound: inOrder(alignment, bound.wavenumbersPerCm),
  };
}

import { OleateError } from "../../errors.ts";
import { findSizingCurve, gapFromSize, type Material } from "../../matter/index.ts";
import { type Concentration, concentrationFrom } from "./concentration.ts";
import { canConfine, confinedGap } from "./confined-gap.ts";
import type { GapOfSize } from "./ensemble-band.ts";
import { type AbsorptionReading, readAbsorption, type WithInterval } from "./first-transition.ts";
import { netAbsorbance } from "./net-absorbance.ts";
import { type SpreadFromWidth, spreadFromHalfWidth } from "./size-spread.ts";
import { type CurveAnswer, type SizingBand, sizingBand } from "./sizing-band.ts";
import type { MeasuredSpectrum } from "./spectrum-input.ts";

/** Everything read from an absorption spectrum of dots of a known material. */
export interface AbsorptionAnalysis extends AbsorptionReading {
  readonly material: string;
  /** Sizes by every curve; null without a first transition. */
  readonly sizes: SizingBand | null;
  /** The size the spread and the concentration are worked out with, and by which curve; null when no curve answers. */
  readonly size: (WithInterval & { readonly curve: string; readonly kind: CurveAnswer["size"] }) | null;
  readonly spread: SpreadFromWidth | null;
  readonly concentration: Concentration | null;
  /** Set when the band may be a magic-size cluster's: no size is then given. */
  readonly cluster?: string;
}

/** Settings of {@link analyseAbsorption}. */
export interface AbsorptionAnalysisOptions {
  /** Curve whose size is used for spread and concentration; default the first of the table that answers. */
  readonly curve?: string;
  readonly pathCm?: number;
  /** Full width of one dot's line in eV, as a range; default 0.03 to 0.09. */
  readonly homogeneousEv?: { readonly low: number; readonly high: number };
  /** What {@link readAbsorption} said of this spectrum; read anew when left out. It does not depend on the material. */
  readonly reading?: AbsorptionReading;
}

/** A band narrower than this (half width, eV) at the small end of the curves is more likely a cluster's than an ensemble's. */
const CLUSTER_HALF_WIDTH_EV = 0.05;
/** Sizes below this are where clusters are found among dots, nm. */
const CLUSTER_SIZE_NM = 2.2;

/**
 * Reads a first transition and what follows from it: sizes by every curve of the material (none outside its range, none for
 * magic-size clusters), the spread of sizes from the half width, and the concentration by all routes, each with its interval.
 * The size interval joins the chosen curve's error and that of the transition. Throws as {@link readAbsorption} and
 * {@link concentrationFrom} do.
 */
export function analyseAbsorption(
  material: Material,
  spectrum: MeasuredSpectrum,
  options: AbsorptionAnalysisOptions = {},
): AbsorptionAnalysis {
  const curve = options.curve === undefined ? null : findSizingCurve(material, options.curve).id;
  const reading = options.reading ?? readAbsorption(spectrum);
  const nothing = { sizes: null, size: null, spread: null, concentration: null };
  const { first } = reading;
  if (!first) return { ...reading, material: material.formula, ...nothing };
  const sizes = sizingBand(material, first.energyEv.value, first.halfWidthEv.value);
  const answering = sizes.answers.filter(({ value }) => value !== undefined);
  const chosen = curve === null ? answering[0] : answering.find((answer) => answer.curve === curve);
  const cluster = sizes.cluster ?? clusterOf(sizes, first.halfWidthEv.value, chosen);
  const notes = [...reading.notes, ...sizes.warnings];
  const base = { ...reading, notes, material: material.formula, sizes, ...(cluster ? { cluster } : {}) };
  if (!chosen || cluster !== undefined) {
    const silent = curve === null ? [] : [`${curve} gives no size here`];
    return { ...base, notes: [...notes, ...silent], size: null, spread: null, concentration: null };
  }
  const ends = [first.energyEv.high, first.energyEv.low].map((energy) => {
    const answer = sizingBand(material, energy).answers.find((other) => other.curve === chosen.curve);
    return answer?.value ?? chosen.value!;
  });
  const ofCurve = (chosen.high! - chosen.low!) / 2;
  const ofTransition = (ends[1]! - ends[0]!) / 2;
  const error = Math.hypot(ofCurve, ofTransition);
  const size = {
    value: chosen.value!,
    low: chosen.value! - error,
    high: chosen.value! + error,
    curve: chosen.curve,
    kind: chosen.size,
  };
  const { spread, note } = spreadOf(material, size, reading, options);
  const concentration = concentrationFrom(material, {
    diameterNm: size,
    first: {
      energyEv: first.energyEv,
      absorbance: first.absorbance,
      halfWidthEv: first.halfWidthEv,
      ...(first.clipped ? { clipped: first.clipped } : {}),
    },
    absorbanceAt: netAbsorbance(spectrum, reading),
    ...(options.pathCm === undefined ? {} : { pathCm: options.pathCm }),
  });
  const further = [note, disagreementOf(concentration)].filter((text) => text !== null);
  return { ...base, notes: [...notes, ...further], size, spread, concentration };
}

/** Says that the routes to the concentration disagree by more than their errors; null where they do not. */
function disagreementOf({ ratio, agree }: Concentration): string | null {
  if (ratio === null || agree !== false) return null;
  const [value, low, high] = [ratio.value, ratio.low, ratio.high].map((one) => one.toPrecision(2));
  return `the concentration from short wavelength is ${value} (${low} to ${high}) times that from the first transition: a wrong size, a background left, or something else that absorbs at short wavelength`;
}

/** Says that the band may be a cluster's; undefined where nothing speaks for it. */
function clusterOf(
  { answers, material }: SizingBand,
  halfWidthEv: number,
  chosen: CurveAnswer | undefined,
): string | undefined {
  const named = answers.find(({ reason }) => reason?.includes("magic-size"));
  if (named && !chosen) return named.reason;
  if (chosen && chosen.value! < CLUSTER_SIZE_NM && halfWidthEv < CLUSTER_HALF_WIDTH_EV) {
    return `a band of ${(1000 * halfWidthEv).toFixed(0)} meV half width at the small end of the curves may be a magic-size cluster of ${material}: no size is given`;
  }
  return undefined;
}

/** A gap as a function of size that reaches around a size: the curve, followed beyond its range where it can be, or bulk data. */
function gapAround(material: Material, curve: string): GapOfSize | null {
  const isCurve = material.sizing.some(({ id }) => id === curve);
  if (!isCurve) return canConfine(material) ? (sizeNm) => confinedGap(material, sizeNm).energyEv : null;
  return (sizeNm) => gapFromSize(material, sizeNm, curve).value;
}

function spreadOf(
  material: Material,
  size: { readonly value: number; readonly curve: string },
  { first }: AbsorptionReading,
  options: AbsorptionAnalysisOptions,
): { readonly spread: SpreadFromWidth | null; readonly note: string | null } {
  const gapOf = gapAround(material, size.curve);
  if (gapOf === null) return { spread: null, note: null };
  // Near its size a curve is a power law above the bulk gap; followed so, the tails of the ensemble do not leave the curve's range.
  try {
    const bulk = bulkOf(material);
    const shift = gapOf(size.value) - bulk;
    const exponent = -logSlope(gapOf, size.value, bulk);
    const local: GapOfSize = (sizeNm) => bulk + shift * (sizeNm / size.value) ** -exponent;
    return {
      spread: spreadFromHalfWidth(local, size.value, first!.halfWidthEv, options.homogeneousEv),
      note: null,
    };
  } catch (error) {
    if (!(error instanceof OleateError)) throw error;
    return { spread: null, note: `no spread of sizes: ${error.message}` };
  }
}

/** d ln(E - bulk) / d ln d at a size, from both sides or from the one the curve reaches. */
function logSlope(gapOf: GapOfSize, sizeNm: number, bulkEv: number): number {
  const at = (factor: number): readonly [number, number] | null => {
    try {
      return [Math.log(factor), Math.log(gapOf(sizeNm * factor) - bulkEv)];
    } catch (error) {
      if (error instanceof OleateError) return null;
      throw error;
    }
  };
  const points = [0.98, 1, 1.02].flatMap((factor) => {
    const point = at(factor);
    return point ? [point] : [];
  });
  const [first, last] = [points[0]!, points.at(-1)!];
  return (last[1] - first[1]) / (last[0] - first[0]);
}

/** The gap that a curve's local power law runs to. */
function bulkOf({ gap }: Material): number {
  return gap !== undefined && gap.value > 0 ? gap.value : 0;
}

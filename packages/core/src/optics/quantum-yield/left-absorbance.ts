import { median } from "../../numerics/order-statistics.ts";

/** The longest wavelengths of a spectrum that are looked at, as a share of its points, and how many at least. */
const TAIL = 0.1;
const LEAST_POINTS = 6;
/** What is left there is said when it is this share of the absorbance at the excitation, and so many scatters above 0. */
const SHARE = 0.02;
/** More than this share is no drift of a blank: the record ends where the sample absorbs. */
const MOST_SHARE = 0.5;
const SCATTERS = 4;
/** A tail whose halves differ by more than this share of what is left still falls: it is the band's, not a level. */
const FALLING = 0.3;

/** Absorbance left where a spectrum is level at its red end. */
export interface LeftAbsorbance {
  readonly absorbance: number;
  readonly fromNm: number;
  readonly toNm: number;
  /** Of the absorbance at the excitation. */
  readonly share: number;
}

/**
 * The level an absorption spectrum ends at on its red side, where it counts against the absorbance used: a cuvette, a drifted blank or
 * scatter. Null for one that ends near 0, still falls, or has too few points to say.
 *
 * @param wavelengthNm ascending, nm
 * @param absorbance decadic, one a wavelength
 * @param used absorbance at the excitation
 */
export function leftAbsorbance(
  wavelengthNm: Float64Array,
  absorbance: Float64Array,
  used: number,
): LeftAbsorbance | null {
  const n = absorbance.length;
  const points = Math.floor(TAIL * n);
  if (points < LEAST_POINTS || !(used > 0)) return null;
  const tail = absorbance.slice(n - points);
  const level = median(tail);
  const half = points >> 1;
  const [before, after] = [median(tail.subarray(0, half)), median(tail.subarray(half))];
  const scatter = (1.4826 * median(tail.map((value) => Math.abs(value - level)))) / Math.sqrt(points);
  const isLevel = Math.abs(before - after) <= FALLING * Math.abs(level);
  if (
    !isLevel ||
    Math.abs(level) < SHARE * used ||
    level > MOST_SHARE * used ||
    Math.abs(level) < SCATTERS * scatter
  )
    return null;
  return {
    absorbance: level,
    fromNm: wavelengthNm[n - points]!,
    toNm: wavelengthNm[n - 1]!,
    share: level / used,
  };
}

/** Says of a solution what its absorption spectrum does not fall below. */
export function leftWarnings(who: string, left: LeftAbsorbance | null | undefined): readonly string[] {
  if (!left) return [];
  const { absorbance, fromNm, toNm, share } = left;
  return [
    `the absorbance of the ${who} ends at ${absorbance.toPrecision(2)} (${fromNm} to ${toNm} nm), ${(100 * share).toFixed(0)} % of that at the excitation: where nothing absorbs there, the blank has drifted, and the ${who} absorbs so much less. Take it off (in a terminal --blank ${Math.round((fromNm + toNm) / 2)})`,
  ];
}

import type { ReadFormat } from "../../read-format.ts";

/** What the file tells of one curve. Further entries carry the file's own names. */
export interface DecayMeta {
  /** Time between two pulses of excitation, ns. */
  readonly repetitionPeriodNs?: number;
  /** Time for which photons were collected, s. */
  readonly integrationTimeS?: number;
  /** Wavelength at which the emission was watched, nm. */
  readonly wavelengthNm?: number;
  /** Wavelength of the excitation, nm. */
  readonly excitationNm?: number;
  /** Channel of the detector as the file numbers it. */
  readonly detector?: number;
  readonly [other: string]: number | string | undefined;
}

/** One histogram of arrival times. */
export interface DecayCurve {
  readonly name: string;
  /** Width of a channel, ns. */
  readonly channelWidthNs: number;
  /** Time of the first channel as the file counts it, ns; 0 where channels are only numbered. */
  readonly startNs: number;
  /** Counts, one a channel. */
  readonly counts: Float64Array;
  readonly meta: DecayMeta;
}

/** The decays of one file. */
export interface DecayFile {
  /** Name of the format it was read as. */
  readonly format: string;
  readonly curves: readonly DecayCurve[];
  /** What was assumed, left out or is odd, in words. */
  readonly notes: readonly string[];
}

/** Units of time that a file of decays may be in. */
export type TimeUnit = "ps" | "ns" | "us" | "ms" | "s";

/** Nanoseconds in a unit of time. */
export const NS_PER_UNIT: Readonly<Record<TimeUnit, number>> = { ps: 1e-3, ns: 1, us: 1e3, ms: 1e6, s: 1e9 };

/** What a reader of decays may be told. */
export interface DecayOptions {
  /** Reads what there is of a truncated file, with a note, instead of refusing it. */
  readonly acceptIncomplete?: boolean;
  /** Unit of the times where the file names none; ns unless given. */
  readonly timeUnit?: TimeUnit;
  /** Width of a channel where the file does not hold it (channel numbers, .spc without its .set), ns. */
  readonly channelWidthNs?: number;
  /** Detector channel that recorded the pulses, for T2 records of a PicoHarp, which do not mark them. */
  readonly syncChannel?: number;
  /** Time between pulses where a T2 file does not hold it, ns. */
  readonly syncPeriodNs?: number;
  /** Files that lie beside this one, by name: a .set beside an .spc. */
  readonly companions?: ReadonlyMap<string, Uint8Array>;
}

/** A file given to the readers: its bytes, and its text where it is one. */
export interface LightSource {
  readonly bytes: Uint8Array;
  readonly file: string;
  /** null for a binary file. */
  readonly text: string | null;
  /** Why there is no text, where its bytes looked like one. */
  readonly textProblem?: unknown;
  /** What was assumed in decoding. */
  readonly notes: readonly string[];
}

/** One file format of decays. */
export interface DecayFormat extends ReadFormat {
  readonly detect: (source: LightSource) => boolean;
  /** @throws InputError or InputErrors with what is wrong and where */
  readonly read: (source: LightSource, options: DecayOptions) => DecayFile;
}

/** The whole of an array of counts. */
export function sumOf(counts: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum;
}

/** What is odd about the counts of curves, in words: nothing counted, below 0, no whole numbers, saturated 16 bits. */
export function notesOnCounts(curves: readonly DecayCurve[]): readonly string[] {
  const named = (fits: (counts: Float64Array) => boolean): string[] =>
    curves.filter(({ counts }) => fits(counts)).map(({ name }) => name);
  const list = (names: readonly string[]): string =>
    names.length > 6 ? `${names.slice(0, 6).join(", ")} and ${names.length - 6} more` : names.join(", ");
  const empty = named((counts) => counts.every((count) => count === 0));
  const negative = named((counts) => counts.some((count) => count < 0));
  const broken = named((counts) => counts.some((count) => !Number.isInteger(count)));
  const full = named((counts) => counts.includes(65535) && counts.every((count) => count <= 65535));
  return [
    ...(empty.length > 0 ? [`no photon was counted in ${list(empty)}`] : []),
    ...(negative.length > 0
      ? [`counts below 0 in ${list(negative)}: a background was subtracted, so they are not Poisson counts`]
      : []),
    ...(broken.length > 0
      ? [
          `values that are no whole numbers in ${list(broken)}: scaled, averaged or analogue, not Poisson counts`,
        ]
      : []),
    ...(full.length > 0
      ? [`a channel holds 65535, the most that 16 bits count, in ${list(full)}: its peak may be cut off`]
      : []),
  ];
}

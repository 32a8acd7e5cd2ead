import type { ChannelRange, EmissionDecay } from "./emission-decay.ts";

/** A second rise of the light in one record, as a second excitation pulse makes it. */
export interface SecondRise {
  /** Where each of the two rises begins, ns, to the width of a bin. */
  readonly firstNs: number;
  readonly secondNs: number;
  /** Counts of the bin at the top of the second rise, of that in the dip before, and their width, ns. */
  readonly top: number;
  readonly dip: number;
  readonly binNs: number;
}

/** The record is looked at in so many bins: few for few counts, many for short lifetimes. */
const BINS: readonly number[] = [16, 32, 64, 128, 256, 512, 1024];
/**
 * The difference of top and dip in its standard deviations must be this far above what the highest and the lowest of so
 * many even bins come to by chance, 2 sqrt(ln bins).
 */
const MARGIN = 4.5;
/** The second top stands this far above the dip, as shares of the first's height above it, and of the dip. */
const LEAST_SHARE = 0.15;
const LEAST_FACTOR = 1.3;
/** A second rise takes at most so many bins more than the first, or so many times as long. */
const FURTHER_BINS = 2;
const LONGER = 2;

/** With fewer bins a rise and a fall cannot be told from another. */
const LEAST_BINS = 8;

function binned(counts: Float64Array, { first }: ChannelRange, bins: number, width: number): Float64Array {
  const sums = new Float64Array(bins);
  for (let b = 0, i = first; b < bins; b++) {
    for (let end = i + width; i < end; i++) sums[b] = sums[b]! + counts[i]!;
  }
  return sums;
}

/** Bins between a tenth and nine tenths of the way from `level` up to the top at `at`. */
function riseOf(
  sums: Float64Array,
  at: number,
  level: number,
): { readonly begin: number; readonly bins: number } {
  const height = sums[at]! - level;
  let end = at;
  while (end > 0 && sums[end - 1]! >= level + 0.9 * height) end--;
  let begin = end;
  while (begin > 0 && sums[begin - 1]! > level + 0.1 * height) begin--;
  return { begin, bins: end - begin };
}

function lowest(sums: Float64Array, from: number, to: number): number {
  let at = from;
  for (let b = from; b <= to; b++) if (sums[b]! < sums[at]!) at = b;
  return at;
}

/** Places of the highest bin from each on outwards, to the end that `direction` points to. */
function highestOutwards(sums: Float64Array, direction: 1 | -1): Int32Array {
  const bins = sums.length;
  const places = new Int32Array(bins);
  const end = direction > 0 ? bins - 1 : 0;
  for (let b = end, best = end; b >= 0 && b < bins; b -= direction) {
    if (sums[b]! >= sums[best]!) best = b;
    places[b] = best;
  }
  return places;
}

interface Rise {
  readonly first: number;
  readonly second: number;
  readonly top: number;
  readonly dip: number;
  readonly z: number;
}

/** The clearest second top at one width of bins; null where there is none. */
function riseAmong(sums: Float64Array): Rise | null {
  const bins = sums.length;
  const highest = highestOutwards(sums, 1)[0]!;
  const limit = 2 * Math.sqrt(Math.log(bins)) + MARGIN;
  let best: Rise | null = null;
  for (const direction of [1, -1] as const) {
    const outwards = highestOutwards(sums, direction);
    let dip = highest;
    for (let b = highest + direction; b >= 0 && b < bins; b += direction) {
      if (sums[b]! <= sums[dip]!) dip = b;
      // A place on the way up a slow rise is no top.
      if (outwards[dip] !== b || Math.abs(b - highest) < 2) continue;
      const [top, low] = [sums[b]!, sums[dip]!];
      const z = (top - low) / Math.sqrt(Math.max(1, top + low));
      const stands =
        z > limit && top > LEAST_FACTOR * low && top - low > LEAST_SHARE * (sums[highest]! - low);
      if (stands && (!best || z > best.z)) best = pulses(sums, b, highest, dip, z) ?? best;
    }
  }
  return best;
}

/** Two tops as two pulses; null where the second rises more slowly than the first, or the first does not rise in the record. */
function pulses(sums: Float64Array, b: number, highest: number, dip: number, z: number): Rise | null {
  const [early, late] = b < highest ? [b, highest] : [highest, b];
  const before = sums[lowest(sums, 0, early)]!;
  const first = riseOf(sums, early, before);
  const second = riseOf(sums, late, sums[dip]!);
  if (second.begin <= dip - 1 || second.bins > Math.max(first.bins + FURTHER_BINS, LONGER * first.bins))
    return null;
  if (early === 0 || !(sums[early]! > LEAST_FACTOR * before)) return null;
  return { first: first.begin, second: second.begin, top: sums[b]!, dip: sums[dip]!, z };
}

/** A range without the unused channels at its end: in bins of a long empty record two pulses would be one. */
function countedRange(counts: Float64Array, { first, last }: ChannelRange): ChannelRange {
  let end = last;
  while (end > first && counts[end] === 0) end--;
  return { first, last: end };
}

/**
 * Looks for a second excitation pulse in the record: light that falls and then rises anew, by more than counting noise
 * gives in any of the bins, by a seventh of the first rise at least, and about as fast. Afterpulses and
 * reflections are smaller, emission that is fed by other emission rises more slowly, and a record that begins in the tail of
 * the pulse before has one rise only.
 *
 * @param range channels looked at; default all
 * @returns null where there is one rise, or none, and for readings that are no counts
 */
export function secondRise(decay: EmissionDecay, range?: ChannelRange): SecondRise | null {
  const { counts, channelWidthNs, startNs = 0 } = decay;
  const within = countedRange(counts, range ?? { first: 0, last: counts.length - 1 });
  const channels = within.last - within.first + 1;
  // The noise of readings that are no counts is not known.
  for (let i = within.first; i <= within.last; i++) if (counts[i] !== Math.floor(counts[i]!)) return null;
  let clearest: SecondRise | null = null;
  let before = 0;
  for (const asked of BINS) {
    const width = Math.max(1, Math.floor(channels / asked));
    const bins = Math.floor(channels / width);
    if (width === before || bins < LEAST_BINS) break;
    before = width;
    const found = riseAmong(binned(counts, within, bins, width));
    if (!found) continue;
    const time = (bin: number): number => startNs + (within.first + bin * width) * channelWidthNs;
    // Narrower bins tell the times better.
    clearest = {
      firstNs: time(found.first),
      secondNs: time(found.second),
      top: found.top,
      dip: found.dip,
      binNs: width * channelWidthNs,
    };
  }
  return clearest;
}

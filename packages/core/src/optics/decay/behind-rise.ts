import type { ChannelRange } from "./emission-decay.ts";

/** Channels of a running mean: counting noise of one channel is no rise. */
const SMOOTHED = 5;
/** Where the first channels of the range hold less than this share of its highest, the light rises in it. */
const HIGH = 0.5;

/** Running mean of channels from `at` on. */
function meanFrom(counts: Float64Array, at: number): number {
  const end = Math.min(at + SMOOTHED, counts.length);
  let sum = 0;
  for (let i = at; i < end; i++) sum += counts[i]!;
  return sum / (end - at);
}

/**
 * Whether a fitted range begins behind the rise of the light: the record is highest at its beginning or before it, and within it the light
 * does not rise again. Moving the response by s then only multiplies each exponential by exp(s / tau), so that shift and
 * amplitudes cannot both be found; lifetimes can.
 *
 * @param counts of the whole record
 */
export function beginsBehindRise(counts: Float64Array, { first, last }: ChannelRange): boolean {
  let highest = 0;
  let before = 0;
  for (let i = 0; i <= Math.max(0, last - SMOOTHED + 1); i++) {
    const mean = meanFrom(counts, i);
    if (i <= first) before = Math.max(before, mean);
    if (i >= first) highest = Math.max(highest, mean);
  }
  return before >= highest && meanFrom(counts, first) > HIGH * highest;
}

/**
 * The shift of a response measured in the decay's own channels and not moved, ns: half a channel, for its photons come on average in the
 * middle of a channel and the model's start at its edge.
 */
export function unmovedShift(channelWidthNs: number): number {
  return channelWidthNs / 2;
}

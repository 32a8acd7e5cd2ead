import { BACKGROUND } from "./decay-model.ts";
import { decayStarts, type StartSearch } from "./decay-start.ts";
import { measuredConvolver } from "./measured-convolver.ts";
import type { NormalisedResponse } from "./response.ts";

/** Channels are joined while the range keeps this many and the response's width this many of them. */
const LEAST_CHANNELS = 512;
const LEAST_WIDTH = 2;

/** What the joined channels are made from. */
export interface CoarseRecord {
  readonly response: NormalisedResponse;
  readonly channels: number;
  readonly periodNs?: number;
  readonly offsetNs: number;
}

function joinChannels(values: Float64Array, from: number, joined: number, count: number): Float64Array {
  const sums = new Float64Array(count);
  for (let k = 0, i = from; k < count; k++) {
    let sum = 0;
    for (let j = 0; j < joined && i < values.length; j++, i++) sum += values[i]!;
    sums[k] = sum;
  }
  return sums;
}

/**
 * Starts as {@link decayStarts} finds them, on channels joined several at a time where that loses nothing a start needs:
 * the response stays two channels wide and the range keeps 512.
 */
export function coarseStarts(search: StartSearch, record: CoarseRecord): readonly Float64Array[] {
  const { counts, model, widthNs } = search;
  const { response, channels, periodNs, offsetNs } = record;
  const joined = Math.min(
    Math.floor(response.fwhmChannels / LEAST_WIDTH),
    Math.floor(counts.length / LEAST_CHANNELS),
  );
  if (joined < 2) return decayStarts(search);
  const first = Math.ceil(model.range.first / joined);
  const last = Math.floor((model.range.last + 1) / joined) - 1;
  const width = joined * widthNs;
  const shares = joinChannels(response.shares, 0, joined, Math.ceil(response.shares.length / joined));
  const convolver = measuredConvolver(shares, Math.floor(channels / joined), width, periodNs, offsetNs);
  const coarse: StartSearch = {
    ...search,
    model: { ...model, range: { first, last } },
    convolver,
    counts: joinChannels(counts, first * joined - model.range.first, joined, last - first + 1),
    widthNs: width,
    background: search.background === null ? null : search.background * joined,
  };
  return decayStarts(coarse).map((start) => {
    // Counts per joined channel become counts per channel; the area of a prompt part stays.
    start[BACKGROUND] = start[BACKGROUND]! / joined;
    model.parameters.forEach(({ place }, index) => {
      if (place === 0) start[index] = start[index]! / joined;
    });
    return start;
  });
}

import { DomainError } from "../../errors.ts";
import type { ChannelRange } from "./emission-decay.ts";

/** The lowest of so many equal stretches of a record is compared with a held background. */
const STRETCHES = 16;
/** A stretch lies below the background when it holds less than this share of it, by more standard deviations of counting than this. */
const SHARE = 0.5;
const DEVIATIONS = 6;

const shown = (value: number): string => String(Number(value.toPrecision(3)));

/**
 * Refuses a held background that cannot be: one below 0, or one that the lowest sixteenth of the channels stays far below. Every
 * channel's mean is the background at least, so no light above it could describe such counts.
 *
 * @param counts of the whole record
 * @param range of channels that must hold it
 * @param background counts per channel
 * @param what it is the background of, for the message
 * @param of how many decays `counts` is the sum of, each with this background
 * @throws DomainError with the channels that contradict it
 */
export function checkHeldBackground(
  counts: Float64Array,
  { first, last }: ChannelRange,
  background: number,
  what: string,
  of = 1,
): void {
  if (!(background >= 0 && background < Number.POSITIVE_INFINITY)) {
    throw new DomainError({
      what: `the background held for ${what} is impossible`,
      found: `${background} counts per channel`,
      expected: "0 or more",
    });
  }
  const channels = last - first + 1;
  const width = Math.max(1, Math.floor(channels / STRETCHES));
  let lowest = Number.POSITIVE_INFINITY;
  let at = first;
  for (let from = first; from + width - 1 <= last; from += width) {
    let sum = 0;
    for (let i = from; i < from + width; i++) sum += counts[i]!;
    if (sum < lowest) {
      lowest = sum;
      at = from;
    }
  }
  const expected = background * width * of;
  if (lowest >= SHARE * expected || lowest >= expected - DEVIATIONS * Math.sqrt(expected)) return;
  throw new DomainError({
    what: `the background held for ${what} lies above its counts`,
    found: `${shown(background)} counts per channel, and ${shown(lowest / width / of)} on average in channels ${at + 1} to ${at + width}`,
    expected: `at most about ${shown(lowest / width / of)}, the least there is`,
    remedy: "hold a smaller one, have it fitted, or leave out channels in which nothing was counted",
  });
}

/**
 * Refuses a held shift of the response that puts it outside the record.
 *
 * @param shiftNs shift, ns; of a Gaussian the time of its centre
 * @param recordNs length of the record, ns
 * @throws DomainError
 */
export function checkHeldShift(shiftNs: number, recordNs: number, response: "measured" | "gaussian"): void {
  const least = response === "gaussian" ? 0 : -recordNs / 2;
  const most = response === "gaussian" ? recordNs : recordNs / 2;
  if (shiftNs >= least && shiftNs <= most) return;
  throw new DomainError({
    what: "the shift at which the response is held takes it out of the record",
    found: `${shown(shiftNs)} ns`,
    expected: `${shown(least)} to ${shown(most)} ns`,
    remedy: "check its unit, or have it fitted",
  });
}

import { InputError } from "../../errors.ts";

/** A histogram of photon arrival times: raw counts in channels of one width. */
export interface EmissionDecay {
  readonly name: string;
  readonly counts: Float64Array;
  readonly channelWidthNs: number;
  /** Time of the left edge of the first channel; default 0. */
  readonly startNs?: number;
}

/** Channels that are fitted, both included, counted from 0. */
export interface ChannelRange {
  readonly first: number;
  readonly last: number;
}

/** A step that differs from the average by more than this share of it is no rounding of printed times. */
const STEP_TOLERANCE = 0.7;
/** Nor is a time that lies this share of a channel off the even grid. */
const GRID_TOLERANCE = 0.51;
/** Relative difference of two channel widths that shifts the last of 10^4 channels by less than one. */
const WIDTH_TOLERANCE = 1e-4;

/** Says what is wrong with one channel. */
function refuseCount(name: string, channel: number, value: number): never {
  const where = `channel ${channel + 1} of ${name}`;
  if (!Number.isFinite(value)) {
    throw new InputError({ what: `${where} holds no number`, found: String(value), expected: "a count" });
  }
  if (value < 0) {
    throw new InputError({
      what: `${where} is negative`,
      found: String(value),
      expected: "counts of photons, 0 or more",
      remedy:
        "give the raw histogram: a background taken off beforehand spoils the statistics, it is fitted here",
    });
  }
  throw new InputError({
    what: `${where} is no whole number, so these are not raw counts`,
    found: String(value),
    expected: "counts of photons",
    remedy:
      "give the raw histogram; where only a normalised one is left, state the counts of its peak (--peak-counts)",
  });
}

/**
 * Refuses a histogram no likelihood of counts can be written for: no channels, no photons, numbers that are negative,
 * fractional or no numbers at all.
 *
 * @param allowFractions for data scaled back to counts by a stated factor
 * @throws InputError naming the channel
 */
export function checkEmissionDecay(decay: EmissionDecay, allowFractions = false): void {
  const { name, counts, channelWidthNs } = decay;
  if (!(channelWidthNs > 0 && Number.isFinite(channelWidthNs))) {
    throw new InputError({
      what: `the channel width of ${name} is impossible`,
      found: `${channelWidthNs} ns`,
      expected: "a positive time",
    });
  }
  if (counts.length < 2) {
    throw new InputError({
      what: `${name} is no decay`,
      found: `${counts.length} channels`,
      expected: "a histogram of many",
    });
  }
  let total = 0;
  for (let i = 0; i < counts.length; i++) {
    const value = counts[i]!;
    if (
      !(value >= 0 && value < Number.POSITIVE_INFINITY && (allowFractions || value === Math.floor(value)))
    ) {
      refuseCount(name, i, value);
    }
    total += value;
  }
  if (total === 0) {
    throw new InputError({
      what: `${name} holds no counts`,
      found: `${counts.length} channels of 0`,
      expected: "photons",
      remedy: "check the column, the file and the shutter",
    });
  }
}

/**
 * A normalised histogram as counts again: every value times `peakCounts` over the largest.
 *
 * @throws InputError unless peakCounts and the largest value are positive
 */
export function scaledToPeak(decay: EmissionDecay, peakCounts: number): EmissionDecay {
  let peak = 0;
  for (const value of decay.counts) peak = Math.max(peak, value);
  if (!(peak > 0 && peakCounts > 0)) {
    throw new InputError({
      what: "the counts of the peak cannot be restored",
      found: `peak ${peak}, stated ${peakCounts}`,
      expected: "positive numbers",
    });
  }
  return { ...decay, counts: decay.counts.map((value) => (value * peakCounts) / peak) };
}

/**
 * The width of channels whose times are listed, ns.
 *
 * @throws InputError for times that do not rise in equal steps, naming the first step that differs
 */
export function channelWidthOf(timesNs: Float64Array, name: string): number {
  const n = timesNs.length;
  const width = (timesNs[n - 1]! - timesNs[0]!) / (n - 1);
  if (!(width > 0)) {
    throw new InputError({
      what: `the times of ${name} do not rise`,
      found: `${timesNs[0]} to ${timesNs[n - 1]} ns`,
      expected: "rising times of equal steps",
    });
  }
  for (let i = 1; i < n; i++) {
    const off = Math.abs(timesNs[i]! - timesNs[0]! - i * width);
    const step = timesNs[i]! - timesNs[i - 1]!;
    if (!(off <= GRID_TOLERANCE * width && Math.abs(step - width) <= STEP_TOLERANCE * width)) {
      throw new InputError({
        what: `the channels of ${name} are not equally wide`,
        found: `${Number(step.toPrecision(6))} ns before row ${i + 1}, ${Number(width.toPrecision(6))} ns on average`,
        expected: "one channel width",
        remedy: "export the histogram without binning that grows with time",
      });
    }
  }
  return width;
}

/** Whether two channel widths are the same but for the rounding of printed times. */
export function sameWidth(a: number, b: number): boolean {
  return Math.abs(a - b) <= WIDTH_TOLERANCE * Math.max(a, b);
}

/**
 * The channels of a range of times: those whose left edge lies from `fromNs` on and before `toNs`.
 *
 * @throws InputError for a range that holds fewer than two channels
 */
export function rangeOfTimes(decay: EmissionDecay, fromNs?: number, toNs?: number): ChannelRange {
  const { counts, channelWidthNs, startNs = 0, name } = decay;
  const at = (time: number): number => (time - startNs) / channelWidthNs;
  const first = fromNs === undefined ? 0 : Math.max(0, Math.ceil(at(fromNs) - 1e-9));
  const last =
    toNs === undefined ? counts.length - 1 : Math.min(counts.length - 1, Math.ceil(at(toNs) - 1e-9) - 1);
  if (!(last - first >= 1)) {
    throw new InputError({
      what: `the range to be fitted holds no channels of ${name}`,
      found: `${fromNs ?? startNs} to ${toNs ?? startNs + counts.length * channelWidthNs} ns`,
      expected: `times within ${startNs} to ${startNs + counts.length * channelWidthNs} ns`,
    });
  }
  return { first, last };
}

import { InputError } from "../../errors.ts";
import type { EmissionDecay } from "./emission-decay.ts";

/** What is taken off a measured response: a level in counts per channel, the level before its pulse, or nothing. */
export type ResponseBackground = number | "before the pulse" | "none";

/**
 * How the instrument answers to an instantaneous emission: measured in the same channels as the decay, a Gaussian of a known
 * width, or none (a decay fitted from after its rise on).
 */
export type InstrumentResponse =
  | { readonly kind: "measured"; readonly histogram: EmissionDecay; readonly background?: ResponseBackground }
  | { readonly kind: "gaussian"; readonly fwhmNs: number }
  | { readonly kind: "none" };

/** A measured response ready to be convolved with: its sum is 1. */
export interface NormalisedResponse {
  readonly shares: Float64Array;
  /** Background taken off, counts per channel. */
  readonly background: number;
  /** Counts left. */
  readonly counts: number;
  /** Full width at half maximum, channels, between interpolated crossings. */
  readonly fwhmChannels: number;
  readonly peakChannel: number;
}

/** The pulse begins where the response first reaches this share of its peak. */
const ONSET = 0.02;
/** Channels kept clear before the onset, as a share of those before it: the foot of the pulse is no background. */
const CLEARANCE = 0.5;
/** A level is taken from no fewer channels than this. */
const LEAST_CHANNELS = 5;

function peakOf(values: Float64Array): number {
  let peak = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[peak]!) peak = i;
  return peak;
}

/** Mean of the channels before the pulse; 0 when there are hardly any. */
function levelBefore(counts: Float64Array): number {
  const peak = peakOf(counts);
  // Noise of the level must not pass for the onset, hence three of its standard deviations above.
  const guess = counts.slice(0, Math.max(1, peak >> 1)).toSorted();
  const usual = guess[guess.length >> 1] ?? 0;
  const threshold = usual + Math.max(ONSET * (counts[peak]! - usual), 3 * Math.sqrt(usual + 1));
  let onset = 0;
  while (onset < peak && counts[onset]! < threshold) onset++;
  const used = Math.floor(onset * (1 - CLEARANCE));
  if (used < LEAST_CHANNELS) return 0;
  let sum = 0;
  for (let i = 0; i < used; i++) sum += counts[i]!;
  return sum / used;
}

/** Full width at half maximum in channels, crossings interpolated; at least 1. */
export function widthAtHalf(values: Float64Array): number {
  const peak = peakOf(values);
  const half = values[peak]! / 2;
  const crossing = (direction: 1 | -1): number => {
    let i = peak;
    while (i + direction >= 0 && i + direction < values.length && values[i + direction]! > half)
      i += direction;
    const inside = values[i]!;
    const outside = values[i + direction] ?? 0;
    return Math.abs(i - peak) + (inside > outside ? (inside - half) / (inside - outside) : 0.5);
  };
  return Math.max(1, crossing(1) + crossing(-1));
}

/**
 * Takes the background off a measured response and normalises it to a sum of 1.
 *
 * @throws InputError when nothing is left above the background
 */
export function normalisedResponse(
  histogram: EmissionDecay,
  background: ResponseBackground = "before the pulse",
): NormalisedResponse {
  const { counts, name } = histogram;
  const level =
    background === "none" ? 0 : background === "before the pulse" ? levelBefore(counts) : background;
  const shares = new Float64Array(counts.length);
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    shares[i] = counts[i]! - level;
    sum += shares[i]!;
  }
  if (!(sum > 0)) {
    throw new InputError({
      what: `nothing is left of the response ${name} above its background`,
      found: `${level} counts per channel taken off`,
      expected: "a background below the pulse",
      remedy: "state a smaller background, or none",
    });
  }
  for (let i = 0; i < shares.length; i++) shares[i] = shares[i]! / sum;
  return {
    shares,
    background: level,
    counts: sum,
    fwhmChannels: widthAtHalf(shares),
    peakChannel: peakOf(shares),
  };
}

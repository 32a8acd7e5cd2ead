import { formatQuantity } from "../../quantities/index.ts";
import { beginsBehindRise, unmovedShift } from "./behind-rise.ts";
import { type DecayNumber, decayIntervalTexts } from "./decay-numbers.ts";
import type { ChannelRange, EmissionDecay } from "./emission-decay.ts";
import type { EmissionResult } from "./fit-emission.ts";
import type { InstrumentResponse } from "./response.ts";
import { secondRise } from "./second-rise.ts";

/** A number as it is printed: its text, and that of its interval or error; either may be empty. No unit. */
export interface NumberTexts {
  readonly value: string;
  readonly interval: string;
}

/** A number that stands at 0 against its upper end is known by that end alone, below this share of it. */
const AT_ZERO = 1e-3;

/**
 * A number of a decay as text: with its interval ("1.11", "0.92 to 1.34"), as a bound where it stands at 0 ("", "< 61.7"), with its
 * standard error ("1.1", "0.12") where no interval was asked for, or "held".
 *
 * @param digits of a number without an interval
 */
export function decayNumberTexts(number: DecayNumber, digits = 4): NumberTexts {
  const { value, low, high, method, standardError } = number;
  const best = (most: number): string => formatQuantity(value, "", most);
  if (method === "held") return { value: best(digits), interval: "held" };
  if (method === "none") {
    const known = standardError !== null && Number.isFinite(standardError);
    return { value: best(digits), interval: known ? formatQuantity(standardError, "", 2) : "" };
  }
  if (low === 0 && high !== null && value <= AT_ZERO * high)
    return { value: "", interval: `< ${formatQuantity(high, "", 3)}` };
  if (high !== null && low !== null) return decayIntervalTexts(value, low, high);
  if (high === null && (low === null || low <= 0)) return { value: best(3), interval: "not bounded" };
  const end = high === null ? `> ${formatQuantity(low!, "", 3)}` : `< ${formatQuantity(high, "", 3)}`;
  return { value: best(3), interval: end };
}

/** A share of the whole as text, in percent with one decimal: "60.9", "58.1 to 63.6"; no interval where there is none. */
export function decayShareTexts({ value, low, high, method }: DecayNumber): NumberTexts {
  const percent = (share: number): string => (100 * share).toFixed(1);
  const bare = method === "none" || low === null || high === null || low === high;
  return { value: percent(value), interval: bare ? "" : `${percent(low)} to ${percent(high)}` };
}

/** Why an average has no end on a side: the lifetimes whose own interval has none. "" where it has both. */
export function openAverageNote({ components }: EmissionResult, average: DecayNumber): string {
  if (average.method !== "profile likelihood" || (average.low !== null && average.high !== null)) return "";
  const end = average.low === null ? "low" : "high";
  const open = components.flatMap(({ lifetime }, k) =>
    lifetime.method === "profile likelihood" && lifetime[end] === null ? [String(k + 1)] : [],
  );
  const side = end === "low" ? "lower" : "upper";
  const from = components.length > 1 && open.length > 0 ? `: lifetime ${open.join(" and ")} has none` : "";
  return `no ${side} bound${from}`;
}

/** Says that two excitation pulses may lie in what is fitted of a decay; null where {@link secondRise} finds one. */
export function secondRiseNote(decay: EmissionDecay, range: Partial<ChannelRange> = {}): string | null {
  const { first = 0, last = decay.counts.length - 1 } = range;
  const found = secondRise(decay, { first, last });
  if (!found) return null;
  const time = (ns: number): string => formatQuantity(ns, "ns", 3);
  const { firstNs, secondNs, top, dip, binNs } = found;
  return `the light rises twice, near ${time(firstNs)} and ${time(secondNs)} (from ${dip} to ${top} counts in ${time(binNs)}): are there two excitation pulses in the record? One is fitted; leave the other out (--from, --to). Where light of one pulse reaches into the next, cut the record to one period and state it (--period)`;
}

/**
 * Says of a decay whose range begins behind the rise that its amplitudes go with the shift of the response, for fits that do not warn of it
 * themselves; null where it does not begin there, or has no response.
 *
 * @param shiftNs where the response was stated to be held; a measured one stands at {@link unmovedShift} otherwise
 */
export function behindRiseNote(
  { counts, channelWidthNs }: EmissionDecay,
  range: Partial<ChannelRange> = {},
  response: InstrumentResponse = { kind: "none" },
  shiftNs?: number,
): string | null {
  if (response.kind === "none") return null;
  const { first = 0, last = counts.length - 1 } = range;
  if (!beginsBehindRise(counts, { first, last })) return null;
  const heldNs = shiftNs ?? (response.kind === "measured" ? unmovedShift(channelWidthNs) : undefined);
  const held =
    heldNs === undefined ? "cannot be found there" : `is held at ${formatQuantity(heldNs, "ns", 3)}`;
  return `the fitted range begins behind the rise, which alone tells the shift of the response: it ${held}, and amplitude and light of each lifetime go with it as exp(shift / lifetime)`;
}

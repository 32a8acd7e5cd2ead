import { atPlace, InputError } from "../../errors.ts";
import {
  type ChannelRange,
  type EmissionDecay,
  exponentialEmission,
  type InstrumentResponse,
  type PreparedDecay,
  prepareDecay,
  rangeOfTimes,
  type TrappedDecay,
  trappedDecay,
  unmovedShift,
} from "../../optics/index.ts";
import type { ObservableParameter } from "../../surface/observable.ts";
import type { MeasurementFile } from "../schema/index.ts";
import { responseOf, rowHistograms } from "./row-histograms.ts";
import type { Vessel } from "./vessel.ts";

/** Histograms of a series, one a row, and the shape of a decay in their channels. */
export interface MeasuredDecays {
  /** Counts of the channels that are fitted. */
  readonly counts: readonly Float64Array[];
  /** Left edges of those channels, ns. */
  readonly timesNs: Float64Array;
  readonly shape: TrappedDecay;
  /** The shift of the response as a parameter of this measurement; null where there is no response. */
  readonly shift: ObservableParameter | null;
}

/** Refuses histograms of other channels than the first. */
function checkChannels(decays: readonly EmissionDecay[], at: Vessel["at"]): void {
  const words = ({ counts, channelWidthNs, startNs = 0 }: EmissionDecay): string =>
    `${counts.length} channels of ${Number(channelWidthNs.toPrecision(6))} ns from ${Number(startNs.toPrecision(6))} ns on`;
  const [first, ...others] = decays;
  for (const one of others) {
    if (words(one) === words(first!)) continue;
    throw new InputError({
      what: `${one.name} has other channels than ${first!.name}`,
      found: words(one),
      expected: words(first!),
      remedy: "export all decays of a series with the same channels",
      place: at("histograms"),
    });
  }
}

/** The counts of all rows, channel by channel. */
function summed(decays: readonly EmissionDecay[]): EmissionDecay {
  const counts = new Float64Array(decays[0]!.counts.length);
  for (const one of decays) for (let i = 0; i < counts.length; i++) counts[i]! += one.counts[i]!;
  return { ...decays[0]!, name: "the sum of the decays", counts };
}

const brightest = ({ counts }: EmissionDecay): number =>
  counts.reduce((most, count, i) => (count > counts[most]! ? i : most), 0);

/** Channels that are fitted: those of `window:`, else all that were counted, from `least` on. */
function rangeOf(
  file: MeasurementFile,
  all: EmissionDecay,
  least: number,
  last: number,
  { context, at }: Vessel,
): ChannelRange {
  if (!file.window) return { first: least, last };
  const [from, to] = file.window.map((text, i) => context.evaluator.number(text, "ns", at("window", i)));
  const asked = atPlace(at("window"), () => rangeOfTimes(all, from, to));
  return { first: Math.max(asked.first, least), last: asked.last };
}

function shiftOf(
  name: string,
  response: InstrumentResponse,
  start: Float64Array,
  { model, decay }: PreparedDecay,
): ObservableParameter | null {
  if (response.kind === "none") return null;
  const record = decay.counts.length * decay.channelWidthNs;
  const isGaussian = response.kind === "gaussian";
  return {
    name: `shift.${name}`,
    unit: "ns",
    range: isGaussian ? [-2 * response.fwhmNs, record] : [-record / 2, record / 2],
    default: isGaussian ? null : unmovedShift(decay.channelWidthNs),
    start: start[model.parameters.findIndex((parameter) => parameter.name === "shift")]!,
    scale: "linear",
    help: isGaussian
      ? `centre of the Gaussian response of ${name} after the first channel's edge`
      : `how much later the decays of ${name} come than the measured response says; half a channel where one clock recorded both`,
  };
}

/** Words of a measurement that say nothing of decays. */
const FOREIGN = ["columns", "sigma", "noise", "below"] as const;

/**
 * Reads the histograms of a series of decays and prepares their shape.
 * @throws InputError for a missing file or column, other channels than the first row's, numbers that are no counts, no counts,
 * a response that does not fit; each with its place
 */
export function readDecays(name: string, file: MeasurementFile, vessel: Vessel): MeasuredDecays {
  const { at, context } = vessel;
  for (const key of FOREIGN) {
    if (file[key] === undefined) continue;
    throw new InputError({
      what: `\`${key}\` says nothing of decays, which scatter as counts do`,
      remedy: "leave it out",
      place: at(key),
    });
  }
  const decays = rowHistograms(file, vessel);
  checkChannels(decays, at);
  const response = responseOf(file, vessel);
  const responsePlace = at(
    (["response", "responseColumn", "responseFile"] as const).find((key) => file[key] !== undefined) ??
      "histograms",
  );
  const period =
    file.period === undefined ? undefined : context.evaluator.number(file.period, "ns", at("period"));
  const prepare = (decay: EmissionDecay, range?: Partial<ChannelRange>): PreparedDecay =>
    prepareDecay(decay, {
      components: [exponentialEmission, exponentialEmission],
      response,
      ...(period === undefined ? {} : { periodNs: period }),
      ...(range === undefined ? {} : { range }),
    });
  // Each by itself first, so that the first that holds no counts is named.
  for (const decay of decays) atPlace(at("histograms"), () => void prepare(decay, { first: 0 }));
  const all = summed(decays);
  const least = response.kind === "none" ? brightest(all) : 0;
  const prepared = atPlace(responsePlace, () => prepare(all, { first: least }));
  const range = rangeOf(file, all, least, prepared.model.range.last, vessel);
  const { startNs = 0, channelWidthNs } = all;
  return {
    counts: decays.map(({ counts }) => counts.slice(range.first, range.last + 1)),
    timesNs: Float64Array.from(
      { length: range.last - range.first + 1 },
      (_, i) => startNs + (range.first + i) * channelWidthNs,
    ),
    shape: trappedDecay(prepared.convolver, range, channelWidthNs),
    shift: shiftOf(name, response, prepared.starts(1)[0]!, prepared),
  };
}

import { DomainError, InputError } from "../../errors.ts";
import { createFitter, type Fitter, type Problem } from "../../inference/index.ts";
import { beginsBehindRise, unmovedShift } from "./behind-rise.ts";
import type { EmissionComponent } from "./components/index.ts";
import type { Convolver } from "./convolver.ts";
import {
  BACKGROUND,
  type DecayModelFunction,
  type DecayModelOptions,
  decayModel,
  SHIFT,
} from "./decay-model.ts";
import { decayStarts } from "./decay-start.ts";
import {
  type ChannelRange,
  checkEmissionDecay,
  type EmissionDecay,
  sameWidth,
  scaledToPeak,
} from "./emission-decay.ts";
import { type EmissionSetting, emissionParameters, heldValue } from "./emission-parameters.ts";
import { gaussianConvolver } from "./gaussian-convolver.ts";
import { checkHeldBackground, checkHeldShift } from "./held-values.ts";
import { type JoinedModel, joinedModel } from "./joined-model.ts";
import { type DecayNoise, decayDataset } from "./least-squares-weights.ts";
import { measuredConvolver } from "./measured-convolver.ts";
import { pileUpAttenuation } from "./pile-up.ts";
import { type InstrumentResponse, type NormalisedResponse, normalisedResponse } from "./response.ts";
import { tailConvolver } from "./tail-convolver.ts";

/** How a decay is to be described. */
export interface EmissionModelOptions {
  readonly components: readonly EmissionComponent[];
  /** Default none: the decay is fitted from its maximum on. */
  readonly response?: InstrumentResponse;
  /** Add a part emitted faster than the response can tell; only its area is fitted. Default false. */
  readonly prompt?: boolean;
  /** Counts per channel, held; fitted when left out. */
  readonly background?: number;
  /** Shift of the response, held; fitted when left out. */
  readonly shiftNs?: number;
  /** Time between excitation pulses, when what is left of earlier ones matters. */
  readonly periodNs?: number;
  /** Excitation pulses of the whole measurement: pile-up is then accounted for. */
  readonly pulses?: number;
  /**
   * Channels that are fitted. Left out, the first is 0, or without a response that of the maximum; the last is the record's, or
   * where counting ended abruptly before it, the last that was counted.
   */
  readonly range?: Partial<ChannelRange>;
  readonly noise?: DecayNoise;
  /** Counts of the peak, for data that were normalised. */
  readonly peakCounts?: number;
  /** Held parameters by name, such as {"lifetime 1": 0.9}. */
  readonly fixed?: Readonly<Record<string, number>>;
}

/** A decay made ready to be fitted. */
export interface PreparedDecay {
  readonly decay: EmissionDecay;
  /** As asked; the shift is held where the range cannot tell it. */
  readonly options: EmissionModelOptions;
  readonly model: DecayModelFunction;
  readonly convolver: Convolver;
  readonly noise: DecayNoise;
  /** Counts of the fitted range. */
  readonly counts: Float64Array;
  readonly response: NormalisedResponse | null;
  readonly responseWidthNs: number;
  readonly attenuation: Float64Array | null;
  /** The problem with a start for every parameter. */
  problem(start: Float64Array): Problem;
  /** Fits the problem; one decay at a time. */
  readonly fit: Fitter;
  /** Starts found from the data, best first. */
  starts(count: number): readonly Float64Array[];
  /** The model in fewer, wider channels; null where it has none to spare, and for other noise than that of counts. */
  joined(): JoinedModel | null;
}

function holdsCounts(counts: Float64Array): boolean {
  for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) return true;
  return false;
}

function maximumChannel(counts: Float64Array, last: number): number {
  let most = 0;
  for (let i = 1; i <= last; i++) if (counts[i]! > counts[most]!) most = i;
  return most;
}

/** Counting ended abruptly when so many dark channels follow upon as many channels with so many counts each. */
const DARK_CHANNELS = 20;
const LIT_CHANNELS = 10;
const LIT_COUNTS = 5;

/** The last channel that was counted: the record's, unless light stops in one channel and nothing follows (a converter's unused end). */
export function lastCounted(counts: Float64Array): number {
  const end = counts.length - 1;
  let last = end;
  while (last > 0 && counts[last] === 0) last--;
  if (end - last < DARK_CHANNELS || last < LIT_CHANNELS) return end;
  let lit = 0;
  for (let i = last - LIT_CHANNELS + 1; i <= last; i++) lit += counts[i]!;
  return lit >= LIT_CHANNELS * LIT_COUNTS ? last : end;
}

function checkedRange(decay: EmissionDecay, { range, response }: EmissionModelOptions): ChannelRange {
  const last = decay.counts.length - 1;
  const tail = response === undefined || response.kind === "none";
  const end = range?.last ?? lastCounted(decay.counts);
  const first = range?.first ?? (tail ? maximumChannel(decay.counts, Math.min(end, last)) : 0);
  const found = { first, last: end };
  const whole = Number.isInteger(found.first) && Number.isInteger(found.last);
  if (!(whole && found.first >= 0 && found.last <= last && found.last > found.first)) {
    throw new InputError({
      what: "the range to be fitted is not inside the decay",
      found: `channels ${found.first + 1} to ${found.last + 1}`,
      expected: `within 1 to ${last + 1}`,
    });
  }
  return found;
}

/** Rise of a response to half of its peak, channels. */
function halfRise(shares: Float64Array): number {
  let peak = 0;
  for (let i = 0; i < shares.length; i++) peak = Math.max(peak, shares[i]!);
  let i = 0;
  while (i < shares.length - 1 && shares[i]! < peak / 2) i++;
  return i;
}

interface Placed {
  readonly convolver: Convolver;
  readonly response: NormalisedResponse | null;
  readonly widthNs: number;
  readonly baseShiftNs: number;
  readonly edgeNs: number;
  /** Time of a measured response's first channel after the decay's. */
  readonly offsetNs: number;
}

function placeResponse(decay: EmissionDecay, options: EmissionModelOptions, range: ChannelRange): Placed {
  const { response = { kind: "none" }, periodNs } = options;
  const { channelWidthNs: width, counts } = decay;
  if (response.kind === "none") {
    const convolver = tailConvolver(range.first, width, periodNs);
    return { convolver, response: null, widthNs: width, baseShiftNs: 0, edgeNs: 0, offsetNs: 0 };
  }
  if (response.kind === "gaussian") {
    const { fwhmNs } = response;
    if (!(fwhmNs > 0 && fwhmNs < counts.length * width)) {
      throw new DomainError({
        what: "the width of the response is impossible",
        found: `${fwhmNs} ns`,
        expected: `above 0 and below the ${counts.length * width} ns of the record`,
      });
    }
    const convolver = gaussianConvolver(fwhmNs, counts.length, width, periodNs);
    const base = Math.min(3 * fwhmNs, (counts.length * width) / 2);
    const edgeNs = base - fwhmNs / 2;
    return { convolver, response: null, widthNs: fwhmNs, baseShiftNs: base, edgeNs, offsetNs: 0 };
  }
  const { histogram } = response;
  checkEmissionDecay(histogram, true);
  if (!sameWidth(histogram.channelWidthNs, width)) {
    throw new InputError({
      what: "decay and response have different channel widths",
      found: `${width} ns and ${histogram.channelWidthNs} ns`,
      expected: "the same width",
      remedy: "measure or export both with the same channels",
    });
  }
  const normalised = normalisedResponse(histogram, response.background);
  const offsetNs = (histogram.startNs ?? 0) - (decay.startNs ?? 0);
  return {
    convolver: measuredConvolver(normalised.shares, counts.length, width, periodNs, offsetNs),
    response: normalised,
    widthNs: normalised.fwhmChannels * width,
    baseShiftNs: 0,
    edgeNs: halfRise(normalised.shares) * width + offsetNs,
    offsetNs,
  };
}

/**
 * Holds the shift of a measured response where the range begins behind the rise, which alone would tell it: at half a channel, which is
 * where a response recorded by the same clock stands (its photons come on average in the middle of a channel, the model's at its edge).
 */
function withShift(
  options: EmissionModelOptions,
  { counts, channelWidthNs }: EmissionDecay,
  range: ChannelRange,
): EmissionModelOptions {
  const isMeasured = options.response?.kind === "measured";
  if (!isMeasured || options.shiftNs !== undefined || options.fixed?.["shift"] !== undefined) return options;
  return beginsBehindRise(counts, range) ? { ...options, shiftNs: unmovedShift(channelWidthNs) } : options;
}

/**
 * Prepares a decay: checks it, places the response, and makes the model and its data set.
 *
 * @param allowFractions for readings that are no whole counts
 * @throws InputError for data that are no counts, other channels of the response, an empty range; DomainError for settings out of range
 */
export function prepareDecay(
  given: EmissionDecay,
  asked: EmissionModelOptions,
  allowFractions = false,
): PreparedDecay {
  const noise = asked.noise ?? "poisson";
  if (asked.peakCounts !== undefined) checkEmissionDecay(given, true);
  const decay = asked.peakCounts === undefined ? given : scaledToPeak(given, asked.peakCounts);
  checkEmissionDecay(decay, allowFractions || asked.peakCounts !== undefined);
  if (asked.components.length === 0) {
    throw new InputError({ what: "a decay needs a component", found: "none", expected: "one or more" });
  }
  const range = checkedRange(decay, asked);
  const options = withShift(asked, decay, range);
  const counts = decay.counts.slice(range.first, range.last + 1);
  if (!holdsCounts(counts)) {
    throw new InputError({
      what: `the fitted range of ${decay.name} holds no counts`,
      found: `channels ${range.first + 1} to ${range.last + 1}`,
      expected: "photons",
      remedy: "fit another range",
    });
  }
  const width = decay.channelWidthNs;
  const placed = placeResponse(decay, options, range);
  const prompt = (options.prompt ?? false) && placed.convolver.movable;
  const attenuation = options.pulses === undefined ? null : pileUpAttenuation(decay.counts, options.pulses);
  const modelOptions: DecayModelOptions = {
    components: options.components,
    convolver: placed.convolver,
    widthNs: width,
    channels: decay.counts.length,
    range,
    prompt,
    ...(options.periodNs === undefined ? {} : { periodNs: options.periodNs }),
    ...(attenuation ? { attenuation } : {}),
  };
  const model = decayModel(modelOptions);
  const dataset = decayDataset(decay.name, counts, model, noise);
  const { background, shiftNs, fixed } = options;
  if (background !== undefined) checkHeldBackground(decay.counts, range, background, decay.name);
  if (
    shiftNs !== undefined &&
    (options.response?.kind === "measured" || options.response?.kind === "gaussian")
  ) {
    checkHeldShift(shiftNs, decay.counts.length * width, options.response.kind);
  }
  const setting: EmissionSetting = {
    widthNs: width,
    recordNs: decay.counts.length * width,
    responseWidthNs: placed.widthNs,
    gaussian: options.response?.kind === "gaussian",
    movable: placed.convolver.movable,
    prompt,
    ...(background === undefined ? {} : { background }),
    ...(shiftNs === undefined ? {} : { shiftNs }),
    ...(fixed === undefined ? {} : { fixed }),
  };
  let joined: JoinedModel | null | undefined;
  const join = (): JoinedModel | null => {
    if (joined !== undefined) return joined;
    const { response, offsetNs } = placed;
    const record = { offsetNs, model: modelOptions, setting };
    joined = response && noise === "poisson" ? joinedModel({ ...record, response }) : null;
    return joined;
  };
  return {
    decay,
    options,
    model,
    convolver: placed.convolver,
    noise,
    counts,
    response: placed.response,
    responseWidthNs: placed.widthNs,
    attenuation,
    problem: (start) => ({ parameters: emissionParameters(setting, model, start), datasets: [dataset] }),
    fit: createFitter(),
    joined: join,
    starts: (count) => {
      const search = {
        model,
        convolver: placed.convolver,
        counts: attenuation ? counts.map((n, i) => n / attenuation[range.first + i]!) : counts,
        widthNs: width,
        responseWidthNs: placed.widthNs,
        baseShiftNs: placed.baseShiftNs,
        responseEdgeNs: placed.edgeNs,
        isNearZero: placed.response !== null,
        prompt,
        background: heldValue(setting, model, BACKGROUND) ?? null,
        shiftNs: heldValue(setting, model, SHIFT) ?? null,
        starts: count,
      };
      return join()?.starts(search) ?? decayStarts(search);
    },
  };
}

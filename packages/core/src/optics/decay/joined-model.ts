import { createFitter } from "../../inference/index.ts";
import { BACKGROUND, type DecayModelOptions, decayModel, SHIFT } from "./decay-model.ts";
import { decayStarts, type StartSearch } from "./decay-start.ts";
import { type EmissionSetting, emissionParameters } from "./emission-parameters.ts";
import { decayDataset } from "./least-squares-weights.ts";
import { measuredConvolver } from "./measured-convolver.ts";
import type { NormalisedResponse } from "./response.ts";

/** Channels are joined while the range keeps this many and the response's width this many of them. */
const LEAST_CHANNELS = 512;
const LEAST_WIDTH = 2;
/** The fit to joined channels stops when the decrease it is offered, sqrt, is below this share of |r|: 0.02 of a standard error. */
const TOLERANCE = 1e-3;

/** A start need not be followed to the end of a bent valley. */
const MOST_EVALUATIONS = 25;

/** A record in full channels, as its fit prepared it. */
export interface FullRecord {
  readonly response: NormalisedResponse;
  /** Time of the response's first channel after the decay's. */
  readonly offsetNs: number;
  readonly model: DecayModelOptions;
  readonly setting: EmissionSetting;
}

/** A start and the deviance of the joined channels there. */
export interface RefinedStart {
  readonly start: Float64Array;
  readonly deviance: number;
}

/** The model in fewer channels, for any decay of the record's: an eighth of the channels is an eighth of the work. */
export interface JoinedModel {
  /** Starts as {@link decayStarts} finds them, in terms of the full channels. */
  starts(search: StartSearch): readonly Float64Array[];
  /**
   * Follows a start to the optimum of the joined channels, which is within a fraction of a standard error of that of the full ones.
   *
   * @param counts of the fitted range, full channels
   */
  refine(counts: Float64Array, start: Float64Array): RefinedStart;
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
 * A joined response whose light comes from all over its channels. Shares are differences of the running sum at edges; moved by the
 * delay below they are those at the middle of channels, while a decay counts means over them, which differ by 1 / 24 of the second
 * difference. Left out, a short lifetime starts half a standard error off.
 */
function spreadOver(shares: Float64Array, joined: number): Float64Array {
  const share = (1 - 1 / (joined * joined)) / 24;
  return shares.map((own, k) => own + share * ((shares[k - 1] ?? 0) - 2 * own + (shares[k + 1] ?? 0)));
}

/** How many channels are joined into one; 1 where that would lose what a start needs. */
function joinedChannels(response: NormalisedResponse, channels: number): number {
  return Math.min(Math.floor(response.fwhmChannels / LEAST_WIDTH), Math.floor(channels / LEAST_CHANNELS));
}

/**
 * Joins the channels of a record and its response, so that the response stays two channels wide and the range keeps 512; null where
 * there are too few.
 *
 * A response counts from the left edge of its channel. Joined, it starts on average (j - 1) / 2 channels too early, which the shift
 * makes up for; that is taken into account both ways.
 */
export function joinedModel(record: FullRecord): JoinedModel | null {
  const { response, offsetNs, setting } = record;
  const { components, widthNs: fullWidthNs, channels: all, range, prompt, periodNs } = record.model;
  const joined = joinedChannels(response, range.last - range.first + 1);
  if (joined < 2) return null;
  const first = Math.ceil(range.first / joined);
  const last = Math.floor((range.last + 1) / joined) - 1;
  const widthNs = joined * fullWidthNs;
  const delayNs = ((joined - 1) / 2) * fullWidthNs;
  const channels = Math.floor(all / joined);
  const shares = spreadOver(
    joinChannels(response.shares, 0, joined, Math.ceil(response.shares.length / joined)),
    joined,
  );
  const convolver = measuredConvolver(shares, channels, widthNs, periodNs, offsetNs);
  const join = (values: Float64Array): Float64Array =>
    joinChannels(values, first * joined - range.first, joined, last - first + 1);
  const attenuation = record.model.attenuation
    ? joinChannels(record.model.attenuation, 0, joined, channels).map((sum) => sum / joined)
    : null;
  const model = decayModel({
    components,
    convolver,
    widthNs,
    channels,
    range: { first, last },
    prompt,
    ...(periodNs === undefined ? {} : { periodNs }),
    ...(attenuation ? { attenuation } : {}),
  });
  const { background, shiftNs } = setting;
  const coarseSetting: EmissionSetting = {
    ...setting,
    widthNs,
    ...(background === undefined ? {} : { background: background * joined }),
    ...(shiftNs === undefined ? {} : { shiftNs: shiftNs + delayNs }),
  };
  const fit = createFitter();
  // Counts per channel grow with the channel; the area of a prompt part and lifetimes stay.
  const perChannel = model.parameters.flatMap(({ place }, index) => (place === 0 ? [index] : []));
  perChannel.push(BACKGROUND);
  const rescaled = (values: Float64Array, factor: number, shiftedNs: number): Float64Array => {
    const moved = Float64Array.from(values);
    for (const index of perChannel) moved[index] = moved[index]! * factor;
    moved[SHIFT] = moved[SHIFT]! + shiftedNs;
    return moved;
  };
  return {
    starts: (search) =>
      decayStarts({
        ...search,
        model,
        convolver,
        counts: join(search.counts),
        widthNs,
        background: search.background === null ? null : search.background * joined,
        shiftNs: search.shiftNs === null ? null : search.shiftNs + delayNs,
      }).map((start) => rescaled(start, 1 / joined, -delayNs)),
    refine: (counts, start) => {
      const dataset = decayDataset("joined channels", join(counts), model, "poisson");
      const parameters = emissionParameters(coarseSetting, model, rescaled(start, joined, delayNs));
      const found = fit(
        { parameters, datasets: [dataset] },
        { tolerance: TOLERANCE, maxEvaluations: MOST_EVALUATIONS },
      );
      const values = Float64Array.from(found.parameters, ({ value }) => value);
      return { start: rescaled(values, 1 / joined, -delayNs), deviance: found.search.deviance };
    },
  };
}

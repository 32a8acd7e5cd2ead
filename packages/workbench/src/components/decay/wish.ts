import type { DecayNoise, InstrumentResponse, ResponseBackground } from "@oleate/core";
import { EXAMPLE } from "../../worker/decay-example.ts";
import type { ComponentName, FitAsk, OpenCurve, ReadingWish } from "../../worker/decay-protocol.ts";

/** Where the instrument response comes from. */
export type ResponseWish =
  | { readonly kind: "none" }
  | { readonly kind: "gaussian"; readonly fwhmNs: number }
  | { readonly kind: "curve"; readonly key: string };

/** What is asked of the decays that are open. */
export interface DecayWish {
  /** Key of the decay that is looked at. */
  readonly shown: string;
  /** Keys of the decays that are drawn and fitted together with it. */
  readonly series: readonly string[];
  readonly response: ResponseWish;
  readonly responseBackground: ResponseBackground;
  readonly component: ComponentName;
  /** Null takes as many as AICc supports. */
  readonly count: number | null;
  readonly prompt: boolean;
  readonly noise: DecayNoise;
  readonly backgroundCounts: number | null;
  readonly shiftNs: number | null;
  readonly periodNs: number | null;
  readonly pulses: number | null;
  readonly peakCounts: number | null;
  readonly fromNs: number | null;
  readonly toNs: number | null;
}

/** Files are read as they say themselves. */
export const FIRST_READING: ReadingWish = {
  timeUnit: null,
  channelWidthNs: null,
  syncChannel: null,
  syncPeriodNs: null,
  acceptIncomplete: false,
};

/** What is stated besides decay and response, until it is changed: as `oleate decay` has it. */
export const USUAL: Omit<DecayWish, "shown" | "series" | "response"> = {
  responseBackground: "before the pulse",
  component: "exponential",
  count: null,
  prompt: false,
  noise: "poisson",
  backgroundCounts: null,
  shiftNs: null,
  periodNs: null,
  pulses: null,
  peakCounts: null,
  fromNs: null,
  toNs: null,
};

/** Decays that are fitted as soon as they are opened; further ones wait to be chosen. */
const MOST_AT_ONCE = 12;

/** Curves that are decays, so long as there are any. */
export function decaysOf(curves: readonly OpenCurve[]): readonly OpenCurve[] {
  const decays = curves.filter(({ looksLikeResponse }) => !looksLikeResponse);
  return decays.length > 0 ? decays : curves;
}

/** A response among the curves that fits the channels of a decay. */
export function likelyResponse(decay: OpenCurve, curves: readonly OpenCurve[]): ResponseWish {
  const fitting = curves.filter(
    ({ looksLikeResponse, channelWidthNs, key }) =>
      looksLikeResponse && key !== decay.key && Math.abs(channelWidthNs / decay.channelWidthNs - 1) < 1e-4,
  );
  const found = fitting.find(({ file }) => file === decay.file) ?? fitting[0];
  return found ? { kind: "curve", key: found.key } : { kind: "none" };
}

/** What is asked of curves that were just opened; null where there are none. */
export function firstWish(curves: readonly OpenCurve[]): DecayWish | null {
  const decays = decaysOf(curves);
  const [first] = decays;
  if (!first) return null;
  return {
    ...USUAL,
    shown: first.key,
    series: decays.slice(0, MOST_AT_ONCE).map(({ key }) => key),
    response: likelyResponse(first, curves),
  };
}

/** What is asked of the simulated decays: as their paper describes them, with the fast part as an area. */
export function exampleWish(curves: readonly OpenCurve[]): DecayWish | null {
  const wish = firstWish(curves);
  return wish && { ...wish, prompt: true, response: { kind: "gaussian", fwhmNs: EXAMPLE.fwhmNs } };
}

function responseOf(
  { response, responseBackground }: DecayWish,
  curves: readonly OpenCurve[],
): InstrumentResponse {
  if (response.kind !== "curve") return response;
  const curve = curves.find(({ key }) => key === response.key);
  if (!curve) return { kind: "none" };
  const { label, counts, channelWidthNs, startNs } = curve;
  return {
    kind: "measured",
    histogram: { name: label, counts, channelWidthNs, startNs },
    background: responseBackground,
  };
}

/** A decay and what is asked of it, as the worker takes it. `opened` counts how often files were read. */
export function askOf(
  wish: DecayWish,
  key: string,
  curves: readonly OpenCurve[],
  opened: number,
): FitAsk | null {
  const curve = curves.find((one) => one.key === key);
  if (!curve) return null;
  const { shown: _, series: __, response, responseBackground, ...stated } = wish;
  const about = response.kind === "curve" ? [response, responseBackground] : [response];
  return {
    ...stated,
    key: JSON.stringify([opened, key, about, stated]),
    decay: {
      name: curve.label,
      counts: curve.counts,
      channelWidthNs: curve.channelWidthNs,
      startNs: curve.startNs,
    },
    response: responseOf(wish, curves),
  };
}

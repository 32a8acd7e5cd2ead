import type { Fit } from "../../inference/index.ts";
import { beginsBehindRise, unmovedShift } from "./behind-rise.ts";
import { SHIFT } from "./decay-model.ts";
import type { PreparedDecay } from "./emission-problem.ts";
import { WEIGHT_WARNINGS } from "./least-squares-weights.ts";
import type { GoodnessOfFit } from "./poisson-deviance.ts";

/** A response of fewer counts than this share of the decay's adds its own noise to the fit's. */
const WEAK_RESPONSE = 0.9;

/** Values at which converters stop counting. */
const FULL_COUNTS: readonly number[] = [65535, 4294967295, 2147483647, 16777215];
/** So many equal channels in a row at the top, with more counts than this, are a flat top and no chance. */
const FLAT_CHANNELS = 3;
const FLAT_COUNTS = 100;
/** Photons per pulse above which pile-up bends a decay visibly. */
const PILE_UP_SHARE = 0.05;
/** A lifetime below this share of the response's width is known by its area alone. */
export const UNRESOLVED_SHARE = 0.2;
/** Model and data disagree when less probable than this, either way. */
const MISFIT_P = 1e-3;
const DEGENERATE = 0.95;
/** A measured response narrower than so many channels is not resolved by them. */
const NARROW_CHANNELS = 2;

/** First and last channel of a saturated stretch; null when there is none. */
export function saturatedChannels(counts: Float64Array): { first: number; last: number } | null {
  let top = 0;
  for (let i = 0; i < counts.length; i++) top = Math.max(top, counts[i]!);
  let first = -1;
  let last = -1;
  let run = 0;
  let longest = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] !== top) {
      run = 0;
      continue;
    }
    if (first < 0) first = i;
    last = i;
    longest = Math.max(longest, ++run);
  }
  const isFull = FULL_COUNTS.includes(top);
  return isFull || (longest >= FLAT_CHANNELS && top > FLAT_COUNTS) ? { first, last } : null;
}

const shown = (value: number): string => String(Number(value.toPrecision(3)));

function dataWarnings(prepared: PreparedDecay): string[] {
  const { decay, options, response, model } = prepared;
  const { counts, channelWidthNs: width } = decay;
  const warnings: string[] = [];
  const saturated = saturatedChannels(counts);
  if (saturated && saturated.last >= model.range.first && saturated.first <= model.range.last) {
    const { first, last } = saturated;
    warnings.push(
      `saturated: channels ${first + 1} to ${last + 1} stand at ${counts[first]} counts, the counter's limit; what they missed distorts the fit. Measure with fewer counts, or fit without a response from ${shown((decay.startNs ?? 0) + (last + 1) * width)} ns on (--no-irf --from): behind the rise a response tells nothing more`,
    );
  }
  if (options.range?.last === undefined && model.range.last < counts.length - 1) {
    warnings.push(
      `nothing was counted after ${shown((decay.startNs ?? 0) + (model.range.last + 1) * width)} ns, and abruptly so: the fit ends there. State another end where that is wrong`,
    );
  }
  const { pulses } = options;
  const total = counts.reduce((sum, value) => sum + value, 0);
  if (pulses !== undefined && total / pulses > PILE_UP_SHARE) {
    warnings.push(
      `pile-up: ${shown((100 * total) / pulses)} % of the pulses gave a photon; it is corrected (Coates), but dead time and second photons of the detector are not. Measure below 5 %`,
    );
  }
  const { histogram } = options.response?.kind === "measured" ? options.response : { histogram: null };
  if (histogram && response) {
    if (histogram.counts.length > counts.length) {
      warnings.push(
        `the response is longer than the decay: ${histogram.counts.length} and ${counts.length} channels; what lies beyond the decay's is part of its area only`,
      );
    }
    if (4 * response.fwhmChannels > model.range.last - model.range.first + 1) {
      warnings.push(
        `the response is ${shown(response.fwhmChannels * width)} ns wide in a fitted range of ${shown((model.range.last - model.range.first + 1) * width)} ns: little but the response is seen`,
      );
    }
    if (response.fwhmChannels < NARROW_CHANNELS) {
      warnings.push(
        `the response is ${shown(response.fwhmChannels)} channels wide: how it lies within a channel is not known, and the rise cannot be described to better than that. Measure with narrower channels, or fit the tail (--no-irf)`,
      );
    }
    if (response.counts < WEAK_RESPONSE * total) {
      warnings.push(
        `the response holds fewer counts than the decay (${Math.round(response.counts)} and ${total}): its own noise is not in the intervals. Measure it longer`,
      );
    }
    const saturatedResponse = saturatedChannels(histogram.counts);
    if (saturatedResponse) {
      warnings.push(
        `saturated: the response stands at ${histogram.counts[saturatedResponse.first]} counts in channels ${saturatedResponse.first + 1} to ${saturatedResponse.last + 1}; its shape is wrong there`,
      );
    }
  }
  return warnings;
}

/** Said of a range behind the rise, where a response was given: what the shift and the amplitudes are worth there. */
export function behindRiseWarnings(
  prepared: PreparedDecay,
  shift: { readonly value: number; readonly fixed: boolean },
): string[] {
  const { model, decay, options } = prepared;
  const { response } = options;
  if (response === undefined || response.kind === "none") return [];
  if (!beginsBehindRise(decay.counts, model.range)) return [];
  if (shift.fixed) {
    const isUnmoved =
      response.kind === "measured" && Math.abs(shift.value - unmovedShift(decay.channelWidthNs)) < 1e-9;
    return [
      `the fitted range begins behind the rise, which alone tells the shift of the response: it is held at ${shown(shift.value)} ns${isUnmoved ? ", half a channel, where a response recorded by the same clock stands" : ""}, and amplitudes, and with several lifetimes shares and averages, are as right as that`,
    ];
  }
  return [
    `the fitted range begins behind the rise, where a shift of the response and larger or smaller amplitudes are the same: neither means anything, nor do shares and averages of several lifetimes; lifetimes and background do. Begin before the rise, or fit without a response (--no-irf), with amplitudes at the beginning of the range`,
  ];
}

function parameterWarnings(prepared: PreparedDecay, fit: Fit): string[] {
  const { model, decay, responseWidthNs, options } = prepared;
  const rangeNs = (model.range.last - model.range.first + 1) * decay.channelWidthNs;
  const warnings: string[] = [];
  const hasResponse = options.response !== undefined && options.response.kind !== "none";
  model.parameters.forEach((parameter, index) => {
    const { name, value, atBound, fixed } = fit.parameters[index]!;
    if (parameter.place === 0 && atBound === "lower") {
      warnings.push(`component ${parameter.component! + 1} is not needed: its amplitude is 0`);
    }
    if (index === SHIFT && atBound !== null && !fixed) {
      warnings.push(
        `the shift stands at the end of what is allowed, ${shown(value)} ns: response and decay do not meet in this record. Check that both were recorded with the same delay, or cut both alike`,
      );
    }
    if (parameter.place !== 1 || fixed) return;
    if (hasResponse && value < UNRESOLVED_SHARE * responseWidthNs) {
      warnings.push(
        `${name} of ${shown(value)} ns is far below the response of ${shown(responseWidthNs)} ns: only its area, amplitude times lifetime, is known. Fit it as a prompt part (--prompt)`,
      );
    }
    if (value > rangeNs) {
      warnings.push(
        `${name} of ${shown(value)} ns is longer than the fitted range of ${shown(rangeNs)} ns: it trades off with the background. Measure over a longer time`,
      );
    }
  });
  const background = fit.parameters[0]!;
  if (!background.fixed) {
    const row = fit.correlation?.[fit.freeNames.indexOf("background")];
    const partner = row?.findIndex(
      (value, j) => fit.freeNames[j] !== "background" && Math.abs(value) > DEGENERATE,
    );
    if (partner !== undefined && partner >= 0) {
      warnings.push(
        `the background is not determined: it trades off with ${fit.freeNames[partner]}. Record channels before the pulse, or state it`,
      );
    } else if (background.standardError === null && background.atBound === null) {
      warnings.push("the background is not determined. Record channels before the pulse, or state it");
    }
  }
  return warnings;
}

/** Everything a reader of a decay's fit must know: about the data, the response, the parameters, the fit. */
export function emissionWarnings(prepared: PreparedDecay, fit: Fit, goodness: GoodnessOfFit): string[] {
  const warnings = [
    ...dataWarnings(prepared),
    ...behindRiseWarnings(prepared, fit.parameters[SHIFT]!),
    ...parameterWarnings(prepared, fit),
  ];
  if (!fit.converged) warnings.push(`not converged: ${fit.termination}`);
  if (prepared.noise !== "poisson") {
    warnings.push(WEIGHT_WARNINGS[prepared.noise]);
    return warnings;
  }
  if (prepared.options.peakCounts !== undefined) {
    warnings.push(
      "counts were restored from normalised data by the stated peak: intervals are as good as that number",
    );
  }
  if (goodness.p < MISFIT_P) {
    warnings.push(
      `misfit: the deviance is ${goodness.z.toFixed(1)} standard deviations above what counting noise gives; another component, the response or the range may be wrong`,
    );
  }
  if (goodness.p > 1 - MISFIT_P && prepared.options.peakCounts === undefined) {
    warnings.push(
      `the deviance is ${(-goodness.z).toFixed(1)} standard deviations below what counting noise gives: these may be no raw counts (summed, smoothed or scaled)`,
    );
  }
  return warnings;
}

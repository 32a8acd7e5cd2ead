import { DomainError, InputError } from "../../errors.ts";
import { normalQuantile } from "../../numerics/error-function.ts";
import { exponentialEmission } from "./components/index.ts";
import type { DecayNumber } from "./decay-numbers.ts";
import {
  checkSeries,
  type DecaySeries,
  type FailedDecay,
  summedDecay,
  usableDecays,
} from "./decay-series.ts";
import {
  type EmissionModelOptions,
  lastCounted,
  type PreparedDecay,
  prepareDecay,
} from "./emission-problem.ts";
import { behindRiseWarnings } from "./emission-warnings.ts";
import { type GlobalLikelihood, globalLikelihood } from "./global-likelihood.ts";
import { type SharedSearch, searchShared, sharedStart } from "./global-search.ts";
import type { AssociatedSpectrum, GlobalFit, GlobalFitOptions } from "./global-types.ts";
import { checkHeldBackground } from "./held-values.ts";
import { type MergedChannels, mergedChannels, mergedSeries } from "./merged-channels.ts";
import { searchDecay } from "./search-decay.ts";
import { type SharedTerms, sharedTerms } from "./shared-terms.ts";

const USUAL_STARTS = 1;
const MERGED_FROM = 1e5;

function checkOptions(options: GlobalFitOptions): void {
  if (!(Number.isInteger(options.lifetimes) && options.lifetimes >= 1 && options.lifetimes <= 6)) {
    throw new DomainError({
      what: "the number of shared lifetimes is impossible",
      found: String(options.lifetimes),
      expected: "1 to 6",
    });
  }
  const { level } = options;
  if (level !== undefined && !(level > 0 && level < 1)) {
    throw new DomainError({
      what: "the level of an interval is impossible",
      found: String(level),
      expected: "0 to 1",
    });
  }
}

/**
 * Fits a series of decays with shared lifetimes (and one shift), and amplitudes, prompt part and background of their own, none
 * negative, by maximum likelihood of the counts. It starts from the summed decay. The amplitudes are eliminated for
 * each decay, so the search runs in the shared values alone; intervals of the shared values are of first order in ln lifetime, from the
 * information that is left after the amplitudes have taken theirs.
 *
 * Decays that hold no counts, or no counts at all, are left out and named in `failures`.
 *
 * @throws InputError for decays in different channels, or when none can be fitted; DomainError for settings out of range
 * Source: J. M. Beechem, Methods Enzymol. 210 (1992) 37 (global analysis); the likelihood as {@link globalLikelihood}.
 */
export function fitGlobal(series: DecaySeries, options: GlobalFitOptions): GlobalFit {
  checkOptions(options);
  checkSeries(series);
  const { usable, failures } = usableDecays(series.decays, options.allowFractions ?? false);
  const decays = usable.map((index) => series.decays[index]!);
  if (decays.length === 0) {
    const odd = noCount(series);
    if (odd !== null) {
      throw new InputError({
        what: "no decay of the series holds counts",
        found: odd,
        expected: "whole numbers, 0 or more",
        remedy:
          "give raw histograms; readings of a camera, scaled ones, or such as had a background taken off are fitted by least squares, in a terminal --global --noise constant",
      });
    }
    throw new InputError({
      what: "no decay of the series can be fitted",
      found: failures[0]!.reason,
      expected: "histograms of counts",
    });
  }
  const components = Array.from({ length: options.lifetimes }, () => exponentialEmission);
  const sum = summedDecay(decays);
  if (options.background !== undefined) {
    const held = { first: options.range?.first ?? 0, last: options.range?.last ?? lastCounted(sum.counts) };
    checkHeldBackground(sum.counts, held, options.background, "the decays together", decays.length);
  }
  const prepared = prepareDecay(
    sum,
    {
      components,
      ...modelOptions(options, decays.length),
    },
    options.allowFractions,
  );
  const { range } = prepared.model;
  const ofSum = searchDecay(prepared, options.starts ?? USUAL_STARTS);
  const values = Float64Array.from(ofSum.parameters, ({ value }) => value);
  const termsOf = (edges?: Int32Array): SharedTerms =>
    sharedTerms({
      convolver: prepared.convolver,
      range,
      lifetimes: options.lifetimes,
      prompt: (options.prompt ?? false) && prepared.convolver.movable,
      ...(options.background === undefined ? {} : { background: options.background }),
      ...(prepared.options.shiftNs === undefined ? {} : { shiftNs: prepared.options.shiftNs }),
      ...(edges ? { edges } : {}),
    });
  const start = sharedStart(prepared, termsOf(), values);
  const channels = range.last - range.first + 1;
  const merge = options.mergeChannels ?? decays.length * channels > MERGED_FROM;
  const merged = merge ? mergedChannels(prepared.counts, start, termsOf) : null;
  const edges = merged?.edges ?? Int32Array.from({ length: channels + 1 }, (_, i) => i);
  const counts = mergedSeries(decays, edges, range.first);
  const terms = termsOf(edges);
  const likelihood = globalLikelihood(counts, terms);
  const search = searchShared(likelihood, terms, counts, start);
  return describeGlobal({
    series,
    usable,
    failures,
    counts,
    terms,
    likelihood,
    search,
    prepared,
    options,
    merged,
  });
}

/** Options of the summed decay: a held background is held for each of its parts. */
function modelOptions(options: GlobalFitOptions, decays: number): Omit<EmissionModelOptions, "components"> {
  const { response, prompt, background, shiftNs, periodNs, range, fixed } = options;
  return {
    ...(response === undefined ? {} : { response }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(background === undefined ? {} : { background: background * decays }),
    ...(shiftNs === undefined ? {} : { shiftNs }),
    ...(periodNs === undefined ? {} : { periodNs }),
    ...(range === undefined ? {} : { range }),
    ...(fixed === undefined ? {} : { fixed }),
  };
}

/** The first reading of a series that is no count, and where; null where all are. */
function noCount({ decays }: DecaySeries): string | null {
  for (const { name, counts } of decays) {
    const at = counts.findIndex((value) => Number.isFinite(value) && (value < 0 || !Number.isInteger(value)));
    if (at >= 0) return `${counts[at]} in channel ${at + 1} of ${name}`;
  }
  return null;
}

interface FittedSeriesParts {
  readonly series: DecaySeries;
  readonly usable: readonly number[];
  readonly failures: readonly FailedDecay[];
  readonly counts: Float64Array;
  readonly terms: SharedTerms;
  readonly likelihood: GlobalLikelihood;
  readonly search: SharedSearch;
  readonly prepared: PreparedDecay;
  readonly options: GlobalFitOptions;
  readonly merged: MergedChannels | null;
}

/** Values of a linear term along the series, with errors that include those of the shared values. */
function spectrumOf(
  { series, usable, terms, likelihood, search }: FittedSeriesParts,
  term: number,
): Pick<AssociatedSpectrum, "values" | "standardErrors"> {
  const T = terms.terms;
  const P = search.shared.length;
  const values = new Float64Array(series.decays.length).fill(Number.NaN);
  const standardErrors = new Float64Array(series.decays.length).fill(Number.NaN);
  for (const [g, index] of usable.entries()) {
    const value = likelihood.amplitudes[g * T + term]!;
    values[index] = value;
    if (value === 0) continue;
    let variance = likelihood.covariance[(g * T + term) * T + term]!;
    const at = (g * T + term) * P;
    for (let p = 0; p < P; p++) {
      for (let q = 0; q < P; q++) {
        variance +=
          likelihood.response[at + p]! * search.covariance[p * P + q]! * likelihood.response[at + q]!;
      }
    }
    standardErrors[index] = Math.sqrt(variance);
  }
  return { values, standardErrors };
}

/** A shared value with its interval, of first order on the scale of the search. */
function sharedNumber(search: SharedSearch, p: number, isLifetime: boolean, level: number): DecayNumber {
  const P = search.shared.length;
  const at = search.shared[p]!;
  const value = isLifetime ? Math.exp(at) : at;
  const error = Math.sqrt(search.covariance[p * P + p]!);
  if (search.held[p]) {
    return { value, low: value, high: value, unit: "ns", standardError: null, method: "held" };
  }
  if (!Number.isFinite(error)) {
    return { value, low: null, high: null, unit: "ns", standardError: null, method: "none" };
  }
  const reach = normalQuantile(0.5 + level / 2) * error;
  const ends = isLifetime ? [value * Math.exp(-reach), value * Math.exp(reach)] : [at - reach, at + reach];
  const standardError = isLifetime ? value * error : error;
  return { value, low: ends[0]!, high: ends[1]!, unit: "ns", standardError, method: "first order" };
}

function correlationOf({ covariance, shared }: SharedSearch, order: readonly number[]): number[][] {
  const P = shared.length;
  return order.map((p) =>
    order.map((q) => {
      if (p === q) return 1;
      const scale = Math.sqrt(covariance[p * P + p]! * covariance[q * P + q]!);
      return scale > 0 ? covariance[p * P + q]! / scale : 0;
    }),
  );
}

function describeGlobal(parts: FittedSeriesParts): GlobalFit {
  const { series, usable, failures, terms, search, prepared, options, merged } = parts;
  const level = options.level ?? 0.95;
  const rising = Array.from({ length: terms.lifetimes }, (_, k) => k).sort(
    (a, b) => search.shared[a]! - search.shared[b]!,
  );
  const lifetimes = rising.map((p) => sharedNumber(search, p, true, level));
  const spectra: AssociatedSpectrum[] = rising.map((term, k) => ({
    name: `lifetime ${k + 1}`,
    lifetimeNs: lifetimes[k]!.value,
    ...spectrumOf(parts, term),
  }));
  for (const [name, term] of [
    ["prompt", terms.promptTerm],
    ["background", terms.backgroundTerm],
  ] as const) {
    if (term >= 0) spectra.push({ name, lifetimeNs: null, ...spectrumOf(parts, term) });
  }
  const warnings = search.converged ? [] : [`not converged: ${search.termination}`];
  const shift = terms.hasShift
    ? { value: search.shared[terms.lifetimes]!, fixed: false }
    : { value: prepared.options.shiftNs ?? 0, fixed: true };
  warnings.push(...behindRiseWarnings(prepared, shift));
  for (const { name, values } of spectra.slice(0, terms.lifetimes)) {
    if (usable.every((index) => values[index] === 0))
      warnings.push(`${name} is not needed: all its amplitudes are 0`);
  }
  if (options.allowFractions) {
    warnings.push(
      "the readings are no counts: values are as good as ever, intervals and deviance lack the gain",
    );
  }
  for (const [k, lifetime] of lifetimes.entries()) {
    const rangeNs =
      (prepared.model.range.last - prepared.model.range.first + 1) * prepared.decay.channelWidthNs;
    if (lifetime.method !== "held" && lifetime.value > rangeNs) {
      warnings.push(`lifetime ${k + 1} is longer than the fitted range: it trades off with the background`);
    }
  }
  return {
    lifetimes,
    shift: terms.hasShift ? sharedNumber(search, terms.lifetimes, false, level) : null,
    spectra,
    coordinate: series.coordinate ?? null,
    correlation: correlationOf(search, [...rising, ...(terms.hasShift ? [terms.lifetimes] : [])]),
    deviance: search.deviance,
    decays: usable.length,
    channels: prepared.counts.length,
    rows: terms.rows,
    mergingLoss: merged?.loss ?? 0,
    range: prepared.model.range,
    counts: prepared.counts.reduce((sum, value) => sum + value, 0),
    level,
    failures,
    converged: search.converged,
    termination: search.termination,
    evaluations: search.evaluations,
    warnings,
    series,
    prepared,
  };
}

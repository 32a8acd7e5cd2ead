import { DomainError, InputError } from "../../errors.ts";
import { countDeviance, type Fit } from "../../inference/index.ts";
import { BACKGROUND, PROMPT } from "./decay-model.ts";
import { type FailedDecay, reasonOf, summedDecay } from "./decay-series.ts";
import { type ChannelRange, checkEmissionDecay, type EmissionDecay, sameWidth } from "./emission-decay.ts";
import { type EmissionModelOptions, type PreparedDecay, prepareDecay } from "./emission-problem.ts";
import { decayDataset } from "./least-squares-weights.ts";
import { searchDecay } from "./search-decay.ts";

/** What every decay of a stack is fitted with; see {@link EmissionModelOptions}. */
export interface StackOptions extends EmissionModelOptions {
  /**
   * Told after every decay: how many are done, of how many. Return false to stop; what is done by then is returned.
   */
  readonly progress?: (done: number, of: number) => boolean | undefined;
  /** {@link stackStart} of the stack this is a run of; found from the given decays when left out. */
  readonly start?: StackStart | null;
}

/** Where the fits of a stack begin and what they see: of the sum of all decays, so that runs of a stack do not depend on its cuts. */
export interface StackStart {
  /** Values of the sum's fit, in the order of the model. */
  readonly values: Float64Array;
  /** Counts of the sum in its range. */
  readonly counts: number;
  readonly range: ChannelRange;
}

/** A decay of a stack as fitted: values in the order of `names`, with standard errors. */
export interface StackedFit {
  /** Place in the stack, from 0. */
  readonly index: number;
  readonly name: string;
  /** Lifetimes rise within components of one kind. */
  readonly values: Float64Array;
  /** From the information matrix; NaN for a held value and one at its bound. */
  readonly standardErrors: Float64Array;
  readonly counts: number;
  readonly deviance: number;
  readonly converged: boolean;
}

/** A stack fitted decay by decay. */
export interface StackResult {
  /** Names and units of the values of every fit: background, prompt, shift, then amplitude, lifetime ... of each component. */
  readonly names: readonly string[];
  readonly units: readonly string[];
  readonly fits: readonly StackedFit[];
  /** Decays that could not be fitted, with the reason. */
  readonly failures: readonly FailedDecay[];
  /** Decays looked at; fewer than given when it was stopped. */
  readonly done: number;
  readonly stopped: boolean;
}

/** Starts tried on a decay that did not come to a good end from the sum's fit. */
const OWN_STARTS = 2;
/** A component starts with at least this share of the largest amplitude. */
const LEAST_SHARE = 1e-3;

/** Whether one prepared model serves all decays: same channels, nothing that depends on the decay's own counts. */
function sharesModel(decays: readonly EmissionDecay[], options: EmissionModelOptions): boolean {
  const [first] = decays;
  const hasResponse = options.response !== undefined && options.response.kind !== "none";
  return (
    first !== undefined &&
    (hasResponse || options.range?.first !== undefined) &&
    options.pulses === undefined &&
    options.peakCounts === undefined &&
    decays.every(
      ({ counts, channelWidthNs, startNs = 0 }) =>
        counts.length === first.counts.length &&
        sameWidth(channelWidthNs, first.channelWidthNs) &&
        startNs === (first.startNs ?? 0),
    )
  );
}

/** The decays whose counts can be summed. */
function soundDecays(decays: readonly EmissionDecay[]): readonly EmissionDecay[] {
  return decays.filter((decay) => {
    try {
      checkEmissionDecay(decay);
      return true;
    } catch (error) {
      reasonOf(error);
      return false;
    }
  });
}

/** The model of the sum, made for one decay of the same channels. */
function preparedAs(shared: PreparedDecay, decay: EmissionDecay): PreparedDecay {
  checkEmissionDecay(decay);
  const { first, last } = shared.model.range;
  const counts = decay.counts.subarray(first, last + 1);
  if (!counts.some((value) => value > 0)) {
    throw new InputError({
      what: `the fitted range of ${decay.name} holds no counts`,
      found: `channels ${first + 1} to ${last + 1}`,
      expected: "photons",
      remedy: "fit another range",
    });
  }
  const dataset = decayDataset(decay.name, counts, shared.model, shared.noise);
  return {
    ...shared,
    decay,
    counts,
    problem: (start) => ({ ...shared.problem(start), datasets: [dataset] }),
  };
}

/** Values of the sum, with amplitudes for a decay of fewer counts. */
function scaledStart(sum: Float64Array, prepared: PreparedDecay, share: number): Float64Array {
  const start = Float64Array.from(sum);
  start[BACKGROUND] = start[BACKGROUND]! * share;
  start[PROMPT] = start[PROMPT]! * share;
  let largest = 0;
  const amplitudes = prepared.model.parameters.flatMap(({ place }, index) => (place === 0 ? [index] : []));
  for (const index of amplitudes) largest = Math.max(largest, sum[index]!);
  for (const index of amplitudes) start[index] = share * Math.max(sum[index]!, LEAST_SHARE * largest);
  return start;
}

function stacked(index: number, prepared: PreparedDecay, fit: Fit): StackedFit {
  const { decay, counts } = prepared;
  const predicted = fit.series[0]!.predicted;
  return {
    index,
    name: decay.name,
    values: Float64Array.from(fit.parameters, ({ value }) => value),
    standardErrors: Float64Array.from(fit.parameters, ({ standardError }) => standardError ?? Number.NaN),
    counts: counts.reduce((total, value) => total + value, 0),
    deviance: countDeviance(counts, predicted),
    converged: fit.converged,
  };
}

/**
 * The fit of the sum of a stack, which its decays start from; null where they do not share channels and model, and each starts from its
 * own counts.
 *
 * @throws InputError for a response that can serve no decay
 */
export function stackStart(
  decays: readonly EmissionDecay[],
  options: EmissionModelOptions,
): StackStart | null {
  const sound = sharesModel(decays, options) ? soundDecays(decays) : [];
  if (sound.length === 0) return null;
  const sum = prepareDecay(summedDecay(sound), options);
  return {
    values: Float64Array.from(searchDecay(sum).parameters, ({ value }) => value),
    counts: sum.counts.reduce((total, value) => total + value, 0),
    range: sum.model.range,
  };
}

/**
 * Fits every decay of a stack alone, by the same likelihood as {@link fitEmissionDecay}, without profiles. Decays in one set of
 * channels share response and model, and start from the fit of their sum; one that does not come to an end from there is started anew
 * from its own counts. Decays that cannot be fitted are named with their reason, the others are fitted all the same.
 *
 * @throws InputError for an empty stack, or a response that can serve no decay
 */
export function fitStack(decays: readonly EmissionDecay[], options: StackOptions): StackResult {
  if (decays.length === 0) {
    throw new InputError({ what: "the stack holds no decays", found: "none", expected: "one or more" });
  }
  const { progress, start: given, ...modelOptions } = options;
  const start = given === undefined ? stackStart(decays, modelOptions) : given;
  const sound = start ? soundDecays(decays) : [];
  const shared =
    start && sound.length > 0
      ? prepareDecay(summedDecay(sound), { ...modelOptions, range: start.range })
      : null;
  const fits: StackedFit[] = [];
  const failures: FailedDecay[] = [];
  let model: PreparedDecay | null = shared;
  let done = 0;
  let stopped = false;
  for (const [index, decay] of decays.entries()) {
    try {
      const prepared = shared ? preparedAs(shared, decay) : prepareDecay(decay, modelOptions);
      model ??= prepared;
      fits.push(stacked(index, prepared, fitOne(prepared, shared ? start : null, modelOptions)));
    } catch (error) {
      failures.push({ index, name: decay.name, reason: reasonOf(error) });
    }
    done++;
    if (progress?.(done, decays.length) === false && done < decays.length) {
      stopped = true;
      break;
    }
  }
  const parameters = model?.model.parameters ?? [];
  return {
    names: parameters.map(({ name }) => name),
    units: parameters.map(({ unit }) => unit),
    fits,
    failures,
    done,
    stopped,
  };
}

/** From the sum's fit first; from a grid on the decay's own counts where that does not end inside all bounds. */
function fitOne(prepared: PreparedDecay, start: StackStart | null, options: EmissionModelOptions): Fit {
  if (!start) return searchDecay(prepared);
  const own = prepared.counts.reduce((total, value) => total + value, 0);
  const found = searchDecay(prepared, 1, scaledStart(start.values, prepared, own / start.counts));
  const atBound = found.parameters.some(
    ({ atBound: bound, name }) => bound !== null && name !== "background" && name !== "prompt",
  );
  if (found.converged && !atBound) return found;
  const again = searchDecay(prepareDecay(prepared.decay, { ...options, range: start.range }), OWN_STARTS);
  return again.search.deviance < found.search.deviance ? again : found;
}

/** A run of decays, both ends counted from 0, the end not included. */
export interface StackCut {
  readonly first: number;
  readonly end: number;
}

/**
 * Cuts a stack into runs for workers: equal but for one, none empty, at most `parts`. Several runs a worker keep all busy to the
 * end. Runs that are given the {@link stackStart} of the whole make the same fits as the whole at once.
 *
 * @throws DomainError unless parts is a whole number from 1 on
 */
export function cutStack(decays: number, parts: number): readonly StackCut[] {
  if (!(Number.isInteger(parts) && parts >= 1)) {
    throw new DomainError({
      what: "a stack cannot be cut into so many parts",
      found: String(parts),
      expected: "a whole number from 1 on",
    });
  }
  const count = Math.min(parts, decays);
  return Array.from({ length: count }, (_, k) => ({
    first: Math.floor((k * decays) / count),
    end: Math.floor(((k + 1) * decays) / count),
  }));
}

/** Puts the results of runs together as if the stack had been fitted at once; in order of the stack. */
export function joinStacks(
  parts: readonly { readonly cut: StackCut; readonly result: StackResult }[],
): StackResult {
  const sorted = parts.toSorted((a, b) => a.cut.first - b.cut.first);
  const named = sorted.find(({ result }) => result.names.length > 0) ?? sorted[0];
  return {
    names: named?.result.names ?? [],
    units: named?.result.units ?? [],
    fits: sorted.flatMap(({ cut, result }) =>
      result.fits.map((one) => ({ ...one, index: one.index + cut.first })),
    ),
    failures: sorted.flatMap(({ cut, result }) =>
      result.failures.map((one) => ({ ...one, index: one.index + cut.first })),
    ),
    done: sorted.reduce((total, { result }) => total + result.done, 0),
    stopped: sorted.some(({ result }) => result.stopped),
  };
}

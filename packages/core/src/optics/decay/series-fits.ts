import { type ComponentShares, type ComponentValues, componentShares } from "./averages.ts";
import { BACKGROUND, FIRST_COMPONENT, PROMPT, SHIFT } from "./decay-model.ts";
import { type FittedCurve, fittedCurve } from "./emission-curve.ts";
import type { EmissionDecay } from "./emission-decay.ts";
import { type EmissionModelOptions, type PreparedDecay, prepareDecay } from "./emission-problem.ts";
import { UNRESOLVED_SHARE } from "./emission-warnings.ts";
import type { GlobalFit } from "./global-types.ts";
import { type GoodnessOfFit, totalGoodness } from "./poisson-deviance.ts";
import { type StackedFit, stackStart } from "./stack.ts";

/** What one decay of a series says beside its parameters. */
export interface SeriesMember extends ComponentShares {
  /** Place in the series, from 0. */
  readonly index: number;
  readonly name: string;
  /** Components shorter than the response can tell, from 0: what divides by their amplitude has no bound. */
  readonly unresolved: readonly number[];
  /** Curve and goodness, computed when asked for. */
  fitted(): FittedCurve;
}

function memberOf(
  prepared: PreparedDecay,
  decay: EmissionDecay,
  index: number,
  values: Float64Array,
  free: readonly number[],
): SeriesMember {
  const { model, responseWidthNs, options } = prepared;
  const hasResponse = options.response !== undefined && options.response.kind !== "none";
  const parts = model.components.map((component, k): ComponentValues => {
    const at = model.parameters.findIndex((parameter) => parameter.component === k);
    return {
      component,
      amplitude: values[at]!,
      values: values.slice(at + 1, at + 1 + component.parameters.length),
    };
  });
  return {
    index,
    name: decay.name,
    ...componentShares(parts, values[PROMPT]!, decay.channelWidthNs),
    unresolved: parts.flatMap(({ amplitude, values: own }, k) =>
      hasResponse && amplitude > 0 && own[0]! < UNRESOLVED_SHARE * responseWidthNs ? [k] : [],
    ),
    fitted: () => fittedCurve(prepared, decay, values, free),
  };
}

/** The fitted decays of a global fit, one after another: shares, averages, and their curves on demand. */
export function* globalMembers(found: GlobalFit): Generator<SeriesMember> {
  const { prepared, spectra, series, lifetimes, shift } = found;
  const { options, model } = prepared;
  const term = (name: string): Float64Array | undefined => spectra.find((one) => one.name === name)?.values;
  const [prompt, background] = [term("prompt"), term("background")];
  for (const [index, decay] of series.decays.entries()) {
    if (Number.isNaN(spectra[0]!.values[index]!)) continue;
    const values = new Float64Array(model.parameters.length);
    values[BACKGROUND] = background ? background[index]! : (options.background ?? 0) / found.decays;
    values[PROMPT] = prompt ? prompt[index]! : 0;
    values[SHIFT] = shift?.value ?? options.shiftNs ?? 0;
    for (const [k, { value }] of lifetimes.entries()) {
      values[FIRST_COMPONENT + 2 * k] = spectra[k]!.values[index]!;
      values[FIRST_COMPONENT + 2 * k + 1] = value;
    }
    const own = [
      ...(background ? [BACKGROUND] : []),
      ...(prompt ? [PROMPT] : []),
      ...lifetimes.map((_, k) => FIRST_COMPONENT + 2 * k),
    ].filter((place) => values[place]! > 0);
    yield memberOf(prepared, decay, index, values, own);
  }
}

/**
 * The fitted decays of a stack, as {@link globalMembers}.
 *
 * @param decays the stack that was fitted
 * @param options it was fitted with
 */
export function* stackMembers(
  decays: readonly EmissionDecay[],
  fits: readonly StackedFit[],
  options: EmissionModelOptions,
): Generator<SeriesMember> {
  // The range of the whole, where one model served all.
  const range = stackStart(decays, options)?.range;
  const own = range ? { ...options, range } : options;
  let prepared: PreparedDecay | null = null;
  for (const { index, values, standardErrors } of fits) {
    const decay = decays[index]!;
    const isServed = prepared !== null && serves(prepared, decay);
    if (!prepared || !isServed) prepared = prepareDecay(decay, own);
    const free = prepared.model.parameters.flatMap((_, j) =>
      Number.isFinite(standardErrors[j]!) ? [j] : [],
    );
    yield memberOf(prepared, isServed ? decay : prepared.decay, index, values, free);
  }
}

/** Whether a prepared decay's model is that of another: same channels and nothing that follows from the counts. */
function serves({ decay, options }: PreparedDecay, other: EmissionDecay): boolean {
  const stated = options.range?.first !== undefined && options.range.last !== undefined;
  return (
    stated &&
    options.pulses === undefined &&
    options.peakCounts === undefined &&
    decay.counts.length === other.counts.length &&
    decay.channelWidthNs === other.channelWidthNs &&
    (decay.startNs ?? 0) === (other.startNs ?? 0)
  );
}

/** How the whole of a global fit compares with counting noise, over all channels. */
export function globalGoodness(found: GlobalFit, members: readonly GoodnessOfFit[]): GoodnessOfFit {
  const shared = [...found.lifetimes, ...(found.shift ? [found.shift] : [])];
  return totalGoodness(members, shared.filter(({ method }) => method !== "held").length);
}

import { type Fit, fit as fitProblem, type Profile, profile } from "../../inference/index.ts";
import { areaProblem } from "./area-problem.ts";
import { averageLifetimes, type ComponentValues } from "./averages.ts";
import { BACKGROUND, PROMPT, SHIFT } from "./decay-model.ts";
import { type DecayNumber, type DerivedOptions, derivedNumber, parameterNumber } from "./decay-numbers.ts";
import { type DerivedQuantity, derivedProfile } from "./derived-profile.ts";
import { type EmissionCurve, type FittedCurve, fittedCurve } from "./emission-curve.ts";
import type { ChannelRange, EmissionDecay } from "./emission-decay.ts";
import { type EmissionModelOptions, type PreparedDecay, prepareDecay } from "./emission-problem.ts";
import { emissionWarnings } from "./emission-warnings.ts";
import type { DecayNoise } from "./least-squares-weights.ts";
import type { GoodnessOfFit } from "./poisson-deviance.ts";
import { searchDecay } from "./search-decay.ts";

/** Settings of {@link fitEmissionDecay}. */
export interface EmissionFitOptions extends EmissionModelOptions {
  /** Probability of the intervals; default 0.95. */
  readonly level?: number;
  /** Follow the profile likelihood of every parameter (the default), of those named, or of none. */
  readonly intervals?: boolean | readonly string[];
  /** Starts tried; default 3, the best of a coarse grid of lifetimes and shifts. */
  readonly starts?: number;
  /** Start of the search in place of the grid: all parameters in the order of the model. */
  readonly startValues?: Float64Array;
}

/** One component as fitted. */
export interface FittedComponent {
  readonly component: string;
  /** Lifetime tau of the component's shape, ns. */
  readonly lifetime: DecayNumber;
  /** Counts per channel at t = 0+. */
  readonly amplitude: DecayNumber;
  /** Share of the sum of all amplitudes. */
  readonly amplitudeFraction: DecayNumber;
  /** Counts of the whole component, over all time: amplitude times area of its shape per channel. */
  readonly area: DecayNumber;
  /** Share of the areas of all components, the prompt part included. */
  readonly areaFraction: DecayNumber;
  /** Further parameters of the shape, such as stretch or spread. */
  readonly shape: readonly (DecayNumber & { readonly name: string })[];
}

/** A fitted decay as plain data. */
export interface EmissionResult {
  readonly name: string;
  readonly model: string;
  readonly noise: DecayNoise;
  /** Counts in the fitted range, its channels, and their width. */
  readonly counts: number;
  readonly channels: number;
  readonly channelWidthNs: number;
  readonly range: ChannelRange;
  readonly components: readonly FittedComponent[];
  /** Null where there is no response, or no prompt part was asked for. */
  readonly prompt: DecayNumber | null;
  readonly shift: DecayNumber | null;
  readonly background: DecayNumber;
  readonly averages: { readonly amplitude: DecayNumber; readonly intensity: DecayNumber };
  readonly goodness: GoodnessOfFit;
  readonly minus2LogLikelihood: number;
  readonly freeParameters: number;
  readonly aicc: number | null;
  readonly bic: number;
  readonly level: number;
  readonly converged: boolean;
  readonly evaluations: number;
  readonly warnings: readonly string[];
}

/** A decay's fit: the plain report, its curve, the profiles, and what it was made from. */
export interface EmissionFit {
  readonly result: EmissionResult;
  readonly curve: EmissionCurve;
  readonly profiles: readonly Profile[];
  readonly fit: Fit;
  readonly prepared: PreparedDecay;
}

const USUAL_STARTS = 3;
/** No points of the curves are wanted, and the ends to 1e-4 of their distance. */
const PROFILE = { curvePoints: 0, endTolerance: 1e-4 };

/** Amplitude and shape of each component from all parameter values. */
function partsOf({ model }: PreparedDecay, values: Float64Array): ComponentValues[] {
  return model.components.map((component, k) => {
    const at = model.parameters.findIndex((parameter) => parameter.component === k);
    return {
      component,
      amplitude: values[at]!,
      values: values.slice(at + 1, at + 1 + component.parameters.length),
    };
  });
}

/** Curve and deviance of a fit, with the errors of its own parameters; one at a bound is not counted. */
function curveOfFit(prepared: PreparedDecay, { parameters, freeNames, covariance }: Fit): FittedCurve {
  const free = freeNames.flatMap((name, j) => {
    const index = parameters.findIndex((parameter) => parameter.name === name);
    return parameters[index]!.atBound === null ? [{ index, j }] : [];
  });
  const spread = covariance
    ? Float64Array.from(free.flatMap((a) => free.map((b) => covariance[a.j]![b.j]!)))
    : null;
  const values = Float64Array.from(parameters, ({ value }) => value);
  const places = free.map(({ index }) => index);
  return fittedCurve(prepared, prepared.decay, values, places, spread);
}

/** The interval of an area by its profile, where there is one. */
function areaNumber(first: DecayNumber, profiles: readonly Profile[], k: number): DecayNumber {
  const found = profiles.find(({ name }) => name === `area ${k + 1}`);
  if (!found) return first;
  const low = found.low ?? (found.openLow === "reaches the bound" ? 0 : null);
  return { ...first, low, high: found.high, method: "profile likelihood" };
}

/** How intervals of derived numbers are found: not at all, of first order, or by following the profile. */
interface Asked {
  readonly level: number | null;
  readonly follow: boolean;
}

/** A derived number with the interval asked for. */
function derivedWith(
  prepared: PreparedDecay,
  fit: Fit,
  quantity: DerivedQuantity,
  unit: string,
  { level, follow }: Asked,
): DecayNumber {
  const options: DerivedOptions = {
    unit,
    level,
    scale: quantity.scale,
    ...(follow ? { follow: (error, asked) => derivedProfile(prepared, fit, quantity, error, asked) } : {}),
  };
  return derivedNumber(fit, quantity.of, options);
}

/** The share that is left of the whole. */
function restOf(share: DecayNumber): DecayNumber {
  const { value, low, high } = share;
  return {
    ...share,
    value: 1 - value,
    low: high === null ? null : 1 - high,
    high: low === null ? null : 1 - low,
  };
}

function componentNumbers(
  prepared: PreparedDecay,
  fit: Fit,
  profiles: readonly Profile[],
  asked: Asked,
): readonly FittedComponent[] {
  const { model, decay } = prepared;
  const width = decay.channelWidthNs;
  const areaOf = (part: ComponentValues): number =>
    (part.amplitude * part.component.area(part.values)) / width;
  const heights = (parts: ComponentValues[]): number => parts.reduce((sum, one) => sum + one.amplitude, 0);
  const areas = (parts: ComponentValues[]): number => parts.reduce((sum, one) => sum + areaOf(one), 0);
  const share = (
    of: (parts: ComponentValues[], prompt: number) => number,
    openAt: DerivedQuantity["openAt"],
  ): DecayNumber =>
    derivedWith(
      prepared,
      fit,
      { scale: "logit", of: (values) => of(partsOf(prepared, values), values[PROMPT]!), openAt },
      "",
      // A single component is all there is.
      model.components.length === 1 && openAt === "lower" ? { ...asked, follow: false } : asked,
    );
  const hasPrompt = fit.parameters[PROMPT]!.value > 0;
  const amplitudeShare = (k: number): DecayNumber =>
    share((parts) => parts[k]!.amplitude / (heights(parts) || 1), "lower");
  const areaShare = (k: number): DecayNumber =>
    share((parts, prompt) => areaOf(parts[k]!) / (areas(parts) + prompt || 1), "upper");
  const ofAmplitude: DecayNumber[] = [];
  const ofArea: DecayNumber[] = [];
  for (let k = 0; k < model.components.length; k++) {
    // Of two shares one says all.
    const isRest = k === 1 && model.components.length === 2;
    ofAmplitude.push(isRest ? restOf(ofAmplitude[0]!) : amplitudeShare(k));
    ofArea.push(isRest && !hasPrompt ? restOf(ofArea[0]!) : areaShare(k));
  }
  return model.components.map((component, k): FittedComponent => {
    const at = model.parameters.findIndex((parameter) => parameter.component === k);
    return {
      component: component.name,
      lifetime: parameterNumber(fit, at + 1, profiles),
      amplitude: parameterNumber(fit, at, profiles),
      amplitudeFraction: ofAmplitude[k]!,
      area: areaNumber(
        derivedNumber(fit, (values) => areaOf(partsOf(prepared, values)[k]!), {
          unit: "counts",
          level: asked.level,
        }),
        profiles,
        k,
      ),
      areaFraction: ofArea[k]!,
      shape: component.parameters
        .slice(1)
        .map(({ name }, j) => ({ name, ...parameterNumber(fit, at + 2 + j, profiles) })),
    };
  });
}

/** Describes what a decay was fitted with: "2 exponentials and a prompt part". */
function modelName({ model, options, convolver }: PreparedDecay): string {
  const kinds = [...new Set(model.components.map(({ name }) => name))];
  const words = kinds.map((kind) => {
    const count = model.components.filter(({ name }) => name === kind).length;
    return count === 1 ? `1 ${kind}` : `${count} ${kind}${kind === "exponential" ? "s" : " components"}`;
  });
  const prompt = options.prompt && convolver.movable ? ["a prompt part"] : [];
  return [...words, ...prompt].join(" and ");
}

/**
 * Fits one decay by maximum likelihood of its counts (Poisson), behind its instrument response, with profile-likelihood
 * intervals.
 *
 * @returns lifetimes rise; shares and averages carry profile intervals too where all are asked for, else of first order
 * @throws InputError for data that are no counts, for a response in other channels, or an empty range; DomainError for settings out of range
 * Source: T. A. Laurence & B. A. Chromy, Nat. Methods 7 (2010) 338.
 */
export function fitEmissionDecay(decay: EmissionDecay, options: EmissionFitOptions): EmissionFit {
  const prepared = prepareDecay(decay, options);
  const level = options.level ?? 0.95;
  const first = searchDecay(prepared, options.starts ?? USUAL_STARTS, options.startValues);
  const intervals = options.intervals ?? true;
  const areas = prepared.model.components.map((_, k) => `area ${k + 1}`);
  const names = intervals === true ? [...first.freeNames, ...areas] : intervals === false ? [] : intervals;
  const ofFit = names.filter((name) => !areas.includes(name));
  const { fit, profiles } = ofFit.length
    ? profile(first, ofFit, { level, ...PROFILE })
    : { fit: first, profiles: [] };
  const all = [
    ...profiles,
    ...profileAreas(
      prepared,
      fit,
      names.filter((name) => areas.includes(name)),
      level,
    ),
  ];
  const asked = { level: intervals === false ? null : level, follow: intervals === true };
  return describeEmission(prepared, fit, all, level, asked);
}

/** Profiles of the areas of components; of those whose amplitude is free. */
function profileAreas(
  prepared: PreparedDecay,
  fit: Fit,
  names: readonly string[],
  level: number,
): readonly Profile[] {
  if (names.length === 0) return [];
  const values = Float64Array.from(fit.parameters, ({ value }) => value);
  const byArea = fitProblem(areaProblem(prepared, values).problem, { tolerance: 1e-6 });
  const free = names.filter((name) => byArea.freeNames.includes(name));
  return free.length ? profile(byArea, free, { level, ...PROFILE }).profiles : [];
}

function describeEmission(
  prepared: PreparedDecay,
  fit: Fit,
  profiles: readonly Profile[],
  level: number,
  asked: Asked,
): EmissionFit {
  const { model, convolver, counts, options } = prepared;
  const { goodness, curve } = curveOfFit(prepared, fit);
  const found = componentNumbers(prepared, fit, profiles, asked);
  const [only, ...others] = prepared.model.components;
  // Both averages of a single exponential are its lifetime, whose own profile is better than an interval of first order.
  const single = only!.isExponential && others.length === 0 ? found[0]!.lifetime : null;
  const average = (which: "amplitude" | "intensity"): DecayNumber => {
    const of = (values: Float64Array): number => averageLifetimes(partsOf(prepared, values))[which];
    // The light of what is faster than the response is known, its height is not; of what outlasts the record neither is.
    const openAt = which === "amplitude" ? "lower" : "upper";
    return single ?? derivedWith(prepared, fit, { scale: "ln", of, openAt }, "ns", asked);
  };
  const number = (index: number): DecayNumber => parameterNumber(fit, index, profiles);
  const result: EmissionResult = {
    name: prepared.decay.name,
    model: modelName(prepared),
    noise: prepared.noise,
    counts: counts.reduce((sum, value) => sum + value, 0),
    channels: counts.length,
    channelWidthNs: prepared.decay.channelWidthNs,
    range: model.range,
    components: found,
    prompt: options.prompt && convolver.movable ? number(PROMPT) : null,
    shift: convolver.movable ? number(SHIFT) : null,
    background: number(BACKGROUND),
    averages: { amplitude: average("amplitude"), intensity: average("intensity") },
    goodness,
    minus2LogLikelihood: fit.minus2LogLikelihood,
    freeParameters: fit.freeParameters,
    aicc: fit.aicc,
    bic: fit.bic,
    level,
    converged: fit.converged,
    evaluations: fit.evaluations,
    warnings: emissionWarnings(prepared, fit, goodness),
  };
  return { result, curve, profiles, fit, prepared };
}

import {
  autocorrelationTime,
  compareEmission,
  decayMeans,
  type EmissionComparison,
  type EmissionFit,
  type EmissionFitOptions,
  findEmissionComponent,
  fitEmissionDecay,
  rangeOfTimes,
  secondRiseNote,
} from "@oleate/core";
import type { FitAsk, FittedEmission, TriedCount } from "./decay-protocol.ts";

type SharedOptions = Omit<EmissionFitOptions, "components">;

/** How a decay is described but for its components, as `oleate decay` reads its flags. */
export function sharedOptions(ask: FitAsk): SharedOptions {
  const { decay, fromNs, toNs, backgroundCounts, periodNs, pulses, peakCounts } = ask;
  const range = rangeOfTimes(decay, fromNs ?? undefined, toNs ?? undefined);
  const shiftNs = ask.response.kind === "none" ? null : ask.shiftNs;
  return {
    response: ask.response,
    noise: ask.noise,
    prompt: ask.prompt,
    range: {
      ...(fromNs === null ? {} : { first: range.first }),
      ...(toNs === null ? {} : { last: range.last }),
    },
    ...(backgroundCounts === null ? {} : { background: backgroundCounts }),
    ...(shiftNs === null ? {} : { shiftNs }),
    ...(periodNs === null ? {} : { periodNs }),
    ...(pulses === null ? {} : { pulses }),
    ...(peakCounts === null ? {} : { peakCounts }),
  };
}

function optionsFor(ask: FitAsk, count: number): EmissionFitOptions {
  const component = findEmissionComponent(ask.component);
  return { ...sharedOptions(ask), components: Array.from({ length: count }, () => component) };
}

const valuesOf = ({ fit }: EmissionFit): Float64Array =>
  Float64Array.from(fit.parameters, ({ value }) => value);

/** Means of each part alone: all other amplitudes, the prompt part and the background are 0. */
function partsOf(found: EmissionFit): FittedEmission["parts"] {
  const { prepared, result } = found;
  const { parameters, components } = prepared.model;
  const values = valuesOf(found);
  const isHeight = ({ name, place }: (typeof parameters)[number]): boolean =>
    place === 0 || name === "prompt" || name === "background";
  const alone = (kept: (parameter: (typeof parameters)[number]) => boolean): Float64Array =>
    decayMeans(
      prepared,
      values.map((value, i) => (isHeight(parameters[i]!) && !kept(parameters[i]!) ? 0 : value)),
    );
  const own = components.map((component, k) => ({
    name: components.length > 1 ? `${component.name} ${k + 1}` : component.name,
    means: alone((parameter) => parameter.component === k),
  }));
  if (result.prompt === null) return own;
  return [...own, { name: "prompt part", means: alone(({ name }) => name === "prompt") }];
}

const NOT_COMPARED = { tried: null, sentence: null };

function triedOf({
  comparison,
  chosen,
  sentence,
}: EmissionComparison): Pick<FittedEmission, "tried" | "sentence"> {
  const tried = comparison.models.map(
    ({ name, freeParameters, aiccDifference, weight }, i): TriedCount => ({
      name,
      freeParameters,
      aiccDifference,
      weight,
      chosen: i === chosen,
    }),
  );
  return { tried, sentence };
}

/** What the record shows within what was stated of its range. */
function notesOf(ask: FitAsk): readonly string[] {
  const note = secondRiseNote(ask.decay, sharedOptions(ask).range);
  return note === null ? [] : [note];
}

function described(
  ask: FitAsk,
  found: EmissionFit,
  compared: Pick<FittedEmission, "tried" | "sentence">,
): FittedEmission {
  const { result, curve } = found;
  return {
    result,
    curve,
    parts: partsOf(found),
    values: valuesOf(found),
    ...compared,
    notes: notesOf(ask),
    correlationChannels: autocorrelationTime(curve.residuals, 1),
  };
}

/** One search, from a known start or from the best one found: quick, without profile intervals. */
export function quickFit(ask: FitAsk, count: number, start: Float64Array | null): FittedEmission {
  const options = { ...optionsFor(ask, count), intervals: [], starts: 1 };
  const found = fitEmissionDecay(ask.decay, start ? { ...options, startValues: start } : options);
  return described(ask, found, NOT_COMPARED);
}

/** The search that `oleate decay` makes, the number of components chosen where none is stated; first-order errors only. */
export function searchedFit(ask: FitAsk): FittedEmission {
  if (ask.count !== null) {
    return described(
      ask,
      fitEmissionDecay(ask.decay, { ...optionsFor(ask, ask.count), intervals: [] }),
      NOT_COMPARED,
    );
  }
  const comparison = compareEmission(ask.decay, findEmissionComponent(ask.component), sharedOptions(ask));
  const taken = comparison.fits[comparison.chosen]!;
  const options = optionsFor(ask, taken.result.components.length);
  // What was compared has no errors yet.
  const found = fitEmissionDecay(ask.decay, { ...options, intervals: [], startValues: valuesOf(taken) });
  return described(ask, found, triedOf(comparison));
}

/** What has a profile interval, lifetimes first. */
export function intervalNames({ result }: FittedEmission): readonly string[] {
  const held = (number: { readonly method: string } | null): boolean =>
    number === null || number.method === "held";
  return [
    ...result.components.map((_, k) => `lifetime ${k + 1}`),
    ...result.components.flatMap(({ shape }, k) => shape.map(({ name }) => `${name} ${k + 1}`)),
    ...result.components.flatMap((_, k) => [`amplitude ${k + 1}`, `area ${k + 1}`]),
    ...(held(result.prompt) ? [] : ["prompt"]),
    ...(held(result.shift) ? [] : ["shift"]),
    ...(held(result.background) ? [] : ["background"]),
  ];
}

/** A fit again from where it ended, with the profile interval of one number. */
export function withInterval(
  ask: FitAsk,
  { result, values }: FittedEmission,
  name: string,
): EmissionFit["result"] {
  const options = optionsFor(ask, result.components.length);
  return fitEmissionDecay(ask.decay, { ...options, intervals: [name], startValues: values }).result;
}

/** The fit that `oleate decay` prints: all intervals, those of shares and averages too. */
export function wholeFit(ask: FitAsk, { result }: FittedEmission): EmissionFit["result"] {
  return fitEmissionDecay(ask.decay, optionsFor(ask, result.components.length)).result;
}

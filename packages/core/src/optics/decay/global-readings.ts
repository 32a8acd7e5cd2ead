import { DomainError, InputError } from "../../errors.ts";
import { autocorrelationTime, type Fit, fit as fitProblem, type Parameter } from "../../inference/index.ts";
import { normalQuantile } from "../../numerics/error-function.ts";
import { exponentialEmission } from "./components/index.ts";
import { FIRST_COMPONENT, SHIFT } from "./decay-model.ts";
import type { DecayNumber } from "./decay-numbers.ts";
import { checkSeries, type DecaySeries, summedDecay } from "./decay-series.ts";
import type { EmissionCurve } from "./emission-curve.ts";
import { type PreparedDecay, prepareDecay } from "./emission-problem.ts";
import { behindRiseWarnings } from "./emission-warnings.ts";
import type { AssociatedSpectrum, GlobalReadings, GlobalReadingsOptions } from "./global-types.ts";
import { feedingOf, readingsDataset } from "./readings-dataset.ts";
import { searchDecay } from "./search-decay.ts";
import { type SharedTerms, sharedTerms } from "./shared-terms.ts";

/** Residuals correlated over more channels than this are no noise of single channels. */
const CORRELATED_CHANNELS = 1.5;
/** Shares of the record between which the lifetimes of further starts are spread evenly in their logarithm. */
const SPREADS: readonly (readonly [number, number])[] = [
  [0.003, 0.1],
  [0.01, 0.5],
  [0.03, 2],
];

function checkReadings({ decays }: DecaySeries): void {
  for (const { name, counts } of decays) {
    const odd = counts.findIndex((value) => !Number.isFinite(value));
    if (odd >= 0) {
      throw new InputError({
        what: `channel ${odd + 1} of ${name} holds no number`,
        found: String(counts[odd]),
        expected: "a reading",
      });
    }
  }
}

/** The sum of the series lifted to 0 and above: it finds range and starts alone, not values. */
function liftedSum(series: DecaySeries) {
  const sum = summedDecay(series.decays);
  const least = sum.counts.reduce((low, value) => Math.min(low, value), 0);
  return { ...sum, counts: sum.counts.map((value) => value - least) };
}

/** Starts of the shared values: the search on the lifted sum, then lifetimes spread over the record. */
function startsOf(prepared: PreparedDecay, lifetimes: number, hasShift: boolean): readonly Float64Array[] {
  const values = searchDecay(prepared).parameters.map(({ value }) => value);
  const shift = hasShift ? [values[SHIFT]!] : [];
  const found = Array.from({ length: lifetimes }, (_, k) => values[FIRST_COMPONENT + 2 * k + 1]!);
  const { first, last } = prepared.model.range;
  const lengthNs = (last - first + 1) * prepared.decay.channelWidthNs;
  const spread = SPREADS.map(([from, to]) =>
    Array.from(
      { length: lifetimes },
      (_, k) => lengthNs * from * (to / from) ** (lifetimes === 1 ? 0.5 : k / (lifetimes - 1)),
    ),
  );
  return [found, ...spread].map((taus) => Float64Array.from([...taus, ...shift]));
}

function sharedNumber(found: Fit, p: number, isLifetime: boolean, level: number): DecayNumber {
  const { value, standardError } = found.parameters[p]!;
  const error = found.search.standardErrors[p] ?? null;
  if (standardError === null || error === null) {
    return { value, low: null, high: null, unit: "ns", standardError: null, method: "none" };
  }
  const reach = normalQuantile(0.5 + level / 2) * error;
  // A lifetime is searched by its logarithm.
  const [low, high] = isLifetime
    ? [value * Math.exp(-reach), value * Math.exp(reach)]
    : [value - reach, value + reach];
  return { value, low, high, unit: "ns", standardError, method: "first order" };
}

/** Parameters of the search from a start. */
function parametersOf(start: Float64Array, lifetimes: number, prepared: PreparedDecay): Parameter[] {
  const { parameters } = prepared.problem(new Float64Array(prepared.model.parameters.length));
  return Array.from(start, (value, p): Parameter => {
    const { lower, upper } = parameters[p < lifetimes ? FIRST_COMPONENT + 2 * p + 1 : SHIFT]!;
    const bounds = { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
    const inside = Math.min(Math.max(value, lower ?? value), upper ?? value);
    const name = p < lifetimes ? `lifetime ${p + 1}` : "shift";
    const common = { name, unit: "ns", start: inside, ...bounds };
    return p < lifetimes ? { ...common, transform: "log" } : common;
  });
}

/**
 * Fits a series of readings that are no counts (of a camera, or scaled) with shared lifetimes and one shift: least squares with
 * one standard deviation for all readings, which is estimated from the residuals, and amplitudes, prompt part and background of each decay of
 * either sign, eliminated by variable projection. Readings below 0 are allowed; amplitudes below 0 describe light that rises first.
 *
 * Least squares is unbiased whatever the noise, as long as its size does not follow the reading itself; where the noise grows with the
 * light, standard errors are too large for weak decays and too small for strong ones. Nothing tells whether the model fits but the
 * correlation of its residuals.
 *
 * @throws InputError for decays in different channels or readings that are no numbers; DomainError for settings out of range
 * Sources: G. H. Golub & V. Pereyra, SIAM J. Numer. Anal. 10 (1973) 413; K. M. Mullen & I. H. M. van Stokkum, J. Stat. Softw. 18(3) (2007).
 */
export function fitGlobalReadings(series: DecaySeries, options: GlobalReadingsOptions): GlobalReadings {
  const { lifetimes, level = 0.95, background, shiftNs, response, periodNs, riseNs, range: asked } = options;
  if (!(Number.isInteger(lifetimes) && lifetimes >= 1 && lifetimes <= 6)) {
    throw new DomainError({
      what: "the number of shared lifetimes is impossible",
      found: String(lifetimes),
      expected: "1 to 6",
    });
  }
  if (riseNs !== undefined && !(riseNs > 0 && Number.isFinite(riseNs))) {
    throw new DomainError({
      what: "the time in which the light is fed is impossible",
      found: `${riseNs} ns`,
      expected: "above 0",
    });
  }
  checkSeries(series);
  checkReadings(series);
  const prepared = prepareDecay(
    liftedSum(series),
    {
      components: Array.from({ length: lifetimes }, () => exponentialEmission),
      ...(response === undefined ? {} : { response }),
      ...(options.prompt === undefined ? {} : { prompt: options.prompt }),
      ...(shiftNs === undefined ? {} : { shiftNs }),
      ...(periodNs === undefined ? {} : { periodNs }),
      ...(asked === undefined ? {} : { range: asked }),
    },
    true,
  );
  const { range } = prepared.model;
  const terms = sharedTerms({
    convolver: prepared.convolver,
    range,
    lifetimes,
    prompt: (options.prompt ?? false) && prepared.convolver.movable,
    ...(background === undefined ? {} : { background }),
    ...(prepared.options.shiftNs === undefined ? {} : { shiftNs: prepared.options.shiftNs }),
  });
  const feeding = riseNs === undefined ? null : feedingOf(prepared, riseNs);
  const dataset = readingsDataset(series, terms, range.first, feeding);
  let best: Fit | null = null;
  for (const start of startsOf(prepared, lifetimes, terms.hasShift)) {
    const found = fitProblem({ parameters: parametersOf(start, lifetimes, prepared), datasets: [dataset] });
    if (!best || found.minus2LogLikelihood < best.minus2LogLikelihood) best = found;
  }
  return describe({ series, options, prepared, terms, found: best!, level });
}

function describe(parts: {
  readonly series: DecaySeries;
  readonly options: GlobalReadingsOptions;
  readonly prepared: PreparedDecay;
  readonly terms: SharedTerms;
  readonly found: Fit;
  readonly level: number;
}): GlobalReadings {
  const { series, options, prepared, terms, found, level } = parts;
  const { lifetimes } = terms;
  const { range } = prepared.model;
  const width = prepared.decay.channelWidthNs;
  const decays = series.decays.length;
  const [fitted] = found.series;
  const { amplitudes, residuals, predicted, observations } = fitted!;
  const rising = Array.from({ length: lifetimes }, (_, k) => k).sort(
    (a, b) => found.parameters[a]!.value - found.parameters[b]!.value,
  );
  const spectrum = (term: number): Pick<AssociatedSpectrum, "values" | "standardErrors"> => {
    const own = amplitudes.filter(({ name }) => name === `term ${term + 1}`);
    const values = new Float64Array(decays).fill(Number.NaN);
    const standardErrors = new Float64Array(decays).fill(Number.NaN);
    for (const { channel, value, standardError } of own) {
      values[channel] = value;
      standardErrors[channel] = standardError ?? Number.NaN;
    }
    return { values, standardErrors };
  };
  const numbers = rising.map((p) => sharedNumber(found, p, true, level));
  const spectra: AssociatedSpectrum[] = rising.map((term, k) => ({
    name: `lifetime ${k + 1}`,
    lifetimeNs: numbers[k]!.value,
    ...spectrum(term),
  }));
  for (const [name, term] of [
    ["prompt", terms.promptTerm],
    ["background", terms.backgroundTerm],
  ] as const) {
    if (term >= 0) spectra.push({ name, lifetimeNs: null, ...spectrum(term) });
  }
  const { rows } = terms;
  const columnOf = (of: Float64Array, g: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, i) => of[i * decays + g]!);
  const correlated = autocorrelationTime(Float64Array.from(residuals), decays);
  const shift = terms.hasShift
    ? { value: found.parameters[lifetimes]!.value, fixed: false }
    : { value: prepared.options.shiftNs ?? 0, fixed: true };
  const warnings = [
    ...(found.converged ? [] : [`not converged: ${found.termination}`]),
    ...found.warnings,
    ...behindRiseWarnings(prepared, shift),
  ];
  for (const [k, { value }] of numbers.entries()) {
    if (value > rows * width)
      warnings.push(`lifetime ${k + 1} is longer than the fitted range: it trades off with the background`);
  }
  if (correlated > CORRELATED_CHANNELS) {
    warnings.push(
      `residuals are correlated over ${correlated.toFixed(1)} channels on average: the model misses something, or the instrument blurs neighbours; standard errors are too small by about a factor ${Math.sqrt(correlated).toFixed(1)}`,
    );
  }
  const order = [...rising, ...(terms.hasShift ? [lifetimes] : [])];
  const firstNs = (series.decays[0]!.startNs ?? 0) + range.first * width;
  return {
    lifetimes: numbers,
    shift: terms.hasShift ? sharedNumber(found, lifetimes, false, level) : null,
    spectra,
    coordinate: series.coordinate ?? null,
    correlation: order.map((p) => order.map((q) => (p === q ? 1 : (found.correlation?.[p]?.[q] ?? 0)))),
    sigma: fitted!.scales[0]!.value,
    sumOfSquares: fitted!.sumOfSquares,
    correlatedChannels: correlated,
    decays,
    channels: rows,
    readings: observations,
    freeParameters: found.freeParameters,
    range,
    level,
    converged: found.converged,
    termination: found.termination,
    evaluations: found.evaluations,
    warnings,
    series,
    curve: (g): EmissionCurve => {
      const counts = series.decays[g]!.counts.slice(range.first, range.last + 1);
      const held = options.background ?? 0;
      return {
        timesNs: Float64Array.from(counts, (_, i) => firstNs + i * width),
        counts,
        fitted: columnOf(predicted, g).map((value) => value + held),
        residuals: columnOf(residuals, g),
      };
    },
  };
}

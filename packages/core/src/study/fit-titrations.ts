import { InputError } from "../errors.ts";
import {
  type Estimation,
  estimate,
  fit,
  type Parameter,
  type Problem,
  profile as profileOf,
} from "../inference/index.ts";
import type { FigureSpec, Series } from "./figure-spec.ts";
import type { FitResult } from "./result.ts";
import { type TitrationSeries, titrationDataset } from "./titration-dataset.ts";

/** A parameter of a titration fit; without a start it is searched over decades. */
export interface TitrationParameter {
  readonly name: string;
  readonly unit: string;
  readonly kind: "constant" | "count" | "enthalpy" | "own";
  readonly start: number | null;
  /** Multiply by this to have molar units (constants) or the count itself. */
  readonly molarPerUnit: number;
  /** For an observable's own parameter: the least and the largest value, and the scale of the search. */
  readonly range?: readonly [number, number];
  readonly scale?: "linear" | "log";
}

/** Least value, as a share of its start, of a parameter searched on a logarithmic scale whose range begins at 0. */
const LEAST_SHARE = 1e-6;

/** What is drawn on the x axis of a series. */
export interface DoseAxis {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

/** Association constants tried as starts, molar units. */
const START_CONSTANTS = [1e2, 1e4, 1e6, 1e8];
const START_CONSTANTS_MANY = [1e3, 1e5];

/** Every combination of the start values offered for each parameter. */
function combinations(offers: readonly (readonly number[])[]): number[][] {
  return offers.reduce<number[][]>(
    (all, offer) => all.flatMap((head) => offer.map((value) => [...head, value])),
    [[]],
  );
}

/** How the search moves an observable's own parameter. */
function ownSearch({ name, unit, range, scale }: TitrationParameter, start: number): Parameter {
  const [lower, upper] = range ?? [-Infinity, Infinity];
  if (scale !== "log") return { name, unit, start, lower, upper };
  return { name, unit, start, transform: "log", lower: Math.max(lower, LEAST_SHARE * start), upper };
}

/** The problem of several series that share parameters, with starts from which the likelihood is best. */
function startedProblem(
  series: readonly TitrationSeries[],
  parameters: readonly TitrationParameter[],
): Problem {
  const datasets = series.map(titrationDataset);
  const open = parameters.filter(
    (parameter) => parameter.start === null && parameter.kind === "constant",
  ).length;
  const decades = open > 2 ? START_CONSTANTS_MANY : START_CONSTANTS;
  const offers = parameters.map((parameter) =>
    parameter.start !== null
      ? [parameter.start]
      : decades.map((constant) => constant / parameter.molarPerUnit),
  );
  const problemAt = (starts: readonly number[]): Problem => ({
    datasets,
    parameters: parameters.map((parameter, i): Parameter => {
      const { name, unit, kind, molarPerUnit } = parameter;
      const start = starts[i]!;
      if (kind === "enthalpy") return { name, unit, start, lower: -1000, upper: 1000 };
      if (kind === "own") return ownSearch(parameter, start);
      // The engine's own range of constants; counts per dot stay within a factor 1e4 of their start.
      const range =
        kind === "constant"
          ? { lower: 1e-9 / molarPerUnit, upper: 1e18 / molarPerUnit }
          : { lower: start * 1e-4, upper: start * 1e4 };
      return { name, unit, start, transform: "log", ...range };
    }),
  });
  const trials = combinations(offers);
  if (trials.length === 1) return problemAt(trials[0]!);
  let best: { starts: number[]; deviance: number } | null = null;
  let failure: unknown = null;
  for (const starts of trials) {
    try {
      const found = fit(problemAt(starts));
      if (best === null || found.search.deviance < best.deviance - 1e-9) {
        best = {
          starts: found.parameters.map((parameter) => parameter.value),
          deviance: found.search.deviance,
        };
      }
    } catch (error) {
      failure = error;
    }
  }
  if (best === null) throw failure;
  return problemAt(best.starts);
}

/** A joint titration fit: its report and the estimation it came from. */
export interface TitrationFit {
  readonly result: FitResult;
  readonly estimation: Estimation;
}

function curveFigure(
  id: string,
  title: string,
  series: readonly TitrationSeries[],
  axes: readonly DoseAxis[],
  estimation: Estimation,
  shownIndices: readonly number[],
): FigureSpec[] {
  const fitted = estimation.fit.series;
  const drawn: Series[] = [];
  const residuals: Series[] = [];
  shownIndices.forEach((index) => {
    const one = series[index]!;
    const axis = axes[index]!;
    const rows = one.initialMolar
      .map((_, row) => row)
      .filter(
        (row) => !(one.heat && row === 0) && one.signals.every((signal) => Number.isFinite(signal[row]!)),
      );
    const x = rows.map((row) => axis.values[row]!);
    const channels = one.signals.length;
    // Many channels (a spectrum) would hide each other: the one that moves most and at most three more are drawn.
    const travel = one.signals.map((signal, channel) => {
      const seen = rows.map((row) => signal[row]!);
      return { channel, size: Math.max(...seen) - Math.min(...seen) };
    });
    const shown = travel
      .sort((a, b) => b.size - a.size)
      .slice(0, 4)
      .map(({ channel }) => channel)
      .sort((a, b) => a - b);
    for (const channel of shown) {
      const name = channels > 1 ? `${one.name}, signal ${channel + 1}` : one.name;
      const group = index * 8 + shown.indexOf(channel);
      const predicted = rows.map((_, i) => fitted[index]!.predicted[i * channels + channel]!);
      const left = rows.map((_, i) => fitted[index]!.residuals[i * channels + channel]!);
      const censored = one.belowLimit !== undefined;
      drawn.push({
        name: censored ? `${one.name}: below` : name,
        kind: "points",
        x,
        y: rows.map((row) => (censored ? one.belowLimit![row]! : one.signals[channel]![row]!)),
        group,
      });
      const smooth = smoothed(one, axis, rows, estimation, index, channel) ?? { x, y: predicted };
      drawn.push({ name: `${name}: fit`, kind: "line", ...smooth, group });
      residuals.push({ name, kind: "points", x, y: left, group });
    }
  });
  const first = series[shownIndices[0]!]!;
  const { name, unit } = axes[shownIndices[0]!]!;
  const xAxis = { label: name, unit, scale: "linear" } as const;
  return [
    {
      id: `${id}-fit`,
      title,
      caption: "Points: measured. Lines: maximum-likelihood fit.",
      x: xAxis,
      y: { label: first.observable.label, unit: first.unit, scale: "linear" },
      series: drawn,
    },
    {
      id: `${id}-residuals`,
      title: "Residuals",
      caption: "Measured less fitted.",
      x: xAxis,
      y: { label: "residual", unit: first.unit, scale: "linear" },
      series: residuals,
      guides: [{ axis: "y", at: 0, label: "" }],
    },
  ];
}

/** Series that share an ordinate and an abscissa, as indices; the first series is in the first group. */
function sharedAxes(series: readonly TitrationSeries[], axes: readonly DoseAxis[]): readonly number[][] {
  const groups = new Map<string, number[]>();
  series.forEach(({ observable, unit }, index) => {
    const key = [observable.label, unit, axes[index]!.name, axes[index]!.unit].join("|");
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()];
}

/** Steps drawn between two measured rows. */
const STEPS_BETWEEN = 8;

/**
 * The fitted curve between the measured rows: what was mixed is interpolated from row to row, and the model evaluated
 * there. Null for heats, which are steps, and for rows that do not follow one another.
 */
function smoothed(
  one: TitrationSeries,
  axis: DoseAxis,
  rows: readonly number[],
  estimation: Estimation,
  index: number,
  channel: number,
): { x: number[]; y: number[] } | null {
  if (one.heat || one.lnKShift || rows.length < 2) return null;
  const order = [...rows].sort((a, b) => axis.values[a]! - axis.values[b]!);
  if (order.some((row, i) => i > 0 && axis.values[row] === axis.values[order[i - 1]!])) return null;
  const places = order.slice(1).flatMap((to, i) =>
    Array.from({ length: STEPS_BETWEEN + (i === order.length - 2 ? 1 : 0) }, (_, k) => ({
      from: order[i]!,
      to,
      share: k / STEPS_BETWEEN,
    })),
  );
  const mix = (values: ArrayLike<number>, { from, to, share }: (typeof places)[number]): number =>
    values[from]! * (1 - share) + values[to]! * share;
  const dense = titrationDataset({
    ...one,
    initialMolar: places.map((place) =>
      Float64Array.from(
        one.initialMolar[place.from]!,
        (amount, j) => amount * (1 - place.share) + one.initialMolar[place.to]![j]! * place.share,
      ),
    ),
    dotsMolar: Float64Array.from(places, (place) => mix(one.dotsMolar, place)),
    entries: one.entries.map((entry) =>
      entry.kind === "constant"
        ? entry
        : { ...entry, perRow: Float64Array.from(places, (place) => mix(entry.perRow, place)) },
    ),
    signals: one.signals.map(() => new Float64Array(places.length)),
  });
  const x = places.map((place) => mix(axis.values, place));
  const parameters = Float64Array.from(estimation.fit.parameters, (parameter) => parameter.value);
  if ("predict" in dense) {
    const out = new Float64Array(places.length);
    dense.predict(parameters, out, null);
    return { x, y: Array.from(out) };
  }
  const basis = new Float64Array(places.length * dense.terms);
  dense.basis(parameters, basis, null);
  const amplitudes = estimation.fit.series[index]!.amplitudes.filter(
    (amplitude) => amplitude.channel === channel,
  );
  return {
    x,
    y: x.map((_, row) =>
      amplitudes.reduce(
        (sum, amplitude, term) => sum + basis[row * dense.terms + term]! * amplitude.value,
        0,
      ),
    ),
  };
}

function profileFigure(id: string, estimation: Estimation, level: number): FigureSpec[] {
  const { profiles } = profileOf(estimation.fit, undefined, { level, curvePoints: 14 });
  return profiles.map(
    (profile): FigureSpec => ({
      id: `${id}-profile-${profile.name}`,
      title: `Profile of ${profile.name}`,
      caption: `Rise of -2 ln L with everything else refitted; below the line lies the ${(100 * profile.level).toFixed(0)} % interval.`,
      x: {
        label: profile.name,
        unit: profile.unit,
        scale: profile.curve.values.every((value) => value > 0) ? "log" : "linear",
      },
      y: {
        label: "rise of -2 ln L",
        unit: "",
        scale: "linear",
        range: [0, Math.max(1, 2.2 * profile.threshold)],
      },
      series: [
        {
          name: profile.name,
          kind: "line",
          x: Array.from(profile.curve.values),
          y: Array.from(profile.curve.rise),
        },
      ],
      guides: [{ axis: "y", at: profile.threshold, label: `${(100 * profile.level).toFixed(0)} %` }],
    }),
  );
}

/**
 * Fits titrations together and reports estimates with profile intervals, verdicts, quality and figures.
 * @throws InputError when there are more unknowns than data; DomainError from the fit
 */
export function fitTitrations(
  id: string,
  title: string,
  series: readonly TitrationSeries[],
  axes: readonly DoseAxis[],
  parameters: readonly TitrationParameter[],
  options: { readonly level: number; readonly seed: number },
): TitrationFit {
  if (parameters.length === 0) {
    throw new InputError({
      what: "nothing is left to fit",
      expected: "a constant written `= fit`",
      remedy: "write for example K = fit",
    });
  }
  const estimation = estimate(startedProblem(series, parameters), {
    level: options.level,
    seed: options.seed,
  });
  const { fit: best, estimates } = estimation;
  // Residuals of different units do not add up: the root mean square is that of the first one's.
  const alike = best.series.filter(({ unit }) => unit === series[0]!.unit);
  const meanSquare =
    alike.reduce((sum, one) => sum + one.sumOfSquares, 0) /
    alike.reduce((sum, one) => sum + one.observations, 0);
  const model = series[0]!.network.reactions.map((reaction) => reaction.text).join("; ");
  return {
    estimation,
    result: {
      id,
      title,
      model,
      parameters: estimates,
      correlationOf: best.freeNames,
      correlation: best.correlation ?? [],
      observations: best.observations,
      freeParameters: best.freeParameters,
      sumOfSquares: best.sumOfSquares,
      rms: { value: Math.sqrt(meanSquare), unit: series[0]!.unit },
      aicc: best.aicc,
      bic: best.bic,
      evaluations: best.evaluations,
      termination: best.termination,
      figures: [
        ...sharedAxes(series, axes).flatMap((indices, group) =>
          curveFigure(group === 0 ? id : `${id}-${group + 1}`, title, series, axes, estimation, indices),
        ),
        ...profileFigure(id, estimation, options.level),
      ],
      notes: best.warnings,
    },
  };
}

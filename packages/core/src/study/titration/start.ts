import { fit, type Parameter, type Problem } from "../../inference/index.ts";
import { titrationDataset } from "./dataset.ts";
import type { TitrationSeries } from "./series.ts";

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
export function startedProblem(
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

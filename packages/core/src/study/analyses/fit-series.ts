import { InputError } from "../../errors.ts";
import { type Measurement, readMeasurement } from "../measurement/index.ts";
import type { AnalysisFile } from "../schema/index.ts";
import type { OwnEntry, TitrationSeries } from "../titration/series.ts";
import type { DoseAxis } from "../titration/smooth.ts";
import type { TitrationParameter } from "../titration/start.ts";
import type { AnalysisContext } from "./analysis.ts";
import { type Freed, freedParameter } from "./fit-parameters.ts";

type FitFile = Extract<AnalysisFile, { kind: "fit" }>;

/** A fit ready for the inference: its series, what is free, and what each series is drawn against. */
export interface PreparedFit {
  readonly series: readonly TitrationSeries[];
  readonly parameters: readonly TitrationParameter[];
  readonly axes: readonly DoseAxis[];
}

/** Series and parameters of a fit analysis; other analyses ask for them to study the same model. */
export function prepareFit(options: FitFile, context: AnalysisContext): PreparedFit {
  const at = (...rest: (string | number)[]): ReturnType<typeof context.placeOf> =>
    context.placeOf([...context.path, ...rest]);
  const measurements = options.measurements.map((name, i) =>
    readMeasurement(name, context, options.with, at("measurements", i)),
  );
  const seen = new Set<string>();
  const freed = options.free.map((name, i): Freed => {
    if (seen.has(name)) throw new InputError({ what: `${name} is listed twice`, place: at("free", i) });
    seen.add(name);
    const written = options.start?.[name];
    return freedParameter(name, {
      measurements,
      start: (unit) =>
        written === undefined ? null : context.evaluator.number(written, unit, at("start", name)),
      statesTotal: (measurement, ingredient) =>
        context.file.measurements?.[measurement.name]?.with?.ligands?.[ingredient] !== undefined,
      place: at("free", i),
      startPlace: at("start", name),
    });
  });
  return {
    series: measurements.map((measurement) => seriesOf(measurement, freed, at("free"))),
    parameters: freed.map(({ parameter }) => parameter),
    axes: measurements.map(({ dose }) => ({ ...dose, name: `total ${dose.name}` })),
  };
}

/** One measurement as a series of the fit. @throws InputError for what neither the fit nor the study gives a value */
function seriesOf(
  measurement: Measurement,
  freed: readonly Freed[],
  place: ReturnType<AnalysisContext["placeOf"]>,
): TitrationSeries {
  const { model } = measurement;
  const isFree = (name: string): boolean => freed.some(({ parameter }) => parameter.name === name);
  const held = model.constants.find(({ name, valueMolar }) => valueMolar === null && !isFree(name));
  if (held) {
    throw new InputError({
      what: `${held.name} is written \`= fit\` but this fit does not free it`,
      remedy: `add ${held.name} to \`free:\`, or give it a value under \`with: constants:\``,
      place,
    });
  }
  const unknown = measurement.own.find(({ name, value }) => value === null && !isFree(name));
  if (unknown) {
    throw new InputError({
      what: `${measurement.name} needs a value of ${unknown.name}: ${unknown.help}`,
      remedy: `add ${unknown.name} to \`free:\`, or give it under \`with: parameters:\``,
      place,
    });
  }
  const own = measurement.own.map(({ name, value }): OwnEntry => {
    const parameter = freed.findIndex((one) => one.parameter.kind === "own" && one.parameter.name === name);
    return parameter >= 0 ? { kind: "parameter", parameter } : { kind: "value", value: value! };
  });
  // The shift stands behind the parameters of the light.
  const decays = measurement.decays && {
    ...measurement.decays,
    shift: measurement.decays.shift && own.at(-1)!,
  };
  const initialMolar = measurement.initialMolar.map((amounts) => Float64Array.from(amounts));
  const entries = freed.flatMap((one, index) => one.entries(measurement, initialMolar, index));
  return {
    name: measurement.title,
    network: model.network,
    sites: Object.keys(model.sitesPerDot),
    watched: measurement.watched,
    observable: measurement.observable,
    lnK: Float64Array.from(model.constants, (constant) => Math.log(constant.valueMolar ?? 1)),
    initialMolar,
    dotsMolar: measurement.dotsMolar,
    entries,
    ...(own.length > 0 ? { own } : {}),
    ...(decays ? { decays } : {}),
    parameterCount: freed.length,
    signals: measurement.signals,
    unit: measurement.unit,
    noise: measurement.noise,
    ...(measurement.lnKShift ? { lnKShift: measurement.lnKShift } : {}),
    ...(measurement.belowLimit ? { belowLimit: measurement.belowLimit } : {}),
  };
}

import { atPlace, InputError, nearestNames } from "../../errors.ts";
import { formatInterval } from "../../quantities/index.ts";
import { lnConstantAt } from "../../surface/titration.ts";
import { leafOf } from "../evaluator.ts";
import { fitTitrations, type TitrationParameter } from "../fit-titrations.ts";
import { readMeasurement } from "../measurement.ts";
import { checkOwnValue } from "../own-parameters.ts";
import type { AnalysisFile } from "../schema.ts";
import type { Entry, OwnEntry, TitrationSeries } from "../titration-dataset.ts";
import type { AnalysisContext, AnalysisKind, ExpectedResult } from "./analysis.ts";

/** A parameter's name as one word of an expression. */
const clean = (name: string): string => name.replace(/[^\p{L}\p{N}_]+/gu, "_");

type FitOptionsFile = Extract<AnalysisFile, { kind: "fit" }>;

/** Series and parameters of a fit analysis; other analyses ask for them to study the same model. */
export function prepareFit(
  options: FitOptionsFile,
  context: AnalysisContext,
): {
  readonly series: readonly TitrationSeries[];
  readonly parameters: readonly TitrationParameter[];
  readonly axes: readonly { name: string; unit: string; values: Float64Array }[];
} {
  const at = (...rest: (string | number)[]): ReturnType<typeof context.placeOf> =>
    context.placeOf([...context.path, ...rest]);
  const measurements = options.measurements.map((name, i) =>
    readMeasurement(name, context, options.with, at("measurements", i)),
  );
  const first = measurements[0]!.model;
  const seen = new Set<string>();
  const parameters = options.free.map((name, i): TitrationParameter => {
    if (seen.has(name)) throw new InputError({ what: `${name} is listed twice`, place: at("free", i) });
    seen.add(name);
    const startText = options.start?.[name];
    const site = /^sites\.(.+)$/u.exec(name)?.[1];
    const total = /^total\.(.+)$/u.exec(name)?.[1];
    const start = (unit: string): number | null =>
      startText === undefined ? null : context.evaluator.number(startText, unit, at("start", name));
    if (site !== undefined && first.sitesPerDot[site] !== undefined) {
      return { name, unit: "", kind: "count", start: start("") ?? first.sitesPerDot[site]!, molarPerUnit: 1 };
    }
    if (total !== undefined && first.ligandsMolar[total] !== undefined) {
      return {
        name,
        unit: "mM",
        kind: "count",
        start: start("mM") ?? first.ligandsMolar[total]! * 1e3,
        molarPerUnit: 1e-3,
      };
    }
    const heated = /^dH\.(.+)$/u.exec(name)?.[1];
    if (heated !== undefined && first.constants.some((entry) => entry.name === heated)) {
      if (!measurements.some((measurement) => measurement.temperaturesK)) {
        throw new InputError({
          what: `${name} needs a measurement at several temperatures`,
          expected: "`against: {temperature: COLUMN}` in a measurement",
          place: at("free", i),
        });
      }
      return { name, unit: "kJ/mol", kind: "enthalpy", start: start("kJ/mol") ?? -20, molarPerUnit: 1 };
    }
    const own = measurements.flatMap((measurement) => measurement.own).find((entry) => entry.name === name);
    if (own) {
      const from = start(own.unit) ?? (own.value !== null && own.value > 0 ? own.value : own.start);
      atPlace(at("start", name), () => checkOwnValue(own, from));
      const { unit, range, scale } = own;
      return { name, unit, kind: "own", start: from, molarPerUnit: 1, range, scale };
    }
    const constant = measurements
      .flatMap(({ model }) => model.constants)
      .find((entry) => entry.name === name);
    if (!constant) {
      const known = [
        ...first.constants.map((entry) => entry.name),
        ...Object.keys(first.sitesPerDot).map((key) => `sites.${key}`),
        ...Object.keys(first.ligandsMolar).map((key) => `total.${key}`),
        ...first.constants.map((entry) => `dH.${entry.name}`),
        ...measurements.flatMap(({ own: entries }) => entries.map((entry) => entry.name)),
      ];
      throw new InputError({
        what: `${name} is not a parameter of this model`,
        remedy: `nearest: ${nearestNames(name, known).join(", ")}`,
        place: at("free", i),
      });
    }
    return {
      name,
      unit: constant.unit,
      kind: "constant",
      start: start(constant.unit) ?? constant.start,
      molarPerUnit: constant.molarPerUnit,
    };
  });
  const series = measurements.map((measurement): TitrationSeries => {
    const { model } = measurement;
    const held = model.constants.find(
      (constant) => constant.valueMolar === null && !options.free.includes(constant.name),
    );
    if (held) {
      throw new InputError({
        what: `${held.name} is written \`= fit\` but this fit does not free it`,
        remedy: `add ${held.name} to \`free:\`, or give it a value under \`with: constants:\``,
        place: at("free"),
      });
    }
    const initialMolar = measurement.initialMolar.map((amounts) => Float64Array.from(amounts));
    const unknown = measurement.own.find(({ name, value }) => value === null && !options.free.includes(name));
    if (unknown) {
      throw new InputError({
        what: `${measurement.name} needs a value of ${unknown.name}: ${unknown.help}`,
        remedy: `add ${unknown.name} to \`free:\`, or give it under \`with: parameters:\``,
        place: at("free"),
      });
    }
    const own = measurement.own.map(({ name, value }): OwnEntry => {
      const parameter = parameters.findIndex((entry) => entry.kind === "own" && entry.name === name);
      return parameter >= 0 ? { kind: "parameter", parameter } : { kind: "value", value: value! };
    });
    // A measurement whose model lacks a reaction, or whose observable lacks a parameter, says nothing of it.
    const entries = parameters.flatMap((parameter, index): Entry[] => {
      if (parameter.kind === "own") return [];
      const constant = model.constants.find((entry) => entry.name === parameter.name);
      if (constant)
        return [
          {
            kind: "constant",
            parameter: index,
            reaction: constant.reaction,
            molarPerUnit: parameter.molarPerUnit,
          },
        ];
      if (parameter.kind === "constant") return [];
      const name = parameter.name.slice(parameter.name.indexOf(".") + 1);
      if (parameter.kind === "enthalpy") {
        const reaction = model.constants.find((entry) => entry.name === name)?.reaction;
        if (reaction === undefined) return [];
        const temperatures =
          measurement.temperaturesK ?? new Float64Array(initialMolar.length).fill(model.temperatureK);
        const perRow = temperatures.map((temperatureK) =>
          lnConstantAt(0, model.temperatureK, temperatureK, 1),
        );
        return [{ kind: "enthalpy", parameter: index, reaction, perRow }];
      }
      const species = model.network.indexOf.get(name)!;
      const isSite = parameter.name.startsWith("sites.");
      for (const amounts of initialMolar) amounts[species] = 0;
      const perRow = isSite
        ? Float64Array.from(measurement.dotsMolar)
        : new Float64Array(initialMolar.length).fill(parameter.molarPerUnit);
      return [{ kind: "ingredient", parameter: index, species, perRow }];
    });
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
      parameterCount: parameters.length,
      signals: measurement.signals,
      unit: measurement.unit,
      noise: measurement.noise,
      ...(measurement.lnKShift ? { lnKShift: measurement.lnKShift } : {}),
      ...(measurement.belowLimit ? { belowLimit: measurement.belowLimit } : {}),
    };
  });
  return {
    series,
    parameters,
    axes: measurements.map(({ dose }) => ({ ...dose, name: `total ${dose.name}` })),
  };
}

/** Maximum likelihood over one or several measurements, with profile intervals and identifiability. */
export const fit: AnalysisKind<"fit"> = {
  kind: "fit",
  results(options) {
    const names = new Map<string, ExpectedResult>([
      ["rms", { unit: null }],
      ...(options.free.length > 1 ? [["correlation", { unit: "" }] as const] : []),
    ]);
    for (const name of options.free)
      for (const end of ["", "_low", "_high"]) names.set(`${clean(name)}${end}`, { unit: null });
    return { names };
  },
  run(options, context) {
    const { series, parameters, axes } = prepareFit(options, context);
    const title = options.title ?? `Fit of ${options.free.join(", ")}`;
    const { result } = fitTitrations(context.id, title, series, axes, parameters, {
      level: options.level ?? 0.95,
      seed: context.seed,
    });
    const leaves = new Map<string, ReturnType<typeof leafOf>>();
    for (const estimated of result.parameters) {
      const { interval, unit } = estimated;
      leaves.set(clean(estimated.name), leafOf(estimated.value, unit, estimated.standardError));
      if (interval.low !== null) leaves.set(`${clean(estimated.name)}_low`, leafOf(interval.low, unit));
      if (interval.high !== null) leaves.set(`${clean(estimated.name)}_high`, leafOf(interval.high, unit));
    }
    leaves.set("rms", leafOf(result.rms.value, result.rms.unit));
    const [a, b] = result.correlationOf;
    if (a !== undefined && b !== undefined && result.correlation[0]?.[1] !== undefined) {
      leaves.set("correlation", leafOf(result.correlation[0][1], ""));
    }
    const findings = result.parameters.map(
      ({ name, value, interval, unit, note }) =>
        `${name} ${interval.low === null || interval.high === null ? "" : "= "}${formatInterval(value, interval.low, interval.high, unit)} (${(100 * interval.level).toFixed(0)} %, ${interval.method}). ${note}`,
    );
    return {
      leaves,
      result: {
        id: context.id,
        kind: "fit",
        title,
        findings,
        values: result.parameters.map(({ name, value, unit, interval }) => ({
          name: `${context.id}.${name}`,
          value,
          unit,
          ...(interval.low === null ? {} : { low: interval.low }),
          ...(interval.high === null ? {} : { high: interval.high }),
        })),
        tables: [],
        figures: result.figures,
        fit: result,
      },
    };
  },
};

import { z } from "zod";
import { InputError } from "../../errors.ts";
import { formatInterval } from "../../quantities/index.ts";
import { leafOf } from "../evaluator.ts";
import { use } from "../schema/changes.ts";
import { amount, named, section, text, title } from "../schema/words.ts";
import { titrationDataset } from "../titration/dataset.ts";
import { fitTitrations } from "../titration/fit.ts";
import type { AnalysisKind, ExpectedResult } from "./analysis.ts";
import { prepareFit } from "./fit-series.ts";

/** A parameter's name as one word of an expression. */
const clean = (name: string): string => name.replace(/[^\p{L}\p{N}_]+/gu, "_");

const fields = section(
  {
    kind: z.literal("fit"),
    title,
    measurements: z.array(text("measurement")).min(1).describe("fitted together, parameters shared"),
    free: z
      .array(text("parameter"))
      .min(1)
      .describe("constants by name, `sites.NAME`, `total.NAME`, or a parameter of an observable"),
    level: z.number().gt(0).lt(1).describe("confidence level, default 0.95").optional(),
    start: named(amount("start value"), "start values").optional(),
    with: use,
  },
  "maximum likelihood with profile intervals and identifiability",
);

/** Maximum likelihood over one or several measurements, with profile intervals and identifiability. */
export const fit: AnalysisKind<typeof fields> = {
  kind: "fit",
  fields,
  ofSurface: true,
  measurements: ({ measurements }) => measurements.map((name, i) => ({ name, path: ["measurements", i] })),
  checkModel(options, context) {
    const { series, parameters } = prepareFit(options, context);
    const datasets = series.map(titrationDataset);
    const data = datasets.reduce((sum, { observed }) => sum + observed.length, 0);
    const amplitudes = datasets.reduce(
      (sum, dataset) =>
        sum + ("basis" in dataset ? dataset.terms * dataset.channels : (dataset.eliminated ?? 0)),
      0,
    );
    const unknowns = parameters.length + amplitudes;
    if (unknowns <= data) return;
    throw new InputError({
      what: "there are more unknowns than data",
      found: `${unknowns} unknowns (${[...options.free, ...(amplitudes ? [`${amplitudes} amplitudes`] : [])].join(", ")}) and ${data} measured numbers`,
      expected: `at most ${data} unknowns`,
      remedy: "free fewer parameters, or measure more",
      place: context.placeOf([...context.path, "free"]),
    });
  },
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
    const title = options.title ?? `${context.id}: fit of ${options.free.join(", ")}`;
    const { result, tables, remarks } = fitTitrations(context.id, title, series, axes, parameters, {
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
        findings: [...findings, ...remarks],
        values: result.parameters.map(({ name, value, unit, interval }) => ({
          name: `${context.id}.${name}`,
          value,
          unit,
          ...(interval.low === null ? {} : { low: interval.low }),
          ...(interval.high === null ? {} : { high: interval.high }),
        })),
        tables,
        figures: result.figures,
        fit: result,
      },
    };
  },
};

import { z } from "zod";
import { InputError, type Place } from "../../errors.ts";
import { fit as maximumLikelihood, rankNextMeasurements } from "../../inference/index.ts";
import { leafOf } from "../evaluator.ts";
import { variesIngredient } from "../measurement/index.ts";
import { concentration } from "../model/index.ts";
import { use } from "../schema/changes.ts";
import { amount, section, text, title } from "../schema/words.ts";
import { titrationDataset } from "../titration/index.ts";
import type { AnalysisContext, AnalysisKind } from "./analysis.ts";
import { prepareFit } from "./fit-series.ts";

interface PlannedRow {
  readonly dose: number;
  readonly effect: { readonly ratio: number; readonly correlation: number | null };
}

/** The smallest dose that at least halves the error, in words; says so when none does. */
function halving(
  rows: readonly PlannedRow[],
  parameter: string,
  against: string | undefined,
  ingredient: string,
): string[] {
  const enough = [...rows].sort((a, b) => a.dose - b.dose).find(({ effect }) => effect.ratio <= 0.5);
  if (!enough) return [`None of these doses alone halves the error of ${parameter}.`];
  const { dose, effect } = enough;
  const link =
    against && effect.correlation !== null
      ? `, and brings its correlation with ${against} to ${effect.correlation.toFixed(3)}`
      : "";
  return [
    `The smallest of these doses that halves the error is ${dose.toFixed(0)} equivalents of ${ingredient}: one point there cuts it to ${(100 * effect.ratio).toFixed(0)} %${link}.`,
  ];
}

/** The ingredient a measurement varied. */
function ingredientOf(context: AnalysisContext, measurement: string, place: Place): string {
  const found = Object.keys(context.file.measurements?.[measurement]?.against ?? {}).find(variesIngredient);
  if (found === undefined)
    throw new InputError({ what: "only titrations with an added ingredient can be planned so far", place });
  return found;
}

const fields = section(
  {
    kind: z.literal("next-measurement"),
    title,
    fit: text("the fit to be improved"),
    parameter: text("parameter whose error is to shrink"),
    against: text("parameter it trades off with").optional(),
    doses: z.array(amount("candidate dose")).min(1),
    with: use,
  },
  "which further dose tells most",
);

/** Which further dose of the same titration would shrink a parameter's error most, by its information. */
export const nextMeasurement: AnalysisKind<typeof fields> = {
  kind: "next-measurement",
  fields,
  ofSurface: true,
  fits: ({ fit }) => [{ name: fit, path: ["fit"] }],
  check(options, context, report) {
    for (const [i, text] of options.doses.entries()) {
      // Only what the dose is counts here; equivalents are taken per 1 uM of dots.
      const place = [...context.path, "doses", i];
      report.at(place, () => void concentration(text, context.evaluator, 1e-6, context.placeOf(place)));
    }
  },
  results: (options) => ({
    names: new Map([
      ["best_dose", { unit: "eq" }],
      ["best_ratio", { unit: "" }],
      ...(options.against === undefined ? [] : [["best_correlation", { unit: "" }] as const]),
    ]),
  }),
  run(options, context) {
    const fitFile = context.file.analyses?.[options.fit];
    const place = context.placeOf([...context.path, "fit"]);
    if (fitFile?.kind !== "fit")
      throw new InputError({ what: `${options.fit} is not a fit of this study`, place });
    const fitContext = { ...context, id: options.fit, path: ["analyses", options.fit] };
    const { series, parameters } = prepareFit(fitFile, fitContext);
    const outcome = context.outcome(options.fit, place).result.fit!;
    const starts = outcome.parameters.map((parameter) => parameter.value);
    const one = series[0]!;
    if (one.observable.amplitudes !== "known")
      throw new InputError({ what: "only counts can be planned so far", place });
    const best = maximumLikelihood({
      datasets: series.map(titrationDataset),
      parameters: parameters.map((parameter, i) => ({
        name: parameter.name,
        unit: parameter.unit,
        start: starts[i]!,
        transform: "log" as const,
      })),
    });
    const sigma = best.sigma ?? outcome.rms.value;
    const ingredient = ingredientOf(context, fitFile.measurements[0]!, place);
    const index = one.network.indexOf.get(ingredient)!;
    const dots = one.dotsMolar[0]!;
    const totals = options.doses.map((text, i) =>
      concentration(text, context.evaluator, dots, context.placeOf([...context.path, "doses", i])),
    );
    const planned = titrationDataset({
      ...one,
      initialMolar: totals.map((total) => {
        const amounts = Float64Array.from(one.initialMolar[0]!);
        amounts[index] = total;
        return amounts;
      }),
      dotsMolar: new Float64Array(totals.length).fill(dots),
      signals: [new Float64Array(totals.length)],
      // The entries scale with the dots of each row; planned rows have the first row's dots.
      entries: one.entries.map((entry) =>
        entry.kind === "ingredient"
          ? { ...entry, perRow: new Float64Array(totals.length).fill(entry.perRow[0]!) }
          : entry,
      ),
    });
    if (!("predict" in planned)) throw new InputError({ what: "only counts can be planned so far", place });
    const p = parameters.length;
    const predictions = new Float64Array(totals.length);
    const jacobian = new Float64Array(totals.length * p);
    planned.predict(Float64Array.from(starts), predictions, jacobian);
    const ranking = rankNextMeasurements(
      best,
      totals.map((total, i) => ({
        name: `${(total / dots).toFixed(0)} eq`,
        slopes: [Array.from(jacobian.subarray(i * p, (i + 1) * p))],
        sigma: [sigma],
      })),
      options.parameter,
      options.against,
    );
    const byName = new Map(ranking.candidates.map((candidate) => [candidate.name, candidate]));
    const rows = totals.map((total, i) => ({
      dose: total / dots,
      free: predictions[i]!,
      effect: byName.get(`${(total / dots).toFixed(0)} eq`)!,
    }));
    const top = ranking.candidates[0]!;
    return {
      leaves: new Map([
        ["best_dose", leafOf(Number.parseFloat(top.name), "eq")],
        ["best_ratio", leafOf(top.ratio, "")],
        ...(top.correlation === null ? [] : [["best_correlation", leafOf(top.correlation, "")] as const]),
      ]),
      result: {
        id: context.id,
        kind: "next-measurement",
        title: options.title ?? "Which dose would tell most",
        findings: [ranking.sentence, ...halving(rows, options.parameter, options.against, ingredient)],
        values: [{ name: `${context.id}.best_dose`, value: Number.parseFloat(top.name), unit: "eq" }],
        tables: [
          {
            id: `${context.id}-doses`,
            title: `One more measurement and what it does to ${options.parameter}`,
            caption: `To first order about the fit, with the scatter the fit found (${sigma.toPrecision(3)} ${one.unit}).`,
            columns: [
              { name: `total ${ingredient}`, unit: "eq", values: rows.map((row) => row.dose) },
              { name: "expected signal", unit: one.unit, values: rows.map((row) => row.free) },
              {
                name: `error of ${options.parameter}, after / before`,
                unit: "",
                values: rows.map((row) => row.effect.ratio),
              },
              ...(options.against
                ? [
                    {
                      name: `correlation with ${options.against}`,
                      unit: "",
                      values: rows.map((row) => row.effect.correlation),
                    },
                  ]
                : []),
            ],
          },
        ],
        figures: [
          {
            id: `${context.id}-gain`,
            title: options.title ?? "Which dose would tell most",
            caption: `Standard error of ${options.parameter} after one more point at this dose, relative to now.`,
            x: { label: `total ${ingredient} per dot`, unit: "eq", scale: "linear" },
            y: { label: "error after / before", unit: "", scale: "linear" },
            series: [
              {
                name: options.parameter,
                kind: "line",
                x: rows.map((row) => row.dose),
                y: rows.map((row) => row.effect.ratio),
              },
            ],
          },
        ],
      },
    };
  },
};

import type { SolventFactors } from "../../optics/index.ts";
import { type Leaf, leafOf } from "../evaluator.ts";
import type { FigureSpec, Series } from "../figure-spec.ts";
import type { NamedValue, ResultTable } from "../result.ts";
import {
  type AskedMedium,
  type FittedMedium,
  MEDIUM_FIT_NUMBERS,
  type MediumOptions,
  RULED_OUT_AICC,
  solventWord,
} from "./medium-series.ts";

/** Numbers of every solvent: name in expressions and unit. */
export const COLUMNS = { index: "", factor: "", ratio: "", lifetime: "ns" } as const;

/** Those numbers, one a solvent. */
export function columnsOf(
  asked: AskedMedium,
  factors: readonly SolventFactors[],
): Record<keyof typeof COLUMNS, number[]> {
  return {
    index: factors.map(({ index }) => index.value),
    factor: factors.map((one) => one.factors[0]!.factor),
    ratio: factors.map((one) => one.factors[0]!.ratio),
    lifetime: factors.map((one) => asked.lifetimeNs * one.factors[0]!.ratio),
  };
}

/** The numbers of every solvent by name, as columns with their steps, and those of the fits. */
export function leavesOf(
  asked: AskedMedium,
  factors: readonly SolventFactors[],
  columns: Record<keyof typeof COLUMNS, number[]>,
  fitted: FittedMedium | null,
): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const [name, unit] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][]) {
    const values = Float64Array.from(columns[name]);
    leaves.set(name, leafOf(values, unit));
    if (values.length > 1)
      leaves.set(
        `${name}_steps`,
        leafOf(
          values.subarray(1).map((value, i) => value - values[i]!),
          unit,
        ),
      );
    for (const [i, word] of asked.words.entries()) {
      const error = name === "lifetime" && asked.errorNs !== null ? asked.errorNs * columns.ratio[i]! : null;
      leaves.set(`${name}_${word}`, leafOf(values[i]!, unit, error));
    }
  }
  for (const [m, { name }] of asked.models.entries())
    leaves.set(
      `ratios_${solventWord(name)}`,
      leafOf(
        Float64Array.from(factors, (one) => one.factors[m]!.ratio),
        "",
      ),
    );
  for (const [name, value] of Object.entries(fitted?.numbers ?? {}))
    leaves.set(name, leafOf(value, MEDIUM_FIT_NUMBERS[name as keyof typeof MEDIUM_FIT_NUMBERS]));
  return leaves;
}

/** What was found, in sentences. */
export function findingsOf(
  asked: AskedMedium,
  { lifetime }: Record<keyof typeof COLUMNS, number[]>,
  fitted: FittedMedium | null,
  options: MediumOptions,
): string[] {
  const findings = [
    `From ${asked.lifetimeNs} ns in ${asked.reference.name} the ${asked.models[0]!.title} predicts ${Math.min(...lifetime).toFixed(2)} to ${Math.max(...lifetime).toFixed(2)} ns over these solvents.`,
  ];
  if (!fitted) return findings;
  const { numbers, line } = fitted;
  const { low, high } = line.fits[0]!.estimates[1]!.interval;
  const covers = (low ?? Number.NEGATIVE_INFINITY) <= 0 && (high ?? Number.POSITIVE_INFINITY) >= 0;
  findings.push(
    `${options.simulate ? "Simulated lifetimes" : "Lifetimes"} against the factor of the ${asked.models[0]!.title}: correlation ${numbers.correlation!.toFixed(3)}, a line with an intercept of ${numbers.line_intercept!.toFixed(2)} ns, which ${covers ? "is compatible with 0" : "is not 0: something other than emission decays as well"}.`,
    ...fitted.scale.sentences,
  );
  if (numbers.told_apart !== undefined) {
    findings.push(
      `Of simulated series with this error ${(100 * numbers.told_apart).toFixed(0)} % rule out the ${asked.models.at(-1)!.title} model (AICc above by ${RULED_OUT_AICC}); the interval of the intercept covers 0 in ${(100 * numbers.intercept_coverage!).toFixed(0)} % of them.`,
    );
  }
  return findings;
}

/** What the fits found. */
export function valuesOf(fitted: FittedMedium | null): NamedValue[] {
  return (fitted?.scale.fits ?? []).map(({ model, estimates, weight }) => {
    const { value, interval } = estimates[0]!;
    return {
      name: `lifetime in the reference solvent by ${model}`,
      value,
      unit: "ns",
      ...(interval.low === null ? {} : { low: interval.low }),
      ...(interval.high === null ? {} : { high: interval.high }),
      ...(weight === null ? {} : { note: `Akaike weight ${weight.toFixed(2)}` }),
    };
  });
}

/** Every solvent with its factors. */
export function tableOf(
  id: string,
  asked: AskedMedium,
  factors: readonly SolventFactors[],
  { index, lifetime }: Record<keyof typeof COLUMNS, number[]>,
): ResultTable {
  return {
    id: `${id}-factors`,
    title: "Factors of the radiative lifetime",
    caption: `Refractive indices of the sodium D line at ${asked.temperatureK} K; ratios to ${asked.reference.name}; lifetimes by the ${asked.models[0]!.title}.`,
    columns: [
      { name: "solvent", unit: "", values: asked.solvents.map(({ name }) => name) },
      { name: "n", unit: "", values: index },
      {
        name: `factor, ${asked.models[0]!.name}`,
        unit: "",
        values: factors.map((one) => one.factors[0]!.factor),
      },
      ...asked.models.map(({ name }, m) => ({
        name: `ratio, ${name}`,
        unit: "",
        values: factors.map((one) => one.factors[m]!.ratio),
      })),
      { name: "lifetime", unit: "ns", values: lifetime },
    ],
  };
}

/** Predicted and measured lifetimes against the refractive index. */
export function figureOf(
  id: string,
  asked: AskedMedium,
  { factor, lifetime }: Record<keyof typeof COLUMNS, number[]>,
  fitted: FittedMedium | null,
  options: MediumOptions,
): FigureSpec {
  const order = Array.from(factor.keys()).sort((a, b) => factor[a]! - factor[b]!);
  const series: Series[] = [
    {
      name: "predicted",
      kind: "line",
      x: order.map((i) => factor[i]!),
      y: order.map((i) => lifetime[i]!),
      dashed: true,
    },
  ];
  if (fitted) {
    const { lifetimesNs, errorsNs, indices } = fitted.series;
    const x = Array.from(indices, (n) => asked.models[0]!.lifetimeFactor(n, asked.core));
    const places = Array.from(x.keys()).sort((a, b) => x[a]! - x[b]!);
    series.push(
      {
        name: options.simulate ? "simulated" : "measured",
        kind: "points",
        group: 0,
        x,
        y: Array.from(lifetimesNs),
        ...(errorsNs
          ? {
              low: Array.from(lifetimesNs, (value, i) => value - errorsNs[i]!),
              high: Array.from(lifetimesNs, (value, i) => value + errorsNs[i]!),
            }
          : {}),
      },
      {
        name: "line",
        kind: "line",
        group: 0,
        x: places.map((i) => x[i]!),
        y: places.map((i) => fitted.line.fits[0]!.predictedNs[i]!),
      },
    );
  }
  return {
    id: `${id}-lifetimes`,
    title: options.title ?? "Radiative lifetime in the medium",
    caption: options.simulate
      ? `Points: one simulated series. Dashed: from ${asked.lifetimeNs} ns in ${asked.reference.name}.`
      : `Dashed: from ${asked.lifetimeNs} ns in ${asked.reference.name}.`,
    x: { label: asked.models[0]!.formula, unit: "", scale: "linear" },
    y: { label: "lifetime", unit: "ns", scale: "linear" },
    series,
  };
}

import { basename } from "node:path";
import {
  atPlace,
  type EmittingCore,
  findSolvent,
  fitLifetimesInMedia,
  formatInterval,
  type LocalFieldModel,
  type MediumComparison,
  solventIndex,
} from "@oleate/core";
import { readLifetimeTable } from "@oleate/files";
import { probabilityOf } from "./flag-values.ts";
import { percent } from "./percent.ts";
import { printNotes } from "./print-notes.ts";
import { printTable } from "./print-table.ts";
import { readBytes } from "./study-folder.ts";

/** Flags that say how a table of lifetimes is fitted. */
export interface LifetimeTableOptions {
  readonly reference?: string;
  readonly line?: boolean;
  readonly level?: string;
}

/** A fit with the rows it was made of. */
export interface FittedTable extends MediumComparison {
  readonly form: "scale" | "line";
  /** Probability of the intervals. */
  readonly level: number;
  readonly solvents: readonly string[];
  readonly lifetimesNs: readonly number[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads a table of lifetimes in solvents and fits every model to it. Throws InputError with file and line. */
export function fitLifetimeTable(
  path: string,
  options: LifetimeTableOptions,
  models: readonly LocalFieldModel[],
  core: EmittingCore,
  temperatureK: number | undefined,
): FittedTable {
  const file = basename(path);
  const table = readLifetimeTable(readBytes(path, path), file);
  const { solvents, lifetimesNs, errorsNs } = table;
  const index = (name: string): number => solventIndex(findSolvent(name), temperatureK).value;
  const indices = Float64Array.from(solvents, (name) => atPlace({ file }, () => index(name)));
  const level = options.level === undefined ? 0.95 : probabilityOf("--level", options.level);
  const form = options.line ? "line" : "scale";
  const series = { indices, lifetimesNs, ...(errorsNs ? { errorsNs } : {}) };
  const settings = {
    form,
    level,
    ...(options.reference === undefined ? {} : { referenceIndex: index(options.reference) }),
  } as const;
  const found = atPlace({ file }, () => fitLifetimesInMedia(series, models, core, settings));
  const scale = `scale: the lifetime in ${options.reference ?? solvents[0]!}${options.line ? ", less the intercept" : ""}`;
  const { notes, warnings } = table;
  return {
    ...found,
    form,
    level,
    solvents,
    lifetimesNs: Array.from(lifetimesNs),
    notes: [scale, ...notes],
    warnings,
  };
}

/** The fits beside each other, and the lifetimes each predicts. */
export function printMediumFit({
  fits,
  sentences,
  notes,
  warnings,
  form,
  level,
  solvents,
  lifetimesNs,
}: FittedTable): void {
  const interval = ({
    value,
    interval: { low, high },
  }: MediumComparison["fits"][number]["estimates"][number]): string => formatInterval(value, low, high, "ns");
  printTable({
    columns: [
      { name: "model", unit: "", values: fits.map(({ model }) => model) },
      {
        name: `scale (${percent(level)})`,
        unit: "",
        values: fits.map(({ estimates }) => interval(estimates[0]!)),
      },
      ...(form === "line"
        ? [
            {
              name: `intercept (${percent(level)})`,
              unit: "",
              values: fits.map(({ estimates }) => interval(estimates[1]!)),
            },
          ]
        : []),
      { name: "rms", unit: "ns", values: fits.map(({ rmsNs }) => rmsNs.toPrecision(3)) },
      ...(fits.some(({ aicc }) => aicc !== null)
        ? [
            {
              name: "AICc",
              unit: "",
              values: fits.map(({ aicc }) => (aicc === null ? "-" : aicc.toFixed(1))),
            },
            {
              name: "weight",
              unit: "",
              values: fits.map(({ weight }) => (weight === null ? "-" : weight.toFixed(2))),
            },
          ]
        : []),
    ],
  });
  process.stdout.write("\nlifetimes measured and predicted, ns\n");
  printTable({
    columns: [
      { name: "solvent", unit: "", values: solvents },
      { name: "measured", unit: "", values: lifetimesNs.map((value) => value.toFixed(3)) },
      ...fits.map(({ model, predictedNs }) => ({
        name: model,
        unit: "",
        values: predictedNs.map((value) => value.toFixed(3)),
      })),
    ],
  });
  for (const sentence of sentences) process.stdout.write(`${sentence}\n`);
  printNotes(notes, warnings);
}

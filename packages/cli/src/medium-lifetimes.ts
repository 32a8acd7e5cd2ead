import { basename } from "node:path";
import {
  atPlace,
  convert,
  type EmittingCore,
  findSolvent,
  fitLifetimesInMedia,
  formatInterval,
  InputError,
  type LocalFieldModel,
  type MediumComparison,
  parseQuantity,
  solventIndex,
} from "@oleate/core";
import { findColumn, readTable, requireNumbers } from "@oleate/files";
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
}

/** Reads a table of lifetimes in solvents and fits every model to it. Throws InputError with file and line. */
export function fitLifetimeTable(
  path: string,
  options: LifetimeTableOptions,
  models: readonly LocalFieldModel[],
  core: EmittingCore,
  temperatureK: number | undefined,
): FittedTable {
  const table = readTable(readBytes(path, path), basename(path));
  const optional = (name: string) =>
    table.columns.some(({ name: own }) => own.trim().toLowerCase() === name) ? findColumn(table, name) : null;
  const names = findColumn(table, "solvent");
  const lifetimes = findColumn(table, "lifetime");
  const errors = optional("error");
  const yields = optional("quantum yield");
  for (const column of [lifetimes, errors, yields]) if (column) requireNumbers(column, table, true);
  const ns = (column: typeof lifetimes): number[] =>
    atPlace({ file: table.file }, () =>
      Array.from(column.values, (value) => convert(value, column.unit === "" ? "ns" : column.unit, "ns")),
    );
  const phi = yields ? Array.from(yields.values, (value) => convert(value, yields.unit, "")) : null;
  const bad = phi?.findIndex((value) => !(value > 0 && value <= 1)) ?? -1;
  if (bad >= 0) {
    throw new InputError({
      what: "a quantum yield is not above 0 and at most 1",
      found: yields!.text[bad]!,
      place: { file: table.file, line: table.lineOfRow[bad]! },
    });
  }
  const radiative = (values: readonly number[]): Float64Array =>
    Float64Array.from(values, (value, i) => value / (phi?.[i] ?? 1));
  const index = (name: string): number => solventIndex(findSolvent(name), temperatureK).value;
  const indices = Float64Array.from(names.text, (name, row) =>
    atPlace({ file: table.file, line: table.lineOfRow[row]! }, () => index(name)),
  );
  const level = options.level === undefined ? 0.95 : parseQuantity(options.level, "");
  const form = options.line ? "line" : "scale";
  const lifetimesNs = radiative(ns(lifetimes));
  const series = { indices, lifetimesNs, ...(errors ? { errorsNs: radiative(ns(errors)) } : {}) };
  const settings = {
    form,
    level,
    ...(options.reference === undefined ? {} : { referenceIndex: index(options.reference) }),
  } as const;
  const found = atPlace({ file: table.file }, () => fitLifetimesInMedia(series, models, core, settings));
  const notes = [
    ...table.notes,
    `scale: the lifetime in ${options.reference ?? names.text[0]!}${options.line ? ", less the intercept" : ""}`,
    phi
      ? "lifetimes divided by the quantum yields, as for dots that are all alike"
      : "lifetimes are taken as radiative; with a column `quantum yield` they are divided by it",
  ];
  return { ...found, form, level, solvents: names.text, lifetimesNs: Array.from(lifetimesNs), notes };
}

/** The fits beside each other, and the lifetimes each predicts. */
export function printMediumFit({
  fits,
  sentences,
  notes,
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
      { name: "AICc", unit: "", values: fits.map(({ aicc }) => (aicc === null ? "" : aicc.toFixed(1))) },
      {
        name: "weight",
        unit: "",
        values: fits.map(({ weight }) => (weight === null ? "" : weight.toFixed(2))),
      },
    ],
  });
  process.stdout.write("\n");
  printTable({
    columns: [
      { name: "solvent", unit: "", values: solvents },
      { name: "lifetime", unit: "ns", values: lifetimesNs.map((value) => value.toFixed(3)) },
      ...fits.map(({ model, predictedNs }) => ({
        name: model,
        unit: "ns",
        values: predictedNs.map((value) => value.toFixed(3)),
      })),
    ],
  });
  for (const sentence of sentences) process.stdout.write(`${sentence}\n`);
  printNotes(notes);
}

import { basename } from "node:path";
import {
  convert,
  type EmittingCore,
  emittingCore,
  findLocalFieldModel,
  findMaterial,
  findSolvent,
  fitLifetimesInMedia,
  formatInterval,
  InputError,
  type LocalFieldModel,
  localFieldModels,
  type MediumComparison,
  mediumFactors,
  parseQuantity,
  solventIndex,
  solventsByIndex,
} from "@oleate/core";
import { findColumn, readTable, requireNumbers } from "@oleate/files";
import { printTable } from "../print-table.ts";
import { readBytes } from "../study-folder.ts";

/** Flags of `oleate medium`. */
export interface MediumOptions {
  readonly material?: string;
  readonly permittivity?: string;
  readonly shape?: string;
  readonly solvents?: string[];
  readonly reference?: string;
  readonly lifetime?: string;
  readonly temperature?: string;
  readonly shell?: string;
  readonly shellIndex?: string;
  readonly size?: string;
  readonly model?: string[];
  readonly lifetimes?: string;
  readonly line?: boolean;
  readonly level?: string;
  readonly json?: boolean;
}

const USUAL_MATERIAL = "CsPbBr3";
/** A dense shell of alkyl chains. */
const ALKYL_INDEX = "1.46";

/** `oleate medium`: factors of the radiative lifetime in solvents; with a table of lifetimes, the models fitted to them. */
export function mediumCommand(options: MediumOptions): number {
  const { core, notes } = coreOf(options);
  const models =
    options.model?.flatMap((names) => names.split(",")).map(findLocalFieldModel) ?? localFieldModels;
  const temperatureK =
    options.temperature === undefined ? undefined : parseQuantity(options.temperature, "K");
  const reference = findSolvent(options.reference ?? "toluene");
  const solvents =
    options.solvents?.flatMap((names) => names.split(/;\s*/u)).map(findSolvent) ?? solventsByIndex();
  const rows = mediumFactors(models, solvents, reference, core, temperatureK);
  const lifetimeNs = options.lifetime === undefined ? null : parseQuantity(options.lifetime, "ns");
  const solventRows = rows.map(({ solvent, index, permittivity, factors }) => ({
    solvent,
    refractiveIndex: index.value,
    refractiveIndexUncertainty: index.uncertainty,
    refractiveIndexFrom: index.note,
    permittivity,
    factors,
    lifetimesNs: lifetimeNs === null ? null : factors.map(({ ratio }) => lifetimeNs * ratio),
  }));
  const fitted =
    options.lifetimes === undefined ? null : fitTable(options.lifetimes, options, models, core, temperatureK);
  if (options.json) {
    const text = {
      core,
      reference: reference.name,
      temperatureK: temperatureK ?? 293.15,
      solvents: solventRows,
      fit: fitted,
      notes,
    };
    process.stdout.write(`${JSON.stringify(text, null, 1)}\n`);
    return 0;
  }
  if (fitted) printFit(fitted);
  else printFactors(models, solventRows, reference.name);
  for (const note of notes) process.stdout.write(`note  ${note}\n`);
  return 0;
}

function coreOf(options: MediumOptions): { readonly core: EmittingCore; readonly notes: readonly string[] } {
  const material = findMaterial(options.material ?? USUAL_MATERIAL);
  const bare =
    options.permittivity === undefined
      ? emittingCore(material)
      : { permittivity: parseQuantity(options.permittivity, "") };
  const from = options.permittivity === undefined ? `of ${material.formula}, from the table` : "as stated";
  const notes = [
    `optical permittivity of the core ${bare.permittivity} ${from}; refractive indices are those of the sodium D line`,
  ];
  const { shape = "sphere", shell } = options;
  if (shape !== "sphere" && shape !== "cube")
    throw new InputError({
      what: "--shape is not known here",
      found: `"${shape}"`,
      expected: "sphere or cube",
    });
  if (shape === "cube") notes.push("mean field of a cube in the sphere model, good to 0.5 %");
  if (shell === undefined) return { core: { ...bare, shape }, notes };
  if (options.size === undefined)
    throw new InputError({
      what: "a shell needs the size of the core",
      remedy: '--size "4.3 nm" (diameter of equal volume)',
    });
  const index = parseQuantity(options.shellIndex ?? ALKYL_INDEX, "");
  const thicknessNm = parseQuantity(shell, "nm");
  notes.push(`shell of index ${index} and ${thicknessNm} nm around the core in the sphere model`);
  return {
    core: {
      ...bare,
      shape,
      shell: { refractiveIndex: index, thicknessNm, coreRadiusNm: parseQuantity(options.size, "nm") / 2 },
    },
    notes,
  };
}

/** A fit with the rows it was made of. */
interface FittedTable extends MediumComparison {
  readonly form: "scale" | "line";
  readonly solvents: readonly string[];
  readonly lifetimesNs: readonly number[];
  readonly notes: readonly string[];
}

function fitTable(
  path: string,
  options: MediumOptions,
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
    Array.from(column.values, (value) => convert(value, column.unit === "" ? "ns" : column.unit, "ns"));
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
  const form = options.line ? "line" : "scale";
  const lifetimesNs = radiative(ns(lifetimes));
  const found = fitLifetimesInMedia(
    {
      indices: Float64Array.from(names.text, index),
      lifetimesNs,
      ...(errors ? { errorsNs: radiative(ns(errors)) } : {}),
    },
    models,
    core,
    {
      form,
      ...(options.reference === undefined ? {} : { referenceIndex: index(options.reference) }),
      ...(options.level === undefined ? {} : { level: parseQuantity(options.level, "") }),
    },
  );
  const notes = [
    ...table.notes,
    `scale: the lifetime in ${options.reference ?? names.text[0]!}${options.line ? ", less the intercept" : ""}`,
    phi
      ? "lifetimes divided by the quantum yields, as for dots that are all alike"
      : "lifetimes are taken as radiative; with a column `quantum yield` they are divided by it",
  ];
  return { ...found, form, solvents: names.text, lifetimesNs: Array.from(lifetimesNs), notes };
}

function printFactors(
  models: readonly LocalFieldModel[],
  rows: readonly {
    readonly solvent: string;
    readonly refractiveIndex: number;
    readonly factors: readonly { readonly factor: number; readonly ratio: number }[];
    readonly lifetimesNs: readonly number[] | null;
  }[],
  reference: string,
): void {
  const fixed = (value: number, digits: number): string => value.toFixed(digits);
  printTable({
    columns: [
      { name: "solvent", unit: "", values: rows.map(({ solvent }) => solvent) },
      { name: "n", unit: "", values: rows.map(({ refractiveIndex }) => fixed(refractiveIndex, 4)) },
      {
        name: `factor, ${models[0]!.name}`,
        unit: "",
        values: rows.map(({ factors }) => fixed(factors[0]!.factor, 4)),
      },
      ...models.map(({ name }, m) => ({
        name: `${name}/${reference}`,
        unit: "",
        values: rows.map(({ factors }) => fixed(factors[m]!.ratio, 4)),
      })),
      ...(rows[0]?.lifetimesNs
        ? models.map(({ name }, m) => ({
            name: `lifetime, ${name}`,
            unit: "ns",
            values: rows.map(({ lifetimesNs }) => fixed(lifetimesNs![m]!, 3)),
          }))
        : []),
    ],
  });
}

function printFit({ fits, sentences, notes, form, solvents, lifetimesNs }: FittedTable): void {
  const interval = ({
    value,
    interval: { low, high },
  }: MediumComparison["fits"][number]["estimates"][number]): string => formatInterval(value, low, high, "ns");
  printTable({
    columns: [
      { name: "model", unit: "", values: fits.map(({ model }) => model) },
      { name: "scale (95 %)", unit: "", values: fits.map(({ estimates }) => interval(estimates[0]!)) },
      ...(form === "line"
        ? [
            {
              name: "intercept (95 %)",
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
  for (const note of notes) process.stdout.write(`note  ${note}\n`);
}

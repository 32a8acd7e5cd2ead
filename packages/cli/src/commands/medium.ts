import {
  type EmittingCore,
  emittingCore,
  findLocalFieldModel,
  findMaterial,
  findSolvent,
  InputError,
  type LocalFieldModel,
  localFieldModels,
  mediumFactors,
  solventsByIndex,
} from "@oleate/core";
import { oneOf, positiveQuantity, quantityOf } from "../flag-values.ts";
import { fitLifetimeTable, type LifetimeTableOptions, printMediumFit } from "../medium-lifetimes.ts";
import { printJson } from "../print-json.ts";
import { printNotes } from "../print-notes.ts";
import { printTable } from "../print-table.ts";

/** Flags of `oleate medium`. */
export interface MediumOptions extends LifetimeTableOptions {
  readonly material?: string;
  readonly permittivity?: string;
  readonly shape?: string;
  readonly solvents?: string[];
  readonly lifetime?: string;
  readonly temperature?: string;
  readonly shell?: string;
  readonly shellIndex?: string;
  readonly size?: string;
  readonly model?: string[];
  readonly lifetimes?: string;
  readonly json?: boolean;
}

const USUAL_MATERIAL = "CsPbBr3";
/** What parts the names of solvents: not the comma of 1,2-dichlorobenzene or N,N-dimethylformamide. */
const BETWEEN_SOLVENTS = /\s*;\s*|,\s+|(?<!\d|\bN),(?=\S)|(?<=\S),(?=1,|N,)/u;
/** A dense shell of alkyl chains. */
const ALKYL_INDEX = "1.46";

/** `oleate medium`: factors of the radiative lifetime in solvents; with a table of lifetimes, the models fitted to them. */
export function mediumCommand(options: MediumOptions): number {
  const { core, notes } = coreOf(options);
  const models =
    options.model?.flatMap((names) => names.split(",")).map(findLocalFieldModel) ?? localFieldModels;
  const temperatureK =
    options.temperature === undefined
      ? undefined
      : positiveQuantity("--temperature", options.temperature, "K", "298.15 K");
  const reference = findSolvent(options.reference ?? "toluene");
  const solvents =
    options.solvents?.flatMap((names) => names.split(BETWEEN_SOLVENTS)).map(findSolvent) ?? solventsByIndex();
  const rows = mediumFactors(models, solvents, reference, core, temperatureK);
  const lifetimeNs =
    options.lifetime === undefined ? null : positiveQuantity("--lifetime", options.lifetime, "ns", "4.7 ns");
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
    options.lifetimes === undefined
      ? null
      : fitLifetimeTable(options.lifetimes, options, models, core, temperatureK);
  if (options.json) {
    const text = {
      core,
      reference: reference.name,
      temperatureK: temperatureK ?? 293.15,
      solvents: solventRows,
      fit: fitted,
      notes,
    };
    printJson(text);
    return 0;
  }
  if (fitted) printMediumFit(fitted);
  else printFactors(models, solventRows, reference.name);
  printNotes(notes);
  return 0;
}

function coreOf(options: MediumOptions): { readonly core: EmittingCore; readonly notes: readonly string[] } {
  const material = findMaterial(options.material ?? USUAL_MATERIAL);
  const bare =
    options.permittivity === undefined
      ? emittingCore(material)
      : { permittivity: quantityOf("--permittivity", options.permittivity, "", "4") };
  const from = options.permittivity === undefined ? `of ${material.formula}, from the table` : "as stated";
  const notes = [
    `optical permittivity of the core ${bare.permittivity} ${from}; refractive indices are those of the sodium D line`,
  ];
  const { shell } = options;
  const shape = oneOf("--shape", options.shape ?? "sphere", ["sphere", "cube"]);
  if (shape === "cube") notes.push("mean field of a cube in the sphere model, good to 0.5 %");
  if (shell === undefined) return { core: { ...bare, shape }, notes };
  if (options.size === undefined)
    throw new InputError({
      what: "a shell needs the size of the core",
      remedy: '--size "4.3 nm" (diameter of equal volume)',
    });
  const index = quantityOf("--shell-index", options.shellIndex ?? ALKYL_INDEX, "", "1.46");
  const thicknessNm = positiveQuantity("--shell", shell, "nm", "1.8 nm");
  notes.push(`shell of index ${index} and ${thicknessNm} nm around the core in the sphere model`);
  return {
    core: {
      ...bare,
      shape,
      shell: {
        refractiveIndex: index,
        thicknessNm,
        coreRadiusNm: positiveQuantity("--size", options.size, "nm", "5.3 nm") / 2,
      },
    },
    notes,
  };
}

/** The factors as one table a purpose, so that each fits the width of a terminal: ratios to the reference, and lifetimes. */
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
  const solvents = { name: "solvent", unit: "", values: rows.map(({ solvent }) => solvent) };
  const perModel = (unit: string, cell: (row: (typeof rows)[number], model: number) => string) =>
    models.map(({ name }, m) => ({ name, unit, values: rows.map((row) => cell(row, m)) }));
  process.stdout.write(`lifetime factors over those in ${reference}\n`);
  printTable({
    columns: [
      solvents,
      { name: "n", unit: "", values: rows.map(({ refractiveIndex }) => refractiveIndex.toFixed(4)) },
      {
        name: `factor, ${models[0]!.name}`,
        unit: "",
        values: rows.map(({ factors }) => factors[0]!.factor.toFixed(4)),
      },
      ...perModel("", ({ factors }, m) => factors[m]!.ratio.toFixed(4)),
    ],
  });
  const lifetime = rows[0]?.lifetimesNs;
  if (!lifetime) return;
  process.stdout.write("\nradiative lifetimes\n");
  printTable({ columns: [solvents, ...perModel("ns", ({ lifetimesNs }, m) => lifetimesNs![m]!.toFixed(3))] });
}

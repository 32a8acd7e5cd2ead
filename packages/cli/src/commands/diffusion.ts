import { basename } from "node:path";
import {
  compareDecayModels,
  type DecayComparison,
  type DecayResult,
  type DiffusionTiming,
  type FittedNumber,
  formatInterval,
  formatQuantity,
  parseQuantity,
  radiusFromReference,
  radiusOfDiffusion,
} from "@oleate/core";
import {
  type DecayReading,
  type DiffusionDecays,
  decaysFromTable,
  diffusionDecays,
  diffusionTiming,
  type NmrOptions,
  readNmr,
} from "@oleate/files";
import {
  type DiffusionOptions,
  modelsOf,
  phaseOf,
  phaseOfTable,
  regionOf,
  timingOf,
  type Viscosity,
  viscosityOf,
} from "../diffusion-flags.ts";
import { wholeNumber } from "../flag-values.ts";
import { filesUnder } from "../nmr-files.ts";
import { printJson } from "../print-json.ts";
import { printNotes } from "../print-notes.ts";
import { printTable } from "../print-table.ts";

/** `oleate diffusion`: diffusion coefficients and radii from a pulsed-gradient experiment. */
export function diffusion(path: string, options: DiffusionOptions): number {
  const { decays, timing, notes } = read(path, options);
  const models = modelsOf(options.model ?? ["mono-exponential", "bi-exponential"], timing);
  const viscosity = viscosityOf(options);
  const found = decays.map((data) => ({ data, comparison: compareDecayModels(data, models) }));
  const rows = found.map(({ data, comparison }) => {
    const results = comparison.fits.map(({ result }) => result);
    return {
      name: data.name,
      comparison,
      results,
      radii: results.map((result) => radiusOf(result, viscosity, options)),
    };
  });
  if (options.json) {
    printJson({
      timing,
      notes,
      viscosity,
      decays: rows.map(({ name, comparison, results, radii }) => ({
        name,
        best: bestOf(comparison),
        models: results.map(({ predicted: _p, residuals: _r, ...result }, i) => ({
          ...result,
          radius: radii[i],
        })),
        failed: comparison.failed,
      })),
    });
    return 0;
  }
  for (const row of rows) printDecay(row);
  printNotes(notes);
  if (viscosity) printNotes([`viscosity ${formatQuantity(viscosity.mPaS, "mPa s", 4)}: ${viscosity.note}`]);
  return 0;
}

function read(path: string, options: DiffusionOptions): DiffusionDecays {
  const stated = timingOf(options);
  const files = filesUnder(path);
  const [only] = files;
  const isTable = files.size === 1 && only && /\.(?:csv|tsv|txt|dat)$/iu.test(only[0]);
  if (isTable) {
    if (options.phase !== undefined) throw phaseOfTable(path, options.phase);
    return decaysFromTable(only[1], basename(path), stated ?? undefined);
  }
  const nmr: NmrOptions = {
    ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
    ...(options.gradients === undefined
      ? {}
      : { gradientsTeslaPerMetre: options.gradients.split(/[\s,;]+/u).map(Number) }),
    ...(options.acceptIncomplete ? { acceptIncomplete: true } : {}),
    ...(options.fullGradient === undefined
      ? {}
      : { fullGradientTeslaPerMetre: parseQuantity(options.fullGradient, "T/m") }),
  };
  const data = readNmr(files, nmr);
  const nucleus = options.nucleus ?? data.nucleus;
  const own = stated ?? diffusionTiming(data, nucleus);
  const timing: DiffusionTiming =
    options.share === undefined
      ? own
      : { ...withoutPair(own), durationShare: parseQuantity(options.share, "") };
  const reading: DecayReading = {
    timing,
    ...(options.region === undefined ? {} : { regions: options.region.map(regionOf) }),
    ...(options.baseline === undefined
      ? {}
      : { baselineOrder: wholeNumber("--baseline", options.baseline, 0) }),
    ...(options.phase === undefined ? {} : { phase: phaseOf(options.phase) }),
  };
  return diffusionDecays(data, reading);
}

/** A laboratory's own share of delta is taken from Delta alone. */
function withoutPair({ bipolar: _bipolar, ...timing }: DiffusionTiming): DiffusionTiming {
  return timing;
}

/** A radius with its interval, nm. */
interface Radius {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: "nm";
  readonly from: string;
}

/** Hydrodynamic radius of a model's mean D: against a reference where there is one, else by the viscosity. */
function radiusOf(
  result: DecayResult,
  viscosity: Viscosity | null,
  { reference }: DiffusionOptions,
): Radius | null {
  const d = result.parameters.find(({ name }) => name === "D");
  if (!d) return null;
  const of = (value: number | null, radius: (d: number) => number): number | null =>
    value === null || !(value > 0) ? null : radius(value);
  if (reference !== undefined) {
    const [name = "", radius = "", own = ""] = reference.split(",").map((part) => part.trim());
    const known = {
      name,
      radiusNm: parseQuantity(radius, "nm"),
      diffusionM2PerS: parseQuantity(own, "m2/s"),
    };
    const against = (value: number): number => radiusFromReference(value, known).radiusNm;
    return {
      value: against(d.value),
      low: of(d.high, against),
      high: of(d.low, against),
      unit: "nm",
      from: `reference ${name}`,
    };
  }
  if (!viscosity) return null;
  const by = (value: number): number => radiusOfDiffusion(value, viscosity.mPaS, viscosity.temperatureK);
  return {
    value: by(d.value),
    low: of(d.high, by),
    high: of(d.low, by),
    unit: "nm",
    from: "Stokes-Einstein",
  };
}

function bestOf({ fits }: DecayComparison): string | null {
  const ranked = fits
    .filter(({ result }) => result.aicc !== null)
    .sort((a, b) => a.result.aicc! - b.result.aicc!);
  return ranked[0]?.result.model ?? null;
}

function printDecay({
  name,
  comparison,
  results,
  radii,
}: {
  readonly name: string;
  readonly comparison: DecayComparison;
  readonly results: readonly DecayResult[];
  readonly radii: readonly (Radius | null)[];
}): void {
  process.stdout.write(`${name}\n`);
  const best = bestOf(comparison);
  const cell = ({ value, low, high, unit }: FittedNumber): string => formatInterval(value, low, high, unit);
  const rows = results.flatMap((result, i) => [
    ...result.parameters
      .filter(({ name: one }) => one !== "I0")
      .map((parameter, k) => ({
        model:
          k === 0
            ? `${result.model}${result.model === best && results.length > 1 ? ", best by AICc" : ""}`
            : "",
        what: parameter.name,
        value: cell(parameter),
        note: parameter.identifiability === "identified" ? "" : parameter.identifiability,
      })),
    ...(radii[i]
      ? [
          {
            model: "",
            what: "hydrodynamic radius",
            value: formatInterval(radii[i].value, radii[i].low, radii[i].high, "nm"),
            note: radii[i].from,
          },
        ]
      : []),
  ]);
  printTable({
    columns: [
      { name: "model", unit: "", values: rows.map(({ model }) => model) },
      { name: "parameter", unit: "", values: rows.map(({ what }) => what) },
      { name: "value (95 %)", unit: "", values: rows.map(({ value }) => value) },
      { name: "", unit: "", values: rows.map(({ note }) => note) },
    ],
  });
  for (const { model, why } of comparison.failed) process.stdout.write(`${model}: ${why}\n`);
  for (const result of results)
    for (const warning of result.warnings) process.stdout.write(`${result.model}: ${warning}\n`);
  process.stdout.write("\n");
}

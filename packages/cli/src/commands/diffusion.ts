import { basename } from "node:path";
import {
  biExponential,
  compareDecayModels,
  type DecayComparison,
  type DecayModel,
  type DecayResult,
  type DiffusionTiming,
  effectiveDiffusionTimeS,
  type FittedNumber,
  findSolvent,
  formatInterval,
  formatQuantity,
  type GradientShape,
  gammaDistribution,
  InputError,
  kargerDecay,
  monoExponential,
  type Nucleus,
  nearestNames,
  type Phase,
  type PpmRange,
  parseQuantity,
  radiusFromReference,
  radiusOfDiffusion,
  stretchedExponential,
  viscosityAt,
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
import { oneOf, rangeOf, wholeNumber } from "../flag-values.ts";
import { filesUnder } from "../nmr-files.ts";
import { printJson } from "../print-json.ts";
import { printNotes } from "../print-notes.ts";
import { printTable } from "../print-table.ts";

/** Flags of `oleate diffusion`. */
export interface DiffusionOptions {
  readonly dataset?: string;
  readonly region?: string[];
  readonly model?: string[];
  readonly gradients?: string;
  readonly fullGradient?: string;
  readonly delta?: string;
  readonly bigDelta?: string;
  readonly shape?: string;
  readonly tau?: string;
  readonly nucleus?: string;
  readonly share?: string;
  readonly baseline?: string;
  readonly phase?: string;
  readonly solvent?: string;
  readonly viscosity?: string;
  readonly temperature?: string;
  readonly reference?: string;
  readonly acceptIncomplete?: boolean;
  readonly json?: boolean;
}

const SHAPES: readonly GradientShape[] = ["rectangle", "half-sine", "smsq10"];
const MODELS = ["mono-exponential", "bi-exponential", "stretched", "gamma", "karger"] as const;

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

function timingOf({
  delta,
  bigDelta,
  shape,
  tau,
  nucleus = "1H",
  share,
}: DiffusionOptions): DiffusionTiming | null {
  if (delta === undefined && bigDelta === undefined) return null;
  if (delta === undefined || bigDelta === undefined) {
    throw new InputError({
      what: "the timing of the experiment needs both delta and Delta",
      found: delta === undefined ? "--big-delta alone" : "--delta alone",
      expected: '--delta "4 ms" --big-delta "100 ms"',
    });
  }
  return {
    nucleus: nucleus as Nucleus,
    durationS: parseQuantity(delta, "s"),
    delayS: parseQuantity(bigDelta, "s"),
    shape: oneOf("--shape", shape ?? "rectangle", SHAPES),
    ...(tau === undefined ? {} : { bipolar: { gapS: parseQuantity(tau, "s") } }),
    ...(share === undefined ? {} : { durationShare: parseQuantity(share, "") }),
  };
}

function regionOf(text: string): PpmRange {
  const [fromPpm, toPpm] = rangeOf("--region", text, "ppm", "5.2 to 5.9 ppm");
  return { fromPpm, toPpm };
}

/** Reads "P0" or "P0, P1", degrees: P0 at the highest shift, P1 more at the lowest. */
function phaseOf(text: string): Phase {
  const number = String.raw`([+-]?(?:\d+\.?\d*|\.\d+))\s*(?:°|deg(?:rees?)?)?`;
  const match = new RegExp(String.raw`^\s*${number}(?:\s*[,;\s]\s*${number})?\s*$`, "u").exec(text);
  if (match) return { zeroDegrees: Number(match[1]), firstDegrees: Number(match[2] ?? 0) };
  throw new InputError({
    what: "a phase cannot be read",
    found: `"${text}"`,
    expected: 'degrees, one number or two: "35", or "35, -12" with 12 degrees less at the lowest shift',
  });
}

function phaseOfTable(path: string, phase: string): InputError {
  return new InputError({
    what: "a table of intensities has no phase",
    found: `--phase "${phase}"`,
    expected: "raw decays (ser, fid)",
    remedy: "leave --phase out",
    place: { file: basename(path) },
  });
}

function modelsOf(names: readonly string[], timing: DiffusionTiming | null): readonly DecayModel[] {
  const wanted = names.flatMap((name) => name.split(",")).map((name) => name.trim().toLowerCase());
  return (wanted.includes("all") ? MODELS : wanted).map((name) => {
    const known = MODELS.find((model) => model === name || model.startsWith(name));
    if (!known || name === "") {
      throw new InputError({
        what: "there is no such model of a decay",
        found: `"${name}"`,
        expected: [...MODELS, "all"].join(", "),
        remedy: `nearest: ${nearestNames(name, MODELS).join(", ")}`,
      });
    }
    if (known === "mono-exponential") return monoExponential;
    if (known === "bi-exponential") return biExponential;
    if (known === "stretched") return stretchedExponential;
    if (known === "gamma") return gammaDistribution;
    if (timing) return kargerDecay(effectiveDiffusionTimeS(timing));
    throw new InputError({
      what: "exchange during the delay needs the delay",
      expected: 'the timing: --delta "4 ms" --big-delta "100 ms"',
    });
  });
}

interface Viscosity {
  readonly mPaS: number;
  readonly temperatureK: number;
  readonly note: string;
}

function viscosityOf({ viscosity, solvent, temperature }: DiffusionOptions): Viscosity | null {
  const temperatureK = temperature === undefined ? 298.15 : parseQuantity(temperature, "K");
  if (viscosity !== undefined)
    return { mPaS: parseQuantity(viscosity, "mPa s"), temperatureK, note: "as stated" };
  if (solvent === undefined) return null;
  const found = viscosityAt(findSolvent(solvent), temperatureK);
  return {
    mPaS: found.viscosityMPaS,
    temperatureK,
    note: `${findSolvent(solvent).name}, ${found.note}, error ${formatQuantity(found.errorMPaS, "mPa s", 2)}`,
  };
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

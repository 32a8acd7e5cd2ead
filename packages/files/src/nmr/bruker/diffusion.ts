import { type Complaint, InputError } from "@oleate/core";
import { missingGradients } from "../diffusion-experiment.ts";
import type { DiffusionParameters, NmrOptions } from "../nmr-data.ts";
import { arrayItem, arrayNumber, type Parameters, textParameter } from "../parameters.ts";
import { gradientShape } from "./gradient-shape.ts";
import { readGradients, readRamp } from "./lists.ts";

const TESLA_PER_METRE_PER_GAUSS_PER_CM = 0.01;
const TESLA_PER_METRE_PER_GAUSS_PER_MM = 0.1;
const SECONDS_PER_MICROSECOND = 1e-6;

/** Index of the diffusion gradient where the pulse program does not say: gp6 in every sequence of TopSpin. */
const USUAL_GRADIENT = 6;

/** Names of pulse programs that measure diffusion. */
const DIFFUSION_PROGRAM = /ste|led|dosy|diff|pgse|oneshot|convcomp/iu;

/** A list whose largest value lies here is in per cent, not in G/cm: probes reach 50 to 65 or some hundred G/cm. */
const PERCENT_LIKE: readonly [number, number] = [80, 100];

/** Two gradients agree within this share: lists are written with three decimals. */
const AGREEMENT = 0.01;

/** Diffusion parameters with what was assumed in finding them. */
export interface FoundDiffusion {
  readonly parameters: DiffusionParameters;
  readonly notes: readonly string[];
}

interface Gradients {
  readonly values: Float64Array | null;
  readonly source: string;
  readonly problem?: Complaint;
}

/** Gradient at 100 % that the folder's gradient_calib states ("5.35 G/mm"), T/m. */
function calibrationIn(text: string | undefined): number | undefined {
  const match = /([\d.]+)\s*G\/(mm|cm)/u.exec(text ?? "");
  if (!match) return undefined;
  const factor = match[2] === "mm" ? TESLA_PER_METRE_PER_GAUSS_PER_MM : TESLA_PER_METRE_PER_GAUSS_PER_CM;
  const value = Number(match[1]) * factor;
  return value > 0 ? value : undefined;
}

function inPercent(found: string, file: string): Complaint {
  return {
    what: "the gradients are in per cent of the largest gradient",
    found,
    expected: "G/cm or T/m",
    remedy:
      "give the gradient at 100 % in T/m: TopSpin shows it as `gradient calibration constant` (5.35 G/mm is 0.535 T/m), and keeps it in conf/instr/<name>/gradient_calib; or, where the list is in G/cm after all, say so",
    place: { file },
  };
}

/** Steps of the ramp that the pulse program multiplies the gradient with, in fractions of 1; undefined without one. */
function rampOf(files: ReadonlyMap<string, string>): Float64Array | undefined {
  const named = /define\s+list<gradient>\s*\w+\s*=\s*<([^>]*[Dd]iff[^>]*)>/u.exec(
    files.get("pulseprogram") ?? "",
  )?.[1];
  const text = files.get(named ?? "Difframp") ?? files.get("difframp");
  const ramp = text === undefined ? undefined : readRamp(text);
  return ramp && ramp.length > 0 ? ramp : undefined;
}

/** Gradients from difflist. */
function fromList(text: string, full: number | undefined, file: string, options: NmrOptions): Gradients {
  const { values, percentSign } = readGradients(text, file);
  const most = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const percent =
    options.difflistUnit === "percent" ||
    (options.difflistUnit === undefined &&
      (percentSign || (most >= PERCENT_LIKE[0] && most <= PERCENT_LIKE[1])));
  if (values.length === 0) return { values: null, source: "", problem: missingGradients(file) };
  if (!percent) {
    const factor = options.difflistUnit === "T/m" ? 1 : TESLA_PER_METRE_PER_GAUSS_PER_CM;
    return {
      values: values.map((value) => value * factor),
      source: `difflist, in ${options.difflistUnit ?? "G/cm"}`,
    };
  }
  const range = `difflist from ${values[0]} to ${values[values.length - 1]}${percentSign ? " %" : ""}`;
  if (full === undefined) return { values: null, source: "", problem: inPercent(range, file) };
  return {
    values: values.map((value) => (value / 100) * full),
    source: `difflist, in per cent of ${full} T/m`,
  };
}

function gradientsOf(
  files: ReadonlyMap<string, string>,
  ramp: Float64Array | undefined,
  percent: number,
  full: number | undefined,
  file: string,
  options: NmrOptions,
): Gradients {
  const own = options.gradientsTeslaPerMetre;
  if (own) {
    if (!own.every(Number.isFinite))
      throw new InputError({ what: "a gradient given is no number", found: own.join(", ") });
    return { values: Float64Array.from(own), source: "as given, in T/m" };
  }
  const list = files.get("difflist");
  if (list !== undefined) return fromList(list, full, file, options);
  if (!ramp) return { values: null, source: "", problem: missingGradients(file) };
  const range = `a ramp from ${ramp[0]! * percent} to ${ramp[ramp.length - 1]! * percent} %`;
  if (full === undefined) return { values: null, source: "", problem: inPercent(range, file) };
  return {
    values: ramp.map((value) => (value * percent * full) / 100),
    source: `${range} of ${full} T/m`,
  };
}

/** True when the list is the ramp's gradients times the shape's factor, so that the factor must not be counted again. */
function holdsShape(
  gradients: Float64Array | null,
  ramp: Float64Array | undefined,
  full: number | undefined,
  percent: number,
  factor: number,
): boolean {
  if (!gradients || !ramp || full === undefined || factor === 1 || ramp.length !== gradients.length)
    return false;
  return gradients.every((value, i) => {
    const top = (ramp[i]! * percent * full) / 100;
    return top > 0 && Math.abs(value / top / factor - 1) < AGREEMENT;
  });
}

/**
 * Diffusion parameters of a Bruker experiment, or undefined when it measures no diffusion (by its pulse program, or a
 * difflist beside it).
 * - delta = P30, twice that for bipolar pairs (a program named *bp*); Delta = D20.
 * - tau = D16 + the 180 degree pulse (P2, else twice P1), the gap between the pulses of a bipolar pair; with it the
 *   effective time of rectangular pulses is Delta - delta/3 - tau/2.
 * - shape from GPNAM of the gradient that goes with p30 in the pulse program (6 where that is not at hand) and its file.
 * - gradients from, in this order: the options; difflist (G/cm, or per cent with a calibration); the program's ramp with
 *   GPZ and the calibration (options or gradient_calib).
 * `files`: texts of the experiment's folder by name. @throws InputError for a damaged list
 * Source: Wu, Chen & Johnson, J. Magn. Reson. A 1995, 115, 260 (bipolar pairs); the comments of TopSpin's programs.
 */
export function diffusionOf(
  parameters: Parameters,
  files: ReadonlyMap<string, string>,
  file: string,
  options: NmrOptions,
): FoundDiffusion | undefined {
  const program = textParameter(parameters, "PULPROG") ?? "";
  const delta = (arrayNumber(parameters, "P", 30) ?? 0) * SECONDS_PER_MICROSECOND;
  const bigDelta = arrayNumber(parameters, "D", 20) ?? 0;
  const asked = files.has("difflist") || DIFFUSION_PROGRAM.test(program);
  if (!asked || !(delta > 0) || !(bigDelta > 0)) return undefined;
  const bipolar = /bp/iu.test(program);
  const index = Number(/p30\s*:\s*gp(\d+)/u.exec(files.get("pulseprogram") ?? "")?.[1] ?? USUAL_GRADIENT);
  const shape = gradientShape(
    arrayItem(parameters, "GPNAM", index) ?? "",
    files.get(`gpnam${index}`) ?? files.get(`gpnam_${index}`),
  );
  const full = options.fullGradientTeslaPerMetre ?? calibrationIn(files.get("gradient_calib"));
  const percent = Math.abs(arrayNumber(parameters, "GPZ", index) ?? 100);
  const ramp = rampOf(files);
  const gradients = gradientsOf(files, ramp, percent, full, file, options);
  const shaped = holdsShape(gradients.values, ramp, full, percent, shape.integralFactor);
  const pulse180 = arrayNumber(parameters, "P", 2) || 2 * (arrayNumber(parameters, "P", 1) ?? 0);
  const tau = (arrayNumber(parameters, "D", 16) ?? 0) + pulse180 * SECONDS_PER_MICROSECOND;
  const notes = [
    `delta = ${bipolar ? "2 P30" : "P30"}, Delta = D20${bipolar ? ", tau = D16 + P2" : ""} (pulse program ${program})`,
    ...(shape.kind === "other"
      ? [
          `the gradient shape ${shape.name} is not known; its integral factor is taken as ${shape.integralFactor}`,
        ]
      : []),
    ...(shaped
      ? [
          `difflist is the calibrated ramp times ${shape.integralFactor}: its gradients hold the shape factor of ${shape.name} already, and counting it again makes D ${(1 / shape.integralFactor ** 2).toFixed(2)} times too large`,
        ]
      : []),
  ];
  return {
    parameters: {
      gradientsTeslaPerMetre: gradients.values,
      gradientSource: gradients.source,
      ...(gradients.problem ? { gradientProblem: gradients.problem } : {}),
      gradientsHoldShape: shaped,
      deltaSeconds: bipolar ? 2 * delta : delta,
      bigDeltaSeconds: bigDelta,
      tauSeconds: bipolar ? tau : 0,
      bipolar,
      shape,
    },
    notes,
  };
}

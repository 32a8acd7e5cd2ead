import { basename } from "node:path";
import {
  biExponential,
  type DecayModel,
  type DiffusionTiming,
  effectiveDiffusionTimeS,
  findSolvent,
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
  stretchedExponential,
  viscosityAt,
} from "@oleate/core";
import { oneOf, rangeOf } from "./flag-values.ts";

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

/** The timing stated by flags; null without any. Throws InputError for half of one. */
export function timingOf({
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

/** Reads "5.2 to 5.9 ppm". */
export function regionOf(text: string): PpmRange {
  const [fromPpm, toPpm] = rangeOf("--region", text, "ppm", "5.2 to 5.9 ppm");
  return { fromPpm, toPpm };
}

/** Reads "P0" or "P0, P1", degrees: P0 at the highest shift, P1 more at the lowest. */
export function phaseOf(text: string): Phase {
  const number = String.raw`([+-]?(?:\d+\.?\d*|\.\d+))\s*(?:°|deg(?:rees?)?)?`;
  const match = new RegExp(String.raw`^\s*${number}(?:\s*[,;\s]\s*${number})?\s*$`, "u").exec(text);
  if (match) return { zeroDegrees: Number(match[1]), firstDegrees: Number(match[2] ?? 0) };
  throw new InputError({
    what: "a phase cannot be read",
    found: `"${text}"`,
    expected: 'degrees, one number or two: "35", or "35, -12" with 12 degrees less at the lowest shift',
  });
}

/** The refusal of a phase for a table. */
export function phaseOfTable(path: string, phase: string): InputError {
  return new InputError({
    what: "a table of intensities has no phase",
    found: `--phase "${phase}"`,
    expected: "raw decays (ser, fid)",
    remedy: "leave --phase out",
    place: { file: basename(path) },
  });
}

/** The models named; "all" is every one. Throws InputError. */
export function modelsOf(names: readonly string[], timing: DiffusionTiming | null): readonly DecayModel[] {
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

/** A viscosity and where it is from. */
export interface Viscosity {
  readonly mPaS: number;
  readonly temperatureK: number;
  readonly note: string;
}

/** The viscosity stated, or that of the solvent; null without either. */
export function viscosityOf({ viscosity, solvent, temperature }: DiffusionOptions): Viscosity | null {
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

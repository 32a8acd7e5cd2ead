import { DomainError, InputError } from "../errors.ts";
import { convert } from "../quantities/index.ts";
import { requireFinite, requireNotNegative, requirePositive } from "./ranges.ts";

/** Nuclei whose diffusion or relaxation is measured. */
export type Nucleus = "1H" | "2H" | "13C" | "15N" | "19F" | "31P";

/** A gyromagnetic ratio in rad/(s T) and where it comes from. */
export interface GyromagneticRatio {
  readonly radPerSecondTesla: number;
  readonly source: string;
}

const CODATA = "CODATA 2018, free proton: Tiesinga et al., Rev. Mod. Phys. 2021, 93, 025010";
const PROTON = 2.6752218744e8;

/** From the frequency ratio to the proton of tetramethylsilane, in percent: what precesses in a molecule, shielding in. */
function fromRatio(percent: number, reference: string): GyromagneticRatio {
  const source = `IUPAC 2001 frequency ratio of ${reference}: Harris et al., Pure Appl. Chem. 2001, 73, 1795`;
  return { radPerSecondTesla: (percent / 100) * PROTON, source };
}

/**
 * Gyromagnetic ratios; the sign is that of the magnetic moment. Those of other nuclei follow from IUPAC's frequency
 * ratios, so they hold within 0.03 % in usual compounds; ratios of bare nuclei are up to 0.1 % larger.
 */
export const GYROMAGNETIC_RATIOS: Readonly<Record<Nucleus, GyromagneticRatio>> = {
  "1H": { radPerSecondTesla: PROTON, source: CODATA },
  "2H": fromRatio(15.350609, "(CD3)4Si"),
  "13C": fromRatio(25.14502, "(CH3)4Si"),
  "15N": fromRatio(-10.136767, "CH3NO2"),
  "19F": fromRatio(94.094011, "CCl3F"),
  "31P": fromRatio(40.480742, "H3PO4"),
};

/** Shapes of a gradient pulse. smsq10: a square whose first and last tenth rise and fall as a squared sine. */
export type GradientShape = "rectangle" | "half-sine" | "smsq10";

/**
 * A shape in two numbers. `area` (s): mean of the shape over the pulse, peak 1. `kappa`: mean square of the running
 * area, the whole area being 1; it sets the diffusion time spent during the pulses.
 */
interface ShapeNumbers {
  readonly area: number;
  readonly kappa: number;
}

/** kappa of smsq10, whose running area is x/2 - sin(10 pi x)/(20 pi) over its first tenth; by quadrature. */
const SMSQ10_KAPPA = 0.3494828688286;

const SHAPES: Readonly<Record<GradientShape, ShapeNumbers>> = {
  rectangle: { area: 1, kappa: 1 / 3 },
  "half-sine": { area: 2 / Math.PI, kappa: 3 / 8 },
  smsq10: { area: 0.9, kappa: SMSQ10_KAPPA },
};

/**
 * Timing of a stimulated-echo or spin-echo diffusion experiment.
 * `durationS` is the whole encoding time delta (for a bipolar pair both lobes: 2 x P30 on Bruker), `delayS` is Delta
 * (D20) from the start of the first encoding to the start of the second, `gapS` the time tau between the two lobes of
 * a bipolar pair, from the end of one to the start of the other.
 */
export interface DiffusionTiming {
  readonly nucleus: Nucleus;
  readonly durationS: number;
  readonly delayS: number;
  readonly shape: GradientShape;
  readonly bipolar?: { readonly gapS: number };
  /** Share of delta taken from Delta where a laboratory uses another than the exact one, such as 1/3. */
  readonly durationShare?: number;
}

/** Shape factor s of a gradient pulse: its area over that of a rectangle of the same peak (1, 2/pi, 0.9). */
export function shapeIntegral(shape: GradientShape): number {
  return SHAPES[shape].area;
}

/**
 * Share c of the encoding time in Delta' = Delta - c delta - tau/2: 1 - 2 kappa for one pulse (1/3 for a rectangle,
 * 1/4 for a half-sine), (1 - kappa)/2 for a bipolar pair (1/3, 5/16).
 *
 * Source: integral of the squared phase; the same as the table of D. Sinnaeve, Concepts Magn. Reson. A 2012, 40, 39.
 */
export function durationShare(shape: GradientShape, bipolar: boolean): number {
  const { kappa } = SHAPES[shape];
  return bipolar ? (1 - kappa) / 2 : 1 - 2 * kappa;
}

/**
 * Effective diffusion time Delta' = Delta - c delta - tau/2 in s; tau only for bipolar pairs.
 *
 * @throws DomainError for times that are not positive or pulses that do not fit into the delay
 * Source: E. O. Stejskal & J. E. Tanner, J. Chem. Phys. 1965, 42, 288; D. Wu et al., J. Magn. Reson. A 1995, 115, 260.
 */
export function effectiveDiffusionTimeS(timing: DiffusionTiming): number {
  const duration = requirePositive("the gradient duration delta", timing.durationS, "s");
  const delay = requirePositive("the diffusion delay Delta", timing.delayS, "s");
  const gap = timing.bipolar ? requireNotNegative("the gap of a bipolar pair", timing.bipolar.gapS, "s") : 0;
  if (duration + gap > delay) {
    throw new DomainError({
      what: "the gradient pulses do not fit into the diffusion delay",
      found: `delta ${duration} s, gap ${gap} s, Delta ${delay} s`,
      expected: "delta + gap <= Delta",
      remedy:
        "check the units: P30 is in microseconds, D20 in seconds, and delta is 2 x P30 for bipolar pairs",
    });
  }
  const share = timing.durationShare ?? durationShare(timing.shape, timing.bipolar !== undefined);
  return delay - share * duration - gap / 2;
}

/**
 * b factor in s/m2 of one gradient strength: b = (gamma g delta s)^2 Delta', so that I = I0 exp(-b D).
 *
 * @param gradientTPerM peak gradient g in T/m; its sign does not matter
 * @throws DomainError as {@link effectiveDiffusionTimeS} does, or for a gradient that is not a number
 */
export function bFactor(gradientTPerM: number, timing: DiffusionTiming): number {
  const g = requireFinite("a gradient", gradientTPerM, "T/m");
  const gamma = GYROMAGNETIC_RATIOS[timing.nucleus].radPerSecondTesla;
  return (gamma * g * timing.durationS * shapeIntegral(timing.shape)) ** 2 * effectiveDiffusionTimeS(timing);
}

/** b factors in s/m2 of a list of gradients in T/m; see {@link bFactor}. */
export function bFactors(gradientsTPerM: ArrayLike<number>, timing: DiffusionTiming): Float64Array {
  return Float64Array.from(gradientsTPerM, (g) => bFactor(g, timing));
}

/**
 * Gradients in T/m from another unit, such as "G/cm" (1 G/cm = 0.01 T/m).
 *
 * @throws InputError for percent of the maximum, which is no gradient yet, or a unit that is not one of a gradient
 */
export function gradientsInTPerM(gradients: ArrayLike<number>, unit: string): Float64Array {
  if (/^\s*(%|percent)\s*$/iu.test(unit)) {
    throw new InputError({
      what: "gradients in percent of the amplifier's maximum are not gradients yet",
      found: unit,
      expected: "G/cm or T/m",
      remedy:
        "multiply by the probe's calibrated maximum (Bruker: GCC in gradient_calib, or read difflist, in G/cm)",
    });
  }
  const factor = convert(1, unit, "T/m");
  return Float64Array.from(gradients, (g) => requireFinite("a gradient", g * factor, "T/m"));
}

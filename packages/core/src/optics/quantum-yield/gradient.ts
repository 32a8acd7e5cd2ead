import { InputError } from "../../errors.ts";
import {
  compareNested,
  type Dataset,
  type Estimate,
  type Estimation,
  estimate,
  fit,
  type NoiseModel,
  type Parameter,
  type Problem,
} from "../../inference/index.ts";
import { absorptanceOf, HIGHEST_DILUTE_ABSORBANCE } from "./absorptance.ts";
import { checkReferenceYield, checkSolution, yieldWarnings } from "./relative.ts";
import type { MeasuredNumber } from "./uncertain.ts";

/** Several dilutions of one solution, all excited and collected alike. */
export interface Dilutions {
  /** Areas of the corrected emission spectra, photons. */
  readonly intensity: Float64Array;
  /** Absorbances (decadic) at the excitation wavelength. */
  readonly absorbance: Float64Array;
  readonly refractiveIndex: number;
}

/** Settings of {@link gradientQuantumYield}. */
export interface GradientOptions {
  /** "zero": through the origin (default); "free": each series has a constant of its own. */
  readonly intercept?: "zero" | "free";
  /** How the areas scatter; default proportional to the area, the fraction estimated from the scatter. */
  readonly noise?: NoiseModel;
  /** Probability of the intervals; default 0.95. */
  readonly level?: number;
}

/** A relative quantum yield from two gradients. */
export interface GradientQuantumYield {
  readonly quantumYield: Estimate;
  /** All fitted numbers: yield, reference slope, intercepts, and the reference's own yield where it has an error. */
  readonly estimates: readonly Estimate[];
  readonly estimation: Estimation;
  readonly warnings: readonly string[];
}

/** Areas below this share of the largest scatter as if they were this large, so that a blank does not rule the fit. */
const NOISE_FLOOR = 1e-3;
/** The likelihood ratio of few points exceeds its limit too often, so a small probability is asked for. */
const SIGNIFICANCE = 0.002;

function checkDilutions(who: string, series: Dilutions, unknowns: number): void {
  const { intensity, absorbance, refractiveIndex } = series;
  if (intensity.length !== absorbance.length) {
    throw new InputError({
      what: `the ${who} has another number of areas than of absorbances`,
      found: `${intensity.length} areas, ${absorbance.length} absorbances`,
      expected: "one of each for every dilution",
    });
  }
  if (intensity.length <= unknowns) {
    throw new InputError({
      what: `the ${who} has too few dilutions for a gradient`,
      found: String(intensity.length),
      expected: `more than ${unknowns}`,
      remedy: "measure more dilutions, or take one solution of each as a single point",
    });
  }
  for (const [i, value] of intensity.entries()) {
    checkSolution(`${who}, dilution ${i + 1}`, {
      intensity: { value },
      absorbance: { value: absorbance[i]! },
      refractiveIndex: { value: refractiveIndex },
    });
  }
  if (intensity.every((value) => value === 0)) {
    throw new InputError({
      what: `the ${who} does not emit at all`,
      expected: "an area above 0 in some dilution",
    });
  }
}

const sumOver = (x: Float64Array, y: Float64Array): number => x.reduce((sum, one, i) => sum + one * y[i]!, 0);

/** Emission over absorptance through the origin, for a start. */
function slopeOf({ intensity, absorbance }: Dilutions): number {
  const f = absorbance.map(absorptanceOf);
  return sumOver(f, intensity) / sumOver(f, f);
}

function usualNoise(series: Dilutions): NoiseModel {
  return { kind: "proportional", floor: NOISE_FLOOR * Math.max(...series.intensity) };
}

function problemOf(
  sample: Dilutions,
  reference: Dilutions,
  referenceYield: MeasuredNumber,
  { intercept = "zero", noise }: GradientOptions,
): Problem {
  const scale = (sample.refractiveIndex / reference.refractiveIndex) ** 2;
  const free = intercept === "free";
  const slope = slopeOf(reference);
  const { value, standardError = 0 } = referenceYield;
  const constant = (name: string): Parameter => ({
    name,
    unit: "",
    start: 0,
    ...(free ? {} : { fixed: true }),
    help: "emission without absorption",
  });
  const parameters: Parameter[] = [
    {
      name: "quantum yield",
      unit: "",
      start: value * (slopeOf(sample) / slope) * scale,
      transform: "log",
      help: "of the sample",
    },
    {
      name: "reference slope",
      unit: "",
      start: slope,
      transform: "log",
      help: "emission per absorbed share",
    },
    {
      name: "reference yield",
      unit: "",
      start: value,
      lower: 0,
      help: "of the standard",
      ...(standardError > 0
        ? { prior: { kind: "normal", mean: value, standardDeviation: standardError } as const }
        : { fixed: true }),
    },
    constant("sample intercept"),
    constant("reference intercept"),
  ];
  const dataset = (name: string, series: Dilutions, isSample: boolean): Dataset => {
    const f = series.absorbance.map(absorptanceOf);
    return {
      name,
      unit: "",
      observed: series.intensity,
      noise: noise ?? usualNoise(series),
      predict: (p, out, jacobian) => {
        const [phi, k, phiR] = [p[0]!, p[1]!, p[2]!];
        const gain = isSample ? (k * phi) / (phiR * scale) : k;
        for (let i = 0; i < f.length; i++) {
          out[i] = gain * f[i]! + p[isSample ? 3 : 4]!;
          if (!jacobian) continue;
          const row = 5 * i;
          if (isSample) {
            jacobian[row] = (gain / phi) * f[i]!;
            jacobian[row + 2] = -(gain / phiR) * f[i]!;
          }
          jacobian[row + 1] = (gain / k) * f[i]!;
          jacobian[row + (isSample ? 3 : 4)] = 1;
        }
      },
    };
  };
  return { parameters, datasets: [dataset("sample", sample, true), dataset("reference", reference, false)] };
}

/**
 * Relative quantum yield from the slopes of emission against absorptance over several dilutions of sample and
 * reference: Phi = Phi_R (m / m_R) (n / n_R)^2, both series fitted together by maximum likelihood.
 *
 * @param referenceYield with its error, which enters as prior knowledge and widens the interval
 * @returns profile-likelihood intervals; warnings for absorbance above 0.1, intercepts that the data ask for, yield above 1
 * @throws InputError for too few dilutions or columns of unlike length; DomainError for impossible numbers
 * Source: Resch-Genger & Rurack, Pure Appl. Chem. 2013, 85, 2005.
 */
export function gradientQuantumYield(
  sample: Dilutions,
  reference: Dilutions,
  referenceYield: MeasuredNumber,
  options: GradientOptions = {},
): GradientQuantumYield {
  const unknowns = options.intercept === "free" ? 2 : 1;
  checkReferenceYield(referenceYield);
  checkDilutions("sample", sample, unknowns);
  checkDilutions("reference", reference, unknowns);
  const estimation = estimate(problemOf(sample, reference, referenceYield, options), {
    level: options.level ?? 0.95,
  });
  const quantumYield = estimation.estimates[0]!;
  const warnings = [...estimation.fit.warnings];
  for (const [who, series] of [
    ["sample", sample],
    ["reference", reference],
  ] as const) {
    const high = series.absorbance.filter((value) => value > HIGHEST_DILUTE_ABSORBANCE);
    if (high.length > 0) {
      warnings.push(
        `inner filter: ${high.length} ${high.length === 1 ? "dilution" : "dilutions"} of the ${who} ${high.length === 1 ? "has" : "have"} an absorbance above ${HIGHEST_DILUTE_ABSORBANCE}, up to ${Math.max(...high)}; leave ${high.length === 1 ? "it" : "them"} out or dilute`,
      );
    }
  }
  if (options.intercept === "free") {
    for (const { name, interval } of estimation.estimates.slice(3)) {
      const { low, high } = interval;
      if ((low !== null && low > 0) || (high !== null && high < 0))
        warnings.push(
          `intercept: the ${name} is not zero; a background in the emission or the absorbance is likely`,
        );
    }
  } else if (Math.min(sample.intensity.length, reference.intensity.length) > 2) {
    const freed = fit(problemOf(sample, reference, referenceYield, { ...options, intercept: "free" }));
    const test = compareNested(
      { name: "zero", fit: estimation.fit },
      { name: "free", fit: freed },
      SIGNIFICANCE,
    );
    if (test.preferred === "free")
      warnings.push(
        `intercept: the lines do not pass through the origin (p = ${test.p.toPrecision(2)}); look at a free intercept`,
      );
  }
  warnings.push(...yieldWarnings(quantumYield.value, null));
  return { quantumYield, estimates: estimation.estimates, estimation, warnings };
}

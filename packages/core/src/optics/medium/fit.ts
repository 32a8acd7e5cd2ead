import { InputError } from "../../errors.ts";
import {
  type Comparison,
  compareModels,
  type Estimate,
  estimate,
  type Parameter,
  type Problem,
} from "../../inference/index.ts";
import { type AlikeModels, alikeModels } from "./likeness.ts";
import type { EmittingCore, LocalFieldModel } from "./model.ts";

/** Radiative lifetimes of one sample in several solvents. */
export interface LifetimeSeries {
  /** Refractive index of each solvent. */
  readonly indices: Float64Array;
  readonly lifetimesNs: Float64Array;
  /** Standard error of each lifetime, ns; found from the scatter when not given. */
  readonly errorsNs?: Float64Array;
}

/** Settings of {@link fitLifetimesInMedia}. */
export interface MediumFitOptions {
  /** Index of the solvent that the scale is the lifetime in; default the first of the series. */
  readonly referenceIndex?: number;
  /** "scale": tau = s F / F_ref (default); "line": tau = i + s F / F_ref, as lifetimes that are not all radiative give. */
  readonly form?: "scale" | "line";
  readonly level?: number;
}

/** One model fitted to a series. */
export interface MediumFit {
  readonly model: string;
  /** "scale" (ns, the lifetime in the reference solvent) and, for a line, "intercept" (ns). */
  readonly estimates: readonly Estimate[];
  readonly predictedNs: readonly number[];
  /** Root mean square of the residuals, ns. */
  readonly rmsNs: number;
  readonly aicc: number | null;
  readonly weight: number | null;
}

/** All models fitted to a series, ranked by AICc. */
export interface MediumComparison {
  readonly fits: readonly MediumFit[];
  readonly comparison: Comparison;
  readonly alike: readonly AlikeModels[];
  /** What may be concluded, in words. */
  readonly sentences: readonly string[];
}

function checkSeries({ indices, lifetimesNs, errorsNs }: LifetimeSeries, unknowns: number): void {
  const counts = [indices.length, lifetimesNs.length, errorsNs?.length ?? lifetimesNs.length];
  if (new Set(counts).size > 1) {
    throw new InputError({
      what: "a series of lifetimes has columns of unlike length",
      found: `${counts.join(", ")} rows`,
      expected: "one index, lifetime and error a solvent",
    });
  }
  const needed = unknowns + (errorsNs ? 0 : 1);
  if (lifetimesNs.length < Math.max(2, needed)) {
    throw new InputError({
      what: "there are too few solvents to fit",
      found: String(lifetimesNs.length),
      expected: `${Math.max(2, needed)} or more`,
      remedy: errorsNs
        ? "measure in more solvents"
        : "measure in more solvents, or give the errors of the lifetimes",
    });
  }
  for (const [name, column] of Object.entries({
    lifetime: lifetimesNs,
    ...(errorsNs ? { error: errorsNs } : {}),
  })) {
    const bad = column.findIndex((value) => !(value > 0 && value < Number.POSITIVE_INFINITY));
    if (bad >= 0) {
      throw new InputError({
        what: `a ${name} of the series is not positive`,
        found: `${column[bad]} ns (row ${bad + 1})`,
        expected: "above 0 ns",
      });
    }
  }
  if (Math.max(...indices) - Math.min(...indices) < 1e-6) {
    throw new InputError({
      what: "all solvents of the series have the same refractive index",
      found: String(indices[0]),
      expected: "solvents that differ, such as pentane and toluene",
    });
  }
}

function problemOf(series: LifetimeSeries, ratios: readonly number[], line: boolean): Problem {
  const { lifetimesNs, errorsNs } = series;
  const mean = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((a, b) => a + b, 0) / values.length;
  const scale: Parameter = {
    name: "scale",
    unit: "ns",
    start: mean(lifetimesNs) / mean(ratios),
    help: "radiative lifetime in the reference solvent, less the intercept",
  };
  const intercept: Parameter = { name: "intercept", unit: "ns", start: 0, help: "lifetime at a factor of 0" };
  const width = line ? 2 : 1;
  return {
    parameters: line ? [scale, intercept] : [scale],
    datasets: [
      {
        name: "lifetimes",
        unit: "ns",
        observed: lifetimesNs,
        noise: errorsNs ? { kind: "constant", sigma: 1 } : { kind: "constant" },
        ...(errorsNs ? { relativeSigma: errorsNs } : {}),
        predict: (p, out, jacobian) => {
          for (let i = 0; i < ratios.length; i++) {
            out[i] = p[0]! * ratios[i]! + (line ? p[1]! : 0);
            if (!jacobian) continue;
            jacobian[width * i] = ratios[i]!;
            if (line) jacobian[width * i + 1] = 1;
          }
        },
      },
    ],
  };
}

/** Differences of AICc below this leave a model possible (Burnham & Anderson 2002, 2.6). */
const STILL_POSSIBLE = 4;

function sentencesOf(comparison: Comparison, alike: readonly AlikeModels[]): string[] {
  const sentences = comparison.models.length > 1 ? [comparison.sentence] : [];
  for (const { models, largestDifference } of alike) {
    sentences.push(
      `${models[0]} and ${models[1]} cannot be told apart here: with the scale free they differ by at most ${(100 * largestDifference).toFixed(2)} % over these solvents, so a preference between them says little.`,
    );
  }
  const ruledOut = comparison.models.filter(({ aiccDifference }) => (aiccDifference ?? 0) > STILL_POSSIBLE);
  if (ruledOut.length > 0)
    sentences.push(`Hardly compatible with the lifetimes: ${ruledOut.map(({ name }) => name).join(", ")}.`);
  return sentences;
}

/** Lines that cut the axis below 0 for certain: a lifetime at a factor of 0 cannot be negative. */
function belowZero(
  fits: readonly { readonly model: LocalFieldModel; readonly estimates: readonly Estimate[] }[],
): readonly string[] {
  const refuted = fits.filter(({ estimates }) => {
    const high = estimates.find(({ name }) => name === "intercept")?.interval.high;
    return high !== undefined && high !== null && high < 0;
  });
  if (refuted.length === 0) return [];
  return [
    `An intercept below 0 has no meaning, whatever its weight: the line of ${refuted.map(({ model }) => model.name).join(", ")} rises more steeply than that model allows.`,
  ];
}

/**
 * Fits radiative lifetimes in several solvents by local-field models and ranks the models by AICc: tau = s F(n) / F_ref,
 * one free scale each, or a line with intercept. A measured lifetime is radiative only where nothing else decays: divide
 * it by the quantum yield of the dots that emit, or fit dots known to emit with a yield near 1.
 *
 * @throws InputError for too few solvents, lifetimes of 0 or less, or solvents of one index
 * Source: K. P. Burnham & D. R. Anderson, Model Selection and Multimodel Inference, 2nd ed. (2002).
 */
export function fitLifetimesInMedia(
  series: LifetimeSeries,
  models: readonly LocalFieldModel[],
  core: EmittingCore,
  options: MediumFitOptions = {},
): MediumComparison {
  const line = options.form === "line";
  checkSeries(series, line ? 2 : 1);
  const reference = options.referenceIndex ?? series.indices[0]!;
  const fits = models.map((model) => {
    const atReference = model.lifetimeFactor(reference, core);
    const ratios = Array.from(series.indices, (index) => model.lifetimeFactor(index, core) / atReference);
    const { fit, estimates } = estimate(problemOf(series, ratios, line), { level: options.level ?? 0.95 });
    return { model, fit, estimates };
  });
  const comparison = compareModels(fits.map(({ model, fit }) => ({ name: model.name, fit })));
  const alike = alikeModels(models, Array.from(series.indices), core);
  return {
    fits: fits.map(({ model, fit, estimates }, i) => ({
      model: model.name,
      estimates,
      predictedNs: Array.from(fit.series[0]!.predicted),
      rmsNs: Math.sqrt(
        fit.series[0]!.residuals.reduce((sum, r) => sum + r * r, 0) / fit.series[0]!.residuals.length,
      ),
      aicc: fit.aicc,
      weight: comparison.models[i]!.weight,
    })),
    comparison,
    alike,
    sentences: [...sentencesOf(comparison, alike), ...belowZero(fits)],
  };
}

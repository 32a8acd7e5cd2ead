import { atPlace, InputError, type Place } from "../../errors.ts";
import { createRandom } from "../../inference/index.ts";
import { findMaterial, findSolvent, type Solvent } from "../../matter/index.ts";
import {
  type EmittingCore,
  emittingCore,
  findLocalFieldModel,
  fitLifetimesInMedia,
  type LifetimeSeries,
  type LocalFieldModel,
  localFieldModels,
  type MediumComparison,
  mediumFactors,
  type SolventFactors,
} from "../../optics/index.ts";
import { type Computed, isUncertainLiteral } from "../evaluator.ts";
import type { AnalysisFile } from "../schema/index.ts";
import type { AnalysisContext } from "./analysis.ts";

/** The medium analysis as written. */
export type MediumOptions = Extract<AnalysisFile, { kind: "medium" }>;

/** What a study asks about the medium, read. */
export interface AskedMedium {
  readonly words: readonly string[];
  readonly solvents: readonly Solvent[];
  readonly reference: Solvent;
  readonly models: readonly LocalFieldModel[];
  readonly core: EmittingCore;
  readonly temperatureK: number;
  /** Lifetime in the reference solvent, ns, with its error. */
  readonly lifetimeNs: number;
  readonly errorNs: number | null;
}

/** Numbers of the fit of measured or simulated lifetimes. */
export const MEDIUM_FIT_NUMBERS = {
  scale: "ns",
  line_slope: "ns",
  line_intercept: "ns",
  correlation: "",
  told_apart: "",
  intercept_coverage: "",
} as const;
const SIMULATED_SERIES = 200;
/** An AICc above the best by more than this rules a model out. */
export const RULED_OUT_AICC = 4;

/** "1,2-dichlorobenzene" as a word of an expression: 1_2_dichlorobenzene. */
export const solventWord = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/gu, "_");

/** A lifetime, ns, with its error where it is written with one; an expression counts without. */
function readLifetime(text: string | number, { evaluator }: AnalysisContext, place: Place): Computed {
  if (typeof text === "string" && isUncertainLiteral(text)) return evaluator.uncertain(text, "ns", place);
  return { value: evaluator.number(text, "ns", place), error: null };
}

/** Reads the solvents, models, core and lifetime of the analysis. Throws InputError at the place of what is wrong. */
export function readMediumOptions(options: MediumOptions, context: AnalysisContext): AskedMedium {
  const { file, evaluator, placeOf, path } = context;
  const at = (...keys: readonly (string | number)[]) => placeOf([...path, ...keys]);
  const solvent = (name: string, ...keys: readonly (string | number)[]): Solvent =>
    atPlace(at(...keys), () => findSolvent(name));
  const material = findMaterial(file.sample.nanocrystal.material);
  const bare: EmittingCore =
    options.permittivity === undefined
      ? atPlace(at("permittivity"), () => emittingCore(material))
      : { permittivity: evaluator.number(options.permittivity, "", at("permittivity")) };
  const { shell } = options;
  const core: EmittingCore = shell
    ? {
        ...bare,
        shell: {
          refractiveIndex: evaluator.number(shell.index, "", at("shell", "index")),
          thicknessNm: evaluator.number(shell.thickness, "nm", at("shell", "thickness")),
          coreRadiusNm: evaluator.number(shell.radius, "nm", at("shell", "radius")),
        },
      }
    : bare;
  const lifetime = readLifetime(options.lifetime, context, at("lifetime"));
  const temperature = options.temperature ?? file.sample.temperature;
  const asked: AskedMedium = {
    words: options.solvents.map(solventWord),
    solvents: options.solvents.map((name, i) => solvent(name, "solvents", i)),
    reference: solvent(options.reference, "reference"),
    models:
      options.models?.map((name, i) => atPlace(at("models", i), () => findLocalFieldModel(name))) ??
      localFieldModels,
    core,
    temperatureK: temperature === undefined ? 298.15 : evaluator.number(temperature, "K", at("temperature")),
    lifetimeNs: lifetime.value,
    errorNs: lifetime.error,
  };
  if (new Set(asked.solvents).size < asked.solvents.length) {
    throw new InputError({
      what: "a solvent stands twice",
      found: options.solvents.join(", "),
      place: at("solvents"),
    });
  }
  if (options.measured && options.simulate) {
    throw new InputError({
      what: "lifetimes are both measured and simulated",
      expected: "`measured` or `simulate`",
      remedy: "leave one of them out",
      place: at("simulate"),
    });
  }
  return asked;
}

/** Factors of every solvent asked for. */
export const askedFactors = (asked: AskedMedium): readonly SolventFactors[] =>
  mediumFactors(asked.models, asked.solvents, asked.reference, asked.core, asked.temperatureK);

/** Lifetimes of the file, one a solvent of the list that has one. */
export function measuredSeries(
  options: MediumOptions,
  context: AnalysisContext,
  asked: AskedMedium,
  factors: readonly SolventFactors[],
): LifetimeSeries {
  const { placeOf, path } = context;
  const entries = Object.entries(options.measured ?? {}).map(([name, text]) => {
    const place = placeOf([...path, "measured", name]);
    const i = asked.solvents.indexOf(atPlace(place, () => findSolvent(name)));
    if (i < 0) {
      throw new InputError({
        what: "a lifetime was measured in a solvent that is not among `solvents`",
        found: name,
        expected: options.solvents.join(", "),
        place,
      });
    }
    return { index: factors[i]!.index.value, ...readLifetime(text, context, place) };
  });
  const errors = entries.map(({ error }) => error ?? 0);
  return {
    indices: Float64Array.from(entries, ({ index }) => index),
    lifetimesNs: Float64Array.from(entries, ({ value }) => value),
    ...(errors.every((error) => error > 0) ? { errorsNs: Float64Array.from(errors) } : {}),
  };
}

/** Lifetimes as the first model gives them, with a relative error. */
function simulatedSeries(
  predictedNs: readonly number[],
  factors: readonly SolventFactors[],
  share: number,
  seed: number,
  turn: number,
): LifetimeSeries {
  const random = createRandom(seed, `medium ${turn}`);
  return {
    indices: Float64Array.from(factors, ({ index }) => index.value),
    lifetimesNs: Float64Array.from(predictedNs, (value) => value * (1 + share * random.normal())),
    errorsNs: Float64Array.from(predictedNs, (value) => value * share),
  };
}

function correlation(x: readonly number[], y: ArrayLike<number>): number {
  const n = x.length;
  const [mx, my] = [x.reduce((a, b) => a + b, 0) / n, Array.from(y).reduce((a, b) => a + b, 0) / n];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    xy += (x[i]! - mx) * (y[i]! - my);
    xx += (x[i]! - mx) ** 2;
    yy += (y[i]! - my) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

/** Lifetimes fitted by all models and by a line of the first. */
export interface FittedMedium {
  readonly series: LifetimeSeries;
  readonly scale: MediumComparison;
  readonly line: MediumComparison;
  readonly numbers: Partial<Record<keyof typeof MEDIUM_FIT_NUMBERS, number>>;
}

function fitSeries(series: LifetimeSeries, asked: AskedMedium, referenceIndex: number): FittedMedium {
  const scale = fitLifetimesInMedia(series, asked.models, asked.core, { referenceIndex });
  const first = asked.models.slice(0, 1);
  const line = fitLifetimesInMedia(series, first, asked.core, { referenceIndex, form: "line" });
  const [slope, intercept] = line.fits[0]!.estimates;
  const factors = Array.from(series.indices, (index) => asked.models[0]!.lifetimeFactor(index, asked.core));
  return {
    series,
    scale,
    line,
    numbers: {
      scale: scale.fits[0]!.estimates[0]!.value,
      line_slope: slope!.value,
      line_intercept: intercept!.value,
      correlation: correlation(factors, series.lifetimesNs),
    },
  };
}

/** How often, over many simulated series, the line's intercept covers 0 and the last model is ruled out. */
function repeat(
  make: (turn: number) => LifetimeSeries,
  turns: number,
  asked: AskedMedium,
  referenceIndex: number,
  context: AnalysisContext,
): Pick<FittedMedium["numbers"], "intercept_coverage" | "told_apart"> {
  let [covered, apart] = [0, 0];
  for (let turn = 1; turn <= turns; turn++) {
    context.progress(turn / turns, "simulated series");
    const { line, scale } = fitSeries(make(turn), asked, referenceIndex);
    const { low, high } = line.fits[0]!.estimates[1]!.interval;
    if ((low ?? Number.NEGATIVE_INFINITY) <= 0 && (high ?? Number.POSITIVE_INFINITY) >= 0) covered++;
    if ((scale.comparison.models.at(-1)!.aiccDifference ?? 0) > RULED_OUT_AICC) apart++;
  }
  return { intercept_coverage: covered / turns, told_apart: apart / turns };
}

/** Fits the measured lifetimes, or simulated ones; null where neither is asked for. */
export function fitAskedMedium(
  options: MediumOptions,
  context: AnalysisContext,
  asked: AskedMedium,
  factors: readonly SolventFactors[],
  predictedNs: readonly number[],
  referenceIndex: number,
): FittedMedium | null {
  if (options.measured)
    return fitSeries(measuredSeries(options, context, asked, factors), asked, referenceIndex);
  if (!options.simulate) return null;
  const share = context.evaluator.number(options.simulate.error, "");
  const make = (turn: number): LifetimeSeries =>
    simulatedSeries(predictedNs, factors, share, context.seed, turn);
  const shown = fitSeries(make(0), asked, referenceIndex);
  const turns = options.simulate.series ?? SIMULATED_SERIES;
  return { ...shown, numbers: { ...shown.numbers, ...repeat(make, turns, asked, referenceIndex, context) } };
}

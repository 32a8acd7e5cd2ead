import {
  biExponential,
  compareDecayModels,
  type DecayData,
  type DecayFit,
  type DecayModel,
  type DiffusionTiming,
  effectiveDiffusionTimeS,
  gammaDistribution,
  kargerDecay,
  monoExponential,
  OleateError,
  type PpmRange,
  stretchedExponential,
} from "@oleate/core";
import type { FittedDecay, FittedModel, ModelName } from "./nmr-protocol.ts";

/** Points of a drawn curve. */
const CURVE_POINTS = 121;
const NEEDS_DELAY = "exchange during the delay needs the delay: state the timing of the experiment";

/** The models asked for; exchange needs the timing and is left out without it. */
function modelsOf(names: readonly ModelName[], timing: DiffusionTiming | null): readonly DecayModel[] {
  const known: Readonly<Record<ModelName, DecayModel | null>> = {
    "mono-exponential": monoExponential,
    "bi-exponential": biExponential,
    stretched: stretchedExponential,
    gamma: gammaDistribution,
    karger: timing ? kargerDecay(effectiveDiffusionTimeS(timing)) : null,
  };
  return names.flatMap((name) => known[name] ?? []);
}

function curveOf({ result }: DecayFit, model: DecayModel, places: readonly number[]): number[] {
  const value = (name: string): number =>
    result.parameters.find((parameter) => parameter.name === name)?.value ?? Number.NaN;
  const values = model.parameters.map(({ name }) => value(name));
  return places.map((b) => value("I0") * model.attenuation(b, values, null));
}

/** A decay with all that is fitted to it; what is refused is said in `problem`. */
export function fittedDecay(
  data: DecayData,
  names: readonly ModelName[],
  timing: DiffusionTiming | null,
  region: PpmRange | null,
  peakPpm: number | null,
): FittedDecay {
  const models = modelsOf(names, timing);
  const without = names.includes("karger") && !timing ? [{ model: "karger", why: NEEDS_DELAY }] : [];
  const most = data.b.reduce((a, b) => Math.max(a, b), 0);
  const curveB = Array.from({ length: CURVE_POINTS }, (_, i) => (most * i) / (CURVE_POINTS - 1));
  const { sigma } = data;
  const base = {
    name: data.name,
    region,
    peakPpm,
    b: [...data.b],
    intensity: [...data.intensity],
    sigma:
      sigma === undefined
        ? null
        : Array.from(data.b, (_, i) => (typeof sigma === "number" ? sigma : sigma[i]!)),
    curveB,
  };
  try {
    const { fits, failed } = compareDecayModels(data, models);
    const ranked = fits
      .filter(({ result }) => result.aicc !== null)
      .sort((a, b) => a.result.aicc! - b.result.aicc!);
    const best = ranked[0]?.result.model;
    return {
      ...base,
      models: fits.map(
        (fit): FittedModel => ({
          model: fit.result.model,
          parameters: fit.result.parameters,
          aicc: fit.result.aicc,
          best: fit.result.model === best,
          predicted: fit.result.predicted,
          curve: curveOf(fit, models.find(({ name }) => name === fit.result.model)!, curveB),
          warnings: fit.result.warnings,
        }),
      ),
      failed: [...failed.map(({ model, why }) => ({ model, why })), ...without],
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof OleateError)) throw error;
    return { ...base, models: [], failed: [], problem: error.message };
  }
}

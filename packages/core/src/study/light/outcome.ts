import { type ConsistencyTable, consistencyOf } from "../../optics/passivation/index.ts";
import type { AnalysisContext } from "../analyses/analysis.ts";
import { lnConstantsAt, type Model } from "../model/index.ts";
import { type Calibration, calibrate, calibrateWithIntervals, MET } from "./calibration.ts";
import type { LightConditions } from "./conditions.ts";
import { bestDose, type LightModel, type LightPoint, lightCurve, valuesOfLight } from "./model.ts";
import {
  alternatives,
  doseOf,
  type PassivationOptions,
  type PrintedLigand,
  readConditions,
  readLight,
  readOthers,
} from "./options.ts";
import { type LigandReading, modelWithOthers, readLigand } from "./others.ts";

/** One ligand over all alternatives that meet the printed numbers. */
export interface OtherLigand extends PrintedLigand, LigandReading {
  readonly affinities: readonly number[];
  readonly ratios: readonly number[];
}

/** Everything the analysis works out, for its tables, figures and findings. */
export interface PassivationOutcome {
  readonly id: string;
  readonly options: PassivationOptions;
  readonly light: LightModel;
  readonly conditions: LightConditions | null;
  readonly calibration: ReturnType<typeof calibrateWithIntervals> | null;
  readonly misfit: number;
  readonly values: ReadonlyMap<string, number>;
  readonly start: LightPoint;
  /** At the printed best dose; without one, where the quantum yield is greatest. */
  readonly best: LightPoint;
  /** Dose of the greatest quantum yield, equivalents per dot. */
  readonly bestDose: number;
  readonly curve: readonly LightPoint[];
  readonly chosen: readonly LightPoint[];
  readonly dilution: readonly { readonly dotsMolar: number; readonly point: LightPoint }[];
  readonly consistency: ConsistencyTable | null;
  readonly others: readonly OtherLigand[];
  readonly sets: number;
  readonly met: number;
  /** Calibrations at other rates of a shallow trap: what lifetimes alone leave open. */
  readonly tradeOff: readonly TradeOff[];
}

/** One rate of a shallow trap and what the calibration then finds. */
export interface TradeOff {
  readonly shallowPerNs: number;
  readonly misfit: number;
  readonly start: LightPoint;
  readonly chance: number;
}

const LEVEL = 0.95;
/** Rates of a shallow trap beside the given one, as factors. */
const RATE_FACTORS = [0.2, 0.5, 1, 2, 5, 20];

/** The model at another concentration of dots, everything in it thinned or crowded alike. */
function dilutedModel(model: Model, dotsMolar: number): Model {
  const factor = dotsMolar / model.dotsMolar;
  return {
    ...model,
    dotsMolar,
    ligandsMolar: Object.fromEntries(
      Object.entries(model.ligandsMolar).map(([name, total]) => [name, total * factor]),
    ),
  };
}

const rowOf = (model: Model, name: string | undefined): number =>
  model.constants.findIndex((constant) => constant.name === name);

/** The other ligands at every alternative that meets the printed numbers. */
function readAll(
  options: PassivationOptions,
  context: AnalysisContext,
  conditions: LightConditions,
  main: { light: LightModel; calibration: Calibration },
): Pick<PassivationOutcome, "others" | "sets" | "met"> {
  const printed = readOthers(options, context);
  const all = alternatives(options);
  const free = options.calibrate?.free ?? [];
  // Neighbours in the list differ in one thing mostly, so each search begins where the last one that met the numbers ended.
  let near = main.calibration.values;
  const good = all.flatMap((alternative, i) => {
    context.progress(i / all.length, "what is not known");
    const light = readLight(options, context, alternative);
    const calibration = calibrate(light, conditions, free, near);
    if (calibration.misfit > MET) return [];
    near = calibration.values;
    return [{ light, calibration, model: modelWithOthers(options, context, alternative, light, printed) }];
  });
  const mainModel = modelWithOthers(options, context, {}, main.light, printed);
  const others = printed.map((one): OtherLigand => {
    const read = good.flatMap(({ light, calibration, model }) => {
      const { affinityPerMolar } = readLigand(model, light, calibration, one, false);
      if (affinityPerMolar === null) return [];
      const reference = calibration.lnK[rowOf(light.model, options.against)];
      const ratio = reference === undefined ? null : Math.exp(reference) / affinityPerMolar;
      return [{ affinity: affinityPerMolar, ratio }];
    });
    return {
      ...one,
      ...readLigand(mainModel, main.light, main.calibration, one, true),
      affinities: read.map(({ affinity }) => affinity),
      ratios: read.flatMap(({ ratio }) => ratio ?? []),
    };
  });
  return { others, sets: all.length, met: good.length };
}

/** The same printed numbers met at other rates of a shallow trap. */
function tradeOffs(
  options: PassivationOptions,
  context: AnalysisContext,
  conditions: LightConditions,
  values: ReadonlyMap<string, number>,
): readonly TradeOff[] {
  const free = options.calibrate?.free ?? [];
  const rate = values.get("k_shallow") ?? 0;
  if (!free.includes("p_shallow") || free.includes("k_shallow") || rate === 0) return [];
  return RATE_FACTORS.map((factor): TradeOff => {
    const shallowPerNs = factor * rate;
    const light = readLight(options, context, { k_shallow: `${shallowPerNs} /ns` });
    const calibration = calibrate(light, conditions, free, values);
    const found = valuesOfLight(light, calibration.values);
    return {
      shallowPerNs,
      misfit: calibration.misfit,
      start: lightCurve(light, calibration.lnK, found, [0])[0]!,
      chance: found.get("p_shallow")!,
    };
  });
}

/** Works out everything a `passivation` analysis reports. Throws as its readers and the calibration do. */
export function outcomeOf(options: PassivationOptions, context: AnalysisContext): PassivationOutcome {
  const light = readLight(options, context);
  const { model } = light;
  const conditions = readConditions(options, context);
  const calibration =
    conditions && options.calibrate
      ? calibrateWithIntervals(light, conditions, options.calibrate.free, LEVEL)
      : null;
  const lnK = calibration?.calibration.lnK ?? lnConstantsAt(model, model.temperatureK);
  const values = valuesOfLight(light, calibration?.calibration.values);
  const highest = doseOf(context, options.to, ["to"]);
  const points = options.points ?? 81;
  const doses = Array.from({ length: points }, (_, i) => (highest * i) / (points - 1));
  const chosen = (options.at ?? []).map((text, i) => doseOf(context, text, ["at", i]));
  const best = bestDose(light, lnK, values, 0, highest);
  const [start, atBest] = lightCurve(light, lnK, values, [0, conditions?.bestDose ?? best]);
  const dilution = (options.dilution ?? []).map((text, i) => {
    const dotsMolar = context.evaluator.number(text, "M", context.placeOf([...context.path, "dilution", i]));
    const thinned = { ...light, model: dilutedModel(model, dotsMolar) };
    return { dotsMolar, point: lightCurve(thinned, lnK, values, [0])[0]! };
  });
  const { startLifetimeNs, bestLifetimeNs, bestYield } = conditions ?? {};
  const factor = (key: "slow" | "yield"): number =>
    context.evaluator.number(options.printed![key], "", context.placeOf([...context.path, "printed", key]));
  const consistency =
    options.printed && startLifetimeNs && bestLifetimeNs && bestYield
      ? consistencyOf({
          slowFactor: factor("slow"),
          yieldFactor: factor("yield"),
          lifetimeBeforeNs: startLifetimeNs,
          lifetimeAfterNs: bestLifetimeNs,
          yieldAfter: bestYield,
        })
      : null;
  const wider =
    conditions && calibration
      ? readAll(options, context, conditions, { light, calibration: calibration.calibration })
      : { others: [], sets: 0, met: 0 };
  return {
    id: context.id,
    options,
    light,
    conditions,
    calibration,
    misfit: calibration?.calibration.misfit ?? 0,
    values,
    start: start!,
    best: atBest!,
    bestDose: best,
    curve: lightCurve(light, lnK, values, doses),
    chosen: lightCurve(light, lnK, values, chosen),
    dilution,
    consistency,
    ...wider,
    tradeOff:
      conditions && calibration && calibration.calibration.misfit <= MET
        ? tradeOffs(options, context, conditions, values)
        : [],
  };
}

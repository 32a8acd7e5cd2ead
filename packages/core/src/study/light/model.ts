import { InputError, nearestNames } from "../../errors.ts";
import {
  coverageOfState,
  type DotTraps,
  type EnsembleLight,
  ensembleLight,
  type LightValues,
  lightObservables,
  lightParameters,
  ratesOf,
  type TrapStatistics,
  trapsOfCoverage,
} from "../../optics/passivation/index.ts";
import type { Observable, ObservableContext } from "../../surface/observable.ts";
import { prepareSpeciation, solveSpeciation } from "../../surface/speciation.ts";
import { ingredients, type Model } from "../model/index.ts";
import type { OwnParameter } from "../own-parameters.ts";

/** Dots whose light follows from what sits on them: a model of the surface, the ligand dosed, and how traps scatter. */
export interface LightModel {
  readonly model: Model;
  /** The ligand dosed; its passivating power is 1 where nothing else is said. */
  readonly added: string;
  readonly statistics: TrapStatistics;
  /** The light's parameters with the values given. */
  readonly parameters: readonly OwnParameter[];
}

/** What is known at one dose: the light, and shares of the sites. */
export interface LightPoint extends EnsembleLight {
  /** Equivalents per dot. */
  readonly dose: number;
  /** Share of sites that count as bare, and share whose metal was stripped. */
  readonly bare: number;
  readonly stripped: number;
  readonly traps: DotTraps;
}

/** The declared parameters of a model's light. */
export function declaredLight(model: Model, added: string): ReturnType<typeof lightParameters> {
  const { network } = model;
  if (!network.indexOf.has(added)) {
    const known = [...network.indexOf.keys()];
    throw new InputError({
      what: `no species is called ${added}`,
      remedy: `nearest: ${nearestNames(added, known).join(", ")}`,
    });
  }
  return lightParameters({ network, sites: Object.keys(model.sitesPerDot), watched: added });
}

/** A number of the light that a calibration compares. */
export type LightNumber = "quantum-yield" | "tail-lifetime" | "bright-fraction";

/** The observable of that name for a model's trap statistics. */
export function lightObservable({ statistics }: LightModel, name: LightNumber): Observable {
  return lightObservables(statistics).find((observable) => observable.name === name)!;
}

/** What was mixed at a dose (equivalents per dot), mol/L over the network's species. */
export function mixedAt({ model, added }: LightModel, dose: number): Float64Array {
  const amounts = ingredients(model);
  amounts[model.network.indexOf.get(added)!] = dose * model.dotsMolar;
  return amounts;
}

/** Values of all parameters, by name. @throws InputError for one that nothing gives */
export function valuesOfLight(
  { parameters }: LightModel,
  found: ReadonlyMap<string, number> = new Map(),
): LightValues {
  return new Map(
    parameters.map(({ name, value, help }) => {
      const given = found.get(name) ?? value;
      if (given !== null) return [name, given];
      throw new InputError({
        what: `${name} has no value: ${help}`,
        remedy: `give it under \`with: parameters:\`, or list it in \`calibrate: free:\``,
      });
    }),
  );
}

/**
 * The light at each dose (equivalents per dot).
 * @param lnK of the model's reactions, molar units
 */
export function lightCurve(
  light: LightModel,
  lnK: Float64Array,
  values: LightValues,
  doses: ArrayLike<number>,
): readonly LightPoint[] {
  const { model, statistics, added } = light;
  const { network, dotsMolar } = model;
  const context: ObservableContext = {
    network,
    sites: Object.keys(model.sitesPerDot),
    watched: added,
    dotsMolar,
  };
  const speciation = prepareSpeciation(network);
  const state = new Float64Array(network.species.length);
  return Array.from({ length: doses.length }, (_, i): LightPoint => {
    solveSpeciation(speciation, lnK, mixedAt(light, doses[i]!), state);
    const classes = coverageOfState(state, context, values);
    const traps = trapsOfCoverage(classes, dotsMolar, values, statistics);
    const all = classes.reduce((sum, { total }) => sum + total, 0);
    return {
      ...ensembleLight(traps, ratesOf(values)),
      dose: doses[i]!,
      traps,
      bare: classes.reduce((sum, { bare }) => sum + bare, 0) / all,
      stripped: classes.reduce((sum, { stripped }) => sum + stripped, 0) / all,
    };
  });
}

/** The quantum yield alone, made ready to be asked for many constants, values and doses (equivalents per dot). */
export function yieldOf(light: LightModel): (lnK: Float64Array, values: LightValues, dose: number) => number {
  const { model, added, parameters } = light;
  const { network, dotsMolar } = model;
  const state = new Float64Array(network.species.length);
  const speciation = prepareSpeciation(network);
  const observable = lightObservable(light, "quantum-yield");
  const context: ObservableContext = {
    network,
    sites: Object.keys(model.sitesPerDot),
    watched: added,
    dotsMolar,
  };
  const out = new Float64Array(1);
  return (lnK, values, dose) => {
    solveSpeciation(speciation, lnK, mixedAt(light, dose), state);
    const own = Float64Array.from(parameters, ({ name }) => values.get(name)!);
    observable.evaluate(state, context, out, null, { values: own, gradient: null });
    return out[0]!;
  };
}

/** Golden-section steps; a maximum is flat, so that its place is known to some 1e-7 of the range. */
const STEPS = 40;

/** The dose of greatest quantum yield between two doses, where there is one maximum. */
export function bestDose(
  light: LightModel,
  lnK: Float64Array,
  values: LightValues,
  from: number,
  to: number,
): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  const yieldAt = yieldOf(light);
  const at = (dose: number): { dose: number; height: number } => ({
    dose,
    height: yieldAt(lnK, values, dose),
  });
  let [low, high] = [from, to];
  let [left, right] = [at(high - ratio * (high - low)), at(low + ratio * (high - low))];
  for (let step = 0; step < STEPS; step++) {
    if (left.height < right.height) {
      low = left.dose;
      left = right;
      right = at(low + ratio * (high - low));
    } else {
      high = right.dose;
      right = left;
      left = at(high - ratio * (high - low));
    }
  }
  return [at(from), left, right, at(to)].reduce((a, b) => (b.height > a.height ? b : a)).dose;
}

// The fit: one likelihood over the four unknowns, or over three of them and a derived number in place of the fourth.
import { type Dataset, type Fit, fit, type Parameter } from "../../inference/index.ts";
import type { Datum } from "./data.ts";
import { type Dual, UNKNOWNS, type Unknown } from "./dual.ts";
import { cationsPerAnion, type Expression, type State, stateAt } from "./model.ts";
import type { Sample } from "./sample.ts";

/** A number that is searched for in place of an unknown. */
export interface Replacement {
  readonly unit: string;
  readonly of: Expression;
  readonly replaces: Unknown;
  /** What the search adds to the number. */
  readonly offset: number;
}

/** What is fitted, and from where. */
export interface Search {
  readonly sample: Sample;
  readonly data: readonly Datum[];
  /** Where it starts, in the order of `UNKNOWNS`. */
  readonly values: Float64Array;
  /** Unknowns held where they are. */
  readonly held: ReadonlySet<Unknown>;
  readonly replaced?: Replacement;
}

/** Name of the parameter that stands for a replacement. */
export const FOLLOWED = "followed";

/** Unknowns that can be 0 but not less. */
export const FROM_ZERO: readonly Unknown[] = ["ligands", "hydroxide"];

/** Rounding of a number that has been solved for to be 0. */
const ZERO = 1e-12;

/** The unknowns at given parameters: solves for the replaced one by Newton steps, in logarithms for the anions. */
function unknownsAt({ sample, values, replaced }: Search, parameters: Float64Array): Float64Array {
  const unknowns = Float64Array.from(parameters);
  if (!replaced) return unknowns;
  const k = UNKNOWNS.indexOf(replaced.replaces);
  const target = parameters[k]! - replaced.offset;
  unknowns[k] = values[k]!;
  for (let i = 0; i < 60; i++) {
    const now = replaced.of(stateAt(sample, unknowns));
    const before: number = unknowns[k]!;
    unknowns[k] =
      k === 0
        ? before * Math.exp((Math.log(target / now[0]!) * now[0]!) / (before * now[1]!))
        : before + (target - now[0]!) / now[k + 1]!;
    if (Math.abs(unknowns[k]! - before) <= 2e-15 * Math.abs(before)) break;
    if (!Number.isFinite(unknowns[k]!)) break;
  }
  return unknowns;
}

function isPossible(unknowns: Float64Array, state: State): boolean {
  const [anions, , ligands, hydroxide] = unknowns;
  return anions! > 0 && ligands! >= -ZERO && hydroxide! >= -ZERO && cationsPerAnion(state)[0]! > 0;
}

/** Slope of a prediction by parameter j: along a change of another unknown the replaced one, k, follows so that the number that
 *  replaces it stays. */
function slopeBeside(prediction: Dual, replacement: Dual, j: number, k: number): number {
  const slope = prediction[j + 1]!;
  return j === k
    ? slope / replacement[j + 1]!
    : slope - (prediction[k + 1]! * replacement[j + 1]!) / replacement[k + 1]!;
}

/** All techniques as one data set, behind them rows that say nothing: too few measurements then give open intervals, where
 *  the fit would refuse more unknowns than data. */
function datasetOf(search: Search): Dataset {
  const { sample, data, replaced } = search;
  const k = replaced ? UNKNOWNS.indexOf(replaced.replaces) : -1;
  const rows = data.length + UNKNOWNS.length;
  return {
    name: "measurements",
    unit: "",
    observed: Float64Array.from({ length: rows }, (_, i) => data[i]?.value ?? 0),
    noise: { kind: "constant", sigma: 1 },
    relativeSigma: Float64Array.from({ length: rows }, (_, i) => data[i]?.sigma ?? 1),
    predict: (parameters, out, jacobian) => {
      out.fill(0);
      jacobian?.fill(0);
      const unknowns = unknownsAt(search, parameters);
      const state = stateAt(sample, unknowns);
      if (!isPossible(unknowns, state)) {
        out.fill(Number.NaN);
        return;
      }
      const by = replaced?.of(state);
      data.forEach(({ of }, row) => {
        const prediction = of(state);
        out[row] = prediction[0]!;
        if (!jacobian) return;
        for (let j = 0; j < UNKNOWNS.length; j++) {
          jacobian[row * UNKNOWNS.length + j] = by ? slopeBeside(prediction, by, j, k) : prediction[j + 1]!;
        }
      });
    },
  };
}

function parametersOf({ sample, values, held, replaced }: Search): readonly Parameter[] {
  return UNKNOWNS.map((name, i): Parameter => {
    const own = replaced?.replaces === name ? replaced : null;
    const offset = own?.offset ?? 0;
    const start = own ? own.of(stateAt(sample, values))[0]! + offset : values[i]!;
    return {
      name: own ? FOLLOWED : name,
      unit: own?.unit ?? (name === "anions" ? "per dot" : "per anion"),
      start,
      ...(name === "anions" ? { transform: "log" } : {}),
      ...(FROM_ZERO.includes(name) ? { lower: Math.min(offset, start) } : {}),
      fixed: held.has(name) || (name === "hydroxide" && sample.hydroxideFrom !== "free"),
    };
  });
}

/** The most likely parameters of a search. */
export function fitOf(search: Search): Fit {
  return fit({ parameters: parametersOf(search), datasets: [datasetOf(search)] });
}

/** The most likely unknowns, in the order of `UNKNOWNS`, with the fit they come from. */
export function solve(search: Search): { readonly fit: Fit; readonly values: Float64Array } {
  const found = fitOf(search);
  const parameters = Float64Array.from(found.parameters, (parameter) => parameter.value);
  return { fit: found, values: unknownsAt(search, parameters) };
}

/** Sum of the squared distances of the measurements from a fit, each over its standard error. */
export function chiSquared(found: Fit): number {
  return found.series[0]!.standardised.reduce((total, z) => total + z * z, 0);
}

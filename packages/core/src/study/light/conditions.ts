import { InputError, nearestNames } from "../../errors.ts";
import type { Dataset, Parameter } from "../../inference/index.ts";
import { type Entry, type OwnEntry, titrationDataset } from "../titration/index.ts";
import { type LightModel, type LightNumber, lightObservable, mixedAt } from "./model.ts";

/** Printed numbers that fix parameters; errors are standard deviations. */
export interface LightConditions {
  readonly startYield: number;
  readonly bestYield: number;
  /** Equivalents per dot of the greatest quantum yield. */
  readonly bestDose: number;
  readonly yieldError: number;
  /** Lifetimes of the tail before and at the best dose; null where not printed. */
  readonly startLifetimeNs: number | null;
  readonly bestLifetimeNs: number | null;
  readonly lifetimeErrorNs: number;
  /** Factor by which the number of bright dots grows from start to best; null where not used. */
  readonly brightFactor: number | null;
}

/** How many numbers the conditions hold: two yields, the place of the maximum, and the lifetimes and factor given. */
export function conditionCount({ startLifetimeNs, bestLifetimeNs, brightFactor }: LightConditions): number {
  return 3 + [startLifetimeNs, bestLifetimeNs, brightFactor].filter((value) => value !== null).length;
}

/** Error of a bright fraction that is compared through its factor. */
const BRIGHT_ERROR = 0.02;

/** Relative step of the dose for the slope of the quantum yield at its maximum. */
const STEP = 0.01;

/** Constants tried as starts, molar units, when none is given: of binding, and of other reactions. */
const START_AFFINITIES = [1e5, 1e6, 1e7];
const START_CONSTANTS = [1e-6, 1e-4, 1e-2, 1];

/** A free parameter and how it enters. */
export interface Unknown {
  readonly parameter: Parameter;
  readonly starts: readonly number[];
  readonly entry: Entry | null;
  readonly own: string | null;
}

/** The unknown of that name, with starts. @throws InputError when the light has none */
export function unknownOf(name: string, index: number, light: LightModel): Unknown {
  const own = light.parameters.find((parameter) => parameter.name === name);
  if (own) {
    const { unit, range, scale, start, value } = own;
    const from = value !== null && value > 0 ? value : start;
    const lower = scale === "log" ? Math.max(range[0], 1e-6 * from) : range[0];
    return {
      parameter: {
        name,
        unit,
        start: from,
        lower,
        upper: range[1],
        ...(scale === "log" ? { transform: "log" } : {}),
      },
      starts: [from],
      entry: null,
      own: name,
    };
  }
  const constant = light.model.constants.find((one) => one.name === name);
  if (!constant) {
    const known = [...light.parameters, ...light.model.constants].map((one) => one.name);
    throw new InputError({
      what: `${name} is not a parameter of this model`,
      remedy: `nearest: ${nearestNames(name, known).join(", ")}`,
    });
  }
  const { unit, molarPerUnit, reaction, start } = constant;
  const offers = light.model.network.reactions[reaction]!.order < 0 ? START_AFFINITIES : START_CONSTANTS;
  const starts = start === null ? offers.map((molar) => molar / molarPerUnit) : [start];
  return {
    parameter: {
      name,
      unit,
      start: starts[0]!,
      transform: "log",
      lower: 1e-15 / molarPerUnit,
      upper: 1e15 / molarPerUnit,
    },
    starts,
    entry: { kind: "constant", parameter: index, reaction, molarPerUnit },
    own: null,
  };
}

/** Linear combinations of the rows of a data set: what is printed may be a difference of two doses. */
function combined(
  base: Dataset,
  rows: number,
  parameterCount: number,
  weights: readonly (readonly number[])[],
): Dataset["predict"] {
  const values = new Float64Array(rows);
  const slopes = new Float64Array(rows * parameterCount);
  return (parameters, out, jacobian) => {
    base.predict(parameters, values, jacobian ? slopes : null);
    weights.forEach((row, i) => {
      out[i] = row.reduce((sum, weight, j) => sum + weight * values[j]!, 0);
      if (!jacobian) return;
      for (let k = 0; k < parameterCount; k++) {
        jacobian[i * parameterCount + k] = row.reduce(
          (sum, weight, j) => sum + weight * slopes[j * parameterCount + k]!,
          0,
        );
      }
    });
  };
}

function dataset(
  light: LightModel,
  name: LightNumber,
  unknowns: readonly Unknown[],
  doses: readonly number[],
  weights: readonly (readonly number[])[],
  observed: readonly number[],
  sigma: number,
): Dataset {
  const { model, added } = light;
  const observable = lightObservable(light, name);
  const sites = Object.keys(model.sitesPerDot);
  const declared = observable.parameters!({ network: model.network, sites, watched: added });
  const base = titrationDataset({
    name,
    network: model.network,
    sites,
    watched: added,
    observable,
    lnK: Float64Array.from(model.constants, ({ valueMolar }) => Math.log(valueMolar ?? 1)),
    initialMolar: doses.map((dose) => mixedAt(light, dose)),
    dotsMolar: new Float64Array(doses.length).fill(model.dotsMolar),
    entries: unknowns.flatMap(({ entry }) => entry ?? []),
    own: declared.map((one): OwnEntry => {
      const parameter = unknowns.findIndex(({ own }) => own === one.name);
      if (parameter >= 0) return { kind: "parameter", parameter };
      const value = light.parameters.find((given) => given.name === one.name)!.value;
      if (value !== null) return { kind: "value", value };
      throw new InputError({
        what: `${one.name} has no value: ${one.help}`,
        remedy: "give it under `with: parameters:`, or list it in `calibrate: free:`",
      });
    }),
    parameterCount: unknowns.length,
    signals: [new Float64Array(doses.length)],
    unit: observable.unit,
    noise: { kind: "constant", sigma },
  }) as Dataset;
  return {
    name,
    unit: observable.unit,
    observed: Float64Array.from(observed),
    noise: { kind: "constant", sigma },
    predict: combined(base, doses.length, unknowns.length, weights),
  };
}

/** The printed numbers as data sets of a fit. @throws InputError for a parameter that has no value and is not free */
export function datasetsOf(
  light: LightModel,
  conditions: LightConditions,
  unknowns: readonly Unknown[],
): Dataset[] {
  const { startYield, bestYield, bestDose, yieldError, lifetimeErrorNs } = conditions;
  const yields = dataset(
    light,
    "quantum-yield",
    unknowns,
    [0, bestDose, (1 - STEP) * bestDose, (1 + STEP) * bestDose],
    // At the best dose the slope against ln dose vanishes.
    [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, -0.5 / STEP, 0.5 / STEP],
    ],
    [startYield, bestYield, 0],
    yieldError,
  );
  const lifetimes = [
    { dose: 0, value: conditions.startLifetimeNs },
    { dose: bestDose, value: conditions.bestLifetimeNs },
  ].flatMap(({ dose, value }) => (value === null ? [] : [{ dose, value }]));
  const { brightFactor } = conditions;
  const itself = lifetimes.map((_, i) => lifetimes.map((__, j) => (i === j ? 1 : 0)));
  return [
    yields,
    ...(lifetimes.length === 0
      ? []
      : [
          dataset(
            light,
            "tail-lifetime",
            unknowns,
            lifetimes.map(({ dose }) => dose),
            itself,
            lifetimes.map(({ value }) => value),
            lifetimeErrorNs,
          ),
        ]),
    // best - factor x start vanishes where the factor is met.
    ...(brightFactor === null
      ? []
      : [
          dataset(light, "bright-fraction", unknowns, [0, bestDose], [[-brightFactor, 1]], [0], BRIGHT_ERROR),
        ]),
  ];
}

import type { Observable, ObservableContext } from "../../surface/observable.ts";
import {
  addStateSlopes,
  coverageOfState,
  type LightValues,
  ratesOf,
  trapsOfCoverage,
} from "./from-coverage.ts";
import type { LightSlopes } from "./light.ts";
import { lightParameters } from "./observables.ts";
import type { LightParameterName } from "./parameters.ts";
import { shapeNumbers } from "./trapped-decay.ts";
import type { DotTraps, LightRates, TrapStatistics } from "./traps.ts";

const DECAY: readonly LightParameterName[] = [
  "p_deep",
  "p_shallow",
  "p_stripped",
  "sites_per_trap",
  "inner_traps",
  "tau_radiative",
  "k_shallow",
  "tau_dark",
];

/** Traps and rates from the numbers of a decay, in the order of {@link shapeNumbers}. */
export function lightOfNumbers(
  numbers: ArrayLike<number>,
  classes: number,
  statistics: TrapStatistics = "binomial",
): { readonly traps: DotTraps; readonly rates: LightRates } {
  const at = 3 * classes;
  return {
    traps: {
      statistics,
      inner: numbers[at]!,
      classes: Array.from({ length: classes }, (_, j) => ({
        places: numbers[3 * j]!,
        deepChance: numbers[3 * j + 1]!,
        shallowChance: numbers[3 * j + 2]!,
      })),
    },
    rates: { radiativeNs: numbers[at + 1]!, shallowPerNs: numbers[at + 2]!, darkNs: numbers[at + 3]! },
  };
}

/** Slopes that are 1 for one number of {@link shapeNumbers} and 0 for all others. */
function unitSlopes(number: number, classes: number): LightSlopes {
  const pick = (kind: number): Float64Array =>
    Float64Array.from({ length: classes }, (_, j) => (number === 3 * j + kind ? 1 : 0));
  const shared = (kind: number): number => (number === 3 * classes + kind ? 1 : 0);
  return {
    places: pick(0),
    deepChance: pick(1),
    shallowChance: pick(2),
    inner: shared(0),
    radiativeNs: shared(1),
    shallowPerNs: shared(2),
    darkNs: shared(3),
  };
}

/**
 * Histograms of photon arrival times, one a row: its terms are the numbers of the light that decide the decay's shape at that
 * coverage (`lightOfNumbers` reads them). The amplitude of each histogram and its background are found by the fit.
 */
export const DECAY_OBSERVABLE: Observable = {
  name: "decay",
  label: "decay of the light",
  unit: "counts",
  help: "histograms of photon arrival times, one a row: shape from the traps, amplitude and background of each found by the fit",
  amplitudes: "free",
  parameters: (context) => lightParameters(context, DECAY),
  terms: ({ sites }) => shapeNumbers(sites),
  evaluate: (concentrations, context, out, gradient, own) => {
    const names = namesOf(context);
    const values: Map<string, number> = new Map();
    if (own) names.forEach((name, i) => void values.set(name, own.values[i]!));
    const known: LightValues = values;
    const classes = coverageOfState(concentrations, context, known);
    const { classes: each, inner } = trapsOfCoverage(classes, context.dotsMolar, known, "binomial");
    const { radiativeNs, shallowPerNs, darkNs } = ratesOf(known);
    each.forEach(({ places, deepChance, shallowChance }, j) => {
      out.set([places, deepChance, shallowChance], 3 * j);
    });
    out.set([inner, radiativeNs, shallowPerNs, darkNs], 3 * each.length);
    own?.gradient?.fill(0);
    if (!gradient) return;
    gradient.fill(0);
    const species = concentrations.length;
    const width = own?.values.length ?? 0;
    for (let k = 0; k < 3 * each.length + 4; k++) {
      const sloped = { value: out[k]!, slopes: unitSlopes(k, each.length) };
      const row = gradient.subarray(k * species, (k + 1) * species);
      const ownRow = own?.gradient?.subarray(k * width, (k + 1) * width) ?? null;
      addStateSlopes(sloped, classes, concentrations, context, names, known, row, ownRow);
    }
  },
};

const declared = new WeakMap<object, readonly string[]>();

/** Names of the parameters in their order; found once a context. Values behind them belong to others and are not read. */
function namesOf(context: ObservableContext): readonly string[] {
  const names = declared.get(context) ?? lightParameters(context, DECAY).map(({ name }) => name);
  declared.set(context, names);
  return names;
}

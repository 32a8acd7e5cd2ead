import type {
  Observable,
  ObservableContext,
  ObservableParameter,
  OwnValues,
} from "../../surface/observable.ts";
import { ligandsOnSites } from "./coverage.ts";
import {
  addStateSlopes,
  coverageOfState,
  type LightValues,
  ratesOf,
  trapsOfCoverage,
} from "./from-coverage.ts";
import {
  type Sloped,
  slopedBright,
  slopedLifetime,
  slopedTailLifetime,
  slopedYield,
  USUAL_TAIL,
} from "./light.ts";
import { LIGHT_PARAMETERS, type LightParameterName, powerParameter } from "./parameters.ts";
import { checkTraps, type DotTraps, type LightRates, type TrapStatistics } from "./traps.ts";

/** Standard deviation of a quantum yield where none is given, absolute: that of a careful relative measurement. */
export const USUAL_YIELD_SIGMA = 0.02;

const DEEP: readonly LightParameterName[] = ["p_deep", "p_stripped", "sites_per_trap", "inner_traps"];
const DECAY: readonly LightParameterName[] = ["p_shallow", "sites_per_trap", "tau_radiative", "k_shallow"];
const ALL = LIGHT_PARAMETERS.map(({ name }) => name);

/** Parameters of a network's light: those in `names`, and the passivating power of every ligand on a site. */
export function lightParameters(
  { network, sites, watched }: Pick<ObservableContext, "network" | "sites" | "watched">,
  names: readonly LightParameterName[] = ALL,
): readonly ObservableParameter[] {
  return [
    ...LIGHT_PARAMETERS.filter(({ name }) => names.includes(name)),
    ...ligandsOnSites(network, sites).map((ligand) => powerParameter(ligand, watched)),
  ];
}

interface LightObservable {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  readonly usualSigma?: number;
  readonly uses: readonly LightParameterName[];
  readonly of: (traps: DotTraps, rates: LightRates, withSlopes: boolean) => Sloped;
}

function lightObservable(light: LightObservable, statistics: TrapStatistics): Observable {
  const { uses, of, ...words } = light;
  const parameters = (context: Parameters<typeof lightParameters>[0]): readonly ObservableParameter[] =>
    lightParameters(context, uses);
  const known = new WeakMap<object, readonly string[]>();
  const namesOf = (context: ObservableContext): readonly string[] => {
    const names = known.get(context) ?? parameters(context).map(({ name }) => name);
    known.set(context, names);
    return names;
  };
  return {
    ...words,
    amplitudes: "known",
    terms: () => [light.label],
    parameters,
    evaluate: (concentrations, context, out, gradient, own) => {
      const names = namesOf(context);
      const values = namedValues(names, own);
      const classes = coverageOfState(concentrations, context, values);
      const traps = trapsOfCoverage(classes, context.dotsMolar, values, statistics);
      const rates = ratesOf(values);
      checkTraps(traps, rates);
      const found = of(traps, rates, gradient !== null);
      out[0] = found.value;
      own?.gradient?.fill(0);
      if (!gradient) return;
      gradient.fill(0);
      addStateSlopes(found, classes, concentrations, context, names, values, gradient, own?.gradient ?? null);
    },
  };
}

/** Values by name in the order of the declaration; without any, every parameter at its default. */
function namedValues(names: readonly string[], own: OwnValues | undefined): LightValues {
  const values = new Map<string, number>();
  if (own) for (let i = 0; i < names.length; i++) values.set(names[i]!, own.values[i]!);
  return values;
}

/** The observables of a dot's light for one kind of trap statistics. */
export function lightObservables(statistics: TrapStatistics = "binomial"): readonly Observable[] {
  const make = (light: LightObservable): Observable => lightObservable(light, statistics);
  return [
    make({
      name: "quantum-yield",
      label: "quantum yield",
      unit: "",
      help: `photons out per photon absorbed, 0 to 1; standard deviation ${USUAL_YIELD_SIGMA} where none is given`,
      usualSigma: USUAL_YIELD_SIGMA,
      uses: ALL,
      of: slopedYield,
    }),
    make({
      name: "bright-fraction",
      label: "bright fraction",
      unit: "",
      help: "share of dots without a deep trap: the amplitude of the slow decay over that of all dots",
      uses: DEEP,
      of: slopedBright,
    }),
    make({
      name: "lifetime",
      label: "lifetime of bright dots",
      unit: "ns",
      help: "amplitude-averaged lifetime of the dots without a deep trap",
      uses: DECAY,
      of: slopedLifetime,
    }),
    make({
      name: "tail-lifetime",
      label: "lifetime of the tail",
      unit: "ns",
      help: `one exponential through the decay from ${USUAL_TAIL.fromNs} to ${USUAL_TAIL.toNs} ns, as a decay fit prints it`,
      uses: DECAY,
      of: (traps, rates, withSlopes) => slopedTailLifetime(traps, rates, USUAL_TAIL, withSlopes),
    }),
  ];
}

/** Quantum yield, bright fraction and lifetimes, binomial traps. */
export const PASSIVATION_OBSERVABLES: readonly Observable[] = lightObservables();

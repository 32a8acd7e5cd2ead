import { InputError, nearestNames } from "../errors.ts";
import { type Network, sitsOnDot } from "./network.ts";

/** What an observable is told beside the concentrations. */
export interface ObservableContext {
  readonly network: Network;
  /** Site class names: species that hold one are bound to a dot. */
  readonly sites: readonly string[];
  /** The moiety that is watched: a ligand, or the host whose resonance moves. */
  readonly watched: string;
  /** Further moieties that are seen by themselves, such as a guest with colour (absorbance only). */
  readonly alsoSeen?: readonly string[];
  /** mol/L of dots in this row, for counts per dot. */
  readonly dotsMolar: number;
}

/** A parameter an observable has beside the constants of the network; a fit may free it, else it has a value. */
export interface ObservableParameter {
  readonly name: string;
  readonly unit: string;
  /** Inclusive. */
  readonly range: readonly [number, number];
  /** Value where none is given; null when one must be. */
  readonly default: number | null;
  /** Where a fit begins that is told nothing else. */
  readonly start: number;
  /** Scale a fit steps on. */
  readonly scale: "linear" | "log";
  readonly help: string;
}

/** Values of an observable's own parameters in the order they are declared. */
export interface OwnValues {
  readonly values: Float64Array;
  /** Where asked for, filled with the row-major terms x parameters derivatives. */
  readonly gradient: Float64Array | null;
}

/**
 * A measurement as a function of the state. `evaluate` writes one number a term and, when asked, the row-major
 * terms x species gradient by concentration (per mol/L). With amplitudes "known" the signal is the single term;
 * with "free" it is the sum of term times an unknown amplitude (a shift, an absorptivity), eliminated in the fit.
 */
export interface Observable {
  readonly name: string;
  readonly label: string;
  /** Unit of the signal when amplitudes are known; the data's own unit otherwise. */
  readonly unit: string;
  readonly help: string;
  readonly amplitudes: "known" | "free";
  /** Standard deviation taken where a measurement gives none; without it the scatter is estimated from the residuals. */
  readonly usualSigma?: number;
  /** Parameters of its own; observables that name the same one share it. */
  parameters?(
    context: Pick<ObservableContext, "network" | "sites" | "watched">,
  ): readonly ObservableParameter[];
  terms(context: ObservableContext): readonly string[];
  evaluate(
    concentrationsMolar: Float64Array,
    context: ObservableContext,
    out: Float64Array,
    gradient: Float64Array | null,
    own?: OwnValues,
  ): void;
}

/** Indices of the species that hold the watched moiety; `where` keeps all, only the free or only the bound. */
export function watchedSpecies(
  context: ObservableContext,
  where: "all" | "free" | "bound",
): readonly number[] {
  const { network, sites, watched } = context;
  const found = network.species
    .map((species, index) => ({ species, index }))
    .filter(({ species }) => species.composition.has(watched))
    .filter(({ species }) => {
      const bound = sitsOnDot(species, sites);
      return where === "all" || bound === (where === "bound");
    })
    .map(({ index }) => index);
  if (found.length === 0) {
    const moieties = [...new Set(network.species.flatMap((species) => [...species.composition.keys()]))];
    throw new InputError({
      what: `no species holds ${watched}`,
      expected: `one of ${moieties.join(", ")}`,
      remedy: `nearest: ${nearestNames(watched, moieties).join(", ")}`,
    });
  }
  return found;
}

/** How many of the watched moiety a species holds. */
export function watchedCount(context: ObservableContext, index: number): number {
  return context.network.species[index]!.composition.get(context.watched) ?? 0;
}

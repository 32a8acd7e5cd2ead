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
  terms(context: ObservableContext): readonly string[];
  evaluate(
    concentrationsMolar: Float64Array,
    context: ObservableContext,
    out: Float64Array,
    gradient: Float64Array | null,
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

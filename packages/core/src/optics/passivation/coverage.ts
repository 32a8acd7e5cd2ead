import { type Network, sitsOnDot } from "../../surface/network.ts";
import type { ObservableContext } from "../../surface/observable.ts";

/** What a species does to the places of one site class. */
export interface PlaceHolder {
  /** Index in the network. */
  readonly species: number;
  /** Places of the class it holds. */
  readonly count: number;
  /**
   * bare: an empty site; covered: a site with ligands; stripped: a place whose metal is gone (`Pb.vac`), or a complex
   * in solution that took a site's metal along.
   */
  readonly kind: "bare" | "covered" | "stripped";
  /** The ligands of a covered site. */
  readonly ligands: readonly string[];
}

/** Ligands that sit on a site in some species, in the network's order: each has a passivating power. */
export function ligandsOnSites(network: Network, sites: readonly string[]): readonly string[] {
  const found = network.species
    .filter((species) => sitsOnDot(species, sites))
    .flatMap(({ composition }) => [...composition.keys()].filter((moiety) => !sites.includes(moiety)));
  return [...new Set(found)];
}

/** Species that hold a place of one site class, and what they do to it. */
export function placeHolders(
  { network, sites }: Pick<ObservableContext, "network" | "sites">,
  site: string,
): readonly PlaceHolder[] {
  return network.species.flatMap((one, species): PlaceHolder[] => {
    const count = one.composition.get(site) ?? 0;
    if (count === 0) return [];
    const ligands = [...one.composition.keys()].filter((moiety) => !sites.includes(moiety));
    const onDot = sitsOnDot(one, sites);
    const kind = onDot && one.name === site ? "bare" : onDot && ligands.length > 0 ? "covered" : "stripped";
    return [{ species, count, kind, ligands: onDot ? ligands : [] }];
  });
}

const known = new WeakMap<object, readonly (readonly PlaceHolder[])[]>();

/** {@link placeHolders} of every site class; found once a context, since a fit asks for them at every state. */
export function holdersOf(
  context: Pick<ObservableContext, "network" | "sites">,
): readonly (readonly PlaceHolder[])[] {
  const before = known.get(context);
  if (before) return before;
  const found = context.sites.map((site) => placeHolders(context, site));
  known.set(context, found);
  return found;
}

/**
 * Places of one site class in a state, mol/L: all of them, those that count as bare (empty ones, and covered ones by
 * the power their best ligand lacks), and those whose metal was stripped.
 */
export interface ClassCoverage {
  readonly total: number;
  readonly bare: number;
  readonly stripped: number;
}

/** The ligand of greatest passivating power on a site; "" for a site without. */
export function bestLigand(holder: PlaceHolder, powerOf: (ligand: string) => number): string {
  return holder.ligands.reduce(
    (best, ligand) => (best === "" || powerOf(ligand) > powerOf(best) ? ligand : best),
    "",
  );
}

/** Sums a state over the holders of a class; `powerOf` gives each ligand's passivating power, 0..1. */
export function classCoverage(
  holders: readonly PlaceHolder[],
  concentrationsMolar: Float64Array,
  powerOf: (ligand: string) => number,
): ClassCoverage {
  let [total, bare, stripped] = [0, 0, 0];
  for (const holder of holders) {
    const places = holder.count * concentrationsMolar[holder.species]!;
    total += places;
    if (holder.kind === "stripped") stripped += places;
    else bare += places * (holder.kind === "bare" ? 1 : 1 - powerOf(bestLigand(holder, powerOf)));
  }
  return { total, bare, stripped };
}

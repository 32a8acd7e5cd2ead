import type { BindingClass } from "../matter/index.ts";
import { type Network, type Reaction, sitsOnDot } from "./network.ts";

/** Moieties the dots gain (positive) and lose (negative) in a reaction, sites left out. */
function changeOnDots(network: Network, reaction: Reaction, sites: readonly string[]): Map<string, number> {
  const change = new Map<string, number>();
  network.species.forEach((species, j) => {
    const nu = reaction.coefficients[j]!;
    if (nu === 0 || !sitsOnDot(species, sites)) return;
    for (const [moiety, count] of species.composition) {
      if (sites.includes(moiety)) continue;
      change.set(moiety, (change.get(moiety) ?? 0) + nu * count);
    }
  });
  return change;
}

/** True when a surface atom ends in a species that sits on no dot. */
function takesSurfaceAtoms(network: Network, reaction: Reaction, sites: readonly string[]): boolean {
  return network.species.some(
    (species, j) =>
      reaction.coefficients[j]! > 0 &&
      !sitsOnDot(species, sites) &&
      sites.some((site) => species.composition.has(site)),
  );
}

/**
 * What a reaction does at the surface, in the words of the covalent bond classification: "L-type adsorption",
 * "ion pair adsorbs together", "X-type exchange", "Z-type displacement", "sink of surface atoms", "in solution".
 * @param classOf class of a ligand by its name, undefined where it is not known (then the class is left out)
 * Source: Green, J. Organomet. Chem. 1995, 500, 127; Owen, Science 2015, 347, 615, for nanocrystals.
 */
export function bindingKind(
  network: Network,
  reaction: Reaction,
  sites: readonly string[],
  classOf: (ligand: string) => BindingClass | undefined,
): string {
  if (takesSurfaceAtoms(network, reaction, sites)) return "sink of surface atoms";
  const change = changeOnDots(network, reaction, sites);
  const gained = [...change].filter(([, count]) => count > 0).map(([moiety]) => moiety);
  const lost = [...change].filter(([, count]) => count < 0).map(([moiety]) => moiety);
  const word = (ligand: string): string => {
    const found = classOf(ligand);
    return found === undefined
      ? ""
      : found === "ion pair" || found === "cation"
        ? `${found} `
        : `${found}-type `;
  };
  if (gained.length > 0 && lost.length > 0) return `${word(gained[0]!)}exchange`;
  if (gained.length > 0) {
    return classOf(gained[0]!) === "ion pair" ? "ion pair adsorbs together" : `${word(gained[0]!)}adsorption`;
  }
  if (lost.length > 0)
    return classOf(lost[0]!) === "Z" ? "Z-type displacement" : `${word(lost[0]!)}desorption`;
  return "in solution";
}

import type { InterfaceNetwork, InterfaceState } from "../surface/index.ts";

/** How much of something is on the dots and in solution, mol/L. */
export interface InterfaceAmounts {
  readonly boundMolar: number;
  readonly freeMolar: number;
}

/**
 * How much of something a state of the interface holds, on dots and in solution.
 * @param countIn how often a species holds it, by the species' name: its parts between points
 */
export function amountsOf(
  { places, network }: InterfaceNetwork,
  { concentrationsMolar }: InterfaceState,
  countIn: (species: string) => number,
): InterfaceAmounts {
  const onSites = new Set(places.kinds.flatMap(({ complexes, partners }) => [...complexes, ...partners]));
  let [boundMolar, freeMolar] = [0, 0];
  network.species.forEach(({ name }, s) => {
    const count = countIn(name);
    if (count === 0) return;
    if (onSites.has(s)) boundMolar += count * concentrationsMolar[s]!;
    else freeMolar += count * concentrationsMolar[s]!;
  });
  return { boundMolar, freeMolar };
}

/** Oleyl chains in a species: one for each complex with a hydroxide, two for one with two oleates, one for an acid. */
export function oleylChainsIn(species: string): number {
  return species.split(".").reduce((sum, part) => {
    if (/^site_/u.test(part)) return sum;
    // Traded: the oleate has left for the acid's anion, one of the two where there were two.
    if (/ with the anion of /u.test(part)) return sum + (/hydroxide/u.test(part) ? 0 : 1);
    if (/hydroxide/u.test(part) || part === "oleic acid") return sum + 1;
    return sum + (/ oleate$/u.test(part) ? 2 : 0);
  }, 0);
}

/** Counts a neutral partner in a species: as it is, and as the anion that was traded for an oleate. */
export function partnersIn(partner: string): (species: string) => number {
  return (species) =>
    species.split(".").filter((part) => part === partner || part.endsWith(` with the anion of ${partner}`))
      .length;
}

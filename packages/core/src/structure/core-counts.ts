import type { Core } from "./core.ts";
import { siteOf } from "./core-shell.ts";
import { crystalSymbols } from "./crystal.ts";

/** Element counts of a core, cations first. */
export function coreCounts(core: Core): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const order = [core.crystal, ...(core.inner ? [core.inner.crystal] : [])].flatMap(crystalSymbols);
  for (const symbol of order) counts.set(symbol, 0);
  for (let atom = 0; atom < core.atoms.site.length; atom++) {
    const { symbol } = siteOf(core, atom);
    counts.set(symbol, counts.get(symbol)! + 1);
  }
  return counts;
}

/** Formula of a core, cations first: "Pb1289S976". */
export function coreFormula(core: Core): string {
  return [...coreCounts(core)]
    .filter(([, n]) => n > 0)
    .map(([symbol, n]) => `${symbol}${n}`)
    .join("");
}

/** Surface cations, cations per anion and excess cations of a core; null where a core has no anions, or several cations. */
export function cationBalance(core: Core): {
  readonly surface: number;
  readonly perAnion: number | null;
  readonly excess: number | null;
} {
  let [cations, anions, surface, charge] = [0, 0, 0, 0];
  const kinds = new Set<number>();
  for (let atom = 0; atom < core.atoms.site.length; atom++) {
    const { oxidation } = siteOf(core, atom);
    charge += oxidation;
    if (oxidation < 0) anions++;
    else {
      cations++;
      kinds.add(oxidation);
      if (core.coordination.number[atom]! < core.bonds[core.atoms.site[atom]!]!.length) surface++;
    }
  }
  const [only] = kinds;
  return {
    surface,
    perAnion: anions > 0 ? cations / anions : null,
    excess: kinds.size === 1 && only! > 0 && anions > 0 ? charge / only! : null,
  };
}

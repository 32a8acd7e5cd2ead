import { DomainError, InputError } from "../errors.ts";
import { coordinationOf } from "./coordination.ts";
import type { Core } from "./core.ts";
import { siteOf } from "./core-shell.ts";
import { keptAtoms } from "./cut.ts";
import { pointAt, type Vector } from "./vector.ts";

/** A core without some of its atoms; faces, sizes and areas stay those of the cut. */
export function withoutAtoms(core: Core, gone: ReadonlySet<number>): Core {
  if (gone.size === 0) return core;
  const n = core.atoms.site.length;
  const keep = Uint8Array.from({ length: n }, (_, atom) => (gone.has(atom) ? 0 : 1));
  const atoms = keptAtoms(core.atoms, keep);
  const xyz = new Float64Array(3 * atoms.site.length);
  let at = 0;
  for (let atom = 0; atom < n; atom++) {
    if (!keep[atom]) continue;
    xyz.set(core.xyz.subarray(3 * atom, 3 * atom + 3), at);
    at += 3;
  }
  const inner = core.inner && {
    ...core.inner,
    isInner: core.inner.isInner.filter((_, atom) => keep[atom] === 1),
  };
  return {
    ...core,
    atoms,
    xyz,
    coordination: coordinationOf(atoms, core.bonds),
    ...(inner ? { inner } : {}),
  };
}

/** Formal charge of a core: the sum of oxidation numbers, e. */
export function coreCharge(core: Core): number {
  let charge = 0;
  for (let atom = 0; atom < core.atoms.site.length; atom++) charge += siteOf(core, atom).oxidation;
  return charge;
}

/**
 * The atoms to take from a positive core so that it is neutral, as vacancies of one cation: those with the fewest bonds first
 * (corners, then edges, then facets), each as far as possible from those taken before. Throws DomainError when the charge is
 * not a whole number of that ion or there are not enough on the surface.
 */
export function vacanciesForNeutrality(core: Core, symbol: string): ReadonlySet<number> {
  const charge = coreCharge(core);
  const site = core.crystal.sites.find((s) => s.symbol === symbol);
  if (!site) {
    throw new InputError({
      what: `${core.crystal.formula} has no ${symbol} to leave out`,
      expected: `one of ${[...new Set(core.crystal.sites.map((s) => s.symbol))].join(", ")}`,
    });
  }
  const count = charge / site.oxidation;
  if (count < 0 || !Number.isInteger(count)) {
    throw new DomainError({
      what: `leaving out ${symbol} cannot make this core neutral`,
      found: `charge ${charge} of the core, ${site.oxidation} of one ${symbol}`,
      expected: "a charge of the same sign that is a multiple of it",
      remedy: "balance with ligands instead",
    });
  }
  return spreadPick(core, candidatesOf(core, symbol), count, `vacancies of ${symbol}`);
}

/** Surface atoms of an element that lie on some facets (on all when left out). */
export function surfaceAtoms(
  core: Core,
  symbol: string,
  allowed: (atom: number) => boolean = () => true,
): readonly number[] {
  return candidatesOf(core, symbol).filter(allowed);
}

function candidatesOf(core: Core, symbol: string): readonly number[] {
  const found: number[] = [];
  for (let atom = 0; atom < core.atoms.site.length; atom++) {
    const site = core.atoms.site[atom]!;
    if (core.crystal.sites[site]!.symbol !== symbol) continue;
    if (core.coordination.number[atom]! < core.bonds[site]!.length) found.push(atom);
  }
  return found;
}

/** Picks `count` atoms, those with the fewest bonds first and among equals the farthest from those picked before. */
export function spreadPick(
  core: Core,
  candidates: readonly number[],
  count: number,
  what: string,
): ReadonlySet<number> {
  if (count > candidates.length) {
    throw new DomainError({
      what: `there are too few surface atoms for ${count} ${what}`,
      found: `${candidates.length} atoms`,
      expected: `at most ${candidates.length}`,
    });
  }
  const nearest = new Float64Array(candidates.length).fill(1e9);
  const open = candidates.map(() => true);
  const picked = new Set<number>();
  while (picked.size < count) {
    let best = -1;
    candidates.forEach((atom, i) => {
      if (!open[i]) return;
      if (best < 0) best = i;
      const fewer = core.coordination.number[atom]! - core.coordination.number[candidates[best]!]!;
      if (fewer < 0 || (fewer === 0 && nearest[i]! > nearest[best]!)) best = i;
    });
    open[best] = false;
    picked.add(candidates[best]!);
    const from: Vector = pointAt(core.xyz, candidates[best]!);
    candidates.forEach((atom, i) => {
      const at = pointAt(core.xyz, atom);
      const d = (at[0] - from[0]) ** 2 + (at[1] - from[1]) ** 2 + (at[2] - from[2]) ** 2;
      if (d < nearest[i]!) nearest[i] = d;
    });
  }
  return picked;
}

import { type Crystal, cartesian } from "./crystal.ts";
import { minus, type Vector, length as vectorLength } from "./vector.ts";

/** One bond of the bulk: from a site of the cell to `site` in the cell shifted by whole lattice vectors. */
export interface LatticeBond {
  readonly site: number;
  readonly shift: readonly [number, number, number];
  /** From the first atom to the second, Angstrom, in the untilted cell. */
  readonly vector: Vector;
  readonly length: number;
}

/** Neighbours farther than this many times the nearest one are never bonded. */
const FARTHEST = 2;
/** Two neighbours whose distances differ by less are one shell. */
const SHELL_GAP = 1.12;

/**
 * Bonds of the bulk crystal, per site of the cell: neighbours of opposite oxidation number (any neighbour in an element),
 * pair of elements by pair, out to the widest gap between shells of distances. Rock salt gives 6, zinc blende and wurtzite 4,
 * the A, B and X ions of a perovskite 12, 6 and 2 + 4, fluorite 8 and 4, rutile 6 and 3, a close-packed metal 12.
 */
export function latticeBonds(crystal: Crystal): readonly (readonly LatticeBond[])[] {
  const near = neighbours(crystal);
  return crystal.sites.map((from, i) => {
    const bySymbol = new Map<string, LatticeBond[]>();
    for (const bond of near[i]!) {
      const to = crystal.sites[bond.site]!;
      const bonded = from.oxidation === 0 ? to.oxidation === 0 : from.oxidation * to.oxidation < 0;
      if (!bonded) continue;
      const list = bySymbol.get(to.symbol) ?? [];
      list.push(bond);
      bySymbol.set(to.symbol, list);
    }
    return [...bySymbol.values()].flatMap(firstShell);
  });
}

/** The neighbours before the widest relative gap of their distances. */
function firstShell(bonds: readonly LatticeBond[]): readonly LatticeBond[] {
  const sorted = [...bonds].sort((a, b) => a.length - b.length);
  const inReach = sorted.filter((bond) => bond.length < FARTHEST * sorted[0]!.length);
  let cut = inReach.length;
  let widest = SHELL_GAP;
  for (let i = 1; i < inReach.length; i++) {
    const gap = inReach[i]!.length / inReach[i - 1]!.length;
    if (gap > widest) {
      widest = gap;
      cut = i;
    }
  }
  return inReach.slice(0, cut);
}

/** All neighbours of every site within twice the longest nearest-neighbour distance of an element pair. */
function neighbours(crystal: Crystal): readonly (readonly LatticeBond[])[] {
  const reach = Math.cbrt(crystal.volume / crystal.sites.length) * 3;
  const span = crystal.cell.map((row) => Math.ceil(reach / vectorLength(row)) + 1);
  return crystal.sites.map((from) => {
    const list: LatticeBond[] = [];
    crystal.sites.forEach((to, site) => {
      for (let i = -span[0]!; i <= span[0]!; i++) {
        for (let j = -span[1]!; j <= span[1]!; j++) {
          for (let k = -span[2]!; k <= span[2]!; k++) {
            const vector = cartesian(crystal, minus([to.at[0] + i, to.at[1] + j, to.at[2] + k], from.at));
            const size = vectorLength(vector);
            if (size > 1e-3 && size < reach) list.push({ site, shift: [i, j, k], vector, length: size });
          }
        }
      }
    });
    return list;
  });
}

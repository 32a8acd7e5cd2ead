import type { Bonds, Structure } from "./atoms.ts";
import { covalentRadius } from "./radii.ts";

/** Atoms nearer than the sum of their covalent radii times this are bonded: over the ligand table the longest bond is 1.06
 *  times the sum, the nearest pair without a bond 1.21. */
const BOND_REACH = 1.15;

/** Neighbours of every atom of a molecule by its bonds. */
export function neighboursOf(structure: Structure): readonly (readonly number[])[] {
  const lists: number[][] = Array.from(structure.element, () => []);
  const { pairs } = structure.bonds;
  for (let b = 0; b < pairs.length; b += 2) {
    lists[pairs[b]!]!.push(pairs[b + 1]!);
    lists[pairs[b + 1]!]!.push(pairs[b]!);
  }
  return lists;
}

/** Bonds of a molecule read without any (XYZ): pairs nearer than 1.15 times the sum of covalent radii, all of order 1. */
export function perceivedBonds(structure: Structure): Bonds {
  const n = structure.element.length;
  const radius = Array.from(structure.element, (kind) => covalentRadius(structure.symbols[kind]!));
  const pairs: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const distance = Math.hypot(
        structure.xyz[3 * i]! - structure.xyz[3 * j]!,
        structure.xyz[3 * i + 1]! - structure.xyz[3 * j + 1]!,
        structure.xyz[3 * i + 2]! - structure.xyz[3 * j + 2]!,
      );
      if (distance < BOND_REACH * (radius[i]! + radius[j]!)) pairs.push(i, j);
    }
  }
  return { pairs: Uint32Array.from(pairs), orders: new Uint8Array(pairs.length / 2).fill(1) };
}

/** Atoms reached from `from` without going through `without`. */
export function sideOf(
  neighbours: readonly (readonly number[])[],
  from: number,
  without: number,
): ReadonlySet<number> {
  const seen = new Set([from]);
  const waiting = [from];
  while (waiting.length > 0) {
    const atom = waiting.pop()!;
    for (const next of neighbours[atom]!) {
      if (next === without || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
}

/** Fewest bonds between two atoms; infinity when they are not connected. */
export function bondsBetween(neighbours: readonly (readonly number[])[], from: number, to: number): number {
  let front = [from];
  const seen = new Set(front);
  for (let steps = 0; front.length > 0; steps++) {
    if (front.includes(to)) return steps;
    front = front.flatMap((atom) => neighbours[atom]!.filter((next) => !seen.has(next)));
    for (const atom of front) seen.add(atom);
  }
  return Number.POSITIVE_INFINITY;
}

import { keptAtoms, type LatticeAtoms } from "./cut.ts";
import type { LatticeBond } from "./lattice-bonds.ts";

/** Which atom stands on a lattice point: a dense table over the cells the atoms span. */
export interface Occupancy {
  /** Index of the atom on site s of cell (i, j, k), or -1. */
  readonly at: (site: number, i: number, j: number, k: number) => number;
}

/** Fills the table of lattice points; memory is one number per site of every cell in the bounding box. */
export function occupancyOf(atoms: LatticeAtoms): Occupancy {
  const { site, cells, crystal } = atoms;
  const low = [0, 0, 0];
  const high = [0, 0, 0];
  for (let n = 0; n < cells.length; n++) {
    const axis = n % 3;
    const value = cells[n]!;
    if (n < 3 || value < low[axis]!) low[axis] = value;
    if (n < 3 || value > high[axis]!) high[axis] = value;
  }
  const [l0, l1, l2] = [low[0]!, low[1]!, low[2]!];
  const [n0, n1, n2] = [high[0]! - l0 + 1, high[1]! - l1 + 1, high[2]! - l2 + 1];
  const sites = crystal.sites.length;
  const table = new Int32Array(n0 * n1 * n2 * sites).fill(-1);
  for (let atom = 0; atom < site.length; atom++) {
    const i = cells[3 * atom]! - l0;
    const j = cells[3 * atom + 1]! - l1;
    const k = cells[3 * atom + 2]! - l2;
    table[((i * n1 + j) * n2 + k) * sites + site[atom]!] = atom;
  }
  return {
    at: (s, i, j, k) => {
      const p = i - l0;
      const q = j - l1;
      const r = k - l2;
      if (p < 0 || q < 0 || r < 0 || p >= n0 || q >= n1 || r >= n2) return -1;
      return table[((p * n1 + q) * n2 + r) * sites + s]!;
    },
  };
}

/** Bonds inside the core, atom by atom: neighbours of atom n are `to[start[n]] .. to[start[n + 1] - 1]`, in the order of the
 *  crystal's own bonds, with -1 where the neighbour was cut away. */
export interface Coordination {
  readonly start: Uint32Array;
  readonly to: Int32Array;
  /** Bonds each atom has left. */
  readonly number: Uint8Array;
}

/** Neighbours of every atom from the bonds of the bulk crystal; linear in the number of atoms. */
export function coordinationOf(
  atoms: LatticeAtoms,
  bonds: readonly (readonly LatticeBond[])[],
): Coordination {
  const { site, cells } = atoms;
  const occupancy = occupancyOf(atoms);
  const n = site.length;
  const start = new Uint32Array(n + 1);
  for (let atom = 0; atom < n; atom++) start[atom + 1] = start[atom]! + bonds[site[atom]!]!.length;
  const to = new Int32Array(start[n]!);
  const number = new Uint8Array(n);
  for (let atom = 0; atom < n; atom++) {
    const i = cells[3 * atom]!;
    const j = cells[3 * atom + 1]!;
    const k = cells[3 * atom + 2]!;
    const own = bonds[site[atom]!]!;
    let at = start[atom]!;
    let count = 0;
    for (const { site: other, shift } of own) {
      const neighbour = occupancy.at(other, i + shift[0], j + shift[1], k + shift[2]);
      to[at++] = neighbour;
      if (neighbour >= 0) count++;
    }
    number[atom] = count;
  }
  return { start, to, number };
}

/**
 * Takes away atoms held by one bond or none, and those that this leaves with one, until all have two; atoms for which
 * `spared` says so may keep a single bond. Returns the atoms that remain with their bonds.
 */
export function withoutDangling(
  atoms: LatticeAtoms,
  bonds: readonly (readonly LatticeBond[])[],
  spared: (atom: number) => boolean,
): { readonly atoms: LatticeAtoms; readonly coordination: Coordination } {
  const coordination = coordinationOf(atoms, bonds);
  const { start, to, number } = coordination;
  const keep = new Uint8Array(atoms.site.length).fill(1);
  const waiting: number[] = [];
  const hangs = (atom: number): boolean => number[atom]! === 0 || (number[atom]! === 1 && !spared(atom));
  for (let atom = 0; atom < keep.length; atom++) if (hangs(atom)) waiting.push(atom);
  if (waiting.length === 0) return { atoms, coordination };
  while (waiting.length > 0) {
    const atom = waiting.pop()!;
    if (!keep[atom]) continue;
    keep[atom] = 0;
    for (let at = start[atom]!; at < start[atom + 1]!; at++) {
      const neighbour = to[at]!;
      if (neighbour < 0 || !keep[neighbour]) continue;
      number[neighbour]!--;
      if (hangs(neighbour)) waiting.push(neighbour);
    }
  }
  return { atoms: keptAtoms(atoms, keep), coordination: keptCoordination(coordination, keep) };
}

/** The bonds among the atoms for which `keep` is 1; `number` already counts only these. */
function keptCoordination({ start, to, number }: Coordination, keep: Uint8Array): Coordination {
  const index = new Int32Array(keep.length).fill(-1);
  let atoms = 0;
  let places = 0;
  for (let atom = 0; atom < keep.length; atom++) {
    if (!keep[atom]) continue;
    index[atom] = atoms++;
    places += start[atom + 1]! - start[atom]!;
  }
  const left = {
    start: new Uint32Array(atoms + 1),
    to: new Int32Array(places),
    number: new Uint8Array(atoms),
  };
  let at = 0;
  for (let atom = 0; atom < keep.length; atom++) {
    const own = index[atom]!;
    if (own < 0) continue;
    left.start[own] = at;
    left.number[own] = number[atom]!;
    for (let place = start[atom]!; place < start[atom + 1]!; place++) {
      const neighbour = to[place]!;
      left.to[at++] = neighbour < 0 ? -1 : index[neighbour]!;
    }
  }
  left.start[atoms] = at;
  return left;
}

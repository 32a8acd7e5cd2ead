import { atomCount, symbolOf } from "../atoms.ts";
import type { LigandMolecule } from "../ligand-molecule.ts";
import { neighboursOf, sideOf } from "../molecule-bonds.ts";
import { contactRadius } from "../radii.ts";
import { cross, dot, length, minus, pointAt, unit, type Vector } from "../vector.ts";

/** One turn of a ligand's tail: rotating about a single bond places a rigid piece. */
export interface Turn {
  /** Index of the turn (or -1 for the head) that places the bond itself. */
  readonly parent: number;
  readonly from: number;
  readonly to: number;
  /** Atoms whose places are settled by this turn. */
  readonly atoms: Int32Array;
  /** Angles in radians by which to rotate, the likeliest first, relative to the molecule as given. */
  readonly angles: Float64Array;
}

/** A ligand taken apart at its single bonds, seen from its head. */
export interface LigandParts {
  readonly ligand: LigandMolecule;
  readonly radii: Float64Array;
  /** Atoms fixed with the head group. */
  readonly head: Int32Array;
  readonly turns: readonly Turn[];
}

const DEGREE = Math.PI / 180;
/** Turns tried about a single bond, degrees: trans and gauche of sp3 carbons (gauche at 65, Flory 1969); skew and cis beside a
 *  double bond; flat and upright beside an aromatic ring; then all around, for tight places. */
const SP3 = [180, 65, -65, 165, -165, 80, -80, 50, -50, 150, -150];
const SP2 = [115, -115, 0, 100, -100, 130, -130, 180, 25, -25, 75, -75, 150, -150];
const ANY = [0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330];

/**
 * Takes a ligand apart into its head (everything rigid with the donors `held`) and one rigid piece for every single bond that
 * is no ring bond and turns more than hydrogens. The pieces are ordered so that each follows the one it hangs on.
 */
export function ligandParts(ligand: LigandMolecule, held: readonly number[]): LigandParts {
  const { structure } = ligand;
  const n = atomCount(structure);
  const neighbours = neighboursOf(structure);
  const heavy = (atom: number): readonly number[] =>
    neighbours[atom]!.filter((other) => symbolOf(structure, other) !== "H");
  const { pairs, orders } = structure.bonds;
  const turnable = new Set<string>();
  for (let b = 0; b < orders.length; b++) {
    const [i, j] = [pairs[2 * b]!, pairs[2 * b + 1]!];
    if (orders[b] !== 1 || heavy(i).length < 2 || heavy(j).length < 2) continue;
    if (isAmide(structure, neighbours, i, j)) continue;
    turnable.add(`${i} ${j}`).add(`${j} ${i}`);
  }
  // A ring bond is found by walking round it: the far end is reached without crossing the bond.
  const inRing = (i: number, j: number): boolean => {
    const seen = new Set([i]);
    const waiting = neighbours[i]!.filter((other) => other !== j);
    for (const atom of waiting) seen.add(atom);
    while (waiting.length > 0) {
      const atom = waiting.pop()!;
      if (atom === j) return true;
      for (const next of neighbours[atom]!) {
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
    return false;
  };
  for (const key of [...turnable]) {
    const [i, j] = key.split(" ").map(Number);
    if (inRing(i!, j!)) turnable.delete(key);
  }
  const rigidFrom = (start: number, behind: number): number[] => {
    const piece = [start];
    const seen = new Set([start, behind]);
    for (let k = 0; k < piece.length; k++) {
      for (const next of neighbours[piece[k]!]!) {
        if (seen.has(next) || turnable.has(`${piece[k]} ${next}`)) continue;
        seen.add(next);
        piece.push(next);
      }
    }
    return piece;
  };
  // The bonds between two held donors (N,O of picolinate) stay stiff: their turns belong to the head.
  for (const a of held) {
    for (const b of held) {
      if (a === b) continue;
      for (const key of [...turnable]) {
        const [i, j] = key.split(" ").map(Number);
        const side = sideOf(neighbours, j!, i!);
        if (side.has(b) && !side.has(a)) turnable.delete(key);
      }
    }
  }
  const root = rigidFrom(held[0]!, -1);
  const turns: Turn[] = [];
  const waiting: { piece: number[]; parent: number }[] = [{ piece: root, parent: -1 }];
  let headAtoms: number[] = [];
  while (waiting.length > 0) {
    const { piece, parent } = waiting.shift()!;
    const exits = piece.flatMap((from) =>
      neighbours[from]!.filter(
        (to) => turnable.has(`${from} ${to}`) && !isBehind(turns, parent, from, to),
      ).map((to) => ({ from, to })),
    );
    const settled = [...piece.slice(parent < 0 ? 0 : 1), ...exits.map(({ to }) => to)];
    if (parent < 0) headAtoms = settled;
    else turns[parent] = { ...turns[parent]!, atoms: Int32Array.from(settled) };
    const ordered = exits.sort(
      (a, b) => sideOf(neighbours, b.to, b.from).size - sideOf(neighbours, a.to, a.from).size,
    );
    for (const { from, to } of ordered) {
      turns.push({ parent, from, to, atoms: new Int32Array(0), angles: turnAngles(ligand, heavy, from, to) });
      waiting.push({ piece: rigidFrom(to, from), parent: turns.length - 1 });
    }
  }
  return {
    ligand,
    radii: Float64Array.from({ length: n }, (_, atom) => contactRadius(symbolOf(structure, atom))),
    head: Int32Array.from(headAtoms),
    turns,
  };
}

function isBehind(turns: readonly Turn[], parent: number, from: number, to: number): boolean {
  return parent >= 0 && turns[parent]!.to === from && turns[parent]!.from === to;
}

/** C-N single bonds next to C=O do not turn. */
function isAmide(
  structure: LigandMolecule["structure"],
  neighbours: readonly (readonly number[])[],
  i: number,
  j: number,
): boolean {
  const [c, n] = symbolOf(structure, i) === "C" ? [i, j] : [j, i];
  if (symbolOf(structure, c) !== "C" || symbolOf(structure, n) !== "N") return false;
  return neighbours[c]!.some(
    (other) => symbolOf(structure, other) === "O" && neighbours[other]!.length === 1,
  );
}

/** Angles of a turn about from-to, relative to the dihedral the molecule has. */
function turnAngles(
  ligand: LigandMolecule,
  heavy: (atom: number) => readonly number[],
  from: number,
  to: number,
): Float64Array {
  const { structure } = ligand;
  const neighbours = neighboursOf(structure);
  const before = heavy(from).find((atom) => atom !== to);
  const after = heavy(to).find((atom) => atom !== from);
  if (before === undefined || after === undefined) return Float64Array.from(ANY, (v) => v * DEGREE);
  const now = dihedral(structure.xyz, before, from, to, after);
  const flat = (atom: number): boolean => symbolOf(structure, atom) === "C" && neighbours[atom]!.length === 3;
  const both = flat(from) && flat(to);
  const wanted = both ? [0, 180, 30, -30, 150, -150] : flat(from) || flat(to) ? SP2 : SP3;
  return Float64Array.from([...wanted, ...ANY], (v) => v * DEGREE - now);
}

/** Dihedral angle a-b-c-d in radians, right-handed. */
export function dihedral(xyz: ArrayLike<number>, a: number, b: number, c: number, d: number): number {
  const axis = unit(minus(pointAt(xyz, c), pointAt(xyz, b)));
  const flatten = (v: Vector): Vector => {
    const s = dot(v, axis);
    return [v[0] - s * axis[0], v[1] - s * axis[1], v[2] - s * axis[2]];
  };
  const p = flatten(minus(pointAt(xyz, a), pointAt(xyz, b)));
  const q = flatten(minus(pointAt(xyz, d), pointAt(xyz, c)));
  if (length(p) < 1e-9 || length(q) < 1e-9) return 0;
  return Math.atan2(dot(axis, cross(p, q)), dot(p, q));
}

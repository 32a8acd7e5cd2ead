import type { RandomSource } from "../../numerics/random.ts";
import { atomCount, symbolOf } from "../atoms.ts";
import type { LigandMolecule } from "../ligand-molecule.ts";
import { bondsBetween, neighboursOf } from "../molecule-bonds.ts";
import { pointAt, type Vector } from "../vector.ts";
import type { LigandParts } from "./fragments.ts";
import { moved, type Pose, turnedPose } from "./pose.ts";
import { blockerOf, type Shell } from "./shell.ts";

/** Atoms of one molecule nearer than this (Angstrom) although four bonds or more apart count as a clash. */
const SELF_CONTACT = { hydrogen: 1.7, heavy: 2.7 };
/** Angles tried for one turn before stepping back. */
const TRIES_PER_TURN = 9;

/** Per ligand: pairs of atoms four bonds or more apart, as one flag per pair. */
export function farApart(ligand: LigandMolecule): Uint8Array {
  const n = atomCount(ligand.structure);
  const neighbours = neighboursOf(ligand.structure);
  const flags = new Uint8Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (i !== j && bondsBetween(neighbours, i, j) >= 4) flags[i * n + j] = 1;
  }
  return flags;
}

/** What growing one tail came to: the coordinates of all atoms, or who was most in the way. */
export interface Grown {
  readonly xyz: Float64Array | null;
  readonly blockers: ReadonlyMap<number, number>;
}

/**
 * Grows the tail of one ligand from its seated head, turn by turn, stepping back where nothing fits (depth first, at most
 * `budget` placements). Turns are tried from the likeliest angle on, those that lead outward first.
 */
export function growTail(
  shell: Shell,
  parts: LigandParts,
  apart: Uint8Array,
  pose: Pose,
  owner: number,
  scale: number,
  budget: number,
  random: RandomSource,
): Grown {
  const { ligand, head, turns } = parts;
  const reference = ligand.structure.xyz;
  const n = atomCount(ligand.structure);
  const xyz = new Float64Array(3 * n);
  const blockers = new Map<number, number>();
  const put = (atom: number, at: Vector): void => xyz.set(at, 3 * atom);
  for (const atom of head) put(atom, moved(pose, pointAt(reference, atom)));
  const hydrogen = Uint8Array.from({ length: n }, (_, atom) =>
    symbolOf(ligand.structure, atom) === "H" ? 1 : 0,
  );
  const before: number[][] = [];
  const settled = [...head];
  for (const turn of turns) {
    before.push([...settled]);
    settled.push(...turn.atoms);
  }
  const clashesWithItself = (turn: number): boolean => {
    for (const atom of turns[turn]!.atoms) {
      for (const other of before[turn]!) {
        if (!apart[atom * n + other]) continue;
        const dx = xyz[3 * atom]! - xyz[3 * other]!;
        const dy = xyz[3 * atom + 1]! - xyz[3 * other + 1]!;
        const dz = xyz[3 * atom + 2]! - xyz[3 * other + 2]!;
        const least = hydrogen[atom] || hydrogen[other] ? SELF_CONTACT.hydrogen : SELF_CONTACT.heavy;
        if (dx * dx + dy * dy + dz * dz < least * least) return true;
      }
    }
    return false;
  };
  const poses: Pose[] = new Array(turns.length);
  const poseBefore = (turn: number): Pose => (turns[turn]!.parent < 0 ? pose : poses[turns[turn]!.parent]!);
  const orders: Float64Array[] = new Array(turns.length);
  const tried = new Int32Array(turns.length);
  let spent = 0;
  let turn = 0;
  if (turns.length > 0) orders[0] = orderedAngles(parts, 0, poseBefore(0), random);
  while (turn < turns.length) {
    const angles = orders[turn]!;
    if (tried[turn]! >= Math.min(angles.length, TRIES_PER_TURN)) {
      // Nothing fits here: step back to the piece this one hangs on.
      tried[turn] = 0;
      const back = turns[turn]!.parent;
      if (back < 0 || spent >= budget) return { xyz: null, blockers };
      turn = back;
      continue;
    }
    if (spent >= budget) return { xyz: null, blockers };
    spent++;
    const angle = angles[tried[turn]!]!;
    tried[turn]!++;
    const next = turnedPose(poseBefore(turn), reference, turns[turn]!.from, turns[turn]!.to, angle);
    let blocked = false;
    for (const atom of turns[turn]!.atoms) {
      const at = moved(next, pointAt(reference, atom));
      put(atom, at);
      const by = blockerOf(shell, ligand, atom, at, owner, scale);
      if (by === -1) continue;
      blockers.set(by, (blockers.get(by) ?? 0) + 1);
      blocked = true;
      break;
    }
    if (blocked || clashesWithItself(turn)) continue;
    poses[turn] = next;
    turn++;
    if (turn < turns.length) {
      tried[turn] = 0;
      orders[turn] = orderedAngles(parts, turn, poseBefore(turn), random);
    }
  }
  return { xyz, blockers };
}

/** Angles of a turn, each a little off its rest, those that lead outward first; the rest of the circle last. */
function orderedAngles(parts: LigandParts, turn: number, pose: Pose, random: RandomSource): Float64Array {
  const { angles, from, to, atoms } = parts.turns[turn]!;
  const reference = parts.ligand.structure.xyz;
  const lead = atoms.length > 0 ? atoms[atoms.length - 1]! : to;
  const scored = Array.from(angles, (angle, i) => {
    const off = angle + 0.12 * random.normal();
    const at = moved(turnedPose(pose, reference, from, to, off), pointAt(reference, lead));
    const outward = Math.hypot(at[0], at[1], at[2]);
    return { off, score: outward + 0.8 * random.uniform() + (i < 3 ? 0.6 : 0) - 0.05 * i };
  });
  return Float64Array.from(
    scored.sort((a, b) => b.score - a.score),
    (entry) => entry.off,
  );
}

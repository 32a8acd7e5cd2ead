import { symbolOf } from "../atoms.ts";
import type { Core } from "../core.ts";
import { siteOf } from "../core-shell.ts";
import type { LigandMolecule } from "../ligand-molecule.ts";
import { neighboursOf } from "../molecule-bonds.ts";
import { ammoniumDistance } from "../radii.ts";
import { along, cross, length, minus, pointAt, unit, type Vector } from "../vector.ts";
import type { Anchor, AnchorMap } from "./anchors.ts";
import { around, cone, meanPoint, poseOnto } from "./pose.ts";
import type { Seat } from "./poses.ts";

/** How far a cation may stand from the empty site, from deep in it to outward, Angstrom. */
const OUTWARD_STEPS = [-1.5, -1.25, -1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5];
/** A nitrogen this much farther than the usual distance from an anion is still held. */
export const IONIC_WINDOW = 0.6;
/** A quaternary ammonium stands this much farther from an anion than one that gives it a hydrogen bond, Angstrom: N...Br 4.3 to
 *  4.7 in tetraalkylammonium bromides against 3.35. */
const QUATERNARY_FARTHER = 1;
/** Anions looked at around an empty site, Angstrom. */
const AROUND = 6.5;

/** An empty cation site: where the cation was, and the way out. */
export interface EmptySite {
  readonly at: Vector;
  readonly family: string;
  readonly outward: Vector;
}

/** Anchors for cations: one for each empty site; `atom` is the nearest anion left in the core. */
export function emptySiteMap(core: Core, sites: readonly EmptySite[], charge: number): AnchorMap {
  const anchors = sites.map(({ at, family, outward }): Anchor => {
    const near = anionsAround(core, at);
    return { atom: near[0] ?? 0, at, outward, open: [outward], demand: charge, family, beside: [] };
  });
  return { anchors, hollows: [], hollowsOf: anchors.map(() => []) };
}

/** Anions of the core within reach of a point, the nearest first. */
function anionsAround(core: Core, at: Vector): readonly number[] {
  const found: { atom: number; distance: number }[] = [];
  for (let atom = 0; atom < core.atoms.site.length; atom++) {
    if (siteOf(core, atom).oxidation >= 0) continue;
    const distance = length(minus(pointAt(core.xyz, atom), at));
    if (distance < AROUND) found.push({ atom, distance });
  }
  return found.sort((a, b) => a.distance - b.distance).map(({ atom }) => atom);
}

/** Shortest distance from a point to an anion of the core over the usual one of the cation: 1 is a normal contact. */
export function anionCloseness(core: Core, ligand: LigandMolecule, at: Vector): number {
  const farther = isQuaternary(ligand) ? QUATERNARY_FARTHER : 0;
  let least = Number.POSITIVE_INFINITY;
  for (const atom of anionsAround(core, at)) {
    const usual = ammoniumDistance(siteOf(core, atom).symbol) + farther;
    least = Math.min(least, length(minus(pointAt(core.xyz, atom), at)) / usual);
  }
  return least;
}

/** Whether the charged atom has four carbons and no hydrogen to turn towards an anion. */
function isQuaternary({ structure, donors }: LigandMolecule): boolean {
  const around = neighboursOf(structure)[donors[0]!]!;
  return around.length === 4 && around.every((atom) => symbolOf(structure, atom) !== "H");
}

/** The ways a cation can turn its back on the core, seen from its charged atom: away from the mean of its branches; for four
 *  branches between the two longest, or with any one of them outward. */
function backs(ligand: LigandMolecule): readonly Vector[] {
  const { structure, donors } = ligand;
  const donor = donors[0]!;
  const here = pointAt(structure.xyz, donor);
  const neighbours = neighboursOf(structure);
  const behind = neighbours[donor]!.filter((atom) => symbolOf(structure, atom) !== "H");
  if (behind.length === 0) return [[0, 0, 1]];
  const away = (atoms: readonly number[]): Vector => unit(minus(meanPoint(structure.xyz, atoms), here));
  if (behind.length < 4) return [away(behind)];
  const longestFirst = behind
    .map((atom) => ({ atom, size: branchSize(neighbours, atom, donor) }))
    .sort((a, b) => b.size - a.size)
    .map(({ atom }) => atom);
  return [longestFirst.slice(0, 2), ...longestFirst.map((atom) => [atom])].map(away);
}

/** Atoms on the far side of a bond, seen from `origin`. */
function branchSize(neighbours: readonly (readonly number[])[], start: number, origin: number): number {
  const seen = new Set([origin, start]);
  for (const atom of seen) if (atom !== origin) for (const next of neighbours[atom]!) seen.add(next);
  return seen.size - 1;
}

/** Seats of an ammonium on an empty site: the charged atom as deep as the anions allow, the rest outward. */
export function ionicSeats(
  ligand: LigandMolecule,
  map: AnchorMap,
  anchor: number,
  core: Core,
): readonly Seat[] {
  const { at, outward } = map.anchors[anchor]!;
  const step = OUTWARD_STEPS.find((s) => anionCloseness(core, ligand, along(at, s, outward)) > 0.97);
  if (step === undefined) return [];
  const donor = ligand.donors[0]!;
  const here = pointAt(ligand.structure.xyz, donor);
  const frames = backs(ligand).map((back) => ({
    origin: here,
    first: back,
    second: cross(back, [0.31, 0.57, 0.76]),
  }));
  return [step, step + 0.25, step + 0.5].flatMap((s) =>
    cone(outward, [25, 45], 6).flatMap((direction) =>
      around(direction, 6).flatMap((side) =>
        frames.map(
          (frame): Seat => ({
            mode: "monodentate",
            anchors: [anchor],
            donors: [donor],
            pose: poseOnto(frame, { origin: along(at, s, outward), first: direction, second: side }),
          }),
        ),
      ),
    ),
  );
}

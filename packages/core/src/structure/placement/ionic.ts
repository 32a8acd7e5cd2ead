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

/** Shortest distance from a point to an anion of the core over the usual one of an ammonium: 1 is a normal contact. */
export function anionCloseness(core: Core, at: Vector): number {
  let least = Number.POSITIVE_INFINITY;
  for (const atom of anionsAround(core, at)) {
    const { symbol } = siteOf(core, atom);
    least = Math.min(least, length(minus(pointAt(core.xyz, atom), at)) / ammoniumDistance(symbol));
  }
  return least;
}

/** Seats of an ammonium on an empty site: the charged atom as deep as the anions allow, the rest outward. */
export function ionicSeats(
  ligand: LigandMolecule,
  map: AnchorMap,
  anchor: number,
  core: Core,
): readonly Seat[] {
  const { at, outward } = map.anchors[anchor]!;
  const step = OUTWARD_STEPS.find((s) => anionCloseness(core, along(at, s, outward)) > 0.97);
  if (step === undefined) return [];
  const donor = ligand.donors[0]!;
  const { structure } = ligand;
  const here = pointAt(structure.xyz, donor);
  const behind = neighboursOf(structure)[donor]!.filter(
    (atom) => structure.symbols[structure.element[atom]!] !== "H",
  );
  const tail = behind.length > 0 ? minus(meanPoint(structure.xyz, behind), here) : ([0, 0, 1] as const);
  const frame = { origin: here, first: unit(tail), second: cross(tail, [0.31, 0.57, 0.76]) };
  return [step, step + 0.25, step + 0.5].flatMap((s) =>
    cone(outward, [25, 45], 6).flatMap((direction) =>
      around(direction, 6).map(
        (side): Seat => ({
          mode: "monodentate",
          anchors: [anchor],
          donors: [donor],
          pose: poseOnto(frame, { origin: along(at, s, outward), first: direction, second: side }),
        }),
      ),
    ),
  );
}

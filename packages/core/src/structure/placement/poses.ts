import { symbolOf } from "../atoms.ts";
import type { BindingMode } from "../dot.ts";
import type { LigandMolecule } from "../ligand-molecule.ts";
import { bondsBetween, neighboursOf } from "../molecule-bonds.ts";
import { along, cross, dot, length, minus, pointAt, scaled, turned, unit, type Vector } from "../vector.ts";
import { type Anchor, type AnchorMap, pointAtReach } from "./anchors.ts";
import { around, cone, meanPoint, moved, type Pose, poseOnto } from "./pose.ts";

/** One way for a ligand to sit: which anchors, which donors, and the move that brings the molecule there. */
export interface Seat {
  readonly mode: BindingMode;
  /** Indices into the map of anchors. */
  readonly anchors: readonly number[];
  readonly donors: readonly number[];
  readonly pose: Pose;
}

/** Two donors that can act together, with how many bonds lie between them. */
export interface DonorPair {
  readonly donors: readonly [number, number];
  readonly bonds: number;
}

/** Pairs of donors near enough to act together: two of a carboxylate (2 bonds apart), N and O of picolinate (3). */
export function donorPairs(ligand: LigandMolecule): readonly DonorPair[] {
  const neighbours = neighboursOf(ligand.structure);
  const pairs: DonorPair[] = [];
  ligand.donors.forEach((a, i) => {
    for (const b of ligand.donors.slice(i + 1)) {
      const bonds = bondsBetween(neighbours, a, b);
      if (bonds >= 2 && bonds <= 4) pairs.push({ donors: [a, b], bonds });
    }
  });
  return pairs;
}

/** Ways of binding a ligand is capable of, the usual one first: chelates that close a ring of five, then of four, bridges,
 *  single donors. */
export function modesOf(ligand: LigandMolecule): readonly BindingMode[] {
  return pairsUp(ligand) ? ["chelating", "bridging", "monodentate"] : ["monodentate"];
}

/** The donors that decide the head: all that act in a pair when the ligand binds so, else the best one alone (the ring nitrogen
 *  of isonicotinic acid, whose carboxyl group is far from it, unless that group is asked for). */
export function heldDonors(ligand: LigandMolecule, mode: BindingMode | undefined): readonly number[] {
  const inPairs = mode === undefined ? pairsUp(ligand) : mode !== "monodentate";
  if (!inPairs) return ligand.donors.slice(0, 1);
  return [...new Set(donorPairs(ligand).flatMap(({ donors }) => donors))];
}

/** Whether the best donor has a partner near enough to act with it. */
function pairsUp(ligand: LigandMolecule): boolean {
  return donorPairs(ligand).some(({ donors }) => donors.includes(ligand.donors[0]!));
}

/** All seats of a ligand in one mode at one anchor, the straight ones first. `reach` is the donor's bond length (Angstrom);
 *  `isFree` tells early whether a single donor has room at a point, before the rest of the molecule is turned about it. */
export function seatsAt(
  ligand: LigandMolecule,
  map: AnchorMap,
  anchor: number,
  mode: BindingMode,
  reach: (anchor: number, donor: number) => number,
  isFree: (donor: number, point: Vector) => boolean = () => true,
): readonly Seat[] {
  if (mode === "chelating") return chelates(ligand, map, anchor, reach);
  if (mode === "bridging") return bridges(ligand, map, anchor, reach);
  return singles(ligand, map, anchor, reach, isFree);
}

/** The frame of a pair of donors: their middle, the line between them, and the way to the rest of the molecule. */
function pairFrame(ligand: LigandMolecule, [a, b]: readonly [number, number]) {
  const { xyz } = ligand.structure;
  const neighbours = neighboursOf(ligand.structure);
  const origin = meanPoint(xyz, [a, b]);
  const behind = [...new Set([...neighbours[a]!, ...neighbours[b]!])].filter(
    (atom) => atom !== a && atom !== b,
  );
  const first = unit(minus(pointAt(xyz, b), pointAt(xyz, a)));
  const back = minus(meanPoint(xyz, behind), origin);
  return {
    origin,
    first,
    second: along(back, -dot(back, first), first),
    bite: length(minus(pointAt(xyz, b), pointAt(xyz, a))),
  };
}

function chelates(
  ligand: LigandMolecule,
  map: AnchorMap,
  anchor: number,
  reach: (anchor: number, donor: number) => number,
): readonly Seat[] {
  const { at, outward } = map.anchors[anchor]!;
  return donorPairs(ligand)
    .slice()
    .sort((p, q) => q.bonds - p.bonds)
    .flatMap(({ donors }) => {
      const frame = pairFrame(ligand, donors);
      const bond = (reach(anchor, donors[0]) + reach(anchor, donors[1])) / 2;
      if (frame.bite / 2 >= bond) return [];
      const height = Math.sqrt(bond ** 2 - (frame.bite / 2) ** 2);
      return cone(outward, [20, 40], 6).flatMap((up) =>
        // A carboxylate looks the same after half a turn.
        around(up, 12)
          .slice(0, symbolOf(ligand.structure, donors[0]) === symbolOf(ligand.structure, donors[1]) ? 6 : 12)
          .map(
            (line): Seat => ({
              mode: "chelating",
              anchors: [anchor],
              donors,
              pose: poseOnto(frame, { origin: along(at, height, up), first: line, second: up }),
            }),
          ),
      );
    });
}

function bridges(
  ligand: LigandMolecule,
  map: AnchorMap,
  anchor: number,
  reach: (anchor: number, donor: number) => number,
): readonly Seat[] {
  const own = map.anchors[anchor]!;
  return donorPairs(ligand).flatMap(({ donors }) => {
    const frame = pairFrame(ligand, donors);
    return own.beside.flatMap((other) => {
      const next = map.anchors[other]!;
      const line = minus(next.at, own.at);
      const gap = length(line);
      const offset = (gap - frame.bite) / 2;
      const bond = (reach(anchor, donors[0]) + reach(other, donors[1])) / 2;
      if (Math.abs(offset) >= bond) return [];
      const axis = scaled(line, 1 / gap);
      const mean = along(own.outward, 1, next.outward);
      const up = unit(along(mean, -dot(mean, axis), axis));
      if (length(up) < 0.5) return [];
      const height = Math.sqrt(bond ** 2 - offset ** 2);
      const middle = along(own.at, 0.5, line);
      return [0, 20, -20, 40, -40, 60, -60].map((angle): Seat => {
        const leaning = turned(up, axis, (angle * Math.PI) / 180);
        const origin = along(middle, height, leaning);
        return {
          mode: "bridging",
          anchors: [anchor, other],
          donors,
          pose: poseOnto(frame, { origin, first: axis, second: leaning }),
        };
      });
    });
  });
}

/** Points where a single donor can sit: on one anchor, between two, or in a hollow of three. */
function spots(
  map: AnchorMap,
  anchor: number,
  reach: number,
): readonly { readonly point: Vector; readonly up: Vector; readonly anchors: readonly number[] }[] {
  const own = map.anchors[anchor]!;
  const at = (i: number): Vector => map.anchors[i]!.at;
  const found: { point: Vector; up: Vector; anchors: readonly number[] }[] = [];
  const add = (anchors: readonly number[], towards: Vector): void => {
    const points = anchors.map(at);
    const point = pointAtReach(points, reach, towards);
    if (!point) return;
    const mean = anchors.reduce<Vector>((sum, i) => along(sum, 1, map.anchors[i]!.outward), [0, 0, 0]);
    found.push({ point, up: length(mean) > 0.3 ? unit(mean) : own.outward, anchors });
  };
  for (const h of map.hollowsOf[anchor]!) {
    const hollow = map.hollows[h]!;
    const others = hollow.anchors.filter((i) => i !== anchor && own.beside.includes(i));
    for (let i = 0; i < others.length; i++) {
      for (let j = i + 1; j < others.length; j++) add([anchor, others[i]!, others[j]!], hollow.at);
    }
    for (const other of others) {
      add([anchor, other], hollow.at);
      add([anchor, other], along(along(at(anchor), 0.5, minus(at(other), at(anchor))), 9, own.outward));
    }
    add([anchor], hollow.at);
  }
  for (const up of cone(own.outward, [25], 4)) add([anchor], along(own.at, 9, up));
  return found;
}

function singles(
  ligand: LigandMolecule,
  map: AnchorMap,
  anchor: number,
  reach: (anchor: number, donor: number) => number,
  isFree: (donor: number, point: Vector) => boolean,
): readonly Seat[] {
  const donor = ligand.donors[0]!;
  const { structure } = ligand;
  const here = pointAt(structure.xyz, donor);
  const behind = neighboursOf(structure)[donor]!;
  const places = spots(map, anchor, reach(anchor, donor)).filter(({ point }) => isFree(donor, point));
  if (behind.length === 0) {
    return places.map(({ point, anchors }) => ({
      mode: "monodentate",
      anchors,
      donors: [donor],
      pose: {
        rotation: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        shift: minus(point, here),
      },
    }));
  }
  const tail = minus(meanPoint(structure.xyz, behind), here);
  // With several atoms behind the donor (an amine) their mean points straight away; a single one (hydroxyl) sits at an angle.
  const tilts = behind.length > 1 ? [20, 40] : [55, 30, 75];
  const frame = { origin: here, first: unit(tail), second: cross(tail, [0.31, 0.57, 0.76]) };
  const spins = symbolOf(structure, behind[0]!) === "H" && behind.length === 1 ? 1 : 6;
  return places.flatMap(({ point, up, anchors }) =>
    cone(up, tilts, 6).flatMap((direction) =>
      around(direction, spins).map(
        (side): Seat => ({
          mode: "monodentate",
          anchors,
          donors: [donor],
          pose: poseOnto(frame, { origin: point, first: direction, second: side }),
        }),
      ),
    ),
  );
}

/** Where the donors of a seat end up, and the shortest distance to one of its anchors (Angstrom). */
export function bondLengthOf(seat: Seat, ligand: LigandMolecule, anchors: readonly Anchor[]): number {
  const points = seat.donors.map((donor) => moved(seat.pose, pointAt(ligand.structure.xyz, donor)));
  return Math.min(
    ...points.flatMap((point) => seat.anchors.map((i) => length(minus(point, anchors[i]!.at)))),
  );
}

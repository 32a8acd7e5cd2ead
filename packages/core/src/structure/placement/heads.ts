import { symbolOf } from "../atoms.ts";
import type { Core } from "../core.ts";
import { siteOf } from "../core-shell.ts";
import type { BindingMode } from "../dot.ts";
import { donorBondLength } from "../radii.ts";
import type { Vector } from "../vector.ts";
import type { Anchor, AnchorMap } from "./anchors.ts";
import { ionicSeats } from "./ionic.ts";
import { modesOf, type Seat, seatsAt } from "./poses.ts";
import { addHead, donorIsFree, type Guest, headScale, SCALES, type Shell, tailCanBegin } from "./shell.ts";

/** Ligands of one kind to be seated, and where they can sit. Kinds that sit on the same anchors share `map` and `left`. */
export interface HeadOrder {
  readonly guest: Guest;
  readonly count: number;
  readonly map: AnchorMap;
  readonly crowding: Crowding;
  /** Charge each anchor still wants, in e. */
  readonly left: Float64Array;
  /** Whether an anchor is open to this kind. */
  readonly allows: (anchor: Anchor) => boolean;
  readonly mode: BindingMode | undefined;
  /** `donor`: bound by donors to metals. `ionic`: a cation on an empty cation site, held by the anions around it. */
  readonly hold: "donor" | "ionic";
}

/** One seated head. */
export interface SeatedHead {
  readonly order: number;
  readonly seat: Seat;
  readonly entries: readonly number[];
}

/** Tails farther apart than this (Angstrom) do not mind each other. */
const FAR = 12;

/** Per anchor of a map: squared distance to the nearest seated tail, at most FAR squared. Kept while heads are seated. */
export interface Crowding {
  readonly nearest: Float64Array;
  /** Counts a tail that sits at a point; costs as much as there are anchors near it. */
  readonly note: (from: Vector) => void;
}

/** An empty crowding of a map's anchors. */
export function crowdingOf(map: AnchorMap): Crowding {
  const nearest = new Float64Array(map.anchors.length).fill(FAR * FAR);
  const cells = new Map<string, number[]>();
  const key = (at: Vector, i = 0, j = 0, k = 0): string =>
    `${Math.floor(at[0] / FAR) + i} ${Math.floor(at[1] / FAR) + j} ${Math.floor(at[2] / FAR) + k}`;
  map.anchors.forEach(({ at }, index) => {
    const cell = cells.get(key(at));
    if (cell) cell.push(index);
    else cells.set(key(at), [index]);
  });
  const steps = [-1, 0, 1];
  return {
    nearest,
    note: (from) => {
      for (const i of steps)
        for (const j of steps)
          for (const k of steps)
            for (const index of cells.get(key(from, i, j, k)) ?? []) {
              const { at } = map.anchors[index]!;
              const d = (at[0] - from[0]) ** 2 + (at[1] - from[1]) ** 2 + (at[2] - from[2]) ** 2;
              if (d < nearest[index]!) nearest[index] = d;
            }
    },
  };
}

/** State of seating: who sits where so far. */
export interface Seating {
  readonly shell: Shell;
  readonly core: Core;
  readonly heads: SeatedHead[];
}

/** A seat of this score has room enough: no other way of binding is looked for. */
const GOOD_SEAT = 0.9;
/** Scales for heads: crowded head groups may share hydrogen bonds, so the last is nearer than for tails. */
const HEAD_SCALES: readonly number[] = [...SCALES, 0.76, 0.7];

/**
 * Seats `order.count` heads one by one, each on the anchor that is farthest from those seated before (`spread`) or that wants
 * most charge, in the seat that leaves most room. Returns how many found a place. Anchors on which nothing fits are left out.
 */
export function seatHeads(
  seating: Seating,
  orders: readonly HeadOrder[],
  order: number,
  count: number,
  spread: boolean,
): number {
  const { guest, map, crowding, left, allows } = orders[order]!;
  const charge = Math.abs(guest.parts.ligand.charge);
  const open = map.anchors.map(allows);
  const visits = new Uint8Array(map.anchors.length);
  let seated = 0;
  let floorIndex = SCALES.length;
  while (seated < count) {
    const index = nextAnchor(left, crowding.nearest, open, visits, spread, charge);
    if (index < 0) {
      // Nothing more fits at this tightness: allow closer contacts and ask every anchor again.
      if (floorIndex >= HEAD_SCALES.length) return seated;
      floorIndex++;
      visits.fill(0);
      map.anchors.forEach((anchor, i) => {
        open[i] = allows(anchor);
      });
      continue;
    }
    const seat = bestSeat(seating, orders[order]!, index, HEAD_SCALES[floorIndex - 1]!);
    if (!seat) {
      open[index] = false;
      continue;
    }
    const owner = seating.heads.length;
    const entries = addHead(seating.shell, guest, seat.pose, owner);
    seating.heads.push({ order, seat, entries });
    for (const anchor of seat.anchors) left[anchor] = left[anchor]! - charge / seat.anchors.length;
    if (spread)
      for (const other of new Set(orders.map((entry) => entry.crowding))) other.note(map.anchors[index]!.at);
    visits[index]!++;
    seated++;
  }
  return seated;
}

/** The open anchor that is farthest from other tails, weighted by what it still wants; or that wants most. */
function nextAnchor(
  left: Float64Array,
  nearest: Float64Array,
  open: readonly boolean[],
  visits: Uint8Array,
  spread: boolean,
  charge: number,
): number {
  let best = -1;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < left.length; i++) {
    if (!open[i]) continue;
    const wants = charge === 0 ? 1 - visits[i]! : left[i]! / Math.max(1, charge);
    const room = spread ? nearest[i]! : 1;
    const value = wants > 0.05 ? room * Math.min(1, wants + 0.2) : spread ? 1e-3 * room - 1e3 : wants - 10;
    if (value > highest) {
      highest = value;
      best = i;
    }
  }
  return best;
}

/** The roomiest seat at an anchor from which the tail can begin; between equally roomy ones that which serves anchors in want,
 *  then the straightest. Later ways of binding are only tried when the earlier ones leave little room. */
function bestSeat(seating: Seating, order: HeadOrder, anchor: number, floor: number): Seat | null {
  const { core, shell } = seating;
  const { map, left } = order;
  const { ligand } = order.guest.parts;
  const reach = (index: number, donor: number): number => {
    const site = siteOf(core, map.anchors[index]!.atom);
    return donorBondLength(site.symbol, site.oxidation, symbolOf(ligand.structure, donor));
  };
  const owner = seating.heads.length;
  const isFree = (donor: number, point: Vector): boolean =>
    donorIsFree(shell, order.guest, donor, point, owner, floor);
  let best: Seat | null = null;
  let bestScore = 0;
  const modes =
    order.hold === "ionic" ? (["monodentate"] as const) : order.mode ? [order.mode] : modesOf(ligand);
  for (const mode of modes) {
    if (bestScore > GOOD_SEAT) break;
    const seats =
      order.hold === "ionic"
        ? ionicSeats(ligand, map, anchor, core)
        : seatsAt(ligand, map, anchor, mode, reach, isFree);
    for (let i = 0; i < seats.length; i++) {
      const seat = seats[i]!;
      const wants =
        seat.anchors.reduce((sum, a) => sum + Math.min(1, Math.max(-1, left[a]!)), 0) / seat.anchors.length;
      const bonus = 0.1 * wants + 0.02 * Math.min(3, seat.anchors.length) - (0.01 * i) / seats.length;
      if (1 + bonus <= bestScore) continue;
      const scale = headScale(shell, order.guest, seat, owner, Math.max(floor, bestScore - bonus));
      if (scale === 0 || scale + bonus <= bestScore || !tailCanBegin(shell, order.guest, seat, owner))
        continue;
      best = seat;
      bestScore = scale + bonus;
    }
  }
  return best;
}

import { symbolOf } from "../atoms.ts";
import type { Core } from "../core.ts";
import type { BindingMode } from "../dot.ts";
import { donorBondLength } from "../radii.ts";
import type { AnchorMap } from "./anchors.ts";
import { modesOf, type Seat, seatsAt } from "./poses.ts";
import { addHead, type Guest, headScale, SCALES, type Shell } from "./shell.ts";

/** Ligands of one kind still to be seated. */
export interface HeadOrder {
  readonly guest: Guest;
  readonly count: number;
  readonly facets: readonly string[] | undefined;
  readonly mode: BindingMode | undefined;
}

/** One seated head. */
export interface SeatedHead {
  readonly order: number;
  readonly seat: Seat;
  readonly entries: readonly number[];
}

/** State of seating: what demand each anchor has left, in e. */
export interface Seating {
  readonly shell: Shell;
  readonly map: AnchorMap;
  readonly core: Core;
  readonly left: Float64Array;
  readonly heads: SeatedHead[];
}

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
  const { map, left } = seating;
  const { guest, facets } = orders[order]!;
  const charge = Math.abs(guest.parts.ligand.charge);
  const open = map.anchors.map((anchor) => facets === undefined || facets.includes(anchor.family));
  const nearest = new Float64Array(map.anchors.length).fill(Number.POSITIVE_INFINITY);
  const visits = new Uint8Array(map.anchors.length);
  const note = (index: number): void => {
    const from = map.anchors[index]!.at;
    map.anchors.forEach(({ at }, i) => {
      const d = (at[0] - from[0]) ** 2 + (at[1] - from[1]) ** 2 + (at[2] - from[2]) ** 2;
      if (d < nearest[i]!) nearest[i] = d;
    });
  };
  if (spread) {
    for (const head of seating.heads) {
      if (orders[head.order]!.guest.parts.turns.length > 0) note(head.seat.anchors[0]!);
    }
  }
  let seated = 0;
  let floorIndex = SCALES.length;
  while (seated < count) {
    const index = nextAnchor(left, nearest, open, visits, spread, charge);
    if (index < 0) {
      // Nothing more fits at this tightness: allow closer contacts and ask every anchor again.
      if (floorIndex >= HEAD_SCALES.length) return seated;
      floorIndex++;
      visits.fill(0);
      map.anchors.forEach((anchor, i) => {
        open[i] = facets === undefined || facets.includes(anchor.family);
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
    if (spread) note(index);
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
    const room = spread ? Math.min(nearest[i]!, 1e4) : 1;
    const value = wants > 0.05 ? room * Math.min(1, wants + 0.2) : spread ? 1e-3 * room - 1e3 : wants - 10;
    if (value > highest) {
      highest = value;
      best = i;
    }
  }
  return best;
}

/** The roomiest seat at an anchor; between equally roomy ones that which serves anchors in want, then the straightest. */
function bestSeat(seating: Seating, order: HeadOrder, anchor: number, floor: number): Seat | null {
  const { core, map, shell, left } = seating;
  const { ligand } = order.guest.parts;
  const reach = (index: number, donor: number): number => {
    const site = core.crystal.sites[core.atoms.site[map.anchors[index]!.atom]!]!;
    return donorBondLength(site.symbol, site.oxidation, symbolOf(ligand.structure, donor));
  };
  const owner = seating.heads.length;
  let best: Seat | null = null;
  let bestScore = 0;
  const modes = order.mode ? [order.mode] : modesOf(ligand);
  modes.forEach((mode, rank) => {
    const seats = seatsAt(ligand, map, anchor, mode, reach);
    seats.forEach((seat, i) => {
      const wants =
        seat.anchors.reduce((sum, a) => sum + Math.min(1, Math.max(-1, left[a]!)), 0) / seat.anchors.length;
      const bonus =
        0.1 * wants + 0.02 * Math.min(3, seat.anchors.length) - 0.02 * rank - (0.01 * i) / seats.length;
      if (1 + bonus <= bestScore) return;
      const scale = headScale(shell, order.guest, seat, owner, floor);
      if (scale > 0 && scale + bonus > bestScore) {
        best = seat;
        bestScore = scale + bonus;
      }
    });
  });
  return best;
}

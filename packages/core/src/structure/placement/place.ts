import { createRandom } from "../../numerics/random.ts";
import { atomCount, symbolOf } from "../atoms.ts";
import type { Core } from "../core.ts";
import type { BindingMode } from "../dot.ts";
import type { LigandMolecule } from "../ligand-molecule.ts";
import { BOND_WINDOW, donorBondLength } from "../radii.ts";
import type { CoreSurface } from "../site-classes.ts";
import { pointAt } from "../vector.ts";
import { anchorMap } from "./anchors.ts";
import { ligandParts } from "./fragments.ts";
import { type HeadOrder, type SeatedHead, type Seating, seatHeads } from "./heads.ts";
import { moved } from "./pose.ts";
import { bondLengthOf } from "./poses.ts";
import { emptyShell, guestOf, SCALES } from "./shell.ts";
import { farApart, growTail } from "./tails.ts";

/** One kind of ligand to place, with its number. */
export interface PlacementOrder {
  readonly ligand: LigandMolecule;
  readonly count: number;
  readonly facets?: readonly string[];
  readonly mode?: BindingMode;
}

/** One ligand in place; coordinates in Angstrom, in the order of the molecule's atoms. */
export interface Placement {
  readonly order: number;
  readonly xyz: Float64Array;
  readonly mode: BindingMode;
  /** Core atoms held on to. */
  readonly anchors: readonly number[];
  readonly family: string;
  readonly bondLength: number;
  readonly bound: boolean;
}

/** Rounds over which the kinds of a mixture are seated in turn, so that none gets all the good places. */
const MIXING_ROUNDS = 8;
/** Placements of rigid pieces tried for one tail at one scale. */
const BUDGET = 700;
/** Times a tail may push others aside before it is given up. */
const PATIENCE = 14;

/**
 * Places ligands on a core. First all heads: bulky ones spread as far from each other as the anchors allow, then the small ions
 * where most charge is wanted. Then the tails grow from their heads around each other; one that finds no room takes back those
 * most in its way and these grow anew. Deterministic for a seed. What could not be placed is missing from the answer.
 */
export function placeLigands(
  core: Core,
  surface: CoreSurface,
  orders: readonly PlacementOrder[],
  seed: number,
  onProgress: (share: number, what: string) => void = () => {},
): readonly Placement[] {
  const guests = orders.map(({ ligand }) => guestOf(ligandParts(ligand, heldDonors(ligand)), core));
  const atoms = orders.reduce((sum, { ligand, count }) => sum + atomCount(ligand.structure) * count, 0);
  const longest = Math.max(0, ...orders.map(({ ligand }) => extent(ligand)));
  const map = anchorMap(core, surface);
  const seating: Seating = {
    shell: emptyShell(core, atoms, longest),
    map,
    core,
    left: Float64Array.from(map.anchors, (anchor) => anchor.demand),
    heads: [],
  };
  const heads: HeadOrder[] = orders.map((order, i) => ({
    guest: guests[i]!,
    count: order.count,
    facets: order.facets,
    mode: order.mode,
  }));
  onProgress(0, "heads");
  const bulky = heads.map((head, i) => ({ head, i })).filter(({ head }) => head.guest.parts.turns.length > 0);
  for (let round = 0; round < MIXING_ROUNDS; round++) {
    for (const { head, i } of bulky) {
      const due =
        Math.round((head.count * (round + 1)) / MIXING_ROUNDS) -
        Math.round((head.count * round) / MIXING_ROUNDS);
      seatHeads(seating, heads, i, due, true);
    }
    onProgress((0.3 * (round + 1)) / MIXING_ROUNDS, "heads");
  }
  heads.forEach((head, i) => {
    if (head.guest.parts.turns.length === 0) seatHeads(seating, heads, i, head.count, false);
  });
  onProgress(0.4, "tails");
  const places = growAll(seating, orders, guests, seed, onProgress);
  return seating.heads.flatMap((head, owner): Placement[] => {
    const xyz = places[owner]!;
    if (!xyz) return [];
    const { seat, order } = head;
    const { ligand } = orders[order]!;
    const bondLength = bondLengthOf(seat, ligand, map.anchors);
    const first = map.anchors[seat.anchors[0]!]!;
    const site = core.crystal.sites[core.atoms.site[first.atom]!]!;
    const usual = donorBondLength(site.symbol, site.oxidation, symbolOf(ligand.structure, seat.donors[0]!));
    return [
      {
        order,
        xyz,
        mode: seat.mode,
        anchors: seat.anchors.map((anchor) => map.anchors[anchor]!.atom),
        family: first.family,
        bondLength,
        bound: bondLength > usual - BOND_WINDOW[0] && bondLength < usual + BOND_WINDOW[1],
      },
    ];
  });
}

/** The donors that decide the head: the best one and those that share its charge. */
function heldDonors(ligand: LigandMolecule): readonly number[] {
  return ligand.donors.length > 0 ? ligand.donors.slice(0, 2) : [0];
}

/** Longest distance within a molecule stretched out, Angstrom: never more than 1.3 per atom, and at least its size now. */
function extent(ligand: LigandMolecule): number {
  return 1.3 * atomCount(ligand.structure) ** 0.9 + 4;
}

/** Coordinates of every ligand, or null for those given up. */
function growAll(
  seating: Seating,
  orders: readonly PlacementOrder[],
  guests: readonly HeadOrder["guest"][],
  seed: number,
  onProgress: (share: number, what: string) => void,
): readonly (Float64Array | null)[] {
  const { shell, heads } = seating;
  const random = createRandom(seed, "ligand tails");
  const apart = orders.map(({ ligand }) => farApart(ligand));
  const places: (Float64Array | null)[] = heads.map((head) => headOnly(head, orders[head.order]!.ligand));
  const tails: (number[] | null)[] = heads.map(() => null);
  const patience = new Uint8Array(heads.length);
  const waiting: number[] = heads.flatMap((head, owner) =>
    guests[head.order]!.parts.turns.length > 0 ? [owner] : [],
  );
  random.shuffle(waiting);
  const total = waiting.length;
  const grow = (owner: number, scales: readonly number[], blockers: Map<number, number>): boolean => {
    const { seat, order } = heads[owner]!;
    const { parts } = guests[order]!;
    for (const scale of scales) {
      const grown = growTail(shell, parts, apart[order]!, seat.pose, owner, scale, BUDGET, random);
      for (const [who, times] of grown.blockers) blockers.set(who, (blockers.get(who) ?? 0) + times);
      if (!grown.xyz) continue;
      places[owner] = grown.xyz;
      tails[owner] = parts.turns.flatMap(({ atoms }) =>
        Array.from(atoms, (atom) => {
          const [x, y, z] = pointAt(grown.xyz!, atom);
          return shell.ligands.add(x, y, z, parts.radii[atom]!, owner);
        }),
      );
      return true;
    }
    return false;
  };
  let done = 0;
  while (waiting.length > 0) {
    const owner = waiting.shift()!;
    const blockers = new Map<number, number>();
    if (grow(owner, SCALES, blockers)) {
      done++;
      if (done % 50 === 0) onProgress(0.4 + 0.6 * Math.min(1, done / total), "tails");
      continue;
    }
    patience[owner]!++;
    if (patience[owner]! > PATIENCE) {
      places[owner] = null;
      for (const entry of heads[owner]!.entries) shell.ligands.remove(entry);
      continue;
    }
    const inTheWay = [...blockers]
      .filter(([who]) => who >= 0 && tails[who])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 1 + Math.min(5, patience[owner]!));
    for (const [who] of inTheWay) {
      for (const entry of tails[who]!) shell.ligands.remove(entry);
      tails[who] = null;
      places[who] = null;
      done--;
    }
    if (grow(owner, SCALES.slice(-2), blockers)) done++;
    else waiting.push(owner);
    waiting.push(...inTheWay.map(([who]) => who));
  }
  onProgress(1, "tails");
  return places;
}

/** Coordinates of a ligand whose head is all there is. */
function headOnly({ seat }: SeatedHead, ligand: LigandMolecule): Float64Array {
  const n = atomCount(ligand.structure);
  const xyz = new Float64Array(3 * n);
  for (let atom = 0; atom < n; atom++)
    xyz.set(moved(seat.pose, pointAt(ligand.structure.xyz, atom)), 3 * atom);
  return xyz;
}

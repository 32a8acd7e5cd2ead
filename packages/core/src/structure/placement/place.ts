import { createRandom, type RandomSource } from "../../numerics/random.ts";
import { atomCount, symbolOf } from "../atoms.ts";
import type { Core } from "../core.ts";
import { siteOf } from "../core-shell.ts";
import type { BindingMode } from "../dot.ts";
import type { LigandMolecule } from "../ligand-molecule.ts";
import { BOND_WINDOW, donorBondLength } from "../radii.ts";
import type { CoreSurface } from "../site-classes.ts";
import { length, minus, pointAt } from "../vector.ts";
import { anchorMap } from "./anchors.ts";
import { ligandParts } from "./fragments.ts";
import { crowdingOf, type HeadOrder, type SeatedHead, type Seating, seatHeads } from "./heads.ts";
import { anionCloseness, type EmptySite, emptySiteMap, IONIC_WINDOW } from "./ionic.ts";
import { moved } from "./pose.ts";
import { bondLengthOf, heldDonors } from "./poses.ts";
import { emptyShell, guestOf, SCALES } from "./shell.ts";
import { farApart, growTail } from "./tails.ts";

/** One kind of ligand to place, with its number. */
export interface PlacementOrder {
  readonly ligand: LigandMolecule;
  readonly count: number;
  readonly facets?: readonly string[];
  readonly mode?: BindingMode;
  /** For a cation: the empty cation sites it may take. */
  readonly emptySites?: readonly EmptySite[];
}

/** One ligand in place; coordinates in Angstrom, in the order of the molecule's atoms. */
export interface Placement {
  readonly order: number;
  readonly xyz: Float64Array;
  readonly mode: BindingMode;
  /** Core atoms held on to, and the atoms of the molecule that hold. */
  readonly anchors: readonly number[];
  readonly donors: readonly number[];
  readonly family: string;
  readonly bondLength: number;
  readonly bound: boolean;
}

/** Ligands of at most this many atoms (halide, hydroxide, thiocyanate) fit in below the others and are placed last. */
const SMALL = 3;
/** Rounds over which the kinds of a mixture are seated in turn, so that none gets all the good places. */
const MIXING_ROUNDS = 8;
/** Placements of rigid pieces tried for one tail: few at the relaxed scales (a tail that has room grows in a few dozen), more
 *  at the tightest. */
const BUDGETS = { relaxed: 90, tightest: 450 };
/** Times the unlucky ones look for another seat. */
const RESEATING_ROUNDS = 12;
/** Another round is worth it while the last one found room for a third of those missing, or few of all are missing. */
const WORTH_ANOTHER_ROUND = 2 / 3;
const FEW = 0.01;
/** Times a tail may push others aside before it is given up. */
const PATIENCE = 8;

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
  const guests = orders.map(({ ligand, mode }) =>
    guestOf(ligandParts(ligand, heldDonors(ligand, mode)), core),
  );
  const atoms = orders.reduce((sum, { ligand, count }) => sum + atomCount(ligand.structure) * count, 0);
  const longest = Math.max(0, ...orders.map(({ ligand }) => extent(ligand)));
  const map = anchorMap(core, surface);
  const seating: Seating = { shell: emptyShell(core, atoms, longest), core, heads: [] };
  const left = Float64Array.from(map.anchors, (anchor) => anchor.demand);
  const crowding = crowdingOf(map);
  const heads = orders.map((order, i): HeadOrder => {
    const { facets, emptySites } = order;
    const own = emptySites ? emptySiteMap(core, emptySites, order.ligand.charge) : map;
    return {
      guest: guests[i]!,
      count: order.count,
      map: own,
      crowding: emptySites ? crowdingOf(own) : crowding,
      left: emptySites ? Float64Array.from(own.anchors, (anchor) => anchor.demand) : left,
      allows: ({ family }) => facets === undefined || facets.includes(family),
      mode: order.mode,
      hold: emptySites ? "ionic" : "donor",
    };
  });
  const isBulky = ({ guest }: HeadOrder): boolean => atomCount(guest.parts.ligand.structure) > SMALL;
  const bulky = heads.map((head, i) => ({ head, i })).filter(({ head }) => isBulky(head));
  onProgress(0, "heads");
  for (let round = 0; round < MIXING_ROUNDS; round++) {
    for (const { head, i } of bulky) {
      const due =
        Math.round((head.count * (round + 1)) / MIXING_ROUNDS) -
        Math.round((head.count * round) / MIXING_ROUNDS);
      seatHeads(seating, heads, i, due, true);
    }
    onProgress((0.3 * (round + 1)) / MIXING_ROUNDS, "heads");
  }
  const growing = startGrowing(seating, orders, heads, seed);
  growAll(growing, onProgress);
  const total = bulky.reduce((sum, { head }) => sum + head.count, 0);
  for (let round = 0; round < RESEATING_ROUNDS; round++) {
    // Those that found no room give up their seat and look for another one among the tails that stand.
    const missing = bulky.map(({ head, i }) => ({ i, count: head.count - countPlaced(growing, i) }));
    if (missing.every(({ count }) => count === 0)) break;
    const before = missing.reduce((sum, { count }) => sum + count, 0);
    for (const { i, count } of missing) if (count > 0) seatHeads(seating, heads, i, count, true);
    growAll(growing, onProgress);
    const after = bulky.reduce((sum, { head, i }) => sum + head.count - countPlaced(growing, i), 0);
    // A full shell takes no more however often it is asked.
    if (after > before * WORTH_ANOTHER_ROUND && after > total * FEW) break;
  }
  // Small ions come last: they fit below and between what stands.
  heads.forEach((head, i) => {
    if (!isBulky(head)) seatHeads(seating, heads, i, head.count, false);
  });
  growAll(growing, onProgress);
  const { places } = growing;
  onProgress(1, "done");
  return seating.heads.flatMap((head, owner): Placement[] => {
    const xyz = places[owner]!;
    return xyz ? [placementOf(core, heads[head.order]!, head, xyz)] : [];
  });
}

function placementOf(
  core: Core,
  order: HeadOrder,
  { seat, order: index }: SeatedHead,
  xyz: Float64Array,
): Placement {
  const { map, guest, hold } = order;
  const { ligand } = guest.parts;
  const first = map.anchors[seat.anchors[0]!]!;
  const shared = {
    order: index,
    xyz,
    mode: seat.mode,
    anchors: seat.anchors.map((anchor) => map.anchors[anchor]!.atom),
    donors: seat.donors,
    family: first.family,
  };
  if (hold === "ionic") {
    const at = pointAt(xyz, seat.donors[0]!);
    const closeness = anionCloseness(core, ligand, at);
    const bondLength = length(minus(at, pointAt(core.xyz, first.atom)));
    return { ...shared, bondLength, bound: closeness > 0.9 && closeness < 1 + IONIC_WINDOW / bondLength };
  }
  const bondLength = bondLengthOf(seat, ligand, map.anchors);
  const site = siteOf(core, first.atom);
  const usual = donorBondLength(site.symbol, site.oxidation, symbolOf(ligand.structure, seat.donors[0]!));
  const bound = bondLength > usual - BOND_WINDOW[0] && bondLength < usual + BOND_WINDOW[1];
  return { ...shared, bondLength, bound };
}

/** Longest distance within a molecule stretched out, Angstrom: never more than 1.3 per atom, and at least its size now. */
function extent(ligand: LigandMolecule): number {
  return 1.3 * atomCount(ligand.structure) ** 0.9 + 4;
}

/** The state of growing tails; arrays run over the heads, and lengthen as more are seated. */
interface Growing {
  readonly seating: Seating;
  readonly orders: readonly PlacementOrder[];
  readonly heads: readonly HeadOrder[];
  readonly apart: readonly Uint8Array[];
  readonly random: RandomSource;
  /** Coordinates, null for one given up, absent for one not yet looked at. */
  readonly places: (Float64Array | null)[];
  readonly tails: (readonly number[] | null)[];
}

function startGrowing(
  seating: Seating,
  orders: readonly PlacementOrder[],
  heads: readonly HeadOrder[],
  seed: number,
): Growing {
  return {
    seating,
    orders,
    heads,
    apart: orders.map(({ ligand }) => farApart(ligand)),
    random: createRandom(seed, "ligand tails"),
    places: [],
    tails: [],
  };
}

function countPlaced({ seating, places }: Growing, order: number): number {
  return seating.heads.filter((head, owner) => head.order === order && places[owner]).length;
}

/** Grows one tail at the first of `scales` that has room; counts in `blockers` who was in the way. */
function growOne(
  growing: Growing,
  owner: number,
  scales: readonly number[],
  blockers: Map<number, number>,
): boolean {
  const { seating, heads, apart, random, places, tails } = growing;
  const { seat, order } = seating.heads[owner]!;
  const { parts } = heads[order]!.guest;
  for (const scale of scales) {
    const budget = scale === SCALES[SCALES.length - 1] ? BUDGETS.tightest : BUDGETS.relaxed;
    const grown = growTail(seating.shell, parts, apart[order]!, seat.pose, owner, scale, budget, random);
    for (const [who, times] of grown.blockers) blockers.set(who, (blockers.get(who) ?? 0) + times);
    const { xyz } = grown;
    if (!xyz) continue;
    places[owner] = xyz;
    tails[owner] = parts.turns.flatMap(({ atoms }) =>
      Array.from(atoms, (atom) => {
        const [x, y, z] = pointAt(xyz, atom);
        return seating.shell.ligands.add(x, y, z, parts.radii[atom]!, owner);
      }),
    );
    return true;
  }
  return false;
}

/** Grows the tails of all heads not yet looked at. */
function growAll(growing: Growing, onProgress: (share: number, what: string) => void): void {
  const { seating, orders, heads, places, tails, random } = growing;
  const waiting: number[] = [];
  for (let owner = places.length; owner < seating.heads.length; owner++) {
    const head = seating.heads[owner]!;
    const whole = heads[head.order]!.guest.parts.turns.length === 0;
    places[owner] = whole ? headOnly(head, orders[head.order]!.ligand) : null;
    tails[owner] = null;
    if (!whole) waiting.push(owner);
  }
  random.shuffle(waiting);
  const patience = new Uint8Array(places.length);
  const total = waiting.length;
  while (waiting.length > 0) {
    if (waiting.length % 50 === 0) onProgress(0.4 + 0.6 * Math.max(0, 1 - waiting.length / total), "tails");
    const owner = waiting.shift()!;
    const blockers = new Map<number, number>();
    if (growOne(growing, owner, SCALES, blockers)) continue;
    patience[owner]!++;
    if (patience[owner]! > PATIENCE) {
      removeHead(growing, owner);
      continue;
    }
    const inTheWay = [...blockers]
      .filter(([who]) => who >= 0 && tails[who])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 1 + Math.min(5, patience[owner]!));
    for (const [who] of inTheWay) {
      for (const entry of tails[who]!) seating.shell.ligands.remove(entry);
      tails[who] = null;
      places[who] = null;
    }
    if (!growOne(growing, owner, SCALES.slice(-2), blockers)) waiting.push(owner);
    waiting.push(...inTheWay.map(([who]) => who));
  }
}

/** Takes an unlucky head away again, with what it gave its anchors. */
function removeHead({ seating, heads, places }: Growing, owner: number): void {
  const head = seating.heads[owner]!;
  places[owner] = null;
  for (const entry of head.entries) seating.shell.ligands.remove(entry);
  const { guest, left } = heads[head.order]!;
  const charge = Math.abs(guest.parts.ligand.charge);
  for (const anchor of head.seat.anchors) left[anchor] = left[anchor]! + charge / head.seat.anchors.length;
}

/** Coordinates of a ligand whose head is all there is. */
function headOnly({ seat }: SeatedHead, ligand: LigandMolecule): Float64Array {
  const n = atomCount(ligand.structure);
  const xyz = new Float64Array(3 * n);
  for (let atom = 0; atom < n; atom++)
    xyz.set(moved(seat.pose, pointAt(ligand.structure.xyz, atom)), 3 * atom);
  return xyz;
}

import type { Core } from "./core.ts";
import { siteOf } from "./core-shell.ts";
import { coordinates } from "./cut.ts";
import type { Face } from "./faces.ts";
import { along, dot, length, minus, pointAt, unit, type Vector } from "./vector.ts";

/** Where a surface atom stands: on one facet, where two meet, where three or more meet, or on a ball. */
export type SurfacePlace = "facet" | "edge" | "corner" | "ball";

/** Surface atoms that are alike: same element, same facets, same number of bonds. */
export interface SiteClass {
  /** As in "Pb {111} CN3" or "Pb {111}/{111} edge CN2"; unique. */
  readonly name: string;
  readonly element: string;
  readonly place: SurfacePlace;
  /** Families of the facets it lies on, one name for each facet that meets there. */
  readonly families: readonly string[];
  /** Bonds it has and bonds it lacks against the bulk. */
  readonly coordination: number;
  readonly missing: number;
  /** Indices of its atoms in the core. */
  readonly atoms: Uint32Array;
  readonly count: number;
  /** Mean number of surface atoms of the same element next to one, on the same facet. */
  readonly neighbours: number;
  /** The same, class by class in the order of `CoreSurface.classes`; adds up to `neighbours`. */
  readonly neighboursByClass: readonly number[];
  /** Valence deficit of one atom in e: bonds it lacks times the strength of one (Pauling): what an X-type ligand has to give
   *  a cation (positive) or a Z-type or proton an anion (negative). */
  readonly demand: number;
}

/** The surface of a core. */
export interface CoreSurface {
  readonly classes: readonly SiteClass[];
  /** Per core atom: index of its class, -1 for atoms with all bonds of the bulk. */
  readonly classOf: Int16Array;
  /** Per core atom: index of the face it belongs to most, -1 inside and on a ball. */
  readonly faceOf: Int16Array;
  /** Per core atom: the faces it lies on; empty inside and on a ball. */
  readonly facesOf: readonly (readonly number[])[];
}

const NO_FACES: readonly number[] = [];

/** Surface atoms of one element farther apart than this times their nearest distance in the bulk are not neighbours. */
const NEXT_TO = 1.15;

/** Pauling's strength of the bonds of a site: oxidation number over coordination number of the bulk, in e. */
function bondStrength(core: Core, site: number, oxidation: number): number {
  const bonds = core.bonds[site]!.length;
  return bonds === 0 ? 0 : oxidation / bonds;
}

/** Unit vectors from an atom towards the neighbours it lacks, and the site each of them would stand on. */
export function missingBonds(
  core: Core,
  atom: number,
): readonly { readonly direction: Vector; readonly site: number; readonly vector: Vector }[] {
  const { start, to } = core.coordination;
  const own = core.bonds[core.atoms.site[atom]!]!;
  return own.flatMap((bond, i) =>
    to[start[atom]! + i]! >= 0
      ? []
      : [{ direction: unit(bond.vector), site: bond.site, vector: bond.vector }],
  );
}

/** Valence deficit of one atom in e: positive for cations, negative for anions. The sum over a core of one material is its
 *  formal charge; bonds across the interface of a core/shell dot whose materials differ in valence carry the rest. */
export function valenceDeficit(core: Core, atom: number): number {
  const { start, to } = core.coordination;
  const site = core.atoms.site[atom]!;
  const { oxidation } = siteOf(core, atom);
  let deficit = 0;
  core.bonds[site]!.forEach((bond, i) => {
    if (to[start[atom]! + i]! >= 0) return;
    const missing = core.crystal.sites[bond.site]!.oxidation;
    deficit += oxidation > 0 ? bondStrength(core, site, oxidation) : -bondStrength(core, bond.site, missing);
  });
  return deficit;
}

/**
 * Site classes found from the atoms themselves: an atom belongs to the fewest facets that together cut off all the neighbours
 * it lacks. One facet: it lies on it; two: on an edge; three or more: on a corner. Linear in the number of surface atoms.
 */
export function findSites(core: Core): CoreSurface {
  const n = core.atoms.site.length;
  const flat = coordinates(core.atoms, false);
  const classOf = new Int16Array(n).fill(-1);
  const faceOf = new Int16Array(n).fill(-1);
  const facesOf = new Array<readonly number[]>(n).fill(NO_FACES);
  const members = new Map<string, { atoms: number[]; place: SurfacePlace; families: readonly string[] }>();
  for (let atom = 0; atom < n; atom++) {
    const site = core.atoms.site[atom]!;
    const lacking = core.bonds[site]!.length - core.coordination.number[atom]!;
    if (lacking === 0) continue;
    const on = core.faces.length > 0 ? facesHolding(core, flat, atom) : [];
    facesOf[atom] = on;
    if (on.length > 0) faceOf[atom] = on[0]!;
    const place: SurfacePlace =
      on.length === 0 ? "ball" : ((["facet", "edge"] as const)[on.length - 1] ?? "corner");
    const families = on.map((face) => core.faces[face]!.family).sort();
    const word = place === "facet" ? "" : ` ${place}`;
    const where = place === "corner" || place === "ball" ? "" : ` ${families.join("/")}`;
    const element = core.crystal.sites[site]!.symbol;
    const name = `${element}${where}${word} CN${core.coordination.number[atom]}`;
    const entry = members.get(name) ?? { atoms: [], place, families };
    entry.atoms.push(atom);
    members.set(name, entry);
  }
  const order = [...members].sort(
    ([a, p], [b, q]) =>
      rank(core, p.atoms[0]!) - rank(core, q.atoms[0]!) ||
      q.atoms.length - p.atoms.length ||
      (a < b ? -1 : 1),
  );
  order.forEach(([, entry], index) => {
    for (const atom of entry.atoms) classOf[atom] = index;
  });
  const pairs = neighbourPairs(core, flat, classOf, facesOf, order.length);
  const classes = order.map(([name, { atoms, place, families }], index): SiteClass => {
    const own = pairs.subarray(index * order.length, (index + 1) * order.length);
    const neighboursByClass = Array.from(own, (count) => count / atoms.length);
    const first = atoms[0]!;
    const site = core.atoms.site[first]!;
    const coordination = core.coordination.number[first]!;
    return {
      name,
      element: core.crystal.sites[site]!.symbol,
      place,
      families: place === "corner" ? [...new Set(families)] : families,
      coordination,
      missing: core.bonds[site]!.length - coordination,
      atoms: Uint32Array.from(atoms),
      count: atoms.length,
      neighbours: neighboursByClass.reduce((sum, count) => sum + count, 0),
      neighboursByClass,
      demand: atoms.reduce((sum, atom) => sum + valenceDeficit(core, atom), 0) / atoms.length,
    };
  });
  return { classes, classOf, faceOf, facesOf };
}

/** Cations before anions, then by element. */
function rank(core: Core, atom: number): number {
  const site = siteOf(core, atom);
  return -site.oxidation * 100 + core.crystal.sites.findIndex((s) => s.symbol === site.symbol);
}

/** The fewest faces that cut off all missing neighbours of an atom, the one whose plane is nearest first. */
function facesHolding(core: Core, flat: Float64Array, atom: number): readonly number[] {
  const at = pointAt(flat, atom);
  const { faces } = core;
  const masks = missingBonds(core, atom).map(({ vector, site }) => cutBy(faces, along(at, 1, vector), site));
  const depth = (face: number): number => faces[face]!.distance - dot(faces[face]!.normal, at);
  const used = [...new Set(masks.flat())].sort((a, b) => depth(a) - depth(b) || a - b);
  const covers = (set: readonly number[]): boolean =>
    masks.every((mask) => mask.some((face) => set.includes(face)));
  for (const a of used) if (covers([a])) return [a];
  for (const [i, a] of used.entries()) for (const b of used.slice(i + 1)) if (covers([a, b])) return [a, b];
  const chosen: number[] = [];
  for (const face of used) {
    const before = masks.filter((mask) => mask.some((f) => chosen.includes(f))).length;
    const after = masks.filter((mask) => mask.some((f) => f === face || chosen.includes(f))).length;
    if (after > before) chosen.push(face);
  }
  return chosen;
}

/** Faces beyond which a lattice point lies; for one that was pruned away, the face it is nearest to. */
function cutBy(faces: readonly Face[], point: Vector, site: number): readonly number[] {
  const beyond = faces.map((face) => dot(face.normal, point) - face.limits[site]!);
  const list = beyond.flatMap((value, face) => (value > 1e-6 ? [face] : []));
  if (list.length > 0) return list;
  return [beyond.reduce((best, value, face) => (value > beyond[best]! ? face : best), 0)];
}

function shareFace(a: readonly number[], b: readonly number[]): boolean {
  return a.some((face) => b.includes(face));
}

/** Pairs of surface neighbours of the same element that share a face, from class (row) to class, row-major. */
function neighbourPairs(
  core: Core,
  flat: Float64Array,
  classOf: Int16Array,
  facesOf: CoreSurface["facesOf"],
  classCount: number,
): Float64Array {
  const reach = likeDistances(core);
  const longest = Math.max(...reach.values(), 0);
  const pairs = new Float64Array(classCount * classCount);
  const grid = new Map<number, number[]>();
  const cell = Math.max(longest, 1);
  const key = (p: Vector, d: Vector = [0, 0, 0]): number =>
    (Math.floor(p[0] / cell) + d[0] + 512) * 1048576 +
    (Math.floor(p[1] / cell) + d[1] + 512) * 1024 +
    (Math.floor(p[2] / cell) + d[2] + 512);
  const surface: number[] = [];
  for (let atom = 0; atom < classOf.length; atom++) {
    if (classOf[atom]! < 0) continue;
    surface.push(atom);
    const k = key(pointAt(flat, atom));
    const list = grid.get(k);
    if (list) list.push(atom);
    else grid.set(k, [atom]);
  }
  const steps = [-1, 0, 1];
  for (const atom of surface) {
    const at = pointAt(flat, atom);
    const symbol = siteOf(core, atom).symbol;
    const limit = reach.get(symbol)!;
    for (const i of steps)
      for (const j of steps)
        for (const k of steps)
          for (const other of grid.get(key(at, [i, j, k])) ?? []) {
            if (other === atom || siteOf(core, other).symbol !== symbol) continue;
            const shared = core.faces.length === 0 || shareFace(facesOf[atom]!, facesOf[other]!);
            if (shared && length(minus(pointAt(flat, other), at)) < limit)
              pairs[classOf[atom]! * classCount + classOf[other]!]!++;
          }
  }
  return pairs;
}

/** Per element: just above the nearest distance between two of its atoms in the bulk, Angstrom. */
function likeDistances(core: Core): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const bonds = core.bonds;
  core.crystal.sites.forEach((site, s) => {
    // Two like atoms next to each other share a neighbour, or are bonded in an element.
    const vectors = bonds[s]!.flatMap((first) =>
      bonds[first.site]!.map((second) => ({
        symbol: core.crystal.sites[second.site]!.symbol,
        size: length(along(first.vector, 1, second.vector)),
      })),
    );
    const direct = bonds[s]!.map((bond) => ({
      symbol: core.crystal.sites[bond.site]!.symbol,
      size: bond.length,
    }));
    for (const { symbol, size } of [...vectors, ...direct]) {
      if (symbol !== site.symbol || size < 0.1) continue;
      found.set(symbol, Math.min(found.get(symbol) ?? Number.POSITIVE_INFINITY, size * NEXT_TO));
    }
  });
  return found;
}

import type { Core } from "../core.ts";
import { type CoreSurface, missingBonds, valenceDeficit } from "../site-classes.ts";
import { type VacantSite, vacantSites } from "../vacancies.ts";
import { along, length, minus, pointAt, scaled, unit, type Vector } from "../vector.ts";

/** A surface cation (or metal atom) that ligands can hold on to. */
export interface Anchor {
  readonly atom: number;
  readonly at: Vector;
  /** Away from the core: the mean of the directions in which bonds are missing. */
  readonly outward: Vector;
  readonly open: readonly Vector[];
  /** Valence deficit in e. */
  readonly demand: number;
  readonly family: string;
  /** Indices (into the list of anchors) of those next to it. */
  readonly beside: readonly number[];
}

/** A hollow: an empty lattice point with the anchors around it. */
export interface Hollow {
  readonly at: Vector;
  readonly anchors: readonly number[];
}

/** Where ligands can sit on a core. */
export interface AnchorMap {
  readonly anchors: readonly Anchor[];
  readonly hollows: readonly Hollow[];
  /** Per anchor: the hollows it borders. */
  readonly hollowsOf: readonly (readonly number[])[];
}

/** Anchors farther apart than this (Angstrom) cannot share a ligand. */
const SHARED = 5.2;

/** Finds the surface cations (all surface atoms of a metal), what they lack, and the hollows between them. */
export function anchorMap(core: Core, surface: CoreSurface): AnchorMap {
  const indexOf = new Map<number, number>();
  const draft: Omit<Anchor, "beside">[] = [];
  for (let atom = 0; atom < core.atoms.site.length; atom++) {
    const site = core.crystal.sites[core.atoms.site[atom]!]!;
    if (surface.classOf[atom]! < 0 || site.oxidation < 0) continue;
    const at = pointAt(core.xyz, atom);
    const open = missingBonds(core, atom).map((bond) => bond.direction);
    const sum = open.reduce<Vector>((total, direction) => along(total, 1, direction), [0, 0, 0]);
    const face = surface.faceOf[atom]!;
    indexOf.set(atom, draft.length);
    draft.push({
      atom,
      at,
      open,
      outward: length(sum) > 0.1 ? unit(sum) : unit(at),
      demand: valenceDeficit(core, atom),
      family: face < 0 ? "" : core.faces[face]!.family,
    });
  }
  const hollows = vacantSites(core).map(
    (vacant: VacantSite): Hollow => ({
      at: vacant.position,
      anchors: vacant.metals.flatMap((atom) => indexOf.get(atom) ?? []),
    }),
  );
  const hollowsOf: number[][] = draft.map(() => []);
  const beside: Set<number>[] = draft.map(() => new Set());
  hollows.forEach(({ anchors }, h) => {
    for (const a of anchors) {
      hollowsOf[a]!.push(h);
      for (const b of anchors) {
        if (a !== b && length(minus(draft[a]!.at, draft[b]!.at)) < SHARED) beside[a]!.add(b);
      }
    }
  });
  return {
    anchors: draft.map((anchor, i) => ({ ...anchor, beside: [...beside[i]!].sort((a, b) => a - b) })),
    hollows,
    hollowsOf,
  };
}

/** The point at distance `reach` from all given points (one to three), on the side of `towards`; null when they lie too far
 *  apart for that. With two points the foot circle is cut by the plane that holds `towards`. */
export function pointAtReach(points: readonly Vector[], reach: number, towards: Vector): Vector | null {
  const centre = circumcentre(points);
  const radius = length(minus(points[0]!, centre));
  if (radius >= reach) return null;
  let up = minus(towards, centre);
  for (const point of points.length > 1 ? points : []) {
    // Keep only what is square to the lines between the points.
    for (const other of points) {
      const line = minus(other, point);
      const size = length(line);
      if (size < 1e-6) continue;
      const along1 = (up[0] * line[0] + up[1] * line[1] + up[2] * line[2]) / size ** 2;
      up = along(up, -along1, line);
    }
  }
  if (length(up) < 1e-3) return null;
  return along(centre, Math.sqrt(reach ** 2 - radius ** 2), unit(up));
}

function circumcentre(points: readonly Vector[]): Vector {
  const [a, b, c] = points;
  if (!b) return a!;
  if (!c) return scaled(along(a!, 1, b), 0.5);
  const [ab, ac] = [minus(b, a!), minus(c, a!)];
  const [bb, cc, bc] = [inner(ab, ab), inner(ac, ac), inner(ab, ac)];
  const under = 2 * (bb * cc - bc * bc);
  if (Math.abs(under) < 1e-9) return scaled(along(along(a!, 1, b), 1, c), 1 / 3);
  const s = (cc * (bb - bc)) / under;
  const t = (bb * (cc - bc)) / under;
  return along(along(a!, s, ab), t, ac);
}

function inner(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

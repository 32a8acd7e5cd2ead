import type { Core } from "../core.ts";
import { siteOf } from "../core-shell.ts";
import { type CoreSurface, missingBonds, valenceDeficit } from "../site-classes.ts";
import { type VacantSite, vacantSites } from "../vacancies.ts";
import { along, cross, length, minus, pointAt, scaled, unit, type Vector } from "../vector.ts";

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
    const site = siteOf(core, atom);
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
 *  apart for that, or three of them in a line. With two points the foot circle is cut by the plane that holds `towards`. */
export function pointAtReach(points: readonly Vector[], reach: number, towards: Vector): Vector | null {
  const [a, b, c] = points;
  const centre = circumcentre(points);
  if (!centre) return null;
  const radius = length(minus(a!, centre));
  if (radius >= reach) return null;
  const to = minus(towards, centre);
  let up = to;
  if (b && c) {
    const normal = cross(minus(b, a!), minus(c, a!));
    up = scaled(normal, Math.sign(inner(normal, to)));
  } else if (b) {
    const line = minus(b, a!);
    up = along(to, -inner(to, line) / inner(line, line), line);
  }
  if (length(up) < 1e-3) return null;
  return along(centre, Math.sqrt(reach ** 2 - radius ** 2), unit(up));
}

/** Centre of the circle through three points (middle of two, one itself); null for three in a line. */
function circumcentre([a, b, c]: readonly Vector[]): Vector | null {
  if (!b) return a!;
  if (!c) return scaled(along(a!, 1, b), 0.5);
  const [ab, ac] = [minus(b, a!), minus(c, a!)];
  const [bb, cc, bc] = [inner(ab, ab), inner(ac, ac), inner(ab, ac)];
  const under = 2 * (bb * cc - bc * bc);
  if (under < 1e-6 * bb * cc) return null;
  const s = (cc * (bb - bc)) / under;
  const t = (bb * (cc - bc)) / under;
  return along(along(a!, s, ab), t, ac);
}

function inner(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

import { along, anyNormal, cross, dot, length, minus, scaled, type Vector } from "./vector.ts";

/** A half-space: points r with normal . r <= distance (Angstrom); `normal` is a unit vector. */
export interface HalfSpace {
  readonly normal: Vector;
  readonly distance: number;
}

/** One face: its corners in order around it (Angstrom) and its area (square Angstrom); empty when other faces cut it off. */
export interface PolyhedronFace {
  readonly corners: readonly Vector[];
  readonly area: number;
}

/** A convex body around the origin, its faces in the order of the half-spaces. Volume in cubic, area in square Angstrom. */
export interface Polyhedron {
  readonly faces: readonly PolyhedronFace[];
  readonly area: number;
  readonly volume: number;
  /** Mean length of its edges and distance of the farthest corner, Angstrom. */
  readonly edge: number;
  readonly circumradius: number;
}

const NEAR = 1e-7;

/**
 * The convex body that half-spaces leave, by clipping each face with every other half-space. All distances must be positive
 * (the origin lies inside). A body that is not closed has a circumradius near a thousand times
 * the farthest plane.
 */
export function polyhedronOf(spaces: readonly HalfSpace[]): Polyhedron {
  const far = 1e3 * Math.max(...spaces.map((space) => space.distance));
  let area = 0;
  let volume = 0;
  let edges = 0;
  let edgeLength = 0;
  let circumradius = 0;
  const faces = spaces.map((space, index): PolyhedronFace => {
    let corners = farSquare(space, far);
    for (let other = 0; other < spaces.length && corners.length > 0; other++) {
      if (other !== index) corners = clipped(corners, spaces[other]!, other < index);
    }
    corners = withoutRepeats(corners);
    if (corners.length < 3) return { corners: [], area: 0 };
    let sum: Vector = [0, 0, 0];
    corners.forEach((corner, k) => {
      const next = corners[(k + 1) % corners.length]!;
      sum = along(sum, 0.5, cross(corner, next));
      edgeLength += length(minus(next, corner));
      edges++;
      circumradius = Math.max(circumradius, length(corner));
    });
    const size = Math.abs(dot(sum, space.normal));
    area += size;
    volume += (size * space.distance) / 3;
    return { corners, area: size };
  });
  return { faces, area, volume, edge: edges ? edgeLength / edges : 0, circumradius };
}

function farSquare({ normal, distance }: HalfSpace, far: number): readonly Vector[] {
  const u = anyNormal(normal);
  const v = cross(normal, u);
  const centre = scaled(normal, distance);
  return [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ].map(([p, q]) => along(along(centre, p! * far, u), q! * far, v));
}

/** The part of a polygon inside a half-space. Of two faces in one plane only the first is kept. */
function clipped(corners: readonly Vector[], space: HalfSpace, before: boolean): readonly Vector[] {
  const scale = NEAR * Math.max(1, space.distance);
  // Most half-spaces leave a face as it is.
  if (corners.every((corner) => dot(space.normal, corner) - space.distance < -scale)) return corners;
  const side = corners.map((corner) => dot(space.normal, corner) - space.distance);
  if (side.every((value) => Math.abs(value) < scale)) return before ? [] : corners;
  const kept: Vector[] = [];
  corners.forEach((corner, k) => {
    const next = (k + 1) % corners.length;
    const [a, b] = [side[k]!, side[next]!];
    if (a <= scale) kept.push(corner);
    if ((a > scale && b < -scale) || (a < -scale && b > scale)) {
      kept.push(along(corner, a / (a - b), minus(corners[next]!, corner)));
    }
  });
  return kept;
}

function withoutRepeats(corners: readonly Vector[]): readonly Vector[] {
  return corners.filter(
    (corner, k) => length(minus(corner, corners[(k + 1) % corners.length]!)) > 1e-5 * (1 + length(corner)),
  );
}

import type { Face } from "./faces.ts";
import { type Polyhedron, polyhedronOf } from "./polyhedron.ts";
import { LAYER_MARGIN } from "./termination.ts";
import type { Vector } from "./vector.ts";

/** The convex body a dot fills, through its outermost nuclei. */
export interface Body {
  /** Faces that show, each through the atom farthest along its normal; none for a ball. */
  readonly faces: readonly Face[];
  readonly polyhedron?: Polyhedron;
  /** Radius of the sphere through the outermost nucleus, Angstrom; absent for a polyhedron. */
  readonly ball?: number;
  /** Mean edge of the polyhedron, nm; absent for a ball. */
  readonly edgeNm?: number;
  readonly areaNm2: number;
}

/**
 * The body through the outermost nuclei: each face is moved to the atom farthest along its normal (`xyz` in Angstrom from the
 * centre, length 3 n), which for faces ending on a layer is that layer; without faces it is the sphere through the farthest atom.
 */
export function bodyThrough(xyz: Float64Array, faces: readonly Face[]): Body {
  if (faces.length === 0) {
    let square = 0;
    for (let n = 0; n < xyz.length; n += 3) {
      square = Math.max(square, xyz[n]! ** 2 + xyz[n + 1]! ** 2 + xyz[n + 2]! ** 2);
    }
    return { faces, ball: Math.sqrt(square), areaNm2: (4 * Math.PI * square) / 100 };
  }
  const moved = faces.map((face): Face => {
    const distance = farthest(xyz, face.normal);
    // Its layer was pruned away: it ends on what is left.
    return distance < face.distance - LAYER_MARGIN
      ? { ...face, distance, termination: "as cut" }
      : { ...face, distance };
  });
  const polyhedron = polyhedronOf(moved);
  return {
    faces: moved.map((face, i) => ({ ...face, area: polyhedron.faces[i]!.area })),
    polyhedron,
    edgeNm: polyhedron.edge / 10,
    areaNm2: polyhedron.area / 100,
  };
}

function farthest(xyz: Float64Array, normal: Vector): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let n = 0; n < xyz.length; n += 3) {
    const height = xyz[n]! * normal[0] + xyz[n + 1]! * normal[1] + xyz[n + 2]! * normal[2];
    if (height > most) most = height;
  }
  return most;
}

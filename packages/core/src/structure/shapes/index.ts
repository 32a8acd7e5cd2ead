import { InputError, nearestNames } from "../../errors.ts";
import { cube, cuboid } from "./cuboids.ts";
import { cuboctahedron, octahedron, rhombicDodecahedron, truncatedOctahedron } from "./octahedral.ts";
import { hexagonalPrism, rod } from "./prisms.ts";
import type { Shape } from "./shape.ts";
import { tetrahedron, truncatedTetrahedron } from "./tetrahedral.ts";

export * from "./shape.ts";

/** A ball: no faces, cut by distance from the centre. */
export const sphere: Shape = {
  name: "sphere",
  aliases: ["ball"],
  help: "everything within a distance of the centre",
  sizedBy: "diameter",
  options: {},
  axes: ["cubic", "rectangular", "hexagonal", "oblique"],
  faces: () => [],
};

/** The body of least surface energy (Wulff 1901): distances in proportion to the energies given for its planes. Its faces
 *  are spread over the planes that symmetry makes equal by the builder, which knows the crystal. */
export const wulff: Shape = {
  name: "wulff",
  aliases: ["wulff construction"],
  help: "faces at distances in proportion to surface energies, given by plane",
  sizedBy: "diameter",
  options: { energies: { low: 0, high: Number.POSITIVE_INFINITY } },
  axes: ["cubic", "rectangular", "hexagonal", "oblique"],
  faces: () => [],
};

/** Every shape. */
export const shapes: readonly Shape[] = [
  sphere,
  cube,
  cuboid,
  octahedron,
  truncatedOctahedron,
  cuboctahedron,
  rhombicDodecahedron,
  tetrahedron,
  truncatedTetrahedron,
  hexagonalPrism,
  rod,
  wulff,
];

/** The shape of a name; throws InputError with the nearest names. */
export function findShape(name: string): Shape {
  const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, "-");
  const found = shapes.find((shape) => [shape.name, ...shape.aliases].some((n) => fold(n) === fold(name)));
  if (found) return found;
  const names = shapes.map((shape) => shape.name);
  throw new InputError({
    what: "unknown shape",
    found: `"${name}"`,
    expected: `nearest ${nearestNames(name, names).join(", ")}`,
    remedy: `one of ${names.join(", ")}`,
  });
}

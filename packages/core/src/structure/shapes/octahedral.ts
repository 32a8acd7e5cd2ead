import type { Axes } from "../axes.ts";
import type { Vector } from "../vector.ts";
import type { Shape, ShapeFace } from "./shape.ts";

const SIGNS = [1, -1];

function facesOf(axes: Axes, planes: readonly Vector[], ratio: number): readonly ShapeFace[] {
  return planes.map((hkl) => ({ hkl: axes.plane(hkl), ratio }));
}

/** The six faces of a cube. */
export const CUBE_PLANES: readonly Vector[] = SIGNS.flatMap((s): Vector[] => [
  [s, 0, 0],
  [0, s, 0],
  [0, 0, s],
]);

const OCTAHEDRON_PLANES: readonly Vector[] = SIGNS.flatMap((p) =>
  SIGNS.flatMap((q) => SIGNS.map((r): Vector => [p, q, r])),
);

const DODECAHEDRON_PLANES: readonly Vector[] = SIGNS.flatMap((p) =>
  SIGNS.flatMap((q): Vector[] => [
    [p, q, 0],
    [p, 0, q],
    [0, p, q],
  ]),
);

/** {111} at 1/sqrt 3 of {100} meet in the corners of an octahedron; each edge loses `truncation` at both ends. */
function truncatedOctahedronFaces(axes: Axes, truncation: number): readonly ShapeFace[] {
  return [
    ...(truncation < 2 / 3 ? facesOf(axes, OCTAHEDRON_PLANES, 1 / Math.sqrt(3)) : []),
    ...(truncation > 0 ? facesOf(axes, CUBE_PLANES, 1 - truncation) : []),
  ];
}

/** Octahedron, {111} faces. */
export const octahedron: Shape = {
  name: "octahedron",
  aliases: [],
  help: "eight {111} faces",
  sizedBy: "diameter",
  options: {},
  axes: ["cubic", "rectangular"],
  faces: (axes) => truncatedOctahedronFaces(axes, 0),
};

/** Truncated octahedron, {111} and {100} faces. */
export const truncatedOctahedron: Shape = {
  name: "truncated-octahedron",
  aliases: ["truncated octahedron"],
  help: "eight {111} and six {100} faces; truncation 1/3 is the regular (Archimedean) one with equal edges",
  sizedBy: "diameter",
  options: { truncation: { low: 0, high: 2 / 3, usual: 1 / 3 } },
  axes: ["cubic", "rectangular"],
  faces: (axes, { truncation = 1 / 3 }) => truncatedOctahedronFaces(axes, truncation),
};

/** Cuboctahedron: the octahedron cut to the middle of its edges. */
export const cuboctahedron: Shape = {
  name: "cuboctahedron",
  aliases: [],
  help: "{111} triangles and {100} squares that meet in corners",
  sizedBy: "diameter",
  options: {},
  axes: ["cubic", "rectangular"],
  faces: (axes) => truncatedOctahedronFaces(axes, 1 / 2),
};

/** Rhombic dodecahedron, {110} faces. */
export const rhombicDodecahedron: Shape = {
  name: "rhombic-dodecahedron",
  aliases: ["rhombic dodecahedron"],
  help: "twelve {110} faces",
  sizedBy: "diameter",
  options: {},
  axes: ["cubic", "rectangular"],
  faces: (axes) => facesOf(axes, DODECAHEDRON_PLANES, 1),
};

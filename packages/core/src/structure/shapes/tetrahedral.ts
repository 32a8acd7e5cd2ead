import type { Vector } from "../vector.ts";
import type { Shape } from "./shape.ts";

const POSITIVE: readonly Vector[] = [
  [1, 1, 1],
  [1, -1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
];
const NEGATIVE: readonly Vector[] = POSITIVE.map(([h, k, l]) => [-h, -k, -l]);

/** Tetrahedron of four {111} faces of one sign: the magic-size clusters of zinc blende. */
export const tetrahedron: Shape = {
  name: "tetrahedron",
  aliases: [],
  help: "four {111} faces, in zinc blende all of the cations",
  sizedBy: "edge",
  options: {},
  axes: ["cubic"],
  faces: (axes) => POSITIVE.map((hkl) => ({ hkl: axes.plane(hkl), ratio: 1 })),
};

/** Tetrahedron with cut corners: a face at distance 1 has its opposite corner at 3; each edge loses `truncation` at both ends. */
export const truncatedTetrahedron: Shape = {
  name: "truncated-tetrahedron",
  aliases: ["truncated tetrahedron"],
  help: "four large {111} faces of one sign and four small of the other; truncation 1/3 has equal edges",
  sizedBy: "diameter",
  options: { truncation: { low: 0.02, high: 0.48, usual: 1 / 3 } },
  axes: ["cubic"],
  faces: (axes, { truncation = 1 / 3 }) => [
    ...POSITIVE.map((hkl) => ({ hkl: axes.plane(hkl), ratio: 1 })),
    ...NEGATIVE.map((hkl) => ({ hkl: axes.plane(hkl), ratio: 3 - 4 * truncation })),
  ],
};

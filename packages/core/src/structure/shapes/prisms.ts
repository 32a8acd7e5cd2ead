import type { Axes } from "../axes.ts";
import type { Vector } from "../vector.ts";
import type { Shape, ShapeFace } from "./shape.ts";

/** The six {10-10} of a hexagonal cell, as three indices. */
const HEXAGONAL_SIDES: readonly Vector[] = [
  [1, 0, 0],
  [-1, 0, 0],
  [0, 1, 0],
  [0, -1, 0],
  [1, -1, 0],
  [-1, 1, 0],
];
/** The six {110} around [111] of a cubic cell. */
const CUBIC_SIDES: readonly Vector[] = [
  [1, -1, 0],
  [-1, 1, 0],
  [1, 0, -1],
  [-1, 0, 1],
  [0, 1, -1],
  [0, -1, 1],
];

function prismFaces(axes: Axes, aspect: number): readonly ShapeFace[] {
  const hexagonal = axes.kind === "hexagonal";
  const sides = hexagonal ? HEXAGONAL_SIDES : CUBIC_SIDES;
  const caps: readonly Vector[] = hexagonal
    ? [
        [0, 0, 1],
        [0, 0, -1],
      ]
    : [
        [1, 1, 1],
        [-1, -1, -1],
      ];
  return [
    ...sides.map((hkl) => ({ hkl: axes.plane(hkl), ratio: 1 })),
    ...caps.map((hkl) => ({ hkl: axes.plane(hkl), ratio: aspect })),
  ];
}

/** Hexagonal prism along c of a hexagonal crystal or [111] of a cubic one. */
export const hexagonalPrism: Shape = {
  name: "hexagonal-prism",
  aliases: ["hexagonal prism", "prism"],
  help: "six sides ({10-10} of wurtzite, {110} of a cubic crystal) and two flat ends; aspect is length over width",
  sizedBy: "diameter",
  options: { aspect: { low: 0.05, high: 100, usual: 1 } },
  axes: ["cubic", "hexagonal"],
  faces: (axes, { aspect = 1 }) => prismFaces(axes, aspect),
};

/** A long hexagonal prism. */
export const rod: Shape = {
  name: "rod",
  aliases: ["nanorod"],
  help: "a hexagonal prism five times as long as wide unless aspect says otherwise",
  sizedBy: "diameter",
  options: { aspect: { low: 1, high: 100, usual: 5 } },
  axes: ["cubic", "hexagonal"],
  faces: (axes, { aspect = 5 }) => prismFaces(axes, aspect),
};

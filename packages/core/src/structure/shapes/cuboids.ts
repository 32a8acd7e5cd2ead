import { CUBE_PLANES } from "./octahedral.ts";
import type { Shape } from "./shape.ts";

/** Cube, {100} faces. */
export const cube: Shape = {
  name: "cube",
  aliases: [],
  help: "six {100} faces",
  sizedBy: "edge",
  options: {},
  axes: ["cubic", "rectangular"],
  faces: (axes) => CUBE_PLANES.map((hkl) => ({ hkl: axes.plane(hkl), ratio: 1 })),
};

/** Cuboid with three edges of its own; with a thickness in monolayers, a platelet. */
export const cuboid: Shape = {
  name: "cuboid",
  aliases: ["platelet", "nanoplatelet"],
  help: "six {100} faces with edges of their own along x, y, z; the thickness (z) can be given in monolayers",
  sizedBy: "edge",
  options: { edges: { low: 0, high: Number.POSITIVE_INFINITY } },
  axes: ["cubic", "rectangular"],
  faces: (axes, { edges = [1, 1, 1] }) =>
    CUBE_PLANES.map((hkl) => ({
      hkl: axes.plane(hkl),
      ratio: edges[hkl.findIndex((index) => index !== 0)]!,
    })),
};

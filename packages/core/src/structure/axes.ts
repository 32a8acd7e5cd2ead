import type { Crystal } from "./crystal.ts";
import { dot, length, type Vector } from "./vector.ts";

/** How the faces of named shapes lie in a crystal: `plane` turns indices of the ideal (cubic or hexagonal) axes into the
 *  crystal's own. A perovskite in its orthorhombic cell has cubic axes along (110), (-110) and (002). */
export interface Axes {
  readonly kind: "cubic" | "rectangular" | "hexagonal" | "oblique";
  readonly plane: (hkl: Vector) => Vector;
}

/** The axes of a crystal, from its lattice name or, for a crystal read from a file, from the shape of its cell. */
export function axesOf(crystal: Crystal): Axes {
  const own = (hkl: Vector): Vector => hkl;
  if (crystal.lattice === "orthorhombic perovskite") {
    return { kind: "cubic", plane: ([h, k, l]) => [h - k, h + k, 2 * l] };
  }
  const [a, b, c] = crystal.cell;
  const near = (u: Vector, v: Vector, cosine: number): boolean =>
    Math.abs(dot(u, v) / (length(u) * length(v)) - cosine) < 1e-3;
  const equal = (u: Vector, v: Vector): boolean => Math.abs(length(u) / length(v) - 1) < 2e-3;
  if (near(a, b, 0) && near(b, c, 0) && near(a, c, 0)) {
    return { kind: equal(a, b) && equal(b, c) ? "cubic" : "rectangular", plane: own };
  }
  if (near(a, b, -0.5) && near(a, c, 0) && near(b, c, 0) && equal(a, b)) {
    return { kind: "hexagonal", plane: own };
  }
  return { kind: "oblique", plane: own };
}

import type { Axes } from "../axes.ts";
import type { Vector } from "../vector.ts";

/** One face of a shape: its plane in the crystal's own indices and its distance from the centre relative to the others. */
export interface ShapeFace {
  readonly hkl: Vector;
  readonly ratio: number;
}

/** Numbers that some shapes take beside a size. */
export interface ShapeOptions {
  /** Share of every edge of the parent body cut away at each of its ends. */
  readonly truncation?: number;
  /** Length over width. */
  readonly aspect?: number;
  /** Edges along x, y, z relative to one another. */
  readonly edges?: Vector;
  /** Surface energies by plane, any common unit: "100" -> 0.16. */
  readonly energies?: Readonly<Record<string, number>>;
}

/** A family of bodies. `faces` is empty for a sphere. A new shape is one object and one line in the index. */
export interface Shape {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly help: string;
  /** What a bare size means: the diameter of the sphere of equal volume, or the edge between the outermost atoms. */
  readonly sizedBy: "diameter" | "edge";
  /** The options it reads, with the range and default of each. */
  readonly options: Partial<
    Record<keyof ShapeOptions, { readonly low: number; readonly high: number; readonly usual?: number }>
  >;
  readonly axes: readonly Axes["kind"][];
  readonly faces: (axes: Axes, options: ShapeOptions) => readonly ShapeFace[];
}

import { type Axes, axesOf } from "./axes.ts";
import type { Crystal } from "./crystal.ts";
import { type LatticeBond, latticeBonds } from "./lattice-bonds.ts";
import { type Operation, specialCentres, symmetryOperations } from "./symmetry.ts";
import type { Vector } from "./vector.ts";

/** What follows from a crystal alone and every cut of it needs. */
export interface Frame {
  readonly axes: Axes;
  readonly operations: readonly Operation[];
  readonly centres: readonly Vector[];
  readonly bonds: readonly (readonly LatticeBond[])[];
}

// A crystal is plain data that never changes, so its frame is worked out once.
const frames = new WeakMap<Crystal, Frame>();

/** Axes, symmetry, special centres and bulk bonds of a crystal. */
export function frameOf(crystal: Crystal): Frame {
  const known = frames.get(crystal);
  if (known) return known;
  const operations = symmetryOperations(crystal);
  const frame: Frame = {
    axes: axesOf(crystal),
    operations,
    centres: specialCentres(crystal, operations),
    bonds: latticeBonds(crystal),
  };
  frames.set(crystal, frame);
  return frame;
}

import { type Axes, axesOf } from "./axes.ts";
import type { Crystal } from "./crystal.ts";
import { type LatticeBond, latticeBonds } from "./lattice-bonds.ts";
import { equivalentPlanes, type Operation, specialCentres, symmetryOperations } from "./symmetry.ts";
import type { Vector } from "./vector.ts";

/** What follows from a crystal alone and every cut of it needs. */
export interface Frame {
  readonly axes: Axes;
  readonly operations: readonly Operation[];
  readonly centres: readonly Vector[];
  readonly bonds: readonly (readonly LatticeBond[])[];
  /** Planes that symmetry makes equal to one. */
  readonly orbitOf: (hkl: Vector) => readonly Vector[];
}

// A crystal is plain data that never changes, so its frame is worked out once.
const frames = new WeakMap<Crystal, Frame>();

/** Axes, symmetry, special centres and bulk bonds of a crystal. */
export function frameOf(crystal: Crystal): Frame {
  const known = frames.get(crystal);
  if (known) return known;
  const operations = symmetryOperations(crystal);
  const orbits = new Map<string, readonly Vector[]>();
  const frame: Frame = {
    axes: axesOf(crystal),
    operations,
    centres: specialCentres(crystal, operations),
    bonds: latticeBonds(crystal),
    orbitOf: (hkl) => {
      const key = hkl.join(" ");
      const orbit = orbits.get(key) ?? equivalentPlanes(operations, hkl);
      orbits.set(key, orbit);
      return orbit;
    },
  };
  frames.set(crystal, frame);
  return frame;
}

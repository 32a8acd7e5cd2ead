import { type Axes, axesOf } from "./axes.ts";
import type { Crystal } from "./crystal.ts";
import { type LatticeBond, latticeBonds } from "./lattice-bonds.ts";
import { type Stacking, stackingAlong } from "./planes.ts";
import { equivalentPlanes, type Operation, specialCentres, symmetryOperations } from "./symmetry.ts";
import type { Vector } from "./vector.ts";

/** What follows from a crystal alone and every cut of it needs. */
export interface Frame {
  readonly crystal: Crystal;
  readonly axes: Axes;
  readonly operations: readonly Operation[];
  readonly centres: readonly Vector[];
  readonly bonds: readonly (readonly LatticeBond[])[];
  /** Planes that symmetry makes equal to one. */
  readonly orbitOf: (hkl: Vector) => readonly Vector[];
  /** Layers along a plane's normal, seen from a centre. */
  readonly stackingOf: (hkl: Vector, centre: Vector) => Stacking;
}

// A crystal is plain data that never changes, so its frame is worked out once.
const frames = new WeakMap<Crystal, Frame>();

/** Axes, symmetry, special centres and bulk bonds of a crystal. */
export function frameOf(crystal: Crystal): Frame {
  const known = frames.get(crystal);
  if (known) return known;
  const operations = symmetryOperations(crystal);
  const frame: Frame = {
    crystal,
    axes: axesOf(crystal),
    operations,
    centres: specialCentres(crystal, operations),
    bonds: latticeBonds(crystal),
    orbitOf: remembered(
      (hkl: Vector) => hkl.join(" "),
      (hkl) => equivalentPlanes(operations, hkl),
    ),
    stackingOf: remembered(
      (hkl: Vector, centre: Vector) => `${hkl.join(" ")} ${centre.join(" ")}`,
      (hkl, centre) => stackingAlong(crystal, hkl, centre),
    ),
  };
  frames.set(crystal, frame);
  return frame;
}

/** A pure function that keeps its answers by a key of its arguments. */
function remembered<Arguments extends readonly unknown[], Answer>(
  keyOf: (...given: Arguments) => string,
  compute: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  const answers = new Map<string, Answer>();
  return (...given) => {
    const key = keyOf(...given);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute(...given);
    answers.set(key, answer);
    return answer;
  };
}

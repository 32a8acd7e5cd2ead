import {
  ConvergenceError,
  type InterfaceAxis,
  type InterfaceModels,
  type InterfaceSample,
  type InterfaceState,
  type InterfaceValues,
  OleateError,
  quantile,
  sampleAt,
  stateOfSample,
  usualPoints,
} from "@oleate/core";
import type { Curve, CurveAxis } from "./interface-protocol.ts";

const steps = (count: number, low: number, high: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

/** Places along an axis: the whole range of the page's slider, and of the ligand as much as is in the solution. */
export function curvePoints(axis: CurveAxis, ligand: string, equivalents: number): readonly number[] {
  switch (axis) {
    case "concentration":
      return steps(49, -10, -2).map((power) => 10 ** power);
    case "solvent":
      return usualPoints("solvent");
    case "size":
      return steps(25, 2, 8);
    case "ligand": {
      const usual = usualPoints({ ligand });
      const last = usual.at(-1)!;
      return equivalents <= last ? usual : usual.map((x) => (1.2 * equivalents * x) / last);
    }
  }
}

/** One point: the state, and the bound shares of the parameter sets, sorted. */
export interface Point {
  readonly x: number;
  readonly state: InterfaceState;
  readonly shares: readonly number[];
}

/** Bound shares between which nine in ten lie; null without any. */
export function nineInTen({ shares }: Point): readonly [low: number, high: number] | null {
  return shares.length === 0 ? null : [quantile(shares, 0.05), quantile(shares, 0.95)];
}

/** The state of a sample, and what every parameter set gives in its place, one after another; a set whose contacts settle
 *  in no state there is left out. */
export function* pointAt(
  models: InterfaceModels,
  sample: InterfaceSample,
  values: InterfaceValues,
  x: number,
  members: readonly InterfaceValues[],
): Generator<void, Point> {
  const state = stateOfSample(models, sample, values);
  const shares: number[] = [];
  for (const member of members) {
    yield;
    try {
      shares.push(stateOfSample(models, sample, member).boundFraction);
    } catch (error) {
      if (!(error instanceof ConvergenceError)) throw error;
    }
  }
  return { x, state, shares: shares.sort((a, b) => a - b) };
}

/** A curve state by state, so that the worker can listen in between; places that cannot be are left out. */
export function* curveOf(
  models: InterfaceModels,
  sample: InterfaceSample,
  values: InterfaceValues,
  axis: CurveAxis,
  ligand: string,
  points: readonly number[],
  members: readonly InterfaceValues[],
): Generator<void, Curve> {
  const along: InterfaceAxis = axis === "ligand" ? { ligand } : axis;
  const found: Point[] = [];
  let missing = 0;
  for (const x of points) {
    try {
      found.push(yield* pointAt(models, sampleAt(sample, along, x), values, x, members));
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
      missing++;
    }
    yield;
  }
  const labels = [...new Set(found.flatMap(({ state }) => state.kinds.map(({ label }) => label)))];
  return {
    axis,
    ligand,
    missing,
    x: found.map(({ x }) => x),
    bound: found.map(({ state }) => state.boundFraction),
    ...(members.length === 0
      ? {}
      : {
          low: found.map((point) => nineInTen(point)?.[0] ?? Number.NaN),
          high: found.map((point) => nineInTen(point)?.[1] ?? Number.NaN),
        }),
    kinds: labels.map((label) => ({
      label,
      shares: found.map(
        ({ state }) => state.kinds.find((kind) => kind.label === label)?.complexes ?? Number.NaN,
      ),
    })),
  };
}

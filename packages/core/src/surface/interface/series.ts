import { DomainError, InputError } from "../../errors.ts";
import { findLigand, solvents } from "../../matter/index.ts";
import { quantile } from "../../numerics/order-statistics.ts";
import type { InterfaceValues } from "./parameters.ts";
import { type InterfaceModels, type InterfaceSample, stateOfSample } from "./sample.ts";
import type { InterfaceState } from "./state.ts";

/** What is varied: a condition, or the equivalents of an added ligand by its name. */
export type InterfaceAxis =
  | "concentration"
  | "solvent"
  | "size"
  | "temperature"
  | { readonly ligand: string };

/** One point of a series. */
export interface InterfacePoint {
  /** M, E_T^N, nm (asked), K or equivalents. */
  readonly x: number;
  /** For the axis `solvent`: its name. */
  readonly label?: string;
  readonly state: InterfaceState;
  /** Bound share of nine in ten ensemble members, where an ensemble was given. */
  readonly low?: number;
  readonly high?: number;
}

/** What an axis is called, in which unit, and whether it is drawn in decades. */
export function axisWords(axis: InterfaceAxis): {
  readonly name: string;
  readonly unit: string;
  readonly decades: boolean;
} {
  if (typeof axis === "object") return { name: findLigand(axis.ligand).name, unit: "eq", decades: false };
  const words = {
    concentration: { name: "concentration of dots", unit: "M", decades: true },
    solvent: { name: "polarity E_T^N", unit: "", decades: false },
    size: { name: "diameter", unit: "nm", decades: false },
    temperature: { name: "temperature", unit: "K", decades: false },
  };
  return words[axis];
}

/** Reads an axis by its word: concentration, solvent, size, temperature, or the name of a ligand. */
export function readInterfaceAxis(text: string): InterfaceAxis {
  const word = text.trim().toLowerCase();
  if (word === "concentration" || word === "solvent" || word === "size" || word === "temperature")
    return word;
  try {
    return { ligand: findLigand(text.trim()).name };
  } catch {
    throw new InputError({
      what: "there is nothing of that name to vary",
      found: `"${text}"`,
      expected: "concentration, solvent, size, temperature, or a ligand such as oleic acid",
    });
  }
}

/** Regular truncated octahedra of rock salt PbS between 2 and 8 nm, where the size is varied and no points are given. */
const SIZES_NM = [2.51, 3.67, 4.84, 6.0, 7.17];

/** Points taken where none are given: 1e-10 to 1e-2 M, every solvent with a polarity, 2.5 to 7.2 nm, 260 to 370 K, 0 to 500 eq. */
export function usualPoints(axis: InterfaceAxis): readonly number[] {
  const steps = (count: number, at: (share: number) => number): readonly number[] =>
    Array.from({ length: count }, (_, i) => at(i / (count - 1)));
  if (typeof axis === "object") return steps(26, (share) => 500 * share);
  switch (axis) {
    case "concentration":
      return steps(33, (share) => 10 ** (-10 + 8 * share));
    case "solvent":
      return solventsByPolarity().map(({ polarity }) => polarity);
    case "size":
      return SIZES_NM;
    case "temperature":
      return steps(23, (share) => 260 + 110 * share);
  }
}

/** Solvents with a tabulated polarity, least polar first. */
export function solventsByPolarity(): readonly { readonly name: string; readonly polarity: number }[] {
  return solvents
    .flatMap(({ name, polarity, deuteratedFrom }) =>
      polarity === undefined || deuteratedFrom !== undefined ? [] : [{ name, polarity: polarity.value }],
    )
    .sort((a, b) => a.polarity - b.polarity);
}

/** A sample at one point of an axis; all else stays. */
export function sampleAt(sample: InterfaceSample, axis: InterfaceAxis, x: number): InterfaceSample {
  if (typeof axis === "object") {
    return { ...sample, added: { ...sample.added, [axis.ligand]: { equivalents: x } } };
  }
  switch (axis) {
    case "concentration":
      return { ...sample, dotsMolar: x };
    case "solvent":
      return { ...sample, medium: x };
    case "temperature":
      return { ...sample, temperatureK: x };
    case "size":
      return { ...sample, dot: { ...sample.dot, size: { by: "diameter", nm: x } } };
  }
}

/**
 * The interface along one axis, all else as in the sample; with an ensemble, the spread of the bound share at each point. Throws
 * DomainError without points, and as the states do.
 */
export function interfaceSeries(
  models: InterfaceModels,
  sample: InterfaceSample,
  values: InterfaceValues,
  axis: InterfaceAxis,
  points: readonly number[] = usualPoints(axis),
  ensemble: readonly InterfaceValues[] = [],
  onProgress: (share: number) => void = () => {},
): readonly InterfacePoint[] {
  if (points.length === 0)
    throw new DomainError({ what: "a series without points", expected: "at least one" });
  const names =
    axis === "solvent" && points.length === solventsByPolarity().length ? solventsByPolarity() : [];
  return points.map((x, i): InterfacePoint => {
    const here = sampleAt(sample, axis, x);
    // Several solvents share a polarity, so they are told apart by their place.
    const label = names[i]?.polarity === x ? names[i].name : undefined;
    const shares = ensemble
      .map((member) => stateOfSample(models, here, member).boundFraction)
      .sort((a, b) => a - b);
    onProgress((i + 1) / points.length);
    return {
      x,
      ...(label === undefined ? {} : { label }),
      state: stateOfSample(models, here, values),
      ...(shares.length === 0 ? {} : { low: quantile(shares, 0.05), high: quantile(shares, 0.95) }),
    };
  });
}

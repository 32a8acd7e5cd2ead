import type { Axis, FigureSpec, Series } from "@oleate/core";
import type { SharedFit } from "../../worker/decay-many.ts";

/** The number that each name begins with, where all do and in one unit: a wavelength, a dose. */
export function coordinateOf(
  names: readonly string[],
): { readonly unit: string; readonly values: readonly number[] } | null {
  const found = names.map((name) => /(?:^|, )\s*(-?\d+(?:\.\d+)?)\s*([^\d\s]*)\s*$/u.exec(name));
  const unit = found[0]?.[2] ?? "";
  if (!found.every((one) => one !== null && one[2] === unit)) return null;
  const values = found.map((one) => Number(one![1]));
  return new Set(values).size === values.length ? { unit, values } : null;
}

/** Names without the file they all come from. */
export function shortNames(names: readonly string[]): readonly string[] {
  const file = /^(.*), /u.exec(names[0] ?? "")?.[0];
  return file !== undefined && names.every((name) => name.startsWith(file) && name.length > file.length)
    ? names.map((name) => name.slice(file.length))
    : names;
}

/** What a number in this unit is, as a name has it. */
const QUANTITIES: Readonly<Record<string, string>> = {
  nm: "wavelength",
  eV: "photon energy",
  K: "temperature",
  "°C": "temperature",
  s: "time",
  min: "time",
  h: "time",
  eq: "equivalents",
  M: "concentration",
  mM: "concentration",
  uM: "concentration",
  µM: "concentration",
  nM: "concentration",
};

/** Names stand along an axis up to this many; more are numbered. */
const MOST_NAMES = 6;

/** The axis along a series, and the place of each decay on it: what the names begin with, else the names, else their order. */
export function axisAlong(names: readonly string[]): {
  readonly axis: Axis;
  readonly places: readonly number[];
} {
  const short = shortNames(names);
  const along = coordinateOf(short);
  if (along)
    return {
      axis: { label: QUANTITIES[along.unit] ?? "number in the name", unit: along.unit, scale: "linear" },
      places: along.values,
    };
  if (names.length > MOST_NAMES)
    return {
      axis: { label: "place in the series", unit: "", scale: "linear" },
      places: names.map((_, i) => i + 1),
    };
  return {
    axis: { label: "", unit: "", scale: "linear", categories: short, range: [-0.5, names.length - 0.5] },
    places: names.map((_, i) => i),
  };
}

/** Amplitudes of the shared lifetimes along a series: their decay-associated spectra. */
export function spectraFigure({ spectra }: SharedFit, names: readonly string[]): FigureSpec {
  const { axis: x, places } = axisAlong(names);
  return {
    id: "decay-spectra",
    title: "Amplitudes of the shared lifetimes",
    caption: "Counts per channel at t = 0+, with standard errors that include those of the lifetimes.",
    x,
    y: { label: "amplitude", unit: "counts", scale: "linear" },
    series: spectra
      .filter(({ lifetimeNs }) => lifetimeNs !== null)
      .map(({ lifetimeNs, values, standardErrors }): Series => {
        const y = Array.from(values);
        const ends = (sign: 1 | -1): number[] => y.map((value, i) => value + sign * standardErrors[i]!);
        return {
          name: `${Number(lifetimeNs!.toPrecision(3))} ns`,
          kind: "points",
          x: places,
          y,
          low: ends(-1),
          high: ends(1),
        };
      }),
  };
}

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

/** Amplitudes of the shared lifetimes along a series: their decay-associated spectra. */
export function spectraFigure({ spectra }: SharedFit, names: readonly string[]): FigureSpec {
  const along = coordinateOf(names);
  const places = along?.values ?? names.map((_, i) => i);
  const x: Axis = along
    ? { label: "name of the curve", unit: along.unit, scale: "linear" }
    : { label: "", unit: "", scale: "linear", categories: names, range: [-0.5, names.length - 0.5] };
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

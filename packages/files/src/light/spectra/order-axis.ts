import { InputError, type Place } from "@oleate/core";
import { wavelengthNm } from "./axis-unit.ts";
import type { SpectralUnit } from "./spectra-file.ts";

/** Points of a spectrum as a file lists them. */
export interface ListedPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly unit: SpectralUnit;
  /** Where the point of an index stands. */
  readonly placeOf: (index: number) => Place;
}

/** A spectrum on its axis. */
export interface OrderedPoints {
  readonly axis: Float64Array;
  readonly values: Float64Array;
  /** Points that shared their wavelength with another. */
  readonly doubled: number;
  /** Points without a value. */
  readonly missing: number;
}

/**
 * Brings points onto a rising axis in nm: energies and wavenumbers become vacuum wavelengths, a falling axis is turned,
 * points without a value are left out, those of one wavelength become their mean.
 * @throws InputError where the axis goes back and forth, has a gap, or holds what is no wavelength
 */
export function orderPoints({ x, y, unit, placeOf }: ListedPoints, name: string): OrderedPoints {
  const nm: number[] = [];
  const kept: number[] = [];
  let missing = 0;
  let last = Number.NaN;
  let direction = 0;
  for (let i = 0; i < x.length; i++) {
    // A pair of columns that ends before others has neither.
    if (Number.isNaN(x[i]!) && Number.isNaN(y[i]!)) continue;
    const wavelength = wavelengthNm(x[i]!, unit, placeOf(i));
    const step = Math.sign(wavelength - last);
    if (step !== 0 && !Number.isNaN(step)) {
      if (direction !== 0 && step !== direction) {
        throw new InputError({
          what: `the axis of ${name} goes back and forth`,
          found: `${x[i]} after ${x[i - 1]}`,
          expected: "values that rise or fall throughout, as in a spectrum",
          remedy: "give every scan columns or a file of its own; a table of results is no spectrum",
          place: placeOf(i),
        });
      }
      direction = step;
    }
    last = wavelength;
    if (Number.isNaN(y[i]!)) missing++;
    else {
      nm.push(wavelength);
      kept.push(y[i]!);
    }
  }
  if (direction < 0) {
    nm.reverse();
    kept.reverse();
  }
  const axis: number[] = [];
  const values: number[] = [];
  let doubled = 0;
  for (let i = 0; i < nm.length; ) {
    let sum = 0;
    let end = i;
    while (end < nm.length && nm[end] === nm[i]) sum += kept[end++]!;
    axis.push(nm[i]!);
    values.push(sum / (end - i));
    if (end - i > 1) doubled += end - i;
    i = end;
  }
  return { axis: Float64Array.from(axis), values: Float64Array.from(values), doubled, missing };
}

import { InputError } from "../../errors.ts";
import { polynomialBaseline } from "./baseline.ts";
import { type Integral, integrateRegions, type PpmRange } from "./integrate.ts";
import { noiseLevel, signalFree } from "./noise.ts";

/** Integrals of one region over the rows of an arrayed experiment. */
export interface RegionSeries {
  readonly region: PpmRange;
  /** One a row, in the units of the spectra times ppm. */
  readonly intensities: Float64Array;
  /** One standard deviation from the noise of each row, same units. */
  readonly errors: Float64Array;
}

/** Where the row of the widest intensity range, the first of a diffusion experiment, is free of signal. */
function freeInAll(rows: readonly Float64Array[]): Uint8Array {
  const spans = rows.map((row) => {
    let [least, most] = [row[0] ?? 0, row[0] ?? 0];
    for (let i = 1; i < row.length; i++) {
      if (row[i]! < least) least = row[i]!;
      if (row[i]! > most) most = row[i]!;
    }
    return most - least;
  });
  const widest = rows[spans.indexOf(Math.max(...spans))]!;
  return signalFree(widest, noiseLevel(widest));
}

/**
 * Spectra of an arrayed experiment with a polynomial baseline taken off each. The signal-free points are those free in
 * the row of the widest intensity range, so that all rows are treated alike and a decaying line never becomes baseline.
 * `order`: 0 to 10. @throws DomainError when hardly a point is free of signal
 */
export function withoutBaseline(rows: readonly Float64Array[], order: number): readonly Float64Array[] {
  if (rows.length === 0) return [];
  const baselineOf = polynomialBaseline(freeInAll(rows), order);
  return rows.map((row) => {
    const flat = baselineOf(row);
    for (let i = 0; i < row.length; i++) flat[i] = row[i]! - flat[i]!;
    return flat;
  });
}

/**
 * What a fit of an arrayed experiment needs: the integral of every region in every row, with its error.
 * The errors come from the points free of signal in the row of the widest intensity range.
 * `rows`: real spectra on the axis `ppm`. @throws InputError without rows, or for a region in which no point lies
 */
export function integrateSeries(
  rows: readonly Float64Array[],
  ppm: Float64Array,
  regions: readonly PpmRange[],
): readonly RegionSeries[] {
  if (rows.length === 0)
    throw new InputError({ what: "an arrayed experiment without rows has no intensities" });
  const free = freeInAll(rows);
  const integrals: (readonly Integral[])[] = rows.map((row) => integrateRegions(row, ppm, regions, free));
  return regions.map((region, r) => ({
    region,
    intensities: Float64Array.from(integrals, (row) => row[r]!.value),
    errors: Float64Array.from(integrals, (row) => row[r]!.error),
  }));
}

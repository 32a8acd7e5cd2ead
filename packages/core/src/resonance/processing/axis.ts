import { DomainError } from "../../errors.ts";

/**
 * Shifts (ppm) of the points of a spectrum, the highest first: ppm_k = carrier + (N/2 - k) SW/(N SF), with SW the
 * spectral width in Hz and SF the frequency of 0 ppm in MHz; the carrier stands at point N/2.
 * @throws DomainError for a width or frequency that is not above 0
 */
export function ppmAxis(
  points: number,
  carrierPpm: number,
  spectralWidthHz: number,
  referenceFrequencyMHz: number,
): Float64Array {
  if (!(spectralWidthHz > 0) || !(referenceFrequencyMHz > 0) || !Number.isFinite(carrierPpm)) {
    throw new DomainError({
      what: "a shift axis needs a spectral width, a frequency and the carrier's shift",
      found: `${spectralWidthHz} Hz, ${referenceFrequencyMHz} MHz, ${carrierPpm} ppm`,
      expected: "a width and a frequency above 0",
    });
  }
  const step = spectralWidthHz / referenceFrequencyMHz / points;
  return Float64Array.from({ length: points }, (_, k) => carrierPpm + (points / 2 - k) * step);
}

/**
 * The axis moved so that the line now at `observedPpm` stands at `truePpm`. The scale is not stretched: the change of
 * the 0 ppm frequency alters differences of shifts by the shift itself over a million.
 * @throws DomainError when either shift is no number
 */
export function referenceAxis(ppm: Float64Array, observedPpm: number, truePpm: number): Float64Array {
  const move = truePpm - observedPpm;
  if (!Number.isFinite(move)) {
    throw new DomainError({
      what: "a shift to reference to is no number",
      found: `${observedPpm} and ${truePpm} ppm`,
    });
  }
  return ppm.map((value) => value + move);
}

/** First and last index (inclusive) of the points between two shifts, in either order; null when none lies between. */
export function pointsBetween(
  ppm: Float64Array,
  onePpm: number,
  otherPpm: number,
): readonly [number, number] | null {
  const low = Math.min(onePpm, otherPpm);
  const high = Math.max(onePpm, otherPpm);
  const descending = ppm.length < 2 || ppm[0]! > ppm[ppm.length - 1]!;
  // Leading points that lie before the stretch, and those before its end.
  const first = countWhile(ppm, (value) => (descending ? value > high : value < low));
  const last = countWhile(ppm, (value) => (descending ? value >= low : value <= high)) - 1;
  return last < first ? null : [first, last];
}

/** Number of leading points of a monotonic axis for which the test holds, by bisection. */
function countWhile(ppm: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = ppm.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(ppm[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

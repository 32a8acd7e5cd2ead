import { InputError } from "../../errors.ts";
import { pointsBetween } from "./axis.ts";
import { noiseLevel, signalFree } from "./noise.ts";

/** A stretch of a spectrum between two shifts, in either order. */
export interface PpmRange {
  readonly fromPpm: number;
  readonly toPpm: number;
}

/** The integral of a region. */
export interface Integral {
  readonly region: PpmRange;
  /** Sum of the intensities times the distance of two points in ppm. */
  readonly value: number;
  /** One standard deviation that the noise of the spectrum gives the value, same units. */
  readonly error: number;
  readonly points: number;
}

/** Fewest triples of windows of noise from which a scatter is taken. */
const LEAST_WINDOWS = 12;

/** Second differences of the sums over consecutive windows of one length, which a sloping baseline leaves at zero. */
function curvaturesOfSums(re: Float64Array, free: Uint8Array, length: number): number[] {
  const found: number[] = [];
  let run = 0;
  let [sum, last, beforeLast] = [0, Number.NaN, Number.NaN];
  for (let i = 0; i < re.length; i++) {
    if (!free[i]) {
      [run, sum, last, beforeLast] = [0, 0, Number.NaN, Number.NaN];
      continue;
    }
    sum += re[i]!;
    if (++run < length) continue;
    const curvature = beforeLast - 2 * last + sum;
    if (Number.isFinite(curvature)) found.push(curvature);
    [run, sum, last, beforeLast] = [0, 0, sum, last];
  }
  return found;
}

/**
 * Standard deviation of a sum of `count` neighbouring points of pure noise. Sums over windows that lie in the signal-free
 * parts are compared, which counts in that zero-filling and apodisation make neighbours alike: the mean square of the
 * second differences of three consecutive sums is 6 times the variance of one. Where too few windows of that length fit,
 * shorter ones are scaled by the root of the length. `free`: see signalFree; `noise`: used where none fit.
 */
export function scatterOfSums(re: Float64Array, free: Uint8Array, count: number, noise: number): number {
  for (let length = count; length >= 4; length = length >> 1) {
    const curvatures = curvaturesOfSums(re, free, length);
    if (curvatures.length < LEAST_WINDOWS) continue;
    const square = curvatures.reduce((sum, value) => sum + value * value, 0) / curvatures.length;
    return Math.sqrt(((square / 6) * count) / length);
  }
  return noise * Math.sqrt(count);
}

/**
 * Integrals of regions of a spectrum with the error its noise gives them. The baseline is taken as zero: correct it
 * before. `re` and `ppm`: intensities and shifts, evenly spaced. `free`: where there is no signal; found unless given. The error does not hold a wrong phase or baseline.
 * @throws InputError for a region in which no point lies, with the range the spectrum covers
 */
export function integrateRegions(
  re: Float64Array,
  ppm: Float64Array,
  regions: readonly PpmRange[],
  free?: Uint8Array,
): readonly Integral[] {
  const step = ppm.length > 1 ? Math.abs(ppm[ppm.length - 1]! - ppm[0]!) / (ppm.length - 1) : 1;
  const noise = noiseLevel(re);
  const quiet = free ?? signalFree(re, noise);
  return regions.map((region) => {
    const range = pointsBetween(ppm, region.fromPpm, region.toPpm);
    if (!range) {
      throw new InputError({
        what: "no point of the spectrum lies in the region to integrate",
        found: `${region.fromPpm} to ${region.toPpm} ppm`,
        expected: `a stretch of ${ppm[0]?.toFixed(3)} to ${ppm[ppm.length - 1]?.toFixed(3)} ppm, at least ${step.toPrecision(2)} ppm long`,
      });
    }
    let sum = 0;
    for (let i = range[0]; i <= range[1]; i++) sum += re[i]!;
    const points = range[1] - range[0] + 1;
    return { region, value: sum * step, error: scatterOfSums(re, quiet, points, noise) * step, points };
  });
}

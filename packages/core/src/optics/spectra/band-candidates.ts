import { median } from "../../numerics/order-statistics.ts";
import { localCurvature } from "./local-polynomial.ts";

/** A place where a band may stand: index into the spectrum, energy and a first guess of its standard deviation in eV. */
export interface BandCandidate {
  readonly index: number;
  readonly energyEv: number;
  readonly sigmaEv: number;
  /** Depth of the curvature's minimum over its noise. */
  readonly significance: number;
}

/** Half widths of the smoothing that are tried, eV; the first whose noise is low enough is taken. */
const HALF_WIDTHS_EV = [0.03, 0.045, 0.065, 0.09, 0.13] as const;
/** Noise allowed in the curvature, as a share of its range. */
const NOISE_SHARE = 0.04;
/** A minimum less deep than this many times its noise is noise. */
const LEAST_SIGNIFICANCE = 4;
/** How far above the onset a first transition is looked for, eV. */
const SEARCH_EV = 0.7;
/** Candidates tried at most. */
const MOST = 5;

/**
 * Candidates for the first band of an absorption spectrum (net of background, rising energies), lowest energy first. First the
 * minima of the curvature below zero, where a maximum or shoulder is; those less than a quarter as deep as the deepest are
 * ripples. Where there is none, any minimum of the curvature that stands out, then those of the logarithm's curvature: shoulders
 * on a steep rise. The smoothing grows until the noise of the curvature is 4 % of its range.
 */
export function bandCandidates(
  energyEv: Float64Array,
  net: Float64Array,
  noise: number,
  onset: number,
): readonly BandCandidate[] {
  const from = Math.max(0, onset - 12);
  const onsetEv = energyEv[onset]!;
  const minima = minimaOf(energyEv.slice(from), net.slice(from), noise, onsetEv);
  const shifted = (found: readonly Minimum[], by: number): readonly BandCandidate[] =>
    deepest(found).map(({ depth: _, curvature: __, ...candidate }) => ({
      ...candidate,
      index: candidate.index + by,
    }));
  const below = minima.filter(({ curvature }) => curvature < 0);
  if (below.length > 0)
    return shifted(
      below.map((one) => ({ ...one, depth: -one.curvature })),
      from,
    );
  if (minima.length > 0) return shifted(minima, from);
  const bright = net.slice(onset);
  if (bright.length < 12 || bright.some((value) => !(value > 0))) return [];
  return shifted(
    minimaOf(energyEv.slice(onset), bright.map(Math.log), noise / median(bright), onsetEv),
    onset,
  );
}

interface Minimum extends BandCandidate {
  readonly curvature: number;
  readonly depth: number;
}

/** Those at least a quarter as deep as the deepest, at most {@link MOST}, by rising energy. */
function deepest(minima: readonly Minimum[]): readonly Minimum[] {
  const most = Math.max(...minima.map(({ depth }) => depth));
  return minima.filter(({ depth }) => depth >= 0.25 * most).slice(0, MOST);
}

/** Minima of the curvature that stand out of its noise; `depth` is counted from the maximum before. */
function minimaOf(
  energyEv: Float64Array,
  y: Float64Array,
  noise: number,
  onsetEv: number,
): readonly Minimum[] {
  for (const halfWidth of HALF_WIDTHS_EV) {
    const { curvature, noiseFactor } = localCurvature(energyEv, y, halfWidth);
    const inside = [...curvature.keys()].filter(
      (i) =>
        energyEv[i]! >= onsetEv - 0.02 &&
        energyEv[i]! <= onsetEv + SEARCH_EV &&
        energyEv[i]! >= energyEv[0]! + halfWidth / 2 &&
        energyEv[i]! <= energyEv.at(-1)! - halfWidth / 2,
    );
    if (inside.length < 5) continue;
    const lows = inside.map((i) => curvature[i]!);
    const range = Math.max(...lows) - Math.min(...lows);
    const typical = noise * noiseFactor[inside[inside.length >> 1]!]!;
    if (typical > NOISE_SHARE * range && halfWidth !== HALF_WIDTHS_EV.at(-1)) continue;
    return inside.flatMap((i, k): readonly Minimum[] => {
      const [left, right] = [inside[k - 1], inside[k + 1]];
      if (left === undefined || right === undefined) return [];
      if (!(curvature[i]! < curvature[left]! && curvature[i]! <= curvature[right]!)) return [];
      const depth = Math.max(...lows.slice(0, k + 1)) - curvature[i]!;
      const significance = depth / Math.max(1e-300, noise * noiseFactor[i]!);
      if (significance < LEAST_SIGNIFICANCE || depth < 0.08 * range) return [];
      const sigmaEv = Math.max(0.035, 0.6 * halfWidth);
      return [{ index: i, energyEv: energyEv[i]!, sigmaEv, significance, curvature: curvature[i]!, depth }];
    });
  }
  return [];
}

import type { Regulariser } from "./distribution-model.ts";
import type { PathPoint } from "./distribution-weight.ts";
import type { EmissionModelOptions } from "./emission-problem.ts";
import type { GoodnessOfFit } from "./poisson-deviance.ts";

/** Settings of `fitRateDistribution`. */
export interface RateDistributionOptions
  extends Pick<
    EmissionModelOptions,
    "response" | "prompt" | "background" | "shiftNs" | "periodNs" | "range"
  > {
  /** Lifetimes of the grid, evenly spaced in their logarithm; default 48. */
  readonly nodes?: number;
  /** Ends of the grid, ns; default from a fifth of the response's width (half a channel) to twice the fitted range. */
  readonly shortestNs?: number;
  readonly longestNs?: number;
  /** Default entropy. */
  readonly regulariser?: Regulariser;
  /** How its weight is chosen: the deviance rises by what it is expected to (default), at the corner of the L-curve, or as stated. */
  readonly weight?: "expected deviance" | "L-curve" | number;
  /** Probability of the band; default 0.95. */
  readonly level?: number;
}

/** A distribution of lifetimes; arrays in the order of `lifetimesNs`. */
export interface RateDistribution {
  readonly name: string;
  readonly lifetimesNs: Float64Array;
  /** Counts of light of each node, over all time. */
  readonly light: Float64Array;
  /** Amplitude (counts per channel at t = 0+) per unit of ln lifetime. */
  readonly amplitudeDensity: Float64Array;
  /**
   * Ends of the light of each node about the light found, from the curvature of likelihood and regulariser together, as if the
   * regulariser were prior knowledge. Neighbours trade light, so it is wider than repeated measurements scatter.
   */
  readonly band: { readonly low: Float64Array; readonly high: Float64Array };
  readonly prompt: number | null;
  readonly background: number;
  /** Held where it is: found with two exponentials unless stated. */
  readonly shiftNs: number | null;
  readonly regulariser: Regulariser;
  readonly weight: number;
  /** How deviance, penalty and effective parameters went with the weight. */
  readonly path: readonly PathPoint[];
  readonly effectiveParameters: number;
  readonly goodness: GoodnessOfFit;
  /** Maxima of the light: their lifetimes and shares of it, between the minima on both sides. */
  readonly peaks: readonly { readonly lifetimeNs: number; readonly share: number }[];
  /** Mean of the lifetime over light (mean arrival) and over amplitude (area over height), ns. */
  readonly averages: { readonly intensity: number; readonly amplitude: number };
  /** Two lifetimes about the middle of the light with half of it each are not parted below this ratio; null: not at all. */
  readonly resolvable: { readonly factor: number | null; readonly aboutNs: number };
  readonly warnings: readonly string[];
}

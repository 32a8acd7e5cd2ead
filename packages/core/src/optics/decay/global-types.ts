import type { Termination } from "../../inference/index.ts";
import type { DecayNumber } from "./decay-numbers.ts";
import type { DecaySeries, FailedDecay } from "./decay-series.ts";
import type { EmissionCurve } from "./emission-curve.ts";
import type { ChannelRange } from "./emission-decay.ts";
import type { EmissionModelOptions, PreparedDecay } from "./emission-problem.ts";

/** Settings of `fitGlobal`. */
export interface GlobalFitOptions
  extends Pick<
    EmissionModelOptions,
    "response" | "prompt" | "background" | "shiftNs" | "periodNs" | "range" | "fixed"
  > {
  /** Number of shared lifetimes. */
  readonly lifetimes: number;
  /** Probability of the intervals; default 0.95. */
  readonly level?: number;
  /** Starts tried on the summed decay; default 1, the best of a grid. */
  readonly starts?: number;
  /** Accept numbers that are no whole counts, such as the readings of a camera. The intervals then lack their gain. */
  readonly allowFractions?: boolean;
  /**
   * Merge channels into fewer rows where the standard errors of lifetimes grow by no more than a hundredth (of
   * a free shift by a tenth); default for more than 10^5 numbers.
   */
  readonly mergeChannels?: boolean;
}

/** A linear term of every decay of a series: its values along the series, counts, with standard errors. */
export interface AssociatedSpectrum {
  /** "lifetime 1", "prompt" or "background". */
  readonly name: string;
  readonly lifetimeNs: number | null;
  /** Amplitude at t = 0+ (lifetimes), area (prompt) or level (background); NaN for a decay that was not fitted. */
  readonly values: Float64Array;
  /** First order, the error of the shared values included; NaN where the value is 0, the bound. */
  readonly standardErrors: Float64Array;
}

/** A series fitted with shared lifetimes. */
export interface GlobalFit {
  /** Shared lifetimes, rising. */
  readonly lifetimes: readonly DecayNumber[];
  /** Null where there is no response, or the shift was held. */
  readonly shift: DecayNumber | null;
  /** Decay-associated spectra, one a lifetime, then prompt and background where they are free. */
  readonly spectra: readonly AssociatedSpectrum[];
  readonly coordinate: DecaySeries["coordinate"] | null;
  /** Correlation of the shared values, lifetimes first. */
  readonly correlation: readonly (readonly number[])[];
  /** Sum of the Poisson deviances. */
  readonly deviance: number;
  readonly decays: number;
  readonly channels: number;
  /** Rows the channels were merged into, and the share by which the largest standard error of a lifetime grew for it. */
  readonly rows: number;
  readonly mergingLoss: number;
  readonly range: ChannelRange;
  readonly counts: number;
  readonly level: number;
  readonly failures: readonly FailedDecay[];
  readonly converged: boolean;
  readonly termination: Termination;
  readonly evaluations: number;
  readonly warnings: readonly string[];
  /** What it was made from, for curves and goodness. */
  readonly series: DecaySeries;
  readonly prepared: PreparedDecay;
}

/** Settings of `fitGlobalReadings`. */
export interface GlobalReadingsOptions
  extends Pick<
    GlobalFitOptions,
    "lifetimes" | "response" | "prompt" | "background" | "shiftNs" | "periodNs" | "range" | "level"
  > {
  /**
   * Time in which the states that emit are fed, ns, held: every component is then exp(-t / tau) - exp(-t / rise). Default: at once.
   */
  readonly riseNs?: number;
}

/** A series of readings that are no counts, fitted by least squares with shared lifetimes and amplitudes of either sign. */
export interface GlobalReadings
  extends Pick<
    GlobalFit,
    | "lifetimes"
    | "shift"
    | "spectra"
    | "coordinate"
    | "correlation"
    | "decays"
    | "channels"
    | "range"
    | "level"
    | "converged"
    | "termination"
    | "evaluations"
    | "warnings"
    | "series"
  > {
  /** Standard deviation of the readings about the fit, in their own unit. */
  readonly sigma: number;
  readonly sumOfSquares: number;
  /** Autocorrelation time of the residuals along a decay, channels, on average; 1 where they are independent. */
  readonly correlatedChannels: number;
  readonly readings: number;
  readonly freeParameters: number;
  /** Curve of a decay by its place from 0; residuals are in the unit of the readings. */
  curve(index: number): EmissionCurve;
}

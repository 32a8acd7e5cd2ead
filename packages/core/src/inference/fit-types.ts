import type { Termination } from "./least-squares.ts";
import type { Problem } from "./problem.ts";

/** A parameter after the fit, in its own unit. */
export interface FittedParameter {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** From the information matrix; null for a fixed one, one at its bound, or one the data do not see. */
  readonly standardError: number | null;
  readonly fixed: boolean;
  readonly atBound: "lower" | "upper" | null;
}

/** An eliminated linear amplitude, in the unit of its data set divided by that of its basis. */
export interface FittedAmplitude {
  readonly name: string;
  /** Channel it belongs to, from 0. */
  readonly channel: number;
  readonly value: number;
  readonly standardError: number | null;
}

/** One data set after the fit; arrays in the order of its observations. */
export interface FittedSeries {
  readonly name: string;
  readonly unit: string;
  readonly predicted: Float64Array;
  /** Observed less predicted; for a point below its limit, limit less prediction where that is negative, else 0. */
  readonly residuals: Float64Array;
  /** Standard deviation of each observation at the estimated noise. */
  readonly standardDeviations: Float64Array;
  /** Signed root of the deviance: residual / standard deviation for normal noise. */
  readonly standardised: Float64Array;
  /** Noise scales: sigma in the data set's unit, or the fraction; one a channel where so asked; empty for counts. */
  readonly scales: readonly { readonly value: number; readonly estimated: boolean }[];
  /** Sum of squared residuals of the measured points, each divided by its relative weight. */
  readonly sumOfSquares: number;
  readonly observations: number;
  readonly amplitudes: readonly FittedAmplitude[];
}

/** A maximum-likelihood fit. Matrices are in the order of `freeNames`. */
export interface Fit {
  readonly problem: Problem;
  /** All parameters in the order of the problem, fixed ones included. */
  readonly parameters: readonly FittedParameter[];
  readonly freeNames: readonly string[];
  /** In the parameters' own units; null when the data do not see some direction, see `warnings`. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly correlation: readonly (readonly number[])[] | null;
  readonly series: readonly FittedSeries[];
  /** -2 ln L of the data at the most likely parameters and noise scales, every constant included. */
  readonly minus2LogLikelihood: number;
  /** What the priors add to it, without their constants. */
  readonly priorPenalty: number;
  /** Over all data sets, each in its own unit squared. */
  readonly sumOfSquares: number;
  /** The standard deviation of the noise where the fit has just one constant sigma; else null. */
  readonly sigma: number | null;
  readonly observations: number;
  /** Unknown parameters and amplitudes, those at a bound included; estimated noise scales not counted. */
  readonly freeParameters: number;
  readonly estimatedScales: number;
  /** Left for the estimated noise scales; 0 when all noise is known. */
  readonly degreesOfFreedom: number;
  /** Both count the estimated noise scales as parameters; null when there are too few data. */
  readonly aicc: number | null;
  readonly bic: number;
  readonly termination: Termination;
  readonly converged: boolean;
  readonly evaluations: number;
  readonly warnings: readonly string[];
  /** The optimum in search coordinates, for what continues from it. */
  readonly search: {
    readonly point: Float64Array;
    readonly standardErrors: readonly (number | null)[];
    /** Row-major; null when singular. */
    readonly covariance: Float64Array | null;
    /** Most likely noise scales, one each of the problem's. */
    readonly scales: Float64Array;
    /** -2 ln (L x priors): what profiles are measured from. */
    readonly deviance: number;
  };
}

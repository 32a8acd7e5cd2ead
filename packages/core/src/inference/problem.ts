/** A prior belief about a parameter, in the parameter's own unit. */
export type Prior =
  | { readonly kind: "normal"; readonly mean: number; readonly standardDeviation: number }
  /** ln p is normal about ln median; `factor` is exp of one standard deviation (2 means "within a factor 2"). */
  | { readonly kind: "log-normal"; readonly median: number; readonly factor: number };

/** A named unknown of a model. Bounds are inclusive and in `unit`; "log" needs positive bounds and start. */
export interface Parameter {
  readonly name: string;
  readonly unit: string;
  readonly start: number;
  readonly lower?: number;
  readonly upper?: number;
  /** Scale the search steps on. "log": ln p; "logit": between the two bounds; default "linear". */
  readonly transform?: "linear" | "log" | "logit";
  readonly prior?: Prior;
  /** Held at `start`. */
  readonly fixed?: boolean;
  readonly help?: string;
}

/**
 * How a measurement scatters about its prediction m (same unit as the observation).
 * constant: standard deviation sigma, estimated from the residuals when not given;
 * proportional: standard deviation fraction * |m|, with `floor` its least value; fraction estimated when not given;
 * counting: Poisson counts with mean m.
 */
export type NoiseModel =
  | { readonly kind: "constant"; readonly sigma?: number }
  | { readonly kind: "proportional"; readonly fraction?: number; readonly floor: number }
  | { readonly kind: "counting" };

/**
 * One measured series and the model of it.
 *
 * `predict` writes the n predictions to `out` and, when asked, the row-major n x p Jacobian d out[i] / d parameter[j]
 * (p = number of the problem's parameters, fixed ones included; columns of unused parameters stay 0).
 * It must not allocate in its inner loop and must not keep a reference to its arguments.
 */
export interface Dataset {
  readonly name: string;
  readonly unit: string;
  readonly observed: Float64Array;
  readonly noise: NoiseModel;
  /** Relative weights of the standard deviation, one an observation; default 1. */
  readonly relativeSigma?: Float64Array;
  /**
   * Where not NaN, the observation is "below this limit": a censored point, its `observed` value is not used.
   * For counts: a whole number less than the limit, so "below 1" is a count of zero.
   */
  readonly belowLimit?: Float64Array;
  /** Unknowns that `predict` settles by itself at their most likely values; AICc and BIC count them. */
  readonly eliminated?: number;
  predict(parameters: Float64Array, out: Float64Array, jacobian: Float64Array | null): void;
}

/**
 * Measured channels that depend linearly on amplitudes which are eliminated (variable projection):
 * observed[i, c] = sum_m basis[i, m](parameters) * amplitude[m, c].
 * Constant noise, one estimated sigma a channel when `sigmaPerChannel`, one for all otherwise.
 */
export interface SeparableDataset {
  readonly name: string;
  readonly unit: string;
  /** Row-major rows x channels. */
  readonly observed: Float64Array;
  readonly rows: number;
  readonly channels: number;
  readonly terms: number;
  readonly amplitudeNames: readonly string[];
  readonly noise: { readonly kind: "constant"; readonly sigma?: number; readonly sigmaPerChannel?: boolean };
  /** Writes the row-major rows x terms basis and, when asked, d basis[i, m] / d parameter[j] as rows x terms x p. */
  basis(parameters: Float64Array, out: Float64Array, jacobian: Float64Array | null): void;
}

/** What is fitted: the unknowns, and every data set that depends on them (a joint fit when there are several). */
export interface Problem {
  readonly parameters: readonly Parameter[];
  readonly datasets: readonly (Dataset | SeparableDataset)[];
}

/** Where the rows of a block go: the search's arrays, and the unknowns as columns of the problem's parameters. */
export interface RowTarget {
  readonly residuals: Float64Array;
  /** Column-major rows x unknowns, or null when no derivatives are wanted. */
  readonly jacobian: Float64Array | null;
  /** Number of rows of the whole problem (length of a Jacobian column) and the first row of this block. */
  readonly rows: number;
  readonly offset: number;
  /** Parameter index of each unknown, and d parameter / d search coordinate of it. */
  readonly free: Int32Array;
  readonly chain: Float64Array;
  /** True when the rows are wanted for the information matrix, not for the search. */
  readonly forInformation: boolean;
}

/** A noise scale (sigma or fraction) of a block. */
export interface NoiseScale {
  readonly block: number;
  /** Place within its block: the channel, or 0. */
  readonly group: number;
  readonly label: string;
  readonly known: boolean;
  /** First guess when it is to be estimated. */
  readonly first: number;
  /** Observations that carry this scale, and linear amplitudes eliminated from them. */
  readonly observations: number;
  readonly amplitudes: number;
}

/** One data set, ready to be evaluated again and again without allocation. */
export interface Block {
  readonly name: string;
  readonly rows: number;
  readonly observations: number;
  /** Index of the block's first noise scale, and how many it has. */
  readonly firstScale: number;
  readonly scales: readonly NoiseScale[];
  /** Measured or resampled values; the bootstrap writes to it. */
  readonly observed: Float64Array;
  /** Predictions of the last evaluation. */
  readonly predicted: Float64Array;
  /** Writes the rows of the block, returns its cost; NaN outside the model's range. */
  evaluate(parameters: Float64Array, scales: Float64Array, target: RowTarget): number;
  /** What -2 ln L has beyond the cost, at the given scales. */
  constants(scales: Float64Array): number;
  /** The scale of group `group` that makes the last evaluation most likely. */
  bestScale(group: number, current: number): number;
  /**
   * Adds to `cross` (one an unknown) d2(-ln L) / d unknown d ln scale at the last evaluation with derivatives, and
   * returns d2(-ln L) / d (ln scale)2.
   */
  scaleInformation(group: number, scale: number, target: RowTarget, cross: Float64Array): number;
  /** How far rounding of the predictions may move the cost of the last evaluation; 0 when not known. */
  costRounding(): number;
  /** Group of a row of the block. */
  groupOf(row: number): number;
}

/** ln(2 pi). */
export const LN_TWO_PI = 1.8378770664093453;

/** A noise scale is not estimated below this fraction of the size of the data: that is their rounding. */
export const SCALE_ROUNDING = 1e-15;

/** Root mean square of the finite entries of an array; 1 when all are 0. */
export function typicalSize(values: Float64Array): number {
  let square = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    square += value * value;
    count++;
  }
  return Math.sqrt(square / Math.max(1, count)) || 1;
}

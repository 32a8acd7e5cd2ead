import { type Block, LN_TWO_PI, type NoiseScale, SCALE_ROUNDING, typicalSize } from "./block.ts";
import { type CountRows, countRows } from "./count-rows.ts";
import {
  censoredCountTerm,
  censoredTerm,
  countTerm,
  createNoiseTerm,
  normalTerm,
  saturatedCount,
} from "./noise-terms.ts";
import type { Dataset } from "./problem.ts";
import { rootOfSlope } from "./scale-root.ts";

/** First guess of an unknown relative standard deviation. */
const FIRST_FRACTION = 0.1;

/** Rounding of a prediction relative to its size, doubled as the cost feels it: 4 units in the last place. */
const PREDICTION_ROUNDING = 2 * 4 * Number.EPSILON;

/** A data set whose observations each have one prediction. */
export interface OrdinaryBlock extends Block {
  readonly kind: "ordinary";
  readonly dataset: Dataset;
  /** How often each observation counts: 1, or the number of times a resampling drew it. */
  readonly multiplicity: Float64Array;
  /** Empty for counts that are all measured, as the next. */
  readonly relative: Float64Array;
  /** NaN where the observation is measured. */
  readonly limits: Float64Array;
  readonly censored: boolean;
  /** Rows of counts that are all measured; null for any other data set. */
  readonly counts: CountRows | null;
  /** Predicts, and the slopes too when asked; what the rows of counts are then made from. */
  predict(parameters: Float64Array, withSlopes: boolean): void;
  /** Row-major observations x parameters of the last evaluation with slopes. */
  readonly slopes: Float64Array;
}

function noiseScales(dataset: Dataset, index: number): readonly NoiseScale[] {
  const { noise } = dataset;
  if (noise.kind === "counting") return [];
  const given = noise.kind === "constant" ? noise.sigma : noise.fraction;
  const measured = dataset.observed.filter((_, i) => Number.isNaN(dataset.belowLimit?.[i] ?? Number.NaN));
  const first = noise.kind === "constant" ? typicalSize(measured) : FIRST_FRACTION;
  const scale = {
    block: index,
    group: 0,
    label: dataset.name,
    known: given !== undefined,
    first: given ?? first,
    observations: dataset.observed.length,
    amplitudes: 0,
  };
  return [scale];
}

/**
 * Prepares an ordinary data set.
 *
 * @param index number of the data set in its problem
 * @param firstScale index of its noise scale among those of the problem
 * @param parameters number of parameters of the problem
 */
export function createOrdinaryBlock(
  dataset: Dataset,
  index: number,
  firstScale: number,
  parameters: number,
): OrdinaryBlock {
  const n = dataset.observed.length;
  const { noise } = dataset;
  const observed = new Float64Array(dataset.observed);
  const multiplicity = new Float64Array(n).fill(1);
  const censored = dataset.belowLimit?.some((limit) => !Number.isNaN(limit)) ?? false;
  const predicted = new Float64Array(n);
  const slopes = new Float64Array(n * parameters);
  const rowScale = new Float64Array(n);
  const term = createNoiseTerm();
  let rounding = 0;
  const scales = noiseScales(dataset, index);
  const floor = noise.kind === "proportional" ? noise.floor : 0;
  const proportional = noise.kind === "proportional";
  const plain = noise.kind === "constant" && !censored;
  const counts = noise.kind === "counting" && !censored ? countRows(observed, predicted, multiplicity) : null;
  // Counts that are all measured need neither; there are thousands of them, fitted by the thousand.
  const limits = counts
    ? new Float64Array(0)
    : dataset.belowLimit
      ? new Float64Array(dataset.belowLimit)
      : new Float64Array(n).fill(Number.NaN);
  const relative = counts
    ? new Float64Array(0)
    : dataset.relativeSigma
      ? new Float64Array(dataset.relativeSigma)
      : new Float64Array(n).fill(1);
  const leastScale =
    noise.kind === "constant" ? SCALE_ROUNDING * typicalSize(dataset.observed) : SCALE_ROUNDING;

  const fillTerm = (i: number, scale: number): void => {
    const m = predicted[i]!;
    const limit = limits[i]!;
    const measured = Number.isNaN(limit);
    if (noise.kind === "counting") {
      if (measured) countTerm(term, observed[i]!, m);
      else censoredCountTerm(term, limit, m);
      return;
    }
    const onScale = !proportional || scale * Math.abs(m) > floor;
    const sd = relative[i]! * (proportional ? (onScale ? scale * Math.abs(m) : floor) : scale);
    const a = proportional && onScale ? 1 / m : 0;
    const b = onScale ? 1 : 0;
    if (measured) normalTerm(term, observed[i]!, m, sd, a, b, proportional);
    else censoredTerm(term, limit, m, sd, a, b);
  };

  const plainRows = (scale: number, residuals: Float64Array, offset: number): number => {
    let cost = 0;
    rounding = 0;
    for (let i = 0; i < n; i++) {
      const root = Math.sqrt(multiplicity[i]!) / (relative[i]! * scale);
      const residual = (predicted[i]! - observed[i]!) * root;
      rowScale[i] = root;
      residuals[offset + i] = residual;
      cost += residual * residual;
      rounding += Math.abs(residual * root * observed[i]!);
    }
    rounding *= PREDICTION_ROUNDING;
    return cost;
  };
  const termRows = (scale: number, residuals: Float64Array, offset: number): number => {
    let cost = 0;
    for (let i = 0; i < n; i++) {
      fillTerm(i, scale);
      const times = multiplicity[i]!;
      const root = Math.sqrt(term.information);
      cost += 2 * times * term.q;
      rowScale[i] = Math.sqrt(times) * root;
      residuals[offset + i] = root > 0 ? (Math.sqrt(times) * term.slope) / root : 0;
    }
    return cost;
  };

  /** The rows of counts as those of a sum of squares. */
  const measuredCounts = (rows: CountRows, residuals: Float64Array, offset: number): number => {
    const cost = rows.evaluate();
    for (let i = 0; i < n; i++) {
      const root = Math.sqrt(rows.weight[i]!);
      rowScale[i] = root;
      residuals[offset + i] = root > 0 ? rows.pull[i]! / root : 0;
    }
    return cost;
  };

  const predict = (values: Float64Array, withSlopes: boolean): void =>
    dataset.predict(values, predicted, withSlopes ? slopes : null);
  const writeRows = (allScales: Float64Array, residuals: Float64Array, offset: number): number => {
    const scale = scales.length > 0 ? allScales[firstScale]! : 1;
    if (plain) return plainRows(scale, residuals, offset);
    return counts ? measuredCounts(counts, residuals, offset) : termRows(scale, residuals, offset);
  };

  /** d(-ln L)/d ln scale of all points. */
  const scaleSlope = (scale: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      fillTerm(i, scale);
      sum += multiplicity[i]! * term.scaleSlope;
    }
    return sum;
  };
  const bestScale = (_group: number, current: number): number => {
    if (plain) {
      let square = 0;
      let count = 0;
      for (let i = 0; i < n; i++) {
        square += multiplicity[i]! * ((observed[i]! - predicted[i]!) / relative[i]!) ** 2;
        count += multiplicity[i]!;
      }
      return Math.max(leastScale, Math.sqrt(square / count));
    }
    return rootOfSlope(scaleSlope, Math.max(current, leastScale), leastScale);
  };

  return {
    kind: "ordinary",
    dataset,
    name: dataset.name,
    rows: n,
    observations: n,
    firstScale,
    scales,
    observed,
    predicted,
    multiplicity,
    relative,
    limits,
    censored,
    groupOf: () => 0,
    costRounding: () => rounding,
    bestScale,
    counts,
    predict,
    slopes,
    evaluate: (values, allScales, target) => {
      const { jacobian, free, chain, rows, offset } = target;
      predict(values, jacobian !== null);
      const cost = writeRows(allScales, target.residuals, offset);
      if (!jacobian) return cost;
      for (let j = 0; j < free.length; j++) {
        const parameter = free[j]!;
        const factor = chain[j]!;
        const column = j * rows + offset;
        for (let i = 0; i < n; i++) {
          jacobian[column + i] = rowScale[i]! * slopes[i * parameters + parameter]! * factor;
        }
      }
      return cost;
    },
    constants: (allScales) => {
      let sum = 0;
      if (counts) {
        for (let i = 0; i < n; i++) sum += multiplicity[i]! * saturatedCount(observed[i]!);
        return 2 * sum;
      }
      for (let i = 0; i < n; i++) {
        if (!Number.isNaN(limits[i]!)) continue;
        const times = multiplicity[i]!;
        if (noise.kind === "counting") sum += 2 * times * saturatedCount(observed[i]!);
        else sum += times * LN_TWO_PI;
        if (noise.kind === "constant") sum += 2 * times * Math.log(relative[i]! * allScales[firstScale]!);
      }
      return sum;
    },
    scaleInformation: (_group, scale, target, cross) => {
      let information = 0;
      for (let i = 0; i < n; i++) {
        fillTerm(i, scale);
        information += multiplicity[i]! * term.scaleInformation;
        for (let j = 0; j < target.free.length; j++) {
          const slope = slopes[i * parameters + target.free[j]!]! * target.chain[j]!;
          cross[j] = cross[j]! + multiplicity[i]! * term.cross * slope;
        }
      }
      return information;
    },
  };
}

import { type Block, LN_TWO_PI, type NoiseScale, SCALE_ROUNDING, typicalSize } from "./block.ts";
import {
  censoredCountTerm,
  censoredTerm,
  countTerm,
  createNoiseTerm,
  halfDeviance,
  normalTerm,
  saturatedCount,
} from "./noise-terms.ts";
import type { Dataset } from "./problem.ts";
import { rootOfSlope } from "./scale-root.ts";

/** First guess of an unknown relative standard deviation. */
const FIRST_FRACTION = 0.1;

/** Rounding of a prediction relative to its size, doubled as the cost feels it: 4 units in the last place. */
const PREDICTION_ROUNDING = 2 * 4 * Number.EPSILON;

/** A count and its mean that differ by less than this share are compared by a series that keeps the digits. */
const CLOSE = 0.01;

/** A data set whose observations each have one prediction. */
export interface OrdinaryBlock extends Block {
  readonly kind: "ordinary";
  readonly dataset: Dataset;
  /** How often each observation counts: 1, or the number of times a resampling drew it. */
  readonly multiplicity: Float64Array;
  readonly relative: Float64Array;
  /** NaN where the observation is measured. */
  readonly limits: Float64Array;
  readonly censored: boolean;
  /** As `evaluate`, with the rows left in `rowResiduals`, `rowScale` and `slopes` instead of written to a target. */
  evaluateRows(parameters: Float64Array, scales: Float64Array, withSlopes: boolean): number;
  readonly rowResiduals: Float64Array;
  /** Factor from d prediction / d parameter to the rows of the Jacobian. */
  readonly rowScale: Float64Array;
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
  const limits = dataset.belowLimit
    ? new Float64Array(dataset.belowLimit)
    : new Float64Array(n).fill(Number.NaN);
  const relative = dataset.relativeSigma
    ? new Float64Array(dataset.relativeSigma)
    : new Float64Array(n).fill(1);
  const multiplicity = new Float64Array(n).fill(1);
  const censored = dataset.belowLimit?.some((limit) => !Number.isNaN(limit)) ?? false;
  const predicted = new Float64Array(n);
  const slopes = new Float64Array(n * parameters);
  const rowScale = new Float64Array(n);
  const rowResiduals = new Float64Array(n);
  const term = createNoiseTerm();
  let rounding = 0;
  const scales = noiseScales(dataset, index);
  const floor = noise.kind === "proportional" ? noise.floor : 0;
  const proportional = noise.kind === "proportional";
  const plain = noise.kind === "constant" && !censored;
  const counts = noise.kind === "counting" && !censored;
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

  const plainRows = (scale: number): number => {
    let cost = 0;
    rounding = 0;
    for (let i = 0; i < n; i++) {
      const root = Math.sqrt(multiplicity[i]!) / (relative[i]! * scale);
      const residual = (predicted[i]! - observed[i]!) * root;
      rowScale[i] = root;
      rowResiduals[i] = residual;
      cost += residual * residual;
      rounding += Math.abs(residual * root * observed[i]!);
    }
    rounding *= PREDICTION_ROUNDING;
    return cost;
  };
  const termRows = (scale: number): number => {
    let cost = 0;
    for (let i = 0; i < n; i++) {
      fillTerm(i, scale);
      const times = multiplicity[i]!;
      const root = Math.sqrt(term.information);
      cost += 2 * times * term.q;
      rowScale[i] = Math.sqrt(times) * root;
      rowResiduals[i] = root > 0 ? (Math.sqrt(times) * term.slope) / root : 0;
    }
    return cost;
  };

  /** As `termRows` for counts that are all measured, written out for speed. */
  const countRows = (): number => {
    let cost = 0;
    for (let i = 0; i < n; i++) {
      const m = predicted[i]!;
      const y = observed[i]!;
      const times = multiplicity[i]!;
      if (m > 0) {
        const inverse = 1 / m;
        const root = Math.sqrt(times * inverse);
        const excess = m - y;
        rowScale[i] = root;
        rowResiduals[i] = excess * root;
        if (y === 0) cost += times * m;
        else if (Math.abs(excess) < CLOSE * y) cost += times * halfDeviance(y, m);
        else cost += times * (excess + y * Math.log(y * inverse));
      } else {
        if (m !== 0 || y !== 0) return Number.NaN;
        rowScale[i] = 0;
        rowResiduals[i] = 0;
      }
    }
    return 2 * cost;
  };

  const evaluateRows = (values: Float64Array, allScales: Float64Array, withSlopes: boolean): number => {
    dataset.predict(values, predicted, withSlopes ? slopes : null);
    const scale = scales.length > 0 ? allScales[firstScale]! : 1;
    if (plain) return plainRows(scale);
    return counts ? countRows() : termRows(scale);
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
    rowResiduals,
    rowScale,
    slopes,
    evaluateRows,
    evaluate: (values, allScales, target) => {
      const { jacobian, free, chain, rows, offset } = target;
      const cost = evaluateRows(values, allScales, jacobian !== null);
      target.residuals.set(rowResiduals, offset);
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

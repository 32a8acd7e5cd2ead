import { chiSquaredTail } from "../numerics/distributions.ts";
import { normalCdf } from "../numerics/error-function.ts";

/** How the residuals of a decay look. Probabilities are those of a worse value were the model true. */
export interface Misfit {
  /** von Neumann's ratio of successive differences, residuals in order of b: about 2 for scatter, less for a trend. */
  readonly successiveRatio: number | null;
  readonly trendP: number | null;
  /** Sum of squared standardised residuals and its probability; null when the noise was estimated from them. */
  readonly chiSquared: number | null;
  readonly chiSquaredP: number | null;
  readonly degreesOfFreedom: number;
}

/** Too few residuals to see a trend in. */
const FEWEST = 6;

/**
 * Tests residuals for a trend along b and, where the noise is known, for their size.
 *
 * @param b s/m2; @param standardised residuals over their standard deviations; @param noiseKnown whether those were given
 * Source: J. von Neumann, Ann. Math. Stat. 1941, 12, 367 (mean and variance of the ratio, taken as normal; the first
 *   parameters fitted make the test a little lenient).
 */
export function residualMisfit(
  b: Float64Array,
  standardised: Float64Array,
  degreesOfFreedom: number,
  noiseKnown: boolean,
): Misfit {
  const n = b.length;
  const order = Array.from(b.keys()).sort((i, j) => b[i]! - b[j]! || i - j);
  const mean = standardised.reduce((sum, value) => sum + value, 0) / n;
  let square = 0;
  let raw = 0;
  let steps = 0;
  order.forEach((i, place) => {
    const value = standardised[i]!;
    square += (value - mean) ** 2;
    raw += value * value;
    if (place > 0) steps += (value - standardised[order[place - 1]!]!) ** 2;
  });
  const seen = n >= FEWEST && square > 0;
  const ratio = seen ? steps / (n - 1) / (square / n) : null;
  const expected = (2 * n) / (n - 1);
  const deviation = Math.sqrt((4 * n * n * (n - 2)) / ((n + 1) * (n - 1) ** 3));
  const tested = noiseKnown && degreesOfFreedom > 0;
  return {
    successiveRatio: ratio,
    trendP: ratio === null ? null : normalCdf((ratio - expected) / deviation),
    chiSquared: noiseKnown ? raw : null,
    chiSquaredP: tested ? chiSquaredTail(raw, degreesOfFreedom) : null,
    degreesOfFreedom,
  };
}

import { DomainError } from "../../errors.ts";
import { quantile } from "../../numerics/order-statistics.ts";
import { createRandom } from "../../numerics/random.ts";
import type { MeasuredNumber } from "./uncertain.ts";

/** Settings of a Monte Carlo interval. */
export interface DrawOptions {
  /** Probability of the interval; default 0.95. */
  readonly level?: number;
  /** Default 20000. */
  readonly draws?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** Median and percentile interval of a result whose inputs were drawn within their errors. */
export interface DrawnInterval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly draws: number;
  /** Share of the draws in which no result exists, such as an absorptance of 0 or less; they are left out. */
  readonly rejectedShare: number;
  readonly seed: number;
  readonly generator: string;
}

const USUAL_DRAWS = 20000;
const FEWEST_DRAWS = 100;

/**
 * Draws every input from a normal distribution of its value and standard error and collects the result: median and
 * central percentiles. The distribution of a ratio is skewed once its denominator is uncertain, so that
 * value +- standard error would misstate both ends.
 *
 * @param inputs numbers drawn independently; those without error stay
 * @param result of one set of inputs; a draw for which it is not finite is left out and counted
 * @returns null when no input has an error
 * @throws DomainError for impossible settings, or when fewer than half of the draws give a result
 * Source: JCGM 101:2008, Propagation of distributions using a Monte Carlo method.
 */
export function drawnInterval(
  inputs: readonly MeasuredNumber[],
  result: (values: Float64Array) => number,
  options: DrawOptions = {},
): DrawnInterval | null {
  const { level = 0.95, draws = USUAL_DRAWS, seed = 1 } = options;
  if (!(level > 0 && level < 1 && Number.isInteger(draws) && draws >= FEWEST_DRAWS)) {
    throw new DomainError({
      what: "the settings of a Monte Carlo interval are impossible",
      found: `level ${level}, ${draws} draws`,
      expected: `a level between 0 and 1 and at least ${FEWEST_DRAWS} draws`,
      remedy: "write 95 % as 0.95",
    });
  }
  if (inputs.every(({ standardError = 0 }) => standardError === 0)) return null;
  const random = createRandom(seed, "quantum yield");
  const values = new Float64Array(inputs.length);
  const found = new Float64Array(draws);
  let kept = 0;
  for (let k = 0; k < draws; k++) {
    for (let i = 0; i < inputs.length; i++) {
      const { value, standardError = 0 } = inputs[i]!;
      values[i] = standardError === 0 ? value : value + standardError * random.normal();
    }
    const one = result(values);
    if (Number.isFinite(one)) found[kept++] = one;
  }
  if (kept < draws / 2) {
    throw new DomainError({
      what: "the errors are so large that most draws give no result",
      found: `${draws - kept} of ${draws} draws without a result`,
      expected: "an absorbed share clearly above 0",
      remedy: "measure the absorption better, or state smaller errors",
    });
  }
  const sorted = found.subarray(0, kept).sort();
  const tail = (1 - level) / 2;
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, tail),
    high: quantile(sorted, 1 - tail),
    level,
    draws,
    rejectedShare: (draws - kept) / draws,
    seed,
    generator: random.name,
  };
}

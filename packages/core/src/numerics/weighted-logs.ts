/** Which half of a number holds its exponent: the upper word, wherever the machine keeps it. */
const HIGH: number = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;
const ROOT_TWO = Math.SQRT2;
const HALF_LN_TWO: number = Math.LN2 / 2;

/** Numbers and their bits, side by side. */
export interface LogScratch {
  readonly numbers: Float64Array;
  readonly bits: Uint32Array;
}

/** Room for the logarithms of `rows` numbers. */
export function logScratch(rows: number): LogScratch {
  const numbers = new Float64Array(rows);
  return { numbers, bits: new Uint32Array(numbers.buffer) };
}

/**
 * Sum over the first `rows` numbers of weights[from + i] * ln(values[i]), values positive and normal. Each is f 2^e with 1 <= f < 2,
 * and ln f = ln sqrt 2 + 2 artanh((f - sqrt 2) / (f + sqrt 2)) by its series, whose remainder is below 1e-16: several times as fast as
 * Math.log, which is what a likelihood of counts spends its time on.
 *
 * @param scratch room for as many numbers; may be where the values already are
 */
export function weightedLogs(
  weights: Float64Array,
  from: number,
  values: Float64Array,
  scratch: LogScratch,
  rows: number = values.length,
): number {
  const { numbers, bits } = scratch;
  if (values !== numbers) numbers.set(values);
  let exponents = 0;
  for (let i = 0; i < rows; i++) {
    const high = bits[2 * i + HIGH]!;
    exponents += weights[from + i]! * ((high >>> 20) - 1023);
    bits[2 * i + HIGH] = (high & 0xfffff) | 0x3ff00000;
  }
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const f = numbers[i]!;
    const z = (f - ROOT_TWO) / (f + ROOT_TWO);
    const q = z * z;
    // 1 + q/3 + q^2/5 + ..., in two halves that do not wait for each other; q is below 0.0295.
    const p = q * q;
    const even = 1 + p * (1 / 5 + p * (1 / 9 + p * (1 / 13 + p / 17)));
    const odd = 1 / 3 + p * (1 / 7 + p * (1 / 11 + p * (1 / 15 + p / 19)));
    sum += weights[from + i]! * (HALF_LN_TWO + 2 * z * (even + q * odd));
  }
  return exponents * Math.LN2 + sum;
}

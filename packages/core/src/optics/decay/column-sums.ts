/**
 * out[c] = sum over rows of v[i] * table[c * rows + i], for the first `count` columns. Five columns at a time: v is read once for
 * five, and their sums stay in registers. Beyond the last column the tile repeats it.
 */
export function columnSums(
  v: Float64Array,
  table: Float64Array,
  rows: number,
  count: number,
  out: Float64Array,
): void {
  for (let c = 0; c < count; c += 5) {
    const most = count - 1;
    const b0 = c * rows;
    const b1 = Math.min(c + 1, most) * rows;
    const b2 = Math.min(c + 2, most) * rows;
    const b3 = Math.min(c + 3, most) * rows;
    const b4 = Math.min(c + 4, most) * rows;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    for (let i = 0; i < rows; i++) {
      const x = v[i]!;
      s0 += x * table[b0 + i]!;
      s1 += x * table[b1 + i]!;
      s2 += x * table[b2 + i]!;
      s3 += x * table[b3 + i]!;
      s4 += x * table[b4 + i]!;
    }
    // The last column first, so that a repeated one is overwritten by its own equal.
    out[Math.min(c + 4, most)] = s4;
    out[Math.min(c + 3, most)] = s3;
    out[Math.min(c + 2, most)] = s2;
    out[Math.min(c + 1, most)] = s1;
    out[c] = s0;
  }
}

/** out[i] = offset[i] + sum over columns of coefficients[at + c] * table[c * rows + i]. */
export function columnMixture(
  coefficients: Float64Array,
  at: number,
  count: number,
  table: Float64Array,
  rows: number,
  offset: Float64Array,
  out: Float64Array,
): void {
  let from = offset;
  for (let c = 0; c < count; c += 3) {
    const a0 = coefficients[at + c]!;
    const a1 = c + 1 < count ? coefficients[at + c + 1]! : 0;
    const a2 = c + 2 < count ? coefficients[at + c + 2]! : 0;
    const b0 = c * rows;
    const b1 = Math.min(c + 1, count - 1) * rows;
    const b2 = Math.min(c + 2, count - 1) * rows;
    for (let i = 0; i < rows; i++) {
      out[i] = from[i]! + a0 * table[b0 + i]! + a1 * table[b1 + i]! + a2 * table[b2 + i]!;
    }
    from = out;
  }
}

/** Columns of a tile: nine sums and their six factors stay in registers. */
const TILE = 3;

/**
 * gram[a, b] = sum over rows of w_i s_ia s_ib and gradient[a] = sum of g_i s_ia over the chosen columns of a matrix s, in tiles
 * whose sums stay in registers.
 *
 * @param matrix row-major, rows x any width
 * @param chosen p columns of the matrix
 * @param weights w and @param pulls g, one a row
 * @param gram p x p and @param gradient p, both written
 */
export function weightedGram(
  matrix: Float64Array,
  chosen: Int32Array,
  weights: Float64Array,
  pulls: Float64Array,
  gram: Float64Array,
  gradient: Float64Array,
): void {
  const rows = weights.length;
  const p = chosen.length;
  const width = matrix.length / rows;
  for (let a = 0; a < p; a += TILE) {
    // Beyond the last column the tile repeats it; what that yields is not stored.
    const a0 = chosen[a]!;
    const a1 = chosen[Math.min(a + 1, p - 1)]!;
    const a2 = chosen[Math.min(a + 2, p - 1)]!;
    let [g0, g1, g2, s00, s01, s02, s11, s12, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let i = 0, at = 0; i < rows; i++, at += width) {
      const g = pulls[i]!;
      const w = weights[i]!;
      const u0 = matrix[at + a0]!;
      const u1 = matrix[at + a1]!;
      const u2 = matrix[at + a2]!;
      g0 += g * u0;
      g1 += g * u1;
      g2 += g * u2;
      const v0 = w * u0;
      const v1 = w * u1;
      s00 += v0 * u0;
      s01 += v0 * u1;
      s02 += v0 * u2;
      s11 += v1 * u1;
      s12 += v1 * u2;
      s22 += w * u2 * u2;
    }
    storeTile(gram, p, a, a, s00, s01, s02, s01, s11, s12, s02, s12, s22);
    gradient[a] = g0;
    if (a + 1 < p) gradient[a + 1] = g1;
    if (a + 2 < p) gradient[a + 2] = g2;
    for (let b = a + TILE; b < p; b += TILE) {
      const b0 = chosen[b]!;
      const b1 = chosen[Math.min(b + 1, p - 1)]!;
      const b2 = chosen[Math.min(b + 2, p - 1)]!;
      let [t00, t01, t02, t10, t11, t12, t20, t21, t22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
      for (let i = 0, at = 0; i < rows; i++, at += width) {
        const w = weights[i]!;
        const u0 = w * matrix[at + a0]!;
        const u1 = w * matrix[at + a1]!;
        const u2 = w * matrix[at + a2]!;
        const v0 = matrix[at + b0]!;
        const v1 = matrix[at + b1]!;
        const v2 = matrix[at + b2]!;
        t00 += u0 * v0;
        t01 += u0 * v1;
        t02 += u0 * v2;
        t10 += u1 * v0;
        t11 += u1 * v1;
        t12 += u1 * v2;
        t20 += u2 * v0;
        t21 += u2 * v1;
        t22 += u2 * v2;
      }
      storeTile(gram, p, a, b, t00, t01, t02, t10, t11, t12, t20, t21, t22);
    }
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) gram[a * p + b] = gram[b * p + a]!;
}

/** Puts a 3 x 3 tile at (a, b), leaving out what lies beyond the matrix. */
function storeTile(gram: Float64Array, p: number, a: number, b: number, ...tile: readonly number[]): void {
  for (let i = 0; i < TILE && a + i < p; i++) {
    for (let j = 0; j < TILE && b + j < p; j++) gram[(a + i) * p + b + j] = tile[TILE * i + j]!;
  }
}

import { choleskyFactor, choleskySolve } from "./cholesky.ts";

/** A change of basis to the m most abundant independent species. */
export interface DominantBasis {
  /** The chosen species, one a new component. */
  readonly species: Int32Array;
  /** a' = a A_B^-1, row-major n x m: every species in terms of the chosen ones. */
  readonly stoichiometry: Float64Array;
  /** A_B^-1, row-major m x m; totals transform with its transpose. */
  readonly inverse: Float64Array;
}

/** Inverse of a small matrix by Gauss-Jordan elimination with row pivoting; null when singular. */
function invert(matrix: Float64Array, m: number): Float64Array | null {
  const left = Float64Array.from(matrix);
  const right = new Float64Array(m * m);
  for (let i = 0; i < m; i++) right[i * m + i] = 1;
  for (let column = 0; column < m; column++) {
    let pivot = column;
    for (let i = column + 1; i < m; i++) {
      if (Math.abs(left[i * m + column]!) > Math.abs(left[pivot * m + column]!)) pivot = i;
    }
    if (Math.abs(left[pivot * m + column]!) < 1e-12) return null;
    for (const array of [left, right]) {
      for (let k = 0; k < m; k++) {
        const swap = array[column * m + k]!;
        array[column * m + k] = array[pivot * m + k]!;
        array[pivot * m + k] = swap;
      }
    }
    const factor = 1 / left[column * m + column]!;
    for (let k = 0; k < m; k++) {
      left[column * m + k]! *= factor;
      right[column * m + k]! *= factor;
    }
    for (let i = 0; i < m; i++) {
      const share = left[i * m + column]!;
      if (i === column || share === 0) continue;
      for (let k = 0; k < m; k++) {
        left[i * m + k]! -= share * left[column * m + k]!;
        right[i * m + k]! -= share * right[column * m + k]!;
      }
    }
  }
  return right;
}

/**
 * The basis of the most abundant linearly independent species (greedy, by Gram elimination of their rows).
 * @param a row-major n x m stoichiometry; @param amounts mol/L, n
 * Source: the optimised basis of Villars, Cruise and Smith, in Smith & Missen (1982), ch. 6.
 */
export function dominantBasis(
  a: Float64Array,
  n: number,
  m: number,
  amounts: Float64Array,
): DominantBasis | null {
  const order = Array.from({ length: n }, (_, j) => j).sort((x, y) => amounts[y]! - amounts[x]! || x - y);
  const reduced: Float64Array[] = [];
  const leading: number[] = [];
  const species: number[] = [];
  for (const j of order) {
    const row = Float64Array.from(a.subarray(j * m, j * m + m));
    for (let k = 0; k < reduced.length; k++) {
      const share = row[leading[k]!]! / reduced[k]![leading[k]!]!;
      if (share !== 0) for (let i = 0; i < m; i++) row[i]! -= share * reduced[k]![i]!;
    }
    let largest = 0;
    for (let i = 1; i < m; i++) if (Math.abs(row[i]!) > Math.abs(row[largest]!)) largest = i;
    if (Math.abs(row[largest]!) < 1e-9) continue;
    reduced.push(row);
    leading.push(largest);
    species.push(j);
    if (species.length === m) break;
  }
  if (species.length < m) return null;
  const block = new Float64Array(m * m);
  species.forEach((j, k) => {
    for (let i = 0; i < m; i++) block[k * m + i] = a[j * m + i]!;
  });
  const inverse = invert(block, m);
  if (inverse === null) return null;
  const stoichiometry = new Float64Array(n * m);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < m; k++) {
      let sum = 0;
      for (let i = 0; i < m; i++) sum += a[j * m + i]! * inverse[i * m + k]!;
      stoichiometry[j * m + k] = Math.abs(sum - Math.round(sum)) < 1e-12 ? Math.round(sum) : sum;
    }
  }
  return { species: Int32Array.from(species), stoichiometry, inverse };
}

/** Totals in the new basis, summed with compensation: their differences are what stoichiometric binding hangs on. */
function transformTotals(basis: DominantBasis, totals: Float64Array, m: number): Float64Array {
  const transformed = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    let sum = 0;
    let lost = 0;
    for (let i = 0; i < m; i++) {
      const term = basis.inverse[i * m + k]! * totals[i]!;
      const next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
    }
    transformed[k] = sum + lost;
  }
  return transformed;
}

/**
 * H = A'^T diag(n) A' scaled to unit diagonal and factored in place.
 * @param factor m x m, receives the Cholesky factor; @param scale m, receives 1/sqrt(diagonal)
 * @returns false when H is singular
 */
export function scaledHessianFactor(
  a: Float64Array,
  n: number,
  m: number,
  amounts: Float64Array,
  factor: Float64Array,
  scale: Float64Array,
): boolean {
  factor.fill(0);
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < m; k++) {
      const weighted = a[j * m + k]! * amounts[j]!;
      if (weighted === 0) continue;
      for (let l = 0; l <= k; l++) factor[k * m + l]! += weighted * a[j * m + l]!;
    }
  }
  for (let k = 0; k < m; k++) {
    const diagonal = factor[k * m + k]!;
    if (!(diagonal > 0)) return false;
    scale[k] = 1 / Math.sqrt(diagonal);
  }
  for (let k = 0; k < m; k++) for (let l = 0; l <= k; l++) factor[k * m + l]! *= scale[k]! * scale[l]!;
  return choleskyFactor(factor, m);
}

/**
 * Polishes a converged speciation in the basis of its dominant species, where every mass balance is written with
 * amounts of its own size: free ligand at 1e-9 of its total keeps its digits. Overwrites `amounts` only when the
 * iteration settles; otherwise the solution already found stands.
 */
export function refineInDominantBasis(
  a: Float64Array,
  n: number,
  m: number,
  lnBeta: Float64Array,
  totals: Float64Array,
  amounts: Float64Array,
): void {
  const basis = dominantBasis(a, n, m, amounts);
  if (basis === null) return;
  const target = transformTotals(basis, totals, m);
  const lambda = new Float64Array(m);
  const constant = new Float64Array(n);
  const refined = Float64Array.from(amounts);
  for (let k = 0; k < m; k++) lambda[k] = Math.log(Math.max(amounts[basis.species[k]!]!, 1e-300));
  for (let j = 0; j < n; j++) {
    let sum = lnBeta[j]!;
    for (let k = 0; k < m; k++) sum -= basis.stoichiometry[j * m + k]! * lnBeta[basis.species[k]!]!;
    constant[j] = sum;
  }
  const factor = new Float64Array(m * m);
  const scale = new Float64Array(m);
  const step = new Float64Array(m);
  for (let iteration = 0; iteration < 40; iteration++) {
    for (let j = 0; j < n; j++) {
      let x = constant[j]!;
      for (let k = 0; k < m; k++) x += basis.stoichiometry[j * m + k]! * lambda[k]!;
      refined[j] = Math.exp(x);
    }
    if (!scaledHessianFactor(basis.stoichiometry, n, m, refined, factor, scale)) return;
    for (let k = 0; k < m; k++) {
      let sum = -target[k]!;
      for (let j = 0; j < n; j++) sum += basis.stoichiometry[j * m + k]! * refined[j]!;
      step[k] = -sum * scale[k]!;
    }
    choleskySolve(factor, m, step);
    let longest = 0;
    for (let k = 0; k < m; k++) {
      step[k]! *= scale[k]!;
      longest = Math.max(longest, Math.abs(step[k]!));
    }
    const length = longest > 1 ? 1 / longest : 1;
    for (let k = 0; k < m; k++) lambda[k]! += length * step[k]!;
    if (longest < 3e-15 || (iteration > 8 && longest < 1e-13)) {
      amounts.set(refined);
      return;
    }
  }
}

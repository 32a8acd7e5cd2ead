import { DomainError } from "../../errors.ts";

/** Highest order of a polynomial baseline; higher ones follow broad lines. */
const HIGHEST_ORDER = 10;

function freePoints(free: Uint8Array, needed: number): Int32Array {
  const at: number[] = [];
  for (let i = 0; i < free.length; i++) if (free[i]) at.push(i);
  if (at.length < needed) {
    throw new DomainError({
      what: "hardly a point of the spectrum is free of signal, so it has no baseline to follow",
      found: `${at.length} points of ${free.length}`,
      expected: `${needed} or more`,
      remedy: "mark the regions that are free, or do without a baseline correction",
    });
  }
  return Int32Array.from(at);
}

/** Legendre polynomials P_0 to P_order at x, into `out`. */
function legendre(x: number, order: number, out: Float64Array): void {
  out[0] = 1;
  if (order > 0) out[1] = x;
  for (let n = 1; n < order; n++) out[n + 1] = ((2 * n + 1) * x * out[n]! - n * out[n - 1]!) / (n + 1);
}

/** Columns of the basis orthonormal on the free points, evaluated on all points. */
function orthonormalBasis(points: number, at: Int32Array, order: number): readonly Float64Array[] {
  const columns = Array.from({ length: order + 1 }, () => new Float64Array(points));
  const values = new Float64Array(order + 1);
  for (let i = 0; i < points; i++) {
    legendre((2 * i) / Math.max(1, points - 1) - 1, order, values);
    columns.forEach((column, n) => {
      column[i] = values[n]!;
    });
  }
  const dot = (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let j = 0; j < at.length; j++) sum += a[at[j]!]! * b[at[j]!]!;
    return sum;
  };
  columns.forEach((column, n) => {
    // Twice is enough (Giraud et al., Numer. Math. 2005, 101, 87).
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of columns.slice(0, n)) {
        const share = dot(column, earlier);
        for (let i = 0; i < points; i++) column[i] = column[i]! - share * earlier[i]!;
      }
    }
    const length = Math.sqrt(dot(column, column));
    for (let i = 0; i < points; i++) column[i] = column[i]! / length;
  });
  return columns;
}

/**
 * Makes a function that gives the polynomial baseline of a spectrum: the least-squares polynomial of `order` (0 to 10)
 * through the points marked 1 in `free`, on all points. Made once, it serves all rows of an arrayed experiment.
 * @throws DomainError for an order outside 0 to 10 or fewer than 4 (order + 1) free points
 */
export function polynomialBaseline(free: Uint8Array, order: number): (re: Float64Array) => Float64Array {
  if (!Number.isInteger(order) || order < 0 || order > HIGHEST_ORDER) {
    throw new DomainError({
      what: "the order of a polynomial baseline is out of range",
      found: String(order),
      expected: `a whole number from 0 to ${HIGHEST_ORDER}`,
    });
  }
  const at = freePoints(free, 4 * (order + 1));
  const columns = orthonormalBasis(free.length, at, order);
  const terms = order + 1;
  // Point by point, so that a row is passed over once for the shares and once for the sum.
  const basis = new Float64Array(free.length * terms);
  columns.forEach((column, n) => {
    for (let i = 0; i < free.length; i++) basis[i * terms + n] = column[i]!;
  });
  return (re) => {
    const shares = new Float64Array(terms);
    for (let j = 0; j < at.length; j++) {
      const value = re[at[j]!]!;
      const row = at[j]! * terms;
      for (let n = 0; n < terms; n++) shares[n] = shares[n]! + basis[row + n]! * value;
    }
    const baseline = new Float64Array(re.length);
    for (let i = 0; i < re.length; i++) {
      let sum = 0;
      for (let n = 0; n < terms; n++) sum += shares[n]! * basis[i * terms + n]!;
      baseline[i] = sum;
    }
    return baseline;
  };
}

/**
 * Whittaker's smooth baseline: the z that minimises sum_free (y_i - z_i)^2 + lambda sum (z_(i-1) - 2 z_i + z_(i+1))^2.
 * Between free points it runs as a cubic; it follows bends longer than about 2 pi lambda^(1/4) points.
 * `lambda` > 0, dimensionless, from 1e4 (stiff over tens of points) to 1e14.
 * @throws DomainError for a lambda out of range or fewer than 8 free points
 * Source: Eilers, Anal. Chem. 2003, 75, 3631; on signal-free points of NMR spectra: Cobas et al., J. Magn. Reson.
 * 2006, 183, 145.
 */
export function whittakerBaseline(re: Float64Array, free: Uint8Array, lambda: number): Float64Array {
  if (!(lambda > 0 && lambda <= 1e14)) {
    throw new DomainError({
      what: "the stiffness of a baseline is out of range",
      found: String(lambda),
      expected: "above 0, up to 1e14",
    });
  }
  freePoints(free, 8);
  return solvePentadiagonal(re, free, lambda);
}

/** Solves (W + lambda D'D) z = W y by its banded factors L diag(d) L', D the second differences. */
function solvePentadiagonal(re: Float64Array, free: Uint8Array, lambda: number): Float64Array {
  const n = re.length;
  const d = new Float64Array(n);
  const below = new Float64Array(n);
  const twoBelow = new Float64Array(n);
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    // How many second differences touch the point, and in which place: rows 1 -2 1.
    const asFirst = i <= n - 3 ? 1 : 0;
    const asMiddle = i >= 1 && i <= n - 2 ? 1 : 0;
    const asLast = i >= 2 ? 1 : 0;
    const nextAsMiddle = i <= n - 3 ? 1 : 0;
    const c1 = i >= 1 ? below[i - 1]! : 0;
    const e2 = i >= 2 ? twoBelow[i - 2]! : 0;
    const d1 = i >= 1 ? d[i - 1]! : 0;
    const d2 = i >= 2 ? d[i - 2]! : 0;
    const weight = free[i] ? 1 : 0;
    const pivot = weight + lambda * (asFirst + 4 * asMiddle + asLast) - c1 * c1 * d1 - e2 * e2 * d2;
    d[i] = pivot;
    const offDiagonal = -2 * lambda * (nextAsMiddle + (i >= 1 && i <= n - 2 ? 1 : 0));
    const coupling = i >= 1 ? below[i - 1]! * d1 * twoBelow[i - 1]! : 0;
    below[i] = (offDiagonal - coupling) / pivot;
    twoBelow[i] = (i <= n - 3 ? lambda : 0) / pivot;
    z[i] = weight * re[i]! - c1 * (i >= 1 ? z[i - 1]! : 0) - e2 * (i >= 2 ? z[i - 2]! : 0);
  }
  for (let i = n - 1; i >= 0; i--) {
    const after = (i + 1 < n ? below[i]! * z[i + 1]! : 0) + (i + 2 < n ? twoBelow[i]! * z[i + 2]! : 0);
    z[i] = z[i]! / d[i]! - after;
  }
  return z;
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveLeastSquares, symmetricInverse } from "./linear-algebra.ts";
import { createRandom } from "./random.ts";

describe("linear least squares", () => {
  test("a straight line through four points", () => {
    // y = 1, 2, 2, 4 at x = 0..3: slope 0.9, intercept 0.9, sum of squares 0.7, by the textbook sums.
    const a = Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3);
    const found = solveLeastSquares(a, Float64Array.of(1, 2, 2, 4), 4, 2);
    expect(found.x[0]).toBeCloseTo(0.9, 14);
    expect(found.x[1]).toBeCloseTo(0.9, 14);
    expect(found.sumOfSquares).toBeCloseTo(0.7, 14);
    // (A^T A)^-1 of sums 4, 6, 14: determinant 20.
    expect([...found.inverse!].map((v) => Number(v.toFixed(12)))).toEqual([0.7, -0.3, -0.3, 0.2]);
  });

  test("the residual is at right angles to every column, for random systems in mixed units", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 6 }), (seed, columns) => {
        const random = createRandom(seed);
        const rows = columns + 5;
        const units = Array.from({ length: columns }, () => 10 ** (12 * random.uniform() - 6));
        const a = Float64Array.from(
          { length: rows * columns },
          (_, i) => random.normal() * units[i % columns]!,
        );
        const b = Float64Array.from({ length: rows }, () => random.normal());
        const { x, rank } = solveLeastSquares(a, b, rows, columns);
        expect(rank).toBe(columns);
        for (let j = 0; j < columns; j++) {
          let dot = 0;
          for (let i = 0; i < rows; i++) {
            let miss = -b[i]!;
            for (let k = 0; k < columns; k++) miss += a[i * columns + k]! * x[k]!;
            dot += (miss * a[i * columns + j]!) / units[j]!;
          }
          // Rounding of ten terms near 1, times a condition number that stays below 1e3 for these sizes.
          expect(Math.abs(dot)).toBeLessThan(1e-10);
        }
      }),
    );
  });

  test("digits survive an ill-conditioned polynomial that normal equations would lose", () => {
    // y = sum of x^k, k = 0..9, at 0.5..1.5: A^T A has condition 1e20 and more, A itself 1e10.
    const rows = 40;
    const a = new Float64Array(rows * 10);
    const b = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      const x = 0.5 + i / (rows - 1);
      for (let k = 0; k < 10; k++) a[i * 10 + k] = x ** k;
      b[i] = a.subarray(i * 10, i * 10 + 10).reduce((sum, v) => sum + v, 0);
    }
    for (const value of solveLeastSquares(a, b, rows, 10).x) expect(Math.abs(value - 1)).toBeLessThan(1e-4);
  });

  test("a dependent column is left out and said", () => {
    const a = Float64Array.of(1, 2, 2, 4, 3, 6);
    const found = solveLeastSquares(a, Float64Array.of(1, 2, 3), 3, 2);
    expect(found.rank).toBe(1);
    expect(found.inverse).toBeNull();
    expect(found.sumOfSquares).toBeCloseTo(0, 14);
  });

  test("ridge rows pull to zero: one unknown has the closed form sum(ab) / (sum(aa) + r^2)", () => {
    const found = solveLeastSquares(Float64Array.of(1, 2), Float64Array.of(3, 4), 2, 1, Float64Array.of(2));
    expect(found.x[0]).toBeCloseTo(11 / 9, 14);
  });

  test("refuses what is not a number", () => {
    expect(() => solveLeastSquares(Float64Array.of(Number.NaN), Float64Array.of(1), 1, 1)).toThrow(/finite/);
  });

  test("inverse of a symmetric matrix in mixed units, and null when it is not positive definite", () => {
    const a = Float64Array.of(4e12, 2e3, 2e3, 3e-6);
    const inverse = symmetricInverse(a, 2)!;
    const determinant = 4e12 * 3e-6 - 4e6;
    expect(inverse[0]! / (3e-6 / determinant)).toBeCloseTo(1, 12);
    expect(inverse[1]! / (-2e3 / determinant)).toBeCloseTo(1, 12);
    expect(symmetricInverse(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
  });
});

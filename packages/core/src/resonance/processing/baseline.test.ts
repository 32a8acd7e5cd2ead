import { describe, expect, test } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { polynomialBaseline, whittakerBaseline } from "./baseline.ts";
import { noiseLevel, signalFree } from "./noise.ts";

const y = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i / 30) + 0.1 * Math.cos(i * 1.7));
const free = Uint8Array.from({ length: 200 }, (_, i) => (i % 50 > 10 ? 1 : 0));

describe("baselines", () => {
  test("Whittaker's is the sparse solution of scipy", () => {
    const z = whittakerBaseline(y, free, 1e4);
    // scipy.sparse.linalg.spsolve of (W + 1e4 D'D) z = W y.
    const expected: readonly (readonly [number, number])[] = [
      [0, 0.20921251357830217],
      [5, 0.3165866964328806],
      [50, 0.9684368044200888],
      [123, -0.8061150947266519],
      [199, 0.32697832916242336],
    ];
    for (const [i, value] of expected) expect(z[i]!).toBeCloseTo(value, 9);
  });

  test("the polynomial is numpy's Legendre fit of order 5", () => {
    const z = polynomialBaseline(free, 5)(y);
    // numpy.polynomial.legendre.legfit on the free points.
    const expected: readonly (readonly [number, number])[] = [
      [0, 0.032869286547290044],
      [5, 0.18096210939969726],
      [50, 0.9928578820745514],
      [123, -0.810441993835481],
      [199, 0.3123486245536443],
    ];
    for (const [i, value] of expected) expect(z[i]!).toBeCloseTo(value, 10);
  });

  test("a curved baseline under lines is found from the points between them", () => {
    const random = createRandom(11, "baseline");
    const points = 8192;
    const truth = Float64Array.from({ length: points }, (_, i) => 40 * Math.sin(i / 3000) + 5e-3 * i);
    const noisy = Float64Array.from({ length: points }, (_, i) => {
      const lines = 900 / (1 + ((i - 2500) / 6) ** 2) - 500 / (1 + ((i - 6000) / 10) ** 2);
      return truth[i]! + lines + random.normal();
    });
    const noise = noiseLevel(noisy);
    const marked = signalFree(noisy, noise);
    expect(marked[2500]).toBe(0);
    expect(marked[6000]).toBe(0);
    expect(marked.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0.8 * points);
    const smooth = whittakerBaseline(noisy, marked, 1e10);
    const poly = polynomialBaseline(marked, 5)(noisy);
    // Tails of the Lorentzian lines lift what is left by about one noise; the baseline spans 80.
    for (let i = 100; i < points - 100; i += 97) {
      expect(Math.abs(smooth[i]! - truth[i]!)).toBeLessThan(2.5);
      expect(Math.abs(poly[i]! - truth[i]!)).toBeLessThan(2.5);
    }
  });

  test("refuses a spectrum without free points, odd orders and stiffnesses", () => {
    expect(() => polynomialBaseline(new Uint8Array(100), 3)).toThrow(/0 points of 100/u);
    expect(() => polynomialBaseline(free, 11)).toThrow(/from 0 to 10/u);
    expect(() => whittakerBaseline(y, free, 0)).toThrow(/stiffness/u);
  });
});

describe("noise", () => {
  test("is recovered with and without lines", () => {
    const random = createRandom(3, "noise");
    const flat = Float64Array.from({ length: 32_768 }, () => 2.5 * random.normal());
    // 512 points a segment: each scatter is known to 3 %, their quartile lies 2 % low.
    expect(noiseLevel(flat)).toBeGreaterThan(2.5 * 0.94);
    expect(noiseLevel(flat)).toBeLessThan(2.5 * 1.02);
    const withLines = flat.map((value, i) => value + 1e5 / (1 + ((i - 9000) / 20) ** 2));
    expect(noiseLevel(withLines) / noiseLevel(flat)).toBeCloseTo(1, 1);
    expect(noiseLevel(new Float64Array(100))).toBe(0);
  });
});

import { describe, expect, test } from "vitest";
import { createRandom, nextBits } from "./random.ts";

describe("seeded random numbers", () => {
  test("xoshiro128** from the state 1, 2, 3, 4", () => {
    // From the authors' C code, version 1.1 (prng.di.unimi.it/xoshiro128starstar.c), as quoted by Rust's rand_xoshiro.
    const state = Uint32Array.of(1, 2, 3, 4);
    const found = Array.from({ length: 8 }, () => nextBits(state));
    expect(found).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849]);
  });

  test("same seed same stream; another seed or stream name another one", () => {
    const first = (seed: number, stream?: string): number[] => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 4 }, () => random.bits32());
    };
    expect(first(7)).toEqual(first(7));
    expect(first(7)).not.toEqual(first(8));
    expect(first(7)).not.toEqual(first(7, "bootstrap"));
    expect(first(7)).not.toEqual(first(7 + 2 ** 32));
    // Frozen: a change of these numbers changes every published result.
    expect(first(20240101, "study")).toMatchInlineSnapshot(`
      [
        2395680763,
        1308658475,
        2904813482,
        575641457,
      ]
    `);
  });

  test("moments of the uniform and normal draws", () => {
    const random = createRandom(3);
    const n = 200_000;
    let [u, u2, z, z2, z4] = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const a = random.uniform();
      const b = random.normal();
      u += a / n;
      u2 += (a * a) / n;
      z += b / n;
      z2 += (b * b) / n;
      z4 += b ** 4 / n;
    }
    // Five standard errors of each average.
    const margin = 5 / Math.sqrt(n);
    expect(Math.abs(u - 1 / 2)).toBeLessThan(margin * Math.sqrt(1 / 12));
    expect(Math.abs(u2 - 1 / 3)).toBeLessThan(margin * Math.sqrt(4 / 45));
    expect(Math.abs(z)).toBeLessThan(margin);
    expect(Math.abs(z2 - 1)).toBeLessThan(margin * Math.sqrt(2));
    expect(Math.abs(z4 - 3)).toBeLessThan(margin * Math.sqrt(96));
  });

  test.each([0.3, 5, 11.9, 12.1, 80, 1e6])("Poisson of mean %d has that mean and variance", (mean) => {
    const random = createRandom(11);
    const n = 50_000;
    const draws = Array.from({ length: n }, () => random.poisson(mean));
    const average = draws.reduce((sum, v) => sum + v, 0) / n;
    const variance = draws.reduce((sum, v) => sum + (v - average) ** 2, 0) / n;
    expect(draws.every((v) => Number.isInteger(v) && v >= 0)).toBe(true);
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / n));
    // Variance of the sample variance of a Poisson: (2 mean^2 + mean) / n.
    expect(Math.abs(variance - mean)).toBeLessThan(5 * Math.sqrt((2 * mean * mean + mean) / n));
  });

  test("integers are even over their range and a shuffle keeps the items", () => {
    const random = createRandom(5);
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) {
      const k = random.integer(3);
      counts[k] = counts[k]! + 1;
    }
    for (const count of counts)
      expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(30_000 * (2 / 9)));
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    random.shuffle(items);
    expect(items.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(items).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("refuses a seed that is not a whole number", () => {
    expect(() => createRandom(1.5)).toThrow(/whole number/);
    expect(() => createRandom(-1)).toThrow(/whole number/);
  });
});

import { describe, expect, test } from "vitest";
import { median, quantile } from "./order-statistics.ts";

describe("order statistics", () => {
  test("type 7 of Hyndman & Fan: four numbers as R's quantile() gives them", () => {
    const sorted = [1, 2, 4, 8];
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile(sorted, p))).toEqual([1, 1.75, 3, 5, 8]);
  });

  test("shares beyond 0 and 1 are the ends, one number is itself, none is NaN", () => {
    expect(quantile([3, 5], -1)).toBe(3);
    expect(quantile([3, 5], 2)).toBe(5);
    expect(quantile([7], 0.3)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });

  test("the median takes any order and leaves its argument alone", () => {
    const values = [5, 1, 9, 3];
    expect(median(values)).toBe(4);
    expect(values).toEqual([5, 1, 9, 3]);
    expect(median(Float64Array.of(2, 30, 4))).toBe(4);
  });
});

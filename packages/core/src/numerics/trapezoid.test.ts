import { expect, test } from "vitest";
import { trapezoidArea } from "./trapezoid.ts";

// Straight lines: every area is exact.
const x = [0, 1, 3, 4];
const y = [0, 2, 2, 0];

test("areas of straight lines, whole and in part, on a rising and on a falling axis", () => {
  for (const [axis, values] of [
    [x, y],
    [x.toReversed(), y.toReversed()],
  ] as const) {
    expect(trapezoidArea(axis, values)).toBeCloseTo(6, 14);
    expect(trapezoidArea(axis, values, 0.5, 2)).toBeCloseTo(0.75 + 2, 14);
    expect(trapezoidArea(axis, values, 2, 0.5)).toBeCloseTo(0.75 + 2, 14);
    expect(trapezoidArea(axis, values, 5, 6)).toBe(0);
  }
});

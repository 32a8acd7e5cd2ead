import { describe, expect, test } from "vitest";
import { normalGrid, spreadShares } from "./normal-grid.ts";

/** Mean and relative standard deviation of values with shares. */
function moments({ value, share }: ReturnType<typeof spreadShares>): readonly [number, number] {
  const mean = value.reduce((sum, one, i) => sum + share[i]! * one, 0);
  const variance = value.reduce((sum, one, i) => sum + share[i]! * (one - mean) ** 2, 0);
  return [mean, Math.sqrt(variance) / mean];
}

describe("a grid of normal deviates", () => {
  const grid = normalGrid(7, 112);

  // Moments of the normal distribution: 0, 1, 0, 3; what lies beyond seven deviations holds less than 1e-8 of the fourth.
  test("has the moments of the normal distribution", () => {
    const moment = (n: number): number =>
      grid.deviate.reduce((sum, z, i) => sum + grid.share[i]! * z ** n, 0);
    [1, 0, 1, 0, 3].forEach((expected, n) => {
      expect(Math.abs(moment(n) - expected)).toBeLessThan(1e-8);
    });
  });

  test.each(["normal", "log-normal"] as const)("a %s spread keeps mean and standard deviation", (kind) => {
    const [mean, spread] = moments(spreadShares({ kind, mean: 4.3, relativeSpread: 0.12 }, grid));
    expect(Math.abs(mean / 4.3 - 1)).toBeLessThan(1e-9);
    expect(Math.abs(spread / 0.12 - 1)).toBeLessThan(1e-8);
  });

  test("no spread is one value, and values that are not above the least are left out", () => {
    const none = spreadShares({ kind: "normal", mean: 5, relativeSpread: 0 }, grid);
    expect([...none.value, ...none.share]).toEqual([5, 1]);
    const wide = spreadShares({ kind: "normal", mean: 5, relativeSpread: 0.3 }, grid, 0.02);
    expect(Math.min(...wide.value)).toBeGreaterThan(0.1);
    expect(wide.share.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });
});

import { describe, expect, it } from "vitest";
import { createRandom } from "../../numerics/random.ts";
import { lineRegions } from "./line-regions.ts";

const ppm = Float64Array.from({ length: 4000 }, (_, i) => 10 - (10 * i) / 3999);
const random = createRandom(3, "line regions");

/** Lorentzian lines (shift, height, width in ppm) on noise. */
function spectrum(lines: readonly (readonly [number, number, number])[]): Float64Array {
  return ppm.map((at) =>
    lines.reduce(
      (sum, [shift, height, width]) => sum + height / (1 + ((at - shift) / (width / 2)) ** 2),
      0.05 * random.normal(),
    ),
  );
}

describe("regions about the tallest lines", () => {
  it("a line of its own has one, the lines of a multiplet share one, highest shift first", () => {
    const regions = lineRegions(
      [
        spectrum([
          [7.2, 100, 0.02],
          [5.4, 60, 0.03],
          [5.46, 60, 0.03],
          [1.3, 200, 0.04],
        ]),
      ],
      ppm,
    );
    expect(regions.length).toBe(3);
    const inside = (at: number) => regions.findIndex(({ fromPpm, toPpm }) => at < fromPpm && at > toPpm);
    expect([7.2, 5.4, 5.46, 1.3].map(inside)).toEqual([0, 1, 1, 2]);
  });

  it("six at most, and none without a line", () => {
    const many = Array.from({ length: 9 }, (_, i) => [1 + i, 50 + i, 0.02] as const);
    expect(lineRegions([spectrum(many)], ppm).length).toBe(6);
    expect(() => lineRegions([spectrum([])], ppm)).toThrow(/has no peaks/u);
  });
});

import { describe, expect, it } from "vitest";
import { createRandom } from "../numerics/random.ts";
import { countDeviance, countRows } from "./count-rows.ts";
import { countTerm, createNoiseTerm } from "./noise-terms.ts";

const random = createRandom(3, "count rows");
const ROWS = 400;

/** Means over many decades, counts drawn from them. */
function drawn(low: number, high: number): { readonly means: Float64Array; readonly counts: Float64Array } {
  const means = Float64Array.from({ length: ROWS }, () => low * (high / low) ** random.uniform());
  return { means, counts: means.map((mean) => random.poisson(mean)) };
}

describe.each([
  ["mostly dark channels", 1e-4, 1],
  ["counts of a decay", 0.1, 300],
  ["a bright record, channel by channel", 1e4, 1e6],
])("%s", (_, low, high) => {
  const { means, counts } = drawn(low, high);
  const times = Float64Array.from({ length: ROWS }, (_, i) => i % 3);
  const rows = countRows(counts, means, times);
  const cost = rows.evaluate();

  it("are the terms of the likelihood of counts", () => {
    const term = createNoiseTerm();
    let expected = 0;
    let square = 0;
    let total = 0;
    for (let i = 0; i < ROWS; i++) {
      countTerm(term, counts[i]!, means[i]!);
      expected += 2 * times[i]! * term.q;
      expect(rows.weight[i]).toBeCloseTo(times[i]! * term.information, 12);
      expect(rows.pull[i]).toBeCloseTo(times[i]! * term.slope, 12);
      if (times[i]! > 0) square += rows.pull[i]! ** 2 / rows.weight[i]!;
      total += times[i]! * counts[i]!;
    }
    // What taking all logarithms at once rounds away: a few units in the last place of the counts.
    expect(Math.abs(cost - expected)).toBeLessThan(1e-15 * total + 1e-12 * expected);
    expect(rows.square()).toBeCloseTo(square, 8);
  });

  it("have the deviance of each channel once", () => {
    const ones = new Float64Array(ROWS).fill(1);
    const once = countRows(counts, means, ones).evaluate();
    expect(Math.abs(countDeviance(counts, means) - once)).toBeLessThan(1e-12 * once);
  });
});

describe("impossible and empty means", () => {
  const ones = Float64Array.of(1, 1);
  it("let a channel without counts have a mean of 0", () => {
    const rows = countRows(Float64Array.of(0, 5), Float64Array.of(0, 4), ones);
    const alone = countRows(Float64Array.of(5), Float64Array.of(4), Float64Array.of(1));
    expect(rows.evaluate()).toBeCloseTo(alone.evaluate(), 14);
    expect(rows.square()).toBeCloseTo(alone.square(), 14);
    expect(Array.from(rows.weight)).toEqual([0, 0.25]);
  });
  it.each([
    [0, 1],
    [-1, 0],
    [Number.NaN, 0],
  ])("say that a mean of %f cannot give %i counts", (mean, count) => {
    expect(countRows(Float64Array.of(count, 5), Float64Array.of(mean, 4), ones).evaluate()).toBeNaN();
    expect(countDeviance(Float64Array.of(count, 5), Float64Array.of(mean, 4))).toBeNaN();
  });
  it("keep the digits of a small difference in many counts", () => {
    const y = 1e9;
    const m = y * (1 + 1e-6);
    // y (x - ln (1 + x)) = y x^2 / 2 (1 - 2 x / 3 ...), twice that.
    expect(countDeviance(Float64Array.of(y), Float64Array.of(m)) / (y * 1e-12)).toBeCloseTo(1, 5);
  });
});

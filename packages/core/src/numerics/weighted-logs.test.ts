import { describe, expect, it } from "vitest";
import { createRandom } from "./random.ts";
import { logScratch, weightedLogs } from "./weighted-logs.ts";

describe("weightedLogs", () => {
  it("takes the logarithm of any normal number to the last digits", () => {
    const random = createRandom(1, "logs");
    const one = Float64Array.of(1);
    const scratch = logScratch(1);
    let worst = 0;
    for (let i = 0; i < 20_000; i++) {
      const value = 10 ** (600 * random.uniform() - 300);
      const found = weightedLogs(one, 0, Float64Array.of(value), scratch);
      worst = Math.max(worst, Math.abs(found - Math.log(value)) / Math.max(1, Math.abs(Math.log(value))));
    }
    // Two units in the last place of the sum of exponent and series.
    expect(worst).toBeLessThan(5e-16);
  });

  it.each([1, 2, 0.5, Math.SQRT2, 1 - 1e-16, 1e-300])("at %f", (value) => {
    const found = weightedLogs(Float64Array.of(1), 0, Float64Array.of(value), logScratch(1));
    expect(Math.abs(found - Math.log(value))).toBeLessThan(4e-16 * Math.max(1, Math.abs(Math.log(value))));
  });

  it("weighs from a place on, and only as many as asked", () => {
    const weights = Float64Array.of(9, 9, 1, 2, 3);
    const values = Float64Array.of(2, 3, 5, 7);
    const found = weightedLogs(weights, 2, values, logScratch(4), 3);
    expect(found).toBeCloseTo(Math.log(2) + 2 * Math.log(3) + 3 * Math.log(5), 14);
  });
});

import { describe, expect, test } from "vitest";
import { fitDecay } from "./decay-fit.ts";
import { biExponential, type DecayModel, monoExponential } from "./diffusion-decay.ts";
import { B, named, simulated } from "./test/simulated-decay.ts";

describe("intervals", () => {
  /** Share of seeds whose interval holds the truth. */
  function coverage(
    model: DecayModel,
    values: readonly number[],
    name: string,
    known: boolean,
    seeds: number,
  ): number {
    const truth = values[model.parameters.findIndex((parameter) => parameter.name === name)]!;
    let inside = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const data = simulated(model, values, { sigma: 0.01, seed });
      const { low, high } = named(fitDecay(known ? { ...data, sigma: 0.01 } : data, model).result, name);
      if ((low === null || low <= truth) && (high === null || truth <= high)) inside++;
    }
    return inside / seeds;
  }

  // 95 % of 300 has a standard deviation of 1.3 %; the bounds are three of them.
  test("of D hold the truth as often as they say, noise known or estimated", () => {
    for (const known of [true, false]) {
      const found = coverage(monoExponential, [1.1e-10], "D", known, 300);
      expect(found).toBeGreaterThan(0.912);
      expect(found).toBeLessThan(0.988);
    }
  });

  test("of two populations do too", () => {
    const found = coverage(biExponential, [8.5e-11, 7e-10, 0.3], "D slow", false, 150);
    // 150 seeds: three standard deviations are 5.3 %.
    expect(found).toBeGreaterThan(0.897);
  });

  test("D is unbiased and scatters less than the log-linear estimate", () => {
    const truth = 1.5e-10;
    const seeds = 200;
    const pairs = Array.from({ length: seeds }, (_, seed) => {
      const data = simulated(monoExponential, [truth], { sigma: 0.01, seed: seed + 1 });
      const rows = Array.from(B.keys()).filter((i) => data.intensity[i]! > 0);
      const mb = rows.reduce((a, i) => a + B[i]!, 0) / rows.length;
      const my = rows.reduce((a, i) => a + Math.log(data.intensity[i]!), 0) / rows.length;
      const logLinear =
        -rows.reduce((a, i) => a + (B[i]! - mb) * (Math.log(data.intensity[i]!) - my), 0) /
        rows.reduce((a, i) => a + (B[i]! - mb) ** 2, 0);
      return [named(fitDecay(data, monoExponential).result, "D").value / truth, logLinear / truth] as const;
    });
    const [fitted, logLinear] = [0, 1].map((k) => {
      const average = pairs.reduce((sum, pair) => sum + pair[k]!, 0) / seeds;
      return [average, Math.sqrt(pairs.reduce((sum, pair) => sum + (pair[k]! - average) ** 2, 0) / seeds)];
    }) as [number[], number[]];
    // One fit scatters by 1.4 %, the mean of 200 by 0.1 %.
    expect(Math.abs(fitted[0]! - 1)).toBeLessThan(0.004);
    expect(logLinear[1]!).toBeGreaterThan(2 * fitted[1]!);
  });
});

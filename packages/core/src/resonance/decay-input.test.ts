import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../errors.ts";
import { createRandom } from "../numerics/random.ts";
import { compareDecayModels } from "./decay-compare.ts";
import { checkDecay, type DecayData } from "./decay-data.ts";
import { fitDecay } from "./decay-fit.ts";
import { residualMisfit } from "./decay-misfit.ts";
import { biExponential, monoExponential, stretchedExponential } from "./diffusion-decay.ts";
import { B, named, simulated } from "./test/simulated-decay.ts";

describe("warnings", () => {
  test("a decay that hardly falls", () => {
    const b = B.map((value) => value / 100);
    const { result } = fitDecay(
      simulated(monoExponential, [1e-10], { b, sigma: 0.001, seed: 1 }),
      monoExponential,
    );
    expect(result.warnings.join()).toMatch(/stronger gradients/);
  });

  test("residuals larger than the noise given", () => {
    const data = simulated(monoExponential, [1e-10], { sigma: 0.02, seed: 1 });
    const { result } = fitDecay({ ...data, sigma: 0.002 }, monoExponential);
    expect(result.warnings.join()).toMatch(/chi-squared/);
  });

  test("the trend test is right in size on white noise", () => {
    const random = createRandom(8, "white");
    let low = 0;
    for (let i = 0; i < 4000; i++) {
      const noise = Float64Array.from({ length: 16 }, () => random.normal());
      if (residualMisfit(B, noise, 14, false).trendP! < 0.05) low++;
    }
    // 5 % of 4000 is 200 with a standard deviation of 14.
    expect(low).toBeGreaterThan(150);
    expect(low).toBeLessThan(250);
  });
});

describe("bad input", () => {
  const good = simulated(monoExponential, [1e-10]);
  test.each([
    ["one gradient step", { ...good, b: new Float64Array(16).fill(1e9) }, /measure more steps/],
    [
      "a negative intensity",
      { ...good, intensity: good.intensity.map((v, i) => (i === 15 ? -0.1 : v)), keepNegative: false },
      /keepNegative/,
    ],
    [
      "a value that is no number",
      { ...good, intensity: good.intensity.map((v, i) => (i === 3 ? Number.NaN : v)) },
      /leave the row out/,
    ],
    [
      "an infinite b",
      { ...good, b: good.b.map((v, i) => (i === 3 ? Number.POSITIVE_INFINITY : v)) },
      /b factor 4/,
    ],
    ["columns of different lengths", { ...good, b: good.b.subarray(1) }, /difflist/],
    ["negative b", { ...good, b: good.b.map((v) => -v) }, /negative/],
    ["no signal", { ...good, intensity: new Float64Array(16) }, /integration region/],
    ["impossible noise", { ...good, sigma: 0 }, /estimated/],
  ])("%s", (_, data, message) => {
    expect(() => checkDecay(data)).toThrow(InputError);
    expect(() => fitDecay(data, monoExponential)).toThrow(message);
  });

  test("fewer steps than unknowns, and unknown names to hold", () => {
    const two = simulated(monoExponential, [1e-10], { b: B.subarray(0, 2) });
    expect(() => fitDecay(two, monoExponential)).toThrow(/give sigma/);
    expect(fitDecay({ ...two, sigma: 0.01 }, monoExponential).result.parameters).toHaveLength(2);
    expect(() => fitDecay(good, biExponential, { fixed: { "D slwo": 1e-10 } })).toThrow(/D slow/);
    expect(() => compareDecayModels(good, [biExponential], { fixed: { "D slwo": 1e-10 } })).toThrow(/D slow/);
    const held = compareDecayModels(good, [monoExponential, biExponential], { fixed: { "D fast": 7e-10 } });
    expect(
      held.fits.map(({ result }) =>
        result.parameters.some(({ identifiability }) => identifiability === "fixed"),
      ),
    ).toEqual([false, true]);
    // No gradient and one gradient, noise known.
    const pair = simulated(monoExponential, [1e-10], { b: Float64Array.of(0, 1e10) });
    expect(named(fitDecay({ ...pair, sigma: 0.01 }, monoExponential).result, "D").value / 1e-10).toBeCloseTo(
      1,
      6,
    );
  });

  test("random decays end in numbers or in an error of the project, never in NaN", () => {
    const intensity = fc.array(fc.double({ min: -1, max: 1e6, noNaN: true }), { minLength: 8, maxLength: 8 });
    const b = fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(b, intensity, (bs, ys) => {
        const data: DecayData = {
          name: "random",
          b: Float64Array.from(bs),
          intensity: Float64Array.from(ys),
        };
        for (const model of [monoExponential, biExponential, stretchedExponential]) {
          try {
            const { result } = fitDecay(data, model);
            for (const { value, low, high, standardError } of result.parameters) {
              for (const one of [value, low ?? 0, high ?? 0, standardError ?? 0])
                expect(Number.isNaN(one)).toBe(false);
            }
          } catch (error) {
            expect(["InputError", "DomainError", "ConvergenceError"]).toContain((error as Error).name);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { compareDecayModels } from "./decay-compare.ts";
import type { DecayData } from "./decay-data.ts";
import { fitDecay } from "./decay-fit.ts";
import { decayStarts } from "./decay-start.ts";
import {
  biExponential,
  fastExchangeDecay,
  gammaDistribution,
  kargerDecay,
  logNormalDistribution,
  monoExponential,
  stretchedExponential,
} from "./diffusion-decay.ts";
import { bFactors, type DiffusionTiming, gradientsInTPerM } from "./gradient.ts";
import { radiusOfDiffusion } from "./stokes-einstein.ts";
import { B, named, simulated } from "./test/simulated-decay.ts";

describe("the reference's two populations: 0.7 at 8.5e-11, 0.3 at 7e-10 m2/s", () => {
  const data = simulated(biExponential, [8.5e-11, 7e-10, 0.3]);

  test("one exponential gives 1.1695e-10 and says that it does not fit", () => {
    const { result } = fitDecay(data, monoExponential);
    expect(named(result, "D").value.toExponential(4)).toBe("1.1695e-10");
    expect(result.misfit.trendP).toBeLessThan(0.001);
    expect(result.warnings.join()).toMatch(/not one exponential/);
  });

  test("the log-linear estimate it replaces is 9.5900e-11, the true mean 2.695e-10", () => {
    const n = B.length;
    const y = data.intensity.map(Math.log);
    const [mb, my] = [B, y].map((list) => list.reduce((a, v) => a + v, 0) / n);
    const slope =
      B.reduce((sum, b, i) => sum + (b - mb!) * (y[i]! - my!), 0) /
      B.reduce((sum, b) => sum + (b - mb!) ** 2, 0);
    expect((-slope).toExponential(4)).toBe("9.5900e-11");
    expect(biExponential.mean([8.5e-11, 7e-10, 0.3])).toBeCloseTo(2.695e-10, 20);
  });

  test("two exponentials find it exactly, slow one first", () => {
    const { result } = fitDecay(data, biExponential);
    expect(named(result, "D slow").value / 8.5e-11).toBeCloseTo(1, 6);
    expect(named(result, "D fast").value / 7e-10).toBeCloseTo(1, 6);
    expect(named(result, "share fast").value).toBeCloseTo(0.3, 6);
    expect(result.meanDiffusion!.value / 2.695e-10).toBeCloseTo(1, 6);
  });
});

test("the 15N-edited set of NMRTools: D and radius", () => {
  // Integrals as ../shared/data/nmr/README.md gives them; D 1.624(70)e-10 m2/s, r 1.513 nm at 0.889257 mPa s, 298.2 K.
  const gradients = [2.407, 8.598, 14.789, 20.98, 27.17, 33.361, 39.552, 45.742];
  const intensity = Float64Array.of(
    1,
    0.89508702,
    0.73902138,
    0.56396776,
    0.32289058,
    0.17292337,
    0.07595643,
    0.07545486,
  );
  const timing: DiffusionTiming = {
    nucleus: "1H",
    durationS: 0.004,
    delayS: 0.1,
    shape: "smsq10",
    durationShare: 1 / 3,
  };
  const b = bFactors(gradientsInTPerM(gradients, "G/cm"), timing);
  const { result } = fitDecay({ name: "amide", b, intensity }, monoExponential);
  const d = named(result, "D");
  expect(d.value.toExponential(3)).toBe("1.624e-10");
  expect(d.standardError!.toExponential(1)).toBe("7.0e-12");
  expect(radiusOfDiffusion(d.value, 0.889257, 298.2)).toBeCloseTo(1.513, 3);
  // The exact share of a bipolar smsq10 pair, 0.3253, moves D by 0.03 %.
  const exact = bFactors(gradientsInTPerM(gradients, "G/cm"), {
    nucleus: "1H",
    durationS: 0.004,
    delayS: 0.1,
    shape: "smsq10",
    bipolar: { gapS: 0 },
  });
  const again = fitDecay({ name: "amide", b: exact, intensity }, monoExponential).result;
  expect(Math.abs(named(again, "D").value / d.value - 1)).toBeLessThan(4e-4);
});

test("starts come best first, near the truth", () => {
  const starts = decayStarts(
    simulated(biExponential, [8.5e-11, 7e-10, 0.3], { scale: 9 }),
    biExponential,
    {},
    4,
  );
  expect(starts).toHaveLength(4);
  const [scale, slow, fast, share] = starts[0]!;
  // The trials stand a factor 2 apart.
  expect(Math.abs(scale! / 9 - 1)).toBeLessThan(0.1);
  expect(Math.abs(Math.log(slow! / 8.5e-11))).toBeLessThan(Math.LN2);
  expect(Math.abs(Math.log(fast! / 7e-10))).toBeLessThan(Math.LN2);
  expect(share).toBe(0.3);
});

describe("recovery of exact decays", () => {
  test.each([
    [monoExponential, [8.9e-11]],
    [biExponential, [8.5e-11, 7e-10, 0.3]],
    [stretchedExponential, [1.2e-10, 0.7]],
    [gammaDistribution, [1.2e-10, 0.5]],
    [logNormalDistribution, [1.2e-10, 0.4]],
    [kargerDecay(0.149), [8.5e-11, 7e-10, 0.3, 10]],
  ] as const)("$name", (model, values) => {
    const { result } = fitDecay(simulated(model, values, { scale: 37 }), model);
    expect(named(result, "I0").value).toBeCloseTo(37, 3);
    values.forEach((value, k) => {
      expect(Math.abs(result.parameters[k + 1]!.value / value - 1)).toBeLessThan(1e-4);
    });
    expect(result.converged).toBe(true);
  });

  test("with a constant below", () => {
    const data = simulated(monoExponential, [1.5e-10], { scale: 5, floor: 0.2 });
    const { result } = fitDecay(data, monoExponential, { offset: true });
    expect(named(result, "offset").value).toBeCloseTo(0.2, 8);
    expect(named(result, "D").value / 1.5e-10).toBeCloseTo(1, 7);
  });

  test("fast exchange gives one share when the two D are held", () => {
    const data = simulated(fastExchangeDecay, [8.5e-11, 7e-10, 0.3]);
    const { result } = fitDecay(data, fastExchangeDecay, { fixed: { "D slow": 8.5e-11, "D fast": 7e-10 } });
    expect(named(result, "share fast").value).toBeCloseTo(0.3, 8);
    expect(named(result, "D slow").identifiability).toBe("fixed");
  });

  test("scaling the intensities or the order of the rows changes no D", () => {
    const data = simulated(biExponential, [8.5e-11, 7e-10, 0.3], { sigma: 0.005, seed: 5 });
    const order = Array.from(B.keys()).reverse();
    const turned: DecayData = {
      ...data,
      b: Float64Array.from(order, (i) => B[i]!),
      intensity: Float64Array.from(order, (i) => 1e7 * data.intensity[i]!),
    };
    const [a, b] = [data, turned].map((one) => fitDecay(one, biExponential).result);
    expect(named(b!, "D slow").value / named(a!, "D slow").value).toBeCloseTo(1, 5);
    expect(named(b!, "D fast").high! / named(a!, "D fast").high!).toBeCloseTo(1, 4);
  });
});

describe("comparison of models", () => {
  const models = [monoExponential, biExponential, stretchedExponential, gammaDistribution];

  test("prefers the model the data came from", () => {
    const two = compareDecayModels(
      simulated(biExponential, [8.5e-11, 7e-10, 0.3], { sigma: 0.003, seed: 2 }),
      models,
    );
    expect(two.comparison.preferred).toBe("bi-exponential");
    const one = compareDecayModels(simulated(monoExponential, [1e-10], { sigma: 0.003, seed: 2 }), models);
    expect(one.comparison.preferred).toBe("mono-exponential");
    expect(one.fits.find(({ result }) => result.model === "mono-exponential")!.result.warnings).toEqual([]);
  });

  test("exchange that is far slower than the delay leaves k bounded from above only", () => {
    const data = simulated(biExponential, [8.5e-11, 7e-10, 0.3], { sigma: 0.003, seed: 1 });
    const { result } = fitDecay(data, kargerDecay(0.149));
    expect(named(result, "k exchange").identifiability).toBe("bounded-above");
    expect(named(result, "k exchange").low).toBeNull();
  });

  test("a model with too many unknowns is left out and named", () => {
    const short = simulated(monoExponential, [1e-10], { b: B.subarray(0, 4), sigma: 0.001, seed: 1 });
    const found = compareDecayModels(short, [monoExponential, kargerDecay(0.149)]);
    expect(found.failed).toEqual([{ model: "karger", why: expect.stringMatching(/too few gradient steps/) }]);
    expect(() => compareDecayModels(short, [kargerDecay(0.149)])).toThrow(DomainError);
  });
});

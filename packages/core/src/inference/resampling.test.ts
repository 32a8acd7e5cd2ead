import { describe, expect, test } from "vitest";
import { createRandom } from "../numerics/random.ts";
import { autocorrelationTime } from "./autocorrelation.ts";
import { bootstrap } from "./bootstrap.ts";
import { compareModels, compareNested } from "./compare.ts";
import { fit } from "./fit.ts";
import { rankNextMeasurements } from "./next-measurement.ts";
import type { Dataset, NoiseModel, Parameter, Problem } from "./problem.ts";
import { profile } from "./profile.ts";
import { sample } from "./sampler.ts";

/** A polynomial of the order of the parameters at x = -1..1. */
function polynomial(n: number, seed: number, noise: NoiseModel, orders: number, sigma = 0.5): Problem {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: n }, (_, i) => (2 * i) / (n - 1) - 1);
  const dataset: Dataset = {
    name: "series",
    unit: "",
    observed: x.map((v) => 3 + 2 * v + sigma * random.normal()),
    noise,
    predict: (p, out, jacobian) => {
      for (let i = 0; i < n; i++) {
        out[i] = 0;
        for (let k = 0; k < p.length; k++) {
          out[i] = out[i]! + p[k]! * x[i]! ** k;
          if (jacobian) jacobian[i * p.length + k] = x[i]! ** k;
        }
      }
    },
  };
  const parameters = Array.from(
    { length: orders },
    (_, k): Parameter => ({ name: `c${k}`, unit: "", start: k === 0 ? 2 : 0.5 }),
  );
  return { parameters, datasets: [dataset] };
}

describe("bootstrap", () => {
  const best = fit(polynomial(40, 1, { kind: "constant" }, 2));

  test.each(["residual", "parametric", "case"] as const)(
    "%s: the spread of a linear fit is its standard error",
    (kind) => {
      const found = bootstrap(best, { kind, seed: 5, replicates: 4000 });
      expect(found.replicates).toBe(4000);
      for (const j of [0, 1]) {
        const ratio = found.standardErrors[j]! / best.parameters[j]!.standardError!;
        // Draws: 1 / sqrt(8000) = 1.1 %. Resampling cases does not assume equal noise, which adds 1 / sqrt(80) = 11 %.
        expect(Math.abs(ratio - 1)).toBeLessThan(kind === "case" ? 0.35 : 0.05);
        expect(Math.abs(found.means[j]! - best.parameters[j]!.value)).toBeLessThan(
          6 * (found.standardErrors[j]! / Math.sqrt(4000)) + (kind === "case" ? 0.01 : 0),
        );
      }
    },
  );

  test.each(["percentile", "basic", "bca"] as const)(
    "%s interval of a linear fit is the normal one",
    (interval) => {
      const found = bootstrap(best, { kind: "parametric", interval, seed: 6, replicates: 4000 });
      for (const j of [0, 1]) {
        const { value, standardError } = best.parameters[j]!;
        // A 2.5 % quantile from 4000 draws: sqrt(0.025 x 0.975 / 4000) / 0.058 = 0.042 standard errors; four of them.
        expect(Math.abs((found.intervals[j]!.low - value) / standardError! + 1.96)).toBeLessThan(0.17);
        expect(Math.abs((found.intervals[j]!.high - value) / standardError! - 1.96)).toBeLessThan(0.17);
      }
    },
  );

  test("same seed, same samples; progress and abort are called", () => {
    const run = (seed: number): number[] => [...bootstrap(best, { seed, replicates: 20 }).samples];
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    let seen = 0;
    const stopped = bootstrap(best, {
      seed: 1,
      replicates: 50,
      onProgress: (done) => {
        seen = done;
      },
      isAborted: () => seen >= 7,
    });
    expect(stopped.aborted).toBe(true);
    expect(stopped.replicates).toBe(7);
  });

  test("counts refuse resampled residuals and name what suits", () => {
    const counts = polynomial(10, 2, { kind: "counting" }, 2, 0);
    expect(() => bootstrap(fit(counts), { seed: 1 })).toThrow(/parametric/);
    expect(
      bootstrap(fit(counts), { seed: 1, kind: "parametric", replicates: 30 }).replicates,
    ).toBeGreaterThan(25);
  });
});

describe("ensemble sampler", () => {
  test("a Gaussian posterior: its mean, covariance and intervals", () => {
    const best = fit(polynomial(12, 3, { kind: "constant", sigma: 0.5 }, 2));
    const found = sample(best, { seed: 8, steps: 4000 });
    expect(found.longEnough).toBe(true);
    expect(found.acceptance).toBeGreaterThan(0.4);
    expect(found.acceptance).toBeLessThan(0.9);
    for (const j of [0, 1]) {
      const { value, standardError } = best.parameters[j]!;
      const independent = found.effectiveDraws;
      expect(Math.abs(found.means[j]! - value) / standardError!).toBeLessThan(5 / Math.sqrt(independent));
      expect(Math.abs(found.standardDeviations[j]! / standardError! - 1)).toBeLessThan(
        5 / Math.sqrt(2 * independent),
      );
    }
    expect(found.names).toEqual(["c0", "c1"]);
  });

  test("an unknown sigma is sampled too: the marginal is Student's t", () => {
    const best = fit(polynomial(9, 4, { kind: "constant" }, 1));
    const found = sample(best, { seed: 9, steps: 6000 });
    expect(found.names[1]).toMatch(/ln noise scale of series/);
    // Flat in ln sigma: t with 8 degrees of freedom, variance 8 / 6 of the squared standard error.
    const ratio = found.standardDeviations[0]! / best.parameters[0]!.standardError!;
    expect(ratio).toBeCloseTo(Math.sqrt(8 / 6), 1);
  });

  test("autocorrelation time of a first-order autoregression is (1 + a) / (1 - a)", () => {
    const random = createRandom(2);
    const [steps, walkers, a] = [20_000, 10, 0.8];
    const chain = new Float64Array(steps * walkers);
    for (let i = walkers; i < chain.length; i++) chain[i] = a * chain[i - walkers]! + random.normal();
    expect(Math.abs(autocorrelationTime(chain, walkers) / 9 - 1)).toBeLessThan(0.1);
  });

  test("same seed, same chain; impossible settings are refused", () => {
    const best = fit(polynomial(12, 3, { kind: "constant", sigma: 0.5 }, 2));
    const run = (): number[] => [...sample(best, { seed: 1, steps: 20 }).samples];
    expect(run()).toEqual(run());
    expect(() => sample(best, { seed: 1, walkers: 3 })).toThrow(/even number of walkers/);
  });
});

describe("model comparison", () => {
  const fits = [1, 2, 3].map((orders) => ({
    name: `order ${orders - 1}`,
    fit: fit(polynomial(25, 6, { kind: "constant" }, orders)),
  }));

  test("AICc picks the line the data came from and its weights add up", () => {
    const found = compareModels(fits);
    expect(found.preferred).toBe("order 1");
    expect(found.models.reduce((sum, model) => sum + model.weight!, 0)).toBeCloseTo(1, 12);
    const { fit: middle } = fits[1]!;
    // k = 2 coefficients and sigma: AICc = -2 ln L + 6 + 2 x 3 x 4 / (25 - 4).
    expect(middle.aicc).toBeCloseTo(middle.minus2LogLikelihood + 6 + 24 / 21, 10);
  });

  test("the F test is that of the sums of squares", () => {
    const [flat, straight, curved] = fits as [(typeof fits)[0], (typeof fits)[0], (typeof fits)[0]];
    const needed = compareNested(flat, straight);
    const ratio = (flat.fit.sumOfSquares / straight.fit.sumOfSquares - 1) * 23;
    expect(needed.test).toBe("F");
    expect(needed.statistic / ratio).toBeCloseTo(1, 10);
    expect(needed.preferred).toBe("order 1");
    expect(compareNested(straight, curved).sentence).toMatch(/order 1 suffices/);
    expect(() => compareNested(straight, flat)).toThrow(/no more parameters/);
  });
});

describe("the next measurement", () => {
  const problem = polynomial(10, 7, { kind: "constant", sigma: 0.5 }, 2);
  const best = fit(problem);

  test("a candidate does to the covariance what making the measurement does", () => {
    const effect = rankNextMeasurements(
      best,
      [{ name: "x = 3", slopes: [[1, 3]], sigma: [0.2] }],
      "c1",
      "c0",
    );
    const extra: Dataset = {
      name: "extra",
      unit: "",
      observed: Float64Array.of(9),
      noise: { kind: "constant", sigma: 0.2 },
      predict: (p, out, jacobian) => {
        out[0] = p[0]! + 3 * p[1]!;
        jacobian?.set([1, 3]);
      },
    };
    const after = fit({ ...problem, datasets: [...problem.datasets, extra] });
    const [candidate] = effect.candidates;
    expect(candidate!.standardErrors[1]! / after.parameters[1]!.standardError!).toBeCloseTo(1, 10);
    expect(candidate!.correlation).toBeCloseTo(after.correlation![0]![1]!, 10);
  });

  test("the farthest point tells most about a slope, the middle one nothing", () => {
    const candidates = [0, 1, 5].map((x) => ({ name: `x = ${x}`, slopes: [[1, x]], sigma: [0.5] }));
    const found = rankNextMeasurements(best, candidates, "c1");
    expect(found.candidates.map((c) => c.name)).toEqual(["x = 5", "x = 1", "x = 0"]);
    expect(found.candidates[2]!.ratio).toBeCloseTo(1, 12);
    expect(found.sentence).toMatch(/x = 5 would tell most about c1/);
    expect(() => rankNextMeasurements(best, [{ name: "bad", slopes: [[1]], sigma: [1] }], "c1")).toThrow(
      /bad/,
    );
  });
});

describe("profiles", () => {
  test("of a linear fit are the t interval", () => {
    const best = fit(polynomial(20, 8, { kind: "constant" }, 2));
    const { profiles } = profile(best);
    for (const j of [0, 1]) {
      const { value, standardError } = best.parameters[j]!;
      // t(0.975, 18) = 2.10092 (NIST/SEMATECH e-Handbook 1.3.6.7.2).
      expect((profiles[j]!.high! - value) / standardError!).toBeCloseTo(2.100922, 5);
      expect((value - profiles[j]!.low!) / standardError!).toBeCloseTo(2.100922, 5);
      // On the curve, 20 ln(1 + t^2 / 18) at every point.
      for (const [i, v] of profiles[j]!.curve.values.entries()) {
        const t = (v - value) / standardError!;
        expect(profiles[j]!.curve.rise[i]!).toBeCloseTo(20 * Math.log1p((t * t) / 18), 6);
      }
    }
  });

  test("a better optimum met on the way is taken", () => {
    // Two wells: (p^2 - 4)^2 shape with the one at -2 shallower; the fit starts in it.
    const dataset: Dataset = {
      name: "wells",
      unit: "",
      observed: Float64Array.of(4, 2),
      noise: { kind: "constant", sigma: 1 },
      predict: (p, out, jacobian) => {
        out.set([p[0]! ** 2, p[0]!]);
        jacobian?.set([2 * p[0]!, 1]);
      },
    };
    const first = fit({
      parameters: [{ name: "p", unit: "", start: -2, lower: -9, upper: 9 }],
      datasets: [dataset],
    });
    expect(first.parameters[0]!.value).toBeLessThan(0);
    const wide = profile(first, ["p"], { level: 0.99999999 });
    expect(wide.fit.parameters[0]!.value).toBeCloseTo(2, 6);
    expect(wide.fit.search.deviance).toBeLessThan(first.search.deviance);
  });
});

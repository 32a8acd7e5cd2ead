import { describe, expect, it } from "vitest";
import { createRandom } from "../numerics/random.ts";
import { createFitter, fit } from "./fit.ts";
import type { Dataset, Problem } from "./problem.ts";

const ROWS = 200;
const random = createRandom(5, "fitter");

const predict: Dataset["predict"] = ([height, life, level], out, jacobian) => {
  for (let i = 0; i < out.length; i++) {
    const fall = Math.exp(-i / life!);
    out[i] = height! * fall + level!;
    jacobian?.set([fall, (height! * fall * i) / (life! * life!), 1], 3 * i);
  }
};

function problemOf(height: number, life: number, held: number | null): Problem {
  const observed = new Float64Array(ROWS);
  predict(Float64Array.of(height, life, 2), observed, null);
  for (let i = 0; i < ROWS; i++) observed[i] = random.poisson(observed[i]!);
  return {
    parameters: [
      { name: "height", unit: "", start: 0.8 * height, lower: 0 },
      { name: "life", unit: "", start: 1.2 * life, lower: 1, transform: "log" },
      { name: "level", unit: "", start: held ?? 1, lower: 0, ...(held === null ? {} : { fixed: true }) },
    ],
    datasets: [{ name: "counts", unit: "", observed, noise: { kind: "counting" }, predict }],
  };
}

describe("createFitter", () => {
  it("gives every problem of a series the fit it has alone, to the last digit", () => {
    const fitter = createFitter();
    for (const [height, life] of [
      [100, 30],
      [10, 60],
      [400, 12],
    ] as const) {
      const problem = problemOf(height, life, null);
      const alone = fit(problem);
      const found = fitter(problem);
      expect(found.problem).toBe(problem);
      expect(found.parameters).toEqual(alone.parameters);
      expect(found.search).toEqual(alone.search);
      expect(found.minus2LogLikelihood).toBe(alone.minus2LogLikelihood);
      expect(found.series[0]!.predicted).toEqual(alone.series[0]!.predicted);
      expect(found.series[0]!.residuals).toEqual(alone.series[0]!.residuals);
    }
  });

  it("leaves fits already made untouched", () => {
    const fitter = createFitter();
    const first = fitter(problemOf(100, 30, null));
    const kept = structuredClone({ ...first, problem: null, series: { ...first.series[0] } });
    fitter(problemOf(20, 50, null));
    expect({ ...first, problem: null, series: { ...first.series[0] } }).toEqual(kept);
  });

  it("holds the value of the problem at hand", () => {
    const fitter = createFitter();
    for (const level of [1, 2, 3]) {
      const problem = problemOf(100, 30, level);
      expect(fitter(problem).parameters).toEqual(fit(problem).parameters);
      expect(fitter(problem).parameters[2]!.value).toBe(level);
    }
  });

  it("starts anew for a problem of another shape", () => {
    const fitter = createFitter();
    fitter(problemOf(100, 30, null));
    const held = problemOf(100, 30, 2);
    expect(fitter(held).parameters).toEqual(fit(held).parameters);
    const counts = held.datasets[0] as Dataset;
    const short: Problem = { ...held, datasets: [{ ...counts, observed: counts.observed.slice(0, 90) }] };
    expect(fitter(short).parameters).toEqual(fit(short).parameters);
    const least: Problem = { ...held, datasets: [{ ...counts, noise: { kind: "constant" } }] };
    expect(fitter(least).parameters).toEqual(fit(least).parameters);
    expect(fitter(least).parameters).toEqual(fit(least).parameters);
  });
});

describe("unknowns a data set settles by itself", () => {
  it("are counted by AICc and BIC", () => {
    const problem = problemOf(100, 30, null);
    const plain = fit(problem);
    const counts = problem.datasets[0] as Dataset;
    const found = fit({ ...problem, datasets: [{ ...counts, eliminated: 2 }] });
    expect(found.freeParameters).toBe(plain.freeParameters + 2);
    expect(found.bic - plain.bic).toBeCloseTo(2 * Math.log(ROWS), 10);
    const k = plain.freeParameters;
    const correction = (n: number): number => 2 * n + (2 * n * (n + 1)) / (ROWS - n - 1);
    expect(found.aicc! - plain.aicc!).toBeCloseTo(correction(k + 2) - correction(k), 10);
  });
});

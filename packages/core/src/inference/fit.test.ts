import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError, OleateError } from "../errors.ts";
import { solveLeastSquares } from "../numerics/linear-algebra.ts";
import { createRandom } from "../numerics/random.ts";
import { createWorkspace } from "./bounded-step.ts";
import { estimate } from "./estimation.ts";
import { fit } from "./fit.ts";
import { minimise } from "./least-squares.ts";
import type { Dataset, Parameter, Problem } from "./problem.ts";

/** y = sum_j a[i, j] p[j]. */
function linearDataset(a: Float64Array, observed: Float64Array, sigma?: number): Dataset {
  const n = observed.length;
  const p = a.length / n;
  return {
    name: "line",
    unit: "",
    observed,
    noise: sigma === undefined ? { kind: "constant" } : { kind: "constant", sigma },
    predict: (values, out, jacobian) => {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < p; j++) sum += a[i * p + j]! * values[j]!;
        out[i] = sum;
      }
      jacobian?.set(a);
    },
  };
}

const line = (observed: readonly number[], sigma?: number): Dataset =>
  linearDataset(
    Float64Array.from({ length: 2 * observed.length }, (_, k) => (k % 2 === 0 ? 1 : (k - 1) / 2)),
    Float64Array.from(observed),
    sigma,
  );
const free = (name: string, extra: Partial<Parameter> = {}): Parameter => ({
  name,
  unit: "",
  start: 0,
  ...extra,
});

describe("linear problems have the closed form", () => {
  test("straight line: values, errors, correlation, likelihood, AICc, BIC", () => {
    // y = 1, 2, 2, 4 at x = 0..3: 0.9 + 0.9 x, SSR 0.7, s^2 = 0.35, (A^T A)^-1 = [0.7 -0.3; -0.3 0.2].
    const found = fit({ parameters: [free("a"), free("b")], datasets: [line([1, 2, 2, 4])] });
    expect(found.parameters.map((p) => p.value)).toEqual([expect.closeTo(0.9, 13), expect.closeTo(0.9, 13)]);
    expect(found.sumOfSquares).toBeCloseTo(0.7, 13);
    expect(found.sigma).toBeCloseTo(Math.sqrt(0.35), 13);
    expect(found.parameters[0]!.standardError).toBeCloseTo(Math.sqrt(0.7 * 0.35), 13);
    expect(found.parameters[1]!.standardError).toBeCloseTo(Math.sqrt(0.2 * 0.35), 13);
    expect(found.correlation![0]![1]).toBeCloseTo(-0.3 / Math.sqrt(0.14), 13);
    const deviance = 4 * Math.log((2 * Math.PI * 0.7) / 4) + 4;
    expect(found.minus2LogLikelihood).toBeCloseTo(deviance, 12);
    expect(found.bic).toBeCloseTo(deviance + 3 * Math.log(4), 12);
    // Three parameters with sigma and four data: AICc has no meaning.
    expect(found.aicc).toBeNull();
    expect(found.degreesOfFreedom).toBe(2);
    expect(found.converged).toBe(true);
    expect([...found.series[0]!.residuals].map((r) => Number(r.toFixed(10)))).toEqual([0.1, 0.2, -0.7, 0.4]);
  });

  test("random linear problems agree with the QR solution, from random starts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 5 }), (seed, p) => {
        const random = createRandom(seed);
        const n = p + 4;
        const a = Float64Array.from({ length: n * p }, () => random.normal());
        const y = Float64Array.from({ length: n }, () => 10 * random.normal());
        const known = solveLeastSquares(a, y, n, p);
        const parameters = Array.from({ length: p }, (_, j) => free(`p${j}`, { start: 5 * random.normal() }));
        const found = fit({ parameters, datasets: [linearDataset(a, y)] });
        const variance = known.sumOfSquares / (n - p);
        for (let j = 0; j < p; j++) {
          const error = Math.sqrt(variance * known.inverse![j * p + j]!);
          // The search stops at 1e-10 of the residual's length, about as much of a standard error.
          expect(Math.abs(found.parameters[j]!.value - known.x[j]!)).toBeLessThan(1e-8 * error + 1e-12);
          expect(found.parameters[j]!.standardError! / error).toBeCloseTo(1, 8);
        }
      }),
    );
  });

  test("known sigma: errors do not depend on the residuals", () => {
    const found = fit({ parameters: [free("a"), free("b")], datasets: [line([1, 2, 2, 4], 10)] });
    expect(found.parameters[1]!.standardError).toBeCloseTo(10 * Math.sqrt(0.2), 12);
  });

  test("relative weights are weighted least squares", () => {
    const weighted: Dataset = {
      ...linearDataset(Float64Array.of(1, 1), Float64Array.of(0, 10)),
      relativeSigma: Float64Array.of(1, 3),
    };
    // Weights 1 and 1/9: mean (0 + 10/9) / (10/9) = 1.
    expect(fit({ parameters: [free("a")], datasets: [weighted] }).parameters[0]!.value).toBeCloseTo(1, 12);
  });

  test("a prior is one more datum", () => {
    const prior = { kind: "normal", mean: 4, standardDeviation: 1 } as const;
    const data = linearDataset(Float64Array.of(1, 1), Float64Array.of(1, 1), 1);
    const found = fit({ parameters: [free("a", { prior })], datasets: [data] });
    // (1 + 1 + 4) / 3, error 1 / sqrt(3).
    expect(found.parameters[0]!.value).toBeCloseTo(2, 12);
    expect(found.parameters[0]!.standardError).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(found.priorPenalty).toBeCloseTo(4, 10);
  });
});

/** y = a (1 - exp(-k x)), x = 1..n. */
function saturation(n: number, seed: number): Dataset {
  const random = createRandom(seed);
  const shape = (k: number, i: number): number => -Math.expm1(-k * (i + 1));
  return {
    name: "saturation",
    unit: "",
    observed: Float64Array.from({ length: n }, (_, i) => 10 * shape(0.4, i) + 0.2 * random.normal()),
    noise: { kind: "constant" },
    predict: (p, out, jacobian) => {
      for (let i = 0; i < n; i++) {
        out[i] = p[0]! * shape(p[1]!, i);
        jacobian?.set([shape(p[1]!, i), p[0]! * (i + 1) * Math.exp(-p[1]! * (i + 1))], 2 * i);
      }
    },
  };
}

describe("transforms and bounds", () => {
  test("the maximum does not depend on the scale the search steps on", () => {
    const dataset = saturation(12, 5);
    const results = (["linear", "log", "logit"] as const).map((transform) =>
      fit({
        parameters: [
          free("a", { start: 4, lower: 0.1, upper: 100, transform }),
          free("k", { start: 1, lower: 0.01, upper: 20, transform }),
        ],
        datasets: [dataset],
      }),
    );
    for (const one of results) {
      for (const j of [0, 1]) {
        const [found, known] = [one.parameters[j]!, results[0]!.parameters[j]!];
        expect(found.value / known.value).toBeCloseTo(1, 9);
        expect(found.standardError! / known.standardError!).toBeCloseTo(1, 8);
      }
      expect(one.minus2LogLikelihood).toBeCloseTo(results[0]!.minus2LogLikelihood, 10);
    }
  });

  test("an active bound: the constrained optimum of a line through its bound", () => {
    // Slope held at its upper bound 0.5: the intercept is the mean of y - 0.5 x = 2.25 - 0.75.
    const parameters = [free("a"), free("b", { upper: 0.5 })];
    const found = fit({ parameters, datasets: [line([1, 2, 2, 4])] });
    expect(found.parameters[1]!.value).toBe(0.5);
    expect(found.parameters[1]!.atBound).toBe("upper");
    expect(found.parameters[1]!.standardError).toBeNull();
    expect(found.parameters[0]!.value).toBeCloseTo(1.5, 12);
    expect(found.warnings.join()).toMatch(/at bound: b/);
  });

  test("random boxes: the result meets the conditions of a constrained minimum", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const random = createRandom(seed);
        const [n, p] = [8, 4];
        const a = Float64Array.from({ length: n * p }, () => random.normal());
        const y = Float64Array.from({ length: n }, () => 3 * random.normal());
        const parameters = Array.from({ length: p }, (_, j) => {
          const lower = random.normal() - 0.5;
          return free(`p${j}`, { lower, upper: lower + 1, start: lower + random.uniform() });
        });
        const found = fit({ parameters, datasets: [linearDataset(a, y)] });
        for (let j = 0; j < p; j++) {
          let gradient = 0;
          let length = 0;
          for (let i = 0; i < n; i++) {
            gradient -= found.series[0]!.residuals[i]! * a[i * p + j]!;
            length += a[i * p + j]! ** 2;
          }
          const scale = Math.sqrt(length * found.sumOfSquares) + 1e-12;
          const { atBound } = found.parameters[j]!;
          if (atBound === null) expect(Math.abs(gradient) / scale).toBeLessThan(1e-7);
          else expect((atBound === "lower" ? gradient : -gradient) / scale).toBeGreaterThan(-1e-9);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("a model that fails for some values shortens the step", () => {
    const root: Dataset = {
      name: "root",
      unit: "",
      observed: Float64Array.of(0.1, 0.1, 0.1001),
      noise: { kind: "constant", sigma: 1e-4 },
      predict: (p, out, jacobian) => {
        out.fill(Math.sqrt(p[0]!));
        jacobian?.fill(0.5 / Math.sqrt(p[0]!));
      },
    };
    // From 9 the first full step goes to -8.4, where the root is NaN.
    const found = fit({ parameters: [free("p", { start: 9 })], datasets: [root] });
    expect(found.parameters[0]!.value).toBeCloseTo((0.3001 / 3) ** 2, 10);
  });
});

describe("what the data do not fix", () => {
  const product: Dataset = {
    name: "product",
    unit: "",
    observed: Float64Array.of(6.1, 5.9, 6.05),
    noise: { kind: "constant" },
    predict: (p, out, jacobian) => {
      for (let i = 0; i < 3; i++) {
        out[i] = p[0]! * p[1]! + (i - 1) * p[2]!;
        jacobian?.set([p[1]!, p[0]!, i - 1], 3 * i);
      }
    },
  };

  test("a product of two parameters: singular, both named, the third keeps its error", () => {
    const parameters = [free("u", { start: 1 }), free("v", { start: 1 }), free("w")];
    const found = fit({ parameters, datasets: [product] });
    expect(found.covariance).toBeNull();
    expect(found.warnings.join()).toMatch(/singular: the data do not fix u and v/);
    expect(found.parameters[0]!.standardError).toBeNull();
    expect(found.parameters[2]!.standardError).not.toBeNull();
  });

  test("estimate gives a fixed parameter, a bounded one and an unbounded one their verdicts", () => {
    // y = p x with x so small that p <= 1 is all that can be said; q does not enter.
    const dataset: Dataset = {
      name: "weak",
      unit: "",
      observed: Float64Array.of(0, 0.01, -0.01),
      noise: { kind: "constant", sigma: 0.5 },
      predict: (p, out, jacobian) => {
        out.fill(p[0]!);
        if (jacobian) for (let i = 0; i < 3; i++) jacobian.set([1, 0, 0], 3 * i);
      },
    };
    const parameters = [
      free("p", { start: 0.1, lower: 1e-6, transform: "log" }),
      free("q", { start: 1, lower: 0.01, upper: 100, transform: "log" }),
      free("r", { start: 2, fixed: true }),
    ];
    const { estimates } = estimate({ parameters, datasets: [dataset] });
    expect(estimates.map((e) => e.identifiability)).toEqual(["bounded-above", "unbounded", "fixed"]);
    // Mean of three values near 0: upper end of the profile from p = 0 at sigma / sqrt(3) x sqrt(3.84).
    expect(estimates[0]!.interval.high).toBeCloseTo((0.5 / Math.sqrt(3)) * Math.sqrt(3.8415), 3);
    expect(estimates[0]!.interval.low).toBeNull();
    expect(estimates[0]!.note).toMatch(/only from above: less than 0.566/);
  });
});

describe("bad input", () => {
  const good: Problem = { parameters: [free("a"), free("b")], datasets: [line([1, 2, 2, 4])] };
  const cases: readonly (readonly [string, Problem, RegExp])[] = [
    ["two names", { ...good, parameters: [free("a"), free("a")] }, /"a" twice/],
    [
      "a start outside",
      { ...good, parameters: [free("a", { lower: 1 }), free("b")] },
      /parameter a lies below/,
    ],
    [
      "a NaN start",
      { ...good, parameters: [free("a", { start: Number.NaN }), free("b")] },
      /start of parameter a/,
    ],
    ["log of 0", { ...good, parameters: [free("a", { transform: "log" }), free("b")] }, /logarithmic/],
    ["NaN data", { ...good, datasets: [line([1, Number.NaN, 2])] }, /observation 2 of data set line/],
    ["too few data", { ...good, datasets: [line([1])] }, /more unknowns than data.*2 unknowns, 1 data/],
    ["no data", { ...good, datasets: [] }, /nothing to fit/],
    ["sigma 0", { ...good, datasets: [line([1, 2, 3], 0)] }, /impossible standard deviation/],
  ];
  test.each(cases)("%s", (_, problem, message) => {
    expect(() => fit(problem)).toThrow(message);
    expect(() => fit(problem)).toThrow(OleateError);
  });

  test("a model not finite at its start is named", () => {
    const dataset = {
      ...line([1, 2, 3]),
      predict: (_: Float64Array, out: Float64Array) => out.set([1, Number.NaN, 2]),
    };
    expect(() => fit({ ...good, datasets: [dataset] })).toThrow(DomainError);
    expect(() => fit({ ...good, datasets: [dataset] })).toThrow(/prediction 2 of data set line/);
  });

  test("as many unknowns as data: values, but no errors, and that is said", () => {
    const found = fit({ ...good, datasets: [line([1, 3])] });
    expect(found.parameters[1]!.value).toBeCloseTo(2, 10);
    expect(found.parameters[1]!.standardError).toBeNull();
    expect(found.warnings.join()).toMatch(/no data are left/);
  });

  test("the evaluation limit is reported, not thrown", () => {
    const problem = {
      parameters: [free("a", { start: 1 }), free("k", { start: 5 })],
      datasets: [saturation(12, 5)],
    };
    const found = fit(problem, { maxEvaluations: 3 });
    expect(found.converged).toBe(false);
    expect(found.warnings[0]).toMatch(/evaluation limit/);
  });
});

describe("the engine on its own", () => {
  test("Rosenbrock's valley from (-1.2, 1)", () => {
    // J. J. More, B. S. Garbow & K. E. Hillstrom, ACM Trans. Math. Softw. 7 (1981) 17, problem 1: minimum 0 at (1, 1).
    const x = Float64Array.of(-1.2, 1);
    const free = [new Float64Array(2).fill(-1e300), new Float64Array(2).fill(1e300)] as const;
    const model = {
      unknowns: 2,
      rows: 2,
      evaluate: (p: Float64Array, r: Float64Array, j: Float64Array | null): number => {
        r[0] = 10 * (p[1]! - p[0]! ** 2);
        r[1] = 1 - p[0]!;
        j?.set([-20 * p[0]!, -1, 10, 0]);
        return r[0]! ** 2 + r[1]! ** 2;
      },
    };
    const found = minimise(model, x, free[0], free[1], createWorkspace(2, 2));
    expect(found.converged).toBe(true);
    expect(x[0]).toBeCloseTo(1, 12);
    expect(x[1]).toBeCloseTo(1, 12);
    expect(found.evaluations).toBeLessThan(60);
  });
});

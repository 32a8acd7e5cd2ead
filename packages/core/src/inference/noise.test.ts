import { describe, expect, test } from "vitest";
import { lnNormalCdf } from "../numerics/error-function.ts";
import { lnGamma } from "../numerics/gamma-functions.ts";
import { createRandom } from "../numerics/random.ts";
import { fit } from "./fit.ts";
import type { Dataset, NoiseModel, Parameter, Problem } from "./problem.ts";
import { profile } from "./profile.ts";

/** One unknown: every prediction is the parameter itself. */
function constantModel(
  observed: readonly number[],
  noise: NoiseModel,
  belowLimit?: readonly number[],
): Dataset {
  return {
    name: "level",
    unit: "",
    observed: Float64Array.from(observed),
    noise,
    ...(belowLimit ? { belowLimit: Float64Array.from(belowLimit) } : {}),
    predict: (p, out, jacobian) => {
      out.fill(p[0]!);
      jacobian?.fill(1);
    },
  };
}

/** y = a exp(-k x) at x = 0, 1, 2, ... */
function decayModel(
  name: string,
  observed: Float64Array,
  noise: NoiseModel,
  belowLimit?: Float64Array,
): Dataset {
  return {
    name,
    unit: "",
    observed,
    noise,
    ...(belowLimit ? { belowLimit } : {}),
    predict: (p, out, jacobian) => {
      for (let i = 0; i < out.length; i++) {
        const shape = Math.exp(-p[1]! * i);
        out[i] = p[0]! * shape;
        jacobian?.set([shape, -i * p[0]! * shape], 2 * i);
      }
    },
  };
}

const DECAY: readonly Parameter[] = [
  { name: "a", unit: "", start: 5, lower: 0.01, transform: "log" },
  { name: "k", unit: "", start: 0.3, lower: 0, upper: 5 },
];

/** Minimum of a function by Nelder and Mead's simplex, restarted: no derivatives, no knowledge of the problem. */
function simplexMinimum(
  f: (x: readonly number[]) => number,
  start: readonly number[],
): { x: number[]; value: number } {
  let best = [...start];
  for (let round = 0; round < 12; round++) {
    const size = 0.3 / 4 ** round + 1e-6;
    let corners = [best, ...best.map((_, j) => best.map((v, k) => (j === k ? v + size : v)))].map((x) => ({
      x,
      v: f(x),
    }));
    for (let i = 0; i < 600; i++) {
      corners = corners.toSorted((a, b) => a.v - b.v);
      const worst = corners.at(-1)!;
      const centre = best.map(
        (_, k) => corners.slice(0, -1).reduce((s, c) => s + c.x[k]!, 0) / (corners.length - 1),
      );
      const along = (t: number): { x: number[]; v: number } => {
        const x = centre.map((c, k) => c + t * (worst.x[k]! - c));
        return { x, v: f(x) };
      };
      const mirrored = along(-1);
      const tried = mirrored.v < corners[0]!.v ? [along(-2), mirrored] : [mirrored, along(-0.5), along(0.5)];
      const better = tried.filter((c) => c.v < worst.v).toSorted((a, b) => a.v - b.v)[0];
      if (better) corners[corners.length - 1] = better;
      else
        corners = corners
          .map((c) => ({ x: c.x.map((v, k) => (v + corners[0]!.x[k]!) / 2), v: 0 }))
          .map((c) => ({ x: c.x, v: f(c.x) }));
    }
    best = [...corners.toSorted((a, b) => a.v - b.v)[0]!.x];
  }
  return { x: best, value: f(best) };
}

const LN_TWO_PI = Math.log(2 * Math.PI);

describe("counting noise", () => {
  test("the fit of a constant is the mean, its error sqrt(mean / n)", () => {
    const counts = [3, 0, 7, 2, 5, 1];
    const problem: Problem = {
      parameters: [{ name: "rate", unit: "", start: 1, lower: 1e-6, transform: "log" }],
      datasets: [constantModel(counts, { kind: "counting" })],
    };
    const found = fit(problem);
    expect(found.parameters[0]!.value).toBeCloseTo(3, 12);
    expect(found.parameters[0]!.standardError).toBeCloseTo(Math.sqrt(3 / 6), 10);
    const direct = counts.reduce((sum, y) => sum - 2 * (y * Math.log(3) - 3 - lnGamma(y + 1)), 0);
    expect(found.minus2LogLikelihood).toBeCloseTo(direct, 10);
  });

  test("counts below a limit: 0 seen below 1 is a count of zero", () => {
    const limited = constantModel([0, 4, 6], { kind: "counting" }, [1, Number.NaN, Number.NaN]);
    const parameters: Parameter[] = [{ name: "rate", unit: "", start: 2, lower: 0.01 }];
    expect(fit({ parameters, datasets: [limited] }).parameters[0]!.value).toBeCloseTo(10 / 3, 9);
  });

  test("a decay of counts, some of them zero, against direct maximisation", () => {
    const counts = Float64Array.of(9, 6, 5, 2, 3, 1, 0, 1, 0, 0);
    const found = fit({ parameters: DECAY, datasets: [decayModel("counts", counts, { kind: "counting" })] });
    const direct = simplexMinimum(
      ([lnA, k]) =>
        counts.reduce((sum, y, i) => {
          const m = Math.exp(lnA!) * Math.exp(-k! * i);
          return sum - 2 * (y * Math.log(m) - m - lnGamma(y + 1));
        }, 0),
      [1.5, 0.3],
    );
    expect(found.minus2LogLikelihood).toBeCloseTo(direct.value, 9);
    // A minimum is known to the root of its rounding, about 1e-7.
    expect(found.parameters[1]!.value).toBeCloseTo(direct.x[1]!, 6);
  });
});

describe("points below a limit", () => {
  test("only such points: the upper bound has a closed form", () => {
    // One point below L = 1 with sigma 0.5: -2 ln Phi((L - m) / sigma) rises by 3.8415 at the end.
    const problem: Problem = {
      parameters: [{ name: "level", unit: "", start: 0, lower: -10 }],
      datasets: [constantModel([0], { kind: "constant", sigma: 0.5 }, [1])],
    };
    const [found] = profile(fit(problem)).profiles;
    expect(found!.low).toBeNull();
    expect(found!.openLow).toBe("reaches the bound");
    const rise = -2 * lnNormalCdf((1 - found!.high!) / 0.5);
    expect(rise).toBeCloseTo(3.841458820694124, 4);
  });

  test("a limit far above every prediction changes nothing, far below acts like a point at the limit", () => {
    const parameters: Parameter[] = [{ name: "level", unit: "", start: 1 }];
    const noise = { kind: "constant", sigma: 1 } as const;
    const far = fit({
      parameters,
      datasets: [constantModel([1, 2, 0], noise, [Number.NaN, Number.NaN, 1e4])],
    });
    expect(far.parameters[0]!.value).toBeCloseTo(1.5, 10);
    // -ln Phi(z) -> z^2/2 + ln|z|: the extra pull is 1/|z|, so the estimate nears that of a measured point.
    const near = fit({ parameters, datasets: [constantModel([1000, 0], noise, [Number.NaN, -1000])] });
    expect(Math.abs(near.parameters[0]!.value)).toBeLessThan(1e-3);
  });

  test("unknown sigma with censored points: the joint maximum of parameters and sigma", () => {
    const random = createRandom(4);
    const observed = Float64Array.from(
      { length: 14 },
      (_, i) => 6 * Math.exp(-0.35 * i) + 0.4 * random.normal(),
    );
    const limits = observed.map((y) => (y < 0.5 ? 0.5 : Number.NaN));
    expect(limits.filter(Number.isFinite).length).toBeGreaterThan(3);
    const found = fit({
      parameters: DECAY,
      datasets: [decayModel("tail", observed, { kind: "constant" }, limits)],
    });
    const minus2LnL = ([lnA, k, lnSigma]: readonly number[]): number =>
      observed.reduce((sum, y, i) => {
        const sigma = Math.exp(lnSigma!);
        const m = Math.exp(lnA!) * Math.exp(-k! * i);
        if (Number.isFinite(limits[i]!)) return sum - 2 * lnNormalCdf((limits[i]! - m) / sigma);
        return sum + ((y - m) / sigma) ** 2 + 2 * lnSigma! + LN_TWO_PI;
      }, 0);
    const direct = simplexMinimum(minus2LnL, [1.8, 0.35, -1]);
    expect(found.converged).toBe(true);
    expect(found.minus2LogLikelihood).toBeCloseTo(direct.value, 9);
    expect(found.parameters[0]!.value).toBeCloseTo(Math.exp(direct.x[0]!), 5);
    expect(found.parameters[1]!.value).toBeCloseTo(direct.x[1]!, 6);
    expect(Math.log(found.search.scales[0]!)).toBeCloseTo(direct.x[2]!, 6);
  });
});

describe("proportional noise", () => {
  const random = createRandom(9);
  const observed = Float64Array.from({ length: 16 }, (_, i) => {
    const m = 8 * Math.exp(-0.3 * i);
    return m + Math.max(0.15 * m, 0.05) * random.normal();
  });
  const direct = (fraction: number | null): { x: number[]; value: number } =>
    simplexMinimum(
      ([lnA, k, lnF]) =>
        observed.reduce((sum, y, i) => {
          const m = Math.exp(lnA!) * Math.exp(-k! * i);
          const sd = Math.max((fraction ?? Math.exp(lnF!)) * m, 0.05);
          return sum + ((y - m) / sd) ** 2 + 2 * Math.log(sd) + LN_TWO_PI;
        }, 0),
      fraction === null ? [2, 0.3, -2] : [2, 0.3],
    );

  test.each([
    ["known fraction", 0.15],
    ["unknown fraction", null],
  ])("%s: the maximum of the likelihood, not of reweighted squares", (_, fraction) => {
    const noise: NoiseModel =
      fraction === null
        ? { kind: "proportional", floor: 0.05 }
        : { kind: "proportional", floor: 0.05, fraction };
    const found = fit({ parameters: DECAY, datasets: [decayModel("series", observed, noise)] });
    const known = direct(fraction);
    expect(found.converged).toBe(true);
    expect(found.minus2LogLikelihood).toBeCloseTo(known.value, 7);
    expect(found.parameters[1]!.value).toBeCloseTo(known.x[1]!, 5);
  });
});

describe("several data sets, each with its own unknown sigma", () => {
  test("the joint maximum", () => {
    const random = createRandom(21);
    const series = (n: number, sigma: number): Float64Array =>
      Float64Array.from({ length: n }, (_, i) => 4 * Math.exp(-0.2 * i) + sigma * random.normal());
    const [fine, coarse] = [series(8, 0.05), series(20, 0.6)];
    const found = fit({
      parameters: DECAY,
      datasets: [
        decayModel("fine", fine, { kind: "constant" }),
        decayModel("coarse", coarse, { kind: "constant" }),
      ],
    });
    const known = simplexMinimum(
      ([lnA, k, s1, s2]) =>
        [fine, coarse].reduce((total, data, d) => {
          const lnSigma = d === 0 ? s1! : s2!;
          return data.reduce(
            (sum, y, i) =>
              sum +
              ((y - Math.exp(lnA!) * Math.exp(-k! * i)) / Math.exp(lnSigma)) ** 2 +
              2 * lnSigma +
              LN_TWO_PI,
            total,
          );
        }, 0),
      [1.4, 0.2, -3, -0.5],
    );
    expect(found.minus2LogLikelihood).toBeCloseTo(known.value, 7);
    expect(found.parameters[1]!.value).toBeCloseTo(known.x[1]!, 5);
    // The fine series carries the fit, so it pays most of the two degrees of freedom.
    const inflation = (k: number, n: number): number =>
      n * (1 - (found.search.scales[k]! / found.series[k]!.scales[0]!.value) ** 2);
    expect(inflation(0, 8) + inflation(1, 20)).toBeCloseTo(2, 8);
    expect(inflation(0, 8)).toBeGreaterThan(1.8);
  });
});

import { describe, expect, test } from "vitest";
import { createRandom } from "../numerics/random.ts";
import { bootstrap } from "./bootstrap.ts";
import { estimate } from "./estimation.ts";
import { fit } from "./fit.ts";
import { identifiabilityOf } from "./identifiability.ts";
import type { Dataset, Problem } from "./problem.ts";
import { profile } from "./profile.ts";

/*
 * Competitive binding with depletion: a dot with S sites, a ligand L already there and a titrant P.
 *   s + C_L K_L s / (1 + K_L s) + C_P K_P s / (1 + K_P s) = S,   s the free sites (mM)
 * One root, found by Newton steps from above kept inside (0, S). Observed: bound P in equivalents per dot.
 */
const DOTS = 0.002; // mM
const LIGAND = 2.12; // mM
const LIGAND_CONSTANT = 10.5; // per mM
const DOSES = Float64Array.from({ length: 20 }, (_, i) => 20 * (i + 1)); // equivalents per dot

function predictBound(values: Float64Array, out: Float64Array, jacobian: Float64Array | null): void {
  const k = 10 ** values[0]!;
  const sites = values[1]! * DOTS;
  let s = sites;
  for (let i = 0; i < DOSES.length; i++) {
    const titrant = DOSES[i]! * DOTS;
    s = sites;
    let slope = 1;
    for (let step = 0; step < 60; step++) {
      const byL = 1 / (1 + LIGAND_CONSTANT * s);
      const byP = 1 / (1 + k * s);
      const miss = s + LIGAND * LIGAND_CONSTANT * s * byL + titrant * k * s * byP - sites;
      slope = 1 + LIGAND * LIGAND_CONSTANT * byL * byL + titrant * k * byP * byP;
      // The left side is concave in s: from above one step may overshoot below zero, where it is halved instead.
      const next = s - miss / slope;
      const kept = next > 0 ? next : s / 2;
      if (Math.abs(kept - s) <= 1e-15 * sites) {
        s = kept;
        break;
      }
      s = kept;
    }
    const byP = 1 / (1 + k * s);
    out[i] = (titrant * k * s * byP) / DOTS;
    if (jacobian) {
      // Implicit function theorem: F(s; k, S) = 0 gives ds = -F_k dk / F_s + dS / F_s.
      const boundByS = titrant * k * byP * byP;
      const boundByK = titrant * s * byP * byP;
      jacobian[2 * i] = ((boundByK - (boundByS * boundByK) / slope) * k * Math.LN10) / DOTS;
      jacobian[2 * i + 1] = boundByS / slope;
    }
  }
}

function bindingProblem(observed: Float64Array, sigma?: number): Problem {
  const dataset: Dataset = {
    name: "titration",
    unit: "eq",
    observed,
    noise: sigma === undefined ? { kind: "constant" } : { kind: "constant", sigma },
    predict: predictBound,
  };
  return {
    parameters: [
      { name: "log10 K", unit: "", start: 2, lower: -3, upper: 9 },
      { name: "N", unit: "per dot", start: 250, lower: 1, upper: 5000 },
    ],
    datasets: [dataset],
  };
}

const TRUTH = Float64Array.of(Math.log10(200), 322);

function draw(seed: number): Float64Array {
  const random = createRandom(seed, "titration");
  const out = new Float64Array(DOSES.length);
  predictBound(TRUTH, out, null);
  return out.map((value) => value + 2 * random.normal());
}

describe("competitive binding with depletion", () => {
  test("derivatives agree with differences", () => {
    const n = DOSES.length;
    const jacobian = new Float64Array(2 * n);
    const [up, down] = [new Float64Array(n), new Float64Array(n)];
    predictBound(TRUTH, up, jacobian);
    for (const j of [0, 1]) {
      const step = 1e-5 * TRUTH[j]!;
      predictBound(TRUTH.with(j, TRUTH[j]! + step), up, null);
      predictBound(TRUTH.with(j, TRUTH[j]! - step), down, null);
      // Central differences: 1e-10 relative from the third derivative, 1e-10 from rounding.
      for (let i = 0; i < n; i++) {
        expect(jacobian[2 * i + j]!).toBeCloseTo((up[i]! - down[i]!) / (2 * step), 6);
      }
    }
  });

  test("noiseless data give the truth back", () => {
    const exact = new Float64Array(DOSES.length);
    predictBound(TRUTH, exact, null);
    const found = fit(bindingProblem(exact, 2));
    expect(found.parameters[0]!.value).toBeCloseTo(TRUTH[0]!, 10);
    expect(found.parameters[1]!.value).toBeCloseTo(TRUTH[1]!, 8);
  });

  test("K and N trade off, and the verdict says so", () => {
    const { fit: found, profiles } = profile(fit(bindingProblem(draw(1))));
    expect(found.correlation![0]![1]!).toBeLessThan(-0.95);
    const [low, high] = [profiles[0]!.low, profiles[0]!.high];
    const verdict = identifiabilityOf(found, "log10 K", {
      low,
      high,
      level: 0.95,
      method: "profile likelihood",
    });
    expect(verdict.identifiability).toBe("degenerate");
    expect(verdict.degenerateWith).toBe("N");
  });

  test("binding too tight to measure is bounded from below only", () => {
    const random = createRandom(3);
    const tight = new Float64Array(DOSES.length);
    predictBound(Float64Array.of(8, 322), tight, null);
    const { estimates } = estimate(bindingProblem(tight.map((value) => value + 2 * random.normal())));
    expect(estimates[0]!.identifiability).toBe("bounded-below");
    expect(estimates[0]!.interval.high).toBeNull();
    expect(estimates[0]!.interval.low!).toBeLessThan(8);
    expect(estimates[0]!.interval.low!).toBeGreaterThan(4);
    expect(estimates[1]!.identifiability).toBe("identified");
  });

  test.each([
    ["known sigma", 2],
    ["unknown sigma", undefined],
  ])("95 %% profile intervals cover the truth, %s", (_, sigma) => {
    const draws = 600;
    const covered = [0, 0];
    for (let seed = 0; seed < draws; seed++) {
      const { profiles } = profile(fit(bindingProblem(draw(1000 + seed), sigma)), undefined, {
        curvePoints: 0,
      });
      for (const j of [0, 1]) {
        const inside = profiles[j]!.low! <= TRUTH[j]! && TRUTH[j]! <= profiles[j]!.high!;
        if (inside) covered[j] = covered[j]! + 1;
      }
    }
    // Binomial: sqrt(0.95 x 0.05 / 600) = 0.9 %, so 92 to 98 % is 3.4 standard deviations either way.
    for (const hits of covered) {
      expect(hits / draws).toBeGreaterThan(0.92);
      expect(hits / draws).toBeLessThan(0.98);
    }
  });

  test("speed: a fit, 1000 refits, both profiles", () => {
    const problem = bindingProblem(draw(7));
    const best = fit(problem);
    const timed = (work: () => unknown, repeats: number): number => {
      work();
      const times = Array.from({ length: repeats }, () => {
        const start = performance.now();
        work();
        return performance.now() - start;
      });
      return times.toSorted((a, b) => a - b)[Math.floor(repeats / 2)]!;
    };
    for (let i = 0; i < 300; i++) fit(problem);
    const times = {
      fit: timed(() => fit(problem), 101),
      bootstrap: timed(() => bootstrap(best, { seed: 1 }), 5),
      profiles: timed(() => profile(best), 21),
    };
    if (process.env["TIMES"]) console.log(times, best.evaluations);
    // The targets; on a quiet machine each is met with more than ten times its room.
    expect(times.fit).toBeLessThan(1);
    expect(times.bootstrap).toBeLessThan(200);
    expect(times.profiles).toBeLessThan(20);
  });
});

import { describe, expect, it } from "vitest";
import { createRandom } from "../../inference/index.ts";
import {
  type EmissionComponent,
  exponentialEmission as exponential,
  logNormalEmission,
} from "./components/index.ts";
import { weightByDeviance } from "./distribution-weight.ts";
import { prepareDecay } from "./emission-problem.ts";
import { fitRateDistribution } from "./rate-distribution.ts";
import { decayMeans, drawCounts } from "./simulate.ts";

const N = 256;
const WIDTH = 0.1;
const RESPONSE = { kind: "gaussian", fwhmNs: 0.3 } as const;

function drawn(components: readonly EmissionComponent[], values: readonly number[], seed: number) {
  const empty = { name: "simulated", channelWidthNs: WIDTH, counts: new Float64Array(N).fill(1) };
  const prepared = prepareDecay(empty, { components, response: RESPONSE });
  const means = decayMeans(prepared, Float64Array.from(values));
  return { ...empty, counts: drawCounts(means, createRandom(seed, "distribution")) };
}
// Light of A counts per channel and tau is A tau / 0.1 counts: 5400 of 0.9 ns and 18800 of 4.7 ns.
const two = drawn([exponential, exponential], [1, 0, 2, 600, 0.9, 400, 4.7], 1);
const QUICK = { response: RESPONSE, nodes: 36 };

describe("a free distribution of lifetimes", () => {
  it.each(["entropy", "curvature"] as const)(
    "%s: finds both lifetimes and their shares of the light",
    (regulariser) => {
      const found = fitRateDistribution(two, { ...QUICK, regulariser });
      expect(found.peaks).toHaveLength(2);
      const [fast, slow] = found.peaks;
      // A node is 17 % wide; the counts part a factor 1.5.
      expect(Math.abs(Math.log(fast!.lifetimeNs / 0.9))).toBeLessThan(0.35);
      expect(Math.abs(Math.log(slow!.lifetimeNs / 4.7))).toBeLessThan(0.2);
      expect(Math.abs(fast!.share - 5400 / 24200)).toBeLessThan(0.08);
      expect(Math.abs(found.goodness.z)).toBeLessThan(4);
      expect(found.light.every((value) => value > 0)).toBe(true);
    },
  );

  it("keeps the counts: light inside the record and background sum to what was measured", () => {
    const found = fitRateDistribution(two, QUICK);
    const seen = found.lifetimesNs.reduce(
      (sum, tau, j) => sum + found.light[j]! * -Math.expm1(-(N * WIDTH - found.shiftNs!) / tau),
      0,
    );
    const counts = two.counts.reduce((sum, value) => sum + value, 0);
    // The regulariser pulls a little: far below the counting error of 24 000, 0.6 %.
    expect(Math.abs((seen + N * found.background) / counts - 1)).toBeLessThan(0.003);
    const area = found.averages.amplitude;
    expect(Math.abs(area - 24200 / (5400 / 0.9 + 18800 / 4.7))).toBeLessThan(0.25);
  });

  it("puts the weight where the deviance has risen by the effective number of parameters", () => {
    const found = fitRateDistribution(two, QUICK);
    const least = found.path.at(-1)!;
    const rise = found.goodness.deviance - least.deviance;
    expect(Math.abs(rise / least.effectiveParameters - 1)).toBeLessThan(0.4);
    for (const [k, { deviance, penalty }] of found.path.entries()) {
      if (k === 0) continue;
      // Less weight: better fit, larger penalty.
      expect(deviance).toBeLessThan(found.path[k - 1]!.deviance + 0.01);
      expect(penalty).toBeGreaterThan(found.path[k - 1]!.penalty * 0.999);
    }
    const path = [1, 0.1, 0.01].map((weight, k) => ({
      weight,
      deviance: [110, 104, 100][k]!,
      penalty: k,
      effectiveParameters: 4,
    }));
    expect(weightByDeviance(path)).toBeCloseTo(0.1, 10);
    const corner = fitRateDistribution(two, { ...QUICK, weight: "L-curve" });
    expect(corner.weight).toBeGreaterThan(0);
  });

  it("does not split one lifetime, and shows a broad distribution broad", () => {
    const one = fitRateDistribution(drawn([exponential], [1, 0, 2, 500, 4.7], 2), QUICK);
    const broad = fitRateDistribution(drawn([logNormalEmission], [1, 0, 2, 500, 3, 0.7], 2), QUICK);
    expect(one.peaks.filter(({ share }) => share > 0.1)).toHaveLength(1);
    const width = ({ lifetimesNs, light }: typeof one): number => {
      const total = light.reduce((a, b) => a + b, 0);
      const mean = light.reduce((sum, x, j) => sum + (x / total) * Math.log(lifetimesNs[j]!), 0);
      return Math.sqrt(
        light.reduce((sum, x, j) => sum + (x / total) * (Math.log(lifetimesNs[j]!) - mean) ** 2, 0),
      );
    };
    expect(width(broad)).toBeGreaterThan(1.5 * width(one));
  });

  it("states what the counts can part: more counts, closer lifetimes; and what they part is found", () => {
    const much = drawn([exponential, exponential], [100, 0, 2, 60000, 0.9, 40000, 4.7], 3);
    const few = fitRateDistribution(two, QUICK).resolvable.factor!;
    const many = fitRateDistribution(much, QUICK).resolvable.factor!;
    expect(few).toBeGreaterThan(1.2);
    // The split f shows in the deviance as the fourth power of ln f: a hundredfold of counts, 10^(1/2) in ln f.
    expect(Math.log(few) / Math.log(many)).toBeGreaterThan(2.2);
    expect(Math.log(few) / Math.log(many)).toBeLessThan(4.5);
  });

  it("has a band that holds the light found at every lifetime, and what other measurements of the same light give", () => {
    const first = fitRateDistribution(two, QUICK);
    const { low, high } = first.band;
    for (const [j, value] of first.light.entries()) {
      expect(low[j]!).toBeLessThanOrEqual(value);
      expect(high[j]!).toBeGreaterThanOrEqual(value);
    }
    let held = 0;
    let all = 0;
    const total = first.light.reduce((sum, value) => sum + value, 0);
    for (let seed = 21; seed < 29; seed++) {
      const again = fitRateDistribution(
        drawn([exponential, exponential], [1, 0, 2, 600, 0.9, 400, 4.7], seed),
        QUICK,
      ).light;
      for (const [j, value] of again.entries()) {
        if (first.light[j]! < 0.005 * total) continue;
        all++;
        if (value >= low[j]! && value <= high[j]!) held++;
      }
    }
    // The band is wider than the scatter: a 95 % interval holds this many at the least, with room for weights chosen anew.
    expect(held / all).toBeGreaterThan(0.9);
  });

  it("refuses an impossible grid, weight, or decay", () => {
    expect(() => fitRateDistribution(two, { ...QUICK, nodes: 2 })).toThrow(/grid/u);
    expect(() => fitRateDistribution(two, { ...QUICK, shortestNs: 5, longestNs: 1 })).toThrow(/grid/u);
    expect(() => fitRateDistribution(two, { ...QUICK, weight: -1 })).toThrow(/weight/u);
    expect(() => fitRateDistribution({ ...two, counts: new Float64Array(N) }, QUICK)).toThrow(/no counts/u);
  });
});

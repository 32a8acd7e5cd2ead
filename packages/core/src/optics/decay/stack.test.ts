import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../inference/index.ts";
import { exponentialEmission as exponential } from "./components/index.ts";
import { prepareDecay } from "./emission-problem.ts";
import { fitEmissionDecay } from "./fit-emission.ts";
import { decayMeans, drawCounts } from "./simulate.ts";
import { cutStack, fitStack, joinStacks, stackStart } from "./stack.ts";

const WIDTH = 0.1;
const RESPONSE = { kind: "gaussian", fwhmNs: 0.4 } as const;
const OPTIONS = { components: [exponential], response: RESPONSE };
const random = createRandom(5, "stack");
const empty = { name: "empty", channelWidthNs: WIDTH, counts: new Float64Array(256).fill(1) };
const prepared = prepareDecay(empty, OPTIONS);
const lifetimes = Array.from({ length: 30 }, (_, k) => 2 + 0.2 * k);
const decays = lifetimes.map((tau, k) => ({
  name: `decay ${k + 1}`,
  channelWidthNs: WIDTH,
  counts: drawCounts(decayMeans(prepared, Float64Array.of(0.5, 0, 2, 400 / tau, tau)), random),
}));

describe("a stack", () => {
  const whole = fitStack(decays, OPTIONS);

  it("gives each decay the fit it has alone", () => {
    expect(whole.names).toEqual(["background", "prompt", "shift", "amplitude 1", "lifetime 1"]);
    for (const { index, values, standardErrors, deviance } of whole.fits) {
      const alone = fitEmissionDecay(decays[index]!, { ...OPTIONS, intervals: false });
      const { value, standardError } = alone.fit.parameters[4]!;
      expect(Math.abs(values[4]! - value)).toBeLessThan(0.02 * standardError!);
      expect(Math.abs(standardErrors[4]! / standardError! - 1)).toBeLessThan(1e-3);
      expect(Math.abs(deviance - alone.result.goodness.deviance)).toBeLessThan(1e-3);
    }
  });

  it("recovers lifetimes that differ fourfold along it, with the stated errors", () => {
    const pulls = whole.fits.map(({ index, values, standardErrors }) => {
      return (values[4]! - lifetimes[index]!) / standardErrors[4]!;
    });
    // The mean of 30 squares of standard normal numbers is 1 +- 0.26; three of them.
    const square = pulls.reduce((sum, pull) => sum + pull * pull, 0) / pulls.length;
    expect(Math.abs(square - 1)).toBeLessThan(0.8);
  });

  it.each([1, 2, 4, 7])(
    "cut into %s, given the start of the whole and joined, it is the stack fitted at once",
    (runs) => {
      const start = stackStart(decays, OPTIONS);
      const parts = cutStack(decays.length, runs).map((cut) => ({
        cut,
        result: fitStack(decays.slice(cut.first, cut.end), { ...OPTIONS, start }),
      }));
      // To the last digit: what a decay gives must not depend on how many threads there are.
      expect(joinStacks(parts.toReversed())).toEqual(whole);
    },
  );

  it("names decays that cannot be fitted, with their place, and fits the others", () => {
    const dark = { ...decays[1]!, name: "dark", counts: new Float64Array(256) };
    const wide = {
      ...decays[2]!,
      name: "wide",
      channelWidthNs: 0.2,
      counts: new Float64Array(256).fill(Number.NaN),
    };
    const mixed = fitStack([decays[0]!, dark, wide, decays[3]!], OPTIONS);
    expect(mixed.fits.map(({ index }) => index)).toEqual([0, 3]);
    expect(mixed.failures.map(({ index, name }) => [index, name])).toEqual([
      [1, "dark"],
      [2, "wide"],
    ]);
    expect(mixed.failures[0]!.reason).toContain("holds no counts");
    expect(() => fitStack([], OPTIONS)).toThrow(/no decays/u);
  });

  it("tells its progress and stops when asked, keeping what is done", () => {
    const told: number[] = [];
    const stopped = fitStack(decays, { ...OPTIONS, progress: (done) => told.push(done) < 5 });
    expect(told).toEqual([1, 2, 3, 4, 5]);
    expect(stopped).toMatchObject({ done: 5, stopped: true });
    expect(stopped.fits).toHaveLength(5);
  });

  it("is cut into runs that cover it once, in order, equal but for one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 64 }), (count, parts) => {
        const cuts = cutStack(count, parts);
        expect(cuts[0]!.first).toBe(0);
        expect(cuts.at(-1)!.end).toBe(count);
        for (const [k, { first, end }] of cuts.entries()) {
          if (k > 0) expect(first).toBe(cuts[k - 1]!.end);
          expect(Math.abs(end - first - count / cuts.length)).toBeLessThan(1);
        }
      }),
    );
    expect(() => cutStack(3, 0)).toThrow(/parts/u);
  });
});

import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { createRandom } from "../../inference/index.ts";
import { exponentialEmission as exponential } from "./components/index.ts";
import type { EmissionDecay } from "./emission-decay.ts";
import { prepareDecay } from "./emission-problem.ts";
import { fitEmissionDecay } from "./fit-emission.ts";
import { fitGlobal } from "./global-fit.ts";
import { decayMeans, drawCounts } from "./simulate.ts";

const N = 256;
const WIDTH = 25 / N;
const RESPONSE = {
  kind: "measured",
  histogram: {
    name: "response",
    channelWidthNs: WIDTH,
    counts: Float64Array.from({ length: N }, (_, i) =>
      Math.round(1e5 * Math.exp(-0.5 * (((i - 26) * WIDTH) / 0.12) ** 2)),
    ),
  },
} as const;
const TWO = { components: [exponential, exponential], response: RESPONSE };
const EMPTY = { name: "empty", channelWidthNs: WIDTH, counts: new Float64Array(N).fill(1) };
const SHIFT = 0.3 * WIDTH;

/** Decays of 0.9 and 4.7 ns with a share of the light in the fast one that rises along the series. */
function series(decays: number, photons: number, seed: number): { decays: EmissionDecay[]; fast: number[] } {
  const random = createRandom(seed, "series");
  const prepared = prepareDecay(EMPTY, TWO);
  const fast: number[] = [];
  const made = Array.from({ length: decays }, (_, k) => {
    const share = 0.1 + (0.6 * k) / Math.max(1, decays - 1);
    const values = [0.5, 0, SHIFT, (photons * share * WIDTH) / 0.9, 0.9];
    fast.push(values[3]!);
    const truth = Float64Array.from([...values, (photons * (1 - share) * WIDTH) / 4.7, 4.7]);
    return {
      name: `decay ${k + 1}`,
      channelWidthNs: WIDTH,
      counts: drawCounts(decayMeans(prepared, truth), random),
    };
  });
  return { decays: made, fast };
}

describe("a series with shared lifetimes", () => {
  it("of one decay is the fit of that decay: values, errors, deviance", () => {
    const { decays } = series(1, 50000, 1);
    const alone = fitEmissionDecay(decays[0]!, { ...TWO, intervals: false });
    const global = fitGlobal({ decays }, { lifetimes: 2, response: RESPONSE });
    const values = [
      ...global.lifetimes.map(({ value }) => value),
      ...global.spectra.map(({ values: own }) => own[0]!),
      global.shift!.value,
    ];
    const errors = [
      ...global.lifetimes.map(({ standardError }) => standardError!),
      ...global.spectra.map(({ standardErrors }) => standardErrors[0]!),
      global.shift!.standardError!,
    ];
    const order = [4, 6, 3, 5, 0, 2];
    for (const [j, index] of order.entries()) {
      const { value, standardError } = alone.fit.parameters[index]!;
      // Both searches end within a hundredth of a standard error of the optimum.
      expect(Math.abs(values[j]! - value)).toBeLessThan(0.02 * standardError!);
      // Curvature n / m^2 here, 1 / m there: the same on average, apart by the scatter of 256 channels.
      expect(Math.abs(errors[j]! / standardError! - 1)).toBeLessThan(0.1);
    }
    expect(Math.abs(global.deviance - alone.result.goodness.deviance)).toBeLessThan(2e-3);
  });

  it("amplitudes of each decay are those of that decay alone at the shared values held", () => {
    const { decays } = series(12, 3000, 2);
    const global = fitGlobal({ decays }, { lifetimes: 2, response: RESPONSE });
    const [fast, slow] = global.lifetimes;
    for (const [k, decay] of decays.entries()) {
      const fixed = { "lifetime 1": fast!.value, "lifetime 2": slow!.value };
      const { fit } = fitEmissionDecay(decay, {
        ...TWO,
        fixed,
        shiftNs: global.shift!.value,
        intervals: false,
      });
      for (const [term, index] of [
        [0, 3],
        [1, 5],
        [2, 0],
      ] as const) {
        const { value, standardError } = fit.parameters[index]!;
        const own = global.spectra[term]!.values[k]!;
        expect(Math.abs(own - value)).toBeLessThan(0.02 * (standardError ?? Math.max(1, value)));
      }
    }
  });

  it("covers the shared lifetimes and the spectra as often as it says, without bias", () => {
    const repeats = 120;
    const seen = [0, 0];
    const values: number[][] = [[], []];
    let amplitudes = 0;
    let total = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const { decays, fast } = series(10, 2000, 100 + repeat);
      const found = fitGlobal({ decays }, { lifetimes: 2, response: RESPONSE });
      for (const [k, truth] of [0.9, 4.7].entries()) {
        const { value, low, high } = found.lifetimes[k]!;
        values[k]!.push(value);
        if (low! <= truth && high! >= truth) seen[k]!++;
      }
      for (const [g, truth] of fast.entries()) {
        const { values: own, standardErrors } = found.spectra[0]!;
        if (!(own[g]! > 0)) continue;
        total++;
        if (Math.abs(own[g]! - truth) < 1.96 * standardErrors[g]!) amplitudes++;
      }
    }
    // Three binomial standard errors of 120.
    for (const covered of seen) expect(Math.abs(covered / repeats - 0.95)).toBeLessThan(0.06);
    // Amplitudes of one fit share its lifetimes: counted as 120 independent ones.
    expect(Math.abs(amplitudes / total - 0.95)).toBeLessThan(0.06);
    for (const [k, truth] of [0.9, 4.7].entries()) {
      const mean = values[k]!.reduce((a, b) => a + b, 0) / repeats;
      const spread = Math.sqrt(values[k]!.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (repeats - 1));
      // The estimate's own bias is of order 1 / counts, far below this.
      expect(Math.abs(mean - truth)).toBeLessThan(3.5 * (spread / Math.sqrt(repeats)));
    }
  });

  it("of merged channels says what it lost and stays within it", () => {
    const { decays } = series(60, 4000, 5);
    const whole = fitGlobal({ decays }, { lifetimes: 2, response: RESPONSE, mergeChannels: false });
    const merged = fitGlobal({ decays }, { lifetimes: 2, response: RESPONSE, mergeChannels: true });
    expect(merged.rows).toBeLessThan(N);
    expect(merged.mergingLoss).toBeLessThanOrEqual(0.01);
    for (const [k, { value, standardError }] of whole.lifetimes.entries()) {
      const other = merged.lifetimes[k]!;
      // The two estimates differ by about sqrt(2 x 0.01) of a standard error; three of those.
      expect(Math.abs(other.value - value)).toBeLessThan(0.42 * standardError!);
      expect(Math.abs(other.standardError! / standardError! - 1)).toBeLessThan(0.05);
    }
  });

  it("is the same in any order of its decays, and conserves the counts of each", () => {
    const { decays } = series(8, 3000, 6);
    const there = fitGlobal({ decays }, { lifetimes: 2, response: RESPONSE });
    const back = fitGlobal({ decays: decays.toReversed() }, { lifetimes: 2, response: RESPONSE });
    for (const [k, { value, standardError }] of there.lifetimes.entries()) {
      expect(Math.abs(back.lifetimes[k]!.value - value)).toBeLessThan(0.01 * standardError!);
    }
    expect(fitGlobal({ decays }, { lifetimes: 2, response: RESPONSE }).deviance).toBe(there.deviance);
    // At the maximum of a Poisson likelihood with free amplitudes the fitted counts sum to the measured ones.
    const prepared = prepareDecay(EMPTY, TWO);
    for (const [g, { counts }] of decays.entries()) {
      const [a, b, level] = there.spectra.map(({ values }) => values[g]!);
      const [fast, slow] = there.lifetimes.map(({ value }) => value);
      const at = Float64Array.of(level!, 0, there.shift!.value, a!, fast!, b!, slow!);
      const fitted = decayMeans(prepared, at).reduce((sum, x) => sum + x, 0);
      const measured = counts.reduce((sum, x) => sum + x, 0);
      expect(Math.abs(fitted / measured - 1)).toBeLessThan(1e-4);
    }
  });

  it("leaves out and names decays without counts, fits the others", () => {
    const { decays } = series(4, 3000, 7);
    const dark = { ...decays[1]!, name: "dark", counts: new Float64Array(N) };
    const odd = { ...decays[2]!, name: "scaled", counts: decays[2]!.counts.map((n) => 0.7 * n) };
    const found = fitGlobal(
      { decays: [decays[0]!, dark, decays[2]!, odd, decays[3]!] },
      { lifetimes: 2, response: RESPONSE },
    );
    expect(found.failures.map(({ index, name }) => [index, name])).toEqual([
      [1, "dark"],
      [3, "scaled"],
    ]);
    expect(found.failures[0]!.reason).toContain("no counts");
    expect(found.decays).toBe(3);
    expect(found.spectra[0]!.values[1]).toBeNaN();
    expect(found.spectra[0]!.values[4]).toBeGreaterThanOrEqual(0);
  });

  it("refuses different channels, an empty series, none that can be fitted", () => {
    const { decays } = series(2, 1000, 8);
    const options = { lifetimes: 1, response: RESPONSE };
    const wider = { ...decays[1]!, name: "wider", channelWidthNs: 2 * WIDTH };
    expect(() => fitGlobal({ decays: [decays[0]!, wider] }, options)).toThrow(/channel widths.*wider/su);
    const shorter = { ...decays[1]!, counts: decays[1]!.counts.slice(0, 100) };
    expect(() => fitGlobal({ decays: [decays[0]!, shorter] }, options)).toThrow(InputError);
    expect(() => fitGlobal({ decays: [] }, options)).toThrow(/no decays/u);
    const dark = { ...decays[0]!, counts: new Float64Array(N) };
    expect(() => fitGlobal({ decays: [dark] }, options)).toThrow(/no decay of the series/u);
    expect(() => fitGlobal({ decays }, { ...options, lifetimes: 0 })).toThrow(/1 to 6/u);
  });
});

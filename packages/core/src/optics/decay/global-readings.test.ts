import { describe, expect, it } from "vitest";
import { createRandom } from "../../inference/index.ts";
import { exponentialEmission as exponential } from "./components/index.ts";
import { prepareDecay } from "./emission-problem.ts";
import { fitGlobal } from "./global-fit.ts";
import { fitGlobalReadings } from "./global-readings.ts";
import { decayMeans } from "./simulate.ts";

const N = 200;
const WIDTH = 0.1;
const RESPONSE = { kind: "gaussian", fwhmNs: 0.4 } as const;
const SHIFT = 2.03;
const empty = { name: "empty", channelWidthNs: WIDTH, counts: new Float64Array(N).fill(1) };
// A background of 1, taken off again, keeps the means clear of the least that counts may have.
const curve = (tau: number) =>
  decayMeans(
    prepareDecay(empty, { components: [exponential], response: RESPONSE }),
    Float64Array.of(1, 0, SHIFT, 1, tau),
  ).map((mean) => mean - 1);
const [fast, slow] = [curve(0.9), curve(4.7)];
/** Amplitudes along the series; the fast one rises in place of decaying towards its end. */
const A = Array.from({ length: 8 }, (_, g) => 60 - 15 * g);
const B = Array.from({ length: 8 }, (_, g) => 30 + 10 * g);
const SIGMA = 2;
function series(seed: number) {
  const random = createRandom(seed, "readings");
  return A.map((a, g) => ({
    name: `${600 + 10 * g} nm`,
    channelWidthNs: WIDTH,
    counts: Float64Array.from(fast, (f, i) => a * f + B[g]! * slow[i]! - 5 + SIGMA * random.normal()),
  }));
}

describe("readings that are no counts", () => {
  it("exact ones give exact lifetimes, shift and amplitudes of either sign, below 0 too", () => {
    const decays = A.map((a, g) => ({ ...empty, counts: fast.map((f, i) => a * f + B[g]! * slow[i]! - 5) }));
    const found = fitGlobalReadings({ decays }, { lifetimes: 2, response: RESPONSE });
    expect(found.lifetimes[0]!.value).toBeCloseTo(0.9, 5);
    expect(found.lifetimes[1]!.value).toBeCloseTo(4.7, 5);
    expect(found.shift!.value).toBeCloseTo(SHIFT, 5);
    for (const [g, a] of A.entries()) {
      expect(found.spectra[0]!.values[g]).toBeCloseTo(a, 3);
      expect(found.spectra[1]!.values[g]).toBeCloseTo(B[g]!, 3);
      expect(found.spectra[2]!.values[g]).toBeCloseTo(-5, 3);
    }
    const own = found.curve(3);
    expect(own.fitted[50]).toBeCloseTo(own.counts[50]!, 5);
    expect(own.timesNs[1]).toBeCloseTo(WIDTH, 12);
  });

  it("covers lifetimes, shift and amplitudes as often as it says, and finds the noise", () => {
    const repeats = 60;
    const seen = [0, 0, 0, 0];
    let sigma = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const found = fitGlobalReadings({ decays: series(100 + repeat) }, { lifetimes: 2, response: RESPONSE });
      for (const [k, [number, truth]] of (
        [
          [found.lifetimes[0]!, 0.9],
          [found.lifetimes[1]!, 4.7],
          [found.shift!, SHIFT],
        ] as const
      ).entries()) {
        if (number.low! <= truth && truth <= number.high!) seen[k]!++;
      }
      const { values, standardErrors } = found.spectra[0]!;
      if (Math.abs(values[2]! - A[2]!) < 1.96 * standardErrors[2]!) seen[3]!++;
      sigma += found.sigma / repeats;
      expect(found.correlatedChannels).toBeLessThan(1.5);
    }
    // Three binomial standard errors of 60 about 95 %.
    for (const covered of seen) expect(Math.abs(covered / repeats - 0.95)).toBeLessThan(0.085);
    // The mean of 60 estimates from 1600 readings each is known to 0.3 %.
    expect(sigma).toBeCloseTo(SIGMA, 1);
  });

  it("a held feeding time, background, shift and a prompt part are as they are meant", () => {
    const rise = curve(0.3);
    const decays = B.map((b) => ({ ...empty, counts: slow.map((s, i) => b * (s - rise[i]!) + 7) }));
    const held = { response: RESPONSE, riseNs: 0.3, background: 7, shiftNs: SHIFT };
    const found = fitGlobalReadings({ decays }, { lifetimes: 1, ...held });
    expect(found.lifetimes[0]!.value).toBeCloseTo(4.7, 6);
    expect(found.shift).toBeNull();
    expect(found.spectra.map(({ name }) => name)).toEqual(["lifetime 1"]);
    expect(found.spectra[0]!.values[4]).toBeCloseTo(B[4]!, 5);
    expect(found.curve(0).fitted[0]).toBeCloseTo(7, 6);
    const bare = fitGlobalReadings({ decays }, { lifetimes: 1, response: RESPONSE, prompt: true });
    expect(bare.spectra.map(({ name }) => name)).toEqual(["lifetime 1", "prompt", "background"]);
    expect(bare.warnings.join()).toMatch(/residuals are correlated over/u);
  });

  it("refuses other channels, numbers that are none, and lifetimes without number", () => {
    const [decay] = series(1);
    const options = { lifetimes: 1, response: RESPONSE };
    const odd = { ...decay!, counts: decay!.counts.map((x, i) => (i === 3 ? Number.NaN : x)) };
    expect(() => fitGlobalReadings({ decays: [odd] }, options)).toThrow(
      /channel 4 of 600 nm holds no number/u,
    );
    const short = { ...decay!, counts: decay!.counts.slice(0, 50) };
    expect(() => fitGlobalReadings({ decays: [decay!, short] }, options)).toThrow(/same channels/u);
    expect(() => fitGlobalReadings({ decays: [decay!] }, { ...options, lifetimes: 0 })).toThrow(/1 to 6/u);
    expect(() => fitGlobalReadings({ decays: [decay!] }, { ...options, riseNs: 0 })).toThrow(/above 0/u);
  });

  it("given to the likelihood of counts they are refused with the way out", () => {
    expect(() => fitGlobal({ decays: series(2) }, { lifetimes: 1, response: RESPONSE })).toThrow(
      /no decay of the series holds counts .*--global --noise constant/u,
    );
  });
});

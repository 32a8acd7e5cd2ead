import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../inference/index.ts";
import { beginsBehindRise } from "./behind-rise.ts";
import { exponentialEmission as exponential } from "./components/index.ts";
import { decayIntervalTexts } from "./decay-numbers.ts";
import { prepareDecay } from "./emission-problem.ts";
import { fitEmissionDecay } from "./fit-emission.ts";
import { fitGlobal } from "./global-fit.ts";
import { checkHeldBackground, checkHeldShift } from "./held-values.ts";
import { decayMeans, drawCounts } from "./simulate.ts";

const N = 512;
const WIDTH = 0.1;
const RESPONSE = {
  kind: "measured",
  histogram: {
    name: "response",
    channelWidthNs: WIDTH,
    counts: Float64Array.from({ length: N }, (_, i) =>
      Math.round(1e5 * Math.exp(-0.5 * ((i - 50) / 3) ** 2)),
    ),
  },
} as const;
const empty = { name: "decay", channelWidthNs: WIDTH, counts: new Float64Array(N).fill(1) };
const prepared = prepareDecay(empty, { components: [exponential], response: RESPONSE });
const means = (background: number, amplitude: number, tau: number) =>
  decayMeans(prepared, Float64Array.of(background, 0, 0, amplitude, tau));
const counts = drawCounts(means(3, 1000, 4.7), createRandom(1, "held"));
const decay = { ...empty, counts };
const all = { first: 0, last: N - 1 };

describe("a held background", () => {
  it("above the counts is refused with the channels that say so, and below 0 as impossible", () => {
    expect(() => checkHeldBackground(counts, all, 1e6, "decay")).toThrow(
      /lies above its counts \(found 1000000 counts per channel, and [23]\.?\d* on average in channels \d+ to \d+/u,
    );
    // Half of the light's peak, far above what stands before the pulse.
    expect(() => checkHeldBackground(counts, all, 400, "decay")).toThrow(/lies above/u);
    expect(() => checkHeldBackground(counts, all, -1, "decay")).toThrow(/0 or more/u);
    expect(() => checkHeldBackground(counts, all, Number.NaN, "decay")).toThrow(/impossible/u);
    expect(() =>
      fitGlobal({ decays: [decay, decay] }, { lifetimes: 1, response: RESPONSE, background: 1e6 }),
    ).toThrow(
      /background held for the decays together .*found 1000000 counts per channel, and [23]\.?\d* on/u,
    );
  });

  it("that is true is never refused, whatever the counts", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 1000, noNaN: true }),
        fc.integer({ min: 1, max: 1e6 }),
        (background, amplitude, seed) => {
          const own = drawCounts(means(background, amplitude, 4.7), createRandom(seed, "true"));
          checkHeldBackground(own, all, background, "decay");
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });

  it("a shift out of the record is refused", () => {
    expect(() => checkHeldShift(1000, N * WIDTH, "measured")).toThrow(/-25\.6 to 25\.6 ns/u);
    expect(() => checkHeldShift(-3, N * WIDTH, "gaussian")).toThrow(/0 to 51\.2 ns/u);
    checkHeldShift(-3, N * WIDTH, "measured");
  });
});

describe("a range behind the rise", () => {
  it("is told from one before it, from a second pulse, and from a bare background", () => {
    const last = N - 1;
    expect(beginsBehindRise(counts, { first: 80, last })).toBe(true);
    expect(beginsBehindRise(counts, { first: 0, last })).toBe(false);
    expect(beginsBehindRise(counts, { first: 40, last })).toBe(false);
    const pulses = counts.map((n, i) => n + (i >= 250 ? counts[i - 250]! : 0));
    expect(beginsBehindRise(pulses, { first: 280, last })).toBe(false);
    expect(beginsBehindRise(pulses, { first: 330, last })).toBe(true);
    const weak = drawCounts(means(100, 100, 4.7), createRandom(2, "weak"));
    expect(beginsBehindRise(weak, { first: 20, last })).toBe(false);
  });

  it("shift and amplitude are the same there: any held shift fits alike, and the warning says it", () => {
    const options = {
      components: [exponential],
      response: RESPONSE,
      range: { first: 90 },
      intervals: false,
    } as const;
    const [at0, at1] = [0, 0.5].map((shiftNs) => fitEmissionDecay(decay, { ...options, shiftNs }).result);
    const [a, b] = [at0!.components[0]!, at1!.components[0]!];
    // The response has long passed: a move by s is a factor exp(s / tau), to the precision of the search.
    expect(a.amplitude.value / b.amplitude.value).toBeCloseTo(Math.exp(0.5 / a.lifetime.value), 3);
    expect(at1!.minus2LogLikelihood - at0!.minus2LogLikelihood).toBeCloseTo(0, 3);
    expect(at0!.warnings.join()).toMatch(/begins behind the rise.*held at 0 ns/u);
    const usual = fitEmissionDecay(decay, options).result;
    expect(usual.shift!.value).toBe(WIDTH / 2);
    expect(usual.warnings.join()).toMatch(/held at 0\.05 ns, half a channel/u);
    expect(Math.abs(usual.components[0]!.lifetime.value - 4.7)).toBeLessThan(
      4 * usual.components[0]!.lifetime.standardError!,
    );
    const gaussian = { kind: "gaussian", fwhmNs: 0.5 } as const;
    const free = fitEmissionDecay(decay, { ...options, response: gaussian }).result;
    expect(free.warnings.join()).toMatch(/behind the rise.*neither means anything/u);
  });

  it("the remedy of saturation does not lead there with a response", () => {
    const cut = { ...decay, counts: counts.map((n) => Math.min(n, 700)) };
    const { warnings } = fitEmissionDecay(cut, {
      components: [exponential],
      response: RESPONSE,
      intervals: false,
    }).result;
    expect(warnings.join()).toMatch(
      /saturated: .*fit without a response from [\d.]+ ns on \(--no-irf --from\)/u,
    );
  });
});

describe("digits of an interval", () => {
  it("the far end of a skewed one has those of its own side", () => {
    expect(decayIntervalTexts(4.7, 1.2, 796.5)).toEqual({ value: "4.7", interval: "1.2 to 800" });
    expect(decayIntervalTexts(1000.3, 1000.1, 1010.2)).toEqual({
      value: "1000.30",
      interval: "1000.10 to 1010.2",
    });
    expect(decayIntervalTexts(800.3, 12.34, 801)).toEqual({ value: "800.30", interval: "10 to 801.00" });
    expect(decayIntervalTexts(4.7012, 4.6973, 4.7051)).toEqual({
      value: "4.7012",
      interval: "4.6973 to 4.7051",
    });
  });

  it("never crosses its value", () => {
    const size = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(size, size, size, (value, down, up) => {
        const texts = decayIntervalTexts(value, value - down, value + up);
        const [from, to] = texts.interval.split(" to ").map(Number);
        expect(from).toBeLessThanOrEqual(Number(texts.value));
        expect(to).toBeGreaterThanOrEqual(Number(texts.value));
      }),
      { numRuns: 500, seed: 4 },
    );
  });
});

import { describe, expect, it } from "vitest";
import { createRandom, type RandomSource } from "../../inference/index.ts";
import { exponentialEmission as exponential } from "./components/index.ts";
import type { EmissionDecay } from "./emission-decay.ts";
import { prepareDecay } from "./emission-problem.ts";
import { secondRise } from "./second-rise.ts";
import { decayMeans, drawCounts } from "./simulate.ts";

const CHANNELS = 512;
const WIDTH = 0.1;

/** Means of decays of 3 ns that begin at the times given, each of so many photons. */
function means(
  pulses: readonly (readonly [startNs: number, photons: number])[],
  background: number,
): Float64Array {
  const empty = { name: "simulated", counts: new Float64Array(CHANNELS).fill(1), channelWidthNs: WIDTH };
  const prepared = prepareDecay(empty, {
    components: [exponential],
    response: { kind: "gaussian", fwhmNs: 0.3 },
  });
  const sum = new Float64Array(CHANNELS).fill(background);
  for (const [startNs, photons] of pulses) {
    const one = decayMeans(prepared, Float64Array.of(0, 0, startNs, (photons * WIDTH) / 3, 3));
    for (let i = 0; i < CHANNELS; i++) sum[i] = sum[i]! + one[i]!;
  }
  return sum;
}

const drawn = (of: Float64Array, random: RandomSource): EmissionDecay => ({
  name: "simulated",
  counts: drawCounts(of, random),
  channelWidthNs: WIDTH,
});

describe("a second excitation pulse in one record", () => {
  it.each([1000, 10_000, 1_000_000])("is found at %s photons each, and where", (photons) => {
    const random = createRandom(photons, "two pulses");
    const of = means(
      [
        [4, photons],
        [29, photons],
      ],
      0.2,
    );
    for (let k = 0; k < 20; k++) {
      const found = secondRise(drawn(of, random));
      expect(found).not.toBeNull();
      // To the width of a bin, and the response of 0.3 ns.
      expect(Math.abs(found!.firstNs - 4)).toBeLessThan(found!.binNs + 0.6);
      expect(Math.abs(found!.secondNs - 29)).toBeLessThan(found!.binNs + 0.6);
      expect(found!.top).toBeGreaterThan(found!.dip);
    }
  });

  it("is found before any number of channels that the electronics did not use", () => {
    const of = means(
      [
        [4, 10_000],
        [29, 10_000],
      ],
      0.2,
    );
    const decay = drawn(of, createRandom(4, "unused"));
    const long = new Float64Array(65_536);
    long.set(decay.counts);
    // The last of 512 channels with a background of 0.2 may be empty itself: the bins need not be the same.
    const found = secondRise({ ...decay, counts: long });
    expect(found!.secondNs).toBeCloseTo(secondRise(decay)!.secondNs, 0);
  });

  it("is found when it is the larger one, and left out with the range", () => {
    const decay = drawn(
      means(
        [
          [4, 5000],
          [29, 20_000],
        ],
        1,
      ),
      createRandom(1, "larger"),
    );
    expect(secondRise(decay)).not.toBeNull();
    expect(secondRise(decay, { first: 0, last: 270 })).toBeNull();
  });
});

describe("one excitation pulse", () => {
  it("is none of 300 decays of 30 to 10^6 photons, with light left from the pulse before or without", () => {
    const random = createRandom(2, "one pulse");
    for (let k = 0; k < 300; k++) {
      const photons = 30 * (1e6 / 30) ** random.uniform();
      const start = 3 + 20 * random.uniform();
      const of = means([[start, photons]], random.uniform() * 2);
      // Light of the pulse before, 51.2 ns earlier.
      const before = (random.uniform() * photons * WIDTH) / 60;
      for (let i = 0; i < CHANNELS; i++) of[i] = of[i]! + before * Math.exp((-i * WIDTH) / 30);
      expect(secondRise(drawn(of, random))).toBeNull();
    }
  });

  it("nor noise alone, an afterpulse of 5 %, light that is fed slowly behind scattered light, or a camera's readings", () => {
    const random = createRandom(3, "no pulse");
    for (let k = 0; k < 50; k++) {
      expect(secondRise(drawn(new Float64Array(CHANNELS).fill(0.05 * 4 ** (k % 10)), random))).toBeNull();
    }
    const after = means(
      [
        [4, 1e6],
        [30, 5e4],
      ],
      1,
    );
    expect(secondRise(drawn(after, random))).toBeNull();
    const fed = new Float64Array(CHANNELS);
    for (let i = 0; i < CHANNELS; i++) {
      const t = i * WIDTH - 4;
      fed[i] = 1 + 2000 * Math.exp(-0.5 * (t / 0.15) ** 2);
      if (t > 0) fed[i] = fed[i]! + 3000 * (Math.exp(-t / 12) - Math.exp(-t / 3));
    }
    expect(secondRise(drawn(fed, random))).toBeNull();
    const two = drawn(
      means(
        [
          [4, 1e5],
          [29, 1e5],
        ],
        0,
      ),
      random,
    );
    expect(secondRise({ ...two, counts: two.counts.map((count) => count / 3) })).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { createRandom } from "../../inference/index.ts";
import { exponentialEmission as exponential } from "./components/index.ts";
import type { EmissionModelOptions } from "./emission-problem.ts";
import { fitEmissionDecay } from "./fit-emission.ts";
import { drawCounts } from "./simulate.ts";

/** A response of the given standard deviation, and decays behind it: continuous in time, so that no channel convention is built in. */
function record(
  channels: number,
  widthNs: number,
  sigmaNs: number,
  photons: number,
  parts: readonly (readonly [share: number, tauNs: number])[],
  at = 5,
  seed = 1,
) {
  const fine = 16;
  const step = widthNs / fine;
  const pulse = Float64Array.from({ length: channels * fine }, (_, i) => {
    const z = ((i + 0.5) * step - at) / sigmaNs;
    return Math.exp(-0.5 * z * z);
  });
  const total = pulse.reduce((sum, value) => sum + value, 0);
  const light = new Float64Array(channels);
  const response = new Float64Array(channels);
  for (const [share, tau] of parts) {
    const keep = Math.exp(-step / tau);
    let y = 0;
    for (let i = 0; i < pulse.length; i++) {
      y = keep * y + (1 - keep) * pulse[i]!;
      light[Math.floor(i / fine)]! += (photons * share * y) / total;
    }
  }
  for (let i = 0; i < pulse.length; i++) response[Math.floor(i / fine)]! += (1e6 * pulse[i]!) / total;
  const random = createRandom(seed, "hard cases");
  const counted = (means: Float64Array, background: number): Float64Array =>
    drawCounts(
      means.map((mean) => mean + background),
      random,
    );
  const options: EmissionModelOptions = {
    components: parts.map(() => exponential),
    response: {
      kind: "measured",
      histogram: { name: "response", counts: counted(response, 2), channelWidthNs: widthNs },
    },
  };
  return { decay: { name: "hard", counts: counted(light, 0), channelWidthNs: widthNs }, options };
}

describe("records that stop a careless search", () => {
  it.each([1, 2, 3, 4])(
    "a million photons, no background, a response whose level was taken off (draw %s)",
    (seed) => {
      const { decay, options } = record(1024, 50 / 1024, 0.15, 1e6, [[1, 4.7]], 5, seed);
      const { result } = fitEmissionDecay(decay, { ...options, intervals: false });
      expect(result.converged).toBe(true);
      // 4.7 ns of 1e6 photons is known to 0.005; the response's own noise and channels of 0.05 ns add as much again.
      expect(Math.abs(result.components[0]!.lifetime.value - 4.7)).toBeLessThan(0.03);
    },
  );

  it("a response of two and a half channels: the better of the shifts is found", () => {
    const { decay, options } = record(256, 50 / 256, 0.21, 20_000, [
      [0.4, 1],
      [0.6, 5],
    ]);
    const { result } = fitEmissionDecay(decay, { ...options, intervals: false });
    // A wrong shift gives 0.65 and 4.6 ns with twice the deviance.
    expect(Math.abs(result.components[0]!.lifetime.value - 1)).toBeLessThan(0.25);
    expect(Math.abs(result.components[1]!.lifetime.value - 5)).toBeLessThan(0.25);
  });

  it("a response narrower than two channels is said", () => {
    const { decay, options } = record(256, 50 / 256, 0.1, 20_000, [[1, 5]]);
    const { result } = fitEmissionDecay(decay, { ...options, intervals: false });
    expect(result.warnings.join("\n")).toMatch(/channels wide/u);
  });

  it("both averages of one exponential are its lifetime with its own interval", () => {
    const { decay, options } = record(1024, 50 / 1024, 0.15, 3000, [[1, 4.7]]);
    const { result } = fitEmissionDecay(decay, options);
    expect(result.averages.amplitude).toEqual(result.components[0]!.lifetime);
    expect(result.averages.intensity).toEqual(result.components[0]!.lifetime);
  });

  it("a response recorded elsewhere in time is said", () => {
    const { decay } = record(256, 0.1, 0.3, 20_000, [[1, 3]], 22);
    const { options } = record(256, 0.1, 0.3, 20_000, [[1, 3]], 3);
    const { result } = fitEmissionDecay(decay, { ...options, intervals: false });
    expect(result.warnings.join("\n")).toMatch(/shift stands at the end/u);
  });

  it("unused channels behind the last counted one are left out and said; a decay that has run out is not cut", () => {
    const { decay, options } = record(256, 0.1, 0.3, 200_000, [[1, 8]]);
    const longer = { ...decay, counts: new Float64Array(4096) };
    longer.counts.set(decay.counts);
    const cut = fitEmissionDecay(longer, { ...options, intervals: false }).result;
    expect(cut.range).toEqual({ first: 0, last: 255 });
    expect(cut.warnings.join("\n")).toMatch(/nothing was counted after/u);
    const short = record(4096, 0.1, 0.3, 20_000, [[1, 3]]);
    const whole = fitEmissionDecay(short.decay, { ...short.options, intervals: false }).result;
    expect(whole.range).toEqual({ first: 0, last: 4095 });
    expect(whole.warnings.join("\n")).not.toMatch(/nothing was counted/u);
  });

  it("without a response an end alone leaves the start at the maximum", () => {
    const { decay } = record(256, 0.1, 0.05, 50_000, [[1, 3]]);
    const options = { components: [exponential], intervals: false } as const;
    const { result } = fitEmissionDecay(decay, { ...options, range: { last: 200 } });
    expect(result.range.last).toBe(200);
    expect(result.range.first).toBe(decay.counts.indexOf(Math.max(...decay.counts)));
    expect(Math.abs(result.components[0]!.lifetime.value - 3)).toBeLessThan(0.15);
  });

  // A component the counts do not hold lets its lifetime run off while its area stays: a bent valley of a thousand steps.
  it.each([1, 2, 3, 4])("comes to an end with more components than the counts hold, seed %i", (seed) => {
    const { decay, options } = record(
      2048,
      0.0125,
      0.1,
      20_000,
      [
        [0.25, 0.95],
        [0.75, 4.7],
      ],
      3,
      seed,
    );
    const two = fitEmissionDecay(decay, {
      ...options,
      components: [exponential, exponential],
      intervals: false,
    });
    for (const count of [3, 4]) {
      const components = Array.from({ length: count }, () => exponential);
      const { result } = fitEmissionDecay(decay, { ...options, components, intervals: false });
      expect(result.converged, `${count} components`).toBe(true);
      expect(result.goodness.deviance).toBeLessThan(two.result.goodness.deviance + 1e-3);
    }
  });

  it("behind the rise a response of the same clock gives the shares, held at half a channel", () => {
    // Channels of 0.4 ns: held at 0 the share would be a tenth too large.
    const { decay, options } = record(256, 0.4, 0.6, 1_000_000, [
      [0.25, 3],
      [0.75, 9],
    ]);
    const first = decay.counts.indexOf(Math.max(...decay.counts)) + 8;
    const asked = { ...options, components: [exponential, exponential], range: { first }, intervals: true };
    const held = fitEmissionDecay(decay, asked).result;
    expect(held.shift!.value).toBeCloseTo(0.2, 12);
    // Areas 1 : 3 with lifetimes 3 and 9 ns are equal amplitudes.
    const share = held.components[0]!.amplitudeFraction;
    expect(share.low!).toBeLessThan(0.5);
    expect(share.high!).toBeGreaterThan(0.5);
    const atZero = fitEmissionDecay(decay, { ...asked, shiftNs: 0 }).result.components[0]!.amplitudeFraction;
    expect(atZero.low!).toBeGreaterThan(share.low!);
  });
});

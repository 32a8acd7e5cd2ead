import { describe, expect, it } from "vitest";
import { createRandom } from "../../inference/index.ts";
import { exponentialEmission as exponential, findEmissionComponent } from "./components/index.ts";
import { channelWidthOf, type EmissionDecay, rangeOfTimes } from "./emission-decay.ts";
import { saturatedChannels } from "./emission-warnings.ts";
import { type EmissionFitOptions, fitEmissionDecay } from "./fit-emission.ts";

const WIDTH = 0.1;
const random = createRandom(1, "bad input");
const means = Float64Array.from({ length: 256 }, (_, i) =>
  i < 20 ? 1 : 1 + 300 * Math.exp((-(i - 20) * WIDTH) / 4.7),
);
const drawn = means.map((m) => random.poisson(m));
const decay = (counts: Float64Array = drawn): EmissionDecay => ({
  name: "decay",
  counts,
  channelWidthNs: WIDTH,
});
const pulse = (channels = 256, channelWidthNs = WIDTH, height = 1e4): EmissionDecay => ({
  name: "response",
  channelWidthNs,
  counts: Float64Array.from({ length: channels }, (_, i) =>
    Math.round(height * Math.exp(-0.5 * ((i - 20) / 2) ** 2)),
  ),
});
const fitted = (one: EmissionDecay, more: Partial<EmissionFitOptions> = {}) =>
  fitEmissionDecay(one, { components: [exponential], intervals: false, ...more }).result;
const measured = (histogram: EmissionDecay) => ({ response: { kind: "measured", histogram } as const });

describe("refused, with what to do", () => {
  it.each<[string, () => unknown, RegExp]>([
    ["no counts", () => fitted(decay(new Float64Array(256))), /holds no counts/u],
    [
      "negative counts",
      () => fitted(decay(means.map((m, i) => (i === 3 ? -2 : Math.round(m))))),
      /channel 4 .*negative.*raw/u,
    ],
    ["normalised data", () => fitted(decay(means.map((m) => m / 301))), /no whole number.*--peak-counts/u],
    [
      "no number",
      () => fitted(decay(means.map((m, i) => (i === 9 ? Number.NaN : Math.round(m))))),
      /channel 10 .*no number/u,
    ],
    ["one channel", () => fitted(decay(Float64Array.of(3))), /no decay/u],
    ["no width", () => fitted({ ...decay(), channelWidthNs: 0 }), /channel width/u],
    ["no component", () => fitted(decay(), { components: [] }), /needs a component/u],
    [
      "another channel width",
      () => fitted(decay(), measured(pulse(256, 0.05))),
      /different channel widths.*0\.1 ns and 0\.05 ns/u,
    ],
    [
      "an empty response",
      () => fitted(decay(), measured({ ...pulse(), counts: new Float64Array(256) })),
      /holds no counts/u,
    ],
    [
      "a response below its background",
      () => fitted(decay(), { response: { kind: "measured", histogram: pulse(), background: 1e5 } }),
      /nothing is left/u,
    ],
    [
      "an impossible width",
      () => fitted(decay(), { response: { kind: "gaussian", fwhmNs: 90 } }),
      /width of the response/u,
    ],
    ["an empty range", () => fitted(decay(), { range: { first: 9, last: 9 } }), /not inside/u],
    [
      "a range without counts",
      () =>
        fitted(decay(means.map((m, i) => (i > 100 ? 0 : Math.round(m)))), {
          range: { first: 150, last: 200 },
        }),
      /holds no counts/u,
    ],
    [
      "a period shorter than the record",
      () => fitted(decay(), { ...measured(pulse()), periodNs: 20 }),
      /period .*shorter/u,
    ],
    ["fewer pulses than counts", () => fitted(decay(), { pulses: 100 }), /no more excitation pulses/u],
    ["times that do not rise", () => channelWidthOf(Float64Array.of(3, 2, 1), "x"), /do not rise/u],
    ["uneven times", () => channelWidthOf(Float64Array.of(0, 1, 2, 4, 8, 16), "x"), /not equally wide/u],
    [
      "a missing row",
      () => channelWidthOf(Float64Array.of(0, 1, 2, 4, 5, 6, 7, 8, 9, 10), "x"),
      /not equally wide/u,
    ],
    ["a range of times outside", () => rangeOfTimes(decay(), 80, 90), /holds no channels/u],
    ["no such component", () => findEmissionComponent("exponental"), /nearest: exponential/u],
  ])("%s", (_, act, message) => expect(act).toThrow(message));

  it("printed times may be rounded", () => {
    const times = Float64Array.from({ length: 4096 }, (_, i) => Number((i * 0.0122).toFixed(3)));
    expect(Math.abs(channelWidthOf(times, "x") / 0.0122 - 1)).toBeLessThan(1e-4);
  });

  it("normalised data are taken with the counts of their peak", () => {
    const counts = decay().counts;
    const peak = Math.max(...counts);
    const raw = fitted(decay(counts));
    const scaled = fitted(decay(counts.map((n) => n / peak)), { peakCounts: peak });
    expect(scaled.components[0]!.lifetime.value).toBeCloseTo(raw.components[0]!.lifetime.value, 8);
    expect(scaled.warnings.join()).toContain("restored from normalised");
  });

  it("a response whose record begins elsewhere is put in its place", () => {
    const { counts } = pulse();
    const own = fitted(decay(), measured(pulse())).components[0]!.lifetime.value;
    const later = fitted(decay(), measured({ ...pulse(), counts: counts.slice(7), startNs: 7 * WIDTH }));
    expect(later.components[0]!.lifetime.value).toBeCloseTo(own, 3);
    expect(Math.abs(later.shift!.value)).toBeLessThan(3 * WIDTH);
  });

  it("a range of times is one of channels", () => {
    expect(rangeOfTimes(decay(), 2, 10)).toEqual({ first: 20, last: 99 });
    expect(rangeOfTimes({ ...decay(), startNs: -1 }, 0)).toEqual({ first: 10, last: 255 });
  });
});

describe("taken, with a warning", () => {
  const warned = (one: EmissionDecay, more: Partial<EmissionFitOptions> = {}): string =>
    fitted(one, more).warnings.join("\n");
  it("saturated channels", () => {
    expect(warned(decay(means.map((m) => Math.min(250, Math.round(m)))))).toMatch(
      /saturated: channels 21 to 2\d .*250 counts/u,
    );
    expect(saturatedChannels(Float64Array.of(1, 65535, 3))).toEqual({ first: 1, last: 1 });
    expect(saturatedChannels(Float64Array.of(1, 500, 500, 3))).toBeNull();
  });
  it("a response longer than the decay", () => {
    expect(warned(decay(), measured(pulse(400)))).toContain("longer than the decay");
  });
  it("a response of few counts", () => {
    expect(warned(decay(), measured(pulse(256, WIDTH, 100)))).toContain("fewer counts than the decay");
  });
  it("a response about as wide as the range", () => {
    expect(warned(decay(), { ...measured(pulse()), range: { first: 15, last: 30 } })).toContain(
      "little but the response",
    );
  });
  it("a lifetime longer than the range, and a background that trades off with it", () => {
    const slow = Float64Array.from({ length: 256 }, (_, i) =>
      random.poisson(200 * Math.exp((-i * WIDTH) / 80)),
    );
    const text = warned(decay(slow), { range: { first: 0, last: 255 }, background: 0 });
    expect(text).toContain("longer than the fitted range");
    const free = warned(decay(slow), { range: { first: 0, last: 255 } });
    expect(free).toMatch(/background is not determined|longer than the fitted range/u);
  });
  it("a lifetime far below the response", () => {
    const text = warned(decay(), {
      components: [exponential, exponential],
      response: { kind: "gaussian", fwhmNs: 0.5 },
      fixed: {},
    });
    const fast = Float64Array.from(means, (m, i) =>
      random.poisson(m + 3000 * Math.exp(-0.5 * ((i - 20) / 2.1) ** 2)),
    );
    expect(
      warned(decay(fast), {
        components: [exponential, exponential],
        response: { kind: "gaussian", fwhmNs: 0.5 },
      }),
    ).toContain("only its area");
    expect(typeof text).toBe("string");
  });
  it("pile-up, bias of least squares, a misfit, and counts that scatter too little", () => {
    const one = decay();
    const total = one.counts.reduce((sum, n) => sum + n, 0);
    expect(warned(one, { pulses: 10 * total })).toContain("10 % of the pulses");
    expect(warned(one, { noise: "neyman" })).toMatch(/bias.*low/u);
    expect(warned(one, { noise: "pearson" })).toMatch(/bias.*high/u);
    const two = means.map((m, i) =>
      random.poisson(m + (i < 20 ? 0 : 2000 * Math.exp((-(i - 20) * WIDTH) / 0.6))),
    );
    expect(warned(decay(two))).toContain("misfit");
    expect(warned(decay(means.map(Math.round)))).toContain("may be no raw counts");
  });
});

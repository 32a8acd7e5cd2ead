import { describe, expect, it } from "vitest";
import { createRandom } from "../../inference/index.ts";
import { exponentialEmission as exponential } from "./components/index.ts";
import { prepareDecay } from "./emission-problem.ts";
import { fitEmissionDecay } from "./fit-emission.ts";
import { fitGlobal } from "./global-fit.ts";
import { globalGoodness, globalMembers, stackMembers } from "./series-fits.ts";
import { decayMeans, drawCounts } from "./simulate.ts";
import { fitStack } from "./stack.ts";

const CHANNELS = 256;
const WIDTH = 0.1;
const MODEL = {
  components: [exponential, exponential],
  response: { kind: "gaussian", fwhmNs: 0.3 },
} as const;
const empty = { name: "simulated", counts: new Float64Array(CHANNELS).fill(1), channelWidthNs: WIDTH };
const prepared = prepareDecay(empty, MODEL);
const random = createRandom(1, "series fits");
const decays = Array.from({ length: 60 }, (_, k) => ({
  ...empty,
  name: `decay ${k + 1}`,
  counts: drawCounts(decayMeans(prepared, Float64Array.of(0.5, 0, 2, 60 + k, 0.9, 40, 4.7)), random),
}));

describe("what a series says of each decay", () => {
  const found = fitGlobal({ decays }, { lifetimes: 2, response: MODEL.response });
  const members = [...globalMembers(found)];
  const goodness = members.map((one) => one.fitted().goodness);

  it("a global fit: curves that add up to its deviance, and a deviance as counting noise gives", () => {
    const all = globalGoodness(found, goodness);
    // The same deviance as the fit's own, channels unmerged, to the rounding of its sums.
    expect(all.deviance).toBeCloseTo(found.deviance, 3);
    expect(Math.abs(all.z)).toBeLessThan(4);
    const z = goodness.map((one) => one.z);
    const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
    const spread = Math.sqrt(z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (z.length - 1));
    // z of 60 decays: their mean is known to 0.13, their spread to 9 %.
    expect(Math.abs(mean)).toBeLessThan(0.5);
    expect(Math.abs(spread - 1)).toBeLessThan(0.35);
  });

  it("shares add up to 1, and averages are those of amplitudes and shared lifetimes", () => {
    for (const { index, amplitude, area, averages, unresolved } of members) {
      expect(amplitude[0]! + amplitude[1]!).toBeCloseTo(1, 12);
      expect(area[0]! + area[1]!).toBeCloseTo(1, 12);
      const [a, b] = found.spectra.map(({ values }) => values[index]!);
      const [s, t] = found.lifetimes.map(({ value }) => value);
      expect(averages.amplitude).toBeCloseTo((a! * s! + b! * t!) / (a! + b!), 9);
      expect(averages.intensity).toBeCloseTo((a! * s! ** 2 + b! * t! ** 2) / (a! * s! + b! * t!), 9);
      expect(unresolved).toEqual([]);
    }
  });

  it("a global fit of one decay says what its own fit says", () => {
    const [decay] = decays;
    const one = fitGlobal({ decays: [decay!] }, { lifetimes: 2, response: MODEL.response });
    const own = fitEmissionDecay(decay!, { ...MODEL, intervals: false }).result;
    const [member] = [...globalMembers(one)];
    const all = globalGoodness(one, [member!.fitted().goodness]);
    expect(all.expected).toBeCloseTo(own.goodness.expected, 1);
    expect(Math.abs(all.z - own.goodness.z)).toBeLessThan(0.05);
    expect(Math.abs(member!.averages.amplitude / own.averages.amplitude.value - 1)).toBeLessThan(1e-3);
  });

  it("a stack: each decay as its own fit has it", () => {
    const few = decays.slice(0, 5);
    const stacked = fitStack(few, MODEL);
    for (const member of stackMembers(few, stacked.fits, MODEL)) {
      const own = fitEmissionDecay(few[member.index]!, { ...MODEL, intervals: false }).result;
      expect(Math.abs(member.averages.amplitude / own.averages.amplitude.value - 1)).toBeLessThan(2e-3);
      expect(Math.abs(member.amplitude[0]! - own.components[0]!.amplitudeFraction.value)).toBeLessThan(2e-3);
      expect(Math.abs(member.fitted().goodness.z - own.goodness.z)).toBeLessThan(0.02);
    }
  });

  it("names the components the response does not resolve", () => {
    const values = Float64Array.of(0.5, 3000, 2, 0, 1, 400, 4.7);
    const means = decayMeans(prepareDecay(empty, { ...MODEL, prompt: true }), values);
    const blurred = Array.from({ length: 3 }, () => ({ ...empty, counts: drawCounts(means, random) }));
    const fit = fitGlobal({ decays: blurred }, { lifetimes: 2, response: MODEL.response });
    for (const { unresolved } of globalMembers(fit)) expect(unresolved).toEqual([0]);
  });
});

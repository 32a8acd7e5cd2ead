import { describe, expect, it } from "vitest";
import { createRandom, profile, type RandomSource } from "../../inference/index.ts";
import { compareEmission } from "./compare-emission.ts";
import {
  exponentialEmission as exponential,
  logNormalEmission,
  stretchedEmission,
} from "./components/index.ts";
import { type EmissionModelOptions, prepareDecay } from "./emission-problem.ts";
import { fitEmissionDecay } from "./fit-emission.ts";
import { searchDecay } from "./search-decay.ts";
import { decayMeans, drawCounts } from "./simulate.ts";

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (values.length - 1));
};
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** A decay of the given parameters without noise, to draw from. */
function simulated(
  channels: number,
  channelWidthNs: number,
  options: EmissionModelOptions,
  parameters: readonly number[],
): { draw: (random: RandomSource) => { name: string; counts: Float64Array; channelWidthNs: number } } {
  const empty = { name: "simulated", counts: new Float64Array(channels).fill(1), channelWidthNs };
  const first = options.response ? {} : { range: { first: 0, last: channels - 1 } };
  const means = decayMeans(prepareDecay(empty, { ...options, ...first }), Float64Array.from(parameters));
  return { draw: (random) => ({ ...empty, counts: drawCounts(means, random) }) };
}

/** Coverage of a 95 % interval within 3 binomial standard errors. */
function expectCoverage(covered: number, of: number): void {
  const error = Math.sqrt((0.95 * 0.05) / of);
  expect(Math.abs(covered / of - 0.95)).toBeLessThan(3 * error);
}

describe("one exponential of 4.7 ns, 256 channels over 25 ns, 300 decays", () => {
  const width = 25 / 256;
  const options = {
    components: [exponential],
    background: 0,
    range: { first: 0, last: 255 },
  } as const;
  it.each([300, 1000, 5000])("%s photons: unbiased, with the stated coverage and error", (photons) => {
    const random = createRandom(photons, "recovery");
    const seen = 1 - Math.exp(-25 / 4.7);
    const source = simulated(256, width, options, [0, 0, 0, (photons * width) / 4.7 / seen, 4.7]);
    const values: number[] = [];
    const errors: number[] = [];
    let covered = 0;
    for (let k = 0; k < 300; k++) {
      const fit = searchDecay(prepareDecay(source.draw(random), options));
      const { profiles } = profile(fit, ["lifetime 1"], { curvePoints: 0 });
      const [{ low, high } = { low: null, high: null }] = profiles;
      values.push(fit.parameters[4]!.value);
      errors.push(fit.parameters[4]!.standardError!);
      if (low! <= 4.7 && high! >= 4.7) covered++;
    }
    const error = deviation(values) / Math.sqrt(300);
    // The maximum of the likelihood has a bias of its own of order tau / photons, 0.3 % here at 300.
    expect(Math.abs(mean(values) - 4.7)).toBeLessThan(3 * error + 4.7 / photons);
    expectCoverage(covered, 300);
    // Scatter and information matrix (the Cramer-Rao bound) agree; the scatter of 300 is known to 4 %.
    expect(Math.abs(deviation(values) / mean(errors) - 1)).toBeLessThan(0.15);
  });

  it.each([
    // Published bias of the two least squares on such data: 4.40 and 4.91 at 5000 photons.
    ["neyman", 4.4],
    ["pearson", 4.914],
  ] as const)("%s weights are off by what the warning says", (noise, expected) => {
    const random = createRandom(8, "bias");
    const seen = 1 - Math.exp(-25 / 4.7);
    const source = simulated(256, width, options, [0, 0, 0, (5000 * width) / 4.7 / seen, 4.7]);
    const values = Array.from({ length: 60 }, () => {
      const fit = searchDecay(prepareDecay(source.draw(random), { ...options, noise }));
      return fit.parameters[4]!.value;
    });
    expect(Math.abs(mean(values) - expected)).toBeLessThan(0.05);
  });
});

const N = 4096;
const DT = 50 / N;
const RESPONSE = {
  kind: "measured",
  histogram: {
    name: "response",
    channelWidthNs: DT,
    counts: Float64Array.from({ length: N }, (_, i) =>
      Math.round(1e5 * Math.exp(-0.5 * (((i - 300) * DT) / 0.1) ** 2)),
    ),
  },
} as const;
const TWO = { components: [exponential, exponential], response: RESPONSE };
const amplitude = (photons: number, share: number): number =>
  (photons * DT * share) / (0.9 * 0.6 + 4.7 * 0.4);

describe("two exponentials behind a measured response, 4096 channels", () => {
  it("20 000 photons: medians, shift, scatter at the Cramer-Rao bound, deviance as expected", () => {
    const truth = [0.5, 0, 1.7 * DT, amplitude(20000, 0.6), 0.9, amplitude(20000, 0.4), 4.7];
    const source = simulated(N, DT, TWO, truth);
    const random = createRandom(2, "two");
    const found = Array.from({ length: 100 }, () =>
      fitEmissionDecay(source.draw(random), { ...TWO, intervals: false, starts: 1 }),
    );
    const at = (index: number): number[] => found.map(({ fit }) => fit.parameters[index]!.value);
    // Standard error of a median of 100: 1.25 s / 10, s about 0.07 and 0.09.
    expect(Math.abs(median(at(4)) - 0.9)).toBeLessThan(0.027);
    expect(Math.abs(median(at(6)) - 4.7)).toBeLessThan(0.035);
    expect(Math.abs(median(at(2)) / DT - 1.7)).toBeLessThan(0.15);
    for (const index of [2, 4, 6]) {
      const stated = mean(found.map(({ fit }) => fit.parameters[index]!.standardError!));
      expect(Math.abs(deviation(at(index)) / stated - 1)).toBeLessThan(0.25);
    }
    const z = found.map(({ result }) => result.goodness.z);
    expect(Math.abs(mean(z))).toBeLessThan(0.4);
    expect(Math.abs(deviation(z) - 1)).toBeLessThan(0.25);
  });

  it("a shift of 1.7 channels is found from 0, where linear interpolation gets stuck", () => {
    const truth = [0.5, 0, 1.7 * DT, amplitude(1e6, 0.6), 0.9, amplitude(1e6, 0.4), 4.7];
    const source = simulated(N, DT, TWO, truth);
    const random = createRandom(4, "pitfall");
    for (let k = 0; k < 5; k++) {
      const startValues = Float64Array.of(1, 0, 0, amplitude(1e6, 0.5), 0.5, amplitude(1e6, 0.5), 7);
      const { fit } = fitEmissionDecay(source.draw(random), { ...TWO, intervals: false, startValues });
      // Cramer-Rao: 0.0095 ns, 0.011 ns and 0.1 channels at 1e6 photons; four of them.
      expect(Math.abs(fit.parameters[2]!.value / DT - 1.7)).toBeLessThan(0.4);
      expect(Math.abs(fit.parameters[4]!.value - 0.9)).toBeLessThan(0.04);
      expect(Math.abs(fit.parameters[6]!.value - 4.7)).toBeLessThan(0.05);
    }
  });

  it("the counts choose two components, not one or three", () => {
    const truth = [0.5, 0, 0, amplitude(20000, 0.6), 0.9, amplitude(20000, 0.4), 4.7];
    const decay = simulated(N, DT, TWO, truth).draw(createRandom(6, "number"));
    const { fits, chosen, sentence } = compareEmission(decay, exponential, { response: RESPONSE });
    expect(fits[chosen]!.result.components).toHaveLength(2);
    expect(sentence).toContain("boundary");
  });
});

describe("other models", () => {
  it("a prompt part behind a Gaussian response: its area and the slow lifetime, with coverage", () => {
    const options = {
      components: [exponential],
      prompt: true,
      response: { kind: "gaussian", fwhmNs: 0.57 },
    } as const;
    const width = 0.1;
    const source = simulated(300, width, options, [0.5, 3000, 2.33, 120, 4.7]);
    const random = createRandom(7, "prompt");
    let [lifetime, area, centre] = [0, 0, 0];
    const repeats = 60;
    for (let k = 0; k < repeats; k++) {
      const { result } = fitEmissionDecay(source.draw(random), { ...options, starts: 1 });
      const within = (one: { low: number | null; high: number | null }, x: number): number =>
        one.low! <= x && one.high! >= x ? 1 : 0;
      lifetime += within(result.components[0]!.lifetime, 4.7);
      area += within(result.prompt!, 3000);
      centre += within(result.shift!, 2.33);
    }
    for (const covered of [lifetime, area, centre]) expectCoverage(covered, repeats);
  });

  it.each([
    [stretchedEmission, 0.7],
    [logNormalEmission, 0.6],
  ])("$0.name: lifetime and its further parameter", (component, further) => {
    const options = { components: [component], response: { kind: "gaussian", fwhmNs: 0.3 } } as const;
    const source = simulated(256, 0.1, options, [0.5, 0, 2, 4000, 4.7, further]);
    const { result } = fitEmissionDecay(source.draw(createRandom(9, component.name)), {
      ...options,
      starts: 1,
      intervals: false,
    });
    const { lifetime, shape } = result.components[0]!;
    expect(Math.abs(lifetime.value - 4.7)).toBeLessThan(4 * lifetime.standardError!);
    expect(Math.abs(shape[0]!.value - further)).toBeLessThan(4 * shape[0]!.standardError!);
    expect(Math.abs(result.goodness.z)).toBeLessThan(4);
  });

  it("pile-up: the lifetime of the light, not of the first photons", () => {
    const pulses = 50000;
    const width = 0.1;
    const options = { components: [exponential], background: 0, range: { first: 0, last: 399 } } as const;
    const random = createRandom(10, "pile-up");
    // Every pulse gives a Poisson number of photons about 0.5; only the first is timed.
    const counts = new Float64Array(400);
    for (let k = 0; k < pulses; k++) {
      let first = Number.POSITIVE_INFINITY;
      for (let photon = random.poisson(0.5); photon > 0; photon--) {
        first = Math.min(first, -4.7 * Math.log(1 - random.uniform()));
      }
      const channel = Math.floor(first / width);
      if (channel < 400) counts[channel] = counts[channel]! + 1;
    }
    const decay = { name: "piled up", counts, channelWidthNs: width };
    const of = (more: object): { value: number; error: number } => {
      const { lifetime } = fitEmissionDecay(decay, { ...options, ...more, intervals: false }).result
        .components[0]!;
      return { value: lifetime.value, error: lifetime.standardError! };
    };
    const corrected = of({ pulses });
    expect(Math.abs(corrected.value - 4.7)).toBeLessThan(4 * corrected.error);
    const plain = of({});
    expect(4.7 - plain.value).toBeGreaterThan(8 * plain.error);
  });

  it("a repetition period: what earlier pulses leave is no background", () => {
    const width = 0.1;
    const periodNs = 25.6;
    const response = { kind: "gaussian", fwhmNs: 0.3 } as const;
    const options = { components: [exponential], response, periodNs };
    const source = simulated(256, width, options, [0, 0, 3, 300, 20]);
    const decay = source.draw(createRandom(11, "period"));
    const { lifetime } = fitEmissionDecay(decay, { ...options, intervals: false }).result.components[0]!;
    expect(Math.abs(lifetime.value - 20)).toBeLessThan(4 * lifetime.standardError!);
  });
});

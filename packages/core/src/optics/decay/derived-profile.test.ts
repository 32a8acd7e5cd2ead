import { describe, expect, it } from "vitest";
import { createRandom } from "../../inference/index.ts";
import { exponentialEmission as exponential } from "./components/index.ts";
import type { DecayNumber } from "./decay-numbers.ts";
import { prepareDecay } from "./emission-problem.ts";
import { type EmissionFitOptions, type EmissionResult, fitEmissionDecay } from "./fit-emission.ts";
import { decayMeans, drawCounts } from "./simulate.ts";

const WIDTH = 0.1;
const RESPONSE = { kind: "gaussian", fwhmNs: 0.3 } as const;
const TWO: EmissionFitOptions = { components: [exponential, exponential], response: RESPONSE, starts: 1 };

/** Draws decays of the parameters and fits them. */
function fitter(
  channels: number,
  values: readonly number[],
  seed: number,
): (options?: Partial<EmissionFitOptions>) => EmissionResult {
  const empty = { name: "simulated", counts: new Float64Array(channels).fill(1), channelWidthNs: WIDTH };
  const prepared = prepareDecay(empty, { ...TWO, prompt: true });
  const means = decayMeans(prepared, Float64Array.from(values));
  const random = createRandom(seed, "derived");
  return (options = {}) =>
    fitEmissionDecay({ ...empty, counts: drawCounts(means, random) }, { ...TWO, ...options }).result;
}

const holds = ({ low, high }: DecayNumber, truth: number): boolean =>
  (low === null || low <= truth) && (high === null || high >= truth);

describe("profile intervals of numbers that are no parameters", () => {
  it("come to those of first order where counts are many", () => {
    const values = [1, 0, 2, 60_000, 0.9, 40_000, 4.7];
    const found = fitter(256, values, 1)();
    const first = fitter(256, values, 1)({ intervals: ["lifetime 1"] });
    const pairs: [DecayNumber, DecayNumber][] = [
      [found.averages.amplitude, first.averages.amplitude],
      [found.averages.intensity, first.averages.intensity],
      [found.components[0]!.amplitudeFraction, first.components[0]!.amplitudeFraction],
      [found.components[1]!.areaFraction, first.components[1]!.areaFraction],
    ];
    for (const [profiled, plain] of pairs) {
      expect(profiled.method).toBe("profile likelihood");
      expect(plain.method).toBe("first order");
      const reach = plain.high! - plain.low!;
      // An end is met to a fiftieth of half the interval.
      expect(Math.abs(profiled.low! - plain.low!)).toBeLessThan(0.04 * reach);
      expect(Math.abs(profiled.high! - plain.high!)).toBeLessThan(0.04 * reach);
    }
  });

  it("shares of two parts are one another's rest", () => {
    const [a, b] = fitter(256, [1, 0, 2, 60, 0.9, 40, 4.7], 2)().components;
    expect(a!.amplitudeFraction.low! + b!.amplitudeFraction.high!).toBeCloseTo(1, 12);
    expect(a!.areaFraction.high! + b!.areaFraction.low!).toBeCloseTo(1, 12);
  });

  it("cover shares and averages at 300 photons", () => {
    const scale = (300 * WIDTH) / (0.54 + 1.88);
    const draw = fitter(256, [0.02, 0, 2, 0.6 * scale, 0.9, 0.4 * scale, 4.7], 300);
    const truth = { share: 0.6, light: 0.54 / 2.42, amplitude: 2.42, intensity: (0.486 + 8.836) / 2.42 };
    const covered = { share: 0, light: 0, amplitude: 0, intensity: 0 };
    const repeats = 12;
    for (let k = 0; k < repeats; k++) {
      const { components, averages } = draw();
      if (holds(components[0]!.amplitudeFraction, truth.share)) covered.share++;
      if (holds(components[0]!.areaFraction, truth.light)) covered.light++;
      if (holds(averages.amplitude, truth.amplitude)) covered.amplitude++;
      if (holds(averages.intensity, truth.intensity)) covered.intensity++;
    }
    // 600 decays gave 92 to 97 %; at 92.5 % fewer than 10 of 12 come of one seed in 17, this seed is not among them.
    for (const one of Object.values(covered)) expect(one).toBeGreaterThanOrEqual(10);
  });
});

describe("a part that the response does not resolve", () => {
  // 3000 counts of prompt light, fitted with an exponential of their own.
  const found = fitter(256, [0.5, 3000, 2, 400, 4.7, 0, 1], 4)();

  it("leaves the average over amplitude without a lower bound, and that over light with both", () => {
    expect(found.components[0]!.lifetime.low).toBeNull();
    expect(found.averages.amplitude.low).toBeNull();
    expect(found.averages.amplitude.high).toBeLessThan(4.7);
    const { low, high } = found.averages.intensity;
    // The light of the prompt part is known, and it arrives at once: 18 800 of 21 800 counts times 4.7 ns.
    expect(low).toBeGreaterThan(3.8);
    expect(high).toBeLessThan(4.4);
  });

  it("has any share of the amplitude up to all, and a known one of the light", () => {
    const [fast] = found.components;
    expect(fast!.amplitudeFraction.high).toBe(1);
    const { low, high } = fast!.areaFraction;
    expect(low).toBeGreaterThan(0.11);
    expect(high).toBeLessThan(0.17);
  });

  it("without profiles no interval is printed that says nothing", () => {
    const plain = fitter(256, [0.5, 3000, 2, 400, 4.7, 0, 1], 4)({ intervals: ["background"] });
    const { low, high } = plain.averages.amplitude;
    expect(low === null || high! / low < 8).toBe(true);
  });
});

it("a background that stands at 0 has an upper end", () => {
  const draw = fitter(256, [0, 0, 2, 60, 0.9, 40, 4.7], 5);
  let met = 0;
  for (let k = 0; k < 12; k++) {
    const { background } = draw();
    if (background.value > 0) continue;
    met++;
    expect(background.low).toBe(0);
    expect(background.high).toBeGreaterThan(0);
    // 256 channels of about 2400 counts: more than a few in the empty half would show.
    expect(background.high).toBeLessThan(0.3);
  }
  expect(met).toBeGreaterThan(0);
});

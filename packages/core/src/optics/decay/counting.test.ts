import { describe, expect, it, test } from "vitest";
import { createRandom, type Dataset, fit } from "../../inference/index.ts";
import { averageLifetimes } from "./averages.ts";
import { exponentialEmission, stretchedEmission } from "./components/index.ts";
import type { DecayModelFunction } from "./decay-model.ts";
import { decayDataset } from "./least-squares-weights.ts";
import { coatesCorrection, pileUpAttenuation } from "./pile-up.ts";
import { devianceMoments, goodnessOfFit } from "./poisson-deviance.ts";

/** Half a unit of the last printed digit. */
function toDigits(found: number, printed: string): void {
  const decimals = printed.split(".")[1]?.length ?? 0;
  expect(Math.abs(found - Number(printed))).toBeLessThan(0.5000001 * 10 ** -decimals);
}

const TABLE: readonly [number, string, string, string][] = [
  // The estimate printed elsewhere as 0.09538823 is 0.095388224720 with more digits.
  [0.1, "0.47409785", "0.09538822", "0.33166248"],
  [1, "1.1468056", "0.74130904", "1.41421356"],
  [2, "1.1394038", "1.3640545", "2.4494897"],
  [5, "1.0466770", "3.7799582", "5.4772256"],
  [10, "1.0188285", "8.8443283", "10.488088"],
  [100, "1.0016837", "98.989686", "100.49876"],
];

/** Poisson probabilities of 0, 1, 2 ... up to where they vanish. */
function probabilities(mean: number): Float64Array {
  const count = Math.ceil(mean + 12 * Math.sqrt(mean) + 30);
  const p = new Float64Array(count);
  let ln = -mean;
  for (let n = 0; n < count; n++) {
    p[n] = Math.exp(ln);
    ln += Math.log(mean / (n + 1));
  }
  return p;
}

/** A constant rate fitted with the given weights to every count at once, each as often as it occurs. */
function constantRate(mean: number, noise: "neyman" | "pearson"): number {
  const p = probabilities(mean);
  const kept = Array.from(p.keys()).filter((n) => p[n]! > 1e-18);
  const counts = Float64Array.from(kept);
  const model = {
    parameters: [{ name: "rate", unit: "counts", help: "" }],
    components: [],
    range: { first: 0, last: counts.length - 1 },
    predict: (values: Float64Array, out: Float64Array, jacobian: Float64Array | null) => {
      out.fill(values[0]!);
      jacobian?.fill(1);
    },
  } satisfies DecayModelFunction;
  const plain = decayDataset("rate", counts, model, noise);
  const dataset: Dataset = {
    ...plain,
    relativeSigma: counts.map((n, i) => (plain.relativeSigma?.[i] ?? 1) / Math.sqrt(p[n]!)),
  };
  const found = fit({
    parameters: [{ name: "rate", unit: "counts", start: mean, lower: 1e-9 }],
    datasets: [dataset],
  });
  return found.parameters[0]!.value;
}

describe("constant rates, exact sums", () => {
  it.each(TABLE)("mean %s: expected deviance", (mean, deviance) => {
    toDigits(devianceMoments(mean).mean, deviance);
  });
  it.each(TABLE)("mean %s: Neyman's and Pearson's estimates", (mean, _, neyman, pearson) => {
    toDigits(constantRate(mean, "neyman"), neyman);
    toDigits(constantRate(mean, "pearson"), pearson);
  });
});

describe("goodness of fit", () => {
  it("expects what simulated counts give, from far below one count to thousands", () => {
    const random = createRandom(5, "deviance");
    for (const mean of [0.02, 0.4, 3, 40, 2000]) {
      const n = 500;
      const repeats = 200;
      let sum = 0;
      let square = 0;
      for (let k = 0; k < repeats; k++) {
        let deviance = 0;
        for (let i = 0; i < n; i++) {
          const y = random.poisson(mean);
          deviance += 2 * (mean - y + (y > 0 ? y * Math.log(y / mean) : 0));
        }
        const { z } = goodnessOfFit(deviance, new Float64Array(n).fill(mean), null, null);
        sum += z;
        square += z * z;
      }
      // Mean of 200 standard normal numbers within 4 standard errors, their variance within 4 of its own.
      expect(Math.abs(sum / repeats)).toBeLessThan(4 / Math.sqrt(repeats));
      expect(Math.abs(square / repeats - 1)).toBeLessThan(4 * Math.sqrt(2 / repeats));
    }
  });

  it("is not one per degree of freedom", () => {
    const means = new Float64Array(1000).fill(0.1);
    expect(goodnessOfFit(0, means, null, null).expected).toBeCloseTo(474.1, 1);
  });
});

test("average lifetimes", () => {
  const part = (amplitude: number, tau: number) => ({
    component: exponentialEmission,
    amplitude,
    values: Float64Array.of(tau),
  });
  const first = averageLifetimes([part(0.7, 1), part(0.3, 10)]);
  expect(first.amplitude).toBeCloseTo(3.7, 12);
  toDigits(first.intensity, "8.2972973");
  const second = averageLifetimes([part(0.6, 0.9), part(0.4, 4.7)]);
  expect(second.amplitude).toBeCloseTo(2.42, 12);
  toDigits(second.intensity, "3.85206612");
});

test.each([
  [10, 0.5, "20", "60"],
  [10, 0.8, "11.33003096", "14.66611601"],
  [4.7, 0.75, "5.59600494", "7.91900005"],
])("average lifetimes of exp(-(t / %s)^%s)", (tau, beta, amplitude, intensity) => {
  const found = averageLifetimes([
    { component: stretchedEmission, amplitude: 3, values: Float64Array.of(tau, beta) },
  ]);
  expect(Math.abs(found.amplitude - Number(amplitude))).toBeLessThan(6e-9);
  expect(Math.abs(found.intensity - Number(intensity))).toBeLessThan(6e-9);
});

describe("pile-up", () => {
  it("Coates: 100 and 90 of 1000 pulses are 105.36051566 twice", () => {
    const corrected = coatesCorrection(Float64Array.of(100, 90), 1000);
    toDigits(corrected[0]!, "105.36051566");
    toDigits(corrected[1]!, "105.36051566");
  });

  it("the factor on the model is the same correction", () => {
    const counts = Float64Array.of(0, 100, 90, 0, 7);
    const corrected = coatesCorrection(counts, 1000);
    const factor = pileUpAttenuation(counts, 1000);
    for (let i = 0; i < counts.length; i++) expect(corrected[i]! * factor[i]!).toBeCloseTo(counts[i]!, 10);
  });

  it("refuses more photons than pulses", () => {
    expect(() => coatesCorrection(Float64Array.of(600, 600), 1000)).toThrow(/no more excitation pulses/u);
  });
});

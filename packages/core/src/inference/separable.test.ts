import { describe, expect, test } from "vitest";
import { createRandom } from "../numerics/random.ts";
import { fit } from "./fit.ts";
import type { Dataset, Parameter, SeparableDataset } from "./problem.ts";
import { profile } from "./profile.ts";

const TIMES = Float64Array.from({ length: 30 }, (_, i) => 0.5 * i); // ns
const TERMS = 2;

/** Two decays and their amplitudes in `channels` channels; parameters are the two rates (per ns). */
function decays(observed: Float64Array, channels: number, sigmaPerChannel = false): SeparableDataset {
  return {
    name: "decays",
    unit: "counts",
    observed,
    rows: TIMES.length,
    channels,
    terms: TERMS,
    amplitudeNames: ["fast", "slow"],
    noise: { kind: "constant", sigmaPerChannel },
    basis: (p, out, jacobian) => {
      jacobian?.fill(0);
      for (const [i, t] of TIMES.entries()) {
        for (let m = 0; m < TERMS; m++) {
          const value = Math.exp(-p[m]! * t);
          out[i * TERMS + m] = value;
          if (jacobian) jacobian[(i * TERMS + m) * p.length + m] = -t * value;
        }
      }
    },
  };
}

/** The same as an ordinary data set with the amplitudes as parameters after the rates. */
function explicitDecays(observed: Float64Array, channels: number): Dataset {
  return {
    name: "decays",
    unit: "counts",
    observed,
    noise: { kind: "constant" },
    predict: (p, out, jacobian) => {
      jacobian?.fill(0);
      for (const [i, t] of TIMES.entries()) {
        for (let c = 0; c < channels; c++) {
          const row = i * channels + c;
          out[row] = 0;
          for (let m = 0; m < TERMS; m++) {
            const amplitude = 2 + m * channels + c;
            const value = Math.exp(-p[m]! * t);
            out[row] = out[row]! + p[amplitude]! * value;
            if (!jacobian) continue;
            jacobian[row * p.length + m] = -t * value * p[amplitude]!;
            jacobian[row * p.length + amplitude] = value;
          }
        }
      }
    },
  };
}

function simulate(channels: number, sigma: (channel: number) => number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: TIMES.length * channels }, (_, k) => {
    const [t, c] = [TIMES[Math.floor(k / channels)]!, k % channels];
    return (3 + c) * Math.exp(-1.1 * t) + (5 - c) * Math.exp(-0.2 * t) + sigma(c) * random.normal();
  });
}

// The bounds keep the two rates from trading names.
const RATES: readonly Parameter[] = [
  { name: "fast rate", unit: "/ns", start: 2, lower: 0.5, transform: "log" },
  { name: "slow rate", unit: "/ns", start: 0.1, lower: 0.001, upper: 0.5, transform: "log" },
];

describe("linear amplitudes eliminated", () => {
  test.each([1, 3])("%d channel(s): the same fit as with every amplitude a parameter", (channels) => {
    const observed = simulate(channels, () => 0.1, 2);
    const reduced = fit({ parameters: RATES, datasets: [decays(observed, channels)] });
    const amplitudes = Array.from({ length: TERMS * channels }, (_, k) => ({
      name: `a${k}`,
      unit: "",
      start: 1,
    }));
    const full = fit({
      parameters: [...RATES, ...amplitudes],
      datasets: [explicitDecays(observed, channels)],
    });
    expect(reduced.converged && full.converged).toBe(true);
    expect(reduced.sumOfSquares / full.sumOfSquares).toBeCloseTo(1, 11);
    expect(reduced.minus2LogLikelihood).toBeCloseTo(full.minus2LogLikelihood, 9);
    expect(reduced.freeParameters).toBe(full.freeParameters);
    expect(reduced.degreesOfFreedom).toBeCloseTo(full.degreesOfFreedom, 9);
    expect(reduced.aicc).toBeCloseTo(full.aicc!, 8);
    // Both searches stop within 1e-10 of the residual's length of the optimum.
    for (const j of [0, 1]) {
      expect(reduced.parameters[j]!.value / full.parameters[j]!.value).toBeCloseTo(1, 7);
      expect(reduced.parameters[j]!.standardError! / full.parameters[j]!.standardError!).toBeCloseTo(1, 6);
    }
    for (const found of reduced.series[0]!.amplitudes) {
      const m = found.name === "fast" ? 0 : 1;
      const known = full.parameters[2 + m * channels + found.channel]!;
      expect(found.value / known.value).toBeCloseTo(1, 7);
      expect(found.standardError! / known.standardError!).toBeCloseTo(1, 6);
    }
    expect(reduced.evaluations).toBeLessThan(full.evaluations);
  });

  test("profiles agree as well", () => {
    const observed = simulate(1, () => 0.1, 3);
    const reduced = profile(fit({ parameters: RATES, datasets: [decays(observed, 1)] })).profiles;
    const amplitudes = ["a", "b"].map((name) => ({ name, unit: "", start: 1 }));
    const explicit = fit({ parameters: [...RATES, ...amplitudes], datasets: [explicitDecays(observed, 1)] });
    const full = profile(explicit, ["fast rate", "slow rate"]).profiles;
    for (const j of [0, 1]) {
      expect(reduced[j]!.low! / full[j]!.low!).toBeCloseTo(1, 5);
      expect(reduced[j]!.high! / full[j]!.high!).toBeCloseTo(1, 5);
    }
  });

  test("a sigma of its own for every channel", () => {
    const observed = simulate(2, (c) => (c === 0 ? 0.02 : 0.4), 4);
    const found = fit({ parameters: RATES, datasets: [decays(observed, 2, true)] });
    const [quiet, loud] = found.series[0]!.scales;
    // A standard deviation from 30 values is uncertain by 1 / sqrt(60) = 13 %: three of these.
    expect(Math.abs(quiet!.value / 0.02 - 1)).toBeLessThan(0.4);
    expect(Math.abs(loud!.value / 0.4 - 1)).toBeLessThan(0.4);
    expect(found.estimatedScales).toBe(2);
    expect(found.converged).toBe(true);
  });

  test("jointly with an ordinary data set that shares a rate", () => {
    const observed = simulate(1, () => 0.3, 5);
    const direct: Dataset = {
      name: "slow rate measured",
      unit: "/ns",
      observed: Float64Array.of(0.2),
      noise: { kind: "constant", sigma: 1e-6 },
      predict: (p, out, jacobian) => {
        out[0] = p[1]!;
        jacobian?.set([0, 1]);
      },
    };
    const found = fit({ parameters: RATES, datasets: [decays(observed, 1), direct] });
    expect(found.parameters[1]!.value).toBeCloseTo(0.2, 5);
    expect(found.parameters[1]!.standardError! / 1e-6).toBeCloseTo(1, 3);
    expect(found.converged).toBe(true);
  });

  test("two equal rates make the basis dependent: one amplitude is left out, nothing is NaN", () => {
    const observed = simulate(1, () => 0.1, 6);
    const parameters = RATES.map((rate) => ({ ...rate, start: 0.5, fixed: true }));
    const found = fit({ parameters, datasets: [decays(observed, 1)] });
    expect(found.series[0]!.amplitudes.every((a) => Number.isFinite(a.value))).toBe(true);
    expect(found.series[0]!.amplitudes[1]!.value).toBe(0);
  });
});

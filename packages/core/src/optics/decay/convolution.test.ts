import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { createRandom } from "../../inference/index.ts";
import {
  EMISSION_COMPONENTS,
  type EmissionComponent,
  exponentialEmission,
  logNormalEmission,
  stretchedEmission,
} from "./components/index.ts";
import { type Convolver, channelFactor, channelFactorSlope, wrapFactor } from "./convolver.ts";
import { decayModel } from "./decay-model.ts";
import { gaussianConvolver, modifiedGaussian, sigmaOfFwhm } from "./gaussian-convolver.ts";
import { convolveExponential, measuredConvolver } from "./measured-convolver.ts";
import { rateSum } from "./rate-sum.ts";
import { normalisedResponse, widthAtHalf } from "./response.ts";
import { responseSpline, shiftResponse } from "./shifted-response.ts";
import { tailConvolver } from "./tail-convolver.ts";

const SIGMA = sigmaOfFwhm(0.57);

/** Agreement to the digits of a printed number: half a unit of its last place, or the rounding of 15 digits. */
function toDigits(found: number, printed: string): void {
  const [digits = ""] = printed.split("e");
  const places = digits.replace("-", "").replace(".", "").replace(/^0+/u, "").length;
  expect(Math.abs(found / Number(printed) - 1)).toBeLessThan(0.5 * 10 ** (1 - places) + 3e-15);
}

describe("a Gaussian response in closed form", () => {
  // Reference: exponentially modified Gaussian, mu 0, FWHM 0.57 ns, unit amplitude.
  it.each([
    [-1, "1.78369091580985e-5", "1.17175331336832e-5"],
    [0, "0.480099266808894", "0.145042654498313"],
    [0.5, "0.880469249178465", "0.0455738327319427"],
    [1, "0.809399794787596", "8.12842162647886e-4"],
    [5, "0.345589512366381", "3.61054803214052e-21"],
    [20, "0.014207391091634", "2.59e-86"],
  ])("at t = %s ns", (t, slow, fast) => {
    toDigits(modifiedGaussian(t, 4.7, SIGMA), slow);
    toDigits(modifiedGaussian(t, 0.1, SIGMA), fast);
  });

  it("does not over- or underflow for any width, lifetime and time", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 5, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -50, max: 500, noNaN: true }),
        (lnTau, lnSigma, t) => {
          const value = modifiedGaussian(t, Math.exp(lnTau), Math.exp(lnSigma));
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it.each([0.02, 0.1, 4.7, 60])("channels are the integral of it, lifetime %s ns", (tau) => {
    const width = 0.07;
    const convolver = gaussianConvolver(0.57, 200, width);
    convolver.setShift(2, false);
    const out = new Float64Array(200);
    convolver.exponential(tau, out, null, null);
    for (const i of [10, 25, 28, 30, 40, 90, 199]) {
      // Gauss-Legendre of five points over four panels of the channel.
      let sum = 0;
      for (let panel = 0; panel < 4; panel++) {
        const nodes = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664];
        const weights = [
          0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647,
          0.23692688505618908,
        ];
        nodes.forEach((node, k) => {
          const t = (i + (panel + 0.5 + node / 2) / 4) * width - 2;
          sum += (weights[k]! / 8) * modifiedGaussian(t, tau, SIGMA);
        });
      }
      // Rounding of the difference of two edges, lifetime over width times larger than the value.
      expect(Math.abs(out[i]! - sum)).toBeLessThan(1e-11 * Math.max(sum, 1e-3));
    }
  });
});

test("earlier pulses multiply the tail by 1 / (1 - exp(-T / tau))", () => {
  toDigits(wrapFactor(1, 5), "1.00678365");
  toDigits(wrapFactor(1, 1.25), "1.40155112");
  expect(wrapFactor(1, 5)).toBe(wrapFactor(2, 10));
});

test("the integral over a channel: tau (1 - exp(-dt / tau)) / dt is the reciprocal of the reference's factor", () => {
  for (const q of [1e-6, 1e-3, 0.3, 2]) {
    expect((q / -Math.expm1(-q)) * channelFactor(1, q)).toBeCloseTo(1, 14);
    // Central difference; its own error is h^2.
    const h = 1e-5;
    const slope = (channelFactor(1 + h, q) - channelFactor(1 - h, q)) / (2 * h);
    expect(Math.abs(channelFactorSlope(1, q) - slope)).toBeLessThan(1e-9);
  }
});

describe("a measured response", () => {
  const random = createRandom(3, "convolution");
  const n = 120;
  const response = Float64Array.from({ length: n }, (_, i) =>
    random.poisson(40 * Math.exp(-0.5 * ((i - 30) / 4) ** 2)),
  );

  it("the recursion is the direct convolution", () => {
    for (const tau of [0.05, 1.3, 40]) {
      const out = new Float64Array(n);
      convolveExponential(response, tau, 0.1, out);
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j <= i; j++) sum += response[j]! * Math.exp((-(i - j) * 0.1) / tau);
        expect(Math.abs(out[i]! - sum)).toBeLessThan(1e-12 * Math.max(1, sum));
      }
    }
  });

  it("wraps around as a train of pulses does", () => {
    const width = 0.1;
    const period = 14.5;
    const { shares } = normalisedResponse({ name: "r", counts: response, channelWidthNs: width }, "none");
    const single = measuredConvolver(shares, 2000, width);
    const train = measuredConvolver(shares, n, width, period);
    for (const tau of [0.8, 3, 6]) {
      const long = new Float64Array(2000);
      const wrapped = new Float64Array(n);
      single.setShift(0, false);
      train.setShift(0, false);
      single.exponential(tau, long, null, null);
      train.exponential(tau, wrapped, null, null);
      for (const i of [0, 20, 40, 119]) {
        let sum = 0;
        for (let pulse = 0; pulse < 13; pulse++) sum += long[i + 145 * pulse]!;
        // Thirteen pulses of the train are summed; what is left out is below exp(-13 T / tau).
        expect(Math.abs(wrapped[i]! - sum)).toBeLessThan(1e-12 + 3 * Math.exp((-13 * period) / tau));
      }
    }
  });

  it("moves by whole channels exactly, keeps its sum, and has no kink at whole shifts", () => {
    const spline = responseSpline(response);
    const out = new Float64Array(n);
    const slope = new Float64Array(n);
    shiftResponse(spline, 7, out, null);
    for (let i = 0; i < n; i++) expect(out[i]).toBeCloseTo(response[i - 7] ?? 0, 10);
    const total = response.reduce((sum, value) => sum + value, 0);
    for (const shift of [0.3, -2.7, 11.99]) {
      shiftResponse(spline, shift, out, null);
      expect(out.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 8);
    }
    const before = new Float64Array(n);
    shiftResponse(spline, 2 - 1e-9, out, before);
    shiftResponse(spline, 2, out, slope);
    for (let i = 0; i < n; i++) expect(slope[i]).toBeCloseTo(before[i]!, 6);
  });

  it("loses its background before the pulse, and says how wide it is", () => {
    const counts = Float64Array.from(
      { length: 400 },
      (_, i) => 20 + 1e4 * Math.exp(-0.5 * ((i - 150) / 5) ** 2),
    );
    const found = normalisedResponse({ name: "r", counts, channelWidthNs: 0.01 });
    expect(found.background).toBeCloseTo(20, 3);
    expect(found.shares.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    // 2 sqrt(2 ln 2) x 5 channels, crossings interpolated linearly.
    expect(Math.abs(found.fwhmChannels - 11.774)).toBeLessThan(0.02);
    expect(widthAtHalf(Float64Array.of(0, 1, 0))).toBeCloseTo(1, 12);
  });
});

describe("any shape as a sum over fixed exponentials", () => {
  it.each<[EmissionComponent, number[], number]>([
    // One exponential is the sharpest shape there is; broad shapes are far better.
    [stretchedEmission, [4.7, 1], 2e-5],
    [stretchedEmission, [4.7, 0.75], 1e-6],
    [stretchedEmission, [0.3, 0.4], 1e-6],
    [logNormalEmission, [5, 0.02], 2e-5],
    [logNormalEmission, [5, 0.5], 1e-8],
  ])("%o %s", (component, values, tolerance) => {
    const sum = rateSum(0.05, 50);
    const count = sum.lifetimesNs.length;
    const weights = new Float64Array(3 * count);
    const own = Float64Array.from(values);
    sum.weights(component, own, weights);
    const slopes = new Float64Array(2);
    for (const t of [0.01, 0.05, 0.3, 2, 11, 50]) {
      const expected = component.shape(t, own, slopes);
      const found = [0, 0, 0];
      for (let j = 0; j < count; j++) {
        const e = Math.exp(-t / sum.lifetimesNs[j]!);
        for (let k = 0; k < 3; k++) found[k] = found[k]! + weights[k * count + j]! * e;
      }
      expect(Math.abs(found[0]! - expected)).toBeLessThan(tolerance);
      for (let p = 0; p < 2; p++) {
        expect(Math.abs(found[p + 1]! - slopes[p]!)).toBeLessThan(
          30 * tolerance * Math.max(1, Math.abs(slopes[p]!)),
        );
      }
    }
  });
});

describe("derivatives are those of finite differences", () => {
  const width = 0.1;
  const channels = 256;
  const response = Float64Array.from({ length: 200 }, (_, i) => Math.exp(-0.5 * ((i - 40) / 3) ** 2));
  const { shares } = normalisedResponse({ name: "r", counts: response, channelWidthNs: width }, "none");
  const convolvers: Record<string, (period?: number) => Convolver> = {
    measured: (period) => measuredConvolver(shares, channels, width, period),
    gaussian: (period) => gaussianConvolver(0.57, channels, width, period),
    tail: (period) => tailConvolver(5, width, period),
  };
  const cases = Object.keys(convolvers).flatMap((kind) =>
    EMISSION_COMPONENTS.flatMap((component) => [
      { kind, component, period: undefined },
      { kind, component, period: 30 },
    ]),
  );
  it.each(cases)("$kind response, $component.name, period $period", ({ kind, component, period }) => {
    const attenuation = Float64Array.from({ length: channels }, (_, i) => 1 - 0.0005 * i);
    const model = decayModel({
      components: [exponentialEmission, component],
      convolver: convolvers[kind]!(period),
      widthNs: width,
      channels,
      range: { first: 5, last: channels - 3 },
      prompt: kind !== "tail",
      ...(period === undefined ? {} : { periodNs: period }),
      attenuation,
    });
    const p = model.parameters.length;
    const n = channels - 7;
    const x = Float64Array.of(0.3, 50, kind === "gaussian" ? 4.03 : 0.137, 30, 0.31, 20, 4.7, 0.7).subarray(
      0,
      p,
    );
    const out = new Float64Array(n);
    const jacobian = new Float64Array(n * p);
    model.predict(x, out, jacobian);
    const plain = new Float64Array(n);
    model.predict(x, plain, null);
    for (let i = 0; i < n; i++) expect(Math.abs(plain[i]! - out[i]!)).toBeLessThan(1e-10 * out[i]!);
    for (let j = 0; j < p; j++) {
      if (kind === "tail" && j === 2) continue;
      // The weights of a shape are rounded to 1e-9, and trains multiply that: it takes a longer step to see past it.
      const rough = j >= 6 && period !== undefined && !component.isExponential;
      const step = (rough ? 1e-3 : 1e-5) * Math.max(0.1, Math.abs(x[j]!));
      const at = (by: number): Float64Array => {
        const moved = Float64Array.from(x);
        moved[j] = x[j]! + by;
        const found = new Float64Array(n);
        model.predict(moved, found, null);
        return found;
      };
      const [above, below] = [at(step), at(-step)];
      let largest = 1e-6;
      for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(jacobian[i * p + j]!));
      for (let i = 0; i < n; i++) {
        const slope = (above[i]! - below[i]!) / (2 * step);
        // Rounding 1e-16 m / step and the third derivative leave about 1e-7 of the largest slope.
        expect(Math.abs(jacobian[i * p + j]! - slope)).toBeLessThan((rough ? 1e-4 : 3e-7) * largest);
      }
    }
  });

  it("below the least mean the model stays positive and smooth", () => {
    const model = decayModel({
      components: [exponentialEmission],
      convolver: convolvers["measured"]!(),
      widthNs: width,
      channels,
      range: { first: 0, last: channels - 1 },
      prompt: false,
    });
    const out = new Float64Array(channels);
    model.predict(Float64Array.of(0, 0, 0, 10, 4.7), out, null);
    expect(Math.min(...out)).toBeGreaterThan(0);
    expect(out[0]!).toBeLessThan(1e-4);
  });
});

describe("shapes at printed points", () => {
  it("log-normal rates of median 0.2 /ns and spread 0.5", () => {
    const values = Float64Array.of(5, 0.5);
    toDigits(logNormalEmission.shape(1, values, null), ".80267669");
    toDigits(logNormalEmission.shape(5, values, null), ".36987384");
    toDigits(logNormalEmission.shape(20, values, null), ".04331350");
  });

  it.each(EMISSION_COMPONENTS)("$name: area and first moment are the integrals of the shape", (component) => {
    const values = Float64Array.of(4.7, 0.6);
    // Trapezoid rule in ln t: dt = t d ln t.
    let area = 0;
    let moment = 0;
    const step = 0.02;
    for (let u = -30; u < 12; u += step) {
      const t = Math.exp(u);
      const value = component.shape(t, values, null) * t * step;
      area += value;
      moment += value * t;
    }
    expect(Math.abs(area / component.area(values) - 1)).toBeLessThan(1e-9);
    expect(Math.abs(moment / component.firstMoment(values) - 1)).toBeLessThan(1e-9);
  });

  it.each(EMISSION_COMPONENTS)("$name: slopes of the shape are its derivatives", (component) => {
    const values = Float64Array.of(4.7, 0.6);
    const slopes = new Float64Array(2);
    for (const t of [0, 0.2, 3, 30]) {
      component.shape(t, values, slopes);
      component.parameters.forEach((_, p) => {
        const moved = (by: number): number =>
          component.shape(
            t,
            values.map((v, i) => (i === p ? v + by : v)),
            null,
          );
        expect(slopes[p]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 8);
      });
    }
  });
});

import { describe, expect, it } from "vitest";
import { DomainError, InputError } from "../../errors.ts";
import { createRandom } from "../../inference/index.ts";
import {
  absorbanceAt,
  absorptanceOf,
  type Dilutions,
  gradientQuantumYield,
  relativeQuantumYield,
  solutionFromSpectra,
} from "./index.ts";

const ABSORBANCES = [0.015, 0.03, 0.045, 0.06, 0.075, 0.09];

function dilutions(
  slope: number,
  refractiveIndex: number,
  noise: number,
  seed: number,
  intercept = 0,
  absorbances = ABSORBANCES,
): Dilutions {
  const random = createRandom(seed, "dilutions");
  const absorbance = Float64Array.from(absorbances);
  const intensity = absorbance.map(
    (A) => (slope * absorptanceOf(A) + intercept) * (1 + noise * random.normal()),
  );
  return { intensity, absorbance, refractiveIndex };
}
/** Slope of a sample of yield phi against a reference of 0.913 and slope 1e6. */
const sampleSlope = (phi: number): number => (1e6 * phi) / 0.913 / (1.4969 / 1.361) ** 2;

describe("gradient quantum yield", () => {
  it("finds the yield of noiseless lines, as a single point does", () => {
    const sample = dilutions(sampleSlope(0.42), 1.4969, 1e-9, 1);
    const reference = dilutions(1e6, 1.361, 1e-9, 2);
    const found = gradientQuantumYield(sample, reference, { value: 0.913 });
    expect(found.quantumYield.value).toBeCloseTo(0.42, 7);
    const point = (series: Dilutions) => ({
      intensity: { value: series.intensity[2]! },
      absorbance: { value: series.absorbance[2]! },
      refractiveIndex: { value: series.refractiveIndex },
    });
    expect(relativeQuantumYield(point(sample), point(reference), { value: 0.913 }).value).toBeCloseTo(
      0.42,
      7,
    );
  });

  it("covers the true yield as often as its interval says", () => {
    const turns = 300;
    let covered = 0;
    let alarms = 0;
    for (let k = 0; k < turns; k++) {
      const found = gradientQuantumYield(
        dilutions(sampleSlope(0.42), 1.4969, 0.02, 2 * k + 1),
        dilutions(1e6, 1.361, 0.02, 2 * k + 2),
        { value: 0.913 },
      );
      const { low, high } = found.quantumYield.interval;
      if (low! <= 0.42 && 0.42 <= high!) covered++;
      if (found.warnings.some((text) => text.startsWith("intercept"))) alarms++;
    }
    // There is no intercept: few of 300 may be told of one.
    expect(alarms / turns).toBeLessThan(0.05);
    // Binomial standard error 0.0126; with one sigma a series from six points it is not exact.
    expect(covered / turns).toBeGreaterThan(0.91);
    expect(covered / turns).toBeLessThan(0.985);
  });

  it("widens with the error of the reference's yield", () => {
    const sample = dilutions(sampleSlope(0.42), 1.4969, 0.005, 3);
    const reference = dilutions(1e6, 1.361, 0.005, 4);
    const width = (standardError: number): number => {
      const { interval } = gradientQuantumYield(sample, reference, {
        value: 0.913,
        standardError,
      }).quantumYield;
      return interval.high! - interval.low!;
    };
    // 5 % of 0.42 at 1.96 sigma to both sides is 0.082, beside which the scatter is small.
    expect(width(0.046)).toBeGreaterThan(0.07);
    expect(width(0)).toBeLessThan(0.02);
  });

  it("fits a background as an intercept, and asks for it when it is left out", () => {
    const sample = dilutions(sampleSlope(0.42), 1.4969, 0.003, 5, 4000);
    const reference = dilutions(1e6, 1.361, 0.003, 6);
    const forced = gradientQuantumYield(sample, reference, { value: 0.913 });
    expect(forced.warnings.join()).toMatch(/intercept: the lines do not pass through the origin/u);
    const free = gradientQuantumYield(sample, reference, { value: 0.913 }, { intercept: "free" });
    expect(free.warnings.join()).toContain("sample intercept is not zero");
    // The truth lies in the interval with the intercept free, and outside it when it is forced to zero.
    expect(free.quantumYield.interval.low).toBeLessThan(0.42);
    expect(free.quantumYield.interval.high).toBeGreaterThan(0.42);
    expect(forced.quantumYield.interval.low).toBeGreaterThan(0.42);
  });

  it("warns of concentrated dilutions and of a yield above 1", () => {
    const sample = dilutions(2.2e6, 1.4969, 0.003, 7, 0, [0.05, 0.1, 0.15, 0.3]);
    const text = gradientQuantumYield(sample, dilutions(1e6, 1.361, 0.003, 8), {
      value: 0.913,
    }).warnings.join();
    expect(text).toContain("2 dilutions of the sample");
    expect(text).toContain("above one");
  });

  it("refuses too few dilutions, unlike columns, negative areas", () => {
    const good = dilutions(1e6, 1.361, 0, 1);
    const cut = (n: number): Dilutions => ({
      ...good,
      intensity: good.intensity.slice(0, n),
      absorbance: good.absorbance.slice(0, n),
    });
    expect(() => gradientQuantumYield(cut(1), good, { value: 0.9 })).toThrow(/sample has too few dilutions/u);
    expect(() => gradientQuantumYield(good, cut(2), { value: 0.9 }, { intercept: "free" })).toThrow(
      InputError,
    );
    const unlike = { ...good, absorbance: good.absorbance.slice(1) };
    expect(() => gradientQuantumYield(unlike, good, { value: 0.9 })).toThrow(/6 areas, 5 absorbances/u);
    const negative = { ...good, intensity: good.intensity.map((y, i) => (i === 1 ? -y : y)) };
    expect(() => gradientQuantumYield(negative, good, { value: 0.9 })).toThrow(
      /sample, dilution 2 is negative/u,
    );
    const dark = { ...good, intensity: new Float64Array(6) };
    expect(() => gradientQuantumYield(dark, good, { value: 0.9 })).toThrow(/does not emit/u);
    expect(() => gradientQuantumYield(good, good, { value: 0 })).toThrow(DomainError);
  });
});

describe("solutions from spectra", () => {
  const axis = Float64Array.from({ length: 301 }, (_, i) => 380 + i);
  const emission = {
    wavelengthNm: axis,
    values: axis.map((x) => 5 * Math.exp(-0.5 * ((x - 515) / 10) ** 2)),
  };
  const absorbance = { wavelengthNm: axis, values: axis.map((x) => 0.01 + Math.max(0, 0.0005 * (500 - x))) };

  it("reads the area and the absorbance less the baseline", () => {
    const found = solutionFromSpectra(
      { emission, absorbance, refractiveIndex: 1.4969 },
      {
        excitationNm: 405.5,
        absorbanceBaselineNm: 600,
        absorbanceError: 0.001,
        areaError: 0.02,
        fromNm: 440,
      },
    );
    expect(found.absorbance).toEqual({ value: expect.closeTo(0.0005 * 94.5, 12), standardError: 0.001 });
    expect(found.intensity.value).toBeCloseTo(50 * Math.sqrt(2 * Math.PI), 6);
    expect(found.intensity.standardError).toBeCloseTo(0.02 * found.intensity.value, 12);
  });

  it("refuses a wavelength outside, and an area below 0", () => {
    expect(() => absorbanceAt(axis, absorbance.values, 300)).toThrow(/outside the spectrum.*380 to 680/u);
    const dark = { wavelengthNm: axis, values: axis.map(() => -1) };
    expect(() =>
      solutionFromSpectra({ emission: dark, absorbance, refractiveIndex: 1.4 }, { excitationNm: 405 }),
    ).toThrow(/area of an emission spectrum is negative/u);
  });
});

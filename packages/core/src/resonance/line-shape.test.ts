import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { boundLine, boundShiftPpm, heterogeneousWidthPpm, sizeShiftThrough } from "./bound-line.ts";
import { FWHM_PER_SIGMA, voigtFwhm, voigtLine } from "./voigt.ts";

describe("Voigt line", () => {
  // scipy.special.voigt_profile(x, G / 2.3548200450309493, L / 2), scipy 1.10.1.
  test.each([
    [0, 1, 1, 0.4491109392515199],
    [0.5, 1, 1, 0.33965603050953674],
    [3, 0.2, 2, 0.005941795471426294],
    [0, 5, 0.01, 0.1273235870974209],
    [10, 1e-3, 1, 1.60023851404852e-6],
    [100, 2, 3, 3.1843312068816867e-5],
    [0.7, 1e-6, 1, 0.24146228973985848],
    [2.5, 30, 4, 0.020423745322362727],
  ])("at %f with L %f and G %f", (x, lorentz, gauss, expected) => {
    const peak = voigtLine([0], lorentz, gauss)[0]!;
    expect(Math.abs(voigtLine([x], lorentz, gauss)[0]! - expected)).toBeLessThan(1e-13 * peak);
  });

  test("limits: Lorentzian without G, Gaussian without L, and continuous into both", () => {
    expect(voigtLine([0], 2, 0)[0]).toBeCloseTo(1 / Math.PI, 15);
    expect(voigtLine([1], 2, 0)[0]).toBeCloseTo(1 / (2 * Math.PI), 15);
    expect(voigtLine([1], 0, FWHM_PER_SIGMA)[0]).toBeCloseTo(Math.exp(-0.5) / Math.sqrt(2 * Math.PI), 15);
    expect(voigtLine([0.4], 1, 1e-7)[0]).toBeCloseTo(voigtLine([0.4], 1, 0)[0]!, 10);
    expect(voigtLine([0.4], 1e-9, 1)[0]).toBeCloseTo(voigtLine([0.4], 0, 1)[0]!, 8);
    expect(() => voigtLine([0], 0, 0)).toThrow(DomainError);
    expect(() => voigtLine([0], -1, 1)).toThrow(DomainError);
  });

  test("area 1 and the stated width", () => {
    for (const [lorentz, gauss] of [
      [0.01, 1],
      [0.3, 1],
      [1, 1],
      [1, 0.3],
      [1, 0.01],
    ] as const) {
      const width = voigtFwhm(lorentz, gauss);
      const [top, half] = voigtLine([0, width / 2], lorentz, gauss);
      // 0.03 % of the width moves the height at half maximum by about as much.
      expect(Math.abs((2 * half!) / top! - 1)).toBeLessThan(5e-4);
      // x = tan(t) maps the whole line to a finite interval.
      let area = 0;
      const steps = 20_000;
      for (let i = 0; i < steps; i++) {
        const t = ((i + 0.5) / steps - 0.5) * Math.PI;
        area += ((voigtLine([Math.tan(t)], lorentz, gauss)[0]! / Math.cos(t) ** 2) * Math.PI) / steps;
      }
      expect(area).toBeCloseTo(1, 6);
    }
  });

  test("is even, positive and never NaN", () => {
    const width = fc.double({ min: 0, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -1e5, max: 1e5, noNaN: true }), width, width, (x, lorentz, gauss) => {
        fc.pre(lorentz + gauss > 1e-3);
        const [right, left] = voigtLine([x, -x], lorentz, gauss);
        expect(right).toBeGreaterThanOrEqual(0);
        expect(Math.abs(right! - left!)).toBeLessThanOrEqual(1e-15 * Math.max(1, right!));
      }),
    );
  });
});

const dot = {
  viscosityMPaS: 0.584,
  temperatureK: 298.15,
  protonMHz: 500,
  distanceNm: 0.178,
  orderParameter: 0.05,
  internalNs: 0.1,
};

describe("line of a bound ligand", () => {
  test("broadens with size, and with poor solvation", () => {
    const widths = [2.7, 4.8, 6.5].map((d) =>
      boundLine({ ...dot, radiusNm: d / 2 + 1.8, heterogeneousPpm: 0.05 }),
    );
    expect(widths[0]!.totalHz).toBeLessThan(widths[1]!.totalHz);
    expect(widths[1]!.totalHz).toBeLessThan(widths[2]!.totalHz);
    expect(widths.every(({ heterogeneousHz }) => heterogeneousHz === 25)).toBe(true);
    const law = { apolarPpm: 0.1, polarityScale: 0.1 };
    expect(heterogeneousWidthPpm(law, 0)).toBe(0.1);
    expect(heterogeneousWidthPpm(law, 0.259)).toBeLessThan(heterogeneousWidthPpm(law, 0.099));
  });

  test("without heterogeneity it is the Lorentzian of the tumbling", () => {
    const line = boundLine({ ...dot, radiusNm: 4.2, heterogeneousPpm: 0 });
    // 0.5346 + sqrt(0.2166) is 1 to 1e-5.
    expect(line.totalHz / line.homogeneousHz).toBeCloseTo(1, 4);
  });

  test("shift against size: downfield with diameter, through what was measured", () => {
    const law = sizeShiftThrough([
      { diameterNm: 2.7, shiftPpm: 5.52 },
      { diameterNm: 4.8, shiftPpm: 5.6 },
    ]);
    expect(boundShiftPpm(law, 2.7)).toBeCloseTo(5.52, 12);
    expect(boundShiftPpm(law, 4.8)).toBeCloseTo(5.6, 12);
    expect(law.curvaturePpmNm).toBeGreaterThan(0);
    expect(boundShiftPpm(law, 6.5)).toBeGreaterThan(5.6);
    expect(boundShiftPpm(law, 1e9)).toBeCloseTo(law.flatPpm, 8);
    expect(() =>
      sizeShiftThrough([
        { diameterNm: 3, shiftPpm: 5 },
        { diameterNm: 3, shiftPpm: 6 },
      ]),
    ).toThrow(DomainError);
    expect(() => boundShiftPpm(law, 0)).toThrow(DomainError);
  });
});

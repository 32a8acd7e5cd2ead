import { describe, expect, test } from "vitest";
import { DomainError, InputError } from "../errors.ts";
import { solvents } from "../matter/index.ts";
import { createRandom } from "../numerics/random.ts";
import { dosyMap } from "./dosy-map.ts";
import {
  centroidPpm,
  integrateRegion,
  RESIDUAL_SHIFTS_PPM,
  type SpectrumComponent,
  shiftRegion,
  simulateSpectrum,
} from "./spectrum.ts";

const axis = { leftPpm: 9, rightPpm: 0, points: 9001, protonMHz: 500 };
const vinylene: SpectrumComponent = {
  name: "bound vinylene",
  shiftPpm: 5.6,
  protons: 2,
  concentrationMilliMolar: 30,
  lorentzHz: 20,
  gaussHz: 30,
};

describe("simulated spectrum", () => {
  test("an integral is protons times concentration, less the Lorentzian tails outside", () => {
    const spectrum = simulateSpectrum([vinylene], axis);
    const area = integrateRegion(spectrum, 0, 9);
    // Outside 5.6 ppm and 3.4 ppm away: (1/pi)(10 Hz)(1/2800 Hz + 1/1700 Hz) = 0.3 %.
    expect(area).toBeLessThan(60);
    expect(area).toBeGreaterThan(0.996 * 60);
    expect(centroidPpm(simulateSpectrum([{ ...vinylene, lorentzHz: 0 }], axis), 5.2, 5.9)).toBeCloseTo(
      5.6,
      6,
    );
  });

  test("spectra add, and split lines keep their area", () => {
    const free = {
      ...vinylene,
      name: "free",
      shiftPpm: 5.46,
      concentrationMilliMolar: 5,
      lorentzHz: 0,
      gaussHz: 3,
    };
    const lines = [
      { offsetHz: -5, share: 0.5 },
      { offsetHz: 5, share: 0.5 },
    ];
    const split = { ...free, lines };
    const [both, one, other] = [[vinylene, split], [vinylene], [split]].map((list) =>
      simulateSpectrum(list, axis),
    );
    both!.intensity.forEach((value, i) => {
      expect(value).toBeCloseTo(one!.intensity[i]! + other!.intensity[i]!, 9);
    });
    expect(integrateRegion(other!, 5, 6)).toBeCloseTo(10, 6);
  });

  test("noise is that of the seed", () => {
    const noisy = (seed: number): Float64Array =>
      simulateSpectrum([vinylene], axis, { sigma: 2, random: createRandom(seed, "spectrum") }).intensity;
    expect(noisy(1)).toEqual(noisy(1));
    expect(noisy(1)).not.toEqual(noisy(2));
  });

  test("a partial region is exact for a straight line between points", () => {
    const spectrum = { ppm: Float64Array.of(2, 1, 0), intensity: Float64Array.of(4, 2, 0) };
    expect(integrateRegion(spectrum, 0.25, 1.5)).toBeCloseTo(1.5 ** 2 - 0.25 ** 2, 14);
  });

  test("regions and residual shifts are named", () => {
    expect(shiftRegion("vinylene")).toMatchObject({ fromPpm: 5.2, toPpm: 5.9 });
    expect(() => shiftRegion("vinilene")).toThrow(InputError);
    expect(() => shiftRegion("vinilene")).toThrow(/vinylene/);
    for (const solvent of solvents) {
      if (solvent.deuteratedFrom) expect(RESIDUAL_SHIFTS_PPM.has(solvent.formula)).toBe(true);
    }
  });

  test("impossible axes, regions and components are refused", () => {
    expect(() => simulateSpectrum([], { ...axis, leftPpm: -1 })).toThrow(DomainError);
    expect(() => simulateSpectrum([{ ...vinylene, concentrationMilliMolar: Number.NaN }], axis)).toThrow(
      /bound vinylene/,
    );
    expect(() => simulateSpectrum([{ ...vinylene, lines: [{ offsetHz: 0, share: 0.5 }] }], axis)).toThrow(
      DomainError,
    );
    expect(() => integrateRegion(simulateSpectrum([], axis), 8, 12)).toThrow(DomainError);
    expect(() => centroidPpm(simulateSpectrum([], axis), 5, 6)).toThrow(DomainError);
  });
});

describe("DOSY map", () => {
  const components = [
    { ...vinylene, diffusionM2PerS: 8.9e-11, logWidth: 0.03 },
    {
      ...vinylene,
      name: "free",
      shiftPpm: 5.45,
      concentrationMilliMolar: 4,
      diffusionM2PerS: 8e-10,
      logWidth: 0.03,
    },
  ];
  const shifts = { leftPpm: 6, rightPpm: 5, points: 201, protonMHz: 500 };
  const diffusion = { slowM2PerS: 1e-11, fastM2PerS: 1e-8, points: 301 };

  test("summed over D it is the spectrum", () => {
    const map = dosyMap(components, shifts, diffusion);
    const spectrum = simulateSpectrum(components, shifts);
    const step = map.log10Diffusion[1]! - map.log10Diffusion[0]!;
    for (let j = 0; j < 201; j++) {
      let sum = 0;
      for (let i = 0; i < 301; i++) sum += step * map.intensity[i * 201 + j]!;
      expect(Math.abs(sum / spectrum.intensity[j]! - 1)).toBeLessThan(1e-9);
    }
  });

  test("its highest row is at the D of the strongest component", () => {
    const map = dosyMap(components, shifts, diffusion);
    const highest = map.intensity.reduce((best, value, i) => (value > map.intensity[best]! ? i : best), 0);
    expect(Math.abs(map.log10Diffusion[Math.floor(highest / 201)]! - Math.log10(8.9e-11))).toBeLessThan(
      0.006,
    );
  });

  test("impossible axes are refused", () => {
    expect(() => dosyMap(components, shifts, { ...diffusion, fastM2PerS: 1e-12 })).toThrow(DomainError);
    expect(() => dosyMap([{ ...components[0]!, logWidth: 0 }], shifts, diffusion)).toThrow(DomainError);
  });
});

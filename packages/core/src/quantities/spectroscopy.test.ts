import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import {
  energyFromWavelength,
  energyFromWavenumber,
  wavelengthFromEnergy,
  wavenumberFromEnergy,
} from "./spectroscopy.ts";

test("known pairs of photon energy, wavelength and wavenumber", () => {
  expect(energyFromWavelength(1239.841984332)).toBeCloseTo(1, 11);
  expect(energyFromWavelength(500)).toBeCloseTo(2.479684, 6);
  expect(wavelengthFromEnergy(2.76)).toBeCloseTo(449.218, 3);
  // 1 eV is 8065.543937 cm-1 (CODATA 2018).
  expect(wavenumberFromEnergy(1)).toBeCloseTo(8065.543937, 6);
});

test("there and back is the same to the last bits", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (energy) => {
      expect(Math.abs(energyFromWavelength(wavelengthFromEnergy(energy)) / energy - 1)).toBeLessThan(1e-15);
      expect(Math.abs(energyFromWavenumber(wavenumberFromEnergy(energy)) / energy - 1)).toBeLessThan(1e-15);
    }),
  );
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%d is refused", (value) => {
  for (const convert of [
    energyFromWavelength,
    wavelengthFromEnergy,
    wavenumberFromEnergy,
    energyFromWavenumber,
  ])
    expect(() => convert(value)).toThrow(DomainError);
});

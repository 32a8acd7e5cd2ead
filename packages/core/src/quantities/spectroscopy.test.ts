import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { SPEED_OF_LIGHT } from "./constants.ts";
import {
  energyFromFrequency,
  energyFromWavelength,
  energyFromWavenumber,
  frequencyFromEnergy,
  wavelengthFromEnergy,
  wavenumberFromEnergy,
} from "./spectroscopy.ts";

test("known pairs of photon energy, wavelength and wavenumber", () => {
  expect(energyFromWavelength(1239.841984332)).toBeCloseTo(1, 11);
  expect(energyFromWavelength(500)).toBeCloseTo(2.479684, 6);
  expect(wavelengthFromEnergy(2.76)).toBeCloseTo(449.218, 3);
  // 1 eV is 8065.543937 cm-1 (CODATA 2018).
  expect(wavenumberFromEnergy(1)).toBeCloseTo(8065.543937, 6);
  // 1 eV is 2.417989242e14 Hz (CODATA 2018).
  expect(frequencyFromEnergy(1) / 2.417989242e14).toBeCloseTo(1, 9);
});

test("there and back is the same to the last bits", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (energy) => {
      expect(Math.abs(energyFromWavelength(wavelengthFromEnergy(energy)) / energy - 1)).toBeLessThan(1e-15);
      expect(Math.abs(energyFromWavenumber(wavenumberFromEnergy(energy)) / energy - 1)).toBeLessThan(1e-15);
      expect(Math.abs(energyFromFrequency(frequencyFromEnergy(energy)) / energy - 1)).toBeLessThan(1e-15);
      // Wavelength and frequency of one photon multiply to the speed of light.
      const speed = frequencyFromEnergy(energy) * wavelengthFromEnergy(energy) * 1e-9;
      expect(Math.abs(speed / SPEED_OF_LIGHT.value - 1)).toBeLessThan(1e-14);
    }),
  );
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%d is refused", (value) => {
  for (const convert of [
    energyFromWavelength,
    wavelengthFromEnergy,
    wavenumberFromEnergy,
    energyFromWavenumber,
    frequencyFromEnergy,
    energyFromFrequency,
  ])
    expect(() => convert(value)).toThrow(DomainError);
});

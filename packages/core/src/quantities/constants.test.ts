import { expect, test } from "vitest";
import * as constants from "./constants.ts";
import {
  AVOGADRO,
  BOLTZMANN,
  ELECTRIC_CONSTANT,
  ELEMENTARY_CHARGE,
  FARADAY,
  GAS_CONSTANT,
  HC_EV_NM,
  PLANCK,
  REDUCED_PLANCK,
  SPEED_OF_LIGHT,
} from "./constants.ts";
import { parseUnit } from "./units.ts";

// The SI fixes these products; a double holds about 16 digits, so they agree to a few units of the last.
const LAST_BITS = 4e-16;

test("derived constants follow from the defining ones", () => {
  expect(Math.abs(GAS_CONSTANT.value / (AVOGADRO.value * BOLTZMANN.value) - 1)).toBeLessThan(LAST_BITS);
  expect(Math.abs(FARADAY.value / (AVOGADRO.value * ELEMENTARY_CHARGE.value) - 1)).toBeLessThan(LAST_BITS);
  const hc = (PLANCK.value * SPEED_OF_LIGHT.value) / ELEMENTARY_CHARGE.value;
  expect(Math.abs(HC_EV_NM.value / (hc * 1e9) - 1)).toBeLessThan(LAST_BITS);
  expect(REDUCED_PLANCK.value * 2 * Math.PI).toBeCloseTo(PLANCK.value, 45);
});

test("published values, CODATA 2018", () => {
  expect(HC_EV_NM.value).toBeCloseTo(1239.841984332, 9);
  expect(GAS_CONSTANT.value).toBe(8.31446261815324);
  expect(FARADAY.value).toBeCloseTo(96485.33212331, 8);
  // Relative uncertainty of the electric constant: 1.5e-10.
  expect(ELECTRIC_CONSTANT.uncertainty / ELECTRIC_CONSTANT.value).toBeCloseTo(1.5e-10, 11);
});

test("every constant has a readable unit, a source and no negative uncertainty", () => {
  for (const [name, { value, unit, uncertainty, source }] of Object.entries(constants)) {
    expect(value, name).toBeGreaterThan(0);
    expect(() => parseUnit(unit), name).not.toThrow();
    expect(uncertainty, name).toBeGreaterThanOrEqual(0);
    expect(source, name).toContain("doi:");
  }
});

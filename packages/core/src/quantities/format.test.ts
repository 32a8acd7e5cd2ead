import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { formatConcentration, formatInterval, formatQuantity, formatWithError } from "./format.ts";

test("a quantity prints in full, or to the digits asked for", () => {
  expect(formatQuantity(0.1 + 0.2, "nm")).toBe("0.30000000000000004 nm");
  expect(formatQuantity(1234.5678, "/mM", 3)).toBe("1230 /mM");
  expect(formatQuantity(2, "")).toBe("2");
});

test.each([
  [2, "2 M"],
  [2.5e-3, "2.5 mM"],
  [1 * 1e-6, "1 uM"],
  [0.5e-6, "500 nM"],
  [1.2345e-10, "123 pM"],
  [0, "0 pM"],
])("a concentration of %d mol/L is %s", (molar, text) => expect(formatConcentration(molar)).toBe(text));

describe("a value with its error", () => {
  test.each([
    [310, 60, "/mM", "310(60) /mM"],
    [309, 65.3, "/mM", "310(70) /mM"],
    [1.234, 0.012, "nm", "1.234(12) nm"],
    [1.2345, 0.02, "nm", "1.23(2) nm"],
    [1.2345, 0.0104, "nm", "1.23(1) nm"],
    [1.2345, 0.096, "nm", "1.2(1) nm"],
    [1.2345, 0.0196, "nm", "1.23(2) nm"],
    [5e-10, 1.2e-11, "m2/s", "5.00(12)e-10 m2/s"],
    [1_234_567, 2_000, "", "1.235(2)e6"],
    [5, 1.25, "mM", "5.0(1.3) mM"],
    [9.99, 0.96, "", "10(1)"],
    [10, 96, "", "0(100)"],
    [-18.66, 0.14, "kJ/mol", "-18.66(14) kJ/mol"],
    [0, 0.3, "ppm", "0.0(3) ppm"],
    [322, 0, "", "322"],
    [1, 1e-300, "", "1"],
  ])("%d and %d %s", (value, error, unit, text) => {
    expect(formatWithError(value, error, unit)).toBe(text);
  });

  test("the smallest double has a power of ten of its own", () => {
    expect(formatWithError(5e-324, 5e-324, "")).toMatch(/^\d\(\d\)e-324$/u);
  });

  test("what is not finite, or a negative error, is refused", () => {
    expect(() => formatWithError(Number.NaN, 1, "")).toThrow(DomainError);
    expect(() => formatWithError(1, Number.POSITIVE_INFINITY, "")).toThrow(DomainError);
    expect(() => formatWithError(1, -1, "")).toThrow(/negative/u);
    expect(() => formatQuantity(Number.NaN, "nm")).toThrow(DomainError);
  });
});

describe("a value with its interval", () => {
  test.each([
    [318, 290, 348, "318 (290 to 348) /mM"],
    [3500, 3210, null, "> 3210 /mM"],
    [300, null, 348, "< 348 /mM"],
    [300, null, null, "not bounded"],
    [2.34567, 1.00456, 12.3456, "2.3 (1.0 to 12.3) /mM"],
    [0, -0.5, 0.5, "0.00 (-0.50 to 0.50) /mM"],
    [2.2, 2.03, 2.38, "2.20 (2.03 to 2.38) /mM"],
    [4.70123, 4.69733, 4.70513, "4.7012 (4.6973 to 4.7051) /mM"],
    [1.00456, 0.9046, 1.1046, "1.00 (0.90 to 1.10) /mM"],
    [1.234567e-10, 1.2342e-10, 1.2349e-10, "1.23457e-10 (1.23420e-10 to 1.23490e-10) /mM"],
    [5, 4.9999, 100, "5.00 (5.00 to 100.00) /mM"],
    [5, 5, 5, "5 (5 to 5) /mM"],
    [-0.1, -40, 40, "0 (-40 to 40) /mM"],
    [2e7, 1e7, 3e7, "2.00e+7 (1.00e+7 to 3.00e+7) /mM"],
    [2e-4, 1e-4, 3e-4, "2.00e-4 (1.00e-4 to 3.00e-4) /mM"],
  ])("%d, %d to %d", (value, low, high, text) => {
    expect(formatInterval(value, low, high, "/mM")).toBe(text);
  });

  test("what is not finite is refused", () => {
    expect(() => formatInterval(Number.NaN, 1, 2, "")).toThrow(DomainError);
    expect(() => formatInterval(1, Number.NEGATIVE_INFINITY, 2, "")).toThrow(DomainError);
  });
});

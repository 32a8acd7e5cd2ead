import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OleateError } from "../errors.ts";
import { sameDimension } from "./dimension.ts";
import { parseUnit, plainText, UNIT_SYMBOLS } from "./units.ts";

describe("one unit, many spellings", () => {
  test.each([
    ["/mM", ["mM^-1", "mM-1", "mM⁻¹", "mM⁻¹", "1/mM", "per mM", "mM^(-1)", "mM**-1", "/ mM"]],
    ["/nm2", ["nm^-2", "per nm2", "per nm²", "nm⁻²", "1 / nm^2"]],
    ["cm2/(V s)", ["cm2/Vs", "cm² V⁻¹ s⁻¹", "cm^2 V^-1 s^-1", "cm2/V/s"]],
    ["J/(mol K)", ["J mol^-1 K^-1", "J·mol⁻¹·K⁻¹", "J/mol/K", "J/mol K"]],
    ["uM", ["µM", "μM"]],
    ["A", ["Å", "\u212b", "angstrom"]],
    ["C", ["°C", "ºC", "˚C", "degC", "℃"]],
    ["eq", ["equiv", "equiv.", "equivalents"]],
    ["mL", ["ml", "mlitre", "cm3"]],
    ["kohm", ["kΩ"]],
  ])("%s", (unit, spellings) => {
    const wanted = parseUnit(unit);
    for (const spelling of spellings) {
      const found = parseUnit(spelling);
      expect(sameDimension(found.dimension, wanted.dimension), spelling).toBe(true);
      // Products of powers of ten round in the last bit.
      expect(Math.abs(found.factor / wanted.factor - 1), spelling).toBeLessThan(1e-14);
      expect(found.offset, spelling).toBe(wanted.offset);
    }
  });
});

test("a prefix never hides a unit of its own", () => {
  expect(parseUnit("min").factor).toBe(60);
  expect(parseUnit("cal").factor).toBe(4.184);
  expect(parseUnit("Pa").factor).toBe(1);
  expect(parseUnit("cP").factor).toBe(1e-3);
  expect(parseUnit("mA").dimension).toEqual(parseUnit("ampere").dimension);
});

test("cm-1 is a wavenumber, a unit without text a pure number", () => {
  expect(parseUnit("cm-1")).toEqual(parseUnit("cm^-1"));
  expect(parseUnit("cm-1").factor).toBe(100);
  expect(parseUnit(" ").factor).toBe(1);
});

test("temperatures keep their offset alone and lose it in a quotient", () => {
  expect(parseUnit("C").offset).toBe(273.15);
  expect(parseUnit("J/C").offset).toBe(0);
  expect(parseUnit("degF").offset).toBeCloseTo(255.372222, 6);
});

test("unknown units are refused with the nearest ones", () => {
  expect(() => parseUnit("mmoll")).toThrow(/unknown unit "mmoll".*nearest: mmol/u);
  expect(() => parseUnit("kJ/mool")).toThrow(/unknown unit "mool".*found "kJ\/mool".*nearest: mmol, mol/u);
  expect(() => parseUnit("/")).toThrow(/unknown unit/u);
});

test.each(["100 nm", "12 nm", "1 nm", "nm 1", "10 mM"])("the number in the unit %j is refused", (unit) => {
  expect(() => parseUnit(unit)).toThrow(/a number stands where a unit should/u);
});

test.each(["nm^999", "nm^-25", "nm999999999999999999999", "fm^24 fm^24 fm^24"])(
  "the power of %s is refused",
  (unit) => {
    expect(() => parseUnit(unit)).toThrow(/power of a unit is too large/u);
  },
);

test("typographic characters have one plain form", () => {
  expect(plainText("1.2×10⁻³\u00a0mM⁻¹ − 2–3 μM")).toBe("1.2×10^-3 mM^-1 - 2-3 µM");
});

test("any text is a unit with a positive finite size or an error of the project", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(...UNIT_SYMBOLS),
      fc.constantFrom("/", " ", "^", "-", "2", "(", ")", "per", "*", "1", "⁻¹"),
    ),
    { maxLength: 8 },
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    pieces.map((some) => some.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      try {
        const { factor, offset } = parseUnit(text);
        return factor > 0 && Number.isFinite(factor) && Number.isFinite(offset);
      } catch (error) {
        return error instanceof OleateError;
      }
    }),
    { numRuns: 10_000 },
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OleateError } from "../errors.ts";
import { sameDimension } from "./dimension.ts";
import { formatQuantity, formatWithError } from "./format.ts";
import { convert, parseFreeQuantity, parseQuantity, parseUncertain } from "./parse.ts";
import { parseUnit, UNIT_SYMBOLS } from "./units.ts";

describe("what chemists write", () => {
  test.each([
    ["2 µM", "mM", 0.002],
    ["2 μM", "mM", 0.002],
    ["2uM", "M", 2e-6],
    ["10.5 mM^-1", "/mM", 10.5],
    ["10.5 /mM", "/mM", 10.5],
    ["10.5 mM⁻¹", "/M", 10500],
    ["1/mM", "/mM", 1],
    ["10.5 per mM", "/mM", 10.5],
    ["100 eq", "eq", 100],
    ["100 equiv.", "eq", 100],
    ["3.6 per nm2", "/nm2", 3.6],
    ["3.6 nm⁻²", "/nm2", 3.6],
    ["25 C", "K", 298.15],
    ["25 °C", "K", 298.15],
    ["−20 °C", "K", 253.15],
    ["77 °F", "K", 298.15],
    ["1.2x10^-3 M", "mM", 1.2],
    ["1.2×10⁻³ M", "M", 0.0012],
    ["1.2·10⁻³ M", "mM", 1.2],
    ["1.2 * 10^-3 M", "M", 0.0012],
    ["10⁻³ M", "mM", 1],
    ["-10^2 mV", "V", -0.1],
    ["−3.5 kJ/mol", "J/mol", -3500],
    ["4.3\u00a0nm", "A", 43],
    ["4.3\u202fnm", "nm", 4.3],
    ["+.5 mL", "uL", 500],
    ["0.6", "", 0.6],
    ["80 %", "", 0.8],
    ["1.5e-9 m2/s", "m2/s", 1.5e-9],
    ["2 e", "coulomb", 2 * 1.602176634e-19],
    ["4000 cm-1", "/cm", 4000],
    ["90 min", "h", 1.5],
  ])("%s in %s", (text, unit, value) => {
    // Factors that are not powers of ten round in the last bits.
    expect(parseQuantity(text, unit)).toBeCloseTo(value, 12 - Math.ceil(Math.log10(Math.abs(value))));
  });
});

test("powers of ten convert to the last bit", () => {
  expect(parseQuantity("2 uM", "mM")).toBe(0.002);
  expect(parseQuantity("1.2x10^-3 M", "M")).toBe(0.0012);
  expect(convert(10.5, "/mM", "/M")).toBe(10500);
});

test("a free quantity keeps the unit it was written in", () => {
  const { value, unit, dimension } = parseFreeQuantity("10.5 /mM");
  expect([value, unit]).toEqual([10.5, "/mM"]);
  expect(sameDimension(dimension, parseUnit("/M").dimension)).toBe(true);
});

describe("refusals", () => {
  test.each([
    ["0,6 mM", "mM", /comma.*write 0\.6 mM with a decimal point/u],
    ["1,000 nm", "nm", /comma.*write 1000 nm without the comma, or 1\.000 nm/u],
    ["1,234,567 nm", "nm", /write 1234567 nm without the comma\)/u],
    ["0,600 mM", "mM", /write 0\.600 mM with a decimal point\)/u],
    ["1 000 nm", "nm", /a number stands where a unit should.*"000"/u],
    ["1 100 nm", "nm", /a number stands where a unit should.*"100"/u],
    ["", "nm", /a quantity is empty/u],
    ["nm", "nm", /cannot read a number.*found "nm".*begin with a number/u],
    ["NaN nm", "nm", /cannot read a number/u],
    ["∞ nm", "nm", /cannot read a number/u],
    ["1e999 nm", "nm", /too large/u],
    ["1e300 km", "fm", /too large/u],
    ["10^999 M", "M", /too large/u],
    ["5 mm.", "mM", /unknown unit "mm\."/u],
    ["5 nmm", "nm", /unknown unit "nmm".*nearest: mm, mM, nm/u],
  ])("%j in %s", (text, unit, message) => {
    expect(() => parseQuantity(text, unit)).toThrow(message);
    expect(() => parseQuantity(text, unit)).toThrow(OleateError);
  });

  test("a unit that does not fit is refused with both dimensions and an example", () => {
    expect(() => parseQuantity("2 uM", "nm")).toThrow(
      /"2 uM" does not fit.*found concentration \(mol m\^-3\); expected length \(m\).*such as|use for example nm/u,
    );
    expect(() => parseQuantity("100 eq", "mM")).toThrow(/found count per dot.*expected concentration.*mM/u);
    expect(() => parseQuantity("5 nm", "")).toThrow(/expected pure number; use for example no unit at all/u);
    expect(() => parseQuantity("5", "mM")).toThrow(/found pure number; expected concentration/u);
    expect(() => convert(1, "nm", "eV")).toThrow(/found length.*expected energy/u);
  });
});

describe("numbers with errors and ranges", () => {
  test.each([
    ["322 +- 0.5", "", 322, 0.5],
    ["310 ± 60 /mM", "/mM", 310, 60],
    ["310 +/- 60 /mM", "/M", 310_000, 60_000],
    ["310(60) /mM", "/mM", 310, 60],
    ["310 (60) /mM", "/mM", 310, 60],
    ["1.234(12) nm", "nm", 1.234, 0.012],
    ["5.0(1.2) mM", "mM", 5, 1.2],
    ["5.00(12)e-10 m2/s", "m2/s", 5e-10, 1.2e-11],
    ["25 +- 2 C", "K", 298.15, 2],
  ])("%s", (text, unit, value, error) => {
    const read = parseUncertain(text, unit);
    expect(read.value / value).toBeCloseTo(1, 13);
    expect(read.error! / error).toBeCloseTo(1, 13);
    expect([read.low, read.high]).toEqual([null, null]);
  });

  test.each(["15 to 30 mM", "15-30 mM", "15 – 30 mM", "15..30 mM"])("the range %s", (text) => {
    expect(parseUncertain(text, "mM")).toEqual({ value: 22.5, error: null, low: 15, high: 30 });
  });

  test("a plain quantity has no error", () => {
    expect(parseUncertain("5 nm", "nm")).toEqual({ value: 5, error: null, low: null, high: null });
  });

  test("a range that runs backwards, and a number beyond doubles, are refused", () => {
    expect(() => parseUncertain("10-3 M", "M")).toThrow(/a range runs backwards.*write 1e-3/u);
    expect(() => parseUncertain("310 ± -60 /mM", "/mM")).toThrow(/a standard error is negative/u);
    expect(() => parseUncertain("1e999 +- 1 nm", "nm")).toThrow(/too large/u);
    expect(() => parseUncertain("310(60)e999 nm", "nm")).toThrow(/too large/u);
    expect(() => parseUncertain("310(60) nm", "mM")).toThrow(/found length.*expected concentration/u);
  });
});

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const unit = fc.constantFrom(...UNIT_SYMBOLS, "/mM", "kJ/mol", "cm2/(V s)", "mM^-1", "nm-2", "");

test("printing and reading gives the same double for any finite double and unit", () => {
  fc.assert(
    fc.property(finite, unit, (value, symbol) => {
      expect(parseQuantity(formatQuantity(value, symbol), symbol) + 0).toBe(value + 0);
    }),
    { numRuns: 10_000 },
  );
});

test("a value printed with its error reads back within what was rounded away", () => {
  const sized = fc.tuple(fc.double({ min: 1, max: 10, noNaN: true }), fc.integer({ min: -40, max: 40 }));
  fc.assert(
    fc.property(sized, sized, fc.boolean(), ([a, m], [b, n], negative) => {
      const value = a * 10 ** m * (negative ? -1 : 1);
      const error = b * 10 ** n;
      // Beyond twelve digits the value itself ends before the error begins.
      fc.pre(m - n < 12);
      const read = parseUncertain(formatWithError(value, error, "nm"), "nm");
      // One digit from 2 on: half a step is a quarter of the error at most. The value stops at the same place; its
      // half step is largest beside an error of 0.96 written as 1.
      expect(Math.abs(read.error! - error)).toBeLessThanOrEqual(0.26 * error);
      expect(Math.abs(read.value - value)).toBeLessThanOrEqual(0.53 * error);
    }),
    { numRuns: 10_000 },
  );
});

test("converting there and back returns the number to 1e-14", () => {
  const groups = new Map<string, string[]>();
  for (const symbol of UNIT_SYMBOLS) {
    const key = JSON.stringify(parseUnit(symbol).dimension);
    groups.set(key, [...(groups.get(key) ?? []), symbol]);
  }
  const pairs = fc
    .constantFrom(...groups.values())
    .chain((symbols) => fc.tuple(fc.constantFrom(...symbols), fc.constantFrom(...symbols)));
  fc.assert(
    fc.property(fc.double({ min: -1e200, max: 1e200, noNaN: true }), pairs, (value, [from, to]) => {
      fc.pre(Math.abs(value) > 1e-200 || value === 0);
      const back = convert(convert(value, from, to), to, from);
      // Shifted scales round at the size of their offset, a few hundred kelvin.
      const { offset, factor } = parseUnit(from);
      const size = Math.abs(value) + (Math.abs(offset) + Math.abs(parseUnit(to).offset)) / factor;
      expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-14 * size);
    }),
    { numRuns: 10_000 },
  );
});

test("any text is a finite number or an error of the project", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "1",
      "2.5",
      ",",
      "e",
      "x",
      "×",
      "10",
      "^",
      "-",
      "+",
      "⁻³",
      " ",
      "nm",
      "mM",
      "/",
      "(6)",
      "±",
      "to",
      "999",
      "C",
      ".",
    ),
    { maxLength: 10 },
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    pieces.map((some) => some.join("")),
  );
  fc.assert(
    fc.property(texts, unit, (text, symbol) => {
      for (const read of [
        () => parseQuantity(text, symbol),
        () => parseFreeQuantity(text).value,
        () => {
          const { value, error, low, high } = parseUncertain(text, symbol);
          return value + 0 * ((error ?? 0) + (low ?? 0) + (high ?? 0));
        },
      ]) {
        try {
          expect(Number.isFinite(read())).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(OleateError);
        }
      }
    }),
    { numRuns: 10_000 },
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OleateError } from "../errors.ts";
import { elements } from "./elements.ts";
import { addFormulas, molarMass, parseFormula } from "./formula.ts";

describe("parseFormula", () => {
  it("reads brackets, nesting, subscripts, decimals, joined parts and charges", () => {
    expect(Object.fromEntries(parseFormula("(N2H5)4Sn2S6").counts)).toEqual({ N: 8, H: 20, Sn: 2, S: 6 });
    expect(Object.fromEntries(parseFormula("[Pb(C18H33O2)2]3").counts)).toEqual({
      Pb: 3,
      C: 108,
      H: 198,
      O: 12,
    });
    expect(Object.fromEntries(parseFormula("CsPbBr₃").counts)).toEqual({ Cs: 1, Pb: 1, Br: 3 });
    expect(Object.fromEntries(parseFormula("CsPbBr1.5I1.5").counts)).toEqual({
      Cs: 1,
      Pb: 1,
      Br: 1.5,
      I: 1.5,
    });
    expect(Object.fromEntries(parseFormula("CuSO4·5H2O").counts)).toEqual({ Cu: 1, S: 1, O: 9, H: 10 });
    expect(parseFormula("Sn2S6^4-").charge).toBe(-4);
    expect(parseFormula("C18H38N^+").charge).toBe(1);
    expect(parseFormula("H2O").charge).toBe(0);
  });

  it("refuses what is no formula, naming the nearest element", () => {
    for (const bad of [
      "",
      "  ",
      "Xx2",
      "(H2O",
      "H2O)",
      "(H2O]",
      "h2o",
      "H2O^",
      "H2O^4",
      "S^2-^2-",
      "2",
      "Pb+2",
      "H·",
    ]) {
      expect(() => parseFormula(bad), bad).toThrow(OleateError);
    }
    expect(() => parseFormula("Pd2Px")).toThrow(/unknown element.*Px/);
  });

  it("never throws anything but the project's own error on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."CHNOPbSn()[]0123456789.^+-· xé₂") }), (text) => {
        try {
          const { counts, charge } = parseFormula(text);
          return Number.isFinite(charge) && [...counts.values()].every(Number.isFinite);
        } catch (error) {
          return error instanceof OleateError;
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe("molarMass", () => {
  // Sums of the abridged weights, exact to rounding of binary numbers.
  it.each([
    ["H2O", 18.015],
    ["D2O", 20.0272],
    ["C6H4NO2^-", 122.103],
    ["CsPbBr3", 579.822],
    ["(N2H5)4Sn2S6", 561.996],
  ])("%s is %d g/mol", (formula, mass) => {
    expect(molarMass(formula)).toBeCloseTo(mass, 9);
  });

  it("adds up over any formula written from element counts", () => {
    const symbols = [...elements.keys()];
    const part = fc.tuple(fc.constantFrom(...symbols), fc.integer({ min: 1, max: 99 }));
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (parts, times) => {
          const inner = parts.map(([symbol, count]) => `${symbol}${count}`).join("");
          const expected = parts.reduce(
            (sum, [symbol, count]) => sum + count * elements.get(symbol)!.atomicWeight,
            0,
          );
          expect(molarMass(`(${inner})${times}`)).toBeCloseTo(times * expected, 6);
        },
      ),
    );
  });

  it("has every element from hydrogen to bismuth once, in order", () => {
    const numbers = [...elements.values()]
      .filter(({ symbol }) => symbol !== "D")
      .map(({ atomicNumber }) => atomicNumber);
    expect(numbers).toEqual(Array.from({ length: 83 }, (_, i) => i + 1));
  });
});

it("addFormulas sums counts and charges", () => {
  const { counts, charge } = addFormulas([
    ["C18H38N^+", 1],
    ["Br^-", 1],
  ]);
  expect(charge).toBe(0);
  expect(Object.fromEntries(counts)).toEqual({ C: 18, H: 38, N: 1, Br: 1 });
});

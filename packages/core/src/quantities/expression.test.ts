import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OleateError } from "../errors.ts";
import { evaluateExpression, expressionNames, inUnit, type Scope } from "./expression.ts";
import { parseQuantity } from "./parse.ts";
import { parseUnit } from "./units.ts";

function scope(entries: Readonly<Record<string, readonly [number | number[], string]>> = {}): Scope {
  return {
    lookup: (name) => {
      const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
      if (!entry) return undefined;
      const { dimension, factor } = parseUnit(entry[1]);
      const value =
        typeof entry[0] === "number" ? entry[0] * factor : Float64Array.from(entry[0], (x) => x * factor);
      return { value, dimension };
    },
    names: () => Object.keys(entries),
  };
}

const SCOPE = scope({
  size: [4.3, "nm"],
  lattice: [0.587, "nm"],
  K: [[100, 200, 600], "/mM"],
  dose: [[1, 2], "eq"],
  K_L: [10, "/mM"],
  big: [Array.from({ length: 200_000 }, (_, i) => i), ""],
});
const inThe = (text: string, unit: string): number | number[] => {
  const value = inUnit(evaluateExpression(text, SCOPE), unit);
  return typeof value === "number" ? value : Array.from(value);
};

describe("values", () => {
  test.each([
    ["6 (size/0.587 nm)^2", "", 6 * (4.3 / 0.587) ** 2],
    ["6 size^2", "nm2", 6 * 4.3 ** 2],
    ["2 size lattice", "nm2", 2 * 4.3 * 0.587],
    ["sqrt(size lattice)", "nm", Math.sqrt(4.3 * 0.587)],
    ["mean(K) / K_L", "", 30],
    ["sd(K)", "/mM", Math.sqrt((200 ** 2 + 100 ** 2 + 300 ** 2) / 2)],
    ["first(K) + last(K)", "/mM", 700],
    ["max(K) - min(K)", "/mM", 500],
    ["sum(K) / count(K)", "/mM", 300],
    ["max(big) - min(big)", "", 199_999],
    ["abs(-3 nm)", "nm", 3],
    ["exp(ln(2)) + log10(100) + round(2.4)", "", 6],
    ["-2^2", "", -4],
    ["2^3^2", "", 512],
    ["2^-1", "", 0.5],
    ["1 - 2 - 3", "", -4],
    ["12 / 2 / 3", "", 2],
    ["12 / 2 (3)", "", 18],
    ["1 / 2 nm", "/nm", 0.5],
    ["8 J/(mol K) * 300 K", "kJ/mol", 2.4],
    ["1.2x10^-3 M + 1.2×10⁻³ M", "mM", 2.4],
    ["2 µM + 2 μM", "uM", 4],
    ["80 %", "", 0.8],
    ["−20 °C", "K", 253.15],
    ["-20 C", "C", -20],
  ])("%s", (text, unit, value) => {
    expect(inThe(text, unit)).toBeCloseTo(value, 10);
  });

  test("columns act row by row, one number goes with every row", () => {
    expect(inThe("K / K_L", "")).toEqual([10, 20, 60]);
    expect(inThe("-K + 100 /mM", "/mM")).toEqual([0, -100, -500]);
    expect(inThe("2 dose", "eq")).toEqual([2, 4]);
  });
});

describe("refusals name the column and the remedy", () => {
  test.each([
    ["size + 2 uM", /column 6: cannot add concentration \(mol m\^-3\) to length \(m\).*such as nm/u],
    ["size - 2", /column 6: cannot subtract pure number from length/u],
    ["sise", /column 1: nothing is called sise.*nearest: size/u],
    ["2 * (size", /column 5: a parenthesis is not closed/u],
    ["mean(K", /column 1: a parenthesis is not closed/u],
    ["2 *", /column 4: the expression stops short/u],
    ["", /column 1: the expression stops short/u],
    ["2 )", /column 3: "\)" is out of place/u],
    ["* 2", /column 1: "\*" is out of place/u],
    ["exp(size)", /column 1: exp takes a pure number, not length \(m\)/u],
    ["2^size", /exponent must be one pure number.*found length/u],
    ["2^K", /exponent must be one pure number.*a column of numbers/u],
    ["size^99", /99 is too large a power/u],
    ["K + dose / (1 eq) * (1 /mM)", /columns of 3 and 2 rows do not match/u],
    ["1/0", /no finite value.*division by zero/u],
    ["ln(-1)", /no finite value/u],
    ["sd(2)", /no finite value/u],
    ["2 * 25 C", /column 5: 25 C is a point on a shifted scale.*write 298\.15 K/u],
    ["25 C + 5 C", /shifted scale/u],
    ["constructor(2)", /nothing is called constructor/u],
    ["toString", /nothing is called toString/u],
  ])("%s", (text, message) => {
    expect(() => evaluateExpression(text, SCOPE)).toThrow(message);
    expect(() => evaluateExpression(text, SCOPE)).toThrow(OleateError);
  });

  test("a value in a unit of another dimension names both", () => {
    expect(() => inThe("size", "mM")).toThrow(
      /found length \(m\); expected concentration \(mol m\^-3\), such as mM/u,
    );
  });

  test.each([
    ["parentheses", `${"(".repeat(1500)}1${")".repeat(1500)}`],
    ["signs", `${"-".repeat(3000)}1`],
    ["powers", `1${"^1".repeat(1500)}`],
    ["functions", `${"abs(".repeat(700)}1${")".repeat(700)}`],
  ])("%s nested without end", (_, text) => {
    expect(() => evaluateExpression(text, SCOPE)).toThrow(/too deeply nested/u);
  });

  test("a hundred levels are read, and a long flat sum", () => {
    expect(evaluateExpression(`${"(".repeat(100)}1${")".repeat(100)}`, SCOPE).value).toBe(1);
    expect(evaluateExpression(`${"1+".repeat(1500)}1`, SCOPE).value).toBe(1501);
  });
});

test("the names of an expression leave out functions and units", () => {
  expect(expressionNames("6 (size/lattice)^2 + mean(rows.K) / 2 mM + mean")).toEqual([
    "size",
    "lattice",
    "rows.K",
    "mean",
  ]);
});

interface Tree {
  readonly text: string;
  readonly value: number;
}

const trees = fc.letrec<{ tree: Tree; leaf: Tree; node: Tree; unary: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 6 }, tie("leaf"), tie("node"), tie("unary")),
  leaf: fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => ({ text: String(value), value })),
  node: fc
    .tuple(tie("tree"), fc.constantFrom("+", "-", "*", "/", "^", " "), tie("tree"))
    .map(([a, sign, b]) => ({
      text: `(${a.text})${sign}(${b.text})`,
      value:
        sign === "+"
          ? a.value + b.value
          : sign === "-"
            ? a.value - b.value
            : sign === "/"
              ? a.value / b.value
              : sign === "^"
                ? a.value ** b.value
                : a.value * b.value,
    })),
  unary: fc.tuple(fc.constantFrom("-", "sqrt", "exp", "ln", "abs"), tie("tree")).map(([name, a]) => ({
    text: `${name}(${a.text})`,
    value:
      name === "-"
        ? -a.value
        : name === "sqrt"
          ? Math.sqrt(a.value)
          : name === "exp"
            ? Math.exp(a.value)
            : name === "ln"
              ? Math.log(a.value)
              : Math.abs(a.value),
  })),
})).tree;

test("expressions of pure numbers agree with JavaScript's arithmetic to the last bit", () => {
  fc.assert(
    fc.property(trees, ({ text, value }) => {
      if (Number.isFinite(value)) expect(evaluateExpression(text, SCOPE).value).toBe(value);
      else expect(() => evaluateExpression(text, SCOPE)).toThrow(/no finite value/u);
    }),
    { numRuns: 10_000 },
  );
});

test("without parentheses, precedence and order are JavaScript's", () => {
  const numbers = fc.integer({ min: 1, max: 99 });
  const flat = fc.tuple(
    numbers,
    fc.array(fc.tuple(fc.constantFrom("+", "-", "*", "/"), numbers), { maxLength: 12 }),
  );
  fc.assert(
    fc.property(flat, ([first, rest]) => {
      // A sum of signed products, worked out beside the parser.
      const products: number[] = [first];
      for (const [sign, number] of rest) {
        if (sign === "+") products.push(number);
        else if (sign === "-") products.push(-number);
        else if (sign === "*") products.push(products.pop()! * number);
        else products.push(products.pop()! / number);
      }
      const text = `${first}${rest.map(([sign, number]) => ` ${sign} ${number}`).join("")}`;
      expect(evaluateExpression(text, SCOPE).value).toBe(products.reduce((a, b) => a + b, 0));
    }),
    { numRuns: 10_000 },
  );
});

test("a quantity means the same alone and as an expression", () => {
  const units = fc.constantFrom(
    "nm",
    "/mM",
    "kJ/mol",
    "C",
    "J/(mol K)",
    "eq",
    "cm-1",
    "%",
    "mAh/g",
    "per nm2",
  );
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), units, (value, unit) => {
      // The smallest doubles have no digits left to convert.
      fc.pre(value === 0 || Math.abs(value) > 1e-200);
      const text = `${value} ${unit}`;
      const expected = parseQuantity(text, unit);
      const found = Number(inUnit(evaluateExpression(text, SCOPE), unit));
      // Shifted scales round at the size of their offset.
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(
        1e-14 * (Math.abs(expected) + (unit === "C" ? 273.15 : 0)),
      );
    }),
  );
});

test("any text has a finite value or is an error of the project", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "1",
      "2.5",
      "size",
      "K",
      "(",
      ")",
      "^",
      "-",
      "+",
      "*",
      "/",
      " ",
      "nm",
      "mM",
      "exp",
      "mean",
      "1e308",
      "C",
      "×10",
      "⁻³",
      ".",
      "per",
    ),
    { maxLength: 14 },
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    pieces.map((some) => some.join(" ")),
    pieces.map((some) => some.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      try {
        const { value, dimension } = evaluateExpression(text, SCOPE);
        for (const number of typeof value === "number" ? [value] : value)
          expect(Number.isFinite(number)).toBe(true);
        for (const power of Object.values(dimension)) expect(Number.isFinite(power)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(OleateError);
      }
    }),
    { numRuns: 10_000 },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  combine,
  type Dimension,
  describeDimension,
  dimension,
  exampleUnit,
  PURE,
  sameDimension,
} from "./dimension.ts";
import { parseUnit } from "./units.ts";

const powers = fc.record({
  length: fc.integer({ min: -6, max: 6 }),
  mass: fc.integer({ min: -3, max: 3 }),
  time: fc.integer({ min: -3, max: 3 }),
  amount: fc.integer({ min: -3, max: 3 }),
  dot: fc.integer({ min: -2, max: 2 }),
});
const dimensions: fc.Arbitrary<Dimension> = powers.map((some) => dimension(some));

test("a dimension is named with its base units, positive powers first", () => {
  expect(describeDimension(parseUnit("mM").dimension)).toBe("concentration (mol m^-3)");
  expect(describeDimension(parseUnit("/mM").dimension)).toBe("inverse concentration (m^3 mol^-1)");
  expect(describeDimension(parseUnit("eq").dimension)).toBe("count per dot (dot^-1)");
  expect(describeDimension(parseUnit("V").dimension)).toBe("electric potential (m^2 kg s^-3 ampere^-1)");
  expect(describeDimension(PURE)).toBe("pure number");
});

test("a dimension without a name shows its base units, and roots without rounding noise", () => {
  expect(describeDimension(dimension({ length: 5, dot: -1 }))).toBe("m^5 dot^-1");
  expect(describeDimension(combine(dimension({ length: 1 }), 0.1 + 0.2, PURE, 0))).toBe("m^0.3");
});

test("the example of a named dimension has that dimension", () => {
  for (const unit of [
    "nm",
    "nm2",
    "/nm2",
    "mM",
    "/mM",
    "kJ/mol",
    "J/(mol K)",
    "S/cm",
    "cm2/(V s)",
    "mAh/g",
    "eq",
  ]) {
    const of = parseUnit(unit).dimension;
    const example = exampleUnit(of);
    expect(example, unit).toBeDefined();
    expect(sameDimension(parseUnit(example!).dimension, of), unit).toBe(true);
  }
  expect(exampleUnit(dimension({ length: 7 }))).toBeUndefined();
});

test("a root of a square is the thing itself, and a quotient with itself is pure", () => {
  fc.assert(
    fc.property(dimensions, dimensions, (a, b) => {
      expect(sameDimension(combine(combine(a, 2, PURE, 0), 0.5, PURE, 0), a)).toBe(true);
      expect(sameDimension(combine(a, 1, a, -1), PURE)).toBe(true);
      expect(sameDimension(combine(a, 1, b, 1), combine(b, 1, a, 1))).toBe(true);
    }),
  );
});

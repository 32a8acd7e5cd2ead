import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import {
  concentrationFromEquivalents,
  densityFromEquivalents,
  equivalentsFromConcentration,
  equivalentsFromDensity,
} from "./amounts.ts";

test("2.12 mM over 2 uM dots is 1060 per dot; 400 per dot on a 4.3 nm cube are 3.6 per nm2", () => {
  expect(equivalentsFromConcentration(2.12e-3, 2e-6)).toBeCloseTo(1060, 9);
  expect(densityFromEquivalents(400, 6 * 4.3 ** 2)).toBeCloseTo(3.6, 1);
});

test("there and back is the same to the last bits", () => {
  const positive = fc.double({ min: 1e-12, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(positive, positive, (amount, per) => {
      const back = equivalentsFromConcentration(concentrationFromEquivalents(amount, per), per);
      expect(Math.abs(back / amount - 1)).toBeLessThan(1e-15);
      expect(
        Math.abs(densityFromEquivalents(equivalentsFromDensity(amount, per), per) / amount - 1),
      ).toBeLessThan(1e-15);
    }),
  );
});

test("negative amounts and divisions by nothing are refused", () => {
  expect(() => concentrationFromEquivalents(-1, 1)).toThrow(/equivalents per dot must be 0 or more/u);
  expect(() => equivalentsFromConcentration(1, 0)).toThrow(/concentration of dots must be positive/u);
  expect(() => densityFromEquivalents(1, 0)).toThrow(DomainError);
  expect(() => equivalentsFromDensity(Number.NaN, 1)).toThrow(DomainError);
});

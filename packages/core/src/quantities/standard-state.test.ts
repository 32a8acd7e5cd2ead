import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import {
  constantFromFreeEnergy,
  convertFreeEnergyKjPerMol,
  dimensionlessConstant,
  freeEnergyKjPerMol,
  type StandardState,
} from "./standard-state.ts";

const molar: StandardState = { kind: "molar" };

test("150 /M is -12.42 kJ/mol at 298.15 K", () => {
  const constant = { valueMolar: 150, order: -1, standardState: molar };
  expect(freeEnergyKjPerMol(constant, 298.15)).toBeCloseTo(-12.42, 2);
});

test("the same 150 /M on the mole-fraction scale of a 12.4 M solvent is -18.66 kJ/mol", () => {
  const constant = {
    valueMolar: 150,
    order: -1,
    standardState: { kind: "mole-fraction", solventMolar: 12.4 },
  } as const;
  expect(dimensionlessConstant(constant)).toBeCloseTo(1860, 9);
  expect(freeEnergyKjPerMol(constant, 298.15)).toBeCloseTo(-18.66, 2);
});

test("an exchange (order 0) does not depend on the standard state", () => {
  for (const standardState of [molar, { kind: "molal", solventKgPerLitre: 0.867 }] as const) {
    expect(dimensionlessConstant({ valueMolar: 7, order: 0, standardState })).toBe(7);
  }
});

test("a constant of 1 has no free energy, and a dissociation has the opposite sign of the association", () => {
  expect(Math.abs(freeEnergyKjPerMol({ valueMolar: 1, order: -1, standardState: molar }, 300))).toBe(0);
  const standardState = { kind: "mole-fraction", solventMolar: 9.4 } as const;
  const forward = freeEnergyKjPerMol({ valueMolar: 250, order: -1, standardState }, 310);
  const back = freeEnergyKjPerMol({ valueMolar: 1 / 250, order: 1, standardState }, 310);
  expect(forward + back).toBeCloseTo(0, 12);
});

test("free energy and constant are each other's inverse in every standard state", () => {
  const states = fc.oneof(
    fc.constant<StandardState>(molar),
    fc
      .double({ min: 0.1, max: 60, noNaN: true })
      .map((solventMolar): StandardState => ({ kind: "mole-fraction", solventMolar })),
    fc
      .double({ min: 0.3, max: 4, noNaN: true })
      .map((solventKgPerLitre): StandardState => ({ kind: "molal", solventKgPerLitre })),
  );
  fc.assert(
    fc.property(
      states,
      fc.double({ min: -6, max: 18, noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.double({ min: 150, max: 600, noNaN: true }),
      (standardState, log10K, order, temperatureK) => {
        const constant = { valueMolar: 10 ** log10K, order, standardState };
        const free = freeEnergyKjPerMol(constant, temperatureK);
        const back = constantFromFreeEnergy(free, temperatureK, order, standardState);
        // ln K is up to 60, so its last bit is about 1e-14 of K.
        expect(Math.abs(back.valueMolar / constant.valueMolar - 1)).toBeLessThan(1e-12);
      },
    ),
  );
});

test("-12.42 kJ/mol at 1 M is -18.66 kJ/mol on the mole-fraction scale of a 12.4 M solvent, and back", () => {
  const fraction: StandardState = { kind: "mole-fraction", solventMolar: 12.4 };
  // The printed -19 kJ/mol of 150 /M (aniline on CdSe) is this number, if the solvent is CDCl3.
  const converted = convertFreeEnergyKjPerMol(-12.4211, 298.15, -1, molar, fraction);
  expect(converted).toBeCloseTo(-18.6624, 3);
  expect(convertFreeEnergyKjPerMol(converted, 298.15, -1, fraction, molar)).toBeCloseTo(-12.4211, 12);
  expect(convertFreeEnergyKjPerMol(-5, 298.15, 0, molar, fraction)).toBe(-5);
});

test("converting a free energy agrees with taking the constant itself to the other standard state", () => {
  const molarities = fc.double({ min: 0.1, max: 60, noNaN: true });
  const densities = fc.double({ min: 0.3, max: 4, noNaN: true });
  fc.assert(
    fc.property(molarities, densities, fc.integer({ min: -3, max: 3 }), (solventMolar, kgPerLitre, order) => {
      const from: StandardState = { kind: "mole-fraction", solventMolar };
      const to: StandardState = { kind: "molal", solventKgPerLitre: kgPerLitre };
      const inState = (standardState: StandardState): number =>
        freeEnergyKjPerMol({ valueMolar: 150, order, standardState }, 298.15);
      expect(convertFreeEnergyKjPerMol(inState(from), 298.15, order, from, to)).toBeCloseTo(inState(to), 10);
    }),
  );
});

describe("refusals", () => {
  test.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY])("a temperature of %d K", (temperatureK) => {
    const constant = { valueMolar: 1, order: -1, standardState: molar };
    expect(() => freeEnergyKjPerMol(constant, temperatureK)).toThrow(DomainError);
    expect(() => constantFromFreeEnergy(-10, temperatureK, -1, molar)).toThrow(DomainError);
    expect(() => convertFreeEnergyKjPerMol(-10, temperatureK, -1, molar, molar)).toThrow(DomainError);
  });
  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("a constant of %d", (valueMolar) => {
    expect(() => dimensionlessConstant({ valueMolar, order: -1, standardState: molar })).toThrow(/positive/u);
  });
  test("a solvent of no molarity, and a free energy beyond doubles", () => {
    const standardState = { kind: "mole-fraction", solventMolar: 0 } as const;
    expect(() => dimensionlessConstant({ valueMolar: 1, order: -1, standardState })).toThrow(/solvent/u);
    expect(() => convertFreeEnergyKjPerMol(-10, 298.15, -1, molar, standardState)).toThrow(/solvent/u);
    expect(() => convertFreeEnergyKjPerMol(Number.NaN, 298.15, -1, molar, molar)).toThrow(/finite/u);
    expect(() => constantFromFreeEnergy(-1e3, 298.15, -1, molar)).not.toThrow();
    expect(() => constantFromFreeEnergy(-1e7, 298.15, -1, molar)).toThrow(DomainError);
    expect(() => constantFromFreeEnergy(Number.NaN, 298.15, -1, molar)).toThrow(DomainError);
  });
});

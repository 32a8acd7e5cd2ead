import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError, InputError } from "../errors.ts";
import { exchangeAverages } from "./exchange-averages.ts";
import {
  diffusionRegime,
  type LigandLineState,
  ligandSpectrum,
  lineRegime,
  residualSolvent,
  sumOfSpectra,
} from "./ligand-spectrum.ts";
import { centroidPpm, integrateRegion, type Spectrum, simulateSpectrum } from "./spectrum.ts";

const axis = { leftPpm: 6.2, rightPpm: 4.8, points: 1401, protonMHz: 500 };
const bound: LigandLineState = {
  name: "bound",
  diffusionM2PerS: 9e-11,
  shiftPpm: 5.62,
  widthHz: 10,
  heterogeneousHz: 30,
};
const free: LigandLineState = { name: "free", diffusionM2PerS: 9e-10, shiftPpm: 5.46, widthHz: 4 };
const amounts = [7, 3];

const line = (exchangePerS: number, states: readonly LigandLineState[] = [bound, free]): Spectrum =>
  ligandSpectrum({ protons: 2, states, amountsMilliMolar: amounts, exchangePerS }, axis);

const largestMiss = (a: Spectrum, b: Spectrum): number =>
  a.intensity.reduce((most, value, i) => Math.max(most, Math.abs(value - b.intensity[i]!)), 0) /
  b.intensity.reduce((most, value) => Math.max(most, value), 0);

describe("ligand spectrum", () => {
  test("without exchange it is a Voigt line a state", () => {
    const common = { protons: 2, gaussHz: 0 };
    const expected = simulateSpectrum(
      [
        { ...common, name: "b", shiftPpm: 5.62, concentrationMilliMolar: 7, lorentzHz: 10, gaussHz: 30 },
        { ...common, name: "f", shiftPpm: 5.46, concentrationMilliMolar: 3, lorentzHz: 4 },
      ],
      axis,
    );
    // Deviates end at 4 standard deviations: 6e-5 of the weight.
    expect(largestMiss(line(0), expected)).toBeLessThan(2e-4);
  });

  test("in fast exchange it is one Voigt line of the mean shift and widths", () => {
    const perS = 1e6;
    const { shiftPpm, widthHz } = exchangeAverages([bound, free], amounts, { perS, protonMHz: 500 });
    const mean = {
      name: "mean",
      shiftPpm,
      protons: 2,
      concentrationMilliMolar: 10,
      lorentzHz: widthHz,
      gaussHz: 21,
    };
    // Deviates end at 4 standard deviations (1e-4), and exchange at 1e6 /s still misses its limit by as much.
    expect(largestMiss(line(perS), simulateSpectrum([mean], axis))).toBeLessThan(4e-4);
  });

  test("the area does not depend on exchange, and the centre only through the tails cut off", () => {
    for (const k of [0, 30, 300, 3000, 1e5]) {
      expect(integrateRegion(line(k), 4.8, 6.2) / 20).toBeCloseTo(1, 1);
      expect(centroidPpm(line(k), 4.8, 6.2)).toBeCloseTo(5.572, 2);
    }
  });

  test("between slow and fast the line is broadest", () => {
    const height = (k: number): number =>
      line(k, [{ ...bound, heterogeneousHz: 0 }, free]).intensity.reduce((a, b) => Math.max(a, b));
    const between = height(300);
    expect(between).toBeLessThan(height(1));
    expect(between).toBeLessThan(height(1e5));
  });

  test("no visible ligand is an empty spectrum; nothing is negative or NaN", () => {
    const empty = ligandSpectrum(
      { protons: 2, states: [bound, free], amountsMilliMolar: [0, 0], exchangePerS: 10 },
      axis,
    );
    expect(empty.intensity.every((value) => value === 0)).toBe(true);
    const coarse = { ...axis, points: 60 };
    const amount = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(amount, amount, fc.double({ min: 0, max: 1e7, noNaN: true }), (b, f, exchangePerS) => {
        const resonance = { protons: 2, states: [bound, free], amountsMilliMolar: [b, f], exchangePerS };
        expect(ligandSpectrum(resonance, coarse).intensity.every((value) => value >= 0)).toBe(true);
      }),
    );
    expect(() => line(-1)).toThrow(DomainError);
    expect(() => line(1, [{ ...bound, widthHz: 0 }, free])).toThrow(DomainError);
  });
});

test("the same rate is fast for the lines and slow for diffusion, or the reverse", () => {
  expect(lineRegime(1e5, 80)).toBe("fast");
  expect(lineRegime(500, 80)).toBe("intermediate");
  expect(lineRegime(10, 80)).toBe("slow");
  expect(lineRegime(10, 0)).toBe("fast");
  // The paper's 100 ms delay.
  expect(diffusionRegime(500, 0.1)).toBe("fast");
  expect(diffusionRegime(10, 0.1)).toBe("intermediate");
  expect(diffusionRegime(0, 0.1)).toBe("slow");
});

test("residual solvent lines add to a ligand's", () => {
  const wide = { leftPpm: 8, rightPpm: 0, points: 16_001, protonMHz: 500 };
  const solvent = simulateSpectrum(residualSolvent("C7D8", 20), wide);
  const ligand = ligandSpectrum(
    { protons: 2, states: [bound, free], amountsMilliMolar: amounts, exchangePerS: 1e4 },
    wide,
  );
  const sum = sumOfSpectra([solvent, ligand], wide);
  expect(integrateRegion(sum, 6.5, 8)).toBeCloseTo(
    integrateRegion(solvent, 6.5, 8) + integrateRegion(ligand, 6.5, 8),
    9,
  );
  expect(integrateRegion(solvent, 6.5, 8)).toBeGreaterThan(59);
  expect(() => residualSolvent("C7H8", 20)).toThrow(InputError);
  expect(() => sumOfSpectra([solvent], axis)).toThrow(InputError);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { exchangeAverages, freeShareOfDiffusion, type LigandState } from "./exchange-averages.ts";
import { fastExchangeLine } from "./exchange-line.ts";
import { oneSiteBinding } from "./populations.ts";
import { diffusionOfRadius } from "./stokes-einstein.ts";

const BOUND: LigandState = { name: "bound", diffusionM2PerS: 8.9e-11, shiftPpm: 5.62, widthHz: 60 };
const FREE: LigandState = { name: "free", diffusionM2PerS: 9e-10, shiftPpm: 5.46, widthHz: 4 };

describe("averages in fast exchange", () => {
  test("the PbS example: D 3.0e-10 for 2.7 nm dots in chloroform-d is 22.21 % free", () => {
    const exact = (value: number): { value: number; error: number } => ({ value, error: 0 });
    // resonance-and-decay.md 3.1: 1.8 nm shell, oleic acid of 0.45 nm, 0.539 mPa s.
    const [dot, acid] = [2.7 / 2 + 1.8, 0.45].map((radius) => diffusionOfRadius(radius, 0.539, 298.15));
    expect(freeShareOfDiffusion(exact(3e-10), exact(dot!), exact(acid!)).value).toBeCloseTo(0.2221, 4);
    const share = freeShareOfDiffusion(exact(3e-10), exact(1.286e-10), exact(9e-10));
    expect(share.error).toBe(0);
    expect(() => freeShareOfDiffusion(exact(3e-10), exact(1e-10), exact(1e-10))).toThrow(DomainError);
    // Each error alone, by a finite difference.
    const at = (o: number, b: number, f: number): number =>
      freeShareOfDiffusion(exact(o), exact(b), exact(f)).value;
    const step = 1e-14;
    const alone = [
      at(3e-10 + step, 1.286e-10, 9e-10),
      at(3e-10, 1.286e-10 + step, 9e-10),
      at(3e-10, 1.286e-10, 9e-10 + step),
    ].map((moved) => Math.abs(moved - share.value) / step);
    const errors = [2e-12, 3e-12, 4e-12];
    const found = freeShareOfDiffusion(
      { value: 3e-10, error: errors[0]! },
      { value: 1.286e-10, error: errors[1]! },
      { value: 9e-10, error: errors[2]! },
    ).error;
    const expected = Math.hypot(...alone.map((slope, i) => slope * errors[i]!));
    expect(Math.abs(found / expected - 1)).toBeLessThan(1e-3);
  });

  test("limits: all bound, all free, half hidden", () => {
    expect(exchangeAverages([BOUND, FREE], [10, 0])).toMatchObject({
      diffusionM2PerS: BOUND.diffusionM2PerS,
      shiftPpm: BOUND.shiftPpm,
      widthHz: 60,
      visibleMilliMolar: 10,
    });
    expect(exchangeAverages([BOUND, FREE], [0, 3]).shiftPpm).toBe(FREE.shiftPpm);
    const hidden = exchangeAverages([{ ...BOUND, visible: 0.5 }, FREE], [10, 5]);
    expect(hidden.shares).toEqual([0.5, 0.5]);
    expect(hidden.visibleMilliMolar).toBe(10);
    expect(() => exchangeAverages([BOUND, FREE], [0, 0])).toThrow(/visible/);
    expect(() => exchangeAverages([BOUND, FREE], [Number.NaN, 0])).toThrow(DomainError);
  });

  test("the width is that of the fast exchange line", () => {
    const found = exchangeAverages([BOUND, FREE], [7, 3], { perS: 2e4, protonMHz: 500 });
    const line = fastExchangeLine(
      [
        { share: 0.7, frequencyHz: 500 * BOUND.shiftPpm, r2PerS: Math.PI * BOUND.widthHz },
        { share: 0.3, frequencyHz: 500 * FREE.shiftPpm, r2PerS: Math.PI * FREE.widthHz },
      ],
      2e4,
    );
    expect(found.widthHz).toBeCloseTo(line.fwhmHz, 9);
    expect(500 * found.shiftPpm).toBeCloseTo(line.frequencyHz, 9);
  });
});

describe("one kind of site", () => {
  const binding = (k: number, n: number, dots: number, ligand: number): Float64Array => {
    const out = new Float64Array(2);
    const unknowns = { constantPerMilliMolar: { start: k }, sitesPerDot: { start: n } };
    oneSiteBinding({ dotsMilliMolar: [dots], ligandMilliMolar: [ligand] }, unknowns).amounts(
      Float64Array.of(k, n),
      out,
      null,
    );
    return out;
  };

  test("balances mass and obeys the mass action from 1e-12 to 1e15 /mM", () => {
    const exponent = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(exponent(-12, 15), exponent(0, 3), exponent(-9, 1), exponent(-9, 2), (lk, ln, ld, ll) => {
        const [k, n, dots, ligand] = [lk, ln, ld, ll].map((x) => 10 ** x) as [number, number, number, number];
        const [bound, free] = binding(k, n, dots, ligand) as unknown as [number, number];
        expect(Math.abs(bound + free - ligand)).toBeLessThan(1e-12 * ligand);
        expect(bound).toBeLessThanOrEqual(n * dots * (1 + 1e-14));
        // B (1 + K F) = K F n, free of differences.
        expect(Math.abs((bound * (1 + k * free)) / (k * free * n * dots) - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  test("dilution frees ligands", () => {
    const shares = [1e-1, 1e-2, 1e-3, 1e-4, 1e-7].map(
      (dots) => binding(50, 310, dots, 310 * dots)[0]! / (310 * dots),
    );
    for (let i = 1; i < shares.length; i++) expect(shares[i]!).toBeLessThan(shares[i - 1]!);
  });

  test("columns that do not match are refused", () => {
    const unknowns = { constantPerMilliMolar: { start: 1 }, sitesPerDot: { start: 1 } };
    expect(() => oneSiteBinding({ dotsMilliMolar: [1], ligandMilliMolar: [] }, unknowns)).toThrow(
      DomainError,
    );
    expect(() => oneSiteBinding({ dotsMilliMolar: [1], ligandMilliMolar: [-1] }, unknowns)).toThrow(
      DomainError,
    );
  });
});

import { describe, expect, it } from "vitest";
import { DomainError } from "../../errors.ts";
import { EMISSION_EXPONENT, ensembleBand } from "./ensemble-band.ts";
import { spreadFromHalfWidth } from "./size-spread.ts";

const FULL = 2 * Math.sqrt(2 * Math.LN2);
const line = (d: number): number => 1 - 0.1 * (d - 5);
const oneOverD = (d: number): number => 0.2 + 4.6 / d;

describe("the band of an ensemble", () => {
  it("on a straight curve with normal sizes is a Gaussian whose widths add in squares", () => {
    const band = ensembleBand({
      gapOf: line,
      sizes: { meanNm: 5, relativeSpread: 0.1, kind: "normal" },
      homogeneousEv: 0.06,
      weightExponent: 0,
    });
    // 0.1 eV/nm times 0.5 nm; 0.5 %: the grid of energies.
    expect(band.inhomogeneousEv).toBeCloseTo(FULL * 0.05, 6);
    expect(band.widthEv / Math.hypot(FULL * 0.05, 0.06)).toBeCloseTo(1, 2);
    expect(band.peakEv).toBeCloseTo(1, 3);
    expect(band.halfWidthEv).toBeCloseTo(band.widthEv / 2, 3);
  });

  it("of one size is the line of one dot, where the curve puts it", () => {
    const band = ensembleBand({
      gapOf: oneOverD,
      sizes: { meanNm: 6, relativeSpread: 0 },
      homogeneousEv: 0.05,
    });
    expect(band.peakEv).toBeCloseTo(oneOverD(6), 4);
    expect(band.widthEv / 0.05).toBeCloseTo(1, 2);
  });

  it("weighting by size on a straight curve moves a narrow ensemble by exponent times variance", () => {
    const of = (weightExponent: number): number =>
      ensembleBand({
        gapOf: line,
        sizes: { meanNm: 5, relativeSpread: 0.04, kind: "normal" },
        homogeneousEv: 0.05,
        weightExponent,
      }).peakEv;
    // d^n times a normal density shifts its mean by n s^2 d; s = 0.04: 0.024 nm, 2.4 meV for n = 3.
    expect(of(0) - of(EMISSION_EXPONENT)).toBeCloseTo(0.1 * 3 * 0.04 ** 2 * 5, 4);
  });

  it("grows with the spread, and the Stokes shift moves it whole", () => {
    const width = (relativeSpread: number): number =>
      ensembleBand({ gapOf: oneOverD, sizes: { meanNm: 7, relativeSpread }, homogeneousEv: 0.06 }).widthEv;
    const widths = [0.02, 0.05, 0.1, 0.15, 0.2].map(width);
    for (let i = 1; i < widths.length; i++) expect(widths[i]!).toBeGreaterThan(widths[i - 1]!);
    const input = { gapOf: oneOverD, sizes: { meanNm: 7, relativeSpread: 0.1 }, homogeneousEv: 0.06 };
    expect(ensembleBand(input).peakEv - ensembleBand({ ...input, stokesShiftEv: 0.056 }).peakEv).toBeCloseTo(
      0.056,
      4,
    );
  });

  it("refuses a line without width and impossible spreads", () => {
    const input = { gapOf: oneOverD, sizes: { meanNm: 7, relativeSpread: 0.1 }, homogeneousEv: 0 };
    expect(() => ensembleBand(input)).toThrow(DomainError);
    expect(() =>
      ensembleBand({ ...input, homogeneousEv: 0.05, sizes: { meanNm: 7, relativeSpread: 0.9 } }),
    ).toThrow(DomainError);
  });
});

describe("the spread behind a half width", () => {
  it.each([0.04, 0.08, 0.125, 0.2])("of %d comes back", (relativeSpread) => {
    const band = ensembleBand({ gapOf: oneOverD, sizes: { meanNm: 6, relativeSpread }, homogeneousEv: 0.06 });
    const half = { value: band.halfWidthEv, low: band.halfWidthEv, high: band.halfWidthEv };
    const found = spreadFromHalfWidth(oneOverD, 6, half, { low: 0.06, high: 0.06 });
    // 2e-4: bisection to 1e-4 and the grid of the band.
    expect(Math.abs(found.value - relativeSpread)).toBeLessThan(2e-4);
    const wide = spreadFromHalfWidth(oneOverD, 6, half);
    expect(wide.low).toBeLessThan(relativeSpread);
    expect(wide.high).toBeGreaterThan(relativeSpread);
  });

  it("is only bounded above where one dot's line could be as wide as the band", () => {
    const found = spreadFromHalfWidth(oneOverD, 6, { value: 0.04, low: 0.035, high: 0.045 });
    expect(found.onlyBoundedAbove).toBe(true);
    expect(found.low).toBe(0);
    expect(found.high).toBeGreaterThan(0.01);
  });

  it("refuses a line width of nothing", () => {
    const half = { value: 0.06, low: 0.05, high: 0.07 };
    expect(() => spreadFromHalfWidth(oneOverD, 6, half, { low: 0, high: 0.1 })).toThrow(DomainError);
  });
});

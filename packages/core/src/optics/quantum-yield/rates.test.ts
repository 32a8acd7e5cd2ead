import { describe, expect, test } from "vitest";
import { DomainError } from "../../errors.ts";
import { drawnInterval } from "./monte-carlo.ts";
import { drawnError, emissionRates } from "./rates.ts";

describe("rates from yield and lifetime", () => {
  test("0.81 at 4.7 ns", () => {
    const found = emissionRates({ value: 0.81 }, { value: 4.7 });
    expect(found.radiativePerNs.value).toBeCloseTo(0.17234, 5);
    expect(found.nonradiativePerNs.value).toBeCloseTo(0.04043, 5);
    expect(found.radiativeLifetimeNs!.value).toBeCloseTo(5.8025, 4);
    expect(found.radiativePerNs.interval).toBeNull();
  });

  test("both rates add up to that of the decay; a yield of 1 leaves no other way, one of 0 no radiative lifetime", () => {
    const found = emissionRates({ value: 0.3 }, { value: 12 });
    expect(found.radiativePerNs.value + found.nonradiativePerNs.value).toBeCloseTo(1 / 12, 14);
    expect(emissionRates({ value: 1 }, { value: 5 }).nonradiativePerNs.value).toBe(0);
    const dark = emissionRates({ value: 0, standardError: 0.01 }, { value: 5 });
    expect(dark.radiativeLifetimeNs).toBeNull();
    expect(dark.radiativePerNs.interval!.low).toBeGreaterThanOrEqual(0);
  });

  test("small errors propagate as first order says", () => {
    const found = emissionRates({ value: 0.6, standardError: 0.012 }, { value: 5, standardError: 0.05 });
    const { low, high } = found.radiativePerNs.interval!;
    const sigma = (0.6 / 5) * Math.hypot(0.02, 0.01);
    // 20 000 draws: an end is known to about 1.5 % of its distance; second order adds as much.
    expect((high - low) / (2 * 1.96 * sigma)).toBeCloseTo(1, 1);
    const left = found.nonradiativePerNs.interval!;
    const leftSigma = (0.4 / 5) * Math.hypot(0.03, 0.01);
    expect((left.high - left.low) / (2 * 1.96 * leftSigma)).toBeCloseTo(1, 1);
    // The error of the lifetime alone moves both rates together.
    const only = emissionRates({ value: 0.6 }, { value: 5, standardError: 0.05 });
    expect(only.radiativePerNs.interval!.low / only.nonradiativePerNs.interval!.low).toBeCloseTo(1.5, 12);
  });

  test("near a yield of 1 no draw has a negative rate", () => {
    const { nonradiativePerNs } = emissionRates({ value: 0.98, standardError: 0.03 }, { value: 5 });
    expect(nonradiativePerNs.interval!.low).toBe(0);
    // (1 - 0.98 + 1.96 x 0.03) / 5; 20 000 draws tell an end to about 1.5 %.
    expect(nonradiativePerNs.interval!.high / 0.01576).toBeCloseTo(1, 1);
  });

  test("an error comes back from its own interval", () => {
    const interval = drawnInterval([{ value: 0.5, standardError: 0.02 }], ([phi]) => phi!, { level: 0.9 });
    expect(drawnError(interval) / 0.02).toBeCloseTo(1, 1);
    expect(drawnError(null)).toBe(0);
  });

  test("what no measurement gives is refused", () => {
    expect(() => emissionRates({ value: 1.2 }, { value: 5 })).toThrow(DomainError);
    expect(() => emissionRates({ value: -0.1 }, { value: 5 })).toThrow(/negative/u);
    expect(() => emissionRates({ value: 0.5 }, { value: 0 })).toThrow(/lifetime is not positive/u);
    expect(() => emissionRates({ value: Number.NaN }, { value: 5 })).toThrow(DomainError);
  });
});

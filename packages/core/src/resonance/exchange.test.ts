import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import {
  coalescenceRatePerS,
  type ExchangeSite,
  fastExchangeLine,
  swiftConnick,
  twoSiteModes,
} from "./exchange-line.ts";
import { equilibrationRates, exchangeSpectrum } from "./exchange-spectrum.ts";

const A: ExchangeSite = { share: 0.3, frequencyHz: 0, r2PerS: 1 };
const B: ExchangeSite = { share: 0.7, frequencyHz: 50, r2PerS: 30 };

describe("two sites", () => {
  test("fast exchange: the mean and p_A p_B dw^2 / k_ex", () => {
    const line = fastExchangeLine([A, B], 1e4);
    expect(line.frequencyHz).toBeCloseTo(35, 12);
    // resonance-and-decay.md 3.2: naive 21.3, extra 2.072617 /s.
    expect(line.r2PerS - 21.3).toBeCloseTo(2.072617, 6);
  });

  test("exact slow eigenmode of the reference", () => {
    const [slow, fast] = twoSiteModes(A, B, 1e4);
    expect(slow.r2PerS).toBeCloseTo(23.362251, 6);
    expect(slow.frequencyHz).toBeCloseTo(34.943135, 6);
    expect(fast.r2PerS).toBeGreaterThan(9000);
    expect(slow.fwhmHz).toBe(slow.r2PerS / Math.PI);
  });

  test("no exchange: two lines where the sites are, with their shares", () => {
    const [big, small] = twoSiteModes(A, B, 0);
    expect([big.frequencyHz, big.r2PerS, big.weight.re]).toEqual(
      [50, 30, 0.7].map((v) => expect.closeTo(v, 12)),
    );
    expect([small.frequencyHz, small.r2PerS, small.weight.re]).toEqual(
      [0, 1, 0.3].map((v) => expect.closeTo(v, 12)),
    );
  });

  test("fast exchange is reached as 1/k_ex", () => {
    for (const k of [1e6, 1e8]) {
      const exact = twoSiteModes(A, B, k)[0];
      const fast = fastExchangeLine([A, B], k);
      // The next terms are of the order (dw^2 dR2 and dw^3) / k^2.
      expect(Math.abs(exact.r2PerS - fast.r2PerS)).toBeLessThan(200 / k);
      expect(Math.abs(exact.frequencyHz - fast.frequencyHz)).toBeLessThan(1e3 / k);
      expect(exact.weight.re).toBeCloseTo(1, 4);
    }
  });

  test("modes rebuild the spectrum, weights sum to 1, traces are kept", () => {
    const share = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    const hertz = fc.double({ min: -500, max: 500, noNaN: true });
    const rate = fc.double({ min: 0.1, max: 200, noNaN: true });
    const exchange = fc.double({ min: 0, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(share, hertz, hertz, rate, rate, exchange, (p, nuA, nuB, rA, rB, k) => {
        const a = { share: p, frequencyHz: nuA, r2PerS: rA };
        const b = { share: 1 - p, frequencyHz: nuB, r2PerS: rB };
        const modes = twoSiteModes(a, b, k);
        // Near coalescence weights grow and cancel; the tolerance follows them.
        const size = modes.reduce((sum, { weight }) => sum + Math.hypot(weight.re, weight.im), 0);
        expect(modes[0].weight.re + modes[1].weight.re).toBeCloseTo(1, 9);
        expect(modes[0].r2PerS + modes[1].r2PerS).toBeCloseTo(rA + rB + k, 6);
        const at = [nuA, nuB, (nuA + nuB) / 2, nuA + 77];
        const exact = exchangeSpectrum([a, b], equilibrationRates([a, b], k), at);
        at.forEach((nu, i) => {
          let sum = 0;
          for (const { frequencyHz, r2PerS, weight } of modes) {
            const w = 2 * Math.PI * (nu - frequencyHz);
            sum += (2 * (weight.re * r2PerS + weight.im * w)) / (r2PerS * r2PerS + w * w);
          }
          expect(Math.abs(sum - exact[i]!)).toBeLessThan(1e-9 * size * Math.max(1, 1 / Math.min(rA, rB)));
        });
      }),
    );
  });

  test("exactly at coalescence the modes are refused and the spectrum is not", () => {
    const k = coalescenceRatePerS(50) * Math.SQRT2; // k_A = k_B = pi dnu: S = 0
    const a = { share: 0.5, frequencyHz: -25, r2PerS: 1 };
    const b = { share: 0.5, frequencyHz: 25, r2PerS: 1 };
    expect(() => twoSiteModes(a, b, 2 * k)).toThrow(/coalescence/);
    expect(exchangeSpectrum([a, b], equilibrationRates([a, b], 2 * k), [0])[0]).toBeGreaterThan(0);
  });
});

describe("coalescence", () => {
  test("pi dnu / sqrt 2", () => {
    expect(coalescenceRatePerS(50)).toBeCloseTo(111.0721, 4);
  });

  test("below it the middle is a dip, above it a top", () => {
    const curvature = (k: number): number => {
      const sites = [-25, 25].map((frequencyHz) => ({ share: 0.5, frequencyHz, r2PerS: 1e-3 }));
      const [left, middle, right] = exchangeSpectrum(sites, equilibrationRates(sites, 2 * k), [-1, 0, 1]);
      return left! + right! - 2 * middle!;
    };
    expect(curvature(0.98 * coalescenceRatePerS(50))).toBeGreaterThan(0);
    expect(curvature(1.02 * coalescenceRatePerS(50))).toBeLessThan(0);
  });
});

describe("any number of sites", () => {
  const sites: ExchangeSite[] = [
    { share: 0.5, frequencyHz: 0, r2PerS: 2 },
    { share: 0.3, frequencyHz: 40, r2PerS: 10 },
    { share: 0.2, frequencyHz: -25, r2PerS: 5 },
  ];
  const rates = [
    [0, 30, 8],
    [(30 * 0.5) / 0.3, 0, 100],
    [(8 * 0.5) / 0.2, (100 * 0.3) / 0.2, 0],
  ];

  test("three sites as numpy.linalg.solve gives them", () => {
    const expected = [0.002047667745246972, 0.04180327092394763, 0.017728654722204525, 0.003965505557141816];
    exchangeSpectrum(sites, rates, [-30, 0, 10.5, 40]).forEach((value, i) => {
      expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-12);
    });
  });

  test("the area is 1 and the first moment the mean frequency", () => {
    const axis = Float64Array.from({ length: 400_001 }, (_, i) => -20_000 + 0.1 * i);
    const spectrum = exchangeSpectrum(sites, rates, axis);
    const area = spectrum.reduce((sum, value) => sum + 0.1 * value, 0);
    // Beyond 20 kHz the Lorentzian tails hold (2/pi) R2 / (2 pi 20 kHz), about 2e-5.
    expect(area).toBeGreaterThan(1 - 5e-5);
    expect(area).toBeLessThan(1);
  });

  test("splitting a site into two alike ones changes nothing", () => {
    const two = [A, B];
    const three = [A, { ...B, share: 0.2 }, { ...B, share: 0.5 }];
    const at = [-10, 0, 20, 35, 60];
    const merged = exchangeSpectrum(two, equilibrationRates(two, 300), at);
    exchangeSpectrum(three, equilibrationRates(three, 300), at).forEach((value, i) => {
      expect(Math.abs(value / merged[i]! - 1)).toBeLessThan(1e-12);
    });
  });

  test("fast exchange of many sites broadens by the variance of their frequencies", () => {
    const k = 1e7;
    const { frequencyHz, r2PerS } = fastExchangeLine(sites, k);
    const top = exchangeSpectrum(sites, equilibrationRates(sites, k), [frequencyHz])[0]!;
    // The top of a line of area 1 is 2 / R2.
    expect(Math.abs((top * r2PerS) / 2 - 1)).toBeLessThan(1e-4);
  });

  test("unbalanced rates, shares that do not sum and sites without relaxation are refused", () => {
    expect(() =>
      exchangeSpectrum(
        [A, B],
        [
          [0, 1],
          [1, 0],
        ],
        [0],
      ),
    ).toThrow(/balanced/);
    expect(() => exchangeSpectrum([A, { ...B, share: 0.6 }], equilibrationRates([A, B], 1), [0])).toThrow(
      /sum/,
    );
    expect(() => exchangeSpectrum([{ ...A, r2PerS: 0 }, B], equilibrationRates([A, B], 1), [0])).toThrow(
      DomainError,
    );
    expect(() => exchangeSpectrum([A, B], [[0]], [0])).toThrow(/square/);
  });
});

describe("Swift-Connick", () => {
  // resonance-and-decay.md 3.2; second and last columns in the digits printed there.
  test.each([
    [0.01, 1e-5, 5e-3, 50, 2.005819, 0.638472, 0.498001],
    [0.01, 1e-3, 5e-3, 50, 2.201189, 0.70066, 0.32495],
    [0.01, 0.1, 5e-3, 50, 0.098529, 0.031363, 0.00035],
    [0.05, 1e-4, 2e-3, 100, 25.508587, 8.119635, 4.518966],
  ])("P %f, tau %f, T2 %f, dnu %f", (share, tau, t2, offset, r2, fwhm, shift) => {
    const found = swiftConnick(share, tau, t2, offset);
    expect(found.extraR2PerS).toBeCloseTo(r2, 6);
    expect(found.extraFwhmHz).toBeCloseTo(fwhm, 6);
    expect(found.shiftHz).toBeCloseTo(shift, 6);
  });

  test("is the limit of exact exchange for little bound", () => {
    const [p, tau, t2, offset] = [1e-5, 1e-3, 5e-3, 50];
    // Bound share x: x k_off = (1 - x) k_on, P = x / (1 - x), k_ex = k_off (1 + P).
    const x = p / (1 + p);
    const [line] = twoSiteModes(
      { share: 1 - x, frequencyHz: 0, r2PerS: 0 },
      { share: x, frequencyHz: offset, r2PerS: 1 / t2 },
      (1 + p) / tau,
    );
    const found = swiftConnick(p, tau, t2, offset);
    // The next order in P is 1e-5 of the first.
    expect(Math.abs(line.r2PerS / found.extraR2PerS - 1)).toBeLessThan(1e-4);
    expect(Math.abs(line.frequencyHz / found.shiftHz - 1)).toBeLessThan(1e-4);
  });
});

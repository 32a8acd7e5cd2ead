import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import {
  dipolarConstant,
  NOE_NULL_OMEGA_TAU,
  noeNullBoundShare,
  noeNullTimeNs,
  noeNullTimeOfMotionNs,
  pairRelaxation,
  spectralDensityS,
  transientMaximum,
  tumblingTimeNs,
} from "./tumbling.ts";

const GEMINAL_NM = 0.178;

test("dipolar constant of a methylene pair", () => {
  // resonance-and-decay.md 3.3: K = 1.790901e10 s-2 at 1.78 A.
  expect(dipolarConstant(GEMINAL_NM) / 1e10).toBeCloseTo(1.790901, 6);
});

// resonance-and-decay.md 3.3, in the digits printed there.
test.each([
  [0.01, 0.26774, 0.26829, 0.0854, 0.49897, 0.50052],
  [0.1, 2.02981, 2.41362, 0.7683, 0.41106, 0.54084],
  [1, 1.02521, 9.4275, 3.0009, -0.59806, 0.76168],
  [10, 0.1088, 80.7401, 25.7004, -0.99395, 0.79951],
  [50, 0.02177, 402.983, 128.273, -0.99976, 0.79998],
])("500 MHz, tau_c %f ns", (tumblingNs, r1, r2, fwhm, noe, roe) => {
  const found = pairRelaxation({ tumblingNs }, 500, GEMINAL_NM);
  const digits = (value: number): number => String(value).split(".")[1]?.length ?? 0;
  expect(found.r1PerS).toBeCloseTo(r1, 5);
  expect(Math.abs(found.r2PerS - r2)).toBeLessThan(0.6 * 10 ** -Math.min(5, digits(r2)));
  expect(Math.abs(found.fwhmHz - fwhm)).toBeLessThan(0.6 * 10 ** -Math.min(4, digits(fwhm)));
  expect(found.noeSteady).toBeCloseTo(noe, 5);
  expect(found.roeSteady).toBeCloseTo(roe, 5);
});

test.each([
  [3.05, "17.18"],
  [4.1, "41.73"],
  [4.4, "51.58"],
  [5, "75.68"],
])("tau_c of a %f nm radius in 0.595 mPa s", (radius, expected) => {
  expect(tumblingTimeNs(radius, 0.595, 298.15).toFixed(2)).toBe(expected);
});

describe("sign of the NOE", () => {
  test.each([
    [400, 0.4449],
    [500, 0.3559],
    [700, 0.2542],
  ])("vanishes at %f MHz for tau_c %f ns", (protonMHz, expected) => {
    expect(NOE_NULL_OMEGA_TAU).toBeCloseTo(1.118034, 6);
    const tumblingNs = noeNullTimeNs(protonMHz);
    expect(tumblingNs).toBeCloseTo(expected, 4);
    const at = (factor: number): number =>
      pairRelaxation({ tumblingNs: factor * tumblingNs }, protonMHz, GEMINAL_NM).noeSteady;
    expect(Math.abs(at(1))).toBeLessThan(1e-14);
    expect(at(0.99)).toBeGreaterThan(0);
    expect(at(1.01)).toBeLessThan(0);
  });

  test("of a dot is negative, of free oleic acid in toluene positive", () => {
    const dot = pairRelaxation({ tumblingNs: tumblingTimeNs(4.2, 0.584, 298.15) }, 500, GEMINAL_NM);
    const free = pairRelaxation({ tumblingNs: tumblingTimeNs(0.45, 0.584, 298.15) }, 500, GEMINAL_NM);
    expect(dot.noeCrossPerS).toBeLessThan(0);
    expect(free.noeCrossPerS).toBeGreaterThan(0);
    const share = noeNullBoundShare(free.noeCrossPerS, dot.noeCrossPerS);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.01);
    expect(share * dot.noeCrossPerS + (1 - share) * free.noeCrossPerS).toBeCloseTo(0, 12);
    expect(() => noeNullBoundShare(-1, -2)).toThrow(DomainError);
  });

  test("limits of steady and transient enhancements", () => {
    const fast = pairRelaxation({ tumblingNs: 1e-6 }, 500, GEMINAL_NM);
    const slow = pairRelaxation({ tumblingNs: 1e6 }, 500, GEMINAL_NM);
    expect([fast.noeSteady, slow.noeSteady, fast.roeSteady, slow.roeSteady]).toEqual(
      [0.5, -1, 0.5, 0.8].map((value) => expect.closeTo(value, 6)),
    );
    // +38.49 % to -100 %; ROE 38.49 % to 67.54 %. The slow NOE nears -1 only as the logarithm.
    expect(fast.noeTransient).toBeCloseTo(0.3849, 4);
    expect(fast.roeTransient).toBeCloseTo(0.3849, 4);
    expect(slow.roeTransient).toBeCloseTo(0.6754, 4);
    expect(slow.noeTransient).toBeLessThan(-0.9999);
    expect([transientMaximum(0), transientMaximum(-1), transientMaximum(1)]).toEqual([0, -1, 1]);
    expect(() => transientMaximum(Number.NaN)).toThrow(DomainError);
  });

  test("the transient maximum is that of 2 e^-x sinh(eta x)", () => {
    for (const eta of [-0.99, -0.5, 0.1, 0.5, 0.8]) {
      let most = 0;
      for (let x = 0; x < 20; x += 1e-4) {
        const value = 2 * Math.exp(-x) * Math.sinh(eta * x);
        if (Math.abs(value) > Math.abs(most)) most = value;
      }
      expect(transientMaximum(eta)).toBeCloseTo(most, 7);
    }
  });
});

describe("internal motion", () => {
  test("moves the null of the NOE to slower tumbling, and without order there is none", () => {
    expect(noeNullTimeOfMotionNs(500, { orderParameter: 1 })! / noeNullTimeNs(500)).toBeCloseTo(1, 10);
    const moving = { orderParameter: 0.1, internalNs: 0.05 };
    const tumblingNs = noeNullTimeOfMotionNs(500, moving)!;
    expect(tumblingNs).toBeGreaterThan(2 * noeNullTimeNs(500));
    const { noeCrossPerS, noeAutoPerS } = pairRelaxation({ ...moving, tumblingNs }, 500, GEMINAL_NM);
    expect(Math.abs(noeCrossPerS / noeAutoPerS)).toBeLessThan(1e-12);
    expect(noeNullTimeOfMotionNs(500, { orderParameter: 0, internalNs: 0.05 })).toBeNull();
  });

  // Formula evaluated with numpy: S^2 tau_c/(1+w^2 tau_c^2) + (1-S^2) tau/(1+w^2 tau^2) at 0, w, 2w; 500 MHz.
  test.each([
    [20, 0.1, 0.05, [2.0448877805486284e-9, 4.4318621753145635e-11, 4.100043727608155e-11]],
    [20, 0.5, 0, [1e-8, 2.532388129651599e-12, 6.332172988107246e-13]],
    [1, 0.8, 0.3, [8.461538461538463e-10, 1.038526443966371e-10, 3.4640433860852454e-11]],
  ])(
    "spectral density for tau_c %f ns, S2 %f, tau_e %f ns",
    (tumblingNs, orderParameter, internalNs, expected) => {
      const motion = { tumblingNs, orderParameter, internalNs };
      expected.forEach((value, i) => {
        expect(Math.abs(spectralDensityS(motion, i * 2e6 * Math.PI * 500) / value - 1)).toBeLessThan(1e-12);
      });
    },
  );

  test("S2 = 1 is the rigid pair; S2 scales the width of a slow particle", () => {
    const rigid = pairRelaxation({ tumblingNs: 40 }, 500, GEMINAL_NM);
    expect(pairRelaxation({ tumblingNs: 40, orderParameter: 1, internalNs: 0.1 }, 500, GEMINAL_NM)).toEqual(
      rigid,
    );
    const loose = pairRelaxation({ tumblingNs: 40, orderParameter: 0.1, internalNs: 0 }, 500, GEMINAL_NM);
    expect(loose.fwhmHz).toBeCloseTo(0.1 * rigid.fwhmHz, 10);
    const still = pairRelaxation({ tumblingNs: 40, orderParameter: 0 }, 500, GEMINAL_NM);
    expect(still.r1PerS + still.noeSteady + still.roeTransient).toBe(0);
  });
});

test("rates are finite, R2 >= R1 / 2 and |sigma| <= rho for any motion", () => {
  const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(number(-4, 4), number(0, 1), number(-4, 2), number(50, 1200), (log, order, logE, mhz) => {
      const motion = { tumblingNs: 10 ** log, orderParameter: order, internalNs: 10 ** logE };
      const found = pairRelaxation(motion, mhz, GEMINAL_NM);
      for (const value of Object.values(found)) expect(Number.isFinite(value)).toBe(true);
      expect(found.r2PerS).toBeGreaterThanOrEqual(0.5 * found.r1PerS);
      expect(Math.abs(found.noeCrossPerS)).toBeLessThanOrEqual(found.noeAutoPerS);
      expect(found.noeSteady).toBeLessThanOrEqual(0.5 + 1e-12);
      expect(found.roeSteady).toBeLessThanOrEqual(0.8 + 1e-12);
      expect(found.roeSteady).toBeGreaterThanOrEqual(0.5 - 1e-12);
    }),
  );
  expect(() => pairRelaxation({ tumblingNs: Number.NaN }, 500, GEMINAL_NM)).toThrow(DomainError);
  expect(() => pairRelaxation({ tumblingNs: 1, orderParameter: 1.2 }, 500, GEMINAL_NM)).toThrow(DomainError);
  expect(() => pairRelaxation({ tumblingNs: 1 }, 500, 0)).toThrow(DomainError);
});

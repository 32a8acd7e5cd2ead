import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../errors.ts";
import { createRandom } from "../../numerics/random.ts";
import { poissonShare } from "../../surface/distribution.ts";
import { ensembleLight } from "./light.ts";
import { decayMoments, tailFit } from "./moments.ts";
import { brightDecay, brightFraction, type DotTraps, type LightRates } from "./traps.ts";

const RATES: LightRates = { radiativeNs: 5, shallowPerNs: 0.2, darkNs: 0 };
const dots = (
  places: number,
  deepChance: number,
  shallowChance: number,
  more: Partial<DotTraps> = {},
): DotTraps => ({
  classes: [{ places, deepChance, shallowChance }],
  inner: 0,
  statistics: "binomial",
  ...more,
});
const close = (found: number, expected: number, relative: number): void =>
  expect(Math.abs(found / expected - 1)).toBeLessThan(relative);

/** Decay area of dots with whole numbers of places: sum over k traps of P(k) / (1/tau + k k_s). */
function areaByCounting(places: number, chance: number, { radiativeNs, shallowPerNs }: LightRates): number {
  let weight = (1 - chance) ** places;
  let sum = 0;
  for (let k = 0; k <= places; k++) {
    sum += weight / (1 / radiativeNs + k * shallowPerNs);
    weight *= (((places - k) / (k + 1)) * chance) / (1 - chance);
  }
  return sum;
}

describe("exact limits", () => {
  test("without traps every dot is bright and decays at the radiative rate", () => {
    const light = ensembleLight(dots(322, 0, 0), RATES);
    expect(light.brightFraction).toBe(1);
    close(light.quantumYield, 1, 1e-12);
    for (const lifetime of [
      light.amplitudeLifetimeNs,
      light.intensityLifetimeNs,
      light.oneOverENs,
      light.tailLifetimeNs,
    ])
      close(lifetime, 5, 1e-11);
    close(light.tailAmplitude, 1, 1e-11);
    expect(light.promptShare).toBe(0);
  });

  test("one place: a dot is bright with chance 1 - q, and traps that are sure make every dot dark", () => {
    expect(brightFraction(dots(1, 0.3, 0))).toBeCloseTo(0.7, 15);
    expect(brightFraction(dots(1, 1, 0))).toBe(0);
    expect(brightFraction(dots(0, 1, 0))).toBe(1);
    // Two kinds of dots, with and without the shallow trap: 0.3 at 1/5 + 0.2, 0.7 at 1/5.
    close(decayMoments(dots(1, 0, 0.3), RATES, null, false).area, 0.7 * 5 + 0.3 / 0.4, 1e-12);
  });

  test("inner traps alone: exp(-n0), whatever covers the surface", () => {
    close(brightFraction(dots(322, 0, 0, { inner: 0.21 })), Math.exp(-0.21), 1e-14);
  });

  test("a shallow trap of ever greater rate acts as a deep one, of rate 0 as none", () => {
    const fast = ensembleLight(dots(322, 0.001, 0.002), { ...RATES, shallowPerNs: 1e9 });
    // Of the 1e9 /ns light, 1e-10 of the radiative yield is left on trapped dots.
    close(fast.quantumYield, 0.999 ** 322 * 0.998 ** 322, 1e-9);
    const none = ensembleLight(dots(322, 0.001, 0.002), { ...RATES, shallowPerNs: 0 });
    close(none.quantumYield, 0.999 ** 322, 1e-12);
  });

  test("many weak shallow traps are one rate: 1/tau + N q k_s", () => {
    const light = ensembleLight(dots(1e6, 0, 0.1), { ...RATES, shallowPerNs: 1e-6 });
    // Spread of the rate over dots, sqrt(N q) k_s = 3e-4 of 0.3 /ns, changes its mean inverse by 1e-6.
    close(light.amplitudeLifetimeNs, 1 / (0.2 + 0.1), 1e-5);
    close(light.tailLifetimeNs, 1 / 0.3, 1e-5);
  });
});

describe("binomial and Poisson", () => {
  test("differ by half the chance of a trap, to first order", () => {
    for (const chance of [1e-2, 1e-3, 1e-4]) {
      const places = 1.3 / chance;
      const [binomial, poisson] = (["binomial", "poisson"] as const).map((statistics) =>
        brightFraction(dots(places, chance, 0, { statistics })),
      );
      // ln(1 - q) = -q - q^2/2 - ...: N q q / 2 = 0.65 q.
      const difference = (1 - binomial! / poisson!) / chance;
      expect(Math.abs(difference - 0.65)).toBeLessThan(chance);
    }
  });

  test("the Poisson decay is that of Infelta and Tachiya, and its area the sum over trap numbers", () => {
    const traps = dots(100, 0, 0.012, { statistics: "poisson" });
    const times = [0, 0.3, 2, 11];
    const decay = brightDecay(traps, RATES, times);
    times.forEach((t, i) => {
      close(decay[i]!, Math.exp(-t / 5 - 1.2 * (1 - Math.exp(-0.2 * t))), 1e-13);
    });
    let area = 0;
    for (let k = 0; k < 60; k++) area += poissonShare(k, 1.2) / (0.2 + 0.2 * k);
    close(decayMoments(traps, RATES, null, false).area, area, 1e-12);
  });

  test.each([
    [1, 0.4],
    [7, 0.3],
    [322, 0.004],
    [322, 0.2],
  ])(
    "area of the decay, %s places at %s, against the sum over trap numbers, for rates from 1e-4 to 1e4 /ns",
    (n, q) => {
      for (const shallowPerNs of [1e-4, 0.02, 0.2, 3, 1e4]) {
        const rates = { ...RATES, shallowPerNs };
        // 64 traps a dot at 1e4 /ns squeeze the decay into 1e-6 of its window; elsewhere the rule is good to rounding.
        const precision = n * q > 10 && shallowPerNs > 1e3 ? 1e-8 : 1e-10;
        close(decayMoments(dots(n, 0, q), rates, null, false).area, areaByCounting(n, q, rates), precision);
      }
    },
  );
});

describe("identities over random dots", () => {
  const anyDot = fc.record({
    places: fc.double({ min: 1, max: 2000, noNaN: true }),
    deep: fc.double({ min: 0, max: 0.01, noNaN: true }),
    shallow: fc.double({ min: 0, max: 0.02, noNaN: true }),
    inner: fc.double({ min: 0, max: 2, noNaN: true }),
    rate: fc.double({ min: 0, max: 5, noNaN: true }),
    dark: fc.double({ min: 0, max: 1, noNaN: true }),
    statistics: fc.constantFrom("binomial" as const, "poisson" as const),
  });
  const made = (d: typeof anyDot extends fc.Arbitrary<infer D> ? D : never): [DotTraps, LightRates] => [
    dots(d.places, d.deep, d.shallow, { inner: d.inner, statistics: d.statistics }),
    { radiativeNs: 5, shallowPerNs: d.rate, darkNs: d.dark },
  ];

  test("quantum yield = bright fraction x k_r x integral of the decay, plus the prompt light", () => {
    fc.assert(
      fc.property(anyDot, (d) => {
        const [traps, rates] = made(d);
        const light = ensembleLight(traps, rates);
        // The integral by Simpson's rule in t, four stretches so that a fast start is resolved; error below 1e-6.
        const edges = [0, 0.5, 3, 15, 200];
        let area = 0;
        for (const [i, from] of edges.slice(0, -1).entries()) {
          const steps = 400;
          const h = (edges[i + 1]! - from) / steps;
          const values = brightDecay(
            traps,
            rates,
            Array.from({ length: steps + 1 }, (_, k) => from + k * h),
          );
          values.forEach((value, k) => {
            area += (h / 3) * (k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2) * value;
          });
        }
        const expected = (light.brightFraction * area) / 5 + ((1 - light.brightFraction) * rates.darkNs) / 5;
        expect(Math.abs(light.quantumYield - expected)).toBeLessThan(2e-5);
        close(light.brightFraction, brightFraction(traps), 1e-14);
      }),
      { numRuns: 60 },
    );
  });

  test("lifetimes are ordered, the yield is a share, and more traps never add light", () => {
    fc.assert(
      fc.property(anyDot, (d) => {
        const [traps, rates] = made(d);
        const light = ensembleLight(traps, rates);
        const slack = 1 + 1e-9;
        expect(light.amplitudeLifetimeNs).toBeLessThanOrEqual(light.intensityLifetimeNs * slack);
        expect(light.tailLifetimeNs).toBeLessThanOrEqual(5 * slack);
        expect(light.oneOverENs).toBeLessThanOrEqual(light.amplitudeLifetimeNs * slack);
        expect(light.quantumYield).toBeLessThanOrEqual(slack);
        const worse = ensembleLight(
          dots(d.places * 1.5, d.deep, d.shallow, { inner: d.inner, statistics: d.statistics }),
          rates,
        );
        expect(worse.quantumYield).toBeLessThanOrEqual(light.quantumYield * slack);
      }),
      { numRuns: 100 },
    );
  });

  test("two classes are one when their chances are equal", () => {
    const both: DotTraps = {
      ...dots(0, 0, 0),
      classes: [
        { places: 120, deepChance: 0.002, shallowChance: 0.004 },
        { places: 202, deepChance: 0.002, shallowChance: 0.004 },
      ],
    };
    close(
      ensembleLight(both, RATES).quantumYield,
      ensembleLight(dots(322, 0.002, 0.004), RATES).quantumYield,
      1e-13,
    );
  });
});

describe("dots drawn one by one", () => {
  test("bright fraction, decay, yield and lifetimes of 200 000 dots", () => {
    const random = createRandom(7, "explicit dots");
    const [n, deep, shallow, inner, coverage] = [80, 0.02, 0.03, 0.15, 0.4];
    const rates = { radiativeNs: 5, shallowPerNs: 0.25, darkNs: 0.3 };
    const count = 200_000;
    const times = [0.5, 2, 6, 12];
    const decay = new Float64Array(times.length);
    let [bright, area, firstMoment] = [0, 0, 0];
    /** A binomial number by the exact jumps between successes, so that 80 sites need few draws. */
    const traps = (chance: number): number => {
      let [place, hits] = [0, 0];
      for (;;) {
        place += Math.floor(Math.log(1 - random.uniform()) / Math.log1p(-chance)) + 1;
        if (place > n) return hits;
        hits++;
      }
    };
    for (let dot = 0; dot < count; dot++) {
      if (traps(deep * (1 - coverage)) > 0 || random.poisson(inner) > 0) continue;
      bright++;
      const rate = 1 / rates.radiativeNs + traps(shallow * (1 - coverage)) * rates.shallowPerNs;
      area += 1 / rate;
      firstMoment += 1 / rate ** 2;
      times.forEach((t, i) => {
        decay[i]! += Math.exp(-rate * t);
      });
    }
    const made = dots(n, deep * (1 - coverage), shallow * (1 - coverage), { inner });
    const light = ensembleLight(made, rates);
    // Standard error of a share of 200 000 is at most 1.1e-3 absolute; four of those are allowed.
    expect(Math.abs(bright / count - light.brightFraction)).toBeLessThan(4.5e-3);
    const yieldDrawn = (area + (count - bright) * 0.3) / (count * 5);
    expect(Math.abs(yieldDrawn - light.quantumYield)).toBeLessThan(4e-3);
    const drawn = brightDecay(made, rates, times);
    times.forEach((_, i) => {
      expect(Math.abs(decay[i]! / bright - drawn[i]!)).toBeLessThan(4e-3);
    });
    close(area / bright, light.amplitudeLifetimeNs, 6e-3);
    close(firstMoment / area, light.intensityLifetimeNs, 6e-3);
  });
});

describe("the tail fit", () => {
  test("is what least deviance finds in the noise-free decay", () => {
    const traps = dots(100, 0, 0.02);
    const rates = { radiativeNs: 5, shallowPerNs: 0.6, darkNs: 0 };
    const window = { fromNs: 1, toNs: 25 };
    const { lifetimeNs, amplitude } = tailFit(traps, rates, window);
    const channels = 4800;
    const width = 24 / channels;
    const times = Array.from({ length: channels }, (_, i) => 1 + (i + 0.5) * width);
    const counts = brightDecay(traps, rates, times);
    const deviance = (a: number, tau: number): number =>
      times.reduce((sum, t, i) => {
        const m = a * Math.exp(-t / tau);
        return sum + 2 * (m - counts[i]! + counts[i]! * Math.log(counts[i]! / m));
      }, 0);
    const best = deviance(amplitude, lifetimeNs);
    // A minimum: every step of 0.1 % away costs; midpoint channels are 5e-3 ns wide, which moves it by 1e-6.
    for (const [a, tau] of [
      [1.001, 1],
      [0.999, 1],
      [1, 1.001],
      [1, 0.999],
    ] as const)
      expect(deviance(amplitude * a, lifetimeNs * tau)).toBeGreaterThan(best);
    const light = ensembleLight(traps, rates, window);
    expect(light.tailLifetimeNs).toBeGreaterThan(light.amplitudeLifetimeNs);
  });
});

test("a tail in which next to nothing is left still has the lifetime of its slope", () => {
  // 305 places that nearly all hold a shallow trap: I(t) is some 1e-420 in the window, beyond the range of numbers.
  const traps = dots(305, 0, 0.957);
  const rates = { ...RATES, shallowPerNs: 6e3 };
  const { lifetimeNs, slopes } = tailFit(traps, rates, { fromNs: 8, toNs: 11 }, true);
  // All traps have acted by then, so that only the radiative decay goes on.
  expect(Math.abs(lifetimeNs / rates.radiativeNs - 1)).toBeLessThan(1e-9);
  expect([...slopes].every(Number.isFinite)).toBe(true);
  expect(() => tailFit(dots(1, 0, 1), rates, { fromNs: 8, toNs: 11 })).toThrow(
    /nothing of the decay is left/u,
  );
});

test.each([
  [dots(-1, 0, 0), RATES, /places/u],
  [dots(1, 1.2, 0), RATES, /deep/u],
  [dots(1, 0, Number.NaN), RATES, /shallow/u],
  [dots(1, 0, 0, { inner: -1 }), RATES, /inner/u],
  [dots(1, 0, 0), { ...RATES, radiativeNs: 0 }, /radiative/u],
  [dots(1, 0, 0), { ...RATES, shallowPerNs: -1 }, /shallow/u],
  [dots(1, 0, 0), { ...RATES, darkNs: 6 }, /dark/u],
] as const)("numbers outside the model are refused (%#)", (traps, rates, words) => {
  expect(() => ensembleLight(traps, rates)).toThrow(DomainError);
  expect(() => ensembleLight(traps, rates)).toThrow(words);
});

test("an empty window and a time before the pulse are refused", () => {
  expect(() => ensembleLight(dots(1, 0, 0), RATES, { fromNs: 3, toNs: 3 })).toThrow(/window/u);
  expect(() => brightDecay(dots(1, 0, 0), RATES, [-1])).toThrow(/before the excitation/u);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../errors.ts";
import { createRandom } from "../../numerics/random.ts";
import { channelFactor } from "../decay/convolver.ts";
import { gaussianConvolver } from "../decay/gaussian-convolver.ts";
import { measuredConvolver } from "../decay/measured-convolver.ts";
import { tailConvolver } from "../decay/tail-convolver.ts";
import { countedDecay } from "./counted-decay.ts";
import { lightOfNumbers } from "./decay-observable.ts";
import { decayMoments } from "./moments.ts";
import { shallowTrapNumbers } from "./trap-numbers.ts";
import { trappedDecay } from "./trapped-decay.ts";
import { brightDecay, type DotTraps, type LightRates, type TrapStatistics } from "./traps.ts";

const RATES: LightRates = { radiativeNs: 5, shallowPerNs: 0.15, darkNs: 0 };
const traps = (
  classes: readonly (readonly [number, number, number])[],
  statistics: TrapStatistics = "binomial",
): DotTraps => ({
  statistics,
  inner: 0.1,
  classes: classes.map(([places, deepChance, shallowChance]) => ({ places, deepChance, shallowChance })),
});

describe("shallow traps by their number", () => {
  const kinds: readonly DotTraps[] = [
    traps([[322, 0.01, 0.012]]),
    traps([[322.4, 0.01, 0.3]]),
    traps([[317.6, 0.01, 0.9]]),
    traps([[2.5, 0, 0.2]]),
    traps([
      [120.5, 0, 0.02],
      [60, 0, 0.04],
    ]),
    traps([[322, 0, 0.012]], "poisson"),
    traps([[5, 0, 0]]),
    traps([]),
  ];

  test("their sum of exponentials is the decay in closed form, at every time", () => {
    const times = [0, 0.01, 0.5, 2, 9, 60];
    for (const one of kinds) {
      const { shares } = shallowTrapNumbers(one);
      const exact = brightDecay(one, RATES, times);
      times.forEach((t, i) => {
        const sum = shares.reduce((all, w, k) => all + w * Math.exp(-k * RATES.shallowPerNs * t), 0);
        // Terms of 1e-15 are left out; logarithms of 1e3 round to 1e-13.
        expect(Math.abs(sum * Math.exp(-t / RATES.radiativeNs) - exact[i]!)).toBeLessThan(1e-11);
      });
    }
  });

  test("the mean lifetime is the model's own, which comes from an integral", () => {
    for (const one of kinds) {
      const { shares } = shallowTrapNumbers(one);
      const mean = shares.reduce((sum, w, k) => sum + w / (1 / 5 + k * 0.15), 0);
      // The integral is good to 1e-10, to 1e-8 with hundreds of traps.
      expect(mean / decayMoments(one, RATES, null, false).area).toBeCloseTo(1, 7);
    }
  });

  test("without traps one exponential; whole numbers of places give no negative share", () => {
    expect(Array.from(shallowTrapNumbers(traps([[322, 0.1, 0]])).shares)).toEqual([1, 0]);
    expect(shallowTrapNumbers(traps([[6, 0, 0.3]])).shares.every((share) => share >= 0)).toBe(true);
  });

  test("slopes by places and chance are those of the shares", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 400, noNaN: true }),
        fc.double({ min: 1e-4, max: 0.45, noNaN: true }),
        fc.constantFrom<TrapStatistics>("binomial", "poisson"),
        (places, chance, statistics) => {
          const at = (n: number, q: number) => shallowTrapNumbers(traps([[n, 0, q]], statistics));
          const middle = at(places, chance);
          const differences = [
            { slopes: middle.byPlaces[0]!, h: 1e-4 * places, up: (h: number) => at(places + h, chance) },
            { slopes: middle.byChance[0]!, h: 1e-4 * chance, up: (h: number) => at(places, chance + h) },
          ];
          for (const { slopes, h, up } of differences) {
            const [above, below] = [up(h).shares, up(-h).shares];
            middle.shares.forEach((_, k) => {
              const difference = ((above[k] ?? 0) - (below[k] ?? 0)) / (2 * h);
              // Relative to the number moved: third derivatives grow as the number of traps to 3/2, (1e-4)^2 of that.
              expect(Math.abs(slopes[k]! - difference) * h * 1e4).toBeLessThan(1e-4);
            });
          }
        },
      ),
      { numRuns: 40, seed: 5 },
    );
  });

  test("what cannot be summed is refused", () => {
    expect(() => shallowTrapNumbers(traps([[2.5, 0, 0.8]]))).toThrow(DomainError);
    expect(() => shallowTrapNumbers(traps([[2, 0, 1]]))).toThrow(/every bare site/u);
  });
});

const CHANNELS = 240;
const WIDTH = 0.25;
const RANGE = { first: 8, last: 231 };
const pulse = Float64Array.from({ length: 20 }, (_, i) => Math.exp(-0.5 * ((i - 8) / 2) ** 2));
const sum = pulse.reduce((a, b) => a + b, 0);
const CONVOLVERS = {
  gaussian: () => gaussianConvolver(0.9, CHANNELS, WIDTH),
  measured: () =>
    measuredConvolver(
      pulse.map((x) => x / sum),
      CHANNELS,
      WIDTH,
    ),
  "measured, pulses at 62 ns": () =>
    measuredConvolver(
      pulse.map((x) => x / sum),
      CHANNELS,
      WIDTH,
      62,
    ),
  none: () => tailConvolver(RANGE.first, WIDTH),
};

describe("the decay in channels", () => {
  test("without a response each channel holds the closed form's integral over it", () => {
    const dots = traps([[322.4, 0.01, 0.012]]);
    const width = 0.05;
    const shape = trappedDecay(tailConvolver(0, width), { first: 0, last: 99 }, width);
    const out = new Float64Array(100);
    shape.evaluate(dots, RATES, 0, out, null);
    // Simpson's rule over a channel is off by (width x rate)^4 / 2880: 2e-9 at rates up to 1 /ns.
    const rule = (i: number): number => {
      const [a, m, b] = brightDecay(dots, RATES, [i * width, (i + 0.5) * width, (i + 1) * width]);
      return (a! + 4 * m! + b!) / 6;
    };
    for (let i = 0; i < 100; i++) expect(out[i]! / rule(i)).toBeCloseTo(1, 7);
  });

  test("its area is the model's lifetime, dark light included by its share", () => {
    const dots = traps([[322.4, 0.002, 0.012]]);
    const rates = { ...RATES, darkNs: 0.4 };
    const shape = trappedDecay(gaussianConvolver(0.9, 1000, WIDTH), { first: 0, last: 999 }, WIDTH);
    const out = new Float64Array(1000);
    shape.evaluate(dots, rates, 5, out, null);
    const bright = Math.exp(-0.1) * (1 - 0.002) ** 322.4;
    const area = decayMoments(dots, rates, null, false).area + (1 / bright - 1) * 0.4;
    // What is cut off at 250 ns is exp(-50).
    expect((out.reduce((a, b) => a + b, 0) * WIDTH) / area).toBeCloseTo(1, 9);
  });

  test("zero traps: one exponential behind the response", () => {
    for (const [name, make] of Object.entries(CONVOLVERS)) {
      const convolver = make();
      const out = new Float64Array(RANGE.last - RANGE.first + 1);
      trappedDecay(convolver, RANGE, WIDTH).evaluate(traps([[322, 0.3, 0]]), RATES, 2, out, null);
      const alone = new Float64Array(CHANNELS);
      convolver.exponential(5, alone, null, null);
      for (const [r, value] of out.entries()) expect(value, name).toBeCloseTo(alone[RANGE.first + r]!, 14);
      if (name === "none") expect(out[0]).toBeCloseTo(channelFactor(5, WIDTH), 14);
    }
  });

  test("slopes by every number of the light and by the shift, with and without dark light", () => {
    // places, deep, shallow of two classes; inner, radiative, rate of a trap, dark; shift.
    const base = [200.3, 0.002, 0.012, 80, 0.004, 0.02, 0.2, 5, 0.12, 0.6, 2.3];
    for (const [name, make] of Object.entries(CONVOLVERS)) {
      for (const dark of [0, 0.6]) {
        const shape = trappedDecay(make(), RANGE, WIDTH);
        const at = (values: readonly number[], slopes: Float64Array | null): Float64Array => {
          const out = new Float64Array(shape.rows);
          const { traps: dots, rates } = lightOfNumbers(values, 2);
          shape.evaluate(dots, rates, values[10]!, out, slopes);
          return out;
        };
        const values = base.with(9, dark);
        const slopes = new Float64Array(shape.columns(2) * shape.rows);
        at(values, slopes);
        for (let c = 0; c < shape.columns(2); c++) {
          if (c === 9 && dark === 0) continue;
          const h = 1e-5 * values[c]!;
          const [up, down] = [
            at(values.with(c, values[c]! + h), null),
            at(values.with(c, values[c]! - h), null),
          ];
          for (let r = 0; r < shape.rows; r++) {
            const difference = (up[r]! - down[r]!) / (2 * h);
            // Differences round to 1e-16 / 1e-5; the shape is at most 1.
            expect(
              Math.abs(slopes[c * shape.rows + r]! - difference) * values[c]!,
              `${name} ${c}`,
            ).toBeLessThan(2e-8);
          }
        }
      }
    }
  });
});

describe("amplitude and background at their most likely", () => {
  const shape = Float64Array.from({ length: 120 }, (_, i) => Math.exp(-i / 18));
  const random = createRandom(4, "counted decay");
  const draw = (amplitude: number, background: number): Float64Array =>
    shape.map((s) => random.poisson(amplitude * s + background));

  test("both slopes of the likelihood vanish, and the means add up to the counts", () => {
    for (const [a, b] of [
      [400, 3],
      [20, 0.2],
      [3, 0.05],
    ] as const) {
      const counts = draw(a, b);
      const means = new Float64Array(120);
      countedDecay(counts).settle(shape, means, null, 0);
      const slope = counts.reduce((all, n, i) => all + (1 - n / means[i]!) * shape[i]!, 0);
      expect(Math.abs(slope)).toBeLessThan(1e-6);
      expect(means.reduce((x, y) => x + y, 0) / counts.reduce((x, y) => x + y, 0)).toBeCloseTo(1, 8);
    }
  });

  test("neither goes below 0: a rising record has no decay, counts without a tail no background", () => {
    const rising = countedDecay(Float64Array.from(shape, (_, i) => i));
    const means = new Float64Array(120);
    rising.settle(shape, means, null, 0);
    expect(rising.amplitude()).toBe(0);
    expect(rising.background()).toBeCloseTo(59.5, 8);
    const early = countedDecay(shape.map((_, i) => (i < 30 ? 40 - i : 0)));
    early.settle(shape, means, null, 0);
    expect(early.background()).toBe(0);
  });

  test("slopes of the means are total ones, also at the edge and below a mean of 1e-4", () => {
    const cases = [draw(300, 2), draw(2, 0.02), shape.map((_, i) => (i < 30 ? 40 - i : 0))];
    for (const counts of cases) {
      const shapeAt = (tau: number): Float64Array =>
        shape.map((_, i) => (i < 4 ? -1e-7 : Math.exp(-i / tau)));
      const means = (tau: number): Float64Array => {
        const out = new Float64Array(120);
        countedDecay(counts).settle(shapeAt(tau), out, null, 0);
        return out;
      };
      const slopes = shape.map((_, i) => (i < 4 ? 0 : (i / 15 ** 2) * Math.exp(-i / 15)));
      countedDecay(counts).settle(shapeAt(15), new Float64Array(120), slopes, 1);
      const [up, down] = [means(15.001), means(14.999)];
      slopes.forEach((slope, i) => {
        const difference = (up[i]! - down[i]!) / 0.002;
        expect(Math.abs(slope - difference)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
      });
    }
  });

  test("a shape without light gives no numbers, which a search takes as outside the model's range", () => {
    const means = new Float64Array(120);
    countedDecay(draw(10, 1)).settle(new Float64Array(120), means, null, 0);
    expect(means.every(Number.isNaN)).toBe(true);
  });
});

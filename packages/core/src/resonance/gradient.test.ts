import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError, InputError } from "../errors.ts";
import {
  bFactor,
  type DiffusionTiming,
  durationShare,
  effectiveDiffusionTimeS,
  type GradientShape,
  GYROMAGNETIC_RATIOS,
  gradientsInTPerM,
  type Nucleus,
  shapeIntegral,
} from "./gradient.ts";

const timing = (durationS: number, delayS: number, shape: GradientShape): DiffusionTiming => ({
  nucleus: "1H",
  durationS,
  delayS,
  shape,
});

// resonance-and-decay.md 3.1: b to seven digits, attenuation to eight.
test.each([
  [0.3, 0.002, 0.1, 1e-10, 2.559276e9, 0.77419802, 1.038976e9, 0.9013176],
  [0.5, 0.004, 0.1, 1e-10, 2.824555e10, 0.05933505, 1.148616e10, 0.31707514],
  [0.5, 0.003, 0.2, 8.5e-11, 3.204463e10, 0.06562535, 1.300351e10, 0.33111199],
])("b and attenuation at g %f T/m, delta %f s, Delta %f s", (g, d, delay, diffusion, b, i, bSine, iSine) => {
  const rectangle = bFactor(g, timing(d, delay, "rectangle"));
  const sine = bFactor(g, timing(d, delay, "half-sine"));
  expect(Math.abs(rectangle / b - 1)).toBeLessThan(2.5e-7);
  expect(Math.abs(sine / bSine - 1)).toBeLessThan(6e-7);
  expect(Math.exp(-rectangle * diffusion)).toBeCloseTo(i, 8);
  expect(Math.exp(-sine * diffusion)).toBeCloseTo(iSine, 8);
});

/** delta and Delta' by brute force: the squared phase of a pair of pulses summed in small steps. */
function bySumming(
  shape: (x: number) => number,
  bipolarGap: number | null,
  delta: number,
  delay: number,
): number {
  const steps = 40_000;
  const lobe = bipolarGap === null ? delta : delta / 2;
  const dt = lobe / steps;
  let area = 0;
  let square = 0;
  const encode = (): void => {
    for (let i = 0; i < steps; i++) {
      const step = shape((i + 0.5) / steps) * dt;
      square += (area + step / 2) ** 2 * dt;
      area += step;
    }
  };
  encode();
  if (bipolarGap !== null) {
    square += area * area * bipolarGap;
    encode();
  }
  const whole = area;
  const duration = delta + (bipolarGap ?? 0);
  // Decoding is encoding backwards: it adds the same.
  return (2 * square) / (whole * whole) + delay - duration;
}

const FORMS: Record<GradientShape, (x: number) => number> = {
  rectangle: () => 1,
  "half-sine": (x) => Math.sin(Math.PI * x),
  smsq10: (x) =>
    x < 0.1 ? Math.sin(5 * Math.PI * x) ** 2 : x > 0.9 ? Math.sin(5 * Math.PI * (1 - x)) ** 2 : 1,
};

describe.each(Object.keys(FORMS) as GradientShape[])("%s", (shape) => {
  test.each([null, 0.0002])("the diffusion time is the integral of the squared phase, gap %s", (gap) => {
    const one = { ...timing(0.004, 0.1, shape), ...(gap === null ? {} : { bipolar: { gapS: gap } }) };
    // The midpoint sum is good to 1e-9 of delta.
    expect(effectiveDiffusionTimeS(one)).toBeCloseTo(bySumming(FORMS[shape], gap, 0.004, 0.1), 10);
  });

  test("its area is the mean of its form", () => {
    let sum = 0;
    for (let i = 0; i < 1e5; i++) sum += FORMS[shape]((i + 0.5) / 1e5) / 1e5;
    expect(shapeIntegral(shape)).toBeCloseTo(sum, 8);
  });
});

test("shares of the encoding time", () => {
  expect(durationShare("rectangle", false)).toBeCloseTo(1 / 3, 15);
  expect(durationShare("half-sine", false)).toBeCloseTo(1 / 4, 15);
  expect(durationShare("rectangle", true)).toBeCloseTo(1 / 3, 15);
  expect(durationShare("half-sine", true)).toBeCloseTo(5 / 16, 15);
  // Integration of the squared-sine ramp with scipy.integrate.quad: 0.3494828688286.
  expect(durationShare("smsq10", true)).toBeCloseTo((1 - 0.3494828688286) / 2, 12);
  expect(effectiveDiffusionTimeS({ ...timing(0.003, 0.1, "smsq10"), durationShare: 1 / 3 })).toBeCloseTo(
    0.099,
    15,
  );
});

test("gyromagnetic ratios are those of the bare nuclei less their shielding", () => {
  // Table of bare nuclei, IUPAC 2001, 1e7 rad/(s T); shielding takes up to 0.1 % (31P, whose old moment is high).
  const bare: Partial<Record<Nucleus, number>> = {
    "2H": 4.10662791,
    "13C": 6.728284,
    "15N": -2.71261804,
    "19F": 25.18148,
    "31P": 10.8394,
  };
  for (const [nucleus, value] of Object.entries(bare)) {
    const share = GYROMAGNETIC_RATIOS[nucleus as Nucleus].radPerSecondTesla / (value * 1e7);
    expect(share).toBeLessThan(1 + 1e-6);
    expect(share).toBeGreaterThan(0.999);
  }
});

test("gradients are read in G/cm, T/m and mT/m, not in percent", () => {
  expect(Array.from(gradientsInTPerM([2.407, 45.742], "G/cm"))).toEqual([
    expect.closeTo(0.02407, 15),
    expect.closeTo(0.45742, 15),
  ]);
  expect(gradientsInTPerM([500], "mT/m")[0]).toBeCloseTo(0.5, 14);
  expect(() => gradientsInTPerM([5, 95], "%")).toThrow(/difflist/);
  expect(() => gradientsInTPerM([5, 95], "%")).toThrow(InputError);
  expect(() => gradientsInTPerM([5], "s")).toThrow(InputError);
  expect(() => gradientsInTPerM([Number.NaN], "T/m")).toThrow(DomainError);
});

test("pulses that do not fit, or are none, are refused", () => {
  expect(() => bFactor(0.5, timing(2000, 0.1, "rectangle"))).toThrow(/microseconds/);
  expect(() => bFactor(0.5, timing(0, 0.1, "rectangle"))).toThrow(DomainError);
  expect(() => bFactor(Number.NaN, timing(0.002, 0.1, "rectangle"))).toThrow(DomainError);
});

test("b is finite, even in g, and grows with every argument", () => {
  const positive = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(positive(1e-3, 1), positive(1e-4, 0.01), positive(0.03, 1), (g, d, delay) => {
      for (const shape of Object.keys(FORMS) as GradientShape[]) {
        const b = bFactor(g, timing(d, delay, shape));
        expect(b).toBeGreaterThan(0);
        expect(bFactor(-g, timing(d, delay, shape))).toBe(b);
        expect(bFactor(1.1 * g, timing(d, delay, shape))).toBeGreaterThan(b);
        expect(bFactor(g, timing(1.1 * d, delay, shape))).toBeGreaterThan(b);
        expect(bFactor(g, timing(d, 1.1 * delay, shape))).toBeGreaterThan(b);
      }
    }),
  );
});

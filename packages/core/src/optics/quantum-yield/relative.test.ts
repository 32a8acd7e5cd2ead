import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError, InputError } from "../../errors.ts";
import { createRandom } from "../../inference/index.ts";
import { findSolvent } from "../../matter/index.ts";
import {
  absorptanceOf,
  drawnInterval,
  type EmittingSolution,
  findQuantumYieldStandard,
  quantumYieldStandards,
  relativeQuantumYield,
  standardWarnings,
} from "./index.ts";

const solution = (
  intensity: number,
  absorbance: number,
  refractiveIndex: number,
  absorbanceError = 0,
): EmittingSolution => ({
  intensity: { value: intensity },
  absorbance: { value: absorbance, standardError: absorbanceError },
  refractiveIndex: { value: refractiveIndex },
});

describe("relative quantum yield", () => {
  it("takes absorptance, not absorbance, and says what the linear form would give", () => {
    // Hand-worked values; the yield is above 1 on purpose.
    const found = relativeQuantumYield(solution(1.8, 0.045, 1.4969), solution(1, 0.05, 1.361), {
      value: 0.95,
    });
    expect(found.value).toBeCloseTo(2.285433, 6);
    expect(found.linearForm).toBeCloseTo(2.298386, 6);
    expect(found.interval).toBeNull();
    expect(found.warnings.join()).toMatch(/above one: the quantum yield is 2.285.*reference/u);
  });

  it("is the reference's own yield for the reference against itself", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 2, noNaN: true }),
        fc.double({ min: 1e-3, max: 1, noNaN: true }),
        (A, phi) => {
          const one = solution(3e5, A, 1.4);
          expect(relativeQuantumYield(one, one, { value: phi }).value).toBeCloseTo(phi, 12);
        },
      ),
    );
  });

  it("joins the linear form as both absorbances vanish, and they part as they grow", () => {
    const gap = (scale: number): number => {
      const found = relativeQuantumYield(solution(1, 0.4 * scale, 1.4), solution(1, 0.2 * scale, 1.4), {
        value: 0.5,
      });
      return found.value / found.linearForm - 1;
    };
    // f = A ln 10 (1 - A ln 10 / 2 + ...): the gap is (A - A_R) ln 10 / 2 to first order.
    expect(gap(1e-4) / 1e-4).toBeCloseTo(0.1 * Math.LN10, 4);
    expect(gap(1)).toBeGreaterThan(0.2);
  });

  it("counts unequal excitation by its photons", () => {
    const sample = solution(1, 0.05, 1.4);
    const twice = { ...sample, intensity: { value: 2 }, excitation: { value: 2 } };
    const reference = solution(1, 0.05, 1.36);
    const one = relativeQuantumYield(sample, reference, { value: 0.9 }).value;
    expect(relativeQuantumYield(twice, reference, { value: 0.9 }).value).toBeCloseTo(one, 12);
  });

  it("warns of the inner filter with its size", () => {
    const { warnings } = relativeQuantumYield(solution(1, 0.22, 1.4969), solution(1, 0.05, 1.361), {
      value: 0.913,
    });
    const text = warnings.find((one) => one.startsWith("inner filter"))!;
    expect(text).toContain("of the sample is 0.22");
    // 1 - 10^-0.11 = 22.4 %; 0.22 ln 10 / (1 - 10^-0.22) = 1.275.
    expect(text).toMatch(/lost 22 %.*off by 27 %/u);
    expect(
      relativeQuantumYield(solution(1, 0.1, 1.4), solution(1, 0.1, 1.4), { value: 0.5 }).warnings,
    ).toEqual([]);
  });

  it.each<[string, EmittingSolution, EmittingSolution, number, RegExp]>([
    [
      "negative emission",
      solution(-1, 0.05, 1.4),
      solution(1, 0.05, 1.4),
      0.9,
      /emission of the sample is negative/u,
    ],
    [
      "no emission of the reference",
      solution(1, 0.05, 1.4),
      solution(0, 0.05, 1.4),
      0.9,
      /reference is not positive/u,
    ],
    [
      "negative absorbance",
      solution(1, -0.01, 1.4),
      solution(1, 0.05, 1.4),
      0.9,
      /absorbance of the sample is not positive/u,
    ],
    [
      "index below 1",
      solution(1, 0.05, 0.9),
      solution(1, 0.05, 1.4),
      0.9,
      /refractive index of the sample is impossible/u,
    ],
    [
      "a yield in percent",
      solution(1, 0.05, 1.4),
      solution(1, 0.05, 1.4),
      95,
      /reference's quantum yield is above 1.*0\.95/u,
    ],
    ["not a number", solution(Number.NaN, 0.05, 1.4), solution(1, 0.05, 1.4), 0.9, /is not a number/u],
  ])("refuses %s", (_, sample, reference, yieldOfReference, message) => {
    const act = (): unknown => relativeQuantumYield(sample, reference, { value: yieldOfReference });
    expect(act).toThrow(DomainError);
    expect(act).toThrow(message);
  });
});

describe("Monte Carlo interval", () => {
  it("is the exact quantiles where one monotone function of one normal number is drawn", () => {
    const drawn = drawnInterval([{ value: 2, standardError: 0.1 }], (v) => 1 / v[0]!, {
      draws: 200000,
      seed: 3,
    })!;
    // Quantiles of 1/x at the normal's own: 1.959964 sigma. With 2e5 draws the ends scatter by about 0.0004.
    expect(drawn.median).toBeCloseTo(0.5, 3);
    expect(Math.abs(drawn.low - 1 / (2 + 0.1959964))).toBeLessThan(0.001);
    expect(Math.abs(drawn.high - 1 / (2 - 0.1959964))).toBeLessThan(0.001);
  });

  it("repeats with its seed and differs with another", () => {
    const of = (seed: number): string =>
      JSON.stringify(drawnInterval([{ value: 1, standardError: 0.1 }], (v) => v[0]!, { draws: 500, seed }));
    expect(of(7)).toBe(of(7));
    expect(of(7)).not.toBe(of(8));
  });

  it("covers the true yield as often as it says, also with a skewed ratio", () => {
    // An experiment a turn: everything measured with normal errors about the truth, the sample's absorbance to 15 %.
    const truth = { phi: 0.6, A: 0.05, AR: 0.06, I: 1000, phiR: 0.913 };
    const IR = (truth.I * truth.phiR * absorptanceOf(truth.AR)) / (truth.phi * absorptanceOf(truth.A));
    const random = createRandom(11, "coverage");
    const turns = 2000;
    let covered = 0;
    let below = 0;
    for (let k = 0; k < turns; k++) {
      const seen = (value: number, share: number) => ({
        value: value * (1 + share * random.normal()),
        standardError: value * share,
      });
      const found = relativeQuantumYield(
        { intensity: seen(truth.I, 0.02), absorbance: seen(truth.A, 0.15), refractiveIndex: { value: 1.4 } },
        { intensity: seen(IR, 0.02), absorbance: seen(truth.AR, 0.03), refractiveIndex: { value: 1.4 } },
        { value: truth.phiR, standardError: 0.001 },
        { draws: 1000, seed: k + 1 },
      );
      const { low, high } = found.interval!;
      if (low <= truth.phi && truth.phi <= high) covered++;
      if (high < truth.phi) below++;
    }
    // Binomial standard error 0.0049; the percentiles of 1000 draws take off another 0.002.
    expect(covered / turns).toBeGreaterThan(0.935);
    expect(covered / turns).toBeLessThan(0.965);
    // Both tails are used alike, which value +- sigma of a skewed ratio would not do.
    expect(below / turns).toBeGreaterThan(0.013);
    expect(below / turns).toBeLessThan(0.037);
  });

  it("is skewed to high yields and says so when absorption is known to worse than 10 %", () => {
    const found = relativeQuantumYield(solution(1, 0.05, 1.4, 0.01), solution(1, 0.05, 1.4), { value: 0.5 });
    const { median, low, high } = found.interval!;
    expect(high - median).toBeGreaterThan(1.5 * (median - low));
    expect(found.warnings.join()).toMatch(/uncertain absorption: .* 19 %/u);
    const better = relativeQuantumYield(solution(1, 0.05, 1.4, 0.004), solution(1, 0.05, 1.4), {
      value: 0.5,
    });
    expect(better.warnings).toEqual([]);
  });

  it("leaves out draws without absorption and says how many; refuses when most are", () => {
    const found = relativeQuantumYield(solution(1, 0.05, 1.4, 0.025), solution(1, 0.05, 1.4), { value: 0.2 });
    // Two sigma from 0: 2.28 % of the draws.
    expect(found.interval!.rejectedShare).toBeCloseTo(0.0228, 2);
    expect(found.warnings.join()).toContain("skewed: in 2.");
    expect(() => drawnInterval([{ value: -1, standardError: 1 }], (v) => Math.log(v[0]!))).toThrow(
      /most draws/u,
    );
  });

  it("refuses impossible settings", () => {
    const act = (options: object) => () =>
      drawnInterval([{ value: 1, standardError: 1 }], (v) => v[0]!, options);
    for (const options of [{ level: 1 }, { draws: 10 }, { draws: 1000.5 }, { seed: -1 }])
      expect(act(options)).toThrow(DomainError);
  });
});

describe("standards", () => {
  it("are those of Rurack & Spieles 2011, in ethanol", () => {
    const printed = {
      "Rh-101": 0.913,
      "coumarin 102": 0.764,
      "coumarin 153": 0.544,
      DCM: 0.435,
      "cresyl violet": 0.578,
      "oxazine 170": 0.579,
      "oxazine 1": 0.141,
      HITCI: 0.283,
      "IR-125": 0.132,
      "IR-140": 0.167,
    };
    for (const [name, value] of Object.entries(printed)) {
      const standard = findQuantumYieldStandard(name);
      expect(standard.quantumYield, name).toBe(value);
      expect(standard.solvent).toBe("ethanol");
    }
  });

  it("carry uncertainty, conditions, source, distinct names, and a solvent whose index is known", () => {
    const names = quantumYieldStandards.flatMap((one) => [one.name, ...one.aliases]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const one of quantumYieldStandards) {
      expect(one.uncertainty).toBeGreaterThan(0);
      expect(one.quantumYield).toBeLessThan(1);
      expect(one.source.cite).not.toBe("");
      expect(one.excitationNm[0]).toBeLessThan(one.excitationNm[1]);
      expect(one.emissionNm[0]).toBeGreaterThan(one.excitationNm[0]);
      expect(findSolvent(one.solvent).refractiveIndex!.value).toBeGreaterThan(1.3);
    }
  });

  it("say what speaks against them, and the nearest name of an unknown one", () => {
    const standard = findQuantumYieldStandard("rh101");
    expect(standardWarnings(standard, 520, [560, 800])).toEqual([]);
    expect(standardWarnings(standard, 405).join()).toContain("490 to 580 nm, not at 405 nm");
    expect(standardWarnings(standard, 520, [600, 700]).join()).toContain("cut off");
    expect(() => findQuantumYieldStandard("rhodamin 6")).toThrow(InputError);
    expect(() => findQuantumYieldStandard("rhodamin 6")).toThrow(/rhodamine 6G/u);
  });
});

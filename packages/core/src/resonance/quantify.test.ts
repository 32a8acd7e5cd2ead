import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { createRandom } from "../numerics/random.ts";
import { ligandBalance } from "./ligand-balance.ts";
import {
  dotAreaNm2,
  ligandConcentration,
  ligandsPerDot,
  ligandsPerNm2,
  type Measured,
  pbsAbsorptionPerCmMicroMolar,
  saturationFactor,
} from "./quantify.ts";

const exact = (value: number): Measured => ({ value, error: 0 });

describe("concentration against a standard", () => {
  test("2.4 over 1 with two protons each and 1.2 mM is 2.88 mM", () => {
    const found = ligandConcentration(
      { area: exact(2.4), protons: 2 },
      { area: exact(1), protons: 2 },
      exact(1.2),
    );
    expect(found).toEqual({ value: expect.closeTo(2.88, 14), error: 0 });
  });

  test("saturation: 1 - exp(-TR/T1), and its correction", () => {
    expect(saturationFactor(5, 1)).toBeCloseTo(1 - Math.exp(-5), 15);
    expect(saturationFactor(1e-9, 1) / 1e-9).toBeCloseTo(1, 8);
    expect(saturationFactor(1, 1, 30)).toBeGreaterThan(saturationFactor(1, 1, 90));
    expect(saturationFactor(1, 1, 1e-6)).toBeCloseTo(1, 9);
    // A standard with T1 = 8 s at TR = 10 s is seen at 71 %: uncorrected, the ligand would come out 40 % too high.
    const saturated = saturationFactor(10, 8);
    const found = ligandConcentration(
      { area: exact(2.4), protons: 2, saturation: saturationFactor(10, 1.5) },
      { area: exact(saturated), protons: 2, saturation: saturated },
      exact(1.2),
    );
    expect(found.value).toBeCloseTo(2.88 / saturationFactor(10, 1.5), 12);
  });

  test("errors agree with drawn samples", () => {
    const random = createRandom(3, "quantify");
    const draw = ({ value, error }: Measured): Measured => exact(value + error * random.normal());
    const [ligand, standard, known] = [
      { value: 2.4, error: 0.03 },
      { value: 1, error: 0.02 },
      { value: 1.2, error: 0.01 },
    ];
    const values = Array.from(
      { length: 20_000 },
      () =>
        ligandConcentration(
          { area: draw(ligand!), protons: 2 },
          { area: draw(standard!), protons: 2 },
          draw(known!),
        ).value,
    );
    const mean = values.reduce((a, b) => a + b) / values.length;
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    const { error } = ligandConcentration(
      { area: ligand!, protons: 2 },
      { area: standard!, protons: 2 },
      known!,
    );
    // A standard deviation from 20 000 draws is good to 0.5 %; second-order terms add as much.
    expect(Math.abs(spread / error - 1)).toBeLessThan(0.02);
  });

  test("what is no amount is refused", () => {
    const good = { area: exact(1), protons: 2 };
    expect(() => ligandConcentration({ area: exact(-1), protons: 2 }, good, exact(1))).toThrow(/baseline/);
    expect(() => ligandConcentration(good, { area: exact(0), protons: 2 }, exact(1))).toThrow(DomainError);
    expect(() => saturationFactor(0, 1)).toThrow(DomainError);
    expect(() => saturationFactor(1, 1, 120)).toThrow(DomainError);
  });
});

describe("per dot and per nm2", () => {
  test("coverages of the picolinate paper", () => {
    // resonance-and-decay.md 1: 4.3 nm cubes, 110.94 nm2; 400 eq 3.606, 350 3.155, 200 1.803, 30 0.270 per nm2.
    const area = dotAreaNm2("cube", 4.3);
    expect(area).toBeCloseTo(110.94, 10);
    for (const [equivalents, expected] of [
      [400, 3.606],
      [350, 3.155],
      [200, 1.803],
      [30, 0.27],
      [90, 0.811],
    ] as const) {
      expect(ligandsPerNm2(exact(equivalents), exact(area)).value).toBeCloseTo(expected, 3);
    }
    expect(dotAreaNm2("sphere", 4.8)).toBeCloseTo(Math.PI * 4.8 ** 2, 12);
  });

  test("relative errors add in squares", () => {
    const found = ligandsPerDot({ value: 30, error: 0.9 }, { value: 0.1, error: 0.004 });
    expect(found.value).toBeCloseTo(300, 10);
    expect(found.error).toBeCloseTo(15, 10);
    expect(ligandsPerDot({ value: 0, error: 1 }, { value: 0.1, error: 0.01 }).error).toBeCloseTo(10, 10);
    expect(() => ligandsPerDot(exact(1), exact(0))).toThrow(DomainError);
  });

  test("absorption of 4.8 nm PbS at 400 nm", () => {
    expect(pbsAbsorptionPerCmMicroMolar(4.8)).toBeCloseTo(2.5768, 4);
  });
});

describe("ligand balance", () => {
  test("30 of 330 picolinates are invisible", () => {
    const found = ligandBalance({ visible: { value: 300, error: 6 }, digested: { value: 330, error: 8 } });
    expect(found.invisible).toEqual({ value: 30, error: 10 });
    expect(found.visibleShare!.value).toBeCloseTo(300 / 330, 12);
    expect(found.total).toEqual({ value: 330, error: 8 });
    expect(found.differences[0]).toMatchObject({ routes: ["digested", "visible"], z: 3 });
    expect(found.differences[0]!.p).toBeCloseTo(0.0026998, 6);
  });

  test("digestion and metal are averaged by their errors, and said to disagree when they do", () => {
    const found = ligandBalance({
      visible: { value: 300, error: 6 },
      digested: { value: 320, error: 10 },
      fromMetal: { value: 360, error: 10 },
    });
    expect(found.total.value).toBeCloseTo(340, 10);
    expect(found.total.error).toBeCloseTo(10 / Math.SQRT2, 10);
    expect(found.notes.join()).toMatch(/disagree by 2.8/);
    // Errors 10 and 20 weigh 4 to 1.
    const uneven = ligandBalance({
      visible: { value: 300, error: 6 },
      digested: { value: 320, error: 10 },
      fromMetal: { value: 360, error: 20 },
    });
    expect(uneven.total.value).toBeCloseTo(328, 10);
    expect(uneven.total.error).toBeCloseTo(1 / Math.hypot(1 / 10, 1 / 20), 10);
  });

  test("without digestion no pool is invented", () => {
    const found = ligandBalance({ visible: { value: 300, error: 6 } });
    expect(found.invisible).toBeNull();
    expect(found.total).toEqual({ value: 300, error: 6 });
    expect(found.notes.join()).toMatch(/cannot be told/);
  });

  test("more visible than digested is said; counts that are none are refused; nothing is NaN", () => {
    const odd = ligandBalance({ visible: { value: 400, error: 6 }, digested: { value: 300, error: 6 } });
    expect(odd.notes.join()).toMatch(/one of the two is wrong/);
    expect(() => ligandBalance({ visible: { value: -1, error: 0 } })).toThrow(DomainError);
    const count = fc.record({
      value: fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
      error: fc.double({ min: 0, max: 1e3, noNaN: true }),
    });
    fc.assert(
      fc.property(count, count, count, (visible, digested, fromMetal) => {
        expect(JSON.stringify(ligandBalance({ visible, digested, fromMetal }))).not.toMatch(/NaN/);
        const { total } = ligandBalance({ visible, digested, fromMetal });
        expect(Number.isFinite(total.value + total.error)).toBe(true);
      }),
    );
  });
});

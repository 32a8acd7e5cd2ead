import { expect, test } from "vitest";
import { consistencyOf } from "./consistency.ts";

// Malinoski, Hu, Wang: slow component 2.2-fold, 3.5 -> 4.7 ns, quantum yield 2.5-fold to 0.81.
const PRINTED = {
  slowFactor: 2.2,
  lifetimeBeforeNs: 3.5,
  lifetimeAfterNs: 4.7,
  yieldFactor: 2.5,
  yieldAfter: 0.81,
};

test("the printed numbers read both ways, and the bright fractions behind the yield", () => {
  const table = consistencyOf(PRINTED);
  expect(table.brightAfter).toBe(0.81);
  expect(table.brightBefore).toBeCloseTo(0.435, 3);
  expect(table.populationFactor).toBeCloseTo(1.86, 2);
  const [amplitude, area] = table.readings;
  expect(amplitude.areaFactor).toBeCloseTo(2.954, 3);
  expect(amplitude.gap).toBeCloseTo(0.182, 3);
  expect(area.populationFactor).toBeCloseTo(1.638, 3);
  expect(area.gap).toBeCloseTo(-0.12, 12);
  // Rounding of the printed digits does not bridge either gap.
  expect(amplitude.gapLow).toBeGreaterThan(0.09);
  expect(area.gapHigh).toBeLessThan(-0.08);
});

test("what would close the gap: fast light before for amplitudes, after for areas", () => {
  const [amplitude, area] = consistencyOf(PRINTED).readings;
  expect([amplitude.fastWhen, area.fastWhen]).toEqual(["before", "after"]);
  expect(amplitude.fastShare).toBeCloseTo(1 - 2.5 / 2.954, 3);
  expect(area.fastShare).toBeCloseTo(0.12, 12);
  // Dark dots grow fewer on passivation, so no light of theirs can be missing after it.
  expect(area.darkLifetimeNs).toBeNull();
  const { darkLifetimeNs: dark, brightBefore: before, brightAfter: after } = amplitude;
  expect(after! / before!).toBeCloseTo(2.2, 10);
  // With that lifetime both yields come out: 0.81 and 0.81 / 2.5.
  expect((after! * 4.7 + (1 - after!) * dark!) / 4.7).toBeCloseTo(0.81, 10);
  expect((before! * 3.5 + (1 - before!) * dark!) / 4.7).toBeCloseTo(0.324, 10);
  expect(dark).toBeLessThan(0.57);
});

test("numbers that agree leave no gap", () => {
  const agreed = consistencyOf({ ...PRINTED, slowFactor: 2.5 / (4.7 / 3.5) });
  expect(agreed.readings[0].gap).toBeCloseTo(0, 12);
  expect(agreed.readings[0].darkLifetimeNs).toBeCloseTo(0, 6);
});

test("a factor of 0 is refused", () => {
  expect(() => consistencyOf({ ...PRINTED, yieldFactor: 0 })).toThrow(/yieldFactor/u);
});

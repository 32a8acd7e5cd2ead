import { describe, expect, test } from "vitest";
import { sampleCompositionFigures } from "./figures.ts";
import { sampleCompositionTables } from "./tables.ts";
import { five, lead, run } from "./test/known-dots.ts";

describe("the tables of a result", () => {
  test("every column as long as the first", () => {
    const result = run(five);
    const [numbers, techniques] = sampleCompositionTables("sample", result);
    for (const { values } of numbers!.columns) expect(values.length).toBe(result.values.length);
    for (const { values } of techniques!.columns) expect(values.length).toBe(5);
  });
});

describe("the figure of a result", () => {
  const off = { ...lead["TGA mass loss"], value: 1.2 * lead["TGA mass loss"].value };
  const result = run(five.map((one) => (one.technique === "TGA mass loss" ? off : one)));
  const [figure] = sampleCompositionFigures("sample", result);

  test("each technique by name, measured over the estimate with one standard error either way", () => {
    expect(figure!.x.categories).toEqual(five.map(({ technique }) => technique));
    const [measured, others] = figure!.series;
    result.techniques.forEach((check, i) => {
      expect(Math.abs(measured!.x[i]! - i)).toBeLessThan(0.5);
      expect(measured!.y[i]).toBeCloseTo(check.measured / check.predicted, 12);
      expect(measured!.high![i]! - measured!.low![i]!).toBeCloseTo(
        (2 * check.standardError) / check.predicted,
        12,
      );
      expect(others!.y[i]).toBeCloseTo(check.fromOthers! / check.predicted, 12);
    });
    expect(figure!.caption).toMatch(/TGA mass loss 27\.85 against \d+\.?\d* %/);
    const [low, high] = figure!.y.range!;
    for (const end of [...measured!.low!, ...measured!.high!]) {
      expect(end).toBeGreaterThan(low);
      expect(end).toBeLessThan(high);
    }
  });

  test("techniques that nothing checks have no second point; an estimate of 0 no point at all", () => {
    const [alone] = sampleCompositionFigures("sample", run(five.slice(0, 2)));
    expect(alone!.series.map(({ name }) => name)).toEqual(["measured"]);
    const chloride = run([...five.slice(0, 2), { ...lead["TGA mass loss"], value: 0.5 }], {
      ligand: "chloride",
      hydroxide: "none",
    });
    const [rest] = sampleCompositionFigures("sample", chloride);
    expect(rest!.x.categories).toEqual(["UV-vis diameter", "ICP cation/anion"]);
  });
});

import { describe, expect, test } from "vitest";
import { sampleCompositionTables } from "./tables.ts";
import { five, run } from "./test/known-dots.ts";

describe("the tables of a result", () => {
  test("every column as long as the first", () => {
    const result = run(five);
    const [numbers, techniques] = sampleCompositionTables("sample", result);
    for (const { values } of numbers!.columns) expect(values.length).toBe(result.values.length);
    for (const { values } of techniques!.columns) expect(values.length).toBe(5);
  });
});

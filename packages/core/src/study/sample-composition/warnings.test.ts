import { describe, expect, test } from "vitest";
import { sampleValue } from "./result.ts";
import { lead, run } from "./test/known-dots.ts";

describe("what is odd is said", () => {
  test("a ratio below the stoichiometry is allowed and said", () => {
    const result = run([lead["UV-vis diameter"], { ...lead["ICP cation/anion"], value: 0.95 }]);
    expect(sampleValue(result, "excess-cations").value).toBeLessThan(0);
    expect(result.warnings.join()).toMatch(/below the stoichiometric 1/);
  });

  test("more X-type ligands than charge: hydroxide below zero is said, not hidden", () => {
    const many = { ...lead["NMR ligands per dot"], value: 900 };
    const result = run([lead["UV-vis diameter"], lead["ICP cation/anion"], many]);
    expect(sampleValue(result, "hydroxide").value).toBeLessThan(0);
    expect(result.warnings.join()).toMatch(/fewer than no hydroxide/);
  });
});

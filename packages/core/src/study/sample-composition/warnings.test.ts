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
    expect(sampleValue(result, "hydroxide").high).toBeLessThan(0);
    expect(result.warnings.join()).toMatch(
      /^The techniques do not fit together under charge balance: hydroxide.*-27\d/,
    );
    // Far fewer, but within the error of the ratio: charge balance still says what is odd, and no more.
    const slightly = run([
      lead["UV-vis diameter"],
      lead["ICP cation/anion"],
      { ...many, value: 640, standardError: 40 },
    ]);
    expect(sampleValue(slightly, "hydroxide").high).toBeGreaterThan(0);
    expect(slightly.warnings.join()).toMatch(/fewer than no hydroxide/);
    expect(slightly.warnings.join()).not.toMatch(/do not fit together/);
  });

  test("an unfixed hydroxide raises no warning about its sign", () => {
    const two = run([lead["UV-vis diameter"], lead["NMR ligands per dot"]]);
    expect(two.warnings).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { InputError } from "../../errors.ts";
import { estimateComposition } from "./estimate.ts";
import type { SampleCompositionInput, Technique } from "./input.ts";
import { sampleValue } from "./result.ts";
import { base, five, lead, run } from "./test/known-dots.ts";

describe("what is refused", () => {
  const bad: readonly (readonly [string, Partial<SampleCompositionInput>, RegExp])[] = [
    ["nothing measured", { measurements: [] }, /nothing was measured.*a diameter, ICP/],
    [
      "a negative diameter",
      { measurements: [{ ...five[0]!, value: -4.8 }] },
      /UV-vis diameter is impossible/,
    ],
    ["a negative ratio", { measurements: [{ ...five[1]!, value: -1 }] }, /ICP cation\/anion is impossible/],
    ["more than all", { measurements: [{ ...five[2]!, value: 130 }] }, /found 130 %.*between 0 and 100 %/],
    ["a negative count", { measurements: [{ ...five[3]!, value: -1 }] }, /NMR ligands per dot is impossible/],
    ["not a number", { measurements: [{ ...five[3]!, value: Number.NaN }] }, /impossible/],
    ["no standard error", { measurements: [{ ...five[0]!, standardError: 0 }] }, /no usable standard error/],
    ["one name twice", { measurements: [five[0]!, five[0]!] }, /two measurements have one name/],
    [
      "an unknown technique",
      { measurements: [{ ...five[0]!, technique: "XPS" as Technique }] },
      /unknown technique/,
    ],
    [
      "hydroxide measured where there is none",
      { hydroxide: "none", measurements: [lead["hydroxide per dot"]] },
      /there is none/,
    ],
    ["no word on hydroxide", { hydroxide: undefined as unknown as "free" }, /where the hydroxide comes from/],
    ["a perovskite", { material: "CsPbBr3" }, /not a binary/],
    ["a neutral ligand", { ligand: "oleic acid" }, /not X-type/],
    ["an unknown ligand", { ligand: "oleat" }, /unknown ligand/],
    ["an impossible level", { level: 1 }, /level/],
    [
      "a negative other",
      { others: [{ name: "bromide", formula: "Br", charge: -1, perDot: -3 }] },
      /no count/,
    ],
    ["no tolerance", { structuralModel: { relativeTolerance: 0 } }, /tolerance/],
    ["no area", { polyhedronAreaNm2: -1 }, /area/],
  ];
  test.each(bad)("%s", (_, change, message) => {
    const input = { ...base, measurements: five, ...change };
    expect(() => estimateComposition(input)).toThrow(message);
    expect(() => estimateComposition(input)).toThrow(InputError);
  });

  test("an unknown number of the result", () => {
    expect(() => sampleValue(run(five.slice(0, 2)), "coverage")).toThrow(InputError);
  });
});

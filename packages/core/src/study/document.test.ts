import fc from "fast-check";
import { expect, test } from "vitest";
import { OleateError } from "../errors.ts";
import { readStudyDocument } from "./document.ts";
import { validateStudy } from "./validate.ts";

const STUDY = `title: T
source: {cite: x}
sample:
  nanocrystal: {material: CsPbBr3, size: 4.3 nm}
  concentration: 2 uM
  solvent: toluene
  ligands: {A: 2 mM}
surface:
  sites: {Pb: 322}
  reactions: [Pb + A <=> Pb.A ; K = 1 /mM]
`;

/** Whether reading and checking a text ends in a study or in an error of the project, and nothing else. */
function endsWell(source: string): boolean {
  try {
    validateStudy(readStudyDocument(source, "study.yaml", []), { id: "x", tables: new Map() });
    return true;
  } catch (error) {
    if (error instanceof OleateError) return true;
    throw error;
  }
}

test("a value's place is its own, that of what is missing its nearest parent's", () => {
  const { placeOf } = readStudyDocument(STUDY, "study.yaml");
  expect(placeOf(["sample", "solvent"])).toEqual({ file: "study.yaml", line: 6, column: 3 });
  expect(placeOf(["surface", "reactions", 0])).toEqual({ file: "study.yaml", line: 10, column: 15 });
  expect(placeOf(["sample", "temperature"])).toEqual({ file: "study.yaml", line: 3, column: 1 });
  expect(placeOf(["claims", 3, "parts"])).toEqual({ file: "study.yaml", line: 1, column: 1 });
});

test("aliases that multiply without end are refused", () => {
  const lines = ["a0: &a0 [x, x]"];
  for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
  expect(() => readStudyDocument(lines.join("\n"), "study.yaml")).toThrow(OleateError);
  expect(() => readStudyDocument("a: &a [*a]", "study.yaml")).toThrow(OleateError);
});

test.each([
  ["brackets", "[".repeat(20_000)],
  ["closed brackets", "[".repeat(20_000) + "]".repeat(20_000)],
  ["brackets over lines", "a: [\n".repeat(20_000)],
  ["dashes", "- ".repeat(20_000)],
  ["indentation", Array.from({ length: 3000 }, (_, i) => `${" ".repeat(i)}b:`).join("\n")],
])("%s nested without end are refused", (_, source) => {
  expect(() => readStudyDocument(source, "study.yaml")).toThrow(
    /^study\.yaml:\d+: the study file is nested too deeply/u,
  );
});

test.each([
  "__proto__: {title: x}",
  "constructor: 3",
  "? [a, b]\n: c",
  "1: 2",
  "title: !!binary aGk=",
  "--- a\n--- b",
  "<<: *x",
  "title: !foo bar",
])("%j is a study or an error of the project", (line) => {
  expect(endsWell(line)).toBe(true);
  expect(endsWell(`${STUDY}${line}\n`)).toBe(true);
});

test("text cut and spliced at random ends in a study or an error of the project", () => {
  const splice = fc.tuple(
    fc.nat({ max: STUDY.length }),
    fc.nat({ max: 12 }),
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(
        "0",
        "-1",
        "1e999",
        "NaN",
        "null",
        "[]",
        "{}",
        "&a ",
        "*a",
        ": ",
        "\n  ",
        "constants: {c: c}\n",
        "values: {v: 3 (}\n",
        ".",
        "C",
      ),
    ),
  );
  fc.assert(
    fc.property(fc.array(splice, { minLength: 1, maxLength: 3 }), (splices) => {
      let text = STUDY;
      for (const [at, cut, put] of splices) text = text.slice(0, at) + put + text.slice(at + cut);
      return endsWell(text);
    }),
    { numRuns: 3000 },
  );
});

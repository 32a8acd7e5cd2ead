import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { readStudyDocument } from "./document.ts";
import type { ResultDocument } from "./result.ts";
import { resultProblems } from "./result-schema.ts";
import { runStudy } from "./run.ts";
import { validateStudy } from "./validate.ts";

const text = readFileSync("studies/nanocrystal-solids/study.yaml", "utf8");
const document = readStudyDocument(text, "study.yaml");
const options = { id: "nanocrystal-solids", tables: new Map() };
let result: ResultDocument;
beforeAll(() => {
  result = runStudy(document, options);
});

function part(id: string, what: string): number {
  return result.claims.find((claim) => claim.id === id)!.parts.find((one) => one.what === what)!.computed;
}

test("the study is sound, its result has the published shape, and the same study gives the same bytes", () => {
  expect(validateStudy(document, options)).toEqual([]);
  expect(resultProblems(JSON.parse(JSON.stringify(result)))).toEqual([]);
  expect(JSON.stringify(runStudy(document, options))).toBe(JSON.stringify(result));
});

test("sol-01 to sol-04 carry verdicts, sol-05 to sol-17 wait", () => {
  expect(result.claims.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["sol-01", "reproduced"],
    ["sol-02", "reproduced"],
    ["sol-03", "reproduced"],
    ["sol-04", "reproduced"],
  ]);
  expect(result.waiting.map(({ id }) => id)).toEqual(
    Array.from({ length: 13 }, (_, i) => `sol-${String(i + 5).padStart(2, "0")}`),
  );
});

test("sol-01: 1150 and 1807 nm from bulk data", () => {
  expect(part("sol-01", "first transition of 5.6 nm")).toBeCloseTo(1150.2, 0);
  expect(part("sol-01", "first transition of 8.6 nm")).toBeCloseTo(1807.0, 0);
});

test("sol-02: the Stokes shift is hc of the two printed maxima", () => {
  expect(part("sol-02", "Stokes shift of the pair")).toBeCloseTo(1239841.984 * (1 / 1750 - 1 / 1900), 3);
});

test("sol-03: the constants of the printed slope are those of the printed wavelengths", () => {
  const slope = result.values.find(({ name }) => name === "measured_slope")!.value;
  expect(slope).toBeCloseTo((1239.841984 / 1250 - 1239.841984 / 1750) / 3, 4);
});

test("sol-04: what lies short of the curves is said", () => {
  const violet = result.claims[3]!.parts.find(({ what }) => what.startsWith("the violet end"))!;
  expect(violet.verdict).toBe("not-reproduced");
});

test.each([
  ["curve: CdTe Kamal 2012", "curve: CdTe Kamal 2021", /CdTe Kamal 2012/u],
  ["sizes: [2 nm]", "sizes: [1.5 nm]", /magic-size/u],
  ["gap: 0.18 eV\n    spreads", "gap: 0.18 nm\n    spreads", /wrong dimension|unit/u],
  ["    curve: CdTe Yu 2003", "    curve: CdTe Yu 2003\n    gap: 1.5 eV", /own bulk gap/u],
  ["material: CdTe", "material: HgTe", /no sizing curve/u],
])("%s as %s is refused with the reason", (from, to, reason) => {
  const broken = readStudyDocument(text.replace(from, to), "study.yaml");
  const problems = validateStudy(broken, options);
  expect(problems.map(({ what, expected, remedy }) => `${what} ${expected} ${remedy}`).join("\n")).toMatch(
    reason,
  );
});

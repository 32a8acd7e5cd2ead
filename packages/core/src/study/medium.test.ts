import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { readStudyDocument } from "./document.ts";
import type { ResultDocument } from "./result.ts";
import { resultProblems } from "./result-schema.ts";
import { runStudy } from "./run.ts";
import { validateStudy } from "./validate.ts";

const HEAD = `title: Medium
source: {cite: none}
sample:
  nanocrystal: {material: CsPbBr3, shape: cube, size: 4.3 nm}
  concentration: 2 uM
  solvent: toluene
  temperature: 293.15 K
`;
const ANALYSES = `analyses:
  simulated:
    kind: medium
    solvents: [pentane, hexane, cyclohexane, chloroform, toluene, DCB]
    reference: toluene
    lifetime: 4.7 +- 0.05 ns
    simulate: {error: 3 %, series: 200}
  measured:
    kind: medium
    solvents: [pentane, cyclohexane, toluene, "1,2-dichlorobenzene"]
    reference: toluene
    lifetime: 4.7 ns
    models: [microscopic, sphere]
    measured: {pentane: 6.3 +- 0.1 ns, cyclohexane: 5.4 +- 0.1 ns, Tol: 4.7 +- 0.1 ns, DCB: 4.2 +- 0.1 ns}
  coated:
    kind: medium
    solvents: [pentane]
    reference: toluene
    lifetime: 4.7 ns
    shell: {index: 1.46, thickness: 1 nm, radius: size/2}
values:
  pentane: {value: simulated.lifetime_pentane, unit: ns}
  ratio: {value: simulated.factor_DCB / simulated.factor_toluene}
  virtual: {value: first(simulated.ratios_virtual_cavity)}
  scale: {value: measured.scale, unit: ns}
  shelled: {value: coated.ratio_pentane}
`;
const read = (text: string) => readStudyDocument(text, "study.yaml");
const OPTIONS = { id: "medium", tables: new Map() };

describe("the medium analysis", () => {
  const document = read(HEAD + ANALYSES);
  let result: ResultDocument;
  beforeAll(() => {
    result = runStudy(document, OPTIONS);
  });
  const named = (name: string) => result.values.find((one) => one.name === name)!;

  test("is sound, and the same study gives the same bytes", () => {
    expect(validateStudy(document, OPTIONS)).toEqual([]);
    expect(resultProblems(JSON.parse(JSON.stringify(result)))).toEqual([]);
    expect(JSON.stringify(runStudy(document, OPTIONS))).toBe(JSON.stringify(result));
  });

  test("predicts lifetimes by the sphere, with the error of the known one", () => {
    // (4 + 2 n^2)^2 / n^5 at the tabulated indices of 20 C: 12.8132 and 9.5713.
    expect(named("pentane").value).toBeCloseTo(6.292, 3);
    expect(named("pentane").high! - named("pentane").value).toBeGreaterThan(0.05);
    expect(named("ratio").value).toBeCloseTo(0.9029, 4);
    expect(named("virtual").value).toBeCloseTo(1.3429, 4);
    // The shell lessens the difference of the solvents.
    expect(named("shelled").value).toBeLessThan(1.3387);
    expect(named("shelled").value).toBeGreaterThan(1);
  });

  test("fits what was measured, and says which models cannot be told apart", () => {
    expect(named("scale").value).toBeGreaterThan(4.7);
    const [simulated, measured] = ["simulated", "measured"].map(
      (id) => result.analyses.find((one) => one.id === id)!,
    );
    expect(simulated!.findings.join(" ")).toMatch(/sphere and virtual cavity cannot be told apart/u);
    expect(measured!.findings.join(" ")).toMatch(/sphere is preferred to microscopic/u);
    expect(measured!.values.length).toBe(2);
    expect(simulated!.figures[0]!.series.map(({ name }) => name)).toEqual(["predicted", "simulated", "line"]);
  });
});

describe("the medium of the picolinate study", () => {
  const whole = readFileSync("studies/cspbbr3-picolinate/study.yaml", "utf8");
  /** The entry of the study's text that begins with this line, up to the next of its indentation. */
  const cut = (line: string, indent: string): string => {
    const from = whole.indexOf(`\n${indent}${line}\n`) + 1;
    const next = new RegExp(`\\n${indent}\\S|\\n\\S|\\n\\n`, "gu");
    next.lastIndex = from + indent.length + line.length;
    return whole.slice(from, next.exec(whole)!.index + 1);
  };
  const text = `${HEAD.replace("293.15", "298.15")}analyses:\n${cut("medium:", "  ")}claims:\n${cut("- id: pic-12", "  ")}`;
  test("pic-12: all but pentane lie in the printed range, pentane beyond it by less than the rounding", () => {
    const { claims } = runStudy(read(text), OPTIONS);
    expect(claims.map(({ id, verdict }) => [id, verdict])).toEqual([["pic-12", "within-error"]]);
    const parts = claims[0]!.parts;
    expect(parts.map(({ verdict }) => verdict)).toEqual([
      "within-error",
      ...parts.slice(1).map(() => "reproduced"),
    ]);
    // 4.7 ns times the ratios of (4 + 2 n^2)^2 / n^5 at 25 C.
    const lifetimes = parts.slice(0, 5).map(({ computed }) => computed);
    for (const [i, expected] of [6.29, 6.05, 5.42, 5.21, 4.24].entries())
      expect(Math.abs(lifetimes[i]! - expected)).toBeLessThan(0.015);
  });
});

describe("refusals, with their place", () => {
  const analysis = (fields: string): string =>
    `${HEAD}analyses:\n  m:\n    kind: medium\n    reference: toluene\n    lifetime: 4.7 ns\n${fields}`;
  test.each<[string, string, RegExp, number]>([
    ["an unknown solvent", "    solvents: [pentan]\n", /pentane/u, 13],
    ["a solvent twice", "    solvents: [toluene, Tol]\n", /stands twice/u, 13],
    [
      "an unknown model",
      "    solvents: [toluene]\n    models: [onsager]\n",
      /no such local-field model/u,
      14,
    ],
    ["a wrong unit", "    solvents: [toluene]\n    temperature: 3 nm\n", /unit|dimension|K/u, 14],
    [
      "measured and simulated at once",
      "    solvents: [toluene, pentane]\n    measured: {toluene: 4 ns}\n    simulate: {error: 3 %}\n",
      /both measured and simulated/u,
      15,
    ],
    [
      "a lifetime in another solvent",
      "    solvents: [toluene, pentane]\n    measured: {octane: 4 ns}\n",
      /not among `solvents`/u,
      14,
    ],
    ["an unknown key", "    solvents: [toluene]\n    solvent: toluene\n", /unknown key `solvent`/u, 14],
  ])("%s", (_, fields, message, line) => {
    let complaints: readonly {
      readonly what: string;
      readonly found?: string;
      readonly place?: { readonly line?: number };
    }[];
    try {
      complaints = validateStudy(read(analysis(fields)), OPTIONS);
    } catch (error) {
      complaints = (error as { complaints: typeof complaints }).complaints;
    }
    expect(complaints.map((one) => JSON.stringify(one)).join("\n")).toMatch(message);
    expect(complaints[0]!.place!.line).toBe(line);
  });
});

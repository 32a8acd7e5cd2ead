import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Complaint, formatComplaint, InputErrors } from "../errors.ts";
import { readStudyDocument } from "./document.ts";
import { runStudy } from "./run.ts";
import { TECHNIQUES } from "./sample-composition/index.ts";
import { validateStudy } from "./validate.ts";

const OPTIONS = { id: "dots", tables: new Map() };

const problemsOf = (source: string): readonly Complaint[] =>
  validateStudy(readStudyDocument(source, "study.yaml"), OPTIONS);

const HEAD = `title: My dots
source: {cite: my notebook}
sample:
  nanocrystal: {material: PbS, shape: truncated-octahedron, size: 3.5 nm, termination: "100 = adatoms, 111 = cations"}
  concentration: 10 uM
  solvent: toluene-d8
`;

const SOUND = `${HEAD}analyses:
  dot: {kind: dot, sizes: [2.5 nm, 3.5 nm]}
  balance:
    kind: composition
    ligand: oleate
    hydroxide: from charge balance
    measured:
      UV-vis diameter: 3.5 +- 0.1 nm
      ICP cation/anion: 1.45 +- 0.04
      TGA mass loss: 30 +- 1.5 %
      NMR ligands per dot: 170 +- 15 eq
values:
  coverage: {value: balance.ligands_per_nm2_sphere, unit: /nm2}
  loss: {value: balance.mass_loss, unit: "%"}
  against_dot: {value: balance.ligands_per_nm2_sphere - last(dot.surface_per_nm2_sphere), unit: /nm2}
claims:
  - id: own-1
    what: units
    parts:
      - {value: balance.ligands_per_nm2_sphere, unit: /nm2, expect: 4.5, tolerance: 1}
      - {value: balance.diameter_low, unit: nm, expect: 3.3 to 3.5}
      - {value: dot.surface_per_nm2_sphere_steps, unit: /nm2, expect: [1], tolerance: 10}
      - {value: balance.pull_TGA_mass_loss, expect: 0, tolerance: 2}
      - {value: dot.sites_Pb_111_CN3, expect: [0, 0], tolerance: 1000}
`;

describe("a study of dot and composition, without surface and ligands", () => {
  test("is sound, and runs; results carry their units", () => {
    expect(problemsOf(SOUND).map(formatComplaint)).toEqual([]);
    const result = runStudy(readStudyDocument(SOUND, "study.yaml"), OPTIONS);
    const value = (name: string): number => result.values.find((one) => one.name === name)!.value;
    // 172 oleates on pi 3.5^2 nm2; the joint estimate is that of scipy.optimize.least_squares on the same four numbers.
    expect(value("coverage")).toBeCloseTo(172.34 / (Math.PI * 3.5 ** 2), 1);
    expect(value("loss")).toBeGreaterThan(28);
    expect(value("loss")).toBeLessThan(32);
    const balance = result.analyses.find(({ id }) => id === "balance")!;
    const numbers = balance.tables[0]!.columns;
    const names = numbers[0]!.values;
    expect(new Set(names).size).toBe(names.length);
    const row = names.indexOf("mass loss on heating");
    expect(numbers.find(({ name }) => name === "unit")!.values[row]).toBe("%");
    expect(numbers.find(({ name }) => name === "value")!.values[row]).toBeCloseTo(value("loss"), 10);
    expect(balance.figures[0]!.x.categories).toEqual([
      "UV-vis diameter",
      "ICP cation/anion",
      "TGA mass loss",
      "NMR ligands per dot",
    ]);
  });

  test("the smallest study of docs/study-file.md is sound, and runs", () => {
    const page = readFileSync(new URL("../../../../docs/study-file.md", import.meta.url), "utf8");
    const [block] = /(?:^ {4}.*\n|^\n)+/mu.exec(page.slice(page.indexOf("    title: My PbS dots")))!;
    const source = block.replaceAll(/^ {4}/gmu, "");
    expect(source).toMatch(/composition[\s\S]*coverage/u);
    expect(problemsOf(source).map(formatComplaint)).toEqual([]);
    expect(runStudy(readStudyDocument(source, "study.yaml"), OPTIONS).values[0]!.unit).toBe("/nm2");
  });

  test("the names of all techniques stand in docs/study-file.md", () => {
    const page = readFileSync(new URL("../../../../docs/study-file.md", import.meta.url), "utf8");
    for (const name of Object.keys(TECHNIQUES)) expect(page).toContain(`| \`${name}\` |`);
  });

  test.each([
    ["1.45 +- 2 %", /written in %/u],
    ["1.45", /has no error/u],
    ["1.45(4)", null],
    ["1.45 +/- 0.04", null],
    ["1.45 ± 0.04", null],
  ])("a ratio written %s", (text, message) => {
    const texts = problemsOf(SOUND.replace("1.45 +- 0.04", text)).map(formatComplaint);
    if (message) expect(texts.join()).toMatch(message);
    else expect(texts).toEqual([]);
  });

  test("a result the measurements do not fix is said to be so", () => {
    const two = SOUND.replace(/ {6}(ICP|TGA).*\n/gu, "").replace(/ {2}loss:.*\n/u, "");
    const run = (): unknown =>
      runStudy(
        readStudyDocument(
          `${two.slice(0, two.indexOf("claims:"))}  open: balance.excess_cations\n`,
          "study.yaml",
        ),
        OPTIONS,
      );
    expect(run).toThrow(InputErrors);
    expect(run).toThrow(/what was measured does not fix balance\.excess_cations/u);
  });

  test("a fit needs a surface", () => {
    const fit = `${HEAD}analyses:\n  state: {kind: speciation, added: oleate, from: 0 eq, to: 10 eq}\n`;
    const problems = problemsOf(fit).map(formatComplaint);
    expect(problems[0]).toMatch(/^study\.yaml:8:3: the study says nothing of the surface, which speciation/u);
  });
});

const BROKEN = `${HEAD}analyses:
  dot: {kind: dot, sizes: [0.1 nm, 4 nM, 3 nm]}
  balance:
    kind: composition
    ligand: oleat
    measured:
      UV-vis: 3.5 +- 0.1 nm
      TEM diameter: 3.5 +- 0.1
      ICP cation/anion: 1.45
      TGA mass loss: 130 +- 1.5 %
      NMR ligands per nm2: 4.5 +- 0.4
  second:
    kind: composition
    ligand: oleate
    hydroxide: none
    measured:
      UV-vis diameter: 3.5 +- 0.1 nm
      NMR ligands per dot: last(dot.excess) * (1 eq)
      hydroxide per dot: 10 +- 2 eq
  curves: {kind: sizing, gaps: [1.2 eV, 900 mM]}
values:
  wrong_name: second.ligand
  wrong_unit: {value: second.ligands_per_nm2_sphere, unit: nm}
  wrong_sum: second.diameter + second.ligands
  fine: {value: 2 second.diameter_high + last(curves.curve1), unit: nm}
  wrong_column: dot.exces
claims:
  - id: own-1
    what: units
    parts:
      - {value: second.diameter, unit: /nm2, expect: 3}
      - {value: dot.excess, expect: [1, 2]}
      - {value: second.ligands_per_nm2_sphere, expect: 3}
      - {value: second.pull_UV_vis_diameter, expect: 0}
`;

describe("everything a run would refuse is found before it, at once", () => {
  const problems = problemsOf(BROKEN);
  const texts = problems.map(formatComplaint);
  test.each([
    ["dot: {kind", /below one unit cell/u],
    ["dot: {kind", /wrong dimension.*concentration.*length/u],
    ["ligand: oleat\n", /unknown ligand.*oleat/u],
    ["UV-vis: 3.5", /unknown technique.*UV-vis;.*UV-vis diameter/u],
    ["TEM diameter: 3.5", /pure number.*length/u],
    ["ICP cation/anion: 1.45", /has no error.*1\.32 \+- 0\.03/u],
    ["TGA mass loss: 130", /impossible \(found 130 %; expected.*between 0 and 100 %/u],
    ["NMR ligands per nm2: 4.5", /pure number.*per area/u],
    ["NMR ligands per dot: last", /has no error/u],
    ["hydroxide per dot: 10", /hydroxide was measured but there is none/u],
    ["curves: {kind", /concentration.*energy/u],
    [
      "wrong_name:",
      /analysis second has no result ligand; nearest: ligands|has no result ligand.*nearest: ligands/u,
    ],
    ["wrong_unit:", /wrong dimension.*per area.*length/u],
    ["wrong_sum:", /cannot add pure number to length/u],
    ["wrong_column:", /has no result exces .*nearest: excess/u],
    ["{value: second.diameter,", /wrong dimension/u],
    ["{value: dot.excess,", /compares 3 computed with 2 printed/u],
    ["{value: second.ligands_per_nm2_sphere, expect", /wrong dimension.*per area.*pure number/u],
  ])("%s", (text, message) => {
    const line = BROKEN.slice(0, BROKEN.indexOf(text)).split("\n").length;
    const here = texts.filter((_, i) => problems[i]!.place?.line === line);
    expect(here.join("\n")).toMatch(message);
  });

  test("and nothing else, each once, with its place", () => {
    expect(texts.length, texts.join("\n")).toBe(18);
    expect(new Set(texts).size).toBe(texts.length);
    for (const { place } of problems) expect(place?.line).toBeGreaterThan(0);
  });
});

describe("YAML that cannot be read", () => {
  test("is complained of once, with the remedy for braces in plain text", () => {
    const source = `${HEAD}surface: {sites: {Pb: from structure Pb {110}}}\nanalyses: {dot: {kind: dot}}\n`;
    let found: readonly Complaint[] = [];
    try {
      readStudyDocument(source, "study.yaml");
    } catch (error) {
      found = (error as InputErrors).complaints;
    }
    expect(found.length).toBe(1);
    expect(found[0]!.place?.line).toBe(7);
    expect(formatComplaint(found[0]!)).toMatch(/quote text that holds \{ \}: \{Pb: "from structure/u);
    expect(() => readStudyDocument("title: a\n  source: [1\n", "study.yaml")).toThrow(/indentation/u);
  });

  test("missing parts are said in plain words", () => {
    expect(() => readStudyDocument("title: a\nsample: 3\n", "study.yaml")).toThrow(/`source`: is missing/u);
    expect(() => readStudyDocument("title: a\nsample: 3\n", "study.yaml")).toThrow(
      /`sample`: expected names with values below it, found number/u,
    );
  });
});

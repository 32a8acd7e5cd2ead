import { describe, expect, test } from "vitest";
import { formatComplaint, InputErrors } from "../errors.ts";
import { readStudyDocument } from "./document.ts";
import { runStudy } from "./run.ts";
import { plainTables } from "./test/plain-table.ts";
import { problemsOf } from "./test/problems.ts";

const SOUND = `title: Sound
source: {cite: nobody}
sample:
  nanocrystal: {material: CsPbBr3, size: 4.3 nm}
  concentration: 2 uM
  solvent: toluene
  ligands: {OlAmBr: 2 mM, OlAmPIC: 0 mM}
  solubility: {OlAmPIC: 0.3 mM}
surface:
  sites: {Pb: 322}
  reactions:
    - Pb + OlAmBr <=> Pb.OlAmBr ; K_L = 10 /mM
    - Pb + OlAmPIC <=> Pb.OlAmPIC ; K_PIC = fit
measurements:
  series:
    observable: free-ligand
    watch: OlAmPIC
    file: series.csv
    against: {OlAmPIC: added (eq)}
    column: free (eq)
analyses:
  all:
    kind: fit
    measurements: [series]
    free: [K_PIC]
values:
  twice: {value: 2 all.K_PIC, unit: /mM}
`;
const SERIES = plainTables({ "series.csv": "added (eq),free (eq)\n50,6\n100,12" });

describe("one problem in a sound study", () => {
  test("none: it is sound, and runs", () => {
    expect(problemsOf(SOUND, SERIES)).toEqual([]);
    const result = runStudy(readStudyDocument(SOUND, "study.yaml"), { id: "sound", tables: SERIES });
    expect(result.values[0]!.value).toBeCloseTo(2 * result.analyses[0]!.fit!.parameters[0]!.value, 6);
  });

  test.each([
    [
      "more unknowns than data",
      "free: [K_PIC]",
      "free: [K_PIC, sites.Pb, K_L]",
      "more unknowns than data.*3 unknowns.*2 measured numbers",
    ],
    [
      "an unknown parameter",
      "free: [K_PIC]",
      "free: [K_PIK]",
      "K_PIK is not a parameter of this model.*nearest: K_PIC",
    ],
    ["a parameter twice", "free: [K_PIC]", "free: [K_PIC, K_PIC]", "K_PIC is listed twice"],
    ["an unknown observable", "free-ligand", "fre-ligand", "fre-ligand.*nearest.*free-ligand"],
    [
      "a ligand nothing mentions",
      "watch: OlAmPIC",
      "watch: OlAmPICC",
      "no reaction mentions OlAmPICC.*nearest: OlAmPIC",
    ],
    ["a row the file lacks", "column: free (eq)", "column: free (eq)\n    rows: [1, 7]", "no row 7.*2 rows"],
    ["an analysis as a number", "2 all.K_PIC", "2 all", "`all` is an analysis, not a number"],
    ["a name twice", "  twice:", "  all:", "the name all is given twice"],
    ["two constants of one name", "K_PIC = fit", "K_L = fit", "two reactions call their constant K_L"],
    [
      "a value of the wrong dimension",
      "2 all.K_PIC, unit: /mM",
      "size, unit: /mM",
      "found length.*expected inverse concentration",
    ],
    ["a site without reaction", "{Pb: 322}", "{Pb: 322, S: 5}", "no reaction uses site class S"],
    ["sites per dot of zero", "{Pb: 322}", "{Pb: 0}", "site class Pb has no sites.*more than 0"],
    ["a negative total", "OlAmBr: 2 mM", "OlAmBr: -2 mM", "a concentration is negative.*0 or more"],
    [
      "an object's own word",
      "2 all.K_PIC, unit: /mM",
      "constructor, unit: ''",
      "nothing is called constructor",
    ],
    [
      "a temperature below zero",
      "solvent: toluene",
      "solvent: toluene\n  temperature: -300 C",
      "temperature is not positive",
    ],
  ])("%s", (_, from, to, message) => {
    const broken = SOUND.replace(from, to);
    expect(broken).not.toBe(SOUND);
    const texts = problemsOf(broken, SERIES).map(formatComplaint);
    const found = texts.filter((text) => new RegExp(message, "u").test(text));
    expect(found, texts.join("\n")).toHaveLength(1);
    expect(found[0]).toMatch(/^study\.yaml:\d+:\d+: /u);
  });

  test("a dose in the table beyond solubility names the row, also beside a bad cell", () => {
    const tables = plainTables({ "series.csv": "added (eq),free (eq)\n50,6\n100,x\n200,20" });
    const texts = problemsOf(SOUND, tables).map(formatComplaint);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/^series\.csv:3: column `free \(eq\)` holds no number/u);
    expect(texts[1]).toMatch(/^series\.csv:4: the dose of OlAmPIC is beyond its solubility.*0\.4000 mM/u);
  });

  test("a column of words is not listed cell by cell", () => {
    const rows = Array.from({ length: 500 }, (_, i) => `${i / 10},word`).join("\n");
    const texts = problemsOf(SOUND, plainTables({ "series.csv": `added (eq),free (eq)\n${rows}` })).map(
      formatComplaint,
    );
    expect(texts).toHaveLength(11);
    expect(texts[10]).toMatch(/^series\.csv:12: .*490 more cells/u);
  });

  test("an empty table is refused", () => {
    const texts = problemsOf(SOUND, plainTables({ "series.csv": "added (eq),free (eq)" })).map(
      formatComplaint,
    );
    expect(texts.filter((text) => /no data rows/u.test(text))).toHaveLength(1);
  });

  test("running reports the same problems, all at once", () => {
    const document = readStudyDocument(
      SOUND.replace("{Pb: 322}", "{Pb: 0}").replace("2 mM", "-2 mM"),
      "study.yaml",
    );
    const run = () => runStudy(document, { id: "sound", tables: SERIES });
    expect(run).toThrow(InputErrors);
    expect(run).toThrow(
      /site class Pb has no sites[\s\S]*a concentration is negative|a concentration is negative[\s\S]*no sites/u,
    );
  });
});

describe("what cannot be read as a study", () => {
  test.each([
    ["", /empty.*expected title, source, sample and analyses/u],
    ["just words", /./u],
    ["title: [", /^study\.yaml:\d+:\d+: /u],
    ["title: a\ntitle: b", /^study\.yaml:2:1: .*give each name once/u],
    ["title: a", /source|sample/u],
    ["title: 3\nsource: {cite: x}\nsample: 4\nsurface: 5", /title.*\n.*sample.*\n.*surface/u],
  ])("%j", (source, message) => {
    expect(() => readStudyDocument(source, "study.yaml")).toThrow(InputErrors);
    expect(() => readStudyDocument(source, "study.yaml")).toThrow(message);
  });

  test("unknown keys alone are refused when nobody collects them", () => {
    expect(() => readStudyDocument(SOUND.replace("watch:", "wach:"), "study.yaml")).toThrow(
      /study\.yaml:17:5: .*unknown key `wach`; nearest: watch/u,
    );
  });
});

import { describe, expect, test } from "vitest";
import { type Complaint, formatComplaint, InputErrors } from "../errors.ts";
import { readStudyDocument } from "./document.ts";
import { runStudy } from "./run.ts";
import type { Table } from "./table.ts";
import { validateStudy } from "./validate.ts";

/** A table of comma-separated text; line 1 is the header. */
function tableOf(file: string, text: string): [string, Table] {
  const [head, ...rows] = text.split("\n").map((line) => line.split(","));
  return [
    file,
    {
      file,
      rowCount: rows.length,
      lineOfRow: rows.map((_, i) => i + 2),
      columns: head!.map((header, column) => {
        const [, name, unit] = /^(.*?)(?: \((.*)\))?$/u.exec(header)!;
        const cells = rows.map((row) => row[column]!);
        const values = Float64Array.from(cells, (cell) => (cell === "" ? Number.NaN : Number(cell)));
        return { header, name: name!, unit: unit ?? "", text: cells, values };
      }),
    },
  ];
}

const BROKEN = `title: Broken on purpose
source: {cite: nobody}
sample:
  nanocrystal: {material: CsPbBrr3, size: 4.3 uM}
  concentration: 2 uM
  solvent: toluene
  colour: green
  ligands:
    OlAmBr: 2 mM
    OlAmPIC: 9 mM
  solubility: {OlAmBr: 10 mM, OlAmPIC: 1 mM}
constants:
  detection: 5 nm + 2 eq
  d: 4 nm
surface:
  sites: {Pb: 322, S: 10 sise}
  reactions:
    - Pb + OlAmBr <=> Pb.OlAmBr ; K_L = 0 /mM
    - Pb + 2 OlAmPIC <=> Pb.OlAmPIC ; K_PIC = fit
    - S + OlAmBr <=> S.OlAmBr ; K_S = 3 nm
measurements:
  first:
    observable: free-ligand
    watch: OlAmPIC
    file: first.csv
    against: {OlAmPIC: added (eq)}
    column: fre (eq)
  second:
    observable: free-ligand
    watch: OlAmPIC
    file: second.csv
    against: {OlAmPIC: added (eq)}
    column: free (eq)
  third:
    observable: free-ligand
    watch: OlAmPIC
    file: third.csv
    column: free (eq)
values:
  loop: loop + 1
  ping: 2 pong
  pong: ping / 2
  lost: 3 (4
analyses:
  one:
    kind: speciation
    added: OlAmPIC
    from: 0 eq
    to: 10 eq
    with: {constants: {K_PIC: two.mean}}
  two:
    kind: pointwise
    measurement: second
    constant: K_PIC
    with: {constants: {K_L: first(one.OlAmPIC) / (1 eq) * (1 /mM)}}
  three:
    kind: fit
    measurements: [sekond]
    free: [K_PIC]
  four:
    kind: next-measurement
    fit: fve
    parameter: K_PIC
    doses: [10 eq]
claims:
  - {id: a-1, what: something, parts: [{value: nowhere.K, expect: 3}]}
  - {id: a-1, what: something else, parts: [{value: 3, expect: about three}]}
`;

const TABLES = new Map([
  tableOf("first.csv", "added (eq),free (eq)\n10,1\n-20,2\nabc,3"),
  tableOf("second.csv", "added (eq),free (eq)\n10,1\n-20,\n30,NaN"),
]);

function problemsOf(source: string, tables: ReadonlyMap<string, Table>): readonly Complaint[] {
  const unknownKeys: Complaint[] = [];
  const document = readStudyDocument(source, "study.yaml", unknownKeys);
  return [...unknownKeys, ...validateStudy(document, { id: "broken", tables })];
}

/** Line of the study file, counted from 1, that holds a text. */
function lineOf(source: string, text: string): number {
  return source.split("\n").findIndex((line) => line.includes(text)) + 1;
}

describe("one pass over a study broken in every way", () => {
  const problems = problemsOf(BROKEN, TABLES);
  const texts = problems.map(formatComplaint);

  test.each([
    ["colour: green", /unknown key `colour`; nearest: solvent|unknown key `colour`; nearest/u],
    ["material: CsPbBrr3", /unknown material.*CsPbBrr3.*nearest CsPbBr3/u],
    ["size: 4.3 uM", /found concentration \(mol m\^-3\); expected length \(m\), such as nm/u],
    ["OlAmPIC: 9 mM", /beyond its solubility in toluene \(found 9\.000 mM; expected at most 1\.000 mM/u],
    ["detection: 5 nm", /cannot add count per dot \(dot\^-1\) to length \(m\)/u],
    ["d: 4 nm", /the name d is a unit.*rename it/u],
    ["sites: {Pb", /nothing is called sise.*nearest: size/u],
    ["K_L = 0 /mM", /equilibrium constant K_L must be positive \(found 0 \/mM; expected a number above 0/u],
    ["Pb + 2 OlAmPIC", /not balanced: the right side lacks 1 OlAmPIC \(add what is missing/u],
    ["K_S = 3 nm", /found length \(m\); expected inverse concentration/u],
    ["column: fre", /first\.csv has no column `fre \(eq\)`.*nearest: free \(eq\)/u],
    ["file: third.csv", /data file third\.csv is not in the study's folder \(put it beside study\.yaml/u],
    ["loop: loop", /refers to itself \(found loop -> loop; expected .*; give one of these/u],
    ["ping: 2 pong", /refers to itself \(found ping -> pong -> ping/u],
    ["lost: 3 (4", /parenthesis is not closed/u],
    ["one:", /refers to itself \(found one -> two -> one/u],
    ["[sekond]", /no measurement is called sekond.*nearest: second/u],
    ["fit: fve", /fve is not a fit.*nearest: three/u],
    ["nowhere.K", /nothing is called nowhere\.K/u],
    ["about three", /claim a-1 is given twice.*give each claim its own id/u],
    ["about three", /expectation cannot be read \(found about three; expected `322`/u],
  ])("%s", (at, message) => {
    const found = texts.filter((text) => message.test(text));
    expect(found, texts.join("\n")).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^study\\.yaml:${lineOf(BROKEN, at)}:\\d+: `, "u"));
  });

  test.each([
    ["first.csv:3", /`added \(eq\)` is negative \(found -20; expected 0 or more/u],
    ["first.csv:4", /`added \(eq\)` holds no number \(found "abc"; expected a number; mend the cell/u],
    ["second.csv:3", /`added \(eq\)` is negative/u],
    ["second.csv:3", /`free \(eq\)` holds no number \(found ""/u],
    ["second.csv:4", /`free \(eq\)` holds no number \(found "NaN"/u],
  ])("%s", (place, message) => {
    const found = texts.filter((text) => text.startsWith(`${place}: `) && message.test(text));
    expect(found, texts.join("\n")).toHaveLength(1);
  });

  test("each has a place with a line, and says what was expected or what to do", () => {
    for (const [i, { place, expected, remedy, what }] of problems.entries()) {
      expect(place?.line, texts[i]).toBeGreaterThan(0);
      expect(expected ?? remedy ?? /nearest/u.exec(what)?.[0], texts[i]).toBeDefined();
    }
  });

  test("nothing else is made up, and nothing is said twice", () => {
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length, texts.join("\n")).toBe(26);
  });
});

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
const SERIES = new Map([tableOf("series.csv", "added (eq),free (eq)\n50,6\n100,12")]);

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
    const tables = new Map([tableOf("series.csv", "added (eq),free (eq)\n50,6\n100,x\n200,20")]);
    const texts = problemsOf(SOUND, tables).map(formatComplaint);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/^series\.csv:3: column `free \(eq\)` holds no number/u);
    expect(texts[1]).toMatch(/^series\.csv:4: the dose of OlAmPIC is beyond its solubility.*0\.4000 mM/u);
  });

  test("a column of words is not listed cell by cell", () => {
    const rows = Array.from({ length: 500 }, (_, i) => `${i / 10},word`).join("\n");
    const texts = problemsOf(SOUND, new Map([tableOf("series.csv", `added (eq),free (eq)\n${rows}`)])).map(
      formatComplaint,
    );
    expect(texts).toHaveLength(11);
    expect(texts[10]).toMatch(/^series\.csv:12: .*490 more cells/u);
  });

  test("an empty table is refused", () => {
    const texts = problemsOf(SOUND, new Map([tableOf("series.csv", "added (eq),free (eq)")])).map(
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

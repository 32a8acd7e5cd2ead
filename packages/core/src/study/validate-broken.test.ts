import { describe, expect, test } from "vitest";
import { formatComplaint } from "../errors.ts";
import { plainTables } from "./test/plain-table.ts";
import { problemsOf } from "./test/problems.ts";

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

const TABLES = plainTables({
  "first.csv": "added (eq),free (eq)\n10,1\n-20,2\nabc,3",
  "second.csv": "added (eq),free (eq)\n10,1\n-20,\n30,NaN",
});

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

import { describe, expect, test } from "vitest";
import { formatComplaint } from "../errors.ts";
import { readStudyDocument } from "./document.ts";
import { validateStudy } from "./validate.ts";

const STUDY = `title: Equilibria
source: {cite: nobody}
sample:
  nanocrystal: {material: CsPbBr3, size: 4.3 nm}
  concentration: 2 uM
  solvent: toluene
  ligands: {OlAmBr: 2 mM, OlAmPIC: 0 mM}
surface:
  sites: {Pb: 322}
  reactions:
    - Pb + OlAmBr <=> Pb.OlAmBr ; K_L = 10 /mM
    - Pb + OlAmPIC <=> Pb.OlAmPIC ; K_PIC = 300 /mM
analyses:
  state: {kind: speciation, added: OlAmPIC, from: 0 eq, to: 400 eq, at: [100 eq]}
  washed:
    kind: wash
    dots: 10 nmol
    volume: 10 ml
    rests: {water: 100 eq}
    rounds:
      - {volume: 30 ml, retained: 0.5 ml, yield: 0.9, redissolve: 10 ml, ligands: {OlAmBr: 1 mM}}
`;

const problemsOf = (...changes: readonly (readonly [string, string])[]): readonly string[] => {
  const source = changes.reduce((text, [from, to]) => text.replace(from, to), STUDY);
  return validateStudy(readStudyDocument(source, "study.yaml"), { id: "a", tables: new Map() }).map(
    formatComplaint,
  );
};

describe("what the analyses of equilibria would refuse is found without running them", () => {
  test("the study as it stands is sound", () => {
    expect(problemsOf()).toEqual([]);
  });

  test("every wrong unit of a wash and of a sweep, at once and each where it stands", () => {
    const found = problemsOf(
      ["to: 400 eq", "to: 400 nm"],
      ["at: [100 eq]", "at: [100 eV]"],
      ["dots: 10 nmol", "dots: 10 nm"],
      ["water: 100 eq", "water: 100 mM"],
      ["yield: 0.9", "yield: 0.9 ml"],
      ["OlAmBr: 1 mM}", "OlAmBr: 1 eq}"],
    );
    expect(found.map((text) => text.split(": ")[0])).toEqual([
      "study.yaml:14:57",
      "study.yaml:14:74",
      "study.yaml:17:5",
      "study.yaml:19:13",
      "study.yaml:21:43",
      "study.yaml:21:87",
    ]);
    for (const text of found) expect(text).toMatch(/wrong dimension/u);
  });

  test.each([
    ["added: OlAmPIC", "added: OlAmPICC", /which ligand is followed.*OlAmPIC/u],
    ["to: 400 eq", "to: 0 eq", /the range is empty/u],
    ["redissolve: 10 ml", "constants: {K_X: 2 /mM}, redissolve: 10 ml", /no constant is called K_X/u],
  ])("%s -> %s", (from, to, message) => {
    expect(problemsOf([from, to]).join("\n")).toMatch(message);
  });
});

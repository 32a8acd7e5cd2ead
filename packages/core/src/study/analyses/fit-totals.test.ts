import { describe, expect, test } from "vitest";
import { formatComplaint } from "../../errors.ts";
import { readStudyDocument } from "../document.ts";
import type { FitResult } from "../result.ts";
import { runStudy } from "../run.ts";
import { plainTables } from "../test/plain-table.ts";
import { problemsOf } from "../test/problems.ts";

/** What the study states of A, and what was in the tube, mM at 2 uM of dots; the fit is to find the latter. */
const STATED = 0.4;
const TRUE = 0.5;
const SITES = 200;
const K = { A: 8, B: 90 };

/** Free A and B, equivalents per dot, by bisection on the vacant sites (mM throughout). */
function freePerDot(dots: number, a: number, b: number): readonly [number, number] {
  const ligands = [
    { perMillimolar: K.A, total: a },
    { perMillimolar: K.B, total: b },
  ];
  let [low, high] = [0, SITES * dots];
  for (let step = 0; step < 200; step++) {
    const v = (low + high) / 2;
    const taken = ligands.reduce(
      (sum, one) => sum + (one.perMillimolar * v * one.total) / (1 + one.perMillimolar * v),
      v,
    );
    if (taken > SITES * dots) high = v;
    else low = v;
  }
  const [freeA, freeB] = ligands.map(({ perMillimolar, total }) => total / (1 + perMillimolar * low) / dots);
  return [freeA!, freeB!];
}

const DOSES = [50, 100, 150, 200, 300];
const FACTORS = [1, 2, 5, 20, 50];

/** B titrated into dots that hold A, both counted, at a share of 2 uM of dots and of what is in the tube. */
function titration(share: number): string {
  const dots = 2e-3 * share;
  const rows = DOSES.map((dose) => [dose, ...freePerDot(dots, TRUE * share, dose * dots)].join(","));
  return ["B (eq),free A (eq),free B (eq)", ...rows].join("\n");
}

const dilution = [
  "factor,free A (eq)",
  ...FACTORS.map((factor) => `${factor},${freePerDot(2e-3 / factor, TRUE / factor, 0)[0]}`),
].join("\n");

const tables = plainTables({
  "whole.csv": titration(1),
  "thin.csv": titration(0.1),
  "diluted.csv": dilution,
});

const measurement = (watch: string, file: string, more: string): string =>
  `{observable: free-ligand, watch: ${watch}, file: ${file}, against: {B: B (eq)}, column: free ${watch} (eq), sigma: 1 eq${more}}`;

/** The study with A stated as given, and its fit of these measurements with the total of A free. */
function study(a: string, measurements: string, thin = "", free = "total.A, K_B"): string {
  return `title: Totals
source: {cite: nobody}
sample:
  nanocrystal: {material: CsPbBr3, size: 4.3 nm}
  concentration: 2 uM
  solvent: toluene
  ligands: {A: ${a}, B: 0 mM}
surface:
  sites: {Pb: ${SITES}}
  reactions:
    - Pb + A <=> Pb.A ; K_A = ${K.A} /mM
    - Pb + B <=> Pb.B ; K_B = fit from 50 /mM
measurements:
  whole: ${measurement("A", "whole.csv", "")}
  wholeB: ${measurement("B", "whole.csv", "")}
  thin: ${measurement("A", "thin.csv", `, with: {concentration: 0.2 uM${thin}}`)}
  thinB: ${measurement("B", "thin.csv", `, with: {concentration: 0.2 uM${thin}}`)}
  diluted: {observable: free-ligand, watch: A, file: diluted.csv, against: {dilution: factor}, column: free A (eq), sigma: 1 eq}
analyses:
  all: {kind: fit, measurements: [${measurements}], free: [${free}]}
`;
}

function fitOf(source: string): FitResult {
  const result = runStudy(readStudyDocument(source, "study.yaml"), { id: "totals", tables });
  return result.analyses[0]!.fit!;
}

describe("the total of an ingredient as a parameter", () => {
  test.each([
    ["one measurement", `${STATED} mM`, "whole, wholeB", ""],
    [
      "a second one thinned tenfold, stated per dot",
      `${(1e3 * STATED) / 2} eq`,
      "whole, wholeB, thin, thinB",
      "",
    ],
    [
      "the same, stated of that measurement",
      `${STATED} mM`,
      "whole, thin, thinB",
      `, ligands: {A: ${STATED / 10} mM}`,
    ],
    ["rows diluted in one measurement", `${STATED} mM`, "whole, wholeB, diluted", ""],
  ])("%s: what was in the tube comes back", (_, a, measurements, thin) => {
    const { parameters, rms } = fitOf(study(a, measurements, thin));
    // Without noise only the tolerances of bisection and search are left.
    expect(parameters[0]!.value).toBeCloseTo(TRUE, 6);
    expect(parameters[0]!.unit).toBe("mM");
    expect(parameters[1]!.value / K.B).toBeCloseTo(1, 5);
    expect(rms.value).toBeLessThan(1e-4);
  });

  test("in the first measurement's sample: the order of the list decides which total is told", () => {
    const { parameters } = fitOf(study(`${(1e3 * STATED) / 2} eq`, "thin, thinB, whole, wholeB"));
    expect(parameters[0]!.value).toBeCloseTo(TRUE / 10, 7);
  });

  test.each([
    [
      "stated alike although the dots were diluted",
      study(`${STATED} mM`, "whole, thin"),
      /total\.A is not one number over these measurements \(found 2\.00 uM of dots in whole, 0\.200 uM in thin, and the same 0\.4000 mM of A in both; expected .*state it in equivalents per dot/u,
    ],
    [
      "what was added",
      study(`${STATED} mM`, "whole, wholeB", "", "total.B, K_B"),
      /total\.B cannot be free where B is what was added \(found measurement whole/u,
    ],
    [
      "nothing of it in one of them",
      study(`${STATED} mM`, "whole, thin", ", ligands: {A: 0 mM}"),
      /total\.A has nothing to stand for in measurement thin \(found no A in its sample/u,
    ],
  ])("%s is refused before anything runs", (_, source, message) => {
    const texts = problemsOf(source, tables).map(formatComplaint);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(message);
    expect(texts[0]).toMatch(/^study\.yaml:\d+:\d+: /u);
  });
});

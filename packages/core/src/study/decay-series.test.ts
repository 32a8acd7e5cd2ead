import { describe, expect, test } from "vitest";
import { createRandom } from "../numerics/random.ts";
import { readStudyDocument } from "./document.ts";
import type { ResultDocument } from "./result.ts";
import { runStudy } from "./run.ts";
import { studyFiles } from "./study-files.ts";
import { CHANNELS, CLEAN, DOSES, MEANS, NMR, TRUTH, WIDTH, YIELD } from "./test/decay-series.ts";
import { plainTables } from "./test/plain-table.ts";
import { validateStudy } from "./validate.ts";

type Columns = readonly (readonly [string, ArrayLike<number | string>])[];
const csv = (columns: Columns): string =>
  [
    columns.map(([header]) => header),
    ...Array.from(columns[0]![1], (_, i) => columns.map(([, values]) => values[i])),
  ]
    .map((row) => row.join(","))
    .join("\n");

const times = Array.from({ length: CHANNELS }, (_, i) => Number((i * WIDTH).toFixed(6)));
const COUNTS = MEANS.map((means, row) => {
  const random = createRandom(40 + row, "decay series");
  return means.map((mean) => random.poisson(mean));
});
/** The Gaussian of 0.57 ns, cut fine enough for channels of 0.2 ns, as a measured response centred in channel 5. */
const pulse = times.map((t) => Math.round(1e6 * Math.exp(-0.5 * ((t - 1) / (0.57 / 2.3548)) ** 2)));
const decayFile = (header: string, row: number): string =>
  csv([
    ["time (ns)", times],
    [header, COUNTS[row]!],
  ]);
const FILES = {
  "nmr.csv": csv([
    ["added (eq)", NMR.doses],
    ["free (eq)", CLEAN.get(NMR)!],
  ]),
  "light.csv": csv([
    ["added (eq)", YIELD.doses],
    ["yield", CLEAN.get(YIELD)!],
  ]),
  "doses.csv": csv([
    ["added (eq)", DOSES],
    ["decay", DOSES.map((dose) => `d${dose}`)],
  ]),
  "decays.csv": csv([
    ["time (ns)", times],
    ["pulse", pulse],
    ...DOSES.map((dose, row) => [`d${dose}`, COUNTS[row]!] as const),
  ]),
  "pulse.csv": csv([
    ["time (ns)", times],
    ["counts", pulse],
  ]),
  ...Object.fromEntries(DOSES.map((dose, row) => [`d${dose}.csv`, decayFile("counts", row)])),
  "wide.csv": csv([
    ["time (ns)", times.map((t) => 2 * t)],
    ["counts", COUNTS[0]!],
  ]),
  "dark.csv": csv([
    ["time (ns)", times],
    ["counts", times.map(() => 0)],
  ]),
  "normalised.csv": csv([
    ["time (ns)", times],
    ["counts", Array.from(COUNTS[0]!, (n) => n / 997)],
  ]),
};

const text = `title: Light
source: {cite: none}
sample:
  nanocrystal: {material: CsPbBr3, shape: cube, size: 4.3 nm}
  concentration: 2 uM
  solvent: toluene
  ligands: {A: 1060 eq, B: 0 eq}
surface:
  sites: {Pb: 322}
  reactions:
    - Pb + A <=> Pb.A ; K_A = 10.5 /mM
    - Pb + B <=> Pb.B ; K_B = fit
measurements:
  nmr: {observable: free-ligand, watch: B, file: nmr.csv, against: {B: added (eq)}, column: free (eq), sigma: 6 eq}
  light:
    observable: quantum-yield
    watch: B
    file: light.csv
    against: {B: added (eq)}
    column: yield
    with: &light
      concentration: 0.05 uM
      ligands: {A: 1060 eq}
      parameters: {power.A: 0.6, inner_traps: 0.1}
  decays:
    observable: decay
    watch: B
    file: doses.csv
    against: {B: added (eq)}
    column: decay
    histograms: decays.csv
    responseColumn: pulse
    with: *light
analyses:
  joint:
    kind: fit
    measurements: [nmr, light, decays]
    free: [K_B, p_deep, p_shallow, tau_radiative, k_shallow, shift.decays]
    start: {K_B: 100 /mM, p_shallow: 0.01, k_shallow: 0.1 /ns}
`;
const options = { id: "light", tables: plainTables(FILES) };
const run = (study = text): ResultDocument => runStudy(readStudyDocument(study, "study.yaml"), options);
let plainRun: ResultDocument | undefined;
/** The run of the study as it stands above; once for all tests. */
const whole = (): ResultDocument => {
  plainRun ??= run();
  return plainRun;
};
const problems = (study: string): string =>
  validateStudy(readStudyDocument(study, "study.yaml"), options)
    .map(({ what, found, remedy, place }) => [place?.line, what, found, remedy].join(" "))
    .join("\n");
const gaussian = text.replace("responseColumn: pulse", "response: 0.57 ns");
const files = `[${DOSES.map((dose) => `d${dose}.csv`).join(", ")}]`;
const oneFileEach = text
  .replace("    column: decay\n    histograms: decays.csv\n", `    histograms: ${files}\n`)
  .replace("responseColumn: pulse", "responseFile: pulse.csv");

describe("a series of decays in a study", () => {
  test("its counts enter the fit: every parameter within four errors of the truth, the shift from the record", () => {
    expect(problems(text)).toBe("");
    const [joint] = whole().analyses;
    const { parameters } = joint!.fit!;
    parameters.slice(0, 5).forEach(({ value, standardError }, k) => {
      expect(Math.abs(value - TRUTH[k]!)).toBeLessThan(4 * standardError!);
    });
    // The pulse is in channel 5, 0.1 ns behind its left edge; a pulse sampled in channels is not quite the Gaussian.
    expect(parameters[5]!.value).toBeCloseTo(TRUTH[5]! - 1, 0);
    expect(joint!.findings.at(-1)).toMatch(
      /^decays: deviance \d+ where counting noise gives \d+ \(z -?[0-3]\.\d, p [\d.]+\)\.$/u,
    );
    const [table] = joint!.tables;
    expect(table!.columns.map(({ name }) => name)).toEqual([
      "total B",
      "photons",
      "amplitude",
      "background",
      "deviance z",
    ]);
    const photons = COUNTS.map((counts) => counts.reduce((a, b) => a + b, 0));
    expect(table!.columns[1]!.values).toEqual(photons);
    expect(joint!.figures.filter(({ x }) => x.label === "time").map(({ y }) => y.scale)).toEqual([
      "log",
      "linear",
    ]);
  });

  test("a Gaussian response, whose centre is told by the fit", () => {
    expect(problems(gaussian)).toBe("");
    const [joint] = run(gaussian).analyses;
    joint!.fit!.parameters.forEach(({ value, standardError }, k) => {
      expect(Math.abs(value - TRUTH[k]!)).toBeLessThan(4 * standardError!);
    });
  });

  test("one file a row gives what one file for all gives", () => {
    expect(problems(oneFileEach)).toBe("");
    const [a, b] = [whole(), run(oneFileEach)].map((result) => result.analyses[0]!.fit!.parameters);
    a!.forEach(({ value }, k) => {
      expect(b![k]!.value / value).toBeCloseTo(1, 10);
    });
    expect(studyFiles(readStudyDocument(oneFileEach, "study.yaml").study)).toEqual([
      "nmr.csv",
      "light.csv",
      "doses.csv",
      ...DOSES.map((dose) => `d${dose}.csv`),
      "pulse.csv",
    ]);
  });

  test("columns in the order of the rows, rows left out, a window, and no response", () => {
    const inOrder = text.replace("    column: decay\n", "");
    expect(problems(inOrder)).toBe("");
    const tail = inOrder
      .replace("responseColumn: pulse", "window: [6 ns, 30 ns]\n    rows: [1, 2, 4]")
      .replace(", shift.decays", "")
      .replace("    - pulse", "");
    // The response is now a fifth column of counts.
    expect(problems(tail)).toMatch(/5 columns of counts in decays\.csv and 4 rows/u);
    const named = tail.replace("    histograms:", "    column: decay\n    histograms:");
    expect(problems(named)).toBe("");
    const { parameters } = run(named).analyses[0]!.fit!;
    // The maximum comes 0.3 ns after the excitation, which counts as a few percent of what is left of the traps' share.
    expect(parameters[0]!.value / TRUTH[0]!).toBeGreaterThan(0.7);
    expect(parameters[0]!.value / TRUTH[0]!).toBeLessThan(1.4);
    expect(parameters[3]!.value / TRUTH[3]!).toBeCloseTo(1, 1);
  });

  test.each([
    [
      "a histogram that no column holds",
      "histograms: decays.csv",
      "histograms: pulse.csv",
      /^2 pulse\.csv has no column `d0`/mu,
    ],
    [
      "a column of names that is not there",
      "column: decay\n",
      "column: decays\n",
      /doses\.csv has no column `decays`/u,
    ],
    [
      "a response that no column holds",
      "responseColumn: pulse",
      "responseColumn: puls",
      /no column `puls`.*nearest: pulse/u,
    ],
    [
      "a file that is not there",
      "histograms: decays.csv",
      "histograms: lost.csv",
      /lost\.csv is not in the study's folder/u,
    ],
    [
      "no histograms",
      "histograms: decays.csv\n    responseColumn: pulse",
      "title: none",
      /names no histograms/u,
    ],
    [
      "two responses",
      "responseColumn: pulse",
      "responseColumn: pulse\n    response: 0.5 ns",
      /two responses/u,
    ],
    ["a width in the wrong unit", "responseColumn: pulse", "response: 0.5 nm", /wrong dimension/u],
    [
      "an impossible width",
      "responseColumn: pulse",
      "response: 0 ns",
      /width of the response is impossible/u,
    ],
    ["a word of other signals", "responseColumn: pulse", "sigma: 2", /`sigma` says nothing of decays/u],
    ["an empty window", "responseColumn: pulse", "window: [90 ns, 99 ns]", /holds no channels/u],
    ["a shift without a response", "    responseColumn: pulse\n", "", /shift\.decays is not a parameter/u],
    [
      "a rate that nothing gives",
      ", tau_radiative",
      "",
      /decays needs a value of tau_radiative|needs a value of tau_radiative/u,
    ],
  ])("%s is refused before anything runs", (_, from, to, words) => {
    expect(text).toContain(from);
    expect(problems(text.replace(from, to))).toMatch(words);
  });

  test.each([
    [
      "other channels",
      "wide.csv",
      /`counts` of wide\.csv has other channels than `counts` of d0\.csv 160 channels of 0\.4 ns/u,
    ],
    ["no counts", "dark.csv", /`counts` of dark\.csv holds no counts/u],
    ["a normalised decay", "normalised.csv", /is no whole number, so these are not raw counts/u],
    ["too few files", "d1400.csv, d1400.csv", /5 files and 4 rows/u],
  ])("of one file a row: %s", (_, file, words) => {
    expect(problems(oneFileEach.replace("d1400.csv]", `${file}]`))).toMatch(words);
  });

  test("a Gaussian's centre must be freed or given; words of decays belong to decays", () => {
    expect(problems(gaussian.replace(", shift.decays", ""))).toMatch(/needs a value of shift\.decays/u);
    const held = gaussian
      .replace(", shift.decays", "")
      .replace("inner_traps: 0.1}", "inner_traps: 0.1, shift.decays: 2.4 ns}");
    expect(problems(held)).toBe("");
    expect(problems(text.replace("column: yield", "column: yield\n    response: 1 ns"))).toMatch(
      /`response` is a word of decays observable quantum-yield/u,
    );
  });
});

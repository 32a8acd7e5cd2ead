import { describe, expect, test } from "vitest";
import { createRandom } from "../inference/index.ts";
import { decayMeans, drawCounts, exponentialEmission, prepareDecay } from "../optics/index.ts";
import { readStudyDocument } from "./document.ts";
import type { ResultDocument } from "./result.ts";
import { runStudy } from "./run.ts";
import { studyFiles } from "./study-files.ts";
import type { Table } from "./table.ts";
import { validateStudy } from "./validate.ts";

const CHANNELS = 400;
const WIDTH = 0.1;

/** A simulated decay of 0.9 and 4.7 ns as a table of the study. */
function measured(): Table {
  const empty = { name: "x", counts: new Float64Array(CHANNELS).fill(1), channelWidthNs: WIDTH };
  const components = [exponentialEmission, exponentialEmission];
  const prepared = prepareDecay(empty, { components, response: { kind: "gaussian", fwhmNs: 0.4 } });
  const means = decayMeans(prepared, Float64Array.of(1, 0, 3, 1500, 0.9, 1200, 4.7));
  const counts = drawCounts(means, createRandom(1, "study"));
  const times = Float64Array.from({ length: CHANNELS }, (_, i) => i * WIDTH * 1000);
  const column = (name: string, unit: string, values: Float64Array) => ({
    header: unit ? `${name} (${unit})` : name,
    name,
    unit,
    values,
    text: Array.from(values, String),
  });
  return {
    file: "decay.csv",
    rowCount: CHANNELS,
    lineOfRow: Array.from(times.keys(), (i) => i + 2),
    columns: [column("time", "ps", times), column("counts", "", counts)],
  };
}

const tables = new Map([["decay.csv", measured()]]);
const study = (analysis: string, claims = "") =>
  readStudyDocument(
    `title: decays
source: {cite: none}
sample:
  nanocrystal: {material: CsPbBr3, size: 4.3 nm}
  concentration: 2 uM
  solvent: toluene
analyses:
  one:
    kind: decay
    ${analysis.replaceAll("\n", "\n    ")}
${claims}`,
    "study.yaml",
  );
const run = (analysis: string): ResultDocument => runStudy(study(analysis), { id: "x", tables });
const problems = (analysis: string): string =>
  validateStudy(study(analysis), { id: "x", tables })
    .map(({ what, found, expected }) => `${what} ${found} ${expected}`)
    .join("\n");

describe("a measured decay of the study", () => {
  test("is among the files of the study", () => {
    expect(studyFiles(study("file: decay.csv\nresponse: 0.4 ns").study)).toEqual(["decay.csv"]);
    expect(studyFiles(study("response: 0.4 ns\nlifetimes: [2 ns]").study)).toEqual([]);
  });

  test("is fitted, its times read with their unit", () => {
    const { analyses } = run("file: decay.csv\nresponse: 0.4 ns\ncomponents: 2");
    const value = (name: string): number => analyses[0]!.values.find((one) => one.name === name)!.value;
    // Standard errors are near 0.04 ns at these 70 000 counts.
    expect(Math.abs(value("lifetime 1") - 0.9)).toBeLessThan(0.2);
    expect(Math.abs(value("lifetime 2") - 4.7)).toBeLessThan(0.2);
    expect(analyses[0]!.figures[0]!.series).toHaveLength(2);
  });

  test("is refused without its file", () => {
    expect(problems("file: none.csv\nresponse: 0.4 ns")).toContain("none.csv");
  });
});

describe("simulated decays", () => {
  test("without a fast part: lifetimes come back, the same at every run", () => {
    const words = "response: 0.4 ns\nlifetimes: [2 ns]\ncounts: 2000\nwindow: 20 ns\ndecays: 40";
    const first = run(words);
    expect(JSON.stringify(run(words))).toBe(JSON.stringify(first));
    const [value] = first.analyses[0]!.values;
    // Scatter of one decay is 2 / sqrt(2000) or 0.045 ns, of the mean of 40 a sixth of that; four of those.
    expect(Math.abs(value!.value - 2)).toBeLessThan(0.04);
  });

  test.each([
    ["response: 0.4 ns", /nothing to simulate/u],
    ["lifetimes: [2 ns]", /no `response`/u],
    ["response: 0.4 ns\nlifetimes: [2 ns]\nfast: {lifetime: 0.1 ns, share: 1.2}", /fast part/u],
    ["response: 0.4 ns\nlifetimes: [2 ns]\nwindow: 1 ns", /number of channels/u],
    ["response: 0.4 ns\nlifetimes: [2 ns]\nfile: decay.csv", /no lifetimes to simulate/u],
    ["response: 0.4 nm\nlifetimes: [2 ns]", /wrong dimension/u],
  ])("%s is refused before anything runs", (words, message) => {
    expect(problems(words)).toMatch(message);
  });
});

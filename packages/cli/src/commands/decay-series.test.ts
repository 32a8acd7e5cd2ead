import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, decayMeans, drawCounts, exponentialEmission, prepareDecay } from "@oleate/core";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import type { DecayOptions } from "./decay-flags.ts";
import { decays } from "./decay-series.ts";

const folder = mkdtempSync(join(tmpdir(), "oleate-series-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => void vi.restoreAllMocks());

async function printed(paths: readonly string[], options: DecayOptions): Promise<string> {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  expect(await decays(paths, options)).toBe(0);
  vi.restoreAllMocks();
  return text;
}

const CHANNELS = 256;
const WIDTH = 0.1;
const random = createRandom(3, "series command");
const prepared = prepareDecay(
  { name: "simulated", counts: new Float64Array(CHANNELS).fill(1), channelWidthNs: WIDTH },
  { components: [exponentialEmission, exponentialEmission], response: { kind: "gaussian", fwhmNs: 0.4 } },
);
const doses = [10, 20, 40, 80];
const columns = doses.map((dose) =>
  drawCounts(decayMeans(prepared, Float64Array.of(0.5, 0, 2, 5 * dose, 0.9, 400, 4.7)), random),
);
const table = (all: readonly Float64Array[], names: readonly string[]): string =>
  [
    ["time (ns)", ...names].join(","),
    ...Array.from({ length: CHANNELS }, (_, i) =>
      [(i * WIDTH).toFixed(2), ...all.map((one) => one[i])].join(","),
    ),
    "",
  ].join("\n");
const file = join(folder, "series.csv");
writeFileSync(
  file,
  table(
    columns,
    doses.map((dose) => `${dose} uM`),
  ),
);
const dark = join(folder, "dark.csv");
writeFileSync(dark, table([columns[0]!, new Float64Array(CHANNELS), columns[1]!], ["a", "b", "c"]));
const common: DecayOptions = { irfFwhm: "0.4 ns", components: "2", json: true };

describe("many decays", () => {
  it("--global shares the lifetimes and gives amplitudes against the series", async () => {
    const found = JSON.parse(await printed([file], { ...common, global: true }));
    expect(found.kind).toBe("global");
    expect(found.decays).toBe(4);
    for (const [k, truth] of [0.9, 4.7].entries()) {
      const { value, low, high, unit } = found.lifetimes[k];
      expect(unit).toBe("ns");
      // Twice the reach of a 95 % interval: four standard errors.
      expect(Math.abs(value - truth)).toBeLessThan(high - low);
    }
    const [fast] = found.spectra;
    expect(fast.values[3]).toBeGreaterThan(fast.values[0]);
    expect(found.coordinate).toMatchObject({ unit: "uM", values: doses });
    expect(await printed([file], { ...common, json: false, global: true })).toContain("shared lifetimes");
  });

  it("--stack fits each alone, names the dark one and goes on", async () => {
    const found = JSON.parse(
      await printed([dark], { ...common, components: "1", stack: true, threads: "1" }),
    );
    expect(found.kind).toBe("stack");
    expect(found.decays.map(({ number }: { number: number }) => number)).toEqual([1, 3]);
    expect(found.failures).toEqual([expect.objectContaining({ number: 2, name: "b" })]);
    expect(found.parameters.map(({ name }: { name: string }) => name)).toContain("lifetime 1");
  });

  it("--distribution prints light over lifetimes with a band and its resolution", async () => {
    const found = JSON.parse(await printed([file], { ...common, column: "4", distribution: true }));
    expect(found.kind).toBe("distribution");
    expect(found.light.values).toHaveLength(found.lifetimes.values.length);
    expect(found.light.low).toHaveLength(found.light.values.length);
    expect(found.resolvable.factor).toBeGreaterThan(1);
  });

  it("--global says of each decay and of all how well they are described, with shares and averages", async () => {
    const found = JSON.parse(await printed([file], { ...common, global: true }));
    for (const name of ["deviance", "expectedDeviance", "devianceDeviation", "z", "pValue", "rowDeviance"])
      expect(typeof found[name]).toBe("number");
    expect(Math.abs(found.z)).toBeLessThan(4);
    expect(found.members).toHaveLength(4);
    for (const [k, member] of found.members.entries()) {
      expect(member.number).toBe(k + 1);
      expect(member.fractions[0] + member.fractions[1]).toBeCloseTo(1, 9);
      expect(member.areaFractions[0] + member.areaFractions[1]).toBeCloseTo(1, 9);
      expect(member.averages.amplitude.value).toBeLessThan(member.averages.intensity.value);
      expect(Math.abs(member.z)).toBeLessThan(4);
    }
    const text = await printed([file], { ...common, json: false, global: true });
    expect(text).toMatch(/counting noise gives [\d.]+ \+- [\d.]+: z = /u);
    expect(text).toMatch(/amplitude average \(ns\) +intensity average \(ns\) +z/u);
    const one = join(folder, "one.csv");
    writeFileSync(one, table([columns[3]!], ["a"]));
    expect(await printed([one], { ...common, json: false, global: true })).toContain("1 decay of");
  });

  it.each(["stack", "global"] as const)(
    "--out of --%s writes one time and three columns a decay",
    async (mode) => {
      const out = join(folder, `${mode}.csv`);
      await printed([file], { ...common, [mode]: true, threads: "1", out, from: "1 ns" });
      const lines = readFileSync(out, "utf8").trim().split("\n");
      expect(lines).toHaveLength(1 + CHANNELS - 10);
      expect(lines[0]!.split(",").slice(0, 5)).toEqual([
        "time (ns)",
        "10 uM counts",
        "10 uM fit",
        "10 uM residual",
        "20 uM counts",
      ]);
      const cells = lines.slice(1).map((line) => line.split(",").map(Number));
      expect(cells[0]![0]).toBe(1);
      for (const [k, counts] of columns.entries()) {
        expect(cells.map((row) => row[1 + 3 * k])).toEqual(Array.from(counts.slice(10)));
        const fitted = cells.reduce((sum, row) => sum + row[2 + 3 * k]!, 0);
        const measured = counts.slice(10).reduce((sum, count) => sum + count, 0);
        // With a free background the fit keeps the sum of the counts; written to six digits.
        expect(Math.abs(fitted / measured - 1)).toBeLessThan(1e-3);
      }
    },
  );

  it("--out gives decays of other channels a time of their own", async () => {
    const short = join(folder, "short.csv");
    const rows = table([columns[3]!.slice(0, 200)], ["short"]).split("\n");
    writeFileSync(short, rows.slice(0, 201).join("\n"));
    const out = join(folder, "mixed.csv");
    await printed([file, short], { ...common, stack: true, threads: "1", out });
    const lines = readFileSync(out, "utf8").trim().split("\n");
    expect(lines[0]!.split(",").slice(-4)).toEqual([
      "short.csv time (ns)",
      "short.csv counts",
      "short.csv fit",
      "short.csv residual",
    ]);
    expect(lines[200]!.split(",")).toHaveLength(20);
    expect(lines[201]!.endsWith(",,,")).toBe(true);
  });

  it("--distribution writes its light, each interval about its value", async () => {
    const out = join(folder, "distribution.csv");
    const found = JSON.parse(await printed([file], { ...common, column: "80 uM", distribution: true, out }));
    for (const [j, value] of found.light.values.entries()) {
      expect(found.light.low[j]).toBeLessThanOrEqual(value);
      expect(found.light.high[j]).toBeGreaterThanOrEqual(value);
    }
    const lines = readFileSync(out, "utf8").trim().split("\n");
    expect(lines).toHaveLength(1 + found.light.values.length);
    expect(lines[0]).toContain("light, high (counts)");
  });

  it("a note that holds for several files is given once, with their number", async () => {
    const bare = ["first.csv", "second.csv", "third.csv"].map((name, k) => {
      const path = join(folder, name);
      writeFileSync(path, table([columns[k]!], [""]).split("\n").slice(1).join("\n"));
      return path;
    });
    const { notes } = JSON.parse(await printed(bare, { ...common, global: true }));
    const unit = notes.filter((note: string) => note.includes("no unit of time"));
    expect(unit).toHaveLength(1);
    expect(unit[0]).toContain("(3 times: first.csv, second.csv, third.csv)");
  });

  it("averages that divide by an amplitude nothing is known of are marked", async () => {
    const path = join(folder, "prompt.csv");
    const withPrompt = prepareDecay(
      { name: "x", counts: new Float64Array(CHANNELS).fill(1), channelWidthNs: WIDTH },
      { components: [exponentialEmission], prompt: true, response: { kind: "gaussian", fwhmNs: 0.4 } },
    );
    const means = decayMeans(withPrompt, Float64Array.of(0.5, 3000, 2, 400, 4.7));
    writeFileSync(path, table([drawCounts(means, random), drawCounts(means, random)], ["a", "b"]));
    for (const mode of ["stack", "global"] as const) {
      const options = { ...common, [mode]: true, threads: "1" };
      const found = JSON.parse(await printed([path], options));
      const [first] = found.members ?? found.decays;
      expect(first.averages.amplitude.bounded).toBe(false);
      expect(found.warnings.join()).toMatch(/amplitude averages have no lower bound/u);
      expect(await printed([path], { ...options, json: false })).toContain("no lower bound");
    }
  });

  it("refuses what cannot be meant", async () => {
    await expect(decays([file], { ...common, global: true, column: "2" })).rejects.toThrow(/all curves/u);
    await expect(decays([file], { ...common, global: true, noise: "neyman" })).rejects.toThrow(/--noise/u);
    await expect(decays([file], { ...common, distribution: true, column: "0" })).rejects.toThrow(/from 1/u);
    await expect(decays([file, dark], common)).rejects.toThrow(/several files/u);
    await expect(decays([file], { ...common, global: true, stack: true })).rejects.toThrow(/exclude/u);
    await expect(decays([file], { ...common, global: true, components: "auto" })).rejects.toThrow(
      /number of components/u,
    );
    await expect(decays([file], { ...common, global: true, stretched: true })).rejects.toThrow(
      /--stretched/u,
    );
    await expect(decays([file], { ...common, distribution: "ridge" })).rejects.toThrow(/regulariser/u);
  });
});

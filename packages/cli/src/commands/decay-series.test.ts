import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, decayMeans, drawCounts, exponentialEmission, prepareDecay } from "@oleate/core";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import type { DecayOptions } from "./decay.ts";
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

  it("refuses what cannot be meant", () => {
    expect(() => decays([file, dark], common)).toThrow(/several files/u);
    expect(() => decays([file], { ...common, global: true, stack: true })).toThrow(/exclude/u);
    expect(() => decays([file], { ...common, global: true, components: "auto" })).toThrow(
      /number of components/u,
    );
    expect(() => decays([file], { ...common, global: true, stretched: true })).toThrow(/--stretched/u);
    expect(() => decays([file], { ...common, distribution: "ridge" })).toThrow(/regulariser/u);
  });
});

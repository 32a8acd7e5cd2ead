import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bFactors, type DiffusionTiming } from "@oleate/core";
import { afterAll, describe, expect, it } from "vitest";
import type { DiffusionOptions } from "../diffusion-flags.ts";
import { printedBy } from "../test/printed.ts";
import { diffusion } from "./diffusion.ts";

const folder = mkdtempSync(join(tmpdir(), "oleate-diffusion-"));
const REAL = "../shared/data/nmr/nmrtools_15n_xste/test/test-data/15n-xste-ts3";
const TIMING: DiffusionTiming = { nucleus: "1H", durationS: 0.004, delayS: 0.1, shape: "rectangle" };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function printed(path: string, options: DiffusionOptions = {}): string {
  const { code, text } = printedBy(() => diffusion(path, options));
  expect(code).toBe(0);
  return text;
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const gradients = Array.from({ length: 12 }, (_, i) => 2 + 3.5 * i);
const b = bFactors(
  gradients.map((g) => g / 100),
  TIMING,
);
const decay = (d: number): readonly number[] => Array.from(b, (one) => 1e5 * Math.exp(-one * d));
const table = written(
  "decay.csv",
  ["g (G/cm),I", ...decay(9.47e-11).map((value, i) => `${gradients[i]},${value}`), ""].join("\n"),
);
const timed: DiffusionOptions = { delta: "4 ms", bigDelta: "100 ms" };

describe("a table of gradients and intensities", () => {
  it("gives D and the radius in a solvent, in words and as JSON", () => {
    const text = printed(table, { ...timed, solvent: "toluene-d8" });
    expect(text).toMatch(/D +9\.47e-11 .*m2\/s/u);
    const found = JSON.parse(printed(table, { ...timed, viscosity: "0.584 mPa s", json: true }));
    const [mono] = found.decays[0].models;
    expect(mono.parameters.find(({ name }: { name: string }) => name === "D").value).toBeCloseTo(
      9.47e-11,
      15,
    );
    // 4.3 nm core and 1.8 nm shell in toluene-d8: the reference gives this D for it.
    expect(mono.radius.value).toBeCloseTo(3.95, 2);
  });

  it("gives the radius against a reference in the same tube, whatever the viscosity", () => {
    const found = JSON.parse(
      printed(table, { ...timed, reference: "TMS, 0.3 nm, 9.47e-10 m2/s", json: true }),
    );
    expect(found.decays[0].models[0].radius.value).toBeCloseTo(3, 6);
  });

  it("takes b factors as they are", () => {
    const path = written(
      "b.csv",
      ["b (s/m2),I", ...Array.from(b, (one, i) => `${one},${decay(2e-10)[i]}`)].join("\n"),
    );
    expect(printed(path, { model: ["mono"] })).toMatch(/D +2\.00e-10/u);
  });
});

describe("refusals", () => {
  const oneStep = written("one.csv", "g (G/cm),I\n5,1\n5,1\n5,1\n");
  const percent = written("percent.csv", "g (%),I\n5,1\n50,0.5\n95,0.1\n");
  it.each<[string, string, DiffusionOptions, RegExp]>([
    ["no timing", table, {}, /gradients need the timing/u],
    ["half a timing", table, { delta: "4 ms" }, /both delta and Delta/u],
    ["no such model", table, { ...timed, model: ["tri"] }, /no such model/u],
    ["no such shape", table, { ...timed, shape: "triangle" }, /--shape is not known/u],
    ["one gradient step", oneStep, timed, /one gradient step|different gradients/u],
    ["gradients in percent", percent, timed, /percent/u],
    ["a phase of a table", table, { ...timed, phase: "35" }, /table of intensities has no phase.*--phase/u],
    ["no such file", join(folder, "nothing"), {}, /no such file or folder/u],
    ["no zip", written("bad.zip", "not a zip"), {}, /zip cannot be read/u],
  ])("%s", (_, path, options, message) => {
    expect(() => diffusion(path, options)).toThrow(message);
  });
});

const present = existsSync(REAL);
if (!present) console.warn(`the published Bruker experiment is not at ${REAL}: its test is skipped`);
describe.skipIf(!present)("the published 15N experiment", () => {
  it("takes no phase for spectra that are processed already", () => {
    expect(() => diffusion(REAL, { dataset: "pdata/1/2rr", phase: "10" })).toThrow(/processed already/u);
  });

  it("gives the D and the radius that come with it", () => {
    const options = {
      dataset: "pdata/1/2rr",
      region: ["7.7 to 8.6"],
      share: "0.33333333",
      viscosity: "0.889257 mPa s",
    };
    const found = JSON.parse(
      printed(REAL, { ...options, temperature: "298.2 K", model: ["mono"], json: true }),
    );
    const [{ parameters, radius }] = found.decays[0].models;
    const d = parameters.find(({ name }: { name: string }) => name === "D");
    // README of the data: D = 1.624(70)e-10 m2/s, r = 1.513 nm.
    expect(d.value).toBeCloseTo(1.624e-10, 13);
    expect(d.standardError).toBeCloseTo(0.07e-10, 12);
    expect(radius.value).toBeCloseTo(1.513, 3);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "@oleate/core";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { type NmrFitOptions, nmrFit } from "./nmr-fit.ts";

const folder = mkdtempSync(join(tmpdir(), "oleate-nmr-fit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => void vi.restoreAllMocks());

const TRUTH = { K: 2, sites: 250, bound: 9.5e-11, free: 7.5e-10 };
const usual: NmrFitOptions = {
  K: "fit from 1 /mM",
  sites: "fit from 200",
  bound: ["D = fit from 1e-10 m2/s, shift = fit from 5.6 ppm"],
  free: ["D = fit from 7e-10 m2/s, shift = 5.46 ppm"],
};

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Twenty samples of 0.1 mM dots with noise, the concentration of dots in uM. */
function series(seed: number): string {
  const random = createRandom(seed, "nmr-fit");
  const rows = Array.from({ length: 20 }, (_, i) => {
    const ligand = 2 + 3 * i;
    const n = TRUTH.sites * 0.1;
    const b = ligand + n + 1 / TRUTH.K;
    const share = (2 * n) / (b + Math.sqrt(b * b - 4 * ligand * n));
    const d = share * TRUTH.bound + (1 - share) * TRUTH.free + 4e-12 * random.normal();
    return [100, ligand, d, share * 5.62 + (1 - share) * 5.46 + 0.002 * random.normal()].join(",");
  });
  return ["dots (uM),ligand (mM),D (m2/s),shift (ppm)", ...rows, ""].join("\n");
}

function fitted(
  path: string,
  options: Partial<NmrFitOptions> = {},
): Record<string, { value: number; low: number; high: number }> {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  expect(nmrFit(path, { ...usual, ...options, json: true })).toBe(0);
  vi.restoreAllMocks();
  const { parameters } = JSON.parse(text) as {
    parameters: { name: string; value: number; low: number; high: number }[];
  };
  return Object.fromEntries(parameters.map((one) => [one.name, one]));
}

describe("oleate nmr-fit", () => {
  it("finds sites and both diffusion coefficients within their intervals", () => {
    let inside = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const found = fitted(written("s.csv", series(seed)));
      for (const [name, truth] of [
        ["sites", TRUTH.sites],
        ["D bound", TRUTH.bound],
      ] as const)
        if (found[name]!.low <= truth && found[name]!.high >= truth) inside++;
    }
    // 95 % intervals, two in each of 20 series: fewer than 35 of 40 has a probability below 1 %.
    expect(inside).toBeGreaterThanOrEqual(35);
  });

  it("holds what is held", () => {
    const found = fitted(written("h.csv", series(5)), { sites: "250" });
    expect(found["sites"]!.value).toBe(250);
    expect(found["shift free"]!.value).toBeCloseTo(5.46, 12);
  });

  it("prints as many digits of value and interval as the interval tells", () => {
    let text = "";
    vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
    const exact = series(1).replace(/^(100,(\d+)),.*$/gmu, (_row, head: string, total: string) => {
      const [ligand, n] = [Number(total), TRUTH.sites * 0.1];
      const b = ligand + n + 1 / TRUTH.K;
      const share = (2 * n) / (b + Math.sqrt(b * b - 4 * ligand * n));
      const wave = 1 + 1e-6 * (-1) ** ligand;
      return `${head},${wave * (share * TRUTH.bound + (1 - share) * TRUTH.free)},${wave * (share * 5.62 + (1 - share) * 5.46)}`;
    });
    nmrFit(written("exact.csv", exact), usual);
    vi.restoreAllMocks();
    const [, value, low, high] = /^sites +([\d.]+) \(([\d.]+) to ([\d.]+)\)/mu.exec(text)!;
    // All three to the same place, and the distance of the ends from the value told by at least two digits.
    expect(new Set([value, low, high].map((one) => one!.split(".")[1]!.length)).size).toBe(1);
    const place = 10 ** -value!.split(".")[1]!.length;
    expect(Math.round((Number(high) - Number(value)) / place)).toBeGreaterThanOrEqual(9);
  });

  it.each<[string, string, Partial<NmrFitOptions>, RegExp]>([
    ["no ligand", "dots (mM),D (m2/s)\n0.1,1e-10\n", {}, /no column `ligand/u],
    ["nothing measured", "dots (mM),ligand (mM)\n0.1,2\n0.1,3\n", {}, /nothing that NMR measures/u],
    ["wrong unit", "dots (nm),ligand (mM),D (m2/s)\n0.1,2,1e-10\n", {}, /another kind of unit/u],
    ["signal of a state missing", series(1), { free: ["D = 7e-10 m2/s"] }, /needs shift of every state/u],
    ["no such signal", series(1), { bound: ["Q = 3"] }, /nothing that NMR sees/u],
    ["no such noise", series(1), { noise: ["colour = 3"] }, /nothing that is measured/u],
    ["a constant in kg", series(1), { K: "3 kg" }, /--K cannot be read.*fit from 10 \/mM/u],
    ["a noise below 0", series(1), { noise: ["D = -1 m2/s"] }, /--noise is not positive/u],
  ])("%s", (_, text, options, message) => {
    expect(() => nmrFit(written("bad.csv", text), { ...usual, ...options })).toThrow(message);
  });
});

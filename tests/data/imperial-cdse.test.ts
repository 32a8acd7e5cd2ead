import { existsSync, readFileSync } from "node:fs";
import {
  type AbsorptionReading,
  analyseAbsorption,
  findMaterial,
  readAbsorption,
  readEmission,
} from "@oleate/core";
import { readSpectra } from "@oleate/files";
import { beforeAll, describe, expect, it } from "vitest";

const DATA = "../shared/data/optics/imperial_cdse";

/** The authors' own maxima, nm, in the order of the aliquots: "UV-Vis" or "Emission" of one run. */
function authorsPeaks(run: number, kind: "UV-Vis" | "Emission"): readonly number[] {
  const text = readFileSync(`${DATA}/Peak Data Gathering.txt`, "utf8").split(/\r?\n/u);
  const start = text.findIndex((line) => line.trim() === `Run ${run}`);
  const line = text.slice(start, start + 4).find((one) => one.startsWith(kind))!;
  return /\[(.*)\]/u.exec(line)![1]!.split(",").map(Number).filter(Number.isFinite);
}

function spectraOf(name: string) {
  const { spectra } = readSpectra(readFileSync(`${DATA}/${name}`), name);
  return spectra.map((one) => ({ name: one.name, wavelengthNm: one.axis, values: one.values }));
}

describe.skipIf(!existsSync(DATA))(
  "CdSe aliquots of Li and Concannon (skipped: ../shared/data/optics/imperial_cdse is absent)",
  () => {
    const runs = [1, 2, 3, 4] as const;
    let read: ReadonlyMap<number, readonly AbsorptionReading[]>;
    beforeAll(() => {
      read = new Map(runs.map((run) => [run, spectraOf(`Run ${run} UV-Vis.csv`).map(readAbsorption)]));
    });

    it("each of the 66 spectra has a first transition, also run 4 at 30 s, where the curvature shows nothing by itself", () => {
      expect([...read.values()].map((list) => list.length)).toEqual([14, 16, 18, 18]);
      for (const list of read.values()) for (const { first, name } of list) expect(first, name).toBeDefined();
      const [early] = read.get(4)!;
      // The authors have 458 nm; ours is 454 nm with an interval of some 8 nm.
      expect(Math.abs(early!.first!.wavelengthNm.value - 457.98)).toBeLessThan(8);
    });

    // Runs 2 and 3 of the list are band maxima read by eye on a grid of 1 nm, on shoulders of 60-70 meV (14 nm) half width:
    // the fitted centre lies up to 6 nm off, 2 nm in the median.
    it.each([2, 3])("run %d: the authors' maxima within 6 nm, 3 nm in the median", (run) => {
      const own = authorsPeaks(run, "UV-Vis");
      const off = read.get(run)!.map(({ first }, i) => Math.abs(first!.wavelengthNm.value - own[i]!));
      expect(Math.max(...off)).toBeLessThan(6.5);
      expect(off.toSorted((a, b) => a - b)[off.length >> 1]!).toBeLessThan(3);
    });

    // In runs 1 and 4 the list follows another reading: its numbers lie 4 to 15 nm beyond the maximum, where the absorbance falls
    // most steeply. The edge of the fit is there within 7 nm, and no number lies short of the fitted centre by more than 2 nm.
    it.each([1, 4])("run %d: the authors' numbers are the steep edge, within 7 nm", (run) => {
      const own = authorsPeaks(run, "UV-Vis");
      const list = read.get(run)!;
      const off = list.map(({ first }, i) => Math.abs(first!.edgeNm - own[i]!));
      expect(Math.max(...off)).toBeLessThan(7);
      expect(off.toSorted((a, b) => a - b)[off.length >> 1]!).toBeLessThan(4);
      for (const [i, { first }] of list.entries())
        expect(own[i]! - first!.wavelengthNm.value).toBeGreaterThan(-2);
    });

    it("growth is seen: in runs 1 to 3 the first transition moves to the red and hardly ever back", () => {
      for (const run of [1, 2, 3]) {
        const nm = read.get(run)!.map(({ first }) => first!.wavelengthNm.value);
        for (let i = 1; i < nm.length; i++) expect(nm[i]! - nm[i - 1]!).toBeGreaterThan(-1);
        expect(nm.at(-1)! - nm[0]!).toBeGreaterThan(30);
      }
    });

    it("run 3 at 600 s: 2.8 to 3.0 nm by three curves, and a size spread below 12 %", () => {
      const { sizes, spread, concentration } = analyseAbsorption(
        findMaterial("CdSe"),
        spectraOf("Run 3 UV-Vis.csv").at(-1)!,
      );
      const values = sizes!.answers.map(({ value }) => value!);
      expect(values.length).toBe(3);
      for (const value of values) expect(value).toBeGreaterThan(2.75);
      for (const value of values) expect(value).toBeLessThan(3.05);
      expect(spread!.high).toBeLessThan(0.12);
      expect(concentration!.routes.length).toBe(3);
    });

    it("emission maxima of runs 2 to 4 are the authors' within 1.5 nm in the median", () => {
      for (const run of [2, 3, 4]) {
        const own = authorsPeaks(run, "Emission");
        const peaks = spectraOf(`Run ${run} FL emission.csv`).map((one) => readEmission(one).peakNm);
        expect(peaks.length).toBe(own.length);
        const off = peaks.map((peak, i) => Math.abs(peak - own[i]!)).toSorted((a, b) => a - b);
        expect(off[off.length >> 1]!).toBeLessThan(1.5);
      }
    });

    it("emission lies to the red of absorption, by 30 to 110 meV", () => {
      const emission = spectraOf("Run 3 FL emission.csv").map((one) => readEmission(one).peakEv.value);
      for (const [i, { first }] of read.get(3)!.entries()) {
        const shift = first!.energyEv.value - emission[i]!;
        expect(shift).toBeGreaterThan(0.03);
        expect(shift).toBeLessThan(0.11);
      }
    });
  },
);

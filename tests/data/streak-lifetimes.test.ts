// Streak-camera fluorescence of the pyglotaran examples against the rates its authors' target model gives.
import { existsSync, readFileSync } from "node:fs";
import {
  exponentialEmission,
  fitGlobal,
  fit as fitProblem,
  type Parameter,
  prepareDecay,
  type SeparableDataset,
} from "@oleate/core";
import { readDecays } from "@oleate/files";
import { describe, expect, it } from "vitest";

const FOLDER = "../shared/data/trpl/pyglotaran";
const DATA = `${FOLDER}/pyglotaran_examples/study_fluorescence/data/data.ascii`;
const REFERENCE = `${FOLDER}/optimized_parameters_reference.csv`;

/** The file's times are picoseconds, taken for nanoseconds as it names no unit: all times here are in its own unit. */
function readings() {
  return readDecays(readFileSync(DATA), "data.ascii").curves;
}

function reference(): ReadonlyMap<string, number> {
  const lines = readFileSync(REFERENCE, "utf8").trim().split(/\r?\n/u).slice(1);
  return new Map(lines.map((line) => [line.split(",")[0]!, Number(line.split(",")[1])]));
}

/**
 * Lifetimes of the states s2, s3, s4, which feed one another: reciprocal roots of the characteristic polynomial of their rates,
 * by bisection between its signs.
 */
function lifetimesOfTarget(values: ReadonlyMap<string, number>): readonly number[] {
  const k = (n: number): number => values.get(`kinetic.${n}`)!;
  const [a, b, c] = [k(3) + k(4) + k(5), k(6) + k(8), k(7) + k(8)];
  // det(K + r) for s2 -> s3 (4), s2 -> s4 (5), s3 -> s2 (6), s4 -> s2 (7).
  const at = (r: number): number =>
    (r - a) * (r - b) * (r - c) - k(4) * k(6) * (r - c) - k(5) * k(7) * (r - b);
  const roots: number[] = [];
  for (let r = 1e-4; r < 1; r += 1e-4) {
    if (at(r) * at(r + 1e-4) > 0) continue;
    let [low, high] = [r, r + 1e-4];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (at(low) * at(middle) <= 0) high = middle;
      else low = middle;
    }
    roots.push(1 / low);
  }
  return roots.toSorted((x, y) => x - y);
}

describe.skipIf(!existsSync(DATA) || !existsSync(REFERENCE))(
  "pyglotaran's streak data (skipped: ../shared/data/trpl/pyglotaran is absent)",
  () => {
    it("923 times at 49 wavelengths: three lifetimes and the response's centre as the target model has them", () => {
      const values = reference();
      const target = lifetimesOfTarget(values);
      expect(target).toHaveLength(3);
      const curves = readings();
      const [{ channelWidthNs: width, counts, startNs = 0 }] = curves as [(typeof curves)[0]];
      const rows = counts.length;
      expect([rows, curves.length]).toEqual([923, 49]);
      const response = {
        kind: "gaussian",
        fwhmNs: values.get("irf.width")! * 2 * Math.sqrt(2 * Math.log(2)),
      } as const;
      const { convolver } = prepareDecay(
        { name: "times", channelWidthNs: width, counts: new Float64Array(rows).fill(1) },
        { components: [exponentialEmission], response, periodNs: values.get("irf.backsweep")! },
      );
      const observed = new Float64Array(rows * curves.length);
      for (const [c, curve] of curves.entries()) {
        for (let i = 0; i < rows; i++) observed[i * curves.length + c] = curve.counts[i]!;
      }
      const long = 1 / values.get("kinetic.8")!;
      const period = values.get("irf.backsweep")!;
      const column = new Float64Array(rows);
      const byTau = new Float64Array(rows);
      const byShift = new Float64Array(rows);
      const rise = new Float64Array(rows);
      const riseByShift = new Float64Array(rows);
      const feeding = 1 / (values.get("kinetic.1")! + values.get("kinetic.2")!);
      const TERMS = 4;
      const dataset: SeparableDataset = {
        name: "streak",
        unit: "",
        observed,
        rows,
        channels: curves.length,
        terms: TERMS,
        amplitudeNames: ["fast", "middle", "slow", "long"],
        noise: { kind: "constant" },
        basis: (p, out, jacobian) => {
          jacobian?.fill(0);
          convolver.setShift(p[0]!, jacobian !== null);
          convolver.exponential(feeding, rise, byTau, riseByShift);
          for (let k = 0; k < TERMS; k++) {
            const tau = k < 3 ? p[k + 1]! : long;
            convolver.exponential(tau, column, byTau, byShift);
            // The way back of the sweep passes half a period after t = 0.
            const back = k < 3 ? 0 : Math.exp(-(period / 2 - 50) / long) / -Math.expm1(-period / long);
            for (let i = 0; i < rows; i++) {
              out[i * TERMS + k] = column[i]! - rise[i]! + back;
              if (!jacobian) continue;
              jacobian[(i * TERMS + k) * 4] = byShift[i]! - riseByShift[i]!;
              if (k < 3) jacobian[(i * TERMS + k) * 4 + k + 1] = byTau[i]!;
            }
          }
        },
      };
      const lifetime = (name: string, start: number): Parameter => ({
        name,
        unit: "",
        start,
        lower: 0.5,
        upper: 1000,
        transform: "log",
      });
      const found = fitProblem({
        parameters: [
          { name: "centre", unit: "", start: 17 },
          lifetime("fast", 3),
          lifetime("middle", 20),
          lifetime("slow", 60),
        ],
        datasets: [dataset],
      });
      const [centre, ...lifetimes] = found.parameters.map(({ value }) => value) as [number, ...number[]];
      // Every state is fed at 2.1 /ps, which is held here as there. Amplitudes are free of any sign here; there they are tied to the
      // transfer between the states, to zero below 680 and 690 nm, and to equal areas. That part of the model is not covered, and moves the
      // lifetimes by up to 1.2 %: hence 2 %.
      for (const [k, own] of target.entries()) {
        expect(Math.abs(lifetimes[k]! / own - 1), `lifetime ${k + 1}: ${lifetimes[k]}`).toBeLessThan(0.02);
      }
      // Times of the file are middles of channels of 0.217; the model counts from the first one's left edge.
      expect(Math.abs(centre + startNs - width / 2 - values.get("irf.center")!)).toBeLessThan(0.02);
    });

    it("the global fit with amplitudes that are not negative runs on it, and shows the limits of that", () => {
      const curves = readings();
      const decays = curves.map(({ name, counts, channelWidthNs }) => ({ name, counts, channelWidthNs }));
      const wavelengths = Float64Array.from(decays, ({ name }) => Number.parseFloat(name));
      const found = fitGlobal(
        { decays, coordinate: { name: "wavelength", unit: "nm", values: wavelengths } },
        { lifetimes: 3, response: { kind: "gaussian", fwhmNs: 3.66 }, allowFractions: true },
      );
      expect(found.converged).toBe(true);
      // Above 720 nm the emission rises first, by transfer from the blue states: no amplitude that is not negative describes that,
      // and the fast ones stand at their bound.
      const [fast, slow] = found.spectra;
      const red = [...wavelengths.keys()].filter((index) => wavelengths[index]! > 730);
      const blue = [...wavelengths.keys()].filter((index) => wavelengths[index]! < 690);
      expect(red.filter((index) => fast!.values[index] === 0).length).toBeGreaterThan(red.length / 2);
      expect(blue.every((index) => fast!.values[index]! > 0)).toBe(true);
      const peak = slow!.values.indexOf(Math.max(...slow!.values));
      expect(wavelengths[peak]).toBeGreaterThan(720);
      expect(found.warnings.join()).toContain("no counts");
    });
  },
);

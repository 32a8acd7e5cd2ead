import { describe, expect, it } from "vitest";
import { createRandom } from "../../inference/index.ts";
import { leftAbsorbance, leftWarnings } from "./left-absorbance.ts";

const axis = Float64Array.from({ length: 451 }, (_, i) => 350 + i);
const random = createRandom(4, "left absorbance");
/** A band at 550 nm above a rise to the blue, with scatter of 3e-4, on a level. */
const spectrum = (level: number, scatter = 3e-4): Float64Array =>
  axis.map(
    (nm) =>
      level +
      0.05 * Math.exp(-0.5 * ((nm - 550) / 12) ** 2) +
      0.12 / (1 + Math.exp((nm - 480) / 25)) +
      scatter * random.normal(),
  );
const USED = 0.08;

describe("what is left of the absorbance at the red end", () => {
  it("is found where a drifted blank counts, to its size", () => {
    const left = leftAbsorbance(axis, spectrum(0.004), USED);
    // The median of 45 readings of 3e-4 scatters by 6e-5.
    expect(Math.abs(left!.absorbance - 0.004)).toBeLessThan(3e-4);
    expect(left!.share).toBeCloseTo(left!.absorbance / USED, 12);
    expect(leftWarnings("sample", left).join()).toMatch(
      /ends at 0\.00\d+ .*% of that at the excitation.*--blank/u,
    );
  });

  it("is not said of 300 spectra that end at 0, whatever their scatter", () => {
    for (let k = 0; k < 300; k++) {
      expect(leftAbsorbance(axis, spectrum(0, 1e-4 * 10 ** (2 * random.uniform())), USED)).toBeNull();
    }
  });

  it("is not said of one that stops within its band, or holds a few points", () => {
    const cut = axis.findIndex((nm) => nm > 545);
    expect(leftAbsorbance(axis.slice(0, cut), spectrum(0).slice(0, cut), USED)).toBeNull();
    expect(leftAbsorbance(axis.slice(0, 20), spectrum(0.01).slice(0, 20), USED)).toBeNull();
  });
});

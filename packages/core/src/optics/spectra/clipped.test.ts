import { describe, expect, it } from "vitest";
import { findMaterial } from "../../matter/index.ts";
import { createRandom } from "../../numerics/random.ts";
import { analyseAbsorption } from "./absorption-analysis.ts";
import { clippedStretches } from "./clipped.ts";
import { readAbsorption } from "./first-transition.ts";
import { spectrumByEnergy } from "./spectrum-input.ts";

const EV_NM = 1239.841984;
const wavelengthNm = Array.from({ length: 351 }, (_, i) => 350 + i);

/** Dots at 550 nm of this absorbance there, twice as much in the ultraviolet, read up to a limit. */
function dots(absorbance: number, limit = Number.POSITIVE_INFINITY, seed = 1) {
  const random = createRandom(seed);
  const values = wavelengthNm.map((nm) => {
    const e = EV_NM / nm;
    const band = Math.exp(-0.5 * ((e - EV_NM / 550) / 0.051) ** 2);
    const true_ = absorbance * (band + 2 / (1 + Math.exp((2.9 - e) / 0.1))) + 3e-4 * random.normal();
    return Number(Math.min(limit, true_).toFixed(5));
  });
  return { name: "made", wavelengthNm, values };
}

describe("absorbance beyond the spectrometer", () => {
  const cdse = findMaterial("CdSe");

  it("a plateau in the ultraviolet is named, and the route there left out", () => {
    const { first, notes, concentration, clipped } = analyseAbsorption(cdse, dots(0.8, 1.2));
    expect(clipped.map(({ why }) => why)).toEqual(["plateau"]);
    expect(notes.join()).toMatch(/beyond the spectrometer at 350 to 4\d\d nm \(flat at 1\.2\)/u);
    expect(Math.abs(first!.wavelengthNm.value - 550)).toBeLessThan(1);
    expect(concentration!.routes.map(({ at }) => "transition" in at)).toEqual([true, true]);
    expect(concentration!.left.join()).toContain("limit was read there (1.2)");
  });

  it("where the top of the band is cut the place comes from the flanks, and no concentration", () => {
    const { first, notes, concentration } = analyseAbsorption(cdse, dots(3.05, 3));
    expect(Math.abs(first!.wavelengthNm.value - 550)).toBeLessThan(0.5);
    expect(first!.clipped).toBe(true);
    expect(notes.join()).toContain("its place comes from its flanks");
    expect(concentration!.routes).toEqual([]);
    expect(concentration!.left.join()).toContain("the top of the band is beyond the spectrometer");
  });

  it("a band of which only the foot is left has no transition", () => {
    expect(readAbsorption(dots(30, 3)).first).toBeUndefined();
  });

  it("readings above 3 are not used, plateau or not, and those above 2 said", () => {
    const { clipped, notes } = readAbsorption(dots(1.8));
    expect(clipped.map(({ why, level }) => [why, level])).toEqual([["above the limit", 3]]);
    expect(notes.join()).toMatch(/absorbances above 2 between 4\d\d and 4\d\d nm read too low/u);
    expect(readAbsorption(dots(0.9)).notes).toEqual([]);
  });

  it("a rounded top is no plateau, however coarsely printed", () => {
    for (const digits of [2, 3, 4]) {
      const values = wavelengthNm.map((nm) =>
        Number((0.5 * Math.exp(-0.5 * ((nm - 500) / 40) ** 2)).toFixed(digits)),
      );
      expect(clippedStretches(spectrumByEnergy({ wavelengthNm, values })), `${digits} digits`).toEqual([]);
    }
  });
});

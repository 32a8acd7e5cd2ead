import { describe, expect, it } from "vitest";
import { clustersAt, findMaterial } from "../../matter/index.ts";
import { createRandom } from "../../numerics/random.ts";
import { analyseAbsorption } from "./absorption-analysis.ts";
import { readAbsorption } from "./first-transition.ts";
import { sizingBand } from "./sizing-band.ts";

const EV_NM = 1239.841984;
const wavelengthNm = Array.from({ length: 351 }, (_, i) => 350 + i);
const HALF_WIDTHS = Math.sqrt(2 * Math.LN2);

interface Band {
  readonly nm: number;
  readonly halfWidthEv: number;
  readonly height: number;
}

/** Gaussians in energy on an offset, with noise. */
function bands(of: readonly Band[], seed: number) {
  const random = createRandom(seed);
  const values = wavelengthNm.map((nm) =>
    of.reduce(
      (sum, band) =>
        sum +
        band.height *
          Math.exp(-0.5 * ((EV_NM / nm - EV_NM / band.nm) / (band.halfWidthEv / HALF_WIDTHS)) ** 2),
      0.01 + 8e-4 * random.normal(),
    ),
  );
  return { name: "made", wavelengthNm, values };
}

describe("a band that stands alone", () => {
  it.each([15, 20, 25, 30, 40, 50, 60])("of %d meV half width is read", (milli) => {
    const { first, notes } = readAbsorption(
      bands([{ nm: 550, halfWidthEv: milli / 1000, height: 0.5 }], milli),
    );
    expect(notes).toEqual([]);
    expect(first!.wavelengthNm.low).toBeLessThan(550);
    expect(first!.wavelengthNm.high).toBeGreaterThan(550);
    // A twentieth: the noise is 0.2 % of the band, the interval a tenth.
    expect(Math.abs((1000 * first!.halfWidthEv.value) / milli - 1)).toBeLessThan(0.05);
  });

  it.each([20, 30, 40, 60])("a cluster's with its shoulder, %d meV, is read and has no size", (milli) => {
    const halfWidthEv = milli / 1000;
    const spectrum = bands(
      [
        { nm: 449, halfWidthEv, height: 0.5 },
        { nm: 405, halfWidthEv: 0.07, height: 0.16 },
        { nm: 335, halfWidthEv: 0.3, height: 0.25 },
      ],
      milli,
    );
    const { first, size, cluster, notes } = analyseAbsorption(findMaterial("CdTe"), spectrum);
    expect(Math.abs(first!.wavelengthNm.value - 449)).toBeLessThan(0.5);
    expect(size).toBeNull();
    expect(cluster).toContain("magic-size");
    expect(notes.join()).not.toMatch(/scatter|filter/u);
  });

  it("drift below the band is no absorption, and noise alone has none", () => {
    const made = bands([{ nm: 550, halfWidthEv: 0.06, height: 0.5 }], 3);
    // A step of 4 % of the band between 630 and 680 nm.
    const drift = { ...made, values: made.values.map((y, i) => y + (i > 280 && i < 330 ? 0.02 : 0)) };
    expect(Math.abs(readAbsorption(drift).first!.wavelengthNm.value - 550)).toBeLessThan(1.5);
    for (let seed = 1; seed <= 10; seed++) expect(readAbsorption(bands([], seed)).first).toBeUndefined();
  });
});

describe("bands of known clusters", () => {
  /** Maxima the literature names, whichever entry holds them. */
  const KNOWN: readonly (readonly [string, readonly number[]])[] = [
    ["CdSe", [350, 363, 380, 408, 415]],
    ["CdTe", [371, 417, 449, 469, 491, 506]],
    ["CdS", [311, 322, 360]],
    ["InP", [386, 399]],
  ];

  it.each(KNOWN)("%s", (formula, maxima) => {
    for (const nm of maxima) {
      const [nearest] = clustersAt(findMaterial(formula), EV_NM / nm);
      expect(nearest, `${nm} nm`).toBeDefined();
      expect(Math.abs(nearest!.bandNm.value - nm)).toBeLessThanOrEqual(4);
      expect(nearest!.bandNm.uncertainty).toBeGreaterThan(0);
    }
    expect(clustersAt(findMaterial(formula), EV_NM / 600)).toEqual([]);
  });

  it.each([
    ["CdSe", 415],
    ["CdTe", 491],
    ["CdTe", 506],
    ["CdS", 322],
  ])(
    "%s at %d nm: refused when narrow, a warning when the width is unknown, an ensemble when wide",
    (f, nm) => {
      const material = findMaterial(f);
      const narrow = sizingBand(material, EV_NM / nm, 0.025);
      expect(narrow.cluster).toContain("taken for the cluster's");
      expect(narrow.answers.every(({ value, reason }) => value === undefined && reason)).toBe(true);
      expect(narrow.low).toBeNull();
      const unknown = sizingBand(material, EV_NM / nm);
      expect(unknown.answers.some(({ value }) => value !== undefined)).toBe(true);
      expect(unknown.warnings.join()).toContain("magic-size cluster");
      const wide = sizingBand(material, EV_NM / nm, 0.1);
      expect(wide.warnings.join()).not.toContain("magic-size");
      expect(wide.answers).toEqual(unknown.answers);
    },
  );

  it("a narrow band at 415 nm has no size of CdSe", () => {
    const { first, size, cluster, spread, concentration } = analyseAbsorption(
      findMaterial("CdSe"),
      bands([{ nm: 415, halfWidthEv: 0.03, height: 0.5 }], 8),
    );
    expect(Math.abs(first!.wavelengthNm.value - 415)).toBeLessThan(0.5);
    expect(cluster).toContain("MSC-415");
    expect([size, spread, concentration]).toEqual([null, null, null]);
  });
});

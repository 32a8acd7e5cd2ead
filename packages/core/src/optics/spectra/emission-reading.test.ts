import { describe, expect, it } from "vitest";
import { DomainError } from "../../errors.ts";
import { createRandom } from "../../numerics/random.ts";
import { readEmission, stokesShift } from "./emission-reading.ts";

const EV_NM = 1239.841984;

describe("emission", () => {
  const axis = Array.from({ length: 301 }, (_, i) => 480 + 0.6 * i);
  const [centre, sigma] = [2.2, 0.05];
  /** Per wavelength: a Gaussian in energy times |dE/dlambda|. */
  const spectrum = (noise: number, seed = 1) => {
    const random = createRandom(seed);
    return {
      wavelengthNm: axis,
      values: axis.map((nm) => {
        const e = EV_NM / nm;
        return (1e6 * Math.exp(-0.5 * ((e - centre) / sigma) ** 2)) / nm ** 2 + 0.1 + noise * random.normal();
      }),
    };
  };

  it("a Gaussian in energy is read as one: peak, width, area with the Jacobian", () => {
    const read = readEmission(spectrum(0));
    expect(read.peakEv.value).toBeCloseTo(centre, 4);
    expect(read.widthEv.value / (2.35482 * sigma)).toBeCloseTo(1, 2);
    expect(read.area / ((1e6 / EV_NM) * sigma * Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 2);
    // Per wavelength the maximum lies 2 sigma^2/E lower in wavelength than E's own: lambda^-2 favours the blue side.
    expect(EV_NM / read.peakNm).toBeCloseTo(centre + (2 * sigma ** 2) / centre, 3);
  });

  it("100 noisy ones: at least nine in ten intervals hold the peak", () => {
    let held = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const { peakEv } = readEmission(spectrum(0.03, seed));
      if (peakEv.low <= centre && peakEv.high >= centre) held++;
    }
    expect(held).toBeGreaterThanOrEqual(90);
  });

  it("the area of 60 noisy ones is that of the band: noise does not lower the background", () => {
    const exact = readEmission(spectrum(0)).area;
    // Noise of a fortieth of the maximum; one area scatters by 2 %, so their mean by 0.3 %.
    let mean = 0;
    for (let seed = 1; seed <= 60; seed++) mean += readEmission(spectrum(0.08, seed)).area / (60 * exact);
    expect(Math.abs(mean - 1)).toBeLessThan(0.03);
  });

  it("refuses darkness and says when a band is cut off", () => {
    const random = createRandom(2);
    const dark = axis.map(() => random.normal());
    expect(() => readEmission({ wavelengthNm: axis, values: dark })).toThrow(DomainError);
    const { wavelengthNm, values } = spectrum(0);
    const cut = readEmission({ wavelengthNm: wavelengthNm.slice(0, 150), values: values.slice(0, 150) });
    expect(cut.notes.join()).toContain("cut off");
  });

  it("Stokes shift of 1750 and 1900 nm (Kovalenko 2013): 55.9 meV", () => {
    const exact = (nm: number) => ({ value: EV_NM / nm, low: EV_NM / nm, high: EV_NM / nm });
    expect(stokesShift(exact(1750), exact(1900)).value).toBeCloseTo(0.0559, 4);
  });
});

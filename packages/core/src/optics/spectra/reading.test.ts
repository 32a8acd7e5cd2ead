import { describe, expect, it } from "vitest";
import { DomainError, InputError } from "../../errors.ts";
import { findMaterial, gapFromSize, molarExtinction } from "../../matter/index.ts";
import { createRandom } from "../../numerics/random.ts";
import { analyseAbsorption } from "./absorption-analysis.ts";
import { concentrationFrom } from "./concentration.ts";
import { readEmission, stokesShift } from "./emission-reading.ts";
import { readAbsorption } from "./first-transition.ts";

const EV_NM = 1239.841984;
const wavelengths = Array.from({ length: 251 }, (_, i) => 350 + 1.2 * i);

interface Made {
  readonly first: number;
  readonly sigma: number;
  readonly height: number;
  readonly noise: number;
  readonly scatter: number;
  readonly offset: number;
}

/** What follows the first band, in two shapes, neither of which the fit has: distance of the second band, its share, the rise. */
const SHAPES = [
  {
    second: 0.17,
    share: 0.8,
    rise: (x: number) => (3 * Math.max(0, x - 0.15) ** 1.7) / (1 + Math.exp((0.25 - x) / 0.05)),
  },
  { second: 0.13, share: 0.6, rise: (x: number) => 1.2 * Math.log1p(Math.exp((x - 0.35) / 0.1)) },
] as const;

/** A spectrum of three bands that broaden upward, a continuum, scatter and noise. */
function simulated({ first, sigma, height, noise, scatter, offset }: Made, seed: number) {
  const random = createRandom(seed);
  const { second, share, rise } = SHAPES[seed % 2]!;
  const band = (e: number, centre: number, width: number): number =>
    Math.exp(-0.5 * ((e - centre) / width) ** 2);
  const values = wavelengths.map((nm) => {
    const e = EV_NM / nm;
    return (
      height *
        (band(e, first, sigma) +
          share * band(e, first + second, 1.4 * sigma) +
          0.9 * band(e, first + 0.38, 2 * sigma) +
          rise(e - first)) +
      offset +
      scatter * (400 / nm) ** 4 +
      noise * random.normal()
    );
  });
  return { name: `seed ${seed}`, wavelengthNm: wavelengths, values };
}

describe("simulated absorption spectra", () => {
  it("40 of them: the first transition is found in each, and 9 in 10 intervals hold it", () => {
    const random = createRandom(7);
    let [held, found] = [0, 0];
    const errors: number[] = [];
    for (let seed = 1; seed <= 40; seed++) {
      const first = 2.25 + 0.35 * random.uniform();
      const made: Made = {
        first,
        sigma: 0.045 + 0.03 * random.uniform(),
        height: 0.05 + 0.4 * random.uniform(),
        noise: 2e-4 + 8e-4 * random.uniform(),
        scatter: 0.01 * random.uniform(),
        offset: 0.01 * random.normal(),
      };
      const { first: read } = readAbsorption(simulated(made, seed));
      if (!read) continue;
      found++;
      errors.push(Math.abs(read.energyEv.value - first));
      if (read.energyEv.low <= first && read.energyEv.high >= first) held++;
    }
    expect(found).toBe(40);
    // The narrowest half width is 53 meV: 6 meV is a tenth of it. The fitted model is not what made the spectra.
    errors.sort((a, b) => a - b);
    expect(errors[20]!).toBeLessThan(0.006);
    expect(errors.at(-1)!).toBeLessThan(0.015);
    expect(held).toBeGreaterThanOrEqual(36);
  });

  it("scatter is found and taken off, an offset alone is not called scatter", () => {
    const made = { first: 2.45, sigma: 0.055, height: 0.3, noise: 3e-4, offset: 0.02, scatter: 0.03 };
    const { background } = readAbsorption(simulated(made, 3));
    expect(background.scatterExponent).not.toBeNull();
    expect(background.scatterAt400nm + background.offset).toBeCloseTo(0.05, 1);
    const flat = readAbsorption(simulated({ ...made, scatter: 0 }, 4)).background;
    expect(flat.scatterExponent).toBeNull();
    // 2e-3: the foot of the band reaches into the tail.
    expect(Math.abs(flat.offset - 0.02)).toBeLessThan(2e-3);
  });

  it("a smooth rise, noise, and scatter alone have no first transition, and it is said why", () => {
    const random = createRandom(5);
    const shapes: readonly ((nm: number) => number)[] = [
      (nm) => Math.exp((480 - nm) / 40),
      () => 0,
      (nm) => (300 / nm) ** 4,
    ];
    for (const shape of shapes) {
      const values = wavelengths.map((nm) => shape(nm) + 3e-4 * random.normal());
      const { first, notes } = readAbsorption({ wavelengthNm: wavelengths, values });
      expect(first).toBeUndefined();
      expect(notes.join()).toContain("no first transition");
    }
  });

  it("does not care for the order of the axis, points without a reading, or the same point twice", () => {
    const made = { first: 2.4, sigma: 0.05, height: 0.2, noise: 3e-4, scatter: 0, offset: 0 };
    const { wavelengthNm, values } = simulated(made, 9);
    const plain = readAbsorption({ wavelengthNm, values }).first!;
    const odd = readAbsorption({
      wavelengthNm: [...wavelengthNm.toReversed(), 900, wavelengthNm[3]!],
      values: [...values.toReversed(), Number.NaN, values[3]!],
    }).first!;
    expect(odd.energyEv.value).toBeCloseTo(plain.energyEv.value, 9);
  });

  it.each([
    ["axes of different lengths", [1, 2, 3], [1, 2]],
    ["a wavelength below zero", [-1, 2, 3], [1, 2, 3]],
    ["too few readings", [400, 410, 420], [1, 2, 3]],
  ])("refuses %s", (_, wavelengthNm, values) => {
    expect(() => readAbsorption({ wavelengthNm, values })).toThrow(InputError);
  });
});

describe("what follows from a first transition", () => {
  const cdse = findMaterial("CdSe");
  const sizeNm = 3.2;
  const first = gapFromSize(cdse, sizeNm, "CdSe Jasieniak 2009").value;
  const made = { first, sigma: 0.06 / 1.17741, height: 0.2, noise: 2e-4, scatter: 0, offset: 0.005 };
  const analysis = analyseAbsorption(cdse, simulated(made, 11));

  it("size by each curve, spread and concentrations", () => {
    expect(analysis.size!.curve).toBe("CdSe Jasieniak 2009");
    // Two per cent: 4 meV of the transition.
    expect(Math.abs(analysis.size!.value / sizeNm - 1)).toBeLessThan(0.02);
    expect(analysis.sizes!.answers.filter(({ value }) => value !== undefined).length).toBe(3);
    expect(analysis.spread!.high).toBeLessThan(0.15);
    expect(analysis.concentration!.routes.map(({ source }) => source)).toEqual([
      "jasieniak2009",
      "yu2003",
      "leatherdale2002",
    ]);
  });

  it("a path of 2 mm gives five times the concentration", () => {
    const thin = analyseAbsorption(cdse, simulated(made, 11), { pathCm: 0.2 }).concentration!;
    for (const [i, { concentrationMolar }] of thin.routes.entries()) {
      const thick = analysis.concentration!.routes[i]!.concentrationMolar.value;
      expect(concentrationMolar.value / thick).toBeCloseTo(5, 9);
    }
  });

  it("says that another absorber at short wavelength parts the concentrations", () => {
    const { name, wavelengthNm, values } = simulated(made, 11);
    // The short-wavelength absorbance is put to k times what the first transition's concentration asks for.
    const first = analysis.concentration!.routes[0]!.concentrationMolar.value;
    const eps = analysis.concentration!.routes[2]!.extinction.value;
    const told = (k: number): string => {
      const wanted = made.offset + k * first * eps;
      const spectrum = values.map((value, i) => (wavelengthNm[i]! < 352 ? wanted : value));
      return analyseAbsorption(cdse, { name, wavelengthNm, values: spectrum }).notes.join("; ");
    };
    expect(told(1)).not.toContain("concentration");
    expect(told(3)).toMatch(/short wavelength is 3\.0 \(.* to .*\) times/u);
  });

  it("refuses a curve that the material has not", () => {
    expect(() => analyseAbsorption(cdse, simulated(made, 11), { curve: "Yu 2003" })).toThrow(/CdSe Yu 2003/u);
  });

  it("narrow bands at the small end may be clusters: no size", () => {
    const small = gapFromSize(cdse, 1.7, "CdSe Yu 2003").value;
    const { cluster, size } = analyseAbsorption(cdse, simulated({ ...made, first: small, sigma: 0.03 }, 12));
    expect(cluster).toContain("magic-size");
    expect(size).toBeNull();
  });
});

describe("concentration", () => {
  const pbse = findMaterial("PbSe");
  const exact = (value: number) => ({ value, low: value, high: value });

  it("is Beer-Lambert's: PbSe of 5 nm at 400 nm, 2 uM in 1 cm", () => {
    const [eps] = molarExtinction(pbse, 5);
    const absorbance = 2e-6 * eps!.value;
    const { routes, ratio } = concentrationFrom(pbse, {
      diameterNm: exact(5),
      first: { energyEv: 0.8, absorbance: exact(0.1), halfWidthEv: exact(0.05) },
      absorbanceAt: () => absorbance,
    });
    expect(routes.length).toBe(1);
    expect(routes[0]!.concentrationMolar.value).toBeCloseTo(2e-6, 15);
    // The formula's 5 % alone.
    expect(routes[0]!.concentrationMolar.high / routes[0]!.concentrationMolar.value).toBeCloseTo(
      Math.exp(0.05),
      6,
    );
    expect(ratio).toBeNull();
  });

  it("10 % of size are 30 % of a concentration that goes as the volume", () => {
    const { routes } = concentrationFrom(pbse, {
      diameterNm: { value: 5, low: 4.5, high: 5.5 },
      first: { energyEv: 0.8, absorbance: exact(0.1), halfWidthEv: exact(0.05) },
      absorbanceAt: () => 0.5,
    });
    const { value, high } = routes[0]!.concentrationMolar;
    const ofSize = (3 * Math.log(5.5 / 4.5)) / 2;
    expect(Math.log(high / value)).toBeCloseTo(Math.hypot(0.05, ofSize), 6);
  });

  it("says which formulas could not be used", () => {
    const { routes, left } = concentrationFrom(pbse, {
      diameterNm: exact(12),
      first: { energyEv: 0.5, absorbance: exact(0.1), halfWidthEv: exact(0.05) },
      absorbanceAt: () => null,
    });
    expect(routes).toEqual([]);
    expect(left.join()).toContain("outside its range");
  });
});

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

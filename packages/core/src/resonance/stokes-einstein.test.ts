import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { findSolvent } from "../matter/index.ts";
import { attenuationOfSpread, diffusionSpread, type SizePopulation } from "./size-spread.ts";
import {
  diffusionOfRadius,
  radiusFromReference,
  radiusOfDiffusion,
  viscosityFromReference,
} from "./stokes-einstein.ts";
import { viscosityAt, viscosityOfWater } from "./viscosity.ts";

const ROOM = 298.15;

// resonance-and-decay.md 3.1.
test.each([
  [0.56, "9.2850e-11"],
  [0.413, "1.2590e-10"],
  [0.894, "5.8161e-11"],
])("D of a 4.2 nm radius at %f mPa s", (viscosity, expected) => {
  expect(diffusionOfRadius(4.2, viscosity, ROOM).toExponential(4)).toBe(expected);
});

test.each([
  [0.584, ["1.187e-10", "9.467e-11", "8.903e-11", "7.405e-11"]],
  [0.539, ["1.286e-10", "1.026e-10", "9.647e-11", "8.023e-11"]],
  [0.956, ["7.25e-11", "5.78e-11", "5.44e-11", "4.52e-11"]],
])("D of dots with a 1.8 nm shell at %f mPa s", (viscosity, expected) => {
  [2.7, 4.3, 4.8, 6.5].forEach((d, i) => {
    const printed = expected[i]!;
    const digits = printed.indexOf("e") - 2;
    expect(diffusionOfRadius(d / 2 + 1.8, viscosity, ROOM).toExponential(digits)).toBe(printed);
  });
});

test("D falls as dots grow: the opposite of a sentence in the PbS paper", () => {
  expect(diffusionOfRadius(6.5 / 2 + 1.8, 0.584, ROOM)).toBeLessThan(
    diffusionOfRadius(2.7 / 2 + 1.8, 0.584, ROOM),
  );
});

test("radius and D are each other's inverse", () => {
  const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(number(0.1, 1e3), number(0.1, 100), number(150, 500), (radius, viscosity, temperature) => {
      const back = radiusOfDiffusion(
        diffusionOfRadius(radius, viscosity, temperature),
        viscosity,
        temperature,
      );
      expect(Math.abs(back / radius - 1)).toBeLessThan(1e-14);
    }),
  );
});

describe("internal reference", () => {
  test("gives the radius whatever the viscosity, the temperature and the gradient's calibration", () => {
    for (const [viscosity, temperature, calibration] of [
      [0.584, 298.15, 1],
      [1.3, 310, 1.07],
    ] as const) {
      const reference = {
        name: "ferrocene",
        radiusNm: 0.3,
        diffusionM2PerS: calibration * diffusionOfRadius(0.3, viscosity, temperature),
      };
      const dots = calibration * diffusionOfRadius(4.2, viscosity, temperature);
      expect(radiusFromReference(dots, reference).radiusNm).toBeCloseTo(4.2, 12);
    }
  });

  test("adds relative errors in squares", () => {
    const reference = {
      name: "ferrocene",
      radiusNm: 0.3,
      radiusErrorNm: 0.003,
      diffusionM2PerS: 1e-9,
      diffusionErrorM2PerS: 2e-11,
    };
    const { radiusNm, errorNm } = radiusFromReference(1e-10, reference, 2e-12);
    expect(radiusNm).toBeCloseTo(3, 12);
    // 1 %, 2 % and 2 %: 3 %.
    expect(errorNm).toBeCloseTo(0.09, 12);
  });

  test("gives the viscosity of a sample", () => {
    expect(viscosityFromReference(0.584, 1.1e-9, 1e-9)).toBeCloseTo(0.6424, 12);
  });
});

describe("viscosity", () => {
  test("water follows its law", () => {
    // resonance-and-decay.md 3.1: 0.889257 mPa s at 298.1992 K.
    expect(viscosityOfWater("H2O", 298.1992)).toBeCloseTo(0.889257, 6);
    // Heavy water, literature 1.097 mPa s at 298.15 K; the law is good to 0.5 %.
    expect(Math.abs(viscosityOfWater("D2O", ROOM) / 1.097 - 1)).toBeLessThan(5e-3);
    expect(() => viscosityOfWater("H2O", 260)).toThrow(DomainError);
  });

  test("a tabulated one is used at its temperature, and carried from there with a widening error", () => {
    const toluene = findSolvent("toluene");
    const here = viscosityAt(toluene, ROOM);
    expect(here.viscosityMPaS).toBe(toluene.viscosity!.value);
    const colder = viscosityAt(toluene, 283.15);
    expect(colder.viscosityMPaS).toBeGreaterThan(here.viscosityMPaS);
    expect(colder.errorMPaS / colder.viscosityMPaS).toBeGreaterThan(here.errorMPaS / here.viscosityMPaS);
    expect(colder.note).toMatch(/estimated/);
    // CRC: toluene 0.778 mPa s at 0 C and 0.424 at 50 C. The estimated law must hold within its own error there.
    for (const [temperature, measured] of [
      [273.15, 0.778],
      [323.15, 0.424],
    ] as const) {
      const { viscosityMPaS, errorMPaS } = viscosityAt(toluene, temperature);
      expect(Math.abs(viscosityMPaS - measured)).toBeLessThan(errorMPaS);
    }
  });

  test("is refused where nothing is known", () => {
    expect(() => viscosityAt(findSolvent("1-octadecene"), ROOM)).toThrow(/reference in the same tube/);
    expect(() => viscosityAt(findSolvent("toluene"), 400)).toThrow(DomainError);
  });
});

const dots: SizePopulation = {
  meanDiameterNm: 4.8,
  relativeSpread: 0.1,
  distribution: "normal",
  shellNm: 1.8,
  viscosityMPaS: 0.584,
  temperatureK: ROOM,
};

describe("spread of sizes", () => {
  test("no spread is one D", () => {
    const { diffusionM2PerS, meanDiffusionM2PerS, relativeSpread, apparentRadiusNm } = diffusionSpread({
      ...dots,
      relativeSpread: 0,
    });
    expect(Array.from(diffusionM2PerS)).toEqual([diffusionOfRadius(4.2, 0.584, ROOM)]);
    expect(meanDiffusionM2PerS).toBe(diffusionM2PerS[0]);
    expect(relativeSpread).toBe(0);
    expect(apparentRadiusNm).toBeCloseTo(4.2, 12);
  });

  // Quadrature with scipy.integrate.quad (epsrel 1e-12) over the same densities, weighted by d^2.
  test.each([
    ["normal", 0.1, 8.831578713692855e-11, 0.056476564052233974],
    ["log-normal", 0.25, 8.471660045472814e-11, 0.14381586123482448],
  ] as const)("%s of %f: mean and width of D", (distribution, relativeSpread, mean, width) => {
    const spread = diffusionSpread({ ...dots, distribution, relativeSpread });
    // The grid ends at 7 standard deviations, where 1e-10 of the weight is left.
    expect(Math.abs(spread.meanDiffusionM2PerS / mean - 1)).toBeLessThan(1e-9);
    expect(Math.abs(spread.relativeSpread / width - 1)).toBeLessThan(1e-8);
  });

  test("the initial slope of the decay is the mean D", () => {
    const spread = diffusionSpread({ ...dots, relativeSpread: 0.2 });
    const b = 1e4;
    expect(attenuationOfSpread(spread, 0)).toBeCloseTo(1, 14);
    expect(-Math.log(attenuationOfSpread(spread, b)) / b / spread.meanDiffusionM2PerS).toBeCloseTo(1, 5);
  });

  test("weighting by ligands lowers D below the number average, as larger dots carry more", () => {
    const byLigands = diffusionSpread({ ...dots, relativeSpread: 0.2 });
    const byNumber = diffusionSpread({ ...dots, relativeSpread: 0.2, visibleExponent: 0 });
    const byScattering = diffusionSpread({ ...dots, relativeSpread: 0.2, visibleExponent: 6 });
    expect(byLigands.meanDiffusionM2PerS).toBeLessThan(byNumber.meanDiffusionM2PerS);
    expect(byScattering.meanDiffusionM2PerS).toBeLessThan(byLigands.meanDiffusionM2PerS);
  });

  test("a normal spread that would reach negative diameters is refused", () => {
    expect(() => diffusionSpread({ ...dots, relativeSpread: 0.5 })).toThrow(/log-normal/);
    expect(() => diffusionSpread({ ...dots, relativeSpread: Number.NaN })).toThrow(DomainError);
  });

  test("weights sum to 1 and nothing is NaN", () => {
    const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        number(0.5, 20),
        number(0, 0.3),
        number(0, 3),
        number(0, 6),
        (d, spread, shell, exponent) => {
          const population = { ...dots, meanDiameterNm: d, relativeSpread: spread, shellNm: shell };
          const found = diffusionSpread({ ...population, visibleExponent: exponent });
          expect(found.weight.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
          expect(
            Number.isFinite(found.meanDiffusionM2PerS + found.relativeSpread + found.apparentRadiusNm),
          ).toBe(true);
        },
      ),
    );
  });
});

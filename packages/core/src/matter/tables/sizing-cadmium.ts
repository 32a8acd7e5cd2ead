import type { Fact } from "../fact.ts";
import { estimated, fromMemory } from "../fact.ts";
import type { Extinction, SizingCurve } from "../sizing-types.ts";

const IN_CODE = "coefficients as printed in several public programs; range recalled";

const CDTE_CLUSTERS =
  "CdTe species below this size (bands at 371, 417, 449, 469 nm and others) are magic-size clusters of fixed composition";

function microscopyWidth(): Fact {
  return estimated(0.07, "1", 0.03, "the usual width of a sizing curve against microscopy");
}

/** CdS: the cubic polynomial of Yu 2003. */
export const cdsSizing: readonly SizingCurve[] = [
  {
    id: "CdS Yu 2003",
    size: "diameter",
    relation: {
      form: "wavelength polynomial",
      coefficients: [13.29, -9.2352e-2, 1.9557e-4, -6.6521e-8],
      wavelengthRangeNm: [290, 470],
    },
    rangeNm: [1.4, 5.6],
    uncertainty: microscopyWidth(),
    source: "yu2003",
    status: "published",
    note: IN_CODE,
  },
];

/** CdSe: Jasieniak 2009 by default, Yu 2003 and Čapek 2010 (zinc blende) beside it. */
export const cdseSizing: readonly SizingCurve[] = [
  {
    id: "CdSe Jasieniak 2009",
    size: "diameter",
    relation: {
      form: "wavelength polynomial",
      coefficients: [59.60816, -0.54736, 1.8873e-3, -2.85743e-6, 1.62974e-9],
      wavelengthRangeNm: [440, 670],
    },
    rangeNm: [2, 8],
    uncertainty: microscopyWidth(),
    source: "jasieniak2009",
    status: "published",
    note: "coefficients and range as printed in public analysis code",
  },
  {
    id: "CdSe Yu 2003",
    size: "diameter",
    relation: {
      form: "wavelength polynomial",
      coefficients: [41.57, -0.4277, 1.6242e-3, -2.6575e-6, 1.6122e-9],
      wavelengthRangeNm: [380, 660],
    },
    rangeNm: [1.6, 7.6],
    uncertainty: microscopyWidth(),
    source: "yu2003",
    status: "published",
    note: IN_CODE,
  },
  {
    id: "CdSe Capek 2010",
    size: "diameter",
    relation: { form: "inverse quadratic", gapEv: 1.74, a: 0.22, b: -0.36, c: 0.89 },
    rangeNm: [2, 7.5],
    uncertainty: fromMemory(0.06, "1", "capek2010", 0.03),
    source: "capek2010",
    status: "from-memory",
    note: "zinc blende dots",
  },
];

/** CdTe: Kamal 2012 (zinc blende) by default; the Yu polynomial falls below 1 nm at 464 nm, so it is cut off well above. */
export const cdteSizing: readonly SizingCurve[] = [
  {
    id: "CdTe Kamal 2012",
    size: "diameter",
    relation: { form: "inverse quadratic", gapEv: 1.51, a: 0.048, b: 0.29, c: -0.09 },
    rangeNm: [2.5, 9],
    uncertainty: fromMemory(0.07, "1", "kamal2012", 0.03),
    source: "kamal2012",
    status: "from-memory",
    clustersBelow: CDTE_CLUSTERS,
    note: "zinc blende dots; range recalled",
  },
  {
    id: "CdTe Yu 2003",
    size: "diameter",
    relation: {
      form: "wavelength polynomial",
      coefficients: [-194.84, 1.0064, -1.7147e-3, 9.8127e-7],
      wavelengthRangeNm: [485, 750],
    },
    rangeNm: [2, 9],
    uncertainty: microscopyWidth(),
    source: "yu2003",
    status: "published",
    clustersBelow: CDTE_CLUSTERS,
    note: `${IN_CODE}; lower end set at 488 nm, above the cluster bands`,
  },
];

/** CdS at its first absorption maximum. */
export const cdsExtinction: readonly Extinction[] = [powerLaw(21536, 2.3, [1.4, 5.6])];

/** CdSe at its first absorption maximum: Yu's power of the diameter and Jasieniak's function of the energy. */
export const cdseExtinction: readonly Extinction[] = [
  {
    at: { transition: "first exciton" },
    relation: { form: "exponential in gap", offset: 155507, amplitude: 6.67054e13, decayEv: 0.10551 },
    rangeNm: [2, 8],
    uncertainty: estimated(0.15, "1", 0.1, "before the correction for the width of the band"),
    bandHalfWidth: { value: 0.06, unit: "eV" },
    source: "jasieniak2009",
    status: "published",
    note: "for a band of 0.06 eV half width at half maximum",
  },
  powerLaw(5857, 2.65, [1.6, 7.6]),
  {
    at: { wavelengthNm: 350 },
    relation: { form: "cross section", prefactorCm2: 5.501e-16, exponent: 3 },
    rangeNm: [2.2, 8],
    uncertainty: estimated(0.15, "1", 0.1, "the article's scatter and the recalled range", {
      source: "leatherdale2002",
    }),
    source: "leatherdale2002",
    status: "from-memory",
    note: "5.501e5 R^3 cm2 with R in cm, dots in hexane",
  },
];

/** CdTe at its first absorption maximum. */
export const cdteExtinction: readonly Extinction[] = [powerLaw(10043, 2.12, [2, 9])];

function powerLaw(prefactor: number, exponent: number, rangeNm: readonly [number, number]): Extinction {
  return {
    at: { transition: "first exciton" },
    relation: { form: "power of size", prefactor, exponent },
    rangeNm,
    uncertainty: estimated(
      0.2,
      "1",
      0.1,
      "spread among laboratories, before the correction for the width of the band",
    ),
    bandHalfWidth: { value: 14, unit: "nm" },
    source: "yu2003",
    status: "published",
    note: `${IN_CODE}; the half width of 14 nm recalled`,
  };
}

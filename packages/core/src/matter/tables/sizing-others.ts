import { estimated } from "../fact.ts";
import type { Extinction, SizingCurve } from "../sizing-types.ts";

/** InP tetrahedra, by edge. A sphere of equal volume has 0.6083 of the edge as its diameter. */
export const inpSizing: readonly SizingCurve[] = [
  {
    id: "InP Almeida 2023",
    size: "tetrahedron edge",
    relation: { form: "power law", gapEv: 1.33, amplitudeEv: 9.128, exponent: 0.684, unitNm: 0.1 },
    rangeNm: [1.5, 4.1],
    uncertainty: estimated(
      0.1,
      "1",
      0.03,
      "the article's own form in volume differs by as much at 1.5 nm, by none at 4.1 nm",
    ),
    source: "almeida2023",
    status: "published",
  },
];

/** ZnSe: a fit made for this table to ten published pairs from X-ray scattering. */
export const znseSizing: readonly SizingCurve[] = [
  {
    id: "ZnSe Toufanian 2021",
    size: "diameter",
    relation: { form: "power law", gapEv: 2.7, amplitudeEv: 1.608, exponent: 1.069, unitNm: 1 },
    rangeNm: [2.04, 5.75],
    uncertainty: estimated(0.013, "eV", 0.005, "root mean square residual of the fit", {
      source: "toufanian2021",
    }),
    source: "toufanian2021",
    status: "estimated",
    fittedToMeasured: true,
    note: "own fit of the published pairs; not a curve of the article",
  },
];

/** InSb: a line through the two ends that Kovalenko 2013 quotes, 5.6 nm at 1250 nm and 8.6 nm at 1750 nm. */
export const insbSizing: readonly SizingCurve[] = [
  {
    id: "InSb two points",
    size: "diameter",
    relation: { form: "power law", gapEv: 0.17, amplitudeEv: 4.49, exponent: 0.9856, unitNm: 1 },
    rangeNm: [5.6, 8.6],
    uncertainty: estimated(0.12, "1", 0.03, "the samples' own size spread of 10-15 %"),
    source: "kovalenko2013",
    status: "estimated",
    calibratedOn: "kovalenko2013",
    note: "two parameters through two pairs: it reproduces the paper by construction",
  },
];

/** InAs: only cross sections were found, no sizing curve. */
export const inasExtinction: readonly Extinction[] = [
  {
    at: { wavelengthNm: 449.2 },
    relation: { form: "cross section", prefactorCm2: 6.2e-16, exponent: 3 },
    rangeNm: [3.2, 6.9],
    uncertainty: estimated(0.15, "1", 0.1, "no error was given where it was read"),
    source: "inasExtinction",
    status: "published",
    note: "at 2.76 eV; radii 1.6-3.45 nm",
  },
  {
    at: { transition: "first exciton" },
    relation: { form: "cross section", prefactorCm2: 3.15e-16, exponent: 1.28 },
    rangeNm: [3.2, 6.9],
    uncertainty: estimated(0.2, "1", 0.1, "no error was given where it was read"),
    source: "inasExtinction",
    status: "published",
    note: "radii 1.6-3.45 nm",
  },
];

/** CsPbBr3: no coefficients of a published curve could be read, so the default is a two-band effective-mass estimate
 *  for a cube; the parabolic one shows how much the band model matters; the last is circular for Malinoski et al. */
export const cspbbr3Sizing: readonly SizingCurve[] = [
  {
    id: "CsPbBr3 two-band cube",
    size: "cube edge",
    relation: {
      form: "confined cube",
      gapEv: 2.38,
      reducedMass: 0.126,
      dielectric: 7.3,
      coulomb: 3.048,
      bands: "two bands",
    },
    rangeNm: [3, 12],
    uncertainty: estimated(
      0.06,
      "eV",
      0.02,
      "gap +-0.04 eV and reduced mass 0.126 to 0.18, in quadrature at 5 nm",
    ),
    source: "kane1957",
    status: "estimated",
    note: "independent of any measured size; gap, mass and dielectric constant are the material's own rows",
  },
  {
    id: "CsPbBr3 parabolic cube",
    size: "cube edge",
    relation: {
      form: "confined cube",
      gapEv: 2.38,
      reducedMass: 0.126,
      dielectric: 7.3,
      coulomb: 3.048,
      bands: "parabolic",
    },
    rangeNm: [4, 12],
    uncertainty: estimated(
      0.08,
      "eV",
      0.03,
      "as the two-band estimate, and the neglect of non-parabolic bands",
    ),
    source: "efros1982",
    status: "estimated",
  },
  {
    id: "CsPbBr3 Malinoski two points",
    size: "cube edge",
    relation: { form: "power law", gapEv: 2.39542, amplitudeEv: 4.9911, exponent: 2, unitNm: 1 },
    rangeNm: [3.7, 6.6],
    uncertainty: estimated(
      0.05,
      "1",
      0.02,
      "rounding of the printed edges, 0.1 nm, and of the energies, 0.01 eV",
    ),
    source: "malinoski",
    status: "estimated",
    calibratedOn: "malinoski",
    note: "gap and 1/d^2 amplitude through the paper's pairs 2.51 eV, 6.6 nm and 2.76 eV, 3.7 nm: circular for that paper",
  },
];

/** CsPbI3: a fit made for this table to computed bright-exciton energies; no measured curve could be read. */
export const cspbi3Sizing: readonly SizingCurve[] = [
  {
    id: "CsPbI3 computed cubes",
    size: "cube edge",
    relation: { form: "power law", gapEv: 1.691, amplitudeEv: 1.403, exponent: 1.451, unitNm: 1 },
    rangeNm: [1.9, 6.9],
    uncertainty: estimated(
      0.06,
      "eV",
      0.03,
      "the same work's untilted and relaxed cubes lie 0.09 to 0.16 eV above and up to 0.05 eV below; the fit itself leaves 2 meV",
    ),
    source: "radLifetime2025",
    status: "estimated",
    note: "own fit to the mean of the three lowest bright excitons of orthorhombic cubes, Bethe-Salpeter on pseudopotentials",
  },
];

import { estimated, fromMemory } from "../fact.ts";
import type { Extinction, SizingCurve } from "../sizing-types.ts";

const READ_IN_CODE = "coefficients as printed in public analysis code; the article itself was not read";

/** PbS: Moreels 2009 by default; Weidman 2014 differs by up to 18 % in wavelength. */
export const pbsSizing: readonly SizingCurve[] = [
  {
    id: "PbS Moreels 2009",
    size: "diameter",
    relation: { form: "inverse quadratic", gapEv: 0.41, a: 0.0252, b: 0.283, c: 0 },
    rangeNm: [2.7, 9.2],
    uncertainty: estimated(0.08, "1", 0.04, "half the spread of the two PbS curves over 4.3-8.4 nm"),
    source: "moreels2009",
    status: "published",
    note: `${READ_IN_CODE}; the range is that over which a public benchmark tabulates the curve, 850 to 2000 nm, not read in the article`,
  },
  {
    id: "PbS Weidman 2014",
    size: "diameter",
    relation: { form: "inverse quadratic", gapEv: 0.41, a: 0.0392, b: 0.114, c: 0 },
    rangeNm: [4.3, 8.4],
    uncertainty: fromMemory(0.05, "1", "weidman2014", 0.03),
    source: "weidman2014",
    status: "from-memory",
  },
];

/** PbSe: Moreels 2007. */
export const pbseSizing: readonly SizingCurve[] = [
  {
    id: "PbSe Moreels 2007",
    size: "diameter",
    relation: { form: "inverse quadratic", gapEv: 0.278, a: 0.016, b: 0.209, c: 0.45 },
    rangeNm: [3, 8],
    uncertainty: estimated(0.05, "1", 0.03, "the usual width of a sizing curve against microscopy"),
    source: "moreels2007",
    status: "published",
    note: `${READ_IN_CODE}; range recalled`,
  },
];

/** PbS at 400 nm, where confinement no longer matters and the coefficient follows the volume. */
export const pbsExtinction: readonly Extinction[] = [
  {
    at: { wavelengthNm: 400 },
    relation: { form: "power of size", prefactor: 2.33e4, exponent: 3 },
    rangeNm: [2.7, 9.2],
    uncertainty: estimated(0.05, "1", 0.03, "reported scatter of the bulk-like absorption"),
    source: "moreels2009",
    status: "published",
    note: "0.0233 d^3 per uM per cm",
  },
];

/** PbSe at 400 nm. */
export const pbseExtinction: readonly Extinction[] = [
  {
    at: { wavelengthNm: 400 },
    relation: { form: "power of size", prefactor: 2.77e4, exponent: 3 },
    rangeNm: [3, 8],
    uncertainty: estimated(0.05, "1", 0.03, "reported scatter of the bulk-like absorption"),
    source: "moreels2007",
    status: "published",
    note: "0.0277 d^3 per uM per cm",
  },
];

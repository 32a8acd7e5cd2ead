import type { MeasureWish, Stated } from "../../../worker/quantum-yield-protocol.ts";

const NONE: Stated = { value: null, error: null };
const stated = (value: number, error: number | null = null): Stated => ({ value, error });

/** What the page opens with: the simulated spectra, and beside them numbers that make whole examples of the other ways. */
export const FIRST_MEASURE: MeasureWish = {
  way: "spectra",
  standard: "coumarin 153",
  ownYield: stated(0.95, 0.03),
  ownSolvent: { name: "ethanol", index: null },
  solvent: { name: "toluene", index: null },
  sample: { intensity: stated(4.53e6, 9e4), absorbance: stated(0.062, 0.001), excitation: NONE },
  reference: { intensity: stated(4.34e6, 9e4), absorbance: stated(0.074, 0.001), excitation: NONE },
  excitationNm: 420,
  fromNm: null,
  toNm: null,
  blankNm: null,
  power: false,
  areaErrorPercent: 2,
  absorbanceError: 0.001,
  intercept: "zero",
  three: true,
  sphere: {
    La: stated(1e6),
    Lb: stated(9.6e5),
    Lc: stated(6.7e5),
    Pa: NONE,
    Pb: stated(2e4),
    Pc: stated(2.5e5),
  },
  sphereErrorPercent: 1,
  reabsorbed: stated(0.1, 0.02),
};

/** What files of one's own are read with at first: how the simulated ones were made says nothing of them. */
export const OWN_MEASURE: MeasureWish = {
  ...FIRST_MEASURE,
  standard: "",
  ownYield: NONE,
  ownSolvent: { name: "", index: null },
  solvent: { name: "", index: null },
  excitationNm: null,
  areaErrorPercent: null,
  absorbanceError: null,
};

/** Ways of measuring, in the words of the page. */
export const WAYS: readonly (readonly [MeasureWish["way"], string])[] = [
  ["spectra", "relative, from spectra"],
  ["numbers", "relative, from numbers"],
  ["dilutions", "relative, from dilutions"],
  ["sphere", "absolute, in a sphere"],
];

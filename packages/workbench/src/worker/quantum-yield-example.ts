import {
  absorptanceOf,
  createRandom,
  findQuantumYieldStandard,
  findSolvent,
  type RandomSource,
  solventIndex,
} from "@oleate/core";
import { writeCsv } from "@oleate/files";
import type { ReadSpectrum } from "./quantum-yield-protocol.ts";

/** What the simulated measurement is made of; the page should find the yield again. */
export const EXAMPLE_MEASUREMENT = {
  standard: "coumarin 153",
  solvent: "toluene",
  excitationNm: 420,
  quantumYield: 0.81,
  sampleAbsorbance: 0.062,
  referenceAbsorbance: 0.074,
} as const;

const SEED = 5;
/** Counts at the peak of the reference's emission, and absolute scatter of an absorbance. */
const PEAK_COUNTS = 4e4;
const ABSORBANCE_NOISE = 3e-4;
/** Counts without light, which the spectrometer has taken off: only their scatter is left. */
const DARK_NOISE = 25;

const axisOf = (fromNm: number, toNm: number): Float64Array =>
  Float64Array.from({ length: toNm - fromNm + 1 }, (_, i) => fromNm + i);
const band = (x: number, centre: number, width: number): number =>
  Math.exp(-0.5 * ((x - centre) / width) ** 2);
const areaOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function emission(
  random: RandomSource,
  shape: (nm: number) => number,
  area: number,
  wavelengthNm: Float64Array,
): Float64Array {
  const plain = wavelengthNm.map(shape);
  const scale = area / areaOf(plain);
  return plain.map((value) => {
    const counts = scale * value;
    return Math.round(counts + Math.sqrt(counts + DARK_NOISE ** 2) * random.normal());
  });
}

/** Absorption that is `at` at the excitation wavelength. */
function absorption(
  random: RandomSource,
  shape: (nm: number) => number,
  at: number,
  wavelengthNm: Float64Array,
): Float64Array {
  const scale = at / shape(EXAMPLE_MEASUREMENT.excitationNm);
  return wavelengthNm.map((nm) =>
    Number((scale * shape(nm) + ABSORBANCE_NOISE * random.normal()).toFixed(5)),
  );
}

/** Blue-green dots in toluene and coumarin 153 in ethanol, made from known numbers, noise and a seed. */
export function exampleSpectra(): readonly ReadSpectrum[] {
  const { standard, solvent, quantumYield, sampleAbsorbance, referenceAbsorbance } = EXAMPLE_MEASUREMENT;
  const known = findQuantumYieldStandard(standard);
  const index = (name: string): number => solventIndex(findSolvent(name)).value;
  // Bands of coumarin 153 and of dots 4.3 nm across, by their positions and widths alone.
  const dye = (nm: number): number => band(nm, 532, 30) + 0.35 * band(nm, 580, 38);
  const dots = (nm: number): number => band(nm, 494, 9.5);
  const dyeAbsorbs = (nm: number): number => band(nm, 421, 30);
  const dotsAbsorb = (nm: number): number =>
    0.55 * band(nm, 484, 9) + 0.35 * band(nm, 456, 12) + 1.1 / (1 + Math.exp((nm - 440) / 14));
  const seen = axisOf(440, 700);
  const absorbed = axisOf(360, 620);
  const referenceArea = PEAK_COUNTS * areaOf(seen.map(dye));
  const sampleArea =
    referenceArea *
    (quantumYield / known.quantumYield) *
    (absorptanceOf(sampleAbsorbance) / absorptanceOf(referenceAbsorbance)) *
    (index(known.solvent) / index(solvent)) ** 2;
  const random = createRandom(SEED, "quantum yield spectra");
  const one = (
    file: string,
    quantity: ReadSpectrum["quantity"],
    wavelengthNm: Float64Array,
    values: Float64Array,
  ): ReadSpectrum => ({ label: file, file, alone: true, quantity, spectrum: { wavelengthNm, values } });
  return [
    one("simulated-dots-emission.csv", "emission", seen, emission(random, dots, sampleArea, seen)),
    one(
      "simulated-dots-absorbance.csv",
      "absorbance",
      absorbed,
      absorption(random, dotsAbsorb, sampleAbsorbance, absorbed),
    ),
    one("simulated-reference-emission.csv", "emission", seen, emission(random, dye, referenceArea, seen)),
    one(
      "simulated-reference-absorbance.csv",
      "absorbance",
      absorbed,
      absorption(random, dyeAbsorbs, referenceAbsorbance, absorbed),
    ),
  ];
}

/** A spectrum as a file that `oleate quantum-yield` reads. */
export function spectrumCsv({ quantity, spectrum }: Pick<ReadSpectrum, "quantity" | "spectrum">): string {
  return writeCsv([
    { header: "wavelength (nm)", values: spectrum.wavelengthNm },
    { header: quantity === "unknown" ? "value" : quantity, values: spectrum.values },
  ]);
}

/** File name of the simulated dilutions. */
export const EXAMPLE_DILUTIONS = "simulated-dilutions.csv";
const DILUTIONS = [0.012, 0.025, 0.041, 0.058, 0.078, 0.095];
const DILUTION_NOISE = 0.012;

/** Six dilutions of the same dots and the same reference as a table. */
export function exampleDilutions(): string {
  const { standard, solvent, quantumYield } = EXAMPLE_MEASUREMENT;
  const known = findQuantumYieldStandard(standard);
  const index = (name: string): number => solventIndex(findSolvent(name)).value;
  const slope = 2.4e7;
  const sampleSlope =
    slope * (quantumYield / known.quantumYield) * (index(known.solvent) / index(solvent)) ** 2;
  const random = createRandom(SEED, "quantum yield dilutions");
  const rows = (["sample", "reference"] as const).flatMap((who) =>
    DILUTIONS.map((absorbance) => {
      const mean = (who === "sample" ? sampleSlope : slope) * absorptanceOf(absorbance);
      return `${who},${absorbance},${Math.round(mean * (1 + DILUTION_NOISE * random.normal()))}`;
    }),
  );
  return `${["solution,absorbance,intensity", ...rows].join("\n")}\n`;
}

/** File name of the simulated lifetimes. */
export const EXAMPLE_LIFETIMES = "simulated-lifetimes.csv";

/** File name of the simulated titration. */
export const EXAMPLE_TITRATION = "simulated-titration.csv";

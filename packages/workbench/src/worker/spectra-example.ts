import {
  createRandom,
  EMISSION_EXPONENT,
  energyFromWavelength,
  ensembleBand,
  findMaterial,
  type GapOfSize,
  gapFromSize,
  type Material,
  molarExtinction,
} from "@oleate/core";
import { writeCsv } from "@oleate/files";

/** What the simulated aliquots are made of; the page should find these again. */
export const EXAMPLE_ALIQUOTS = {
  material: "CdSe",
  curve: "CdSe Jasieniak 2009",
  seed: 12,
  lineEv: 0.06,
  stokesEv: 0.045,
  aliquots: [
    { timeS: 15, sizeNm: 2.45, spread: 0.09, micromolar: 2.6 },
    { timeS: 30, sizeNm: 2.7, spread: 0.085, micromolar: 2.9 },
    { timeS: 60, sizeNm: 2.95, spread: 0.07, micromolar: 3 },
    { timeS: 120, sizeNm: 3.2, spread: 0.06, micromolar: 2.8 },
    { timeS: 240, sizeNm: 3.45, spread: 0.055, micromolar: 2.5 },
    { timeS: 480, sizeNm: 3.7, spread: 0.06, micromolar: 2.1 },
    { timeS: 900, sizeNm: 3.95, spread: 0.07, micromolar: 1.7 },
  ],
} as const;

/** File names of the simulated aliquots. */
export const EXAMPLE_FILES = {
  absorption: "simulated-aliquots-absorbance.csv",
  emission: "simulated-aliquots-emission.csv",
} as const;

type Aliquot = (typeof EXAMPLE_ALIQUOTS.aliquots)[number];

const NOISE = 4e-4;
const OFFSET = 0.004;
/** Counts at the peak of an emission spectrum, and without light. */
const PEAK_COUNTS = 2e4;
const DARK_COUNTS = 40;

const axis = (from: number, to: number, step: number): Float64Array =>
  Float64Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + step * i);

/** The curve near a size as a power law above the bulk gap, so that the tails of the sizes do not leave its range. */
function gapAround(material: Material, sizeNm: number): GapOfSize {
  const bulk = material.gap!.value;
  const shift = (size: number): number => gapFromSize(material, size, EXAMPLE_ALIQUOTS.curve).value - bulk;
  const slope = Math.log(shift(1.02 * sizeNm) / shift(0.98 * sizeNm)) / Math.log(1.02 / 0.98);
  const here = shift(sizeNm);
  return (size) => bulk + here * (size / sizeNm) ** slope;
}

/** A band between its points; nothing beyond them. */
function between(x: Float64Array, y: Float64Array): (at: number) => number {
  const step = x[1]! - x[0]!;
  return (at) => {
    const place = (at - x[0]!) / step;
    const i = Math.floor(place);
    if (i < 0 || i + 1 >= x.length) return 0;
    return y[i]! + (place - i) * (y[i + 1]! - y[i]!);
  };
}

/** Absorbance of one aliquot in 1 cm: bands of its sizes, and a rise that makes the tabulated extinction at 350 nm true. */
function absorbanceOf(material: Material, { sizeNm, spread, micromolar }: Aliquot): (nm: number) => number {
  const gapOf = gapAround(material, sizeNm);
  const bandAt = (distanceEv: number, widen: number): ReturnType<typeof ensembleBand> =>
    ensembleBand({
      gapOf: (size) => gapOf(size) + distanceEv,
      sizes: { meanNm: sizeNm, relativeSpread: spread },
      homogeneousEv: EXAMPLE_ALIQUOTS.lineEv * widen,
    });
  const first = bandAt(0, 1);
  const bands = [
    { share: 1, band: first },
    { share: 0.6, band: bandAt(0.17, 1.6) },
    { share: 0.7, band: bandAt(0.42, 2.8) },
  ].map(({ share, band }) => {
    const value = between(band.energyEv, band.values);
    return (e: number) => share * value(e);
  });
  const shape = (e: number): number => bands.reduce((sum, one) => sum + one(e), 0);
  const rise = (e: number): number => 0.15 * Math.log1p(Math.exp((e - first.peakEv - 0.45) / 0.15));
  const formulas = molarExtinction(material, sizeNm);
  const atFirst = formulas.find(
    ({ at, bandHalfWidth }) => "transition" in at && bandHalfWidth?.unit === "eV",
  )!;
  const short = formulas.find(({ at }) => "wavelengthNm" in at)!;
  const molar = 1e-6 * micromolar;
  const height = (atFirst.value * molar * atFirst.bandHalfWidth!.value) / first.halfWidthEv;
  const scale = height / (shape(first.peakEv) + rise(first.peakEv));
  const shortEv = energyFromWavelength((short.at as { wavelengthNm: number }).wavelengthNm);
  const rest = (short.value * molar - scale * shape(shortEv)) / rise(shortEv);
  return (nm) => {
    const e = energyFromWavelength(nm);
    return scale * shape(e) + rest * rise(e);
  };
}

const nameOf = ({ timeS }: Aliquot): string => `${timeS} s`;

/** The simulated aliquots as the two files that the page opens with, and that can be saved: absorption and emission of dots that
 *  grow, made from sizes, spreads and concentrations, with noise and a seed. */
export function exampleTables(): Readonly<Record<keyof typeof EXAMPLE_FILES, string>> {
  const { material: formula, aliquots, seed, lineEv, stokesEv } = EXAMPLE_ALIQUOTS;
  const material = findMaterial(formula);
  const random = createRandom(seed, "spectra of aliquots");
  const absorbed = axis(345, 720, 1.5);
  const seen = axis(450, 720, 1.5);
  const absorption = aliquots.map((aliquot) => {
    const clean = absorbanceOf(material, aliquot);
    const offset = OFFSET * random.normal();
    return {
      header: nameOf(aliquot),
      values: absorbed.map((nm) => Number((clean(nm) + offset + NOISE * random.normal()).toFixed(5))),
    };
  });
  const emission = aliquots.map((aliquot) => {
    const band = ensembleBand({
      gapOf: gapAround(material, aliquot.sizeNm),
      sizes: { meanNm: aliquot.sizeNm, relativeSpread: aliquot.spread },
      homogeneousEv: lineEv,
      weightExponent: EMISSION_EXPONENT,
      stokesShiftEv: stokesEv,
    });
    const perEnergy = between(band.energyEv, band.values);
    return {
      header: nameOf(aliquot),
      values: seen.map((nm) => {
        // A spectrometer counts per wavelength: the Jacobian, about 1 at the peak.
        const counts = PEAK_COUNTS * perEnergy(energyFromWavelength(nm)) * (band.peakNm / nm) ** 2;
        return Math.round(counts + Math.sqrt(counts + DARK_COUNTS) * random.normal());
      }),
    };
  });
  return {
    absorption: writeCsv([{ header: "wavelength (nm)", values: absorbed }, ...absorption]),
    emission: writeCsv([{ header: "wavelength (nm)", values: seen }, ...emission]),
  };
}

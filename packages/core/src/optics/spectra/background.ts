import { type Fit, fit, type SeparableDataset } from "../../inference/index.ts";
import { median } from "../../numerics/order-statistics.ts";

/** Offset, and scattered light as (E / 3.0996 eV)^exponent, lambda^-exponent; the exponent is null where none was found. */
export interface Background {
  readonly offset: number;
  readonly scatterAt400nm: number;
  readonly scatterExponent: number | null;
}

/** What lies below the absorption of the dots, for one place where that absorption may begin. */
export interface FoundBackground {
  readonly background: Background;
  /** Index of the first point whose absorption stands out. */
  readonly onset: number;
  /** Readings less the background. */
  readonly net: Float64Array;
  readonly notes: readonly string[];
}

/** Fewest points beyond the onset from which scatter can be told from an offset. */
const POINTS_FOR_SCATTER = 25;
/** Photon energy of 400 nm, eV. */
const AT_400NM_EV = 3.0996;
/** Rayleigh's exponent is 4; aggregates and large particles scatter with smaller ones. A steeper rise is the foot of a band. */
const EXPONENTS = { start: 4, lower: 1, upper: 4.5 } as const;
/** Room left to the foot of the first band, eV. */
const FOOT_EV = 0.15;

/** A stretch that rises above the background before the last onset is absorption, not drift, where it reaches this share of
 *  the largest absorbance, this many times the noise, and holds on for this long. */
const BAND_OF_LARGEST = 0.08;
const BAND_OVER_NOISE = 20;
const BAND_POINTS = 4;

/**
 * Places where the absorption of the dots may begin, lowest energy first, as indices into readings by rising energy. The last is
 * the point from which everything after stays more than 2 % of the largest reading above the low-energy level. Before it stand the
 * beginnings of stretches that fall back to the background again: a band that stands alone, such as a magic-size cluster's.
 * Lower stretches before the last onset are drift.
 */
export function absorptionOnsets(values: Float64Array, noise: number): readonly number[] {
  const level = lowLevel(values);
  const largest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const threshold = Math.max(0.02 * (largest - level), 8 * noise);
  const above = (i: number): boolean => values[i]! - level > threshold;
  let last = values.length - 1;
  while (last > 0 && above(last - 1)) last--;
  const least = Math.max(BAND_OF_LARGEST * (largest - level), BAND_OVER_NOISE * noise);
  const alone: number[] = [];
  for (let i = 0; i < last; i++) {
    if (!above(i)) continue;
    let [end, highest] = [i, 0];
    for (; end < last && above(end); end++) highest = Math.max(highest, values[end]! - level);
    // A stretch that begins with the record is its level, or the tail of something outside.
    if (i > 0 && end - i >= BAND_POINTS && highest > least) alone.push(i);
    i = end;
  }
  return [...alone, last];
}

/** Median of the readings at the low-energy end. */
function lowLevel(values: Float64Array): number {
  return median(values.slice(0, Math.max(5, Math.floor(values.length / 12))));
}

/**
 * The background of an absorption spectrum given by rising energy, for an absorption that begins at index `onset`: from the points
 * before it an offset, or an offset and scatter (E/E400)^n with n fitted in 1 to 4.5, in the same points less the last 0.15 eV.
 * Scatter is taken where it lowers AICc by 6, is three times its error and rises no more steeply than Rayleigh's.
 */
export function findBackground(energyEv: Float64Array, values: Float64Array, onset: number): FoundBackground {
  const level = lowLevel(values);
  const largest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const notes: string[] = [];
  const tail = Math.max(0, onset - 3);
  if (tail < 5) {
    notes.push(
      "the spectrum begins within the absorption, so no background could be taken off: measure to longer wavelengths",
    );
  }
  const flat = tail < 5 ? 0 : median(values.slice(0, tail));
  const clear = energyEv.findIndex((e) => e > energyEv[onset]! - FOOT_EV);
  const scatter =
    clear >= POINTS_FOR_SCATTER ? scatterOf(energyEv.slice(0, clear), values.slice(0, clear)) : null;
  const background = scatter ?? { scatterExponent: null, offset: flat, scatterAt400nm: 0 };
  if (scatter !== null && scatter.scatterAt400nm > 0.1 * (largest - level)) {
    notes.push(
      `scatter is ${((100 * scatter.scatterAt400nm) / (largest - level)).toFixed(0)} % of the largest absorbance when carried on to 400 nm: filter the sample`,
    );
  }
  const net = values.map((value, i) => value - backgroundAt(background, energyEv[i]!));
  return { background, onset, net, notes };
}

/** The background's absorbance at a photon energy in eV. */
export function backgroundAt(background: Background, energyEv: number): number {
  const { offset, scatterAt400nm, scatterExponent } = background;
  return offset + scatterAt400nm * (energyEv / AT_400NM_EV) ** (scatterExponent ?? 0);
}

/** Offset and scatter of a tail without bands; null when an offset alone says as much. */
function scatterOf(energyEv: Float64Array, values: Float64Array): Background | null {
  const rows = energyEv.length;
  const dataset = (withScatter: boolean): SeparableDataset => {
    const terms = withScatter ? 2 : 1;
    return {
      name: "tail",
      unit: "",
      observed: values,
      rows,
      channels: 1,
      terms,
      amplitudeNames: withScatter ? ["offset", "scatter"] : ["offset"],
      noise: { kind: "constant" },
      basis(parameters, out, jacobian) {
        for (let i = 0; i < rows; i++) {
          const ratio = energyEv[i]! / AT_400NM_EV;
          out[i * terms] = 1;
          jacobian?.fill(0, i * terms, (i + 1) * terms);
          if (!withScatter) continue;
          out[i * terms + 1] = ratio ** parameters[0]!;
          if (jacobian) jacobian[i * terms + 1] = Math.log(ratio) * out[i * terms + 1]!;
        }
      },
    };
  };
  const exponent = { name: "exponent", unit: "", ...EXPONENTS };
  const fixed = { ...exponent, fixed: true };
  const flat = fit({ parameters: [fixed], datasets: [dataset(false)] });
  const rayleigh = fit({ parameters: [fixed], datasets: [dataset(true)] });
  const free = fit({ parameters: [exponent], datasets: [dataset(true)] });
  const amplitude = rayleigh.series[0]!.amplitudes[1]!;
  const sure = amplitude.value > 3 * (amplitude.standardError ?? Number.POSITIVE_INFINITY);
  // A clearly steeper rise than Rayleigh's is the foot of a band.
  const foot = free.parameters[0]!.atBound === "upper" && better(rayleigh, free) > 2;
  if (!sure || foot || better(flat, rayleigh) < 6) return null;
  const taken = better(rayleigh, free) > 2 && free.parameters[0]!.atBound === null ? free : rayleigh;
  const [offset, scatter] = taken.series[0]!.amplitudes;
  return {
    scatterExponent: taken.parameters[0]!.value,
    offset: offset!.value,
    scatterAt400nm: scatter!.value,
  };
}

/** By how much AICc falls from one fit to another. */
function better(from: Fit, to: Fit): number {
  return (from.aicc ?? Number.POSITIVE_INFINITY) - (to.aicc ?? Number.POSITIVE_INFINITY);
}

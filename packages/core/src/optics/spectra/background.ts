import { type Fit, fit, type SeparableDataset } from "../../inference/index.ts";
import { median } from "../../numerics/order-statistics.ts";
import { sampleNoise } from "./local-polynomial.ts";

/** Offset, and scattered light as (E / 3.0996 eV)^exponent, lambda^-exponent; the exponent is null where none was found. */
export interface Background {
  readonly offset: number;
  readonly scatterAt400nm: number;
  readonly scatterExponent: number | null;
}

/** What lies below the absorption of the dots and where that absorption begins. */
export interface FoundBackground {
  readonly background: Background;
  /** Index of the first point whose absorption stands out. */
  readonly onset: number;
  readonly noise: number;
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

/**
 * Finds the background of an absorption spectrum given by rising energy: the points from the low-energy end up to where the readings
 * leave what they were by more than 2 % of their largest; there an offset, or an offset and scatter (E/E400)^n with n
 * fitted in 1 to 4.5, in the same points less the last 0.15 eV. Scatter is taken where it lowers AICc by 6, is
 * three times its error and rises no more steeply than Rayleigh's.
 */
export function findBackground(energyEv: Float64Array, values: Float64Array): FoundBackground {
  const noise = sampleNoise(values);
  const tenth = Math.max(5, Math.floor(values.length / 12));
  const level = median(values.slice(0, tenth));
  const largest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const threshold = Math.max(0.02 * (largest - level), 8 * noise);
  // The last point from which everything after stays above: drift before it is not an onset.
  let onset = values.length - 1;
  while (onset > 0 && values[onset - 1]! - level > threshold) onset--;
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
  const net = values.map(
    (value, i) =>
      value -
      background.offset -
      background.scatterAt400nm * (energyEv[i]! / AT_400NM_EV) ** (background.scatterExponent ?? 0),
  );
  return { background, onset, noise, net, notes };
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

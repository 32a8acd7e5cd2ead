import { OleateError } from "../../errors.ts";
import type { Fit } from "../../inference/index.ts";
import { fitBands } from "./absorption-model.ts";
import type { BandCandidate } from "./band-candidates.ts";

/** Energies fitted beside a candidate: below, for the background, and above, for what follows the first band (eV). */
const BELOW_EV = 0.45;
const ABOVE_EV = 0.4;
/** A first band of less than this share of the absorbance at its centre is a ripple. */
const LEAST_SHARE = 0.12;
/** The same against the largest absorbance up to 0.4 eV above it. */
const LEAST_OF_ALL = 0.03;
/** Widest half width of a first transition, eV: beyond it stands no band. */
const WIDEST_HALF_WIDTH_EV = 0.2;
/** Fits have several optima: each of these starts is tried and the best that stands as a band is kept. */
const STARTS = [
  { bands: 2, width: 1, secondEv: 0.15 },
  { bands: 2, width: 1.5, secondEv: 0.25 },
  { bands: 2, width: 0.7, secondEv: 0.1 },
  { bands: 1, width: 1, secondEv: 0.12 },
] as const;
/** Half width at half maximum of a Gaussian over its standard deviation. */
export const HALF_WIDTHS: number = Math.sqrt(2 * Math.LN2);

/** A candidate as fitted: the fit taken, the one with the other number of bands, and amplitudes by meaning. */
export interface Attempt {
  readonly energyEv: Float64Array;
  readonly values: Float64Array;
  readonly fit: Fit;
  readonly rival: Fit | null;
  readonly offset: number;
  readonly firstAmplitude: number;
}

/** Fits one candidate (rising energies in eV, readings net of background), or says in words why it is no first transition. */
export function attemptAt(
  energyEv: Float64Array,
  values: Float64Array,
  { energyEv: centreEv, sigmaEv }: BandCandidate,
): Attempt | string {
  const from = energyEv.findIndex((e) => e >= centreEv - BELOW_EV);
  const end = energyEv.findIndex((e) => e > centreEv + ABOVE_EV);
  const to = end < 0 ? energyEv.length : end;
  const [e, y] = [energyEv.slice(from, to), values.slice(from, to)];
  if (e.length < 15) return "too few points beside it";
  const fits = STARTS.flatMap(({ bands, width, secondEv }) => {
    try {
      const one = fitBands(e, y, { firstEv: centreEv, sigmaEv: width * sigmaEv, secondEv }, bands);
      return [{ bands, one }];
    } catch (error) {
      if (error instanceof OleateError) return [];
      throw error;
    }
  });
  const best = (bands: number): Fit | null =>
    fits
      .filter((entry) => entry.bands === bands && standsAsBand(entry.one, e) === null)
      .map(({ one }) => one)
      .sort((a, b) => a.sumOfSquares - b.sumOfSquares)[0] ?? null;
  const [two, one] = [best(2), best(1)];
  const taken = two !== null && (one === null || two.sumOfSquares < one.sumOfSquares) ? two : (one ?? two);
  if (taken === null) {
    const reason = fits.map((entry) => standsAsBand(entry.one, e)).find((text) => text !== null);
    return reason ?? "no fit converged";
  }
  const amplitude = (name: string): number =>
    taken.series[0]!.amplitudes.find((entry) => entry.name === name)?.value ?? 0;
  return {
    energyEv: e,
    values: y,
    fit: taken,
    rival: taken === two ? one : two,
    offset: amplitude("offset"),
    firstAmplitude: amplitude("first band"),
  };
}

/** Value and standard error of a fitted parameter. */
export function parameterOf(fit: Fit, name: string): { readonly value: number; readonly error: number } {
  const found = fit.parameters.find((entry) => entry.name === name)!;
  return { value: found.value, error: found.standardError ?? 0 };
}

/** Why a fit is no first transition; null when it is one. */
function standsAsBand(fit: Fit, energyEv: Float64Array): string | null {
  const centre = parameterOf(fit, "E1").value;
  const halfWidth = HALF_WIDTHS * parameterOf(fit, "w1").value;
  const [series] = fit.series;
  const height = series!.amplitudes.find(({ name }) => name === "first band")!;
  if (!(height.value > 0)) return "the band would be negative";
  if (halfWidth > WIDEST_HALF_WIDTH_EV) return "too broad for one transition";
  if (centre <= energyEv[0]! + 0.3 * halfWidth || centre >= energyEv.at(-1)! - halfWidth)
    return "at the end of the measured range";
  if (fit.parameters.find(({ name }) => name === "E1")!.atBound !== null)
    return "the fit leaves the shoulder";
  const uncertain = ["E1", "w1"].some((name) => {
    const error = fit.parameters.find((entry) => entry.name === name)!.standardError;
    return error === null || error > 0.5 * halfWidth;
  });
  if (uncertain) return "the data do not fix where it is";
  const nearest = energyEv.findIndex((e) => e >= centre);
  const offset = series!.amplitudes.find(({ name }) => name === "offset")!.value;
  const above = series!.predicted[nearest]! - offset;
  if (height.value < LEAST_SHARE * above) return "a ripple on a larger absorption";
  const brightest = series!.predicted.reduce((a, b) => Math.max(a, b), 0) - offset;
  if (height.value < LEAST_OF_ALL * brightest) return "a ripple in the foot of a larger absorption";
  if (height.value < 5 * (series!.scales[0]?.value ?? 0)) return "within the noise";
  return null;
}

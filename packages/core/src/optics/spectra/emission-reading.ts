import { DomainError } from "../../errors.ts";
import { type Dataset, fit } from "../../inference/index.ts";
import { trapezoidArea } from "../../numerics/trapezoid.ts";
import { HC_EV_NM, wavelengthFromEnergy } from "../../quantities/index.ts";
import { halfPoints } from "./ensemble-band.ts";
import type { WithInterval } from "./first-transition.ts";
import { sampleNoise } from "./local-polynomial.ts";
import { type MeasuredSpectrum, spectrumByEnergy } from "./spectrum-input.ts";

/** An emission band. Energies in eV are of the spectrum per energy interval, wavelengths of that per wavelength interval:
 *  the two maxima are not at the same place. */
export interface EmissionReading {
  readonly name: string;
  readonly peakEv: WithInterval;
  /** Maximum of the spectrum as measured, per wavelength interval. */
  readonly peakNm: number;
  readonly widthEv: WithInterval;
  /** Distance of the half points of the spectrum as measured. */
  readonly widthNm: number;
  /** Centre of gravity of the spectrum per energy interval. */
  readonly meanEv: number;
  /** Area under the spectrum per energy interval above the background, in (reading) nm: unchanged by the Jacobian. */
  readonly area: number;
  readonly background: number;
  readonly noise: number;
  readonly notes: readonly string[];
}

/** Share of the maximum above which the band's top is fitted. */
const TOP = 0.5;
/** A dark stretch holds no fewer points. */
const FEWEST_DARK = 5;
/** Stretches count as equally dark up to so many standard errors of the difference of their means. */
const AS_DARK = 1.5;

/**
 * Reads peak, width and area of an emission spectrum (reading per wavelength interval). The background is the mean of the darkest
 * stretches, each a tenth of the points; the readings are turned into ones per energy interval by lambda^2/hc, the Jacobian, for everything in eV. Peak and
 * its interval (95 %) come from a Gaussian with a skew, fitted to what lies above half the maximum by maximum likelihood, with the
 * distance of the fitted from the plain maximum joined in; the width from the half points. Throws DomainError when no band
 * stands out, InputError as {@link spectrumByEnergy}.
 */
export function readEmission(spectrum: MeasuredSpectrum): EmissionReading {
  const { energyEv, wavelengthNm, values } = spectrumByEnergy(spectrum);
  const noise = sampleNoise(values);
  const background = darkLevel(values, noise);
  const net = values.map((value) => value - background);
  const largest = net.reduce((a, b) => Math.max(a, b), 0);
  if (!(largest > 10 * noise) || !(largest > 0)) {
    throw new DomainError({
      what: "no emission stands out of the noise",
      found: `a maximum of ${largest.toPrecision(3)} above the background with noise ${noise.toPrecision(3)}`,
      expected: "a band at least ten times the noise",
    });
  }
  const perEnergy = net.map((value, i) => (value * wavelengthNm[i]! ** 2) / HC_EV_NM.value);
  const rough = halfPoints(energyEv, perEnergy);
  const notes: string[] = [];
  if (rough.lowEv <= energyEv[0]! || rough.highEv >= energyEv.at(-1)!) {
    notes.push("the band is cut off by the end of the measured range: width and area are too small");
  }
  const { peak, half } = fitTop(energyEv, perEnergy, rough);
  const rising = wavelengthNm.toReversed();
  const measured = halfPoints(rising, net.toReversed());
  const area = trapezoidArea(energyEv, perEnergy);
  const moment = trapezoidArea(
    energyEv,
    perEnergy.map((value, i) => value * energyEv[i]!),
  );
  const width = rough.highEv - rough.lowEv;
  return {
    name: spectrum.name ?? "",
    peakEv: peak,
    peakNm: measured.peakEv,
    widthEv: { value: width, low: width - 2 * half, high: width + 2 * half },
    widthNm: measured.highEv - measured.lowEv,
    meanEv: moment / area,
    area,
    background,
    noise,
    notes,
  };
}

/**
 * Mean over all stretches of a tenth of the points that are as dark as the darkest, within what noise does to their means. The
 * darkest points by themselves would be those that noise pulled lowest: at a fiftieth of the maximum that adds a sixth to the area.
 */
function darkLevel(values: Float64Array, noise: number): number {
  const n = values.length;
  const width = Math.min(n, Math.max(FEWEST_DARK, Math.floor(n / 10)));
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) sums[i + 1] = sums[i]! + values[i]!;
  const meanFrom = (i: number): number => (sums[i + width]! - sums[i]!) / width;
  let darkest = meanFrom(0);
  for (let i = 1; i <= n - width; i++) darkest = Math.min(darkest, meanFrom(i));
  const limit = darkest + AS_DARK * noise * Math.sqrt(2 / width);
  let [sum, count, next] = [0, 0, 0];
  for (let i = 0; i <= n - width; i++) {
    if (meanFrom(i) > limit) continue;
    for (next = Math.max(next, i); next < i + width; next++) {
      sum += values[next]!;
      count++;
    }
  }
  return sum / count;
}

/** Peak of the top of a band and the 95 % half interval of an edge of it, eV. */
function fitTop(
  energyEv: Float64Array,
  y: Float64Array,
  rough: ReturnType<typeof halfPoints>,
): { readonly peak: WithInterval; readonly half: number } {
  const inside = [...y.keys()].filter(
    (i) => energyEv[i]! >= rough.lowEv && energyEv[i]! <= rough.highEv && y[i]! > TOP * 0.8 * rough.height,
  );
  const x = Float64Array.from(inside, (i) => energyEv[i]!);
  const observed = Float64Array.from(inside, (i) => y[i]! / rough.height);
  const sigma = Math.max(1e-3, (rough.highEv - rough.lowEv) / (2 * Math.sqrt(2 * Math.LN2)));
  const fallback = (rough.highEv - rough.lowEv) / 10;
  if (x.length < 7) {
    const { peakEv: value } = rough;
    return { peak: { value, low: value - fallback, high: value + fallback }, half: fallback };
  }
  const p = 4;
  const dataset: Dataset = {
    name: "top of the band",
    unit: "",
    observed,
    noise: { kind: "constant" },
    predict([peak, width, height, skew], out, jacobian) {
      for (let i = 0; i < x.length; i++) {
        const z = (x[i]! - peak!) / width!;
        const exponent = -0.5 * z * z + skew! * z ** 3;
        const value = height! * Math.exp(exponent);
        out[i] = value;
        if (!jacobian) continue;
        const slope = value * (-z + 3 * skew! * z * z);
        jacobian[i * p] = -slope / width!;
        jacobian[i * p + 1] = (-slope * z) / width!;
        jacobian[i * p + 2] = value / height!;
        jacobian[i * p + 3] = value * z ** 3;
      }
    },
  };
  const { parameters } = fit({
    parameters: [
      { name: "peak", unit: "eV", start: rough.peakEv, lower: rough.lowEv, upper: rough.highEv },
      { name: "width", unit: "eV", start: sigma, lower: sigma / 4, upper: 4 * sigma, transform: "log" },
      { name: "height", unit: "", start: 1, lower: 0.3, upper: 3 },
      { name: "skew", unit: "", start: 0, lower: -0.25, upper: 0.25 },
    ],
    datasets: [dataset],
  });
  const peak = parameters[0]!;
  const own = 1.96 * (peak.standardError ?? fallback);
  const error = Math.hypot(own, peak.value - rough.peakEv);
  return { peak: { value: peak.value, low: peak.value - error, high: peak.value + error }, half: error };
}

/** A Stokes shift as the distance of the two maxima, each in eV, with its interval, and the emission it puts at a wavelength. */
export function stokesShift(absorption: WithInterval, emission: WithInterval): WithInterval {
  const value = absorption.value - emission.value;
  const error = Math.hypot(absorption.high - absorption.low, emission.high - emission.low) / 2;
  return { value, low: value - error, high: value + error };
}

/** Wavelength in nm of the emission of dots that absorb at `absorptionEv` (eV) with a Stokes shift `shiftEv` (eV). Throws DomainError unless the shift is smaller. */
export function emissionWavelengthNm(absorptionEv: number, shiftEv: number): number {
  return wavelengthFromEnergy(absorptionEv - shiftEv);
}

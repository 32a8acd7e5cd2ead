import { erfc, scaledErfc } from "../../numerics/error-function.ts";
import { type Convolver, channelFactor, channelFactorSlope, wrapFactor } from "./convolver.ts";

/** Full width at half maximum of a Gaussian in standard deviations: 2 sqrt(2 ln 2). */
const FWHM_PER_SIGMA = 2.3548200450309493;
const INVERSE_ROOT_TWO_PI = 0.3989422804014327;
/** So many standard deviations out the Gaussian is gone to the last digit of a count; past its onset a decay is a pure exponential. */
const PURE_FROM = 9;

/** Standard deviation of a Gaussian of the given full width at half maximum, in its unit. */
export function sigmaOfFwhm(fwhm: number): number {
  return fwhm / FWHM_PER_SIGMA;
}

/**
 * exp(-t / tau), t >= 0, convolved with a normalised Gaussian of standard deviation sigma centred at 0 (the
 * exponentially modified Gaussian of unit amplitude), ns throughout. Does not over- or underflow on the way: far below
 * the response it goes through the scaled complementary error function.
 * Source: E. Grushka, Anal. Chem. 44 (1972) 1733; erfcx form.
 */
export function modifiedGaussian(timeNs: number, tauNs: number, sigmaNs: number): number {
  const u = timeNs / sigmaNs;
  const z = (sigmaNs / tauNs - u) * Math.SQRT1_2;
  if (z > 0) return 0.5 * Math.exp(-0.5 * u * u) * scaledErfc(z);
  const exponent = (0.5 * sigmaNs * sigmaNs) / (tauNs * tauNs) - timeNs / tauNs;
  return 0.5 * Math.exp(exponent) * erfc(z);
}

/** Gaussian probability beyond |z| standard deviations on one side; 0 from where no digit of a count could tell. */
function beyond(z: number): number {
  const x = Math.abs(z);
  return x > PURE_FROM ? 0 : 0.5 * erfc(x * Math.SQRT1_2);
}

/** Gaussian probability between a and b > a, from what lies beyond each, without cancellation in either tail. */
function between(a: number, beyondA: number, b: number, beyondB: number): number {
  if (a > 0) return beyondA - beyondB;
  return b < 0 ? beyondB - beyondA : 1 - (beyondA + beyondB);
}

/**
 * A Gaussian response of known width, in closed form: each channel is the integral of the modified Gaussian E over it,
 * (tau / dt) (dPhi - dE), since E' = g - E / tau.
 *
 * The shift is the time of the Gaussian's centre after the left edge of the first channel.
 */
export function gaussianConvolver(
  fwhmNs: number,
  channels: number,
  widthNs: number,
  periodNs?: number,
): Convolver {
  const sigma = sigmaOfFwhm(fwhmNs);
  const share = new Float64Array(channels);
  const edge = new Float64Array(channels + 1);
  let centre = 0;

  /** Adds what a pulse `offset` ns before this one gives; offset 0 is this pulse itself. */
  const addPulse = (
    tau: number,
    offset: number,
    out: Float64Array,
    byTau: Float64Array | null,
    byShift: Float64Array | null,
  ): void => {
    const n = out.length;
    const g = channelFactor(tau, widthNs);
    const gSlope = byTau ? channelFactorSlope(tau, widthNs) : 0;
    const perWidth = 1 / widthNs;
    const perTau = 1 / (tau * tau);
    const sigmaTerm = (sigma * sigma) / tau ** 3;
    /** From this time on both the Gaussian and the complement of its error function are gone. */
    const pureFrom = (sigma * sigma) / tau + PURE_FROM * sigma;
    const slopeAt = (t: number, e: number): number =>
      e * (t * perTau - sigmaTerm) + sigma * perTau * INVERSE_ROOT_TWO_PI * Math.exp(-0.5 * (t / sigma) ** 2);
    let i = 0;
    while (i < n && edge[i + 1]! + offset < -PURE_FROM * sigma) i++;
    let t = edge[i]! + offset;
    let left = modifiedGaussian(t, tau, sigma);
    let leftSlope = byTau ? slopeAt(t, left) : 0;
    for (; i < n && t < pureFrom; i++) {
      const next = edge[i + 1]! + offset;
      const right = modifiedGaussian(next, tau, sigma);
      const rise = right - left;
      const within =
        offset === 0 ? share[i]! : between(t / sigma, beyond(t / sigma), next / sigma, beyond(next / sigma));
      out[i] = out[i]! + tau * perWidth * (within - rise);
      if (byShift) byShift[i] = byShift[i]! - rise * perWidth;
      if (byTau) {
        const rightSlope = slopeAt(next, right);
        byTau[i] = byTau[i]! + perWidth * (within - rise - tau * (rightSlope - leftSlope));
        leftSlope = rightSlope;
      }
      left = right;
      t = next;
    }
    if (i >= n) return;
    const decay = Math.exp(-widthNs / tau);
    let e = modifiedGaussian(t, tau, sigma);
    for (; i < n; i++) {
      const value = e * g;
      out[i] = out[i]! + value;
      if (byShift) byShift[i] = byShift[i]! + value / tau;
      if (byTau) {
        byTau[i] = byTau[i]! + value * ((edge[i]! + offset) * perTau - sigmaTerm) + e * gSlope;
      }
      e *= decay;
    }
  };
  /** Adds all pulses from two periods back on: pure exponentials by then. */
  const addEarlier = (
    tau: number,
    period: number,
    out: Float64Array,
    byTau: Float64Array | null,
    byShift: Float64Array | null,
  ): void => {
    const g = channelFactor(tau, widthNs);
    const factor = wrapFactor(tau, period);
    const factorSlope = factor * factor * Math.exp(-period / tau) * (period / (tau * tau));
    const gSlope = byTau ? channelFactorSlope(tau, widthNs) : 0;
    for (let i = 0; i < out.length; i++) {
      const t = edge[i]! + 2 * period;
      const e = modifiedGaussian(t, tau, sigma);
      if (e === 0) return;
      const value = e * g * factor;
      out[i] = out[i]! + value;
      if (byShift) byShift[i] = byShift[i]! + value / tau;
      if (byTau) {
        const relative = t / (tau * tau) - (sigma * sigma) / tau ** 3;
        byTau[i] = byTau[i]! + value * relative + e * (gSlope * factor + g * factorSlope);
      }
    }
  };

  return {
    movable: true,
    setShift: (shiftNs) => {
      if (shiftNs === centre && edge[channels] !== 0) return;
      centre = shiftNs;
      for (let i = 0; i <= channels; i++) edge[i] = i * widthNs - centre;
      let z = edge[0]! / sigma;
      let outside = beyond(z);
      for (let i = 0; i < channels; i++) {
        const next = edge[i + 1]! / sigma;
        const nextOutside = beyond(next);
        share[i] = between(z, outside, next, nextOutside);
        z = next;
        outside = nextOutside;
      }
    },
    prompt: (out, byShift) => {
      for (let i = 0; i < out.length; i++) out[i] = share[i]!;
      if (!byShift) return;
      const density = (t: number): number =>
        (INVERSE_ROOT_TWO_PI / sigma) * Math.exp(-0.5 * (t / sigma) ** 2);
      for (let i = 0; i < out.length; i++) byShift[i] = density(edge[i]!) - density(edge[i + 1]!);
    },
    exponential: (tau, out, byTau, byShift) => {
      out.fill(0);
      byTau?.fill(0);
      byShift?.fill(0);
      addPulse(tau, 0, out, byTau, byShift);
      if (periodNs === undefined) return;
      addPulse(tau, periodNs, out, byTau, byShift);
      addEarlier(tau, periodNs, out, byTau, byShift);
    },
  };
}

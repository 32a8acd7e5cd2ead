import { type Convolver, channelFactor, channelFactorSlope } from "./convolver.ts";
import { BACKGROUND, PROMPT, SHIFT } from "./decay-model.ts";
import { responseSpline, shiftResponse } from "./shifted-response.ts";

/**
 * Convolves a response h with exp(-i dt / tau) by the recursion y_i = e^(-dt/tau) y_(i-1) + h_i, into `out`.
 *
 * @param before y of the channel before the first, from earlier pulses
 */
export function convolveExponential(
  response: Float64Array,
  tauNs: number,
  widthNs: number,
  out: Float64Array,
  before = 0,
): void {
  const e = Math.exp(-widthNs / tauNs);
  let y = before;
  for (let i = 0; i < out.length; i++) {
    y = e * y + response[i]!;
    out[i] = y;
  }
}

/**
 * A response measured in the decay's own channels.
 *
 * @param shares response, sum 1; may be shorter or longer than the record
 * @param channels channels of the record
 * @param periodNs time between pulses, at least the length of the record; leave out for single pulses
 * @param offsetNs time of the response's first channel after that of the decay
 */
export function measuredConvolver(
  shares: Float64Array,
  channels: number,
  widthNs: number,
  periodNs?: number,
  offsetNs = 0,
): Convolver {
  const spline = responseSpline(shares);
  const h = new Float64Array(channels);
  const dh = new Float64Array(channels);
  const gap = periodNs === undefined ? 0 : periodNs - channels * widthNs;
  const state = new Float64Array(3);

  /** What earlier pulses leave in the channel before the first: y, dy/dtau and dy/dshift of the recursion. */
  const before = (tauNs: number, e: number, de: number): void => {
    state.fill(0);
    if (periodNs === undefined) return;
    let y = 0;
    let z = 0;
    let x = 0;
    for (let i = 0; i < channels; i++) {
      z = e * z + de * y;
      y = e * y + h[i]!;
      x = e * x + dh[i]!;
    }
    const left = Math.exp(-gap / tauNs);
    const passed = Math.exp(-periodNs / tauNs);
    const wrap = 1 / (1 - passed);
    const wrapSlope = wrap * wrap * passed * (periodNs / (tauNs * tauNs));
    state[0] = y * left * wrap;
    state[1] = z * left * wrap + y * left * ((gap / (tauNs * tauNs)) * wrap + wrapSlope);
    state[2] = x * left * wrap;
  };

  return {
    movable: true,
    setShift: (shiftNs, slopes) =>
      shiftResponse(spline, (shiftNs + offsetNs) / widthNs, h, slopes ? dh : null),
    prompt: (out, byShift) => {
      for (let i = 0; i < out.length; i++) out[i] = h[i]!;
      if (byShift) for (let i = 0; i < out.length; i++) byShift[i] = dh[i]! / widthNs;
    },
    exponential: (tauNs, out, byTau, byShift) => {
      const e = Math.exp(-widthNs / tauNs);
      const de = (widthNs / (tauNs * tauNs)) * e;
      const g = channelFactor(tauNs, widthNs);
      before(tauNs, e, de);
      let y = state[0]!;
      let z = state[1]!;
      let x = state[2]!;
      const n = out.length;
      if (!byTau || !byShift) {
        for (let i = 0; i < n; i++) {
          y = e * y + h[i]!;
          out[i] = g * y;
        }
        if (byShift) {
          const scale = g / widthNs;
          for (let i = 0; i < n; i++) {
            x = e * x + dh[i]!;
            byShift[i] = scale * x;
          }
        }
        return;
      }
      const dg = channelFactorSlope(tauNs, widthNs);
      const scale = g / widthNs;
      for (let i = 0; i < n; i++) {
        z = e * z + de * y;
        y = e * y + h[i]!;
        x = e * x + dh[i]!;
        out[i] = g * y;
        byTau[i] = dg * y + g * z;
        byShift[i] = scale * x;
      }
    },
    addExponential: (tauNs, amplitude, first, out, jacobian, width, column, background) => {
      const e = Math.exp(-widthNs / tauNs);
      const de = (widthNs / (tauNs * tauNs)) * e;
      const g = channelFactor(tauNs, widthNs);
      const onY = amplitude * channelFactorSlope(tauNs, widthNs);
      const onZ = amplitude * g;
      const onX = (amplitude * g) / widthNs;
      before(tauNs, e, de);
      let y = state[0]!;
      let z = state[1]!;
      let x = state[2]!;
      for (let i = 0; i < first; i++) {
        z = e * z + de * y;
        y = e * y + h[i]!;
        x = e * x + dh[i]!;
      }
      const rows = out.length;
      if (background !== null) {
        for (let r = 0, i = first, base = 0; r < rows; r++, i++, base += width) {
          z = e * z + de * y;
          y = e * y + h[i]!;
          x = e * x + dh[i]!;
          out[r] = background + onZ * y;
          jacobian[base + BACKGROUND] = 1;
          jacobian[base + PROMPT] = 0;
          jacobian[base + SHIFT] = onX * x;
          jacobian[base + column] = g * y;
          jacobian[base + column + 1] = onY * y + onZ * z;
        }
        return;
      }
      for (let r = 0, i = first, base = 0; r < rows; r++, i++, base += width) {
        z = e * z + de * y;
        y = e * y + h[i]!;
        x = e * x + dh[i]!;
        out[r] = out[r]! + onZ * y;
        jacobian[base + column] = g * y;
        jacobian[base + column + 1] = onY * y + onZ * z;
        jacobian[base + SHIFT] = jacobian[base + SHIFT]! + onX * x;
      }
    },
  };
}

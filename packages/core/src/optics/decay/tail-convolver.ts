import { type Convolver, channelFactor, channelFactorSlope, wrapFactor } from "./convolver.ts";

/**
 * No response: the decay as it is from the left edge of channel `first` on, where its amplitude is meant. Neither shift nor prompt
 * part can be told.
 */
export function tailConvolver(first: number, widthNs: number, periodNs?: number): Convolver {
  return {
    movable: false,
    setShift: () => undefined,
    prompt: (out, byShift) => {
      out.fill(0);
      byShift?.fill(0);
    },
    exponential: (tau, out, byTau, byShift) => {
      byShift?.fill(0);
      const e = Math.exp(-widthNs / tau);
      const wrap = periodNs === undefined ? 1 : wrapFactor(tau, periodNs);
      const wrapSlope =
        periodNs === undefined ? 0 : wrap * wrap * Math.exp(-periodNs / tau) * (periodNs / (tau * tau));
      const g = channelFactor(tau, widthNs) * wrap;
      const dg = channelFactorSlope(tau, widthNs) * wrap + channelFactor(tau, widthNs) * wrapSlope;
      out.fill(0, 0, first);
      byTau?.fill(0, 0, first);
      let y = 1;
      for (let i = first; i < out.length; i++) {
        out[i] = g * y;
        if (byTau) byTau[i] = y * (dg + (g * (i - first) * widthNs) / (tau * tau));
        y *= e;
      }
    },
  };
}

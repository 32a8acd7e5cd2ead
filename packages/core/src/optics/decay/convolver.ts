/**
 * Counts per channel of decays of unit amplitude behind an instrument response. "Unit amplitude" is one count per channel at
 * t = 0+; integrated over channels of width dt an exponential of lifetime tau then holds tau / dt counts in all.
 * Arrays are written for the channels 0 .. n - 1 of the record.
 */
export interface Convolver {
  /** True where the response can be moved and a prompt part be told. */
  readonly movable: boolean;
  /** Sets the position of the response, ns; with `slopes` the derivatives by it are kept too. */
  setShift(shiftNs: number, slopes: boolean): void;
  /** The exponential of lifetime tau; `byTau` and `byShift` receive the derivatives (1/ns) when given. */
  exponential(
    tauNs: number,
    out: Float64Array,
    byTau: Float64Array | null,
    byShift: Float64Array | null,
  ): void;
  /**
   * Adds A times an exponential to the means `out` of the channels from `first` on, and its columns to a row-major Jacobian of `width`
   * columns: amplitude at `column`, lifetime behind it, the shift's added to. One loop in place of several. Given a
   * background, rows begin with it: means are written instead of added to, and so are the columns up to the shift's.
   */
  addExponential?(
    tauNs: number,
    amplitude: number,
    first: number,
    out: Float64Array,
    jacobian: Float64Array,
    width: number,
    column: number,
    background: number | null,
  ): void;
  /** The response itself, sum 1 over all time: what is emitted faster than can be told. */
  prompt(out: Float64Array, byShift: Float64Array | null): void;
}

/** Share of an exponential's area per channel and unit amplitude: tau (1 - exp(-dt / tau)) / dt, and its slope (1/ns). */
export function channelFactor(tauNs: number, widthNs: number): number {
  return (-Math.expm1(-widthNs / tauNs) * tauNs) / widthNs;
}

/** d {@link channelFactor} / d tau, 1/ns. */
export function channelFactorSlope(tauNs: number, widthNs: number): number {
  const q = widthNs / tauNs;
  // (1 - e^-q - q e^-q) / dt; the series keeps the digits of small q.
  if (q < 1e-3) return (q * q * (1 / 2 - q * (1 / 3 - q / 8))) / widthNs;
  return (-Math.expm1(-q) - q * Math.exp(-q)) / widthNs;
}

/**
 * What all earlier pulses of a train leave: 1 / (1 - exp(-T / tau)) is the factor on a decay of lifetime tau repeated every T.
 * T / tau = 5 gives 1.00678365, 1.25 gives 1.40155112.
 */
export function wrapFactor(tauNs: number, periodNs: number): number {
  return -1 / Math.expm1(-periodNs / tauNs);
}

/** A parameter of a component's shape, declared once: fit, command line and docs take it from here. */
export interface ComponentParameter {
  readonly name: string;
  readonly unit: string;
  /** Bounds of the fit; of a lifetime they follow from the channels and are not given. */
  readonly range?: readonly [number, number];
  readonly start?: number;
  readonly help: string;
}

/**
 * A shape I(t) that a decay may be made of: I(0) = 1, never rising. A new component is one object in one file of this folder.
 * The first parameter is always a lifetime in ns.
 */
export interface EmissionComponent {
  readonly name: string;
  readonly help: string;
  readonly parameters: readonly ComponentParameter[];
  /**
   * I(t) at t >= 0 ns.
   *
   * @param slopes receives dI/dp for each parameter, when given
   */
  shape(timeNs: number, values: Float64Array, slopes: Float64Array | null): number;
  /** Integral of I(t) dt, ns. */
  area(values: Float64Array): number;
  /** Integral of t I(t) dt, ns2. */
  firstMoment(values: Float64Array): number;
  /** Only where I(t) is a sum of few exponentials itself: its lifetimes are then convolved as they are. */
  readonly isExponential?: boolean;
}

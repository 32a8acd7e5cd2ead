import {
  fitDecay,
  kargerDecay,
  monoExponential,
  type ShellResonances,
  type ShellSignals,
} from "../../resonance/index.ts";

/** What NMR sees at one point, with a diffusion experiment simulated there. */
export interface Seen extends ShellSignals {
  readonly label: string;
  readonly bound: number;
  /** D from one exponential fitted to a simulated decay with exchange at the rate of the parameters, m2/s. */
  readonly fittedDiffusion: number;
  /** The same without exchange. */
  readonly fittedSlow: number;
  /** What resonates in the spectrum. */
  readonly lines: ShellResonances;
}

/** The numbers of one point: name in expressions, heading, unit, where it is found. */
export const NUMBERS: readonly {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly of: (seen: Seen) => number;
}[] = [
  { name: "bound", label: "bound complexes", unit: "", of: (s) => s.bound },
  { name: "bound_chains", label: "bound chains", unit: "", of: (s) => s.boundShare },
  { name: "d", label: "D", unit: "m2/s", of: (s) => s.diffusion },
  { name: "d_bound", label: "D of a dot", unit: "m2/s", of: (s) => s.boundDiffusion },
  { name: "d_free", label: "D of what is free", unit: "m2/s", of: (s) => s.freeDiffusion },
  { name: "fitted_d", label: "D fitted to the decay", unit: "m2/s", of: (s) => s.fittedDiffusion },
  { name: "fitted_d_slow", label: "D fitted without exchange", unit: "m2/s", of: (s) => s.fittedSlow },
  { name: "radius", label: "radius from D", unit: "nm", of: (s) => s.apparentRadiusNm },
  { name: "dot_radius", label: "core radius and shell", unit: "nm", of: (s) => s.dotRadiusNm },
  { name: "shift", label: "vinylene shift", unit: "", of: (s) => s.shiftPpm },
  { name: "width", label: "vinylene width", unit: "Hz", of: (s) => s.widthHz },
  { name: "homogeneous", label: "of it homogeneous", unit: "Hz", of: (s) => s.homogeneousHz },
  { name: "noe", label: "NOE, exchanging", unit: "", of: (s) => s.noe },
  { name: "noe_bound", label: "NOE on a dot", unit: "", of: (s) => s.noeBound },
  { name: "noe_free", label: "NOE of what is free", unit: "", of: (s) => s.noeFree },
  { name: "contacts", label: "neighbours that touch", unit: "", of: (s) => s.contacts },
];

/** Gradient steps of the simulated decay, from nothing to a twentieth of the signal. */
const STEPS = 16;

/** D of one exponential fitted to the decay of two exchanging populations. */
export function fittedDiffusion(seen: ShellSignals, exchangePerS: number, delayS: number): number {
  const b = Float64Array.from(
    { length: STEPS },
    (_, i) => ((i / (STEPS - 1)) * Math.log(20)) / seen.diffusion,
  );
  const { attenuation } = kargerDecay(delayS);
  const shares = [seen.boundDiffusion, seen.freeDiffusion, 1 - seen.boundShare, exchangePerS];
  const intensity = b.map((one) => attenuation(one, shares, null));
  // Without noise of its own the simulation is weighed evenly.
  const { result } = fitDecay({ name: "simulated decay", b, intensity, sigma: 0.01 }, monoExponential);
  return result.parameters.find(({ name }) => name !== "I0")!.value!;
}

import type { LightPoint } from "./model.ts";

/** The numbers of one dose: name in expressions, heading, unit, where it is found. */
export const POINT_NUMBERS: readonly {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly of: (point: LightPoint) => number;
}[] = [
  { name: "yield", label: "quantum yield", unit: "", of: (p) => p.quantumYield },
  { name: "bright", label: "bright fraction", unit: "", of: (p) => p.brightFraction },
  { name: "tail", label: "lifetime of the tail", unit: "ns", of: (p) => p.tailLifetimeNs },
  { name: "amplitude", label: "amplitude of the tail", unit: "", of: (p) => p.tailAmplitude },
  { name: "lifetime", label: "amplitude-averaged lifetime", unit: "ns", of: (p) => p.amplitudeLifetimeNs },
  { name: "arrival", label: "intensity-averaged lifetime", unit: "ns", of: (p) => p.intensityLifetimeNs },
  { name: "one_over_e", label: "time to 1/e", unit: "ns", of: (p) => p.oneOverENs },
  { name: "prompt", label: "prompt share of the light", unit: "", of: (p) => p.promptShare },
  { name: "shallow", label: "shallow traps per dot", unit: "", of: (p) => p.shallowPerDot },
  { name: "bare", label: "bare share of the sites", unit: "", of: (p) => p.bare },
  { name: "stripped", label: "stripped share of the sites", unit: "", of: (p) => p.stripped },
];

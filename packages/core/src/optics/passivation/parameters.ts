import type { ObservableParameter } from "../../surface/observable.ts";

/** Names of the parameters of a dot's light, beside one passivating power a ligand. */
export type LightParameterName =
  | "p_deep"
  | "p_shallow"
  | "p_stripped"
  | "sites_per_trap"
  | "inner_traps"
  | "tau_radiative"
  | "k_shallow"
  | "tau_dark";

/** The one declaration of the light's parameters: a chance is per site of the class and dot. */
export const LIGHT_PARAMETERS: readonly (ObservableParameter & { readonly name: LightParameterName })[] = [
  {
    name: "p_deep",
    unit: "",
    range: [0, 0.99],
    default: 0,
    start: 0.005,
    scale: "log",
    help: "chance that a bare site is a deep trap, which makes its dot dark",
  },
  {
    name: "p_shallow",
    unit: "",
    range: [0, 0.99],
    default: 0,
    start: 0.01,
    scale: "log",
    help: "chance that a bare site is a shallow trap, which shortens the decay of a bright dot",
  },
  {
    name: "p_stripped",
    unit: "",
    range: [0, 0.99],
    default: 0,
    start: 0.01,
    scale: "log",
    help: "chance that a site whose metal was stripped is a deep trap",
  },
  {
    name: "sites_per_trap",
    unit: "",
    range: [1, 6],
    default: 1,
    start: 1,
    scale: "linear",
    help: "bare sites that must lie side by side to make a trap: 1 for a lone site, 2 for a pair",
  },
  {
    name: "inner_traps",
    unit: "",
    range: [0, 20],
    default: 0,
    start: 0.1,
    scale: "linear",
    help: "mean number per dot of deep traps inside, which no ligand reaches",
  },
  {
    name: "tau_radiative",
    unit: "ns",
    range: [1e-3, 1e6],
    default: null,
    start: 5,
    scale: "log",
    help: "radiative lifetime of a dot in its solvent",
  },
  {
    name: "k_shallow",
    unit: "/ns",
    range: [0, 1e4],
    default: 0,
    start: 0.1,
    scale: "log",
    help: "rate that one shallow trap adds to the decay",
  },
  {
    name: "tau_dark",
    unit: "ns",
    range: [0, 1e3],
    default: 0,
    start: 0.1,
    scale: "linear",
    help: "lifetime of a dot with a deep trap: its prompt light; 0 for none",
  },
];

/** Name of the passivating power of a ligand. */
export const powerName = (ligand: string): string => `power.${ligand}`;

/** Passivating power of a ligand, 0 (leaves its site as bad as bare) to 1; 1 for the one that is watched. */
export function powerParameter(ligand: string, watched: string): ObservableParameter {
  return {
    name: powerName(ligand),
    unit: "",
    range: [0, 1],
    default: ligand === watched ? 1 : null,
    start: 0.5,
    scale: "linear",
    help: `share of the harm of a bare site that ${ligand} takes away where it sits`,
  };
}

import type {
  FigureSpec,
  InterfaceEnsemble,
  InterfaceState,
  InterfaceValues,
  InterfaceWords,
  MapSpec,
  ShellSignals,
  ShellSignalValues,
} from "@oleate/core";
import type { DotScene } from "./structure-protocol.ts";

/** Something put into the solution: molecules for each dot, or mmol/L. */
export interface Addition {
  readonly name: string;
  readonly amount: number;
  readonly unit: "eq" | "mM";
}

/** A solution of dots as the page's controls ask for it. */
export interface InterfaceWish {
  readonly material: string;
  readonly shape: string;
  readonly sizeNm: number;
  readonly concentrationUm: number;
  readonly solvent: string;
  /** Second solvent of a mixture and its share by volume in %; empty for none. */
  readonly second: string;
  readonly secondPercent: number;
  readonly temperatureK: number;
  readonly additions: readonly Addition[];
  /** Parameters in place of the usual ones. */
  readonly set: Partial<InterfaceValues>;
}

/** What a curve runs along. */
export type CurveAxis = "concentration" | "solvent" | "size" | "ligand";

/** Bound share along one axis, as shares from 0 to 1; `low` and `high` once the parameter sets are there. */
export interface Curve {
  readonly axis: CurveAxis;
  /** The added ligand, for the axis of that name. */
  readonly ligand: string;
  /** M, E_T^N, nm or equivalents. */
  readonly x: readonly number[];
  readonly bound: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
  /** Share of the sites with a complex, by kind of site; NaN where a dot has none of them. */
  readonly kinds: readonly { readonly label: string; readonly shares: readonly number[] }[];
  /** Points that could not be computed, such as sizes that cannot be built. */
  readonly missing: number;
}

/** Where the solution stands on every axis. */
export interface Present {
  readonly dotsMolar: number;
  readonly polarity: number;
  readonly temperatureK: number;
  readonly sizeNm: number;
  /** Of the ligand the curve is drawn for. */
  readonly equivalents: number;
}

/** The bare core of the dot, and the kind of site of each of its atoms, -1 for those that carry nothing. */
export interface CoreAnswer {
  readonly kind: "core";
  readonly ticket: number;
  readonly key: string;
  readonly scene: DotScene;
  readonly labels: readonly string[];
  readonly kindOf: Int8Array;
}

/** What is on the dots; with nine in ten of the parameter sets' bound shares, where those are there. */
export interface StateAnswer {
  readonly kind: "state";
  readonly ticket: number;
  readonly state: InterfaceState;
  /** Complexes of a full shell. */
  readonly complexes: number;
  readonly complex: string;
  readonly present: Present;
  readonly interval: readonly [low: number, high: number] | null;
  /** From receiving the request to here. */
  readonly milliseconds: number;
}

/** One curve. */
export interface CurveAnswer {
  readonly kind: "curve";
  readonly ticket: number;
  readonly key: string;
  readonly curve: Curve;
}

/** Bound share over concentration (rows, M) and polarity (columns), row-major. */
export interface MapAnswer {
  readonly kind: "map";
  readonly ticket: number;
  readonly key: string;
  readonly concentrationsMolar: readonly number[];
  readonly polarities: readonly number[];
  readonly values: Float64Array;
  /** Spent on it. */
  readonly milliseconds: number;
}

/** The NMR experiment that is simulated, and parameters of the signals in place of the usual ones. */
export interface SignalsWish {
  readonly delayMs: number;
  readonly set: Partial<ShellSignalValues>;
}

/** What NMR would show of the state. */
export interface NmrShown {
  readonly signals: ShellSignals;
  readonly figures: readonly FigureSpec[];
  readonly map: MapSpec;
  readonly notes: readonly string[];
}

/** The same, or why it cannot be shown, such as for a solvent of unknown viscosity; the rest of the page stands. */
export interface NmrAnswer {
  readonly kind: "nmr";
  readonly ticket: number;
  readonly key: string;
  readonly shown: NmrShown | null;
  readonly problem: string;
  readonly milliseconds: number;
}

/** Everything of a request has been sent. */
export interface Settled {
  readonly kind: "settled";
  readonly ticket: number;
}

/** Where on the page a problem belongs. */
export type InterfaceControl =
  | "dot"
  | "size"
  | "concentration"
  | "solvent"
  | "temperature"
  | "additions"
  | "parameters";

/** A solution that cannot be; the page says so beside its control. */
export interface InterfaceRefused {
  readonly kind: "refused";
  readonly ticket: number;
  readonly control: InterfaceControl;
  readonly message: string;
}

/** What the worker of the interface sends. */
export type InterfaceAnswer =
  | CoreAnswer
  | StateAnswer
  | NmrAnswer
  | CurveAnswer
  | MapAnswer
  | Settled
  | InterfaceRefused;

/** What the page sends to it: a solution, and the parameter sets its intervals are taken from (none while they are drawn). */
export interface InterfaceRequest {
  readonly ticket: number;
  readonly words: InterfaceWords;
  /** Ligand of the curve against what is added. */
  readonly ligand: string;
  readonly signals: SignalsWish;
  /** Keys of the core, the curves, the map and the spectra that the page holds: what has not changed is not sent again. */
  readonly have: readonly string[];
  /** Names the parameter sets; they are sent once. */
  readonly sets: string;
  readonly members?: readonly InterfaceValues[];
}

/** What the worker that draws parameter sets sends. */
export type EnsembleAnswer =
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "drawn"; readonly ensemble: InterfaceEnsemble }
  | { readonly kind: "refused"; readonly message: string };

/** What the page sends to it: the parameters that are held. */
export interface EnsembleRequest {
  readonly set: Partial<InterfaceValues>;
}

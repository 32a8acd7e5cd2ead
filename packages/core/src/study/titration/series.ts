import type { NoiseModel } from "../../inference/problem.ts";
import type { TrappedDecay } from "../../optics/index.ts";
import type { Network } from "../../surface/network.ts";
import type { Observable } from "../../surface/observable.ts";

/** How one parameter of the problem enters the speciation. */
export type Entry =
  /** K of a reaction: ln K = ln(parameter x molarPerUnit). */
  | {
      readonly kind: "constant";
      readonly parameter: number;
      readonly reaction: number;
      readonly molarPerUnit: number;
    }
  /** An enthalpy: ln K of a reaction gains parameter x perRow[i], -(1/T_i - 1/T_0)/R per kJ/mol. */
  | {
      readonly kind: "enthalpy";
      readonly parameter: number;
      readonly reaction: number;
      readonly perRow: Float64Array;
    }
  /** An ingredient: its amount in row i gains parameter x perRow[i], mol/L. */
  | {
      readonly kind: "ingredient";
      readonly parameter: number;
      readonly species: number;
      readonly perRow: Float64Array;
    };

/** An observable's own parameter: a number, or the problem's parameter of that index in the unit it is declared in. */
export type OwnEntry =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "parameter"; readonly parameter: number };

/** Heats of a calorimetric titration: each row is one injection into a full cell of this volume. */
export interface InjectionHeat {
  readonly cellVolumeLitre: number;
  readonly injectedLitre: Float64Array;
  /** Total titrant in the cell at each row, mol/L: heat of dilution is a constant and a slope in it. */
  readonly titrantMolar: Float64Array;
}

/** Histograms of a series of decays: one a row, all in the same channels behind the same response. */
export interface DecayCounts {
  /** Counts of the channels that are fitted, one array a row. */
  readonly counts: readonly Float64Array[];
  /** Left edges of those channels, ns. */
  readonly timesNs: Float64Array;
  readonly shape: TrappedDecay;
  /** Shift of the response, ns; null where there is no response. */
  readonly shift: OwnEntry | null;
}

/** One titration ready to be fitted. */
export interface TitrationSeries {
  readonly name: string;
  readonly network: Network;
  readonly sites: readonly string[];
  readonly watched: string;
  readonly alsoSeen?: readonly string[];
  readonly observable: Observable;
  /** ln K of every reaction, molar units; those under an entry are overwritten. */
  readonly lnK: Float64Array;
  /** Added to ln K in each row, for titrations against temperature. */
  readonly lnKShift?: readonly Float64Array[];
  /** What was mixed in each row, mol/L over the species, without what the entries add. */
  readonly initialMolar: readonly Float64Array[];
  readonly dotsMolar: Float64Array;
  readonly entries: readonly Entry[];
  /** The observable's own parameters, in the order it declares them. */
  readonly own?: readonly OwnEntry[];
  readonly parameterCount: number;
  /** Signals, one array a channel, one number a row; NaN where nothing was measured. */
  readonly signals: readonly Float64Array[];
  readonly unit: string;
  readonly noise: NoiseModel;
  readonly belowLimit?: Float64Array;
  /** Given for calorimetry: row 0 is the cell before the first injection and carries no signal. */
  readonly heat?: InjectionHeat;
  /** Given for decays: the observable's terms are then the numbers their shape follows from; a signal is a row's photons. */
  readonly decays?: DecayCounts;
}

import type { NoiseModel } from "../../inference/problem.ts";
import type { Observable } from "../../surface/observable.ts";
import type { Model } from "../model/index.ts";
import type { OwnParameter } from "../own-parameters.ts";
import type { MeasuredDecays } from "./measured-decays.ts";

/** One measured series read from its table, in the model's units. */
export interface Measurement {
  readonly name: string;
  readonly title: string;
  readonly model: Model;
  readonly observable: Observable;
  readonly watched: string;
  /** The observable's own parameters; `value` null where nothing gives one and a fit must free it. */
  readonly own: readonly OwnParameter[];
  readonly unit: string;
  /** What was varied, as printed: header, unit and numbers of the first `against` column. */
  readonly dose: { readonly name: string; readonly unit: string; readonly values: Float64Array };
  /** What was mixed in each row, mol/L over the network's species. */
  readonly initialMolar: readonly Float64Array[];
  readonly dotsMolar: Float64Array;
  /** Ingredients whose amount was varied from row to row by adding them. */
  readonly varied: ReadonlySet<string>;
  readonly signals: readonly Float64Array[];
  readonly noise: NoiseModel;
  readonly belowLimit?: Float64Array;
  /** Temperature of each row and what it adds to ln K of the reactions, where temperature was varied. */
  readonly temperaturesK?: Float64Array;
  readonly lnKShift?: readonly Float64Array[];
  /** Of the observable `decay`: the histograms; `signals` then holds the photons of each. */
  readonly decays?: MeasuredDecays;
}

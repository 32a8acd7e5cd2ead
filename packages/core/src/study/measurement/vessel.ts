import { InputError, nearestNames, type Place } from "../../errors.ts";
import type { AnalysisContext } from "../analyses/analysis.ts";
import type { Model } from "../model/index.ts";
import type { Table } from "../table.ts";

/** What is in the vessel at every row of a table; each way of varying it changes the rows in place. */
export interface Vessel {
  readonly table: Table;
  /** Data rows used, counted from 0. */
  readonly rows: readonly number[];
  readonly model: Model;
  readonly context: AnalysisContext;
  /** What was mixed, mol/L over the network's species, and the dots, mol/L: one a row. */
  readonly initialMolar: Float64Array[];
  readonly dotsMolar: Float64Array;
  /** Ingredients that were added. */
  readonly varied: Set<string>;
  temperaturesK?: Float64Array;
  /** Added to ln K of the reactions in each row. */
  lnKShift?: Float64Array[];
  /** Place of a key of the measurement. */
  at(...rest: (string | number)[]): Place;
}

/** What was varied, as printed. */
export interface Dose {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

/** Index of an ingredient in the network. @throws InputError with the nearest names */
export function speciesIndex({ model }: Vessel, name: string, place: Place): number {
  const index = model.network.indexOf.get(name);
  if (index !== undefined) return index;
  throw new InputError({
    what: `no species is called ${name}`,
    remedy: `nearest: ${nearestNames(name, [...model.network.indexOf.keys()]).join(", ")}`,
    place,
  });
}

/** Thins everything in a row of the vessel, dots included, to this share. */
export function thin(
  { initialMolar, dotsMolar }: Vessel,
  row: number,
  share: (amount: number) => number,
): void {
  dotsMolar[row] = share(dotsMolar[row]!);
  initialMolar[row] = initialMolar[row]!.map(share);
}

import type { ObservableContext } from "../../surface/observable.ts";
import { forEachRow } from "./rows.ts";
import type { TitrationSeries } from "./series.ts";

/** Terms of a series' signal at every row, and their derivative by the parameters (rows x terms x parameters). */
export type RowTerms = (parameters: Float64Array, out: Float64Array, jacobian: Float64Array | null) => void;

/** What the observable is told beside the concentrations of a row. */
export function observableContext(series: TitrationSeries, row: number): ObservableContext {
  return {
    network: series.network,
    sites: series.sites,
    watched: series.watched,
    ...(series.alsoSeen ? { alsoSeen: series.alsoSeen } : {}),
    dotsMolar: series.dotsMolar[row]!,
  };
}

/** Terms of a signal seen through an observable of the state. */
export function observableTerms(series: TitrationSeries, terms: number): RowTerms {
  const each = forEachRow(series);
  const n = series.network.species.length;
  const p = series.parameterCount;
  const values = new Float64Array(terms);
  const gradient = new Float64Array(terms * n);
  const contexts = series.initialMolar.map((_, row) => observableContext(series, row));
  const entries = series.own ?? [];
  const own = {
    values: new Float64Array(entries.length),
    gradient: new Float64Array(terms * entries.length),
  };
  const ownValues = { values: own.values, gradient: null };
  return (parameters, out, jacobian) => {
    entries.forEach((entry, i) => {
      own.values[i] = entry.kind === "value" ? entry.value : parameters[entry.parameter]!;
    });
    each(parameters, jacobian !== null, (row, c, slope) => {
      series.observable.evaluate(
        c,
        contexts[row]!,
        values,
        jacobian ? gradient : null,
        jacobian ? own : ownValues,
      );
      for (let term = 0; term < terms; term++) {
        out[row * terms + term] = values[term]!;
        if (!jacobian) continue;
        for (let k = 0; k < p; k++) {
          let sum = 0;
          for (let j = 0; j < n; j++) {
            const weight = gradient[term * n + j]!;
            if (weight !== 0) sum += weight * slope[j * p + k]!;
          }
          jacobian[(row * terms + term) * p + k] = sum;
        }
        entries.forEach((entry, i) => {
          if (entry.kind === "parameter")
            jacobian[(row * terms + term) * p + entry.parameter]! += own.gradient[term * entries.length + i]!;
        });
      }
    });
  };
}

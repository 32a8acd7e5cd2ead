import type { Dataset } from "../../inference/problem.ts";
import { type CountedDecay, countedDecay, lightOfNumbers } from "../../optics/index.ts";
import { observableContext, observableTerms } from "./seen.ts";
import type { DecayCounts, TitrationSeries } from "./series.ts";
import { turningBack } from "./turning-back.ts";

/** Decays as a data set of counts; `rows` tells the amplitude and background of each at the last prediction. */
export interface DecayDataset extends Dataset {
  /** An amplitude and a background a row. */
  readonly eliminated: number;
  readonly rows: readonly CountedDecay[];
}

/**
 * Makes a series of decays one data set of Poisson counts, row after row: the state of each row gives the traps of its dots,
 * these the shape of the decay behind the response, and amplitude and background stand at their most likely values. Derivatives
 * by the problem's parameters are exact, by the chain rule through all of it.
 */
export function decayDataset(series: TitrationSeries, decays: DecayCounts): DecayDataset {
  const { shape, counts, shift } = decays;
  const classes = series.sites.length;
  const numbers = series.observable.terms(observableContext(series, 0)).length;
  const p = series.parameterCount;
  const light = observableTerms(series, numbers);
  const rows = counts.map(countedDecay);
  const channels = shape.rows;
  const columns = shape.columns(classes);
  const values = new Float64Array(rows.length * numbers);
  const slopesOfValues = new Float64Array(rows.length * numbers * p);
  const one = new Float64Array(channels);
  const means = new Float64Array(channels);
  const slopes = new Float64Array(columns * channels);

  const fill = (parameters: Float64Array, out: Float64Array, jacobian: Float64Array | null): void => {
    light(parameters, values, jacobian ? slopesOfValues : null);
    const shiftNs = shift === null ? 0 : shift.kind === "value" ? shift.value : parameters[shift.parameter]!;
    jacobian?.fill(0);
    for (const [row, decay] of rows.entries()) {
      const found = lightOfNumbers(values.subarray(row * numbers, (row + 1) * numbers), classes);
      shape.evaluate(found.traps, found.rates, shiftNs, one, jacobian && slopes);
      decay.settle(one, means, jacobian && slopes, columns);
      out.set(means, row * channels);
      if (!jacobian) continue;
      const add = (column: number, parameter: number, factor: number): void => {
        if (factor === 0) return;
        const from = column * channels;
        let to = row * channels * p + parameter;
        for (let i = 0; i < channels; i++, to += p) jacobian[to]! += factor * slopes[from + i]!;
      };
      for (let c = 0; c < numbers; c++) {
        for (let k = 0; k < p; k++) add(c, k, slopesOfValues[(row * numbers + c) * p + k]!);
      }
      if (shift?.kind === "parameter") add(numbers, shift.parameter, 1);
    }
  };
  const observed = new Float64Array(rows.length * channels);
  counts.forEach((row, i) => {
    observed.set(row, i * channels);
  });
  return {
    name: series.name,
    unit: series.unit,
    observed,
    noise: { kind: "counting" },
    eliminated: 2 * rows.length,
    rows,
    predict: turningBack(fill),
  };
}

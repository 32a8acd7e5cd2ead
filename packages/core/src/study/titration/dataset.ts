import { InputError } from "../../errors.ts";
import type { Dataset, SeparableDataset } from "../../inference/problem.ts";
import { type DecayDataset, decayDataset } from "./decay-dataset.ts";
import { heatTermNames, heatTerms } from "./heat.ts";
import { observableContext, observableTerms } from "./seen.ts";
import type { TitrationSeries } from "./series.ts";
import { turningBack } from "./turning-back.ts";

/** Names of the terms: the observable's, or for heats one a complex and two for dilution. */
export function termNames(series: TitrationSeries): readonly string[] {
  return series.heat ? heatTermNames(series.network) : series.observable.terms(observableContext(series, 0));
}

/** Rows in which every channel was measured. */
function measuredRows(series: TitrationSeries): number[] {
  return series.initialMolar
    .map((_, row) => row)
    .filter(
      (row) => !(series.heat && row === 0) && series.signals.every((signal) => Number.isFinite(signal[row]!)),
    );
}

/**
 * Makes a titration the inference room can fit: predictions with analytic derivatives through the speciation.
 * Signals with unknown amplitudes become a separable data set whose amplitudes are eliminated; decays one of counts.
 * @throws InputError when nothing was measured
 */
export function titrationDataset(series: TitrationSeries): Dataset | SeparableDataset | DecayDataset {
  if (series.decays) return decayDataset(series, series.decays);
  const names = termNames(series);
  const terms = names.length;
  const all = series.heat ? heatTerms(series, series.heat, terms) : observableTerms(series, terms);
  const rows = measuredRows(series);
  if (rows.length === 0)
    throw new InputError({ what: `${series.name}: no row holds a complete measurement` });
  const p = series.parameterCount;
  const total = series.initialMolar.length;
  const scratch = new Float64Array(total * terms);
  const scratchJacobian = new Float64Array(total * terms * p);
  const gather = (parameters: Float64Array, out: Float64Array, jacobian: Float64Array | null): void => {
    if (rows.length === total) {
      all(parameters, out, jacobian);
      return;
    }
    all(parameters, scratch, jacobian ? scratchJacobian : null);
    rows.forEach((row, i) => {
      out.set(scratch.subarray(row * terms, (row + 1) * terms), i * terms);
      jacobian?.set(scratchJacobian.subarray(row * terms * p, (row + 1) * terms * p), i * terms * p);
    });
  };
  const common = { name: series.name, unit: series.unit };
  if (series.observable.amplitudes === "known" && !series.heat) {
    const observed = Float64Array.from(rows, (row) => series.signals[0]![row]!);
    return {
      ...common,
      observed,
      noise: series.noise,
      ...(series.belowLimit
        ? { belowLimit: Float64Array.from(rows, (row) => series.belowLimit![row]!) }
        : {}),
      predict: turningBack(gather),
    };
  }
  if (series.noise.kind !== "constant") {
    throw new InputError({
      what: `${series.name}: signals with free amplitudes take constant noise`,
      found: series.noise.kind,
    });
  }
  const channels = series.signals.length;
  const observed = new Float64Array(rows.length * channels);
  rows.forEach((row, i) => {
    series.signals.forEach((signal, c) => {
      observed[i * channels + c] = signal[row]!;
    });
  });
  return {
    ...common,
    observed,
    rows: rows.length,
    channels,
    terms,
    amplitudeNames: names,
    noise: series.noise,
    basis: gather,
  };
}

import { InputError } from "../errors.ts";
import type { Dataset, NoiseModel, SeparableDataset } from "../inference/problem.ts";
import type { Network } from "../surface/network.ts";
import type { Observable, ObservableContext } from "../surface/observable.ts";
import {
  differentiateWithTraces,
  emptyDerivatives,
  prepareSpeciation,
  solveSpeciation,
} from "../surface/speciation.ts";

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
}

/** Terms of a series' signal at every row, and their derivative by the parameters (rows x terms x parameters). */
type RowTerms = (parameters: Float64Array, out: Float64Array, jacobian: Float64Array | null) => void;

function context(series: TitrationSeries, row: number): ObservableContext {
  return {
    network: series.network,
    sites: series.sites,
    watched: series.watched,
    ...(series.alsoSeen ? { alsoSeen: series.alsoSeen } : {}),
    dotsMolar: series.dotsMolar[row]!,
  };
}

/** Names of the terms: the observable's, or for heats one a complex and one for dilution. */
export function termNames(series: TitrationSeries): readonly string[] {
  if (!series.heat) return series.observable.terms(context(series, 0));
  return [
    ...complexes(series.network).map((j) => series.network.species[j]!.name),
    "dilution",
    "dilution per mol/L of titrant",
  ];
}

/** Species made of more than one part: what forms with a heat. */
function complexes(network: Network): readonly number[] {
  return network.species
    .map(({ composition }, index) => ({ index, size: [...composition.values()].reduce((a, b) => a + b, 0) }))
    .filter(({ size }) => size > 1)
    .map(({ index }) => index);
}

/** Solves every row; `visit` receives its concentrations and, row-major species x parameters, their derivatives. */
function forEachRow(
  series: TitrationSeries,
): (
  parameters: Float64Array,
  differentiate: boolean,
  visit: (row: number, c: Float64Array, slope: Float64Array) => void,
) => void {
  const { network, entries, parameterCount } = series;
  const n = network.species.length;
  const speciation = prepareSpeciation(network);
  const derivatives = emptyDerivatives(network);
  const lnK = Float64Array.from(series.lnK);
  const thermal = series.lnKShift !== undefined || entries.some((entry) => entry.kind === "enthalpy");
  const lnKOfRow = thermal ? new Float64Array(lnK.length) : lnK;
  const initial = new Float64Array(n);
  const concentrations = new Float64Array(n);
  const slope = new Float64Array(n * parameterCount);
  const reactionCount = network.reactions.length;
  const wanted = entries.flatMap((entry) => (entry.kind === "ingredient" ? [entry.species] : []));
  return (parameters, differentiate, visit) => {
    for (const entry of entries) {
      if (entry.kind === "constant")
        lnK[entry.reaction] = Math.log(parameters[entry.parameter]! * entry.molarPerUnit);
    }
    for (let row = 0; row < series.initialMolar.length; row++) {
      initial.set(series.initialMolar[row]!);
      for (const entry of entries) {
        if (entry.kind === "ingredient")
          initial[entry.species]! += parameters[entry.parameter]! * entry.perRow[row]!;
      }
      if (thermal) {
        lnKOfRow.set(lnK);
        series.lnKShift?.[row]?.forEach((shift, r) => {
          lnKOfRow[r]! += shift;
        });
        for (const entry of entries) {
          if (entry.kind === "enthalpy")
            lnKOfRow[entry.reaction]! += parameters[entry.parameter]! * entry.perRow[row]!;
        }
      }
      if (!differentiate) {
        solveSpeciation(speciation, lnKOfRow, initial, concentrations);
        visit(row, concentrations, slope);
        continue;
      }
      differentiateWithTraces(speciation, lnKOfRow, initial, wanted, concentrations, derivatives);
      slope.fill(0);
      for (const entry of entries) {
        const p = entry.parameter;
        for (let j = 0; j < n; j++) {
          slope[j * parameterCount + p]! +=
            entry.kind === "constant"
              ? derivatives.byLnK[j * reactionCount + entry.reaction]! / parameters[p]!
              : entry.kind === "enthalpy"
                ? derivatives.byLnK[j * reactionCount + entry.reaction]! * entry.perRow[row]!
                : derivatives.byInitial[j * n + entry.species]! * entry.perRow[row]!;
        }
      }
      visit(row, concentrations, slope);
    }
  };
}

function observableTerms(series: TitrationSeries, terms: number): RowTerms {
  const each = forEachRow(series);
  const n = series.network.species.length;
  const p = series.parameterCount;
  const values = new Float64Array(terms);
  const gradient = new Float64Array(terms * n);
  const contexts = series.initialMolar.map((_, row) => context(series, row));
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

/**
 * Amount of each complex formed by an injection, mol: V (c_i - c_(i-1) (1 - v_i/V)), the cell keeping its volume
 * while v_i spills over. The last two terms are 1 and the titrant's total: heat of dilution, linear in the titrant.
 * Source: Wiseman et al., Anal. Biochem. 1989, 179, 131; MicroCal overfill convention.
 */
function heatTerms(series: TitrationSeries, heat: InjectionHeat, terms: number): RowTerms {
  const each = forEachRow(series);
  const formed = complexes(series.network);
  const p = series.parameterCount;
  const before = new Float64Array(formed.length);
  const slopeBefore = new Float64Array(formed.length * p);
  const volume = heat.cellVolumeLitre;
  return (parameters, out, jacobian) => {
    before.fill(0);
    slopeBefore.fill(0);
    each(parameters, jacobian !== null, (row, c, slope) => {
      const stays = 1 - heat.injectedLitre[row]! / volume;
      formed.forEach((j, term) => {
        out[row * terms + term] = row === 0 ? 0 : volume * (c[j]! - stays * before[term]!);
        before[term] = c[j]!;
        if (!jacobian) return;
        for (let k = 0; k < p; k++) {
          const now = slope[j * p + k]!;
          jacobian[(row * terms + term) * p + k] =
            row === 0 ? 0 : volume * (now - stays * slopeBefore[term * p + k]!);
          slopeBefore[term * p + k] = now;
        }
      });
      out[row * terms + terms - 2] = row === 0 ? 0 : 1;
      out[row * terms + terms - 1] = row === 0 ? 0 : heat.titrantMolar[row]!;
      jacobian?.fill(0, (row * terms + terms - 2) * p, (row * terms + terms) * p);
    });
  };
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
 * Signals with unknown amplitudes become a separable data set whose amplitudes are eliminated.
 * @throws InputError when nothing was measured
 */
export function titrationDataset(series: TitrationSeries): Dataset | SeparableDataset {
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
      predict: gather,
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

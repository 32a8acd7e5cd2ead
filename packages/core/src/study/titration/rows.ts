import {
  differentiateWithTraces,
  emptyDerivatives,
  prepareSpeciation,
  solveSpeciation,
} from "../../surface/speciation.ts";
import type { TitrationSeries } from "./series.ts";

/** Solves every row; `visit` receives its concentrations and, row-major species x parameters, their derivatives. */
export function forEachRow(
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

import { InputError } from "../../errors.ts";
import { type Estimation, estimate } from "../../inference/index.ts";
import type { FitResult, ResultTable } from "../result.ts";
import { decayReports } from "./decay-figures.ts";
import { curveFigure, profileFigure, sharedAxes } from "./figures.ts";
import type { TitrationSeries } from "./series.ts";
import type { DoseAxis } from "./smooth.ts";
import { startedProblem, type TitrationParameter } from "./start.ts";

/** A joint titration fit: its report and the estimation it came from. */
export interface TitrationFit {
  readonly result: FitResult;
  readonly estimation: Estimation;
  /** One a series of decays: amplitude and background of each. */
  readonly tables: readonly ResultTable[];
  /** A sentence a series of decays: its deviance beside what counting noise gives. */
  readonly remarks: readonly string[];
}

/**
 * Fits titrations together and reports estimates with profile intervals, verdicts, quality and figures.
 * @throws InputError when there are more unknowns than data; DomainError from the fit
 */
export function fitTitrations(
  id: string,
  title: string,
  series: readonly TitrationSeries[],
  axes: readonly DoseAxis[],
  parameters: readonly TitrationParameter[],
  options: { readonly level: number; readonly seed: number },
): TitrationFit {
  if (parameters.length === 0) {
    throw new InputError({
      what: "nothing is left to fit",
      expected: "a constant written `= fit`",
      remedy: "write for example K = fit",
    });
  }
  const estimation = estimate(startedProblem(series, parameters), {
    level: options.level,
    seed: options.seed,
  });
  const { fit: best, estimates } = estimation;
  // Residuals of different units do not add up: the root mean square is that of the first one's, of decays last of all.
  const first = series.find(({ decays: histograms }) => histograms === undefined) ?? series[0]!;
  const alike = best.series.filter(({ unit }) => unit === first.unit);
  const meanSquare =
    alike.reduce((sum, one) => sum + one.sumOfSquares, 0) /
    alike.reduce((sum, one) => sum + one.observations, 0);
  const model = series[0]!.network.reactions.map((reaction) => reaction.text).join("; ");
  const decays = decayReports(id, series, axes, estimation);
  return {
    estimation,
    tables: decays.map(({ table }) => table),
    remarks: decays.map(({ remark }) => remark),
    result: {
      id,
      title,
      model,
      parameters: estimates,
      correlationOf: best.freeNames,
      correlation: best.correlation ?? [],
      observations: best.observations,
      freeParameters: best.freeParameters,
      sumOfSquares: best.sumOfSquares,
      // Counts are numbers without a unit.
      rms: { value: Math.sqrt(meanSquare), unit: first.decays ? "" : first.unit },
      aicc: best.aicc,
      bic: best.bic,
      evaluations: best.evaluations,
      termination: best.termination,
      figures: [
        ...sharedAxes(series, axes).flatMap((indices, group) =>
          curveFigure(group === 0 ? id : `${id}-${group + 1}`, title, series, axes, estimation, indices),
        ),
        ...decays.flatMap(({ figures }) => figures),
        ...profileFigure(id, estimation, options.level),
      ],
      notes: best.warnings,
    },
  };
}

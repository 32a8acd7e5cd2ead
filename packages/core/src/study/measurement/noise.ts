import { InputError, type Place } from "../../errors.ts";
import type { NoiseModel } from "../../inference/problem.ts";
import type { AnalysisContext } from "../analyses/analysis.ts";
import type { MeasurementFile } from "../schema/index.ts";

/** How the signal of a measurement scatters. @throws InputError for a standard deviation that is not positive */
export function noiseOf(
  file: MeasurementFile,
  unit: string,
  context: AnalysisContext,
  place: Place,
  usualSigma: number | undefined,
): NoiseModel {
  const kind = file.noise ?? "constant";
  const given = file.sigma === undefined ? undefined : context.evaluator.number(file.sigma, unit, place);
  // A usual scatter is an absolute one: it does not stand in for a fraction.
  const sigma = given ?? (kind === "constant" ? usualSigma : undefined);
  if (sigma !== undefined && !(sigma > 0)) {
    throw new InputError({
      what: "sigma must be positive",
      found: String(file.sigma),
      expected: `above 0 ${unit}`,
      place,
    });
  }
  switch (kind) {
    case "counting":
      return { kind };
    case "proportional":
      return { kind, ...(sigma === undefined ? {} : { fraction: sigma }), floor: 0 };
    default:
      return { kind, ...(sigma === undefined ? {} : { sigma }) };
  }
}

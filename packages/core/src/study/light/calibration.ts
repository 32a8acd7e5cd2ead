import { InputError } from "../../errors.ts";
import { type Estimation, estimate, type Fit, fit, type Problem } from "../../inference/index.ts";
import { conditionCount, datasetsOf, type LightConditions, unknownOf } from "./conditions.ts";
import type { LightModel } from "./model.ts";

/** Parameters that the printed numbers fix: the model's constants and lnK with them, the light's values by name. */
export interface Calibration {
  readonly fit: Fit;
  readonly lnK: Float64Array;
  readonly values: ReadonlyMap<string, number>;
  /** Root mean square of the misfits in units of their errors: 0, to 1e-6, when every number is met. */
  readonly misfit: number;
}

/** Largest misfit, in units of the errors, of a set of parameters that meets the printed numbers. */
export const MET = 1;

function problemsOf(
  light: LightModel,
  conditions: LightConditions,
  free: readonly string[],
  near: ReadonlyMap<string, number> | null,
): Problem[] {
  const unknowns = free.map((name, index) => unknownOf(name, index, light));
  const count = conditionCount(conditions);
  if (unknowns.length > count) {
    throw new InputError({
      what: "there are more unknowns than printed numbers",
      found: `${unknowns.length} unknowns (${free.join(", ")}) and ${count} numbers`,
      expected: `at most ${count} unknowns`,
      remedy: "hold some of them under `with: parameters:`",
    });
  }
  const datasets = datasetsOf(light, conditions, unknowns);
  const starts = unknowns.reduce<number[][]>(
    (all, { parameter, starts: offers }) => {
      const known = near?.get(parameter.name);
      return all.flatMap((head) => (known === undefined ? offers : [known]).map((value) => [...head, value]));
    },
    [[]],
  );
  return starts.map((values) => ({
    datasets,
    parameters: unknowns.map(({ parameter }, i) => ({ ...parameter, start: values[i]! })),
  }));
}

function calibrationOf(light: LightModel, found: Fit): Calibration {
  const named = new Map(found.parameters.map(({ name, value }) => [name, value]));
  const lnK = Float64Array.from(light.model.constants, ({ name, valueMolar, molarPerUnit }) => {
    const fitted = named.get(name);
    return Math.log(fitted === undefined ? (valueMolar ?? Number.NaN) : fitted * molarPerUnit);
  });
  return { fit: found, lnK, values: named, misfit: misfitOf(found) };
}

/** Root mean square of the misfits. Below a millionth of the errors only the machine's rounding is left. */
function misfitOf({ series }: Fit): number {
  const squares = series.flatMap(({ standardised }) => Array.from(standardised, (z) => z * z));
  return Math.round(1e6 * Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length)) / 1e6;
}

/**
 * Parameters at which a model's light meets printed numbers, by least squares in units of their errors from several
 * starts. With as many unknowns as numbers the misfit is 0, or no set of parameters within their ranges meets them all.
 * @param near values of a similar model's calibration to start from; where they lead nowhere, all starts are tried
 * @throws InputError for unknown names, more unknowns than numbers, or a parameter without value
 */
export function calibrate(
  light: LightModel,
  conditions: LightConditions,
  free: readonly string[],
  near: ReadonlyMap<string, number> | null = null,
): Calibration {
  if (near) {
    const calibration = calibrationOf(light, bestOf(problemsOf(light, conditions, free, near)));
    if (calibration.misfit <= MET) return calibration;
  }
  return calibrationOf(light, bestOf(problemsOf(light, conditions, free, null)));
}

/** The best fit of several starts; one that meets every number cannot be bettered. Throws what the last one threw when all failed. */
function bestOf(problems: readonly Problem[]): Fit {
  let best: Fit | null = null;
  let failure: unknown = null;
  for (const problem of problems) {
    try {
      const found = fit(problem);
      if (best === null || found.search.deviance < best.search.deviance) best = found;
      if (misfitOf(best) === 0) return best;
    } catch (error) {
      failure = error;
    }
  }
  if (best === null) throw failure;
  return best;
}

/** The same with profile intervals from the errors of the printed numbers. */
export function calibrateWithIntervals(
  light: LightModel,
  conditions: LightConditions,
  free: readonly string[],
  level: number,
): { readonly calibration: Calibration; readonly estimation: Estimation } {
  const { fit: best } = calibrate(light, conditions, free);
  const started: Problem = {
    ...best.problem,
    parameters: best.problem.parameters.map((parameter, i) => ({
      ...parameter,
      start: best.parameters[i]!.value,
    })),
  };
  const estimation = estimate(started, { level });
  return { calibration: calibrationOf(light, estimation.fit), estimation };
}

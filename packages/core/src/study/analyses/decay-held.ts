import {
  createFitter,
  type Dataset,
  type Parameter,
  type Problem,
  profileThreshold,
} from "../../inference/index.ts";
import type { EmissionFit } from "../../optics/index.ts";

/** Refits stop at this relative decrease, as those of a profile do. */
const TOLERANCE = 1e-6;

/** The problem of a fit, begun from these values. */
function problemAt({ prepared }: EmissionFit, values: Float64Array): Problem {
  return prepared.problem(values);
}

const valuesOf = ({ fit }: EmissionFit): Float64Array =>
  Float64Array.from(fit.parameters, ({ value }) => value);

/** -2 ln L with one parameter held, above that of the fit, against the threshold of its interval. */
function rises(found: EmissionFit, held: Problem, level: number): boolean {
  const refit = createFitter()(held, { tolerance: TOLERANCE });
  return refit.search.deviance - found.fit.search.deviance > profileThreshold(found.fit, level);
}

/** What the other parameters become, to first order, when one moves; each stays within its range. */
function movedAlong(found: EmissionFit, problem: Problem, index: number, to: number): readonly Parameter[] {
  const { freeNames, covariance, parameters } = found.fit;
  const own = freeNames.indexOf(parameters[index]!.name);
  const variance = covariance?.[own]?.[own] ?? 0;
  const by = variance > 0 ? (to - parameters[index]!.value) / variance : 0;
  return problem.parameters.map((parameter, i): Parameter => {
    if (i === index) return { ...parameter, start: to, fixed: true };
    const j = freeNames.indexOf(parameter.name);
    if (j < 0) return parameter;
    const guess = parameter.start + by * (covariance?.[j]?.[own] ?? 0);
    const { lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY } = parameter;
    return guess > lower && guess < upper ? { ...parameter, start: guess } : parameter;
  });
}

/**
 * True when the profile-likelihood interval of a parameter holds a value: one refit with the parameter held there says it,
 * where following the profile to both ends takes ten.
 * @param index of the parameter in the order of the model
 */
export function holdsValue(found: EmissionFit, index: number, value: number, level: number): boolean {
  const problem = problemAt(found, valuesOf(found));
  const { lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY } = problem.parameters[index]!;
  if (value < lower || value > upper) return false;
  return !rises(found, { ...problem, parameters: movedAlong(found, problem, index, value) }, level);
}

/**
 * The problem with the area of one exponential held: its amplitude A follows from its lifetime tau,
 *
 *     A = area x channel width / tau,    dA/dtau = -A / tau
 *
 * @param at index of the amplitude; the lifetime stands behind it. @param areaTimesWidth counts x ns
 */
function heldArea(problem: Problem, at: number, areaTimesWidth: number): Problem {
  const dataset = problem.datasets[0] as Dataset;
  const width = problem.parameters.length;
  const inner = new Float64Array(width);
  return {
    parameters: problem.parameters.map((parameter, i) =>
      i === at ? { ...parameter, fixed: true } : parameter,
    ),
    datasets: [
      {
        ...dataset,
        predict(given, out, jacobian) {
          const lifetimeNs = given[at + 1]!;
          inner.set(given);
          inner[at] = areaTimesWidth / lifetimeNs;
          dataset.predict(inner, out, jacobian);
          if (!jacobian) return;
          const slope = -inner[at]! / lifetimeNs;
          for (let r = 0; r < out.length; r++)
            jacobian[r * width + at + 1]! += slope * jacobian[r * width + at]!;
        },
      },
    ],
  };
}

/** True when the profile-likelihood interval of an exponential's area holds a number of counts. @param at index of its amplitude */
export function holdsArea(found: EmissionFit, at: number, area: number, level: number): boolean {
  const values = valuesOf(found);
  const { channelWidthNs } = found.prepared.decay;
  values[at] = (area * channelWidthNs) / values[at + 1]!;
  return !rises(found, heldArea(problemAt(found, values), at, area * channelWidthNs), level);
}

/** True when the interval of an exponential's lifetime has no lower end: counts allow it at the least that is searched. */
export function hasNoLowerEnd(found: EmissionFit, at: number, level: number): boolean {
  const values = valuesOf(found);
  const lower = problemAt(found, values).parameters[at + 1]!.lower ?? 0;
  // What is faster than the response keeps its area as it becomes faster still.
  values[at] = (values[at]! * values[at + 1]!) / lower;
  values[at + 1] = lower;
  const problem = problemAt(found, values);
  const parameters = problem.parameters.map((parameter, i) =>
    i === at + 1 ? { ...parameter, fixed: true } : parameter,
  );
  return !rises(found, { ...problem, parameters }, level);
}

import type { Dataset, Parameter, Problem } from "../../inference/index.ts";
import type { PreparedDecay } from "./emission-problem.ts";

/** Step of the slope of a component's area, relative to the parameter. */
const AREA_STEP = 1e-5;

/** The problem of a decay told by areas, and its way back to amplitudes. */
export interface AreaProblem {
  readonly problem: Problem;
  /** Values of the decay's own parameters from those of the problem. */
  amplitudes(values: Float64Array): Float64Array;
}

/**
 * The problem with the area of each component (counts over all time) in place of its amplitude, started at `values`: areas stay well fixed
 * where amplitude and lifetime are not, so they can be profiled, and a search that would follow a bent valley goes straight. Parameters
 * are named "area 1" ...
 */
export function areaProblem(prepared: PreparedDecay, values: Float64Array): AreaProblem {
  const { model, decay } = prepared;
  const width = decay.channelWidthNs;
  const count = model.parameters.length;
  const plain = prepared.problem(values);
  const dataset = plain.datasets[0] as Dataset;
  const parts = model.components.map((component, k) => ({
    component,
    at: model.parameters.findIndex((parameter) => parameter.component === k),
    own: new Float64Array(component.parameters.length),
  }));
  const inner = new Float64Array(count);
  /** Writes the decay's own values to `inner`. */
  const toAmplitudes = (given: Float64Array): void => {
    inner.set(given);
    for (const { component, at, own } of parts) {
      for (let p = 0; p < own.length; p++) own[p] = given[at + 1 + p]!;
      inner[at] = (given[at]! * width) / component.area(own);
    }
  };
  const problem: Problem = {
    parameters: plain.parameters.map((parameter, index): Parameter => {
      const part = parts.find(({ at }) => at === index);
      if (!part) return parameter;
      const shape = values.subarray(index + 1, index + 1 + part.own.length);
      const perAmplitude = part.component.area(shape) / width;
      return {
        ...parameter,
        name: parameter.name.replace("amplitude", "area"),
        start: parameter.start * perAmplitude,
      };
    }),
    datasets: [
      {
        ...dataset,
        predict: (given, out, jacobian) => {
          toAmplitudes(given);
          dataset.predict(inner, out, jacobian);
          if (!jacobian) return;
          for (const { component, at, own } of parts) {
            const area = component.area(own);
            for (let p = 0; p < own.length; p++) {
              const step = AREA_STEP * own[p]!;
              own[p] = own[p]! + step;
              const slope = (component.area(own) - area) / step / area;
              own[p] = own[p]! - step;
              const factor = -inner[at]! * slope;
              for (let r = 0; r < out.length; r++) {
                const base = r * count + at;
                jacobian[base + 1 + p] = jacobian[base + 1 + p]! + factor * jacobian[base]!;
              }
            }
            for (let r = 0; r < out.length; r++) {
              jacobian[r * count + at] = (jacobian[r * count + at]! * width) / area;
            }
          }
        },
      },
    ],
  };
  return {
    problem,
    amplitudes: (given) => {
      toAmplitudes(given);
      return Float64Array.from(inner);
    },
  };
}

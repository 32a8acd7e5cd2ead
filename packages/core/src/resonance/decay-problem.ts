import { InputError, nearestNames } from "../errors.ts";
import type { Dataset, Parameter, Problem } from "../inference/index.ts";
import type { DecayData } from "./decay-data.ts";
import type { DecayModel } from "./diffusion-decay.ts";

/** What of a decay's model is held or added. */
export interface DecayShape {
  /** Fit a constant below the decay; default false. */
  readonly offset?: boolean;
  /** Parameters held at a value, by name, in their units. */
  readonly fixed?: Readonly<Record<string, number>>;
}

/** Name of the signal without gradient. */
export const INTENSITY_NAME = "I0";
/** Name of the constant below a decay. */
export const OFFSET_NAME = "offset";

/**
 * A decay as a data set: I0 E(b) + offset with analytic derivatives, parameters in the order I0, the model's, offset.
 */
export function decayDataset(data: DecayData, model: DecayModel, offset: boolean): Dataset {
  const inner = model.parameters.length;
  const values = new Float64Array(inner);
  const gradient = new Float64Array(inner);
  const { b, sigma } = data;
  const width = inner + (offset ? 2 : 1);
  return {
    name: data.name,
    unit: "",
    observed: data.intensity,
    noise:
      sigma === undefined
        ? { kind: "constant" }
        : { kind: "constant", sigma: typeof sigma === "number" ? sigma : 1 },
    ...(sigma instanceof Float64Array ? { relativeSigma: sigma } : {}),
    predict: (parameters, out, jacobian) => {
      const scale = parameters[0]!;
      const floor = offset ? parameters[inner + 1]! : 0;
      for (let k = 0; k < inner; k++) values[k] = parameters[k + 1]!;
      for (let i = 0; i < b.length; i++) {
        const attenuation = model.attenuation(b[i]!, values, jacobian ? gradient : null);
        out[i] = scale * attenuation + floor;
        if (!jacobian) continue;
        const row = i * width;
        jacobian[row] = attenuation;
        for (let k = 0; k < inner; k++) jacobian[row + 1 + k] = scale * gradient[k]!;
        if (offset) jacobian[row + width - 1] = 1;
      }
    },
  };
}

/**
 * The problem of a decay from a start: I0, the model's values, offset.
 *
 * @throws InputError for a held parameter the model does not have
 */
export function decayProblem(
  data: DecayData,
  model: DecayModel,
  shape: DecayShape,
  start: ArrayLike<number>,
): Problem {
  const known = [INTENSITY_NAME, ...model.parameters.map(({ name }) => name), OFFSET_NAME];
  const fixed = shape.fixed ?? {};
  for (const name of Object.keys(fixed)) {
    if (!known.includes(name)) {
      throw new InputError({
        what: `the ${model.name} model has no parameter of this name to hold`,
        found: name,
        expected: nearestNames(name, known).join(", "),
      });
    }
  }
  const held = (name: string): { readonly fixed?: true } => (name in fixed ? { fixed: true } : {});
  const at = (name: string, index: number): number => fixed[name] ?? start[index]!;
  const parameters: Parameter[] = [
    {
      name: INTENSITY_NAME,
      unit: "",
      start: at(INTENSITY_NAME, 0),
      transform: "log",
      help: "signal without gradient",
      ...held(INTENSITY_NAME),
    },
  ];
  model.parameters.forEach(({ name, unit, lower, upper, transform, help }, k) => {
    parameters.push({ name, unit, start: at(name, k + 1), lower, upper, transform, help, ...held(name) });
  });
  if (shape.offset) {
    const start0 = at(OFFSET_NAME, model.parameters.length + 1);
    parameters.push({
      name: OFFSET_NAME,
      unit: "",
      start: start0,
      help: "constant below the decay",
      ...held(OFFSET_NAME),
    });
  }
  return { parameters, datasets: [decayDataset(data, model, shape.offset === true)] };
}

import { DomainError } from "../../errors.ts";
import type { EmissionComponent } from "./components/index.ts";
import type { Convolver } from "./convolver.ts";
import type { ChannelRange } from "./emission-decay.ts";
import { type RateSum, rateSum } from "./rate-sum.ts";

/**
 * Below this mean count L a channel's mean m is continued as the hyperbola L^2 / (2 L - m), which has the value and slope of the line
 * there and never reaches 0: the likelihood then stays finite where a response without counts, or one below 0 after its background
 * was taken off, meets a background of 0. A photon there costs about 20 in -2 ln L; 4096 such channels hold 0.2 counts.
 */
export const LEAST_MEAN = 1e-4;

/** A mean below {@link LEAST_MEAN} continued; its slope by the mean before is the square of the result over LEAST_MEAN. */
export function continuedMean(mean: number): number {
  return LEAST_MEAN ** 2 / (2 * LEAST_MEAN - mean);
}

/** What a decay is made of and where it is looked at. */
export interface DecayModelOptions {
  readonly components: readonly EmissionComponent[];
  readonly convolver: Convolver;
  readonly widthNs: number;
  /** Channels of the whole record. */
  readonly channels: number;
  readonly range: ChannelRange;
  readonly prompt: boolean;
  readonly periodNs?: number;
  /** Factor on the mean of each channel of the record, from pile-up; default 1. */
  readonly attenuation?: Float64Array;
}

/** A parameter of the model: 0 background, 1 prompt, 2 shift, then amplitude and shape of each component. */
export interface DecayModelParameter {
  readonly name: string;
  readonly unit: string;
  readonly help: string;
  /** Component it belongs to, from 0, and its place there: 0 the amplitude, 1 the lifetime ... */
  readonly component?: number;
  readonly place?: number;
  readonly range?: readonly [number, number];
  readonly start?: number;
}

/**
 * m_i = background + S h_i + sum over components of A_k (h * I_k)_i, integrated over channels. All parameters are always there; those
 * not asked for are held by whoever fits.
 */
export interface DecayModelFunction {
  readonly parameters: readonly DecayModelParameter[];
  readonly components: readonly EmissionComponent[];
  readonly range: ChannelRange;
  /** Means of the channels of the range, and the row-major Jacobian when asked; allocates nothing. */
  predict(values: Float64Array, out: Float64Array, jacobian: Float64Array | null): void;
}

/** Place of the background among the parameters of every decay. */
export const BACKGROUND = 0;
/** Place of the prompt part's area. */
export const PROMPT = 1;
/** Place of the shift. */
export const SHIFT = 2;
/** Place of the first component's amplitude. */
export const FIRST_COMPONENT = 3;

function needsFloor(means: Float64Array): boolean {
  for (let i = 0; i < means.length; i++) if (!(means[i]! >= LEAST_MEAN)) return true;
  return false;
}

function parametersOf(components: readonly EmissionComponent[]): readonly DecayModelParameter[] {
  const common: DecayModelParameter[] = [
    { name: "background", unit: "counts", help: "counts per channel that do not decay" },
    { name: "prompt", unit: "counts", help: "area of what is emitted faster than the response can tell" },
    { name: "shift", unit: "ns", help: "of the response against the decay; centre of a Gaussian response" },
  ];
  const own = components.flatMap((component, k): DecayModelParameter[] => [
    {
      name: `amplitude ${k + 1}`,
      unit: "counts",
      help: "counts per channel at t = 0+, before the response blurs them",
      component: k,
      place: 0,
    },
    ...component.parameters.map((parameter, place) => ({
      ...parameter,
      name: `${parameter.name} ${k + 1}`,
      component: k,
      place: place + 1,
    })),
  ]);
  return [...common, ...own];
}

/**
 * Prepares the model of a decay. Values below {@link LEAST_MEAN} counts are continued smoothly to stay positive.
 *
 * @throws DomainError for a period shorter than the record
 */
export function decayModel(options: DecayModelOptions): DecayModelFunction {
  const { components, convolver, widthNs, channels, range, prompt, periodNs, attenuation } = options;
  const recordNs = channels * widthNs;
  if (periodNs !== undefined && !(periodNs >= recordNs * (1 - 1e-9))) {
    throw new DomainError({
      what: "the period of the pulses is shorter than the record",
      found: `${periodNs} ns, record of ${recordNs} ns`,
      expected: "one pulse in the record",
      remedy: "cut the histogram to one period, response and decay alike",
    });
  }
  const parameters = parametersOf(components);
  const width = parameters.length;
  const { first, last } = range;
  const rows = last - first + 1;
  const starts: number[] = [];
  let next = FIRST_COMPONENT;
  for (const component of components) {
    starts.push(next);
    next += 1 + component.parameters.length;
  }
  const shapes = components.some((component) => !component.isExponential);
  const sum: RateSum | null = shapes ? rateSum(widthNs, Math.max(recordNs, periodNs ?? 0)) : null;
  const most = Math.max(1, ...components.map((component) => component.parameters.length));
  const weights = sum ? new Float64Array((1 + most) * sum.lifetimesNs.length) : new Float64Array(0);
  const own = components.map((component) => new Float64Array(component.parameters.length));
  const value = new Float64Array(last + 1);
  const direct = convolver.addExponential !== undefined && !shapes;
  const byTau = new Float64Array(direct ? 0 : last + 1);
  const byShift = new Float64Array(direct && !prompt ? 0 : last + 1);
  const shapeSum = Array.from({ length: shapes ? most + 2 : 0 }, () => new Float64Array(last + 1));

  /** value += A y and the columns of an exponential. */
  const addExponential = (
    values: Float64Array,
    k: number,
    out: Float64Array,
    jacobian: Float64Array | null,
    isFirst: boolean,
  ) => {
    const at = starts[k]!;
    const amplitude = values[at]!;
    if (!jacobian) {
      convolver.exponential(values[at + 1]!, value, null, null);
      for (let r = 0, i = first; r < rows; r++, i++) out[r] = out[r]! + amplitude * value[i]!;
      return;
    }
    if (convolver.addExponential) {
      const background = isFirst ? values[BACKGROUND]! : null;
      convolver.addExponential(values[at + 1]!, amplitude, first, out, jacobian, width, at, background);
      return;
    }
    convolver.exponential(values[at + 1]!, value, byTau, byShift);
    for (let r = 0, i = first, base = 0; r < rows; r++, i++, base += width) {
      const y = value[i]!;
      out[r] = out[r]! + amplitude * y;
      jacobian[base + at] = y;
      jacobian[base + at + 1] = amplitude * byTau[i]!;
      jacobian[base + SHIFT] = jacobian[base + SHIFT]! + amplitude * byShift[i]!;
    }
  };
  /** The same for a shape, as its sum over fixed exponentials. */
  const addShape = (values: Float64Array, k: number, out: Float64Array, jacobian: Float64Array | null) => {
    const at = starts[k]!;
    const amplitude = values[at]!;
    const component = components[k]!;
    const count = component.parameters.length;
    const inputs = own[k]!;
    for (let p = 0; p < count; p++) inputs[p] = values[at + 1 + p]!;
    const { lifetimesNs } = sum!;
    const nodes = lifetimesNs.length;
    sum!.weights(component, inputs, weights);
    for (const one of shapeSum) one.fill(0);
    const total = shapeSum[0]!;
    const shifted = shapeSum[most + 1]!;
    for (let j = 0; j < nodes; j++) {
      convolver.exponential(lifetimesNs[j]!, value, null, jacobian ? byShift : null);
      const weight = weights[j]!;
      for (let i = first; i <= last; i++) total[i] = total[i]! + weight * value[i]!;
      if (!jacobian) continue;
      for (let i = first; i <= last; i++) shifted[i] = shifted[i]! + weight * byShift[i]!;
      for (let p = 0; p < count; p++) {
        const slope = weights[(p + 1) * nodes + j]!;
        const column = shapeSum[p + 1]!;
        for (let i = first; i <= last; i++) column[i] = column[i]! + slope * value[i]!;
      }
    }
    for (let r = 0, i = first, base = 0; r < rows; r++, i++, base += width) {
      out[r] = out[r]! + amplitude * total[i]!;
      if (!jacobian) continue;
      jacobian[base + at] = total[i]!;
      for (let p = 0; p < count; p++) jacobian[base + at + 1 + p] = amplitude * shapeSum[p + 1]![i]!;
      jacobian[base + SHIFT] = jacobian[base + SHIFT]! + amplitude * shifted[i]!;
    }
  };

  const predict = (values: Float64Array, out: Float64Array, jacobian: Float64Array | null): void => {
    convolver.setShift(values[SHIFT]!, jacobian !== null);
    const background = values[BACKGROUND]!;
    const area = values[PROMPT]!;
    // Rows are begun by the first exponential where it can.
    const begun = jacobian !== null && direct && !prompt;
    if (prompt) {
      convolver.prompt(value, jacobian ? byShift : null);
      for (let r = 0, i = first; r < rows; r++, i++) out[r] = background + area * value[i]!;
    } else if (!begun) {
      for (let r = 0; r < rows; r++) out[r] = background;
    }
    if (jacobian && !begun) {
      for (let r = 0, i = first, base = 0; r < rows; r++, i++, base += width) {
        jacobian[base + BACKGROUND] = 1;
        jacobian[base + PROMPT] = prompt ? value[i]! : 0;
        jacobian[base + SHIFT] = prompt ? area * byShift[i]! : 0;
      }
    }
    for (let k = 0; k < components.length; k++) {
      if (components[k]!.isExponential) addExponential(values, k, out, jacobian, begun && k === 0);
      else addShape(values, k, out, jacobian);
    }
    if (!attenuation && !needsFloor(out)) return;
    for (let r = 0; r < rows; r++) {
      let scale = 1;
      let mean = out[r]!;
      if (attenuation) {
        scale = attenuation[first + r]!;
        mean *= scale;
      }
      if (mean < LEAST_MEAN) {
        mean = continuedMean(mean);
        scale *= (mean / LEAST_MEAN) ** 2;
      }
      out[r] = mean;
      if (jacobian && scale !== 1) {
        const base = r * width;
        for (let j = 0; j < width; j++) jacobian[base + j] = jacobian[base + j]! * scale;
      }
    }
  };
  return { parameters, components, range, predict };
}

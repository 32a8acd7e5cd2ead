import type { Parameter } from "../../inference/index.ts";
import { BACKGROUND, type DecayModelFunction, PROMPT, SHIFT } from "./decay-model.ts";

/** Lifetimes are searched from this share of a channel to so many records. */
const SHORTEST_CHANNELS = 0.05;
const LONGEST_RECORDS = 200;
/** A Gaussian's centre may lie this many widths outside the record. */
const OUTSIDE_WIDTHS = 2;

/** What decides which parameters of a decay are free, and where they are searched. */
export interface EmissionSetting {
  readonly widthNs: number;
  readonly recordNs: number;
  readonly responseWidthNs: number;
  readonly gaussian: boolean;
  /** Whether there is a response to be shifted. */
  readonly movable: boolean;
  readonly prompt: boolean;
  /** Held values: counts per channel, ns, and any parameter by its name. */
  readonly background?: number;
  readonly shiftNs?: number;
  readonly fixed?: Readonly<Record<string, number>>;
}

/** The value a parameter is held at; undefined when it is fitted. */
export function heldValue(
  setting: EmissionSetting,
  { parameters }: DecayModelFunction,
  index: number,
): number | undefined {
  const named = setting.fixed?.[parameters[index]!.name];
  if (named !== undefined) return named;
  if (index === BACKGROUND) return setting.background;
  if (index === PROMPT) return setting.prompt ? undefined : 0;
  if (index === SHIFT) return setting.movable ? setting.shiftNs : 0;
  return undefined;
}

interface Bounds {
  readonly lower?: number;
  readonly upper?: number;
  readonly transform?: "log";
}

function boundsOf(setting: EmissionSetting, { parameters }: DecayModelFunction, index: number): Bounds {
  const { widthNs, recordNs, responseWidthNs, gaussian } = setting;
  const { place, range } = parameters[index]!;
  if (index === SHIFT) {
    return gaussian
      ? { lower: -OUTSIDE_WIDTHS * responseWidthNs, upper: recordNs }
      : { lower: -recordNs / 2, upper: recordNs / 2 };
  }
  if (place === 1) {
    return { lower: SHORTEST_CHANNELS * widthNs, upper: LONGEST_RECORDS * recordNs, transform: "log" };
  }
  return range ? { lower: range[0], upper: range[1] } : { lower: 0 };
}

/** The parameters of a decay's problem, each with a start (put within its bounds) or held. */
export function emissionParameters(
  setting: EmissionSetting,
  model: DecayModelFunction,
  start: Float64Array,
): readonly Parameter[] {
  return model.parameters.map(({ name, unit, help }, index): Parameter => {
    const value = heldValue(setting, model, index);
    if (value !== undefined) return { name, unit, help, start: value, fixed: true };
    const bounds = boundsOf(setting, model, index);
    const { lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY } = bounds;
    return { name, unit, help, ...bounds, start: Math.min(Math.max(start[index]!, lower), upper) };
  });
}

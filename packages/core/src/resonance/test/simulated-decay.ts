import { createRandom } from "../../numerics/random.ts";
import type { DecayData } from "../decay-data.ts";
import type { DecayResult } from "../decay-fit.ts";
import type { DecayModel } from "../diffusion-decay.ts";
import { bFactors, type DiffusionTiming } from "../gradient.ts";

/** 1H, delta 3 ms, Delta 150 ms. */
export const TIMING: DiffusionTiming = { nucleus: "1H", durationS: 0.003, delayS: 0.15, shape: "rectangle" };
/** b factors of 16 gradients from 0.02 to 0.5 T/m, s/m2. */
export const B: Float64Array = bFactors(
  Float64Array.from({ length: 16 }, (_, i) => 0.02 + (0.48 * i) / 15),
  TIMING,
);

/** Exact decay of a model, with normal noise of `sigma` when a seed is given. */
export function simulated(
  model: DecayModel,
  values: readonly number[],
  options: { b?: Float64Array; sigma?: number; seed?: number; scale?: number; floor?: number } = {},
): DecayData {
  const b = options.b ?? B;
  const random = createRandom(options.seed ?? 0, "decay");
  const intensity = b.map(
    (x) =>
      (options.scale ?? 1) * model.attenuation(x, values, null) +
      (options.floor ?? 0) +
      (options.sigma ?? 0) * random.normal(),
  );
  return { name: "vinylene", b, intensity, keepNegative: true };
}

/** A parameter of a result by name. */
export const named = (result: DecayResult, name: string): DecayResult["parameters"][number] =>
  result.parameters.find((one) => one.name === name)!;

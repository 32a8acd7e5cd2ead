import type { RandomSource } from "../../inference/index.ts";
import type { PreparedDecay } from "./emission-problem.ts";

/** Means of all fitted channels for the parameters of a prepared decay, in the order of its model. */
export function decayMeans(prepared: PreparedDecay, values: Float64Array): Float64Array {
  const out = new Float64Array(prepared.counts.length);
  prepared.model.predict(values, out, null);
  return out;
}

/** Counts drawn about the given means, each Poisson. */
export function drawCounts(means: Float64Array, random: RandomSource): Float64Array {
  return means.map((mean) => random.poisson(mean));
}

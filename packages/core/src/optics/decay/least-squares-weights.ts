import type { Dataset } from "../../inference/index.ts";
import type { DecayModelFunction } from "./decay-model.ts";

/** What a decay is fitted by. All but the likelihood of counts are there for comparison with other programs. */
export type DecayNoise = "poisson" | "neyman" | "pearson";

/** The bias of least squares on counts, said with every fit by it. */
export const WEIGHT_WARNINGS: Readonly<Record<Exclude<DecayNoise, "poisson">, string>> = {
  neyman:
    "Neyman weights 1 / max(n, 1) bias a decay low: a constant rate of 1 count is estimated at 0.74, of 10 at 8.8; a lifetime of 4.7 ns from 5000 photons in 256 channels at 4.4 ns. For comparison only, fit by poisson",
  pearson:
    "Pearson weights 1 / m bias a decay high: a constant rate of 1 count is estimated at 1.41, of 10 at 10.5; a lifetime of 4.7 ns from 1000 photons in 256 channels at 5.5 ns. For comparison only, fit by poisson",
};

/**
 * The data set of a decay for inference: counts under their Poisson likelihood, or the two least squares of the textbooks.
 *
 * Neyman: sum (n - m)^2 / max(n, 1). Pearson: sum (n - m)^2 / m, written as residuals (m - n) / sqrt m about 0.
 */
export function decayDataset(
  name: string,
  counts: Float64Array,
  model: DecayModelFunction,
  noise: DecayNoise,
): Dataset {
  const common = { name, unit: "counts" };
  if (noise === "poisson") {
    return { ...common, observed: counts, noise: { kind: "counting" }, predict: model.predict };
  }
  if (noise === "neyman") {
    return {
      ...common,
      observed: counts,
      noise: { kind: "constant", sigma: 1 },
      relativeSigma: counts.map((count) => Math.sqrt(Math.max(1, count))),
      predict: model.predict,
    };
  }
  const width = model.parameters.length;
  return {
    ...common,
    observed: new Float64Array(counts.length),
    noise: { kind: "constant", sigma: 1 },
    predict: (values, out, jacobian) => {
      model.predict(values, out, jacobian);
      for (let i = 0; i < out.length; i++) {
        const m = out[i]!;
        const root = Math.sqrt(m);
        out[i] = (m - counts[i]!) / root;
        if (!jacobian) continue;
        const factor = (m + counts[i]!) / (2 * m * root);
        for (let j = 0; j < width; j++) jacobian[i * width + j] = jacobian[i * width + j]! * factor;
      }
    },
  };
}

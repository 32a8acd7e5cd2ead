/** Deviates of a normal distribution, evenly spaced, and their shares (they sum to 1). */
export interface NormalGrid {
  readonly deviate: Float64Array;
  readonly share: Float64Array;
}

/**
 * Trapezoid rule over a normal deviate, from -reach to reach in `steps` steps: the mean of f is the sum of share f. For
 * smooth f its error falls faster than any power of the step.
 */
export function normalGrid(reach: number, steps: number): NormalGrid {
  const deviate = Float64Array.from({ length: steps + 1 }, (_, i) => (2 * reach * i) / steps - reach);
  const weight = deviate.map((z) => Math.exp(-0.5 * z * z));
  const total = weight.reduce((sum, one) => sum + one, 0);
  return { deviate, share: weight.map((one) => one / total) };
}

/** How a positive quantity scatters about its mean. */
export type SpreadKind = "normal" | "log-normal";

/**
 * The positive quantity at a deviate z, in the unit of its mean: mean (1 + s z), or mean exp(w z - w^2/2) with
 * w^2 = ln(1 + s^2), which has the same mean and standard deviation.
 * @param relativeSpread s, standard deviation over mean, 0 or more
 */
export function spreadValue(kind: SpreadKind, mean: number, relativeSpread: number, z: number): number {
  if (kind === "normal") return mean * (1 + relativeSpread * z);
  const width = Math.sqrt(Math.log1p(relativeSpread ** 2));
  return mean * Math.exp(width * z - width ** 2 / 2);
}

/**
 * A positive quantity on a grid of deviates: its values, in the unit of the mean, and their shares. Without a spread it is
 * one value; values of a normal spread at or below `least` times the mean are left out.
 */
export function spreadShares(
  {
    kind,
    mean,
    relativeSpread,
  }: { readonly kind: SpreadKind; readonly mean: number; readonly relativeSpread: number },
  { deviate, share }: NormalGrid,
  least = 0,
): { readonly value: Float64Array; readonly share: Float64Array } {
  if (relativeSpread === 0) return { value: Float64Array.of(mean), share: Float64Array.of(1) };
  const value = deviate.map((z) => spreadValue(kind, mean, relativeSpread, z));
  const kept = Array.from(value.keys()).filter((i) => value[i]! > least * mean);
  const total = kept.reduce((sum, i) => sum + share[i]!, 0);
  return {
    value: Float64Array.from(kept, (i) => value[i]!),
    share: Float64Array.from(kept, (i) => share[i]! / total),
  };
}

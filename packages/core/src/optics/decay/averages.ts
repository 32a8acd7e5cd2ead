import type { EmissionComponent } from "./components/index.ts";

/** One component as fitted: its amplitude (counts per channel at t = 0+) and the values of its shape. */
export interface ComponentValues {
  readonly component: EmissionComponent;
  readonly amplitude: number;
  readonly values: Float64Array;
}

/**
 * Average lifetimes of a decay, ns. `amplitude` = sum A tau / sum A: the area under the decay for its height, what belongs with quantum yields and
 * rates. `intensity` = sum A tau^2 / sum A tau: the mean time of arrival of a photon, what a clock sees. Shapes enter with their
 * area and first moment in place of tau and tau^2. A prompt part is in neither.
 */
export function averageLifetimes(parts: readonly ComponentValues[]): {
  readonly amplitude: number;
  readonly intensity: number;
} {
  let height = 0;
  let area = 0;
  let moment = 0;
  for (const { component, amplitude, values } of parts) {
    height += amplitude;
    area += amplitude * component.area(values);
    moment += amplitude * component.firstMoment(values);
  }
  return { amplitude: area / height, intensity: moment / area };
}

/** What each average is for, in the words of reports. */
export const AVERAGE_USES = {
  amplitude: "for quantum yields, rates and quenching: the area of the decay over its height",
  intensity: "mean arrival time of a photon: for comparison with other measurements of it only",
} as const;

/** Shares of components and their average lifetimes, as plain numbers. */
export interface ComponentShares {
  /** Of the sum of amplitudes; NaN where there is none. */
  readonly amplitude: readonly number[];
  /** Of the light of all components and of the prompt part. */
  readonly area: readonly number[];
  readonly averages: { readonly amplitude: number; readonly intensity: number };
}

/**
 * Shares of the components of a decay in its amplitude and in its light, and its averages.
 *
 * @param prompt light of a part that is not resolved, counts
 * @param widthNs width of a channel
 */
export function componentShares(
  parts: readonly ComponentValues[],
  prompt: number,
  widthNs: number,
): ComponentShares {
  const areas = parts.map(
    ({ component, amplitude, values }) => (amplitude * component.area(values)) / widthNs,
  );
  const height = parts.reduce((sum, { amplitude }) => sum + amplitude, 0);
  const light = areas.reduce((sum, one) => sum + one, prompt);
  return {
    amplitude: parts.map(({ amplitude }) => amplitude / height),
    area: areas.map((area) => area / light),
    averages: averageLifetimes(parts),
  };
}

import type { Estimation } from "../../inference/index.ts";
import { titrationDataset } from "./dataset.ts";
import type { TitrationSeries } from "./series.ts";

/** What is drawn on the x axis of a series. */
export interface DoseAxis {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

/** Steps drawn between two measured rows. */
const STEPS_BETWEEN = 8;

/**
 * The fitted curve between the measured rows: what was mixed is interpolated from row to row, and the model evaluated
 * there. Null for heats, which are steps, and for rows that do not follow one another.
 */
export function smoothed(
  one: TitrationSeries,
  axis: DoseAxis,
  rows: readonly number[],
  estimation: Estimation,
  index: number,
  channel: number,
): { x: number[]; y: number[] } | null {
  if (one.heat || one.lnKShift || rows.length < 2) return null;
  const order = [...rows].sort((a, b) => axis.values[a]! - axis.values[b]!);
  if (order.some((row, i) => i > 0 && axis.values[row] === axis.values[order[i - 1]!])) return null;
  const places = order.slice(1).flatMap((to, i) =>
    Array.from({ length: STEPS_BETWEEN + (i === order.length - 2 ? 1 : 0) }, (_, k) => ({
      from: order[i]!,
      to,
      share: k / STEPS_BETWEEN,
    })),
  );
  const mix = (values: ArrayLike<number>, { from, to, share }: (typeof places)[number]): number =>
    values[from]! * (1 - share) + values[to]! * share;
  const dense = titrationDataset({
    ...one,
    initialMolar: places.map((place) =>
      Float64Array.from(
        one.initialMolar[place.from]!,
        (amount, j) => amount * (1 - place.share) + one.initialMolar[place.to]![j]! * place.share,
      ),
    ),
    dotsMolar: Float64Array.from(places, (place) => mix(one.dotsMolar, place)),
    entries: one.entries.map((entry) =>
      entry.kind === "constant"
        ? entry
        : { ...entry, perRow: Float64Array.from(places, (place) => mix(entry.perRow, place)) },
    ),
    signals: one.signals.map(() => new Float64Array(places.length)),
  });
  const x = places.map((place) => mix(axis.values, place));
  const parameters = Float64Array.from(estimation.fit.parameters, (parameter) => parameter.value);
  if ("predict" in dense) {
    const out = new Float64Array(places.length);
    dense.predict(parameters, out, null);
    return { x, y: Array.from(out) };
  }
  const basis = new Float64Array(places.length * dense.terms);
  dense.basis(parameters, basis, null);
  const amplitudes = estimation.fit.series[index]!.amplitudes.filter(
    (amplitude) => amplitude.channel === channel,
  );
  return {
    x,
    y: x.map((_, row) =>
      amplitudes.reduce(
        (sum, amplitude, term) => sum + basis[row * dense.terms + term]! * amplitude.value,
        0,
      ),
    ),
  };
}

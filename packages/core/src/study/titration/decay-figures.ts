import type { Estimation } from "../../inference/index.ts";
import { countedGoodness } from "../../optics/index.ts";
import type { FigureSpec, Series } from "../figure-spec.ts";
import type { ResultTable } from "../result.ts";
import { type DecayDataset, decayDataset } from "./decay-dataset.ts";
import type { DecayCounts, TitrationSeries } from "./series.ts";
import type { DoseAxis } from "./smooth.ts";

/** Less probable than this, a deviance speaks against the model. */
const ODD = 1e-3;

/** Decays drawn of one series, and points drawn of one decay: channels are joined until there are no more. */
const MOST_DRAWN = 5;
const MOST_POINTS = 80;

/** What is to be said of a series of decays beside its parameters. */
export interface DecayReport {
  readonly figures: readonly FigureSpec[];
  readonly table: ResultTable;
  readonly remark: string;
}

/** Evenly chosen rows, the first and the last among them. */
function shownRows(count: number): readonly number[] {
  const shown = Math.min(count, MOST_DRAWN);
  return Array.from({ length: shown }, (_, i) => Math.round((i * (count - 1)) / Math.max(1, shown - 1)));
}

/** Counts per channel in joined channels, and the pull of their sum, (n - m) / sqrt(m). */
function joined(
  decays: DecayCounts,
  row: number,
  means: Float64Array,
): { x: number[]; counts: number[]; fitted: number[]; pulls: number[] } {
  const { counts, timesNs } = decays;
  const n = counts[row]!.length;
  const size = Math.ceil(n / MOST_POINTS);
  const out = { x: [] as number[], counts: [] as number[], fitted: [] as number[], pulls: [] as number[] };
  for (let from = 0; from + size <= n; from += size) {
    let [seen, mean, time] = [0, 0, 0];
    for (let i = from; i < from + size; i++) {
      seen += counts[row]![i]!;
      mean += means[row * n + i]!;
      time += timesNs[i]!;
    }
    out.x.push(time / size);
    out.counts.push(seen / size);
    out.fitted.push(mean / size);
    out.pulls.push((seen - mean) / Math.sqrt(mean));
  }
  return out;
}

/** Settled at the estimated parameters. */
function settled(
  one: TitrationSeries,
  decays: DecayCounts,
  estimation: Estimation,
): DecayDataset & { readonly means: Float64Array } {
  const dataset = decayDataset(one, decays);
  const means = new Float64Array(dataset.observed.length);
  dataset.predict(
    Float64Array.from(estimation.fit.parameters, ({ value }) => value),
    means,
    null,
  );
  return { ...dataset, means };
}

/** Figures, a table and a sentence of each series of decays in a joint fit. */
export function decayReports(
  id: string,
  series: readonly TitrationSeries[],
  axes: readonly DoseAxis[],
  estimation: Estimation,
): readonly DecayReport[] {
  return series.flatMap((one, index) => {
    if (!one.decays) return [];
    const { decays } = one;
    const { rows, means } = settled(one, decays, estimation);
    const goodness = countedGoodness(rows, 0);
    const axis = axes[index]!;
    const drawn: Series[] = [];
    const pulls: Series[] = [];
    shownRows(rows.length).forEach((row, group) => {
      const name = `${Number(axis.values[row]!.toPrecision(6))} ${axis.unit}`.trim();
      const { x, counts, fitted, pulls: y } = joined(decays, row, means);
      drawn.push({ name, kind: "points", x, y: counts, group });
      drawn.push({ name: `${name}: fit`, kind: "line", x, y: fitted, group });
      pulls.push({ name, kind: "points", x, y, group });
    });
    const x = { label: "time", unit: "ns", scale: "linear" } as const;
    const key = `${id}-decays-${index + 1}`;
    return [
      {
        remark: `${one.name}: deviance ${goodness.deviance.toFixed(0)} where counting noise gives ${goodness.expected.toFixed(0)} (z ${goodness.z.toFixed(1)}, p ${goodness.p.toPrecision(2)})${goodness.p < ODD ? ": the model does not describe them; look where the residuals run off, at the response and its shift" : ""}.`,
        figures: [
          {
            id: key,
            title: one.name,
            caption: `Points: counts a channel at ${axis.name}. Lines: the decays that coverage and traps give.`,
            x,
            y: { label: "counts", unit: "", scale: "log" },
            series: drawn,
          },
          {
            id: `${key}-residuals`,
            title: `Residuals of ${one.name}`,
            caption: "Counts less fitted, over the root of the fitted.",
            x,
            y: { label: "residual", unit: "", scale: "linear" },
            series: pulls,
            guides: [{ axis: "y", at: 0, label: "" }],
          },
        ],
        table: {
          id: key,
          title: `Decays of ${one.name}`,
          caption:
            "Amplitude (bright dots, counts a channel at t = 0+) and background of each, at their most likely values.",
          columns: [
            { name: axis.name, unit: axis.unit, values: Array.from(axis.values) },
            { name: "photons", unit: "", values: Array.from(one.signals[0]!) },
            { name: "amplitude", unit: "", values: rows.map((row) => row.amplitude()) },
            { name: "background", unit: "", values: rows.map((row) => row.background()) },
            { name: "deviance z", unit: "", values: rows.map((row) => row.goodness().z) },
          ],
        },
      },
    ];
  });
}

import { InputError } from "../errors.ts";
import type { Dataset, Problem } from "../inference/index.ts";
import { exchangeWidthPerPpm2 } from "./exchange-averages.ts";
import { type NmrSeries, SERIES_UNITS, type SeriesLayout, seriesLayout } from "./series-model.ts";

/** Visible amounts of every row and their slopes, kept until the parameters change. */
function amountsOnce(
  series: NmrSeries,
  layout: SeriesLayout,
): {
  readonly visible: Float64Array;
  readonly slope: Float64Array;
  at(parameters: Float64Array, differentiate: boolean): void;
} {
  const { populations } = series;
  const { populationCount: m, invisible, invisibleState } = layout;
  const n = populations.states.length;
  const own = new Float64Array(m);
  const visible = new Float64Array(populations.rows * n);
  const slope = new Float64Array(populations.rows * n * (m + 1));
  const inner = new Float64Array(populations.rows * n * m);
  const last = new Float64Array(layout.parameters.length).fill(Number.NaN);
  let hasSlope = false;
  return {
    visible,
    slope,
    at: (parameters, differentiate) => {
      let same = !differentiate || hasSlope;
      for (let k = 0; same && k < last.length; k++) same = last[k] === parameters[k];
      if (same) return;
      // A model that throws must not leave half-written amounts behind as if they were done.
      last.fill(Number.NaN);
      for (let k = 0; k < m; k++) own[k] = parameters[k]!;
      populations.amounts(own, visible, differentiate ? inner : null);
      const hidden = invisible < 0 ? 0 : parameters[invisible]!;
      for (let r = 0; r < populations.rows * n; r++) {
        const hides = r % n === invisibleState;
        const share = hides ? 1 - hidden : 1;
        if (differentiate) {
          for (let k = 0; k < m; k++) slope[r * (m + 1) + k] = share * inner[r * m + k]!;
          slope[r * (m + 1) + m] = hides ? -visible[r]! : 0;
        }
        visible[r]! *= share;
      }
      last.set(parameters);
      hasSlope = differentiate;
    },
  };
}

/** The joint problem of a series: one data set a kind of measurement, analytic derivatives by every parameter. */
export function seriesProblem(series: NmrSeries): Problem {
  const layout = seriesLayout(series);
  const { populations } = series;
  const [n, m, p] = [populations.states.length, layout.populationCount, layout.parameters.length];
  const amounts = amountsOnce(series, layout);
  const byAmount = new Float64Array(n);
  const kinds = (["diffusion", "shift", "width", "integral"] as const).filter(
    (kind) => series.measured[kind],
  );
  const datasets = kinds.map((kind): Dataset => {
    const { observed, noise } = series.measured[kind]!;
    if (observed.length !== populations.rows) {
      throw new InputError({
        what: `the ${kind} column and the populations differ in length`,
        found: `${observed.length} and ${populations.rows} rows`,
        expected: "one a row, NaN where it was not measured",
      });
    }
    const rows = Array.from(observed.keys()).filter((row) => !Number.isNaN(observed[row]!));
    return {
      name: kind,
      unit: SERIES_UNITS[kind],
      observed: Float64Array.from(rows, (row) => observed[row]!),
      noise,
      predict: (values, out, jacobian) => {
        amounts.at(values, jacobian !== null);
        jacobian?.fill(0);
        const { visible, slope } = amounts;
        const broadening =
          layout.exchange < 0
            ? 0
            : exchangeWidthPerPpm2(series.exchange!.protonMHz, values[layout.exchange]!);
        for (let i = 0; i < rows.length; i++) {
          const base = rows[i]! * n;
          let total = 0;
          for (let s = 0; s < n; s++) total += visible[base + s]!;
          const line = jacobian ? i * p : -1;
          if (kind === "integral") {
            const scale = values[layout.scale]!;
            out[i] = scale * total;
            byAmount.fill(scale);
            if (jacobian) jacobian[line + layout.scale] = total;
          } else {
            const places = layout[kind];
            const spread = kind === "width" && layout.exchange >= 0;
            let [mean, centre, variance] = [0, 0, 0];
            for (let s = 0; s < n; s++) {
              const share = visible[base + s]! / total;
              mean += share * values[places[s]!]!;
              if (spread) centre += share * values[layout.shift[s]!]!;
            }
            for (let s = 0; spread && s < n; s++) {
              variance += (visible[base + s]! / total) * (values[layout.shift[s]!]! - centre) ** 2;
            }
            out[i] = mean + broadening * variance;
            if (!jacobian) continue;
            for (let s = 0; s < n; s++) {
              const share = visible[base + s]! / total;
              const off = spread ? values[layout.shift[s]!]! - centre : 0;
              byAmount[s] = (values[places[s]!]! - mean + broadening * (off * off - variance)) / total;
              jacobian[line + places[s]!] = share;
              if (spread) jacobian[line + layout.shift[s]!]! += 2 * broadening * share * off;
            }
            if (spread)
              jacobian[line + layout.exchange] = (-broadening * variance) / values[layout.exchange]!;
          }
          if (!jacobian) continue;
          for (let s = 0; s < n; s++) {
            const row = (base + s) * (m + 1);
            for (let k = 0; k < m; k++) jacobian[line + k]! += byAmount[s]! * slope[row + k]!;
            if (layout.invisible >= 0) jacobian[line + layout.invisible]! += byAmount[s]! * slope[row + m]!;
          }
        }
      },
    };
  });
  return { parameters: layout.parameters, datasets };
}

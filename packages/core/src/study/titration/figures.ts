import { type Estimation, profile as profileOf } from "../../inference/index.ts";
import type { FigureSpec, Series } from "../figure-spec.ts";
import type { TitrationSeries } from "./series.ts";
import { type DoseAxis, smoothed } from "./smooth.ts";

/** Measured and fitted signals of series that share both axes, and their residuals. */
export function curveFigure(
  id: string,
  title: string,
  series: readonly TitrationSeries[],
  axes: readonly DoseAxis[],
  estimation: Estimation,
  shownIndices: readonly number[],
): FigureSpec[] {
  const fitted = estimation.fit.series;
  const drawn: Series[] = [];
  const residuals: Series[] = [];
  shownIndices.forEach((index) => {
    const one = series[index]!;
    const axis = axes[index]!;
    const rows = one.initialMolar
      .map((_, row) => row)
      .filter(
        (row) => !(one.heat && row === 0) && one.signals.every((signal) => Number.isFinite(signal[row]!)),
      );
    const x = rows.map((row) => axis.values[row]!);
    const channels = one.signals.length;
    // Many channels (a spectrum) would hide each other: the one that moves most and at most three more are drawn.
    const travel = one.signals.map((signal, channel) => {
      const seen = rows.map((row) => signal[row]!);
      return { channel, size: Math.max(...seen) - Math.min(...seen) };
    });
    const shown = travel
      .sort((a, b) => b.size - a.size)
      .slice(0, 4)
      .map(({ channel }) => channel)
      .sort((a, b) => a - b);
    for (const channel of shown) {
      const name = channels > 1 ? `${one.name}, signal ${channel + 1}` : one.name;
      const group = index * 8 + shown.indexOf(channel);
      const predicted = rows.map((_, i) => fitted[index]!.predicted[i * channels + channel]!);
      const left = rows.map((_, i) => fitted[index]!.residuals[i * channels + channel]!);
      const censored = one.belowLimit !== undefined;
      drawn.push({
        name: censored ? `${one.name}: below` : name,
        kind: "points",
        x,
        y: rows.map((row) => (censored ? one.belowLimit![row]! : one.signals[channel]![row]!)),
        group,
      });
      const smooth = smoothed(one, axis, rows, estimation, index, channel) ?? { x, y: predicted };
      drawn.push({ name: `${name}: fit`, kind: "line", ...smooth, group });
      residuals.push({ name, kind: "points", x, y: left, group });
    }
  });
  const first = series[shownIndices[0]!]!;
  const { name, unit } = axes[shownIndices[0]!]!;
  const xAxis = { label: name, unit, scale: "linear" } as const;
  return [
    {
      id: `${id}-fit`,
      title,
      caption: "Points: measured. Lines: maximum-likelihood fit.",
      x: xAxis,
      y: { label: first.observable.label, unit: first.unit, scale: "linear" },
      series: drawn,
    },
    {
      id: `${id}-residuals`,
      title: "Residuals",
      caption: "Measured less fitted.",
      x: xAxis,
      y: { label: "residual", unit: first.unit, scale: "linear" },
      series: residuals,
      guides: [{ axis: "y", at: 0, label: "" }],
    },
  ];
}

/** Series that share an ordinate and an abscissa, as indices; the first series is in the first group. */
export function sharedAxes(
  series: readonly TitrationSeries[],
  axes: readonly DoseAxis[],
): readonly number[][] {
  const groups = new Map<string, number[]>();
  series.forEach(({ observable, unit, decays }, index) => {
    // Decays are drawn against time.
    if (decays) return;
    const key = [observable.label, unit, axes[index]!.name, axes[index]!.unit].join("|");
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()];
}

/** Rise of -2 ln L along each free parameter. */
export function profileFigure(id: string, estimation: Estimation, level: number): FigureSpec[] {
  const { profiles } = profileOf(estimation.fit, undefined, { level, curvePoints: 14 });
  return profiles.map(
    (profile): FigureSpec => ({
      id: `${id}-profile-${profile.name}`,
      title: `Profile of ${profile.name}`,
      caption: `Rise of -2 ln L with everything else refitted; below the line lies the ${(100 * profile.level).toFixed(0)} % interval.`,
      x: {
        label: profile.name,
        unit: profile.unit,
        scale: profile.curve.values.every((value) => value > 0) ? "log" : "linear",
      },
      y: {
        label: "rise of -2 ln L",
        unit: "",
        scale: "linear",
        range: [0, Math.max(1, 2.2 * profile.threshold)],
      },
      series: [
        {
          name: profile.name,
          kind: "line",
          x: Array.from(profile.curve.values),
          y: Array.from(profile.curve.rise),
        },
      ],
      guides: [{ axis: "y", at: profile.threshold, label: `${(100 * profile.level).toFixed(0)} %` }],
    }),
  );
}

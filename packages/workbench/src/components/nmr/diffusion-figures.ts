import type { Axis, FigureSpec, MapSpec, Series } from "@oleate/core";
import type { DosyAnswer, FittedDecay } from "../../worker/nmr-protocol.ts";
import { bestModel } from "./radius.ts";

/** Intensity without gradient that a decay is shown against: the best model's, else the largest point. */
function unityOf(decay: FittedDecay): number {
  const fitted = bestModel(decay)?.parameters.find(({ name }) => name === "I0")?.value;
  return fitted !== undefined && fitted > 0 ? fitted : Math.max(...decay.intensity, Number.MIN_VALUE);
}

/** Figures count b in 10^9 s/m2. */
const B_UNIT = "10^9 s/m2";
const scaled = (b: readonly number[]): number[] => b.map((value) => value / 1e9);

/** The axis of b with air on both sides, so that no marker is cut. */
function bAxis({ b }: FittedDecay): Axis {
  const most = Math.max(...scaled(b), Number.MIN_VALUE);
  return { label: "b", unit: B_UNIT, scale: "linear", range: [-0.04 * most, 1.04 * most] };
}

/** What the points span on a logarithmic axis; a model that falls far below them must not press them together. */
function logRange(y: readonly number[]): readonly [number, number] {
  const above = y.filter((value) => value > 0);
  return [Math.min(0.5, ...above) / 2, 1.5 * Math.max(1, ...above)];
}

/** A decay with its models against b. */
export function decayFigure(decay: FittedDecay, log: boolean): FigureSpec {
  const unity = unityOf(decay);
  const share = (values: readonly number[]): number[] => values.map((value) => value / unity);
  const y = share(decay.intensity);
  const { sigma } = decay;
  const ends = (sign: 1 | -1): number[] => y.map((value, i) => value + (sign * sigma![i]!) / unity);
  const points: Series = {
    name: "integral",
    kind: "points",
    x: scaled(decay.b),
    y,
    ...(sigma ? { low: ends(-1), high: ends(1) } : {}),
  };
  const negative = log ? y.filter((value) => value <= 0).length : 0;
  return {
    id: `decay-${decay.name}`,
    title: `Decay of ${decay.name}`,
    caption: `Integral over that without gradient (${bestModel(decay)?.model ?? "largest point"}). Lines: fitted models.${negative > 0 ? ` ${negative} at or below 0 have no place on a logarithmic axis.` : ""}`,
    x: bAxis(decay),
    y: log
      ? { label: "I / I_0", unit: "", scale: "log", range: logRange(y) }
      : { label: "I / I_0", unit: "", scale: "linear" },
    series: [
      points,
      ...decay.models.map(
        ({ model, curve, best }): Series => ({
          name: model,
          kind: "line",
          x: scaled(decay.curveB),
          y: share(curve),
          dashed: !best,
        }),
      ),
    ],
  };
}

/** What the models leave over, in percent of the intensity without gradient. */
export function residualFigure(decay: FittedDecay): FigureSpec {
  const unity = unityOf(decay);
  return {
    id: `residuals-${decay.name}`,
    title: "Residuals",
    caption: "Integral less the model's, in percent of the intensity without gradient.",
    x: bAxis(decay),
    y: { label: "residual", unit: "%", scale: "linear" },
    series: decay.models.map(
      ({ model, predicted }): Series => ({
        name: model,
        kind: "points",
        x: scaled(decay.b),
        y: decay.intensity.map((value, i) => (100 * (value - predicted[i]!)) / unity),
      }),
    ),
    guides: [{ axis: "y", at: 0, label: "" }],
  };
}

/** Signal over shift and D. */
export function dosyFigure({ ppm, diffusion, values }: DosyAnswer, nucleus: string): MapSpec {
  return {
    id: "dosy",
    title: "DOSY map",
    caption:
      "Each region of the first spectrum, its tallest line 1, at the D of its best model and as wide along D as the standard error. A drawing of the fits, not an inversion of the decays.",
    x: { label: `${nucleus === "" ? "" : `${nucleus} `}shift`, unit: "ppm", scale: "linear" },
    y: { label: "D", unit: "m2/s", scale: "log" },
    columns: ppm,
    rows: diffusion,
    values,
    value: { label: "signal", unit: "", range: [0, 1] },
  };
}

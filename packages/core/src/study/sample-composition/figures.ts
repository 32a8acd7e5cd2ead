import { formatQuantity } from "../../quantities/index.ts";
import type { FigureSpec } from "../figure-spec.ts";
import type { SampleComposition } from "./result.ts";

/** How far apart the two points of one technique stand, of the distance between techniques. */
const APART = 0.24;

/** How many times as far as the measured values the axis reaches at most to show what the others ask for. */
const FARTHEST = 3;

/** A range around 1 that holds the measured bars, and the other points as long as they leave the bars to be seen. */
function rangeOf(measured: readonly number[], others: readonly number[]): readonly [number, number] {
  const reach = (values: readonly number[]): number =>
    Math.max(1e-6, ...values.map((value) => Math.abs(value - 1)));
  const half = 1.1 * Math.min(Math.max(reach(measured), reach(others)), FARTHEST * reach(measured));
  return [1 - half, 1 + half];
}

/**
 * Every measured value over the joint estimate, with its standard error, beside what the other techniques ask for: points at 1
 * agree with the estimate, two of one technique whose bars do not meet disagree. None for techniques whose estimate is 0.
 */
export function sampleCompositionFigures(id: string, result: SampleComposition): readonly FigureSpec[] {
  const rows = result.techniques.filter(({ predicted }) => predicted !== 0);
  if (rows.length === 0) return [];
  const series = (
    name: string,
    shift: number,
    of: (row: (typeof rows)[number]) => readonly [number | null, number | null],
  ): FigureSpec["series"][number] => {
    const points = rows.flatMap((row, i) => {
      const [value, error] = of(row);
      if (value === null || error === null) return [];
      const [ratio, bar] = [value / row.predicted, Math.abs(error / row.predicted)];
      return [{ x: i + shift, y: ratio, low: ratio - bar, high: ratio + bar }];
    });
    const column = (key: "x" | "y" | "low" | "high"): number[] => points.map((point) => point[key]);
    return {
      name,
      kind: "points",
      x: column("x"),
      y: column("y"),
      low: column("low"),
      high: column("high"),
    };
  };
  const measured = series("measured", -APART / 2, (row) => [row.measured, row.standardError]);
  const others = series("asked for by the others", APART / 2, (row) => [row.fromOthers, row.fromOthersError]);
  const numbers = rows.map(
    ({ name, unit, measured, predicted }) =>
      `${name} ${formatQuantity(measured, "", 4)} against ${formatQuantity(predicted, unit, 4)}`,
  );
  return [
    {
      id: `${id}-techniques`,
      title: "Measured values beside the joint estimate",
      caption: `Each value over the joint estimate; bars: one standard error. ${numbers.join("; ")}.`,
      x: {
        label: "technique",
        unit: "",
        scale: "linear",
        range: [-0.5, rows.length - 0.5],
        categories: rows.map(({ name }) => name),
      },
      y: {
        label: "value / joint estimate",
        unit: "",
        scale: "linear",
        range: rangeOf([...measured.low!, ...measured.high!], others.y),
      },
      series: [measured, others].filter(({ x }) => x.length > 0),
      guides: [{ axis: "y", at: 1, label: "" }],
    },
  ];
}

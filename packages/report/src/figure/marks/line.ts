import { line as pathOf } from "d3-shape";
import { decimate } from "../decimate.ts";
import { type Mark, num } from "./mark.ts";

/** A line through the points in the order of x; gaps where a value cannot be drawn. */
export const line: Mark = (series, frame) => {
  const indices = decimate(series.y, 2000);
  const ordered = [...indices].sort((a, b) => series.x[a]! - series.x[b]!);
  const places = ordered.map((i) => [frame.x(series.x[i]!), frame.y(series.y[i]!)] as const);
  const path = pathOf<readonly [number | null, number | null]>()
    .defined(([x, y]) => x !== null && y !== null)
    .x(([x]) => Number(num(x!)))
    .y(([, y]) => Number(num(y!)))
    .digits(3)(places);
  return path ? `<path class="line ${frame.colour}${series.dashed ? " dashed" : ""}" d="${path}"/>` : "";
};

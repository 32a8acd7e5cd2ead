import { area } from "d3-shape";
import { type Mark, num } from "./mark.ts";

/** A filled band between `low` and `high`. */
export const band: Mark = (series, frame) => {
  const { low, high } = series;
  if (!low || !high) return "";
  const order = series.x.map((_, i) => i).sort((a, b) => series.x[a]! - series.x[b]!);
  const path = area<number>()
    .defined(
      (i) => frame.x(series.x[i]!) !== null && frame.end(low[i]) !== null && frame.end(high[i]) !== null,
    )
    .x((i) => Number(num(frame.x(series.x[i]!)!)))
    .y0((i) => Number(num(frame.end(low[i])!)))
    .y1((i) => Number(num(frame.end(high[i])!)))
    .digits(3)(order);
  return path ? `<path class="band ${frame.colour}" d="${path}"/>` : "";
};

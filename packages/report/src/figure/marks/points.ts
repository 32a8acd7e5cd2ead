import { decimate } from "../decimate.ts";
import { markerPath } from "../palette.ts";
import { type Mark, num } from "./mark.ts";

/** Markers with error bars where `low` and `high` are given. */
export const points: Mark = (series, frame) => {
  let bars = "";
  let markers = "";
  for (const i of decimate(series.y, 2000)) {
    const x = frame.x(series.x[i]!);
    const y = frame.y(series.y[i]!);
    if (x === null || y === null) continue;
    const low = series.low ? frame.y(series.low[i]!) : null;
    const high = series.high ? frame.y(series.high[i]!) : null;
    if (low !== null && high !== null)
      bars += `M${num(x)} ${num(low)}V${num(high)}M${num(x - 0.8)} ${num(low)}h1.6M${num(x - 0.8)} ${num(high)}h1.6`;
    markers += markerPath(frame.marker, x, y, 0.95);
  }
  const open = frame.marker === "cross" || frame.marker === "plus";
  return `${bars ? `<path class="bar ${frame.colour}" d="${bars}"/>` : ""}${markers ? `<path class="${open ? "open" : "dot"} ${frame.colour}" d="${markers}"/>` : ""}`;
};

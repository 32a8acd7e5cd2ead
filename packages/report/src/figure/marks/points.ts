import { decimate } from "../decimate.ts";
import { markerPath } from "../palette.ts";
import { CROWDED, errorBar, type Mark } from "./mark.ts";

/** Markers with error bars where `low` and `high` are given. */
export const points: Mark = (series, frame) => {
  const crowded = series.x.length > CROWDED;
  let bars = "";
  let markers = "";
  for (const i of decimate(series.y, 2000)) {
    const x = frame.x(series.x[i]!);
    const y = frame.y(series.y[i]!);
    if (x === null || y === null) continue;
    bars += errorBar(series, i, x, y, frame);
    markers += markerPath(frame.marker, x, y, crowded ? 0.35 : 0.95);
  }
  const open = frame.marker === "cross" || frame.marker === "plus";
  return `${bars ? `<path class="bar ${frame.colour}" d="${bars}"/>` : ""}${markers ? `<path class="${open ? "open" : crowded ? "dot crowded" : "dot"} ${frame.colour}" d="${markers}"/>` : ""}`;
};

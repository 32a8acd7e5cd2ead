import { errorBar, type Mark, num } from "./mark.ts";

/** Bars from the foot of the axis; the bars at one place together take three quarters of the least gap to the next. */
export const bars: Mark = (series, frame) => {
  const xs = series.x
    .map((value) => frame.x(value))
    .filter((x): x is number => x !== null)
    .sort((a, b) => a - b);
  const gaps = xs
    .slice(1)
    .map((x, i) => x - xs[i]!)
    .filter((gap) => gap > 0);
  const width =
    (0.75 * gaps.reduce((least, gap) => Math.min(least, gap), gaps.length ? Number.POSITIVE_INFINITY : 6)) /
    frame.slots;
  let path = "";
  let errors = "";
  series.y.forEach((value, i) => {
    const centre = frame.x(series.x[i]!);
    const y = frame.y(value);
    if (centre === null || y === null) return;
    const x = centre + (frame.slot - (frame.slots - 1) / 2) * width;
    errors += errorBar(series, i, x, y, frame);
    path += `M${num(x - width / 2)} ${num(frame.foot)}V${num(y)}h${num(width)}V${num(frame.foot)}Z`;
  });
  const drawn = path ? `<path class="column ${frame.colour}" d="${path}"/>` : "";
  return errors ? `${drawn}<path class="bar ink" d="${errors}"/>` : drawn;
};

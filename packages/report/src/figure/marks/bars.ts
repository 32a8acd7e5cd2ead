import { type Mark, num } from "./mark.ts";

/** Bars from the foot of the axis; their width is three quarters of the least gap between neighbours. */
export const bars: Mark = (series, frame) => {
  const xs = series.x
    .map((value) => frame.x(value))
    .filter((x): x is number => x !== null)
    .sort((a, b) => a - b);
  const gaps = xs
    .slice(1)
    .map((x, i) => x - xs[i]!)
    .filter((gap) => gap > 0);
  const width = 0.75 * (gaps.length ? Math.min(...gaps) : 6);
  let path = "";
  series.y.forEach((value, i) => {
    const x = frame.x(series.x[i]!);
    const y = frame.y(value);
    if (x !== null && y !== null)
      path += `M${num(x - width / 2)} ${num(frame.foot)}V${num(y)}h${num(width)}V${num(frame.foot)}Z`;
  });
  return path ? `<path class="column ${frame.colour}" d="${path}"/>` : "";
};

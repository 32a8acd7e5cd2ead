import type { Axis, FigureSpec, Series } from "@oleate/core";
import { scaleLinear, scaleLog } from "d3-scale";
import { superscript } from "./unit-label.ts";

/** Maps data to the page along one axis, with its ticks. */
export interface AxisScale {
  place(value: number): number;
  readonly major: readonly { readonly at: number; readonly label: string }[];
  readonly minor: readonly number[];
}

/** Numbers beyond this, and beneath its inverse on a log axis, leave no room in a double for the air around them. */
const LARGEST = 1e270;

/** True where a value can be drawn on this axis. */
export function drawable(value: number | undefined | null, axis: Axis): value is number {
  return (
    value !== undefined &&
    value !== null &&
    Math.abs(value) <= LARGEST &&
    (axis.scale === "linear" || value >= 1 / LARGEST)
  );
}

/** Values of a spec along one axis, error bars and bands included. */
function valuesAlong(spec: FigureSpec, which: "x" | "y"): number[] {
  const axis = spec[which];
  const of = (series: Series): readonly number[] =>
    which === "x"
      ? series.x
      : series.kind === "band"
        ? [...(series.low ?? []), ...(series.high ?? [])]
        : [...series.y, ...(series.low ?? []), ...(series.high ?? [])];
  return spec.series.flatMap((series) => [...of(series)]).filter((value) => drawable(value, axis));
}

/** Ends of an axis, left and right or below and above: fixed, else those of the data with a little air; bars and counts start
 *  at zero. */
export function axisDomain(spec: FigureSpec, which: "x" | "y"): [number, number] | null {
  const domain = risingDomain(spec, which);
  return domain && spec[which].reversed ? [domain[1], domain[0]] : domain;
}

function risingDomain(spec: FigureSpec, which: "x" | "y"): [number, number] | null {
  const axis = spec[which];
  if (axis.range) return [axis.range[0], axis.range[1]];
  const values = valuesAlong(spec, which);
  if (values.length === 0) return null;
  let low = values.reduce((a, b) => Math.min(a, b));
  let high = values.reduce((a, b) => Math.max(a, b));
  if (axis.scale === "log") {
    if (low === high) return [low / 2, high * 2];
    const air = 10 ** (0.05 * (Math.log10(high) - Math.log10(low)));
    return [low / air, high * air];
  }
  for (const guide of spec.guides ?? []) {
    if (guide.axis !== which || !Number.isFinite(guide.at)) continue;
    low = Math.min(low, guide.at);
    high = Math.max(high, guide.at);
  }
  if (spec.series.some((series) => series.kind === "bars") && which === "y") low = Math.min(0, low);
  if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))) {
    const air = Math.abs(low) > 1e-300 ? 0.1 * Math.abs(low) : 1;
    return [low - air, high + air];
  }
  const air = 0.04 * (high - low);
  // Counts and doses that begin near zero begin at zero.
  const startsAtZero = low >= 0 && low < 0.35 * high;
  // Markers on the axis itself would be cut: they get the same air as at the far end.
  const marked = which === "x" && low === 0 && spec.series.some((series) => series.kind === "points");
  if (which === "x" && spec.series.some((series) => series.kind === "bars"))
    return [low - 6 * air, high + 6 * air];
  return [startsAtZero ? (marked ? -air : 0) : low - air, high + air];
}

function tickText(value: number, step: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) {
    const exponent = Math.floor(Math.log10(size) + 1e-9);
    const mantissa = Number((value / 10 ** exponent).toPrecision(3));
    return `${mantissa}×10${superscript(String(exponent))}`;
  }
  const digits = Math.max(0, Math.min(14, -Math.floor(Math.log10(step) + 1e-9)));
  return value.toFixed(digits).replace("-", "−");
}

/** True for an axis that counts things: no unit, whole numbers only, few of them. */
export function countsThings(spec: FigureSpec, which: "x" | "y"): boolean {
  const values = spec.series
    .flatMap((series) => [...series[which]])
    .filter((value) => drawable(value, spec[which]));
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const,
  );
  return spec[which].unit === "" && most - least >= 1 && most - least <= 20 && values.every(Number.isInteger);
}

/**
 * Builds the scale of an axis from domain to range (page units, may be reversed).
 * @param whole only whole numbers get a tick
 */
export function axisScale(
  axis: Axis,
  domain: readonly [number, number],
  range: readonly [number, number],
  count: number,
  whole = false,
): AxisScale {
  if (axis.scale === "log") {
    const scale = scaleLog()
      .domain([...domain])
      .range([...range]);
    const decades = Math.log10(domain[1]) - Math.log10(domain[0]);
    const first = Math.ceil(Math.log10(domain[0]) - 1e-9);
    const last = Math.floor(Math.log10(domain[1]) + 1e-9);
    const every = Math.max(1, Math.ceil((last - first + 1) / (count + 1)));
    const major: { at: number; label: string }[] = [];
    for (let exponent = first; exponent <= last; exponent++) {
      if ((exponent - first) % every !== 0) continue;
      major.push({
        at: 10 ** exponent,
        label:
          Math.abs(exponent) <= 3
            ? String(Number((10 ** exponent).toPrecision(1)))
            : `10${superscript(String(exponent))}`,
      });
    }
    const minor: number[] = [];
    for (let exponent = first - 1; exponent <= last; exponent++) {
      for (let digit = 2; digit < 10; digit++) {
        const at = digit * 10 ** exponent;
        if (at < domain[0] || at > domain[1]) continue;
        minor.push(at);
        // Less than two decades hold too few powers of ten: label some of the digits between.
        const wanted =
          decades < 0.7
            ? true
            : decades < 1.3
              ? [2, 3, 5].includes(digit)
              : decades < 2 && [2, 5].includes(digit);
        if (wanted && every === 1) major.push({ at, label: String(Number(at.toPrecision(1))) });
      }
    }
    if (major.length < 2)
      for (const at of scaleLinear()
        .domain([...domain])
        .ticks(4))
        major.push({ at, label: tickText(at, at / 100) });
    return { place: (value) => scale(value), major: major.sort((a, b) => a.at - b.at), minor };
  }
  const scale = scaleLinear()
    .domain([...domain])
    .range([...range]);
  if (axis.categories) {
    const major = axis.categories.map((label, at) => ({ at, label }));
    return { place: (value) => scale(value), major, minor: [] };
  }
  const ticks = scale.ticks(count).filter((at) => !whole || Number.isInteger(at));
  const step = ticks.length > 1 ? Math.abs(ticks[1]! - ticks[0]!) : 1;
  return {
    place: (value) => scale(value),
    major: ticks.map((at) => ({ at, label: tickText(at, step) })),
    minor: (whole ? [] : scale.ticks(count * 5)).filter(
      (at) => !ticks.some((tick) => Math.abs(tick - at) < 1e-9 * step),
    ),
  };
}

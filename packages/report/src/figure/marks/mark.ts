import type { Series } from "@oleate/core";
import type { Marker } from "../palette.ts";

/** What a mark needs to draw one series. */
export interface MarkFrame {
  /** CSS class that carries the series' colour. */
  readonly colour: string;
  readonly marker: Marker;
  /** Page position, or null where the value cannot be drawn. */
  x(value: number): number | null;
  y(value: number): number | null;
  /** Page position of the end of an error bar or band, on the frame when it lies beyond; null when missing. */
  end(value: number | undefined): number | null;
  /** Place of a series of bars among those that stand side by side. */
  readonly slot: number;
  readonly slots: number;
  /** Page position of the axis' foot, for bars. */
  readonly foot: number;
}

/** Draws one series as SVG text; a new mark is one file with one of these. */
export type Mark = (series: Series, frame: MarkFrame) => string;

/** More points than this are drawn small and below the lines. */
export const CROWDED = 300;

/** One error bar as path data; an end that is missing leaves its half out. */
export function errorBar(series: Series, i: number, x: number, y: number, frame: MarkFrame): string {
  const [low, high] = [frame.end(series.low?.[i]), frame.end(series.high?.[i])];
  if (low === null && high === null) return "";
  // A cap says that the bar ends there: none where it leaves the frame.
  const cap = (at: number | null, value: number | undefined): string =>
    at !== null && value !== undefined && frame.y(value) === at ? `M${num(x - 0.8)} ${num(at)}h1.6` : "";
  return `M${num(x)} ${num(low ?? y)}V${num(high ?? y)}${cap(low, series.low?.[i])}${cap(high, series.high?.[i])}`;
}

/** A coordinate rounded to 3 decimals. */
export function num(value: number): string {
  // Beyond a page's reach all positions look alike.
  return String(Math.round(Math.max(-1e5, Math.min(1e5, value)) * 1000) / 1000 || 0);
}

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
  /** Page position of the axis' foot, for bars. */
  readonly foot: number;
}

/** Draws one series as SVG text; a new mark is one file with one of these. */
export type Mark = (series: Series, frame: MarkFrame) => string;

/** A coordinate rounded to 3 decimals. */
export function num(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

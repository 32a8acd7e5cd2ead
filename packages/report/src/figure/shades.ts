import type { FigureSpec, Series } from "@oleate/core";
import { rampColour } from "./ramp.ts";

/** Stretch of the ramp that thin lines are seen in on white and on near-black. */
const [FIRST, LAST] = [0.04, 0.8];
/** More ordered series than this are named in the legend by the first and the last alone. */
const MOST_NAMED = 5;

const percentOf = (shade: number): number => Math.round(100 * Math.max(0, Math.min(1, shade)));

/** Colour of a place in an order, 0 for the first to 1 for the last, as "#rrggbb". */
export function shadeColour(shade: number): string {
  return rampColour(FIRST + ((LAST - FIRST) * percentOf(shade)) / 100);
}

/** Class that carries the colour of a place in an order. */
export const shadeClass = (shade: number): string => `s${percentOf(shade)}`;

/** Style of the shades a figure takes, as an element within its drawing; empty where it takes none. */
export function shadeStyle({ series }: FigureSpec): string {
  const shades = new Map(
    series.flatMap(({ shade }) => (shade === undefined ? [] : [[shadeClass(shade), shadeColour(shade)]])),
  );
  const rules = [...shades].map(
    ([name, colour]) =>
      `.line.${name},.bar.${name},.open.${name}{stroke:${colour}}.dot.${name},.band.${name},.column.${name}{fill:${colour}}`,
  );
  return rules.length === 0 ? "" : `<style>${rules.join("")}</style>`;
}

/** Whether the legend names a series: of many ordered ones the first and the last stand for all. */
export function isNamed(series: readonly Series[]): (one: Series) => boolean {
  const ordered = series.filter(({ shade, name }) => shade !== undefined && name !== "");
  if (ordered.length <= MOST_NAMED) return () => true;
  return (one) => one.shade === undefined || one === ordered[0] || one === ordered.at(-1);
}

import type { Series } from "@oleate/core";
import { num } from "./marks/mark.ts";
import { type Marker, markerPath } from "./palette.ts";
import { escapeText } from "./unit-label.ts";

/** One line of a legend. */
export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly marker: Marker;
  readonly kind: Series["kind"];
  readonly dashed: boolean;
}

/** The plotting area in page units. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const ROW = 3.6;
const KEY = 5;
/** Mean advance of a character at the legend's size, page units; a little generous. */
const ADVANCE = 1.65;

/** A name cut to what a width holds, with an ellipsis when something is left out. */
export function fittingName(name: string, width: number): string {
  const most = Math.max(4, Math.floor((width - KEY - 2.2) / ADVANCE));
  const letters = [...name];
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join("")}…`;
}

/** Size of a legend in page units. */
export function legendSize(entries: readonly LegendEntry[]): { width: number; height: number } {
  const longest = Math.max(...entries.map((entry) => entry.name.length));
  return { width: KEY + 2.2 + longest * ADVANCE, height: entries.length * ROW + 1 };
}

/** True when the entries fit inside the plotting area without taking most of it. */
export function fitsInside(entries: readonly LegendEntry[], area: Area): boolean {
  const { width, height } = legendSize(entries);
  return width < 0.62 * (area.right - area.left) && height < 0.5 * (area.bottom - area.top);
}

/** Columns a legend above the plot takes: as many as its longest name leaves room for, at most three. */
function columnsAbove(entries: readonly LegendEntry[], width: number): number {
  return Math.max(1, Math.min(3, entries.length, Math.floor(width / legendSize(entries).width)));
}

/** Height of a legend that stands above a plot of this width. */
export function heightAbove(entries: readonly LegendEntry[], width: number): number {
  return Math.ceil(entries.length / columnsAbove(entries, width)) * ROW + 1.6;
}

function drawEntry(entry: LegendEntry, x: number, middle: number): string {
  const open = entry.marker === "cross" || entry.marker === "plus";
  const key =
    entry.kind === "points"
      ? `<path class="${open ? "open" : "dot"} ${entry.colour}" d="${markerPath(entry.marker, x + KEY / 2 + 0.4, middle, 0.95)}"/>`
      : entry.kind === "line"
        ? `<path class="line ${entry.colour}${entry.dashed ? " dashed" : ""}" d="M${num(x + 0.6)} ${num(middle)}h${KEY - 0.8}"/>`
        : `<path class="${entry.kind === "band" ? "band" : "column"} ${entry.colour}" d="M${num(x + 0.8)} ${num(middle - 0.9)}h${KEY - 1.2}v1.8h${-(KEY - 1.2)}Z"/>`;
  return `${key}<text x="${num(x + KEY + 1.2)}" y="${num(middle + 0.95)}">${escapeText(entry.name)}</text>`;
}

/** Draws a legend inside the plot, its upper left corner at (x, y). */
export function drawLegend(entries: readonly LegendEntry[], x: number, y: number): string {
  return `<g class="legend">${entries.map((entry, i) => drawEntry(entry, x, y + 0.5 + ROW * (i + 0.5))).join("")}</g>`;
}

/** Draws a legend above a plot of this width, in columns, its upper left corner at (x, y). */
export function drawLegendAbove(
  entries: readonly LegendEntry[],
  x: number,
  y: number,
  width: number,
): string {
  const columns = columnsAbove(entries, width);
  const rows = Math.ceil(entries.length / columns);
  const drawn = entries.map((entry, i) =>
    drawEntry(entry, x + Math.floor(i / rows) * (width / columns), y + ROW * ((i % rows) + 0.5)),
  );
  return `<g class="legend">${drawn.join("")}</g>`;
}

/** The corner of the area whose legend box covers the fewest of the drawn places. */
export function bestCorner(
  entries: readonly LegendEntry[],
  area: Area,
  places: readonly (readonly [number, number])[],
): { x: number; y: number; covered: number } {
  const { width, height } = legendSize(entries);
  const corners = [
    { x: area.right - width - 0.8, y: area.top + 0.8 },
    { x: area.left + 1.2, y: area.top + 0.8 },
    { x: area.right - width - 0.8, y: area.bottom - height - 0.8 },
    { x: area.left + 1.2, y: area.bottom - height - 0.8 },
  ];
  return corners
    .map(({ x, y }) => ({
      x,
      y,
      covered: places.filter(
        ([px, py]) => px > x - 1 && px < x + width + 1 && py > y - 1 && py < y + height + 1,
      ).length,
    }))
    .reduce((best, corner) => (corner.covered < best.covered ? corner : best));
}

import {
  DomainError,
  type FigureSpec,
  InputError,
  type NamedPlace,
  nearestNames,
  type Series,
} from "@oleate/core";
import { categoryAt, extraHeight } from "./categories.ts";
import { drawAxes, type FrameOptions, frame, idOf, sizeOf } from "./frame.ts";
import {
  type Area,
  bestCorner,
  drawLegend,
  drawLegendAbove,
  fitsInside,
  fittingName,
  heightAbove,
  type LegendEntry,
} from "./legend.ts";
import { band } from "./marks/band.ts";
import { bars } from "./marks/bars.ts";
import { line } from "./marks/line.ts";
import { CROWDED, type Mark, type MarkFrame, num } from "./marks/mark.ts";
import { points } from "./marks/points.ts";
import { drawNames, heightOfNames } from "./names.ts";
import { MARKERS, SERIES_COLOURS } from "./palette.ts";
import { type AxisScale, axisDomain, axisScale, countsThings, drawable } from "./scales.ts";
import { isNamed, shadeClass, shadeStyle } from "./shades.ts";
import { axisLabel, escapeText } from "./unit-label.ts";

/** Size and colours of a figure; sizes in mm (85 mm is a journal's column). */
export interface FigureOptions extends FrameOptions {
  /** Names of places along x, written upright above the plot: solvents along a scale of polarity. */
  readonly names?: readonly NamedPlace[];
}

const MARKS: Readonly<Record<Series["kind"], Mark>> = { points, line, band, bars };
/** Bands lie below bars, bars below lines, points on top. */
const ORDER: readonly Series["kind"][] = ["band", "bars", "line", "points"];

function checkSpec(spec: FigureSpec): void {
  for (const name of ["x", "y"] as const) {
    const { range, scale } = spec[name];
    if (scale !== "linear" && scale !== "log") {
      throw new InputError({
        what: `figure ${spec.id}: unknown ${name} scale`,
        found: String(scale),
        expected: "linear or log",
      });
    }
    if (range && !(range.every((end) => drawable(end, spec[name])) && range[0] < range[1])) {
      throw new DomainError({
        what: `figure ${spec.id}: the range of the ${name} axis cannot be drawn`,
        found: range.join(" to "),
        expected: scale === "log" ? "two positive numbers, the lower first" : "two numbers, the lower first",
      });
    }
  }
  for (const guide of spec.guides ?? []) {
    if (!Number.isFinite(guide.at))
      throw new InputError({
        what: `figure ${spec.id}: guide "${guide.label}" stands nowhere`,
        found: String(guide.at),
      });
  }
  for (const series of spec.series) {
    const { kind, x, y, low, high } = series;
    if (!Object.hasOwn(MARKS, kind)) {
      throw new InputError({
        what: `series ${series.name} of figure ${spec.id} is of an unknown kind`,
        found: String(kind),
        expected: nearestNames(String(kind), ORDER).join(", "),
      });
    }
    if (kind === "band" && !(low && high)) {
      throw new InputError({ what: `series ${series.name} of figure ${spec.id}: a band needs low and high` });
    }
    const lengths = [x.length, y.length, ...(low ? [low.length] : []), ...(high ? [high.length] : [])];
    if (new Set(lengths).size > 1) {
      throw new InputError({
        what: `series ${series.name} of figure ${spec.id} has columns of different lengths`,
        found: lengths.join(", "),
        expected: "as many y (and low, high) as x",
      });
    }
  }
}

/** Groups (data and its fit) share a colour and a marker; without a group each series has its own. */
function colourIndices(spec: FigureSpec): readonly number[] {
  const order = new Map<string, number>();
  return spec.series.map((series, i) => {
    const key = series.group === undefined ? `own ${i}` : `group ${series.group}`;
    if (!order.has(key)) order.set(key, order.size);
    return order.get(key)!;
  });
}

/** Class that carries the colour of a series. */
const colourClass = ({ shade }: Series, index: number): string =>
  shade === undefined ? `c${index % SERIES_COLOURS.length}` : shadeClass(shade);

function describe(spec: FigureSpec): string {
  const names = spec.series.map((series) => series.name).join(", ");
  return `${axisLabel(spec.y.label, spec.y.unit)} against ${axisLabel(spec.x.label, spec.x.unit)}: ${names}. ${spec.caption}`;
}

function drawGuides(area: Area, spec: FigureSpec, x: AxisScale, y: AxisScale): string {
  const middle = num((area.left + area.right) / 2);
  return (spec.guides ?? [])
    .filter((guide) => drawable(guide.at, spec[guide.axis]))
    .map((guide) => {
      const place = (guide.axis === "x" ? x : y).place(guide.at);
      if (guide.axis === "x") {
        if (place < area.left || place > area.right) return "";
        return `<path class="guide" d="M${num(place)} ${num(area.top)}V${num(area.bottom)}"/><text class="note" x="${num(place + 0.7)}" y="${num(area.top + 2.6)}">${escapeText(guide.label)}</text>`;
      }
      if (place < area.top || place > area.bottom) return "";
      return `<path class="guide" d="M${num(area.left)} ${num(place)}H${num(area.right)}"/><text class="note" text-anchor="middle" x="${middle}" y="${num(place - 0.7)}">${escapeText(guide.label)}</text>`;
    })
    .join("");
}

/** The plotting area with its scales and where the data fall. */
interface Layout {
  readonly area: Area;
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly places: readonly (readonly [number, number])[];
}

/** Page positions of everything that can be drawn, lines filled in between their points. */
function placesOf(spec: FigureSpec, x: AxisScale, y: AxisScale): Layout["places"] {
  const places: (readonly [number, number])[] = [];
  for (const series of spec.series) {
    let before: readonly [number, number] | null = null;
    series.x.forEach((value, i) => {
      const height = series.y[i];
      if (!drawable(value, spec.x) || !drawable(height, spec.y)) return;
      const here = [x.place(value), y.place(height)] as const;
      places.push(here);
      if (series.kind === "line" && before && series.x.length < 60) {
        for (const share of [0.25, 0.5, 0.75]) {
          places.push([before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])]);
        }
      }
      before = here;
    });
  }
  return places;
}

/** What the figure does not show of its data, for its foot: "2 points at or below 0 not drawn on a log axis". */
function leftOutNote(spec: FigureSpec): string {
  let [offLog, missing, outside] = [0, 0, 0];
  const beyond = (value: number, range: readonly [number, number] | undefined): boolean =>
    range !== undefined && (value < range[0] || value > range[1]);
  for (const series of spec.series) {
    // A band has no points; its ends may lie anywhere.
    if (series.kind === "band") continue;
    series.x.forEach((x, i) => {
      const y = series.y[i]!;
      if (drawable(x, spec.x) && drawable(y, spec.y)) {
        if (series.kind !== "line" && (beyond(x, spec.x.range) || beyond(y, spec.y.range))) outside++;
      } else if (Number.isFinite(x) && Number.isFinite(y)) offLog++;
      // The gaps of a line are part of it.
      else if (series.kind !== "line") missing++;
    });
  }
  const log = spec.x.scale === "log" || spec.y.scale === "log";
  const parts = [
    { count: offLog, what: log ? "at or below 0 not drawn on a log axis" : "too large to draw" },
    { count: missing, what: "without a value" },
    { count: outside, what: "outside the range shown" },
  ].filter(({ count }) => count > 0);
  return parts.map(({ count, what }) => `${count} point${count === 1 ? "" : "s"} ${what}`).join("; ");
}

/**
 * Draws a figure as SVG text: true size in mm, axes with units, marks, guides and a legend where it covers least.
 * Values that cannot stand on a log axis are left out and counted in a footnote; without any data it says so.
 * @throws InputError when columns differ in length, a kind or scale is unknown, a guide is no number; DomainError when
 *   a range or the size cannot be drawn
 */
export function drawFigure(spec: FigureSpec, options: FigureOptions = {}): string {
  checkSpec(spec);
  const full = sizeOf(options);
  const { widthMm, heightMm } = full;
  const names = options.names ?? [];
  const words = { id: spec.id, title: spec.title, description: describe(spec) };
  const note = leftOutNote(spec);
  const [domainX, domainY] = [axisDomain(spec, "x"), axisDomain(spec, "y")];
  const colours = colourIndices(spec);
  if (!domainX || !domainY) {
    return frame(
      full,
      words,
      `<text class="label" text-anchor="middle" x="${widthMm / 2}" y="${heightMm / 2}">no data to draw</text>${note ? `<text class="note" text-anchor="middle" x="${widthMm / 2}" y="${heightMm / 2 + 4}">${note}</text>` : ""}`,
    );
  }
  const named = isNamed(spec.series);
  const entries: LegendEntry[] = spec.series
    .map((series, i) => ({
      name: named(series) ? fittingName(series.name, 0.82 * widthMm) : "",
      colour: colourClass(series, colours[i]!),
      marker: MARKERS[colours[i]! % MARKERS.length]!,
      kind: series.kind,
      dashed: series.dashed ?? false,
    }))
    .filter((entry) => entry.name !== "" && spec.series.length > 1);
  const probe = axisScale(spec.y, domainY, [1, 0], Math.max(5, Math.floor((heightMm - 11) / 9)));
  const widest = Math.max(...probe.major.map((tick) => tick.label.length), 1);
  const left = Math.min(0.45 * widthMm, 6.6 + widest * 1.55);
  const right = widthMm - 2.4;
  const below = (note ? 12.2 : 9.6) + extraHeight(spec.x, right - left);
  const wide: Area = { left, top: 1.6 + heightOfNames(names), right, bottom: heightMm - below };
  const layoutIn = (area: Area): Layout => {
    const columns = Math.max(3, Math.floor((area.right - area.left) / 13));
    const x = axisScale(spec.x, domainX, [area.left, area.right], columns, countsThings(spec, "x"));
    const rows = Math.max(3, Math.floor((area.bottom - area.top) / 9));
    const y = axisScale(spec.y, domainY, [area.bottom, area.top], rows);
    return { area, x, y, places: placesOf(spec, x, y) };
  };
  const above: Area = { ...wide, top: wide.top + heightAbove(entries, wide.right - wide.left) };
  let layout = layoutIn(wide);
  let corner = entries.length && fitsInside(entries, wide) ? bestCorner(entries, wide, layout.places) : null;
  // A legend that would hide data stands above the plot.
  if (corner && corner.covered > 0) corner = null;
  if (entries.length && !corner) layout = layoutIn(above);
  const { area, x, y } = layout;
  const placeX = (value: number): number | null => (drawable(value, spec.x) ? x.place(value) : null);
  const placeY = (value: number): number | null => (drawable(value, spec.y) ? y.place(value) : null);
  const clip = `clip-${idOf(spec.id)}`;
  const endY = (value: number | undefined): number | null => {
    // null stands for a missing number in a result that was read back.
    if (typeof value !== "number" || Number.isNaN(value)) return null;
    if (!drawable(value, spec.y)) return value > 0 ? area.top : area.bottom;
    return Math.max(area.top, Math.min(area.bottom, y.place(value)));
  };
  const barSeries = spec.series.filter((series) => series.kind === "bars");
  const crowded = (series: Series): boolean => series.kind === "points" && series.x.length > CROWDED;
  const layers = [null, ...ORDER] as const;
  const marks = layers
    .flatMap((kind) =>
      spec.series.map((series, i) => {
        // Crowded points lie lowest, so that the line through them is seen.
        if (crowded(series) ? kind !== null : series.kind !== kind) return "";
        const markFrame: MarkFrame = {
          colour: colourClass(series, colours[i]!),
          marker: MARKERS[colours[i]! % MARKERS.length]!,
          x: placeX,
          y: placeY,
          end: endY,
          slot: barSeries.indexOf(series),
          slots: Math.max(1, barSeries.length),
          foot:
            spec.y.scale === "linear" ? y.place(Math.max(domainY[0], Math.min(domainY[1], 0))) : area.bottom,
        };
        return MARKS[series.kind](series, markFrame);
      }),
    )
    .join("");
  const legend =
    entries.length === 0
      ? ""
      : corner
        ? drawLegend(entries, corner.x, corner.y)
        : drawLegendAbove(entries, area.left, 0.8, area.right - area.left);
  const foot = note
    ? `<text class="note" x="${num(area.left)}" y="${num(heightMm - 0.8)}">${note}</text>`
    : "";
  const body = `${shadeStyle(spec)}<defs><clipPath id="${clip}"><rect x="${num(area.left)}" y="${num(area.top - 0.6)}" width="${num(area.right - area.left + 0.6)}" height="${num(area.bottom - area.top + 1.2)}"/></clipPath></defs><g clip-path="url(#${clip})">${marks}</g>${drawGuides(area, spec, x, y)}${drawAxes(area, spec, x, y)}${drawNames(names, area, placeX)}${legend}${foot}`;
  return frame(full, words, body);
}

function csvCell(text: string): string {
  return /[",\n\r]/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text;
}

/**
 * The data of a figure as tidy CSV: series, x, y and, where given, low and high, with units in the header.
 * Numbers read back exactly; missing ones are empty.
 * @throws InputError and DomainError as {@link drawFigure}
 */
export function figureCsv(spec: FigureSpec): string {
  const head = (label: string, unit: string): string => csvCell(unit === "" ? label : `${label} (${unit})`);
  checkSpec(spec);
  const rows = [
    ["series", head(spec.x.label, spec.x.unit), head(spec.y.label, spec.y.unit), "low", "high"].join(","),
  ];
  for (const series of spec.series) {
    series.x.forEach((value, i) => {
      const cells = [categoryAt(spec.x, value) ?? value, series.y[i]!, series.low?.[i], series.high?.[i]].map(
        (cell) =>
          typeof cell === "string"
            ? csvCell(cell)
            : typeof cell !== "number" || Number.isNaN(cell)
              ? ""
              : Object.is(cell, -0)
                ? "-0"
                : String(cell),
      );
      rows.push([csvCell(series.name), ...cells].join(","));
    });
  }
  return `${rows.join("\n")}\n`;
}

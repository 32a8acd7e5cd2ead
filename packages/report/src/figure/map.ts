import { type Axis, InputError, type MapSpec } from "@oleate/core";
import { contour } from "./contours.ts";
import { drawAxes, type FrameOptions, frame, idOf, sizeOf } from "./frame.ts";
import type { Area } from "./legend.ts";
import { num } from "./marks/mark.ts";
import { drawNames, heightOfNames } from "./names.ts";
import { pngAddress } from "./png.ts";
import { rampBytes, rampColour } from "./ramp.ts";
import { type AxisScale, axisScale } from "./scales.ts";
import { axisLabel, escapeText, nameMarkup } from "./unit-label.ts";

/** Colours of the image: steps far finer than the eye parts. */
const COLOURS = 256;
/** Width of the scale of colours with its ticks and name, mm. */
const SCALE_MM = 17;
const BAR_MM = 3.2;

function checkSpec({ id, columns, rows, values }: MapSpec): void {
  if (columns.length < 2 || rows.length < 2 || values.length !== columns.length * rows.length) {
    throw new InputError({
      what: `map ${id} has another size than its axes`,
      found: `${values.length} values for ${columns.length} columns and ${rows.length} rows`,
      expected: "a value for every place, two rows and two columns at least",
    });
  }
}

/** The image of the values, stretched so that each value stands in the middle of its pixel. */
function drawImage(spec: MapSpec, x: AxisScale, y: AxisScale): string {
  const { columns, rows, values, value } = spec;
  const [low, high] = value.range;
  const pixels = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    // Rows of an image run down, those of a plot up.
    const row = rows.length - 1 - Math.floor(i / columns.length);
    const share = (values[row * columns.length + (i % columns.length)]! - low) / (high - low);
    pixels[i] = Math.round(Math.max(0, Math.min(1, share)) * (COLOURS - 1));
  }
  const palette = Array.from({ length: COLOURS }, (_, i) => rampBytes(i / (COLOURS - 1)));
  const [left, right] = [x.place(columns[0]!), x.place(columns.at(-1)!)];
  const [bottom, top] = [y.place(rows[0]!), y.place(rows.at(-1)!)];
  const wide = (right - left) / (columns.length - 1);
  const tall = (bottom - top) / (rows.length - 1);
  return `<image preserveAspectRatio="none" x="${num(left - wide / 2)}" y="${num(top - tall / 2)}" width="${num(right - left + wide)}" height="${num(bottom - top + tall)}" href="${pngAddress(pixels, columns.length, palette)}"/>`;
}

/** Lines of equal value, each with its value where there is most room about it. */
function drawContours(spec: MapSpec, area: Area, x: AxisScale, y: AxisScale): string {
  const { columns, rows, values, value, contours = [] } = spec;
  const placeX = (at: number): number =>
    x.place(columns[0]!) + (at * (x.place(columns.at(-1)!) - x.place(columns[0]!))) / (columns.length - 1);
  const placeY = (at: number): number =>
    y.place(rows[0]!) + (at * (y.place(rows.at(-1)!) - y.place(rows[0]!))) / (rows.length - 1);
  const texts: string[] = [];
  const path = contours
    .map((level) => {
      const segments = contour(values, columns.length, level).map(
        ([x1, y1, x2, y2]) => [placeX(x1), placeY(y1), placeX(x2), placeY(y2)] as const,
      );
      const room = ([px, py]: (typeof segments)[number]): number =>
        Math.min(px - area.left, area.right - px, 2 * (py - area.top), 2 * (area.bottom - py));
      const best = segments.reduce<(typeof segments)[number] | null>(
        (most, segment) => (most === null || room(segment) > room(most) ? segment : most),
        null,
      );
      if (best && room(best) > 4)
        texts.push(
          `<text text-anchor="middle" x="${num(best[0])}" y="${num(best[1] + 0.9)}">${level}${value.unit === "" ? "" : ` ${escapeText(value.unit)}`}</text>`,
        );
      return segments.map(([x1, y1, x2, y2]) => `M${num(x1)} ${num(y1)}L${num(x2)} ${num(y2)}`).join("");
    })
    .join("");
  return path === ""
    ? ""
    : `<g style="fill:none;stroke-linecap:round"><path style="stroke:#10141a;stroke-width:.55;opacity:.65" d="${path}"/><path style="stroke:#fff;stroke-width:.26" d="${path}"/></g><g style="paint-order:stroke;stroke:#10141a;stroke-width:.7;stroke-linejoin:round">${texts.join("").replaceAll("<text ", '<text style="fill:#fff" ')}</g>`;
}

function drawMark({ mark }: MapSpec, area: Area, x: AxisScale, y: AxisScale): string {
  if (!mark) return "";
  const [px, py] = [x.place(mark.x), y.place(mark.y)];
  if (px < area.left || px > area.right || py < area.top || py > area.bottom) return "";
  const far = px > (area.left + area.right) / 2;
  return `<circle cx="${num(px)}" cy="${num(py)}" r="1.25" style="fill:#fff;stroke:#10141a;stroke-width:.5"/><circle cx="${num(px)}" cy="${num(py)}" r=".4" style="fill:#10141a"/><text text-anchor="${far ? "end" : "start"}" x="${num(px + (far ? -2 : 2))}" y="${num(py + 0.95)}" style="fill:#fff;paint-order:stroke;stroke:#10141a;stroke-width:.7;stroke-linejoin:round">${escapeText(mark.name)}</text>`;
}

/** The scale of colours to the right of the map. */
function drawScale({ id, value, contours = [] }: MapSpec, area: Area): string {
  const left = area.right + 2.4;
  const right = left + BAR_MM;
  const axis: Axis = { label: value.label, unit: value.unit, scale: "linear" };
  const scale = axisScale(
    axis,
    value.range,
    [area.bottom, area.top],
    Math.max(3, Math.floor((area.bottom - area.top) / 11)),
  );
  const stops = Array.from(
    { length: 17 },
    (_, i) => `<stop offset="${num(i / 16)}" stop-color="${rampColour(i / 16)}"/>`,
  ).join("");
  const gradient = `scale-${idOf(id)}`;
  const ticks = scale.major
    .map(
      ({ at, label }) =>
        `<text class="tick" x="${num(right + 1)}" y="${num(scale.place(at) + 0.9)}">${label}</text>`,
    )
    .join("");
  const lines = scale.major.map(({ at }) => `M${num(right - 0.9)} ${num(scale.place(at))}h.9`).join("");
  const levels = contours.map((at) => `M${num(left)} ${num(scale.place(at))}h${BAR_MM}`).join("");
  const middle = num((area.top + area.bottom) / 2);
  return `<defs><linearGradient id="${gradient}" x1="0" y1="1" x2="0" y2="0">${stops}</linearGradient></defs><rect x="${num(left)}" y="${num(area.top)}" width="${BAR_MM}" height="${num(area.bottom - area.top)}" fill="url(#${gradient})"/><path style="stroke:#fff;stroke-width:.26;fill:none" d="${levels}"/><path class="axis" d="M${num(left)} ${num(area.top)}h${BAR_MM}V${num(area.bottom)}h${-BAR_MM}Z${lines}"/>${ticks}<text class="label" text-anchor="middle" transform="translate(${num(right + 8)} ${middle}) rotate(-90)">${nameMarkup(axisLabel(value.label, value.unit))}</text>`;
}

/**
 * Draws a map as SVG text: an image of the values, lines of equal value, axes, the scale of its colours.
 * @throws InputError when values and axes differ in size; DomainError for a size that cannot be drawn
 */
export function drawMap(spec: MapSpec, options: FrameOptions = {}): string {
  checkSpec(spec);
  const full = sizeOf(options);
  const { widthMm, heightMm } = full;
  const domain = (places: readonly number[]): [number, number] => [places[0]!, places.at(-1)!];
  const area: Area = {
    left: 13.5,
    top: 1.6 + heightOfNames(spec.names ?? []),
    right: widthMm - SCALE_MM,
    bottom: heightMm - 9.6,
  };
  const x = axisScale(
    spec.x,
    domain(spec.columns),
    [area.left, area.right],
    Math.max(3, Math.floor((area.right - area.left) / 13)),
  );
  const y = axisScale(
    spec.y,
    domain(spec.rows),
    [area.bottom, area.top],
    Math.max(3, Math.floor((area.bottom - area.top) / 9)),
  );
  const clip = `clip-${idOf(spec.id)}`;
  const inside = `${drawImage(spec, x, y)}${drawContours(spec, area, x, y)}`;
  const body = `<defs><clipPath id="${clip}"><rect x="${num(area.left)}" y="${num(area.top)}" width="${num(area.right - area.left)}" height="${num(area.bottom - area.top)}"/></clipPath></defs><g clip-path="url(#${clip})">${inside}</g>${drawAxes(area, spec, x, y)}${drawNames(spec.names ?? [], area, x.place)}${drawMark(spec, area, x, y)}${drawScale(spec, area)}`;
  const description = `${axisLabel(spec.value.label, spec.value.unit)} over ${axisLabel(spec.x.label, spec.x.unit)} and ${axisLabel(spec.y.label, spec.y.unit)}. ${spec.caption}`;
  return frame(full, { id: spec.id, title: spec.title, description }, body);
}

/** The values of a map as tidy CSV: x, y, value, with units in the header; numbers read back exactly. @throws InputError as {@link drawMap} */
export function mapCsv(spec: MapSpec): string {
  checkSpec(spec);
  const head = ({ label, unit }: { readonly label: string; readonly unit: string }): string => {
    const text = unit === "" ? label : `${label} (${unit})`;
    return /[",\n]/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text;
  };
  const lines = [[head(spec.x), head(spec.y), head(spec.value)].join(",")];
  spec.rows.forEach((y, row) => {
    spec.columns.forEach((x, column) => {
      lines.push(`${x},${y},${spec.values[row * spec.columns.length + column]!}`);
    });
  });
  return `${lines.join("\n")}\n`;
}

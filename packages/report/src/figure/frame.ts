import { type Axis, DomainError } from "@oleate/core";
import { categoryMarkup, extraHeight } from "./categories.ts";
import type { Area } from "./legend.ts";
import { num } from "./marks/mark.ts";
import type { AxisScale } from "./scales.ts";
import { figureStyle, type Theme } from "./style.ts";
import { axisLabel, escapeText, nameMarkup } from "./unit-label.ts";

/** Size and colours of a drawing; sizes in mm (85 mm is a journal's column). */
export interface FrameOptions {
  readonly widthMm?: number;
  readonly heightMm?: number;
  readonly theme?: Theme;
}

/** What a drawing is called, and what it shows in words. */
export interface DrawingWords {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Options with the usual size and colours where nothing is said. @throws DomainError for a size that cannot be drawn */
export function sizeOf({
  widthMm = 85,
  heightMm = 62,
  theme = "auto",
}: FrameOptions): Required<FrameOptions> {
  if (!(widthMm >= 30 && widthMm <= 2000 && heightMm >= 25 && heightMm <= 2000)) {
    throw new DomainError({
      what: "a figure cannot have this size",
      found: `${widthMm} x ${heightMm} mm`,
      expected: "30 to 2000 by 25 to 2000 mm",
    });
  }
  return { widthMm, heightMm, theme };
}

/** An id as it can stand in SVG. */
export const idOf = (id: string): string => id.replace(/[^\w-]/gu, "-");

/** A whole drawing as SVG text around its body, with its title and description for those who do not see it. */
export function frame(options: Required<FrameOptions>, words: DrawingWords, body: string): string {
  const { widthMm, heightMm, theme } = options;
  const id = idOf(words.id);
  return `<svg xmlns="http://www.w3.org/2000/svg" class="${theme === "auto" ? "fig" : `fig-${theme}`}" width="${widthMm}mm" height="${heightMm}mm" viewBox="0 0 ${widthMm} ${heightMm}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escapeText(words.title)}</title><desc id="${id}-d">${escapeText(words.description)}</desc><style>${figureStyle(theme)}</style>${body}</svg>`;
}

/** Frame, ticks and names of two axes about a plotting area. */
export function drawAxes(
  area: Area,
  spec: { readonly x: Axis; readonly y: Axis },
  x: AxisScale,
  y: AxisScale,
): string {
  let lines = `M${num(area.left)} ${num(area.top)}H${num(area.right)}V${num(area.bottom)}H${num(area.left)}Z`;
  let labels = "";
  for (const { at, label } of x.major) {
    const place = num(x.place(at));
    lines += `M${place} ${num(area.bottom)}v-1.3`;
    if (!spec.x.categories)
      labels += `<text class="tick" text-anchor="middle" x="${place}" y="${num(area.bottom + 3.4)}">${label}</text>`;
  }
  const width = area.right - area.left;
  if (spec.x.categories) labels += categoryMarkup(spec.x.categories, width, area.bottom + 3.4, x.place);
  for (const at of x.minor) lines += `M${num(x.place(at))} ${num(area.bottom)}v-.7`;
  for (const { at, label } of y.major) {
    const place = y.place(at);
    lines += `M${num(area.left)} ${num(place)}h1.3`;
    labels += `<text class="tick" text-anchor="end" x="${num(area.left - 1)}" y="${num(place + 0.9)}">${label}</text>`;
  }
  for (const at of y.minor) lines += `M${num(area.left)} ${num(y.place(at))}h.7`;
  const middleX = num((area.left + area.right) / 2);
  const middleY = num((area.top + area.bottom) / 2);
  labels += `<text class="label" text-anchor="middle" x="${middleX}" y="${num(area.bottom + 7.6 + extraHeight(spec.x, width))}">${nameMarkup(axisLabel(spec.x.label, spec.x.unit))}</text>`;
  labels += `<text class="label" text-anchor="middle" transform="translate(3.2 ${middleY}) rotate(-90)">${nameMarkup(axisLabel(spec.y.label, spec.y.unit))}</text>`;
  return `<path class="axis" d="${lines}"/>${labels}`;
}

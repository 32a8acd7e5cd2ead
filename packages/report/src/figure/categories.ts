import type { Axis } from "@oleate/core";
import { num } from "./marks/mark.ts";
import { escapeText } from "./unit-label.ts";

/** Height of a line of tick text, width of one of its letters, least room between two names, and beside the frame, mm. */
const LINE_MM = 2.8;
const LETTER_MM = 1.3;
const GAP_MM = 1.5;
const MARGIN_MM = 2.4;

/** A name broken between words into lines that fit a width in mm; a longer word stands alone. */
function wrapped(name: string, widthMm: number): readonly string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && (last.length + 1 + word.length) * LETTER_MM <= widthMm)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The names of an axis in lines. Where a word is wider than its place, every second name stands below the first row. */
function rowsOf(names: readonly string[], widthMm: number): readonly (readonly string[])[][] {
  const place = widthMm / names.length;
  const longest = Math.max(0, ...names.flatMap((name) => name.split(" ")).map((word) => word.length));
  const rows = longest * LETTER_MM + GAP_MM > place && names.length > 1 ? 2 : 1;
  // The first and the last name may reach over the frame by the margin, not beyond the figure.
  const atEnd = place + (rows - 1) * 2 * MARGIN_MM;
  const lines = names.map((name, i) =>
    wrapped(name, (i === 0 || i === names.length - 1 ? atEnd : rows * place) - GAP_MM),
  );
  return Array.from({ length: rows }, (_, row) => lines.map((one, i) => (i % rows === row ? one : [])));
}

const heightOf = (row: readonly (readonly string[])[]): number =>
  Math.max(0, ...row.map((lines) => lines.length));

/** The name at a place of an axis with categories: places round to whole numbers. Undefined where none stands. */
export function categoryAt(axis: Axis, at: number): string | undefined {
  return axis.categories?.[Math.round(at)];
}

/** Room below a plot of this width for lines of names beyond the first, mm; 0 for an axis of numbers. */
export function extraHeight({ categories }: Axis, widthMm: number): number {
  if (!categories?.length) return 0;
  return LINE_MM * (rowsOf(categories, widthMm).reduce((sum, row) => sum + heightOf(row), 0) - 1);
}

/** The names of an axis as SVG text below a plot: its width, the height of the first line and the place of each name in mm. */
export function categoryMarkup(
  categories: readonly string[],
  widthMm: number,
  y: number,
  place: (at: number) => number,
): string {
  let above = 0;
  return rowsOf(categories, widthMm)
    .flatMap((row) => {
      const from = y + LINE_MM * above;
      above += heightOf(row);
      return row.flatMap((lines, at) =>
        lines.map(
          (line, i) =>
            `<text class="tick" text-anchor="middle" x="${num(place(at))}" y="${num(from + LINE_MM * i)}">${escapeText(line)}</text>`,
        ),
      );
    })
    .join("");
}

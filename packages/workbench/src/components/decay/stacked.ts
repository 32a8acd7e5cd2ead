import type { FigureSpec } from "@oleate/core";
import { drawFigure, type Theme } from "@oleate/report";

/** Two figures over one axis as one drawing. */
export interface Stacked {
  readonly svg: string;
  /** Where the upper plot's frame lies, as shares of the drawing's width and height. */
  readonly frame: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

interface Size {
  readonly widthMm: number;
  readonly upperMm: number;
  readonly lowerMm: number;
}

/** What the frame of a plot is clipped by, mm. */
function clipOf(svg: string): { x: number; y: number; width: number; height: number } | null {
  const [, x, y, width, height] =
    /<clipPath[^>]*><rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)" height="([\d.-]+)"/u.exec(svg) ?? [];
  return x === undefined
    ? null
    : { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
}

/** A drawing at a place within another. */
const placed = (svg: string, x: number, y: number): string =>
  svg
    .replace("<svg ", `<svg x="${x.toFixed(3)}" y="${y.toFixed(3)}" `)
    .replace(/width="([\d.]+)mm" height="([\d.]+)mm"/u, 'width="$1" height="$2"');

/** Height that the ticks and the name of an axis take below a plot, and how much of it the name needs, mm. */
const NAME_MM = 4.4;

/**
 * Draws one figure above another, their frames in line whatever the width of their numbers: the one with the narrower numbers is drawn
 * narrower and set in by the difference. The axis is named once, below.
 */
export function stacked(
  upper: FigureSpec,
  lower: FigureSpec | null,
  { widthMm, upperMm, lowerMm }: Size,
  theme: Theme,
): Stacked {
  const draw = (spec: FigureSpec, width: number, heightMm: number): string =>
    drawFigure(spec, { widthMm: width, heightMm, theme });
  const top = lower ? { ...upper, x: { ...upper.x, label: "", unit: "" } } : upper;
  let above = draw(top, widthMm, upperMm);
  let below = lower ? draw(lower, widthMm, lowerMm) : "";
  const [left, right] = [clipOf(above)?.x ?? 0, clipOf(below)?.x ?? 0];
  const inset = lower ? left - right : 0;
  if (inset < 0) above = draw(top, widthMm + inset, upperMm);
  if (inset > 0) below = draw(lower!, widthMm - inset, lowerMm);
  const aboveX = Math.max(0, -inset);
  const height = lower ? upperMm - NAME_MM + lowerMm : upperMm;
  const clip = clipOf(above) ?? { x: 0, y: 0, width: widthMm, height: upperMm };
  const body = `${placed(above, aboveX, 0)}${lower ? placed(below, Math.max(0, inset), upperMm - NAME_MM) : ""}`;
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${height}mm" viewBox="0 0 ${widthMm} ${height}">${body}</svg>`,
    frame: {
      left: (aboveX + clip.x) / widthMm,
      // The clip reaches 0.6 mm beyond the frame.
      right: (aboveX + clip.x + clip.width - 0.6) / widthMm,
      top: (clip.y + 0.6) / height,
      bottom: (clip.y + clip.height - 0.6) / height,
    },
  };
}

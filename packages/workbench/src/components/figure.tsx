import type { FigureSpec, MapSpec, NamedPlace } from "@oleate/core";
import { drawFigure, drawMap, figureCsv, mapCsv } from "@oleate/report";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { download, pngOfSvg, tabSeparated } from "./download.ts";

/** Pixels that a mm of a drawing should have at least, so that its smallest letters can be read; a narrower drawing has them. */
const LEAST_PIXELS = 3.9;
const STEP_MM = 4;
const LEAST_MM = { width: 60, height: 52 };

/** Size of a drawing, mm. */
interface Size {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Size of a drawing for a place of so many pixels in width, where it has `widthMm` by `heightMm` given room. */
function fittingSize(pixels: number, { widthMm, heightMm }: Size): Size {
  if (pixels === 0 || pixels / widthMm >= LEAST_PIXELS) return { widthMm, heightMm };
  const width = Math.max(LEAST_MM.width, STEP_MM * Math.floor(pixels / LEAST_PIXELS / STEP_MM));
  if (width >= widthMm) return { widthMm, heightMm };
  // Not as flat as it would be made narrow: the ticks of the other axis want their room.
  const height = heightMm * Math.sqrt(width / widthMm);
  return { widthMm: width, heightMm: Math.min(heightMm, Math.max(LEAST_MM.height, height)) };
}

/** The width of an element in pixels, and what it is to be told of. */
function useWidth(): readonly [number, (element: HTMLElement | null) => void] {
  const [width, setWidth] = useState(0);
  const [element, setElement] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!element) return;
    const seen = new ResizeObserver(() => setWidth(element.clientWidth));
    seen.observe(element);
    return () => seen.disconnect();
  }, [element]);
  return [width, setElement];
}

/** A figure with its caption and buttons to save it as SVG, PNG or CSV, or to copy its numbers. */
export function Figure({
  spec,
  widthMm = 85,
  heightMm = 62,
  names,
}: {
  spec: FigureSpec;
  widthMm?: number;
  heightMm?: number;
  /** Names of places along x. */
  names?: readonly NamedPlace[];
}): ReactNode {
  const draw = useCallback(
    (theme: "auto" | "light", size: Size): string =>
      drawFigure(spec, { ...size, theme, ...(names ? { names } : {}) }),
    [spec, names],
  );
  return <Drawing spec={spec} draw={draw} full={{ widthMm, heightMm }} csv={() => figureCsv(spec)} />;
}

/** A map with what a figure has. */
export function MapFigure({
  spec,
  widthMm = 85,
  heightMm = 72,
}: {
  spec: MapSpec;
  widthMm?: number;
  heightMm?: number;
}): ReactNode {
  const draw = useCallback(
    (theme: "auto" | "light", size: Size): string => drawMap(spec, { ...size, theme }),
    [spec],
  );
  return <Drawing spec={spec} draw={draw} full={{ widthMm, heightMm }} csv={() => mapCsv(spec)} />;
}

function Drawing({
  spec,
  draw,
  full,
  csv,
}: {
  spec: Pick<FigureSpec, "id" | "title" | "caption">;
  draw: (theme: "auto" | "light", size: Size) => string;
  /** The size it is saved in, and drawn in where there is room. */
  full: Size;
  csv: () => string;
}): ReactNode {
  const [width, place] = useWidth();
  const { widthMm, heightMm } = fittingSize(width, full);
  const drawn = useMemo(() => {
    try {
      return { markup: draw("auto", { widthMm, heightMm }), problem: null };
    } catch (error) {
      // One figure that cannot be drawn must not take the page with it.
      return { markup: "", problem: (error as Error).message };
    }
  }, [draw, widthMm, heightMm]);
  const [said, setSaid] = useState("");
  const file = spec.id.replace(/[^\w-]+/gu, "-");
  const fixed = (): string => draw("light", full);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(tabSeparated(csv()));
    setSaid("copied");
  };
  if (drawn.problem !== null)
    return (
      <p className="problem" role="alert">
        {spec.title} cannot be drawn: {drawn.problem}
      </p>
    );
  return (
    <figure>
      {/* The SVG is this project's own drawing; its texts are escaped where they are written. */}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by drawFigure */}
      <div ref={place} className="drawing" dangerouslySetInnerHTML={{ __html: drawn.markup }} />
      <figcaption>
        <strong>{spec.title}.</strong> {spec.caption}
      </figcaption>
      <fieldset className="tools">
        <legend className="hidden">Save {spec.title}</legend>
        <button
          type="button"
          onClick={() => download(`${file}.svg`, new Blob([fixed()], { type: "image/svg+xml" }))}
        >
          SVG
        </button>
        <button
          type="button"
          onClick={() =>
            void pngOfSvg(fixed()).then(
              (blob) => download(`${file}.png`, blob),
              () => setSaid("no picture could be made"),
            )
          }
        >
          PNG
        </button>
        <button
          type="button"
          onClick={() => download(`${file}.csv`, new Blob([csv()], { type: "text/csv" }))}
        >
          CSV
        </button>
        <button type="button" onClick={() => void copy().catch(() => setSaid("copying was refused"))}>
          Copy numbers
        </button>
        <span role="status">{said}</span>
      </fieldset>
    </figure>
  );
}

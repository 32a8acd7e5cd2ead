import type { FigureSpec, MapSpec, NamedPlace } from "@oleate/core";
import { drawFigure, drawMap, figureCsv, mapCsv } from "@oleate/report";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { download, pngOfSvg, tabSeparated } from "./download.ts";

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
    (theme: "auto" | "light"): string =>
      drawFigure(spec, { widthMm, heightMm, theme, ...(names ? { names } : {}) }),
    [spec, widthMm, heightMm, names],
  );
  return <Drawing spec={spec} draw={draw} csv={() => figureCsv(spec)} />;
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
    (theme: "auto" | "light"): string => drawMap(spec, { widthMm, heightMm, theme }),
    [spec, widthMm, heightMm],
  );
  return <Drawing spec={spec} draw={draw} csv={() => mapCsv(spec)} />;
}

function Drawing({
  spec,
  draw,
  csv,
}: {
  spec: Pick<FigureSpec, "id" | "title" | "caption">;
  draw: (theme: "auto" | "light") => string;
  csv: () => string;
}): ReactNode {
  const drawn = useMemo(() => {
    try {
      return { markup: draw("auto"), problem: null };
    } catch (error) {
      // One figure that cannot be drawn must not take the page with it.
      return { markup: "", problem: (error as Error).message };
    }
  }, [draw]);
  const [said, setSaid] = useState("");
  const file = spec.id.replace(/[^\w-]+/gu, "-");
  const fixed = (): string => draw("light");
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
      <div className="drawing" dangerouslySetInnerHTML={{ __html: drawn.markup }} />
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

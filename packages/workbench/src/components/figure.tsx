import type { FigureSpec } from "@oleate/core";
import { drawFigure, figureCsv } from "@oleate/report";
import { type ReactNode, useMemo, useState } from "react";
import { download, pngOfSvg, tabSeparated } from "./download.ts";

/** A figure with its caption and buttons to save it as SVG, PNG or CSV, or to copy its numbers. */
export function Figure({
  spec,
  widthMm = 85,
  heightMm = 62,
}: {
  spec: FigureSpec;
  widthMm?: number;
  heightMm?: number;
}): ReactNode {
  const drawn = useMemo(() => {
    try {
      return { markup: drawFigure(spec, { widthMm, heightMm, theme: "auto" }), problem: null };
    } catch (error) {
      // One figure that cannot be drawn must not take the page with it.
      return { markup: "", problem: (error as Error).message };
    }
  }, [spec, widthMm, heightMm]);
  const [said, setSaid] = useState("");
  const file = spec.id.replace(/[^\w-]+/gu, "-");
  const fixed = (): string => drawFigure(spec, { widthMm, heightMm, theme: "light" });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(tabSeparated(figureCsv(spec)));
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
          onClick={() => download(`${file}.csv`, new Blob([figureCsv(spec)], { type: "text/csv" }))}
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

import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { FitAsk, FittedEmission } from "../../worker/decay-protocol.ts";
import { Tick } from "../controls/tick.tsx";
import { download, pngOfSvg } from "../download.ts";
import { curvesCsv } from "./curves-csv.ts";
import { decayFigure, fittedRange, type PlotLook, recordOf, residualFigure, timeAxis } from "./figures.ts";
import { RangeHandles } from "./range-handles.tsx";
import { stacked } from "./stacked.ts";

/** A drawing is as many mm wide as its place has pixels over this, so that its letters keep their size. */
const PIXELS_PER_MM = 4.7;
const WIDTHS_MM = [76, 230] as const;
const STEP_MM = 4;

/** Width of an element in mm of the drawing, in steps. */
function useWidthMm(element: HTMLElement | null): number {
  const [width, setWidth] = useState<number>(170);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const steps = Math.round(element.clientWidth / PIXELS_PER_MM / STEP_MM);
      setWidth(Math.min(WIDTHS_MM[1], Math.max(WIDTHS_MM[0], steps * STEP_MM)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Counts with the fit, and the residuals below on the same time axis; the fitted range is dragged in it. */
export function DecayPlot({
  ask,
  found,
  stated,
  change,
}: {
  /** What was fitted. */
  readonly ask: FitAsk;
  readonly found: FittedEmission | null;
  /** The range as it is stated now; null for an end that is not. */
  readonly stated: readonly [number | null, number | null];
  readonly change: (end: "from" | "to", timeNs: number) => void;
}): ReactNode {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const widthMm = useWidthMm(place);
  const [look, setLook] = useState<PlotLook>({ log: true, parts: true, zoomed: false });
  const [said, setSaid] = useState("");
  const drawn = useRef(0);
  const size = useMemo(
    () => ({
      widthMm,
      upperMm: Math.min(100, Math.max(66, 0.52 * widthMm)),
      lowerMm: Math.min(40, Math.max(32, 0.17 * widthMm)),
    }),
    [widthMm],
  );
  const figures = useMemo(() => {
    const upper = decayFigure(ask, found, look);
    return { upper, lower: found ? residualFigure(ask, found, look) : null };
  }, [ask, found, look]);
  const picture = useMemo(() => {
    const begun = performance.now();
    const made = stacked(figures.upper, figures.lower, size, "auto");
    drawn.current = performance.now() - begun;
    return made;
  }, [figures, size]);
  const fitted = fittedRange(ask.decay, found);
  const range = [stated[0] ?? fitted[0], stated[1] ?? fitted[1]] as const;
  const file = figures.upper.id.replace(/[^\w-]+/gu, "-");
  const fixed = (): string => stacked(figures.upper, figures.lower, size, "light").svg;
  const toggles = [
    ["log", "logarithmic"],
    ["parts", "components"],
    ["zoomed", "fitted range only"],
  ] as const;
  return (
    <figure className="decay-plot" data-drawn={drawn.current}>
      <fieldset className="view-tools">
        <legend className="hidden">View of the decay</legend>
        {toggles.map(([key, label]) => (
          <Tick key={key} checked={look[key]} onChange={(on) => setLook((old) => ({ ...old, [key]: on }))}>
            {label}
          </Tick>
        ))}
      </fieldset>
      <div ref={setPlace} className="decay-drawing">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by drawFigure, which escapes its texts */}
        <div className="drawing" dangerouslySetInnerHTML={{ __html: picture.svg }} />
        <RangeHandles
          frame={picture.frame}
          axis={timeAxis(ask, found, look.zoomed)}
          record={recordOf(ask.decay)}
          range={range}
          channelNs={ask.decay.channelWidthNs}
          change={change}
        />
      </div>
      <figcaption>
        <strong>{figures.upper.title}.</strong> {figures.upper.caption}
      </figcaption>
      <fieldset className="tools">
        <legend className="hidden">Save the figure</legend>
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
          onClick={() => download(`${file}.csv`, new Blob([curvesCsv(ask, found)], { type: "text/csv" }))}
        >
          CSV of the curves
        </button>
        <span role="status">{said}</span>
      </fieldset>
    </figure>
  );
}

import type { PpmRange } from "@oleate/core";
import { type PointerEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Choice } from "../controls/choice.tsx";
import { Slider } from "../controls/slider.tsx";
import { download } from "../download.ts";
import { pageNumber } from "../page-number.ts";
import {
  type DrawnSpectra,
  drawSpectra,
  ppmAt,
  type SpectraColours,
  type SpectraLook,
} from "./draw-spectra.ts";

/** Shortest drag, CSS pixels; less is a click. */
const LEAST_DRAG = 4;
const OFFSET = pageNumber("offset", "stacking", "%", 60, [0, 100]);
const GAIN = pageNumber("gain", "height", "x", 1, [0.1, 1000], "log");

function coloursOf(element: Element): SpectraColours {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: value("--ink"),
    faint: value("--faint"),
    rule: value("--rule"),
    line: value("--link"),
    region: value("--odd"),
  };
}

/** Changes with the page's colours, chosen or the system's. */
function useThemeCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const changed = (): void => setCount((old) => old + 1);
    const query = matchMedia("(prefers-color-scheme: dark)");
    query.addEventListener("change", changed);
    const observer = new MutationObserver(changed);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      query.removeEventListener("change", changed);
      observer.disconnect();
    };
  }, []);
  return count;
}

/** Width and height of an element, CSS pixels. */
function useSize(element: HTMLElement | null): readonly [number, number] {
  const [size, setSize] = useState<readonly [number, number]>([0, 0]);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(() => setSize([element.clientWidth, element.clientHeight]));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** The spectra, to look at, to zoom and to set regions in. */
export function SpectraView({
  spectra,
  rowNames,
  nucleus,
  name,
  regions,
  addRegion,
  row,
  setRow,
}: {
  readonly spectra: DrawnSpectra;
  readonly rowNames: readonly string[];
  readonly nucleus: string;
  /** File name of the picture, without its ending. */
  readonly name: string;
  readonly regions: readonly PpmRange[];
  readonly addRegion: (region: PpmRange) => void;
  /** The row shown; null shows all. */
  readonly row: number | null;
  readonly setRow: (row: number | null) => void;
}): ReactNode {
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [width, height] = useSize(canvas);
  const theme = useThemeCount();
  const [window_, setWindow] = useState<readonly [number, number] | null>(null);
  const [mode, setMode] = useState<"zoom" | "integrate">("zoom");
  const [offset, setOffset] = useState(OFFSET.value);
  const [gain, setGain] = useState(GAIN.value);
  const [dragged, setDragged] = useState<PpmRange | null>(null);
  const drag = useRef<{ readonly x: number; readonly integrates: boolean } | null>(null);

  const { firstPpm, lastPpm } = spectra;
  const window: readonly [number, number] = useMemo(
    () => window_ ?? [firstPpm, lastPpm],
    [window_, firstPpm, lastPpm],
  );
  const shown = useMemo(
    (): DrawnSpectra => (row === null ? spectra : { ...spectra, rows: spectra.rows.slice(row, row + 1) }),
    [spectra, row],
  );
  const label = `${nucleus === "" ? "" : `${nucleus} `}shift / ppm`;
  const look = useMemo(
    (): SpectraLook => ({ window, offset: offset / 100, gain, regions, dragged, label }),
    [window, offset, gain, regions, dragged, label],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read again when the theme changes
  useEffect(() => {
    const context = canvas?.getContext("2d");
    if (!canvas || !context || width === 0) return;
    const begun = performance.now();
    const dense = devicePixelRatio || 1;
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    context.setTransform(dense, 0, 0, dense, 0, 0);
    drawSpectra(context, width, height, shown, look, coloursOf(canvas));
    canvas.dataset["milliseconds"] = String(performance.now() - begun);
  }, [canvas, width, height, shown, look, theme]);

  const place = (event: PointerEvent<HTMLCanvasElement>): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const down = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: place(event), integrates: event.shiftKey || mode === "integrate" };
  };
  const rangeTo = (x: number): PpmRange | null =>
    drag.current && Math.abs(x - drag.current.x) >= LEAST_DRAG
      ? { fromPpm: ppmAt(drag.current.x, width, window), toPpm: ppmAt(x, width, window) }
      : null;
  const up = (event: PointerEvent<HTMLCanvasElement>): void => {
    const range = rangeTo(place(event));
    const integrates = drag.current?.integrates === true;
    drag.current = null;
    setDragged(null);
    if (!range) return;
    const [high, low] = [Math.max(range.fromPpm, range.toPpm), Math.min(range.fromPpm, range.toPpm)];
    if (integrates) addRegion({ fromPpm: high, toPpm: low });
    else setWindow([high, low]);
  };
  const moveBy = useCallback(
    (share: number, factor: number): void =>
      setWindow(() => {
        const [left, right] = window;
        const most = firstPpm - lastPpm;
        const wide = Math.min(most, (left - right) * factor);
        const middle = (left + right) / 2 - share * (left - right);
        const from = Math.min(firstPpm, Math.max(lastPpm + wide, middle + wide / 2));
        return [from, from - wide];
      }),
    [window, firstPpm, lastPpm],
  );
  const savePicture = (): void => {
    canvas?.toBlob((blob) => {
      if (blob) download(`${name.replace(/[^\w-]+/gu, "-")}.png`, blob);
    }, "image/png");
  };
  const many = spectra.rows.length > 1;
  return (
    <div className="spectra-view">
      <fieldset className="view-tools">
        <legend className="hidden">View of the spectra</legend>
        <span className="turns-left">
          {(["zoom", "integrate"] as const).map((one) => (
            <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)}>
              drag to {one}
            </button>
          ))}
        </span>
        {many && (
          <Choice
            label="rows"
            value={row === null ? "" : String(row)}
            options={[
              ["", `all ${spectra.rows.length}`],
              ...spectra.rows.map(
                (_, i) => [String(i), `${i + 1}${rowNames[i] ? `: ${rowNames[i]}` : ""}`] as const,
              ),
            ]}
            onChange={(text) => setRow(text === "" ? null : Number(text))}
          />
        )}
        <span className="turns">
          {(
            [
              ["←", "to higher shifts", -0.4, 1],
              ["→", "to lower shifts", 0.4, 1],
              ["+", "nearer", 0, 0.6],
              ["−", "farther", 0, 1 / 0.6],
            ] as const
          ).map(([sign, text, share, factor]) => (
            <button
              key={text}
              type="button"
              aria-label={text}
              title={text}
              onClick={() => moveBy(share, factor)}
            >
              {sign}
            </button>
          ))}
          <button type="button" onClick={() => setWindow(null)}>
            whole
          </button>
        </span>
      </fieldset>
      <canvas
        ref={setCanvas}
        className="spectra"
        role="img"
        data-window={`${window[0]} ${window[1]}`}
        aria-label={`${many && row === null ? `${spectra.rows.length} spectra, stacked` : "spectrum"} from ${window[0].toFixed(2)} to ${window[1].toFixed(2)} ppm; ${regions.length} regions`}
        onPointerDown={down}
        onPointerMove={(event) => {
          if (drag.current) setDragged(rangeTo(place(event)));
        }}
        onPointerUp={up}
        onPointerCancel={() => {
          drag.current = null;
          setDragged(null);
        }}
        onDoubleClick={() => setWindow(null)}
      />
      <div className="spectra-sliders">
        {many && row === null && <Slider control={OFFSET} value={offset} onChange={setOffset} />}
        <Slider control={GAIN} value={gain} onChange={setGain} />
      </div>
      <p className="tools">
        <button type="button" onClick={savePicture}>
          Save picture
        </button>
        <span className="aside">
          Drag to zoom, double-click for the whole; with Shift, dragging sets a region.
        </span>
      </p>
    </div>
  );
}

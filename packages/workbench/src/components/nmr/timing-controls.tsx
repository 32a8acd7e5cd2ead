import type { GradientShape, Nucleus } from "@oleate/core";
import type { ReactNode } from "react";
import type { NmrWish, StatedTiming } from "../../worker/nmr-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { Slider } from "../controls/slider.tsx";
import { Tick } from "../controls/tick.tsx";
import { pageNumber } from "../page-number.ts";
import { FIRST_TIMING, NUCLEI } from "./wish.ts";

const SHAPES: readonly GradientShape[] = ["rectangle", "half-sine", "smsq10"];

/** What laboratories take that use one formula whatever the pulse: delta/3. */
const USUAL_SHARE = 0.3333;

/** Timing of the gradients: the file's, or stated in its place. */
export function TimingControls({
  own,
  wish,
  change,
}: {
  /** The file's timing, where it has one. */
  readonly own: StatedTiming | null;
  readonly wish: NmrWish;
  readonly change: (part: Partial<NmrWish>) => void;
}): ReactNode {
  const start = own ?? FIRST_TIMING;
  const timing = wish.timing ?? start;
  const set = (part: Partial<StatedTiming>): void => change({ timing: { ...timing, ...part } });
  return (
    <>
      <Choice
        label="timing"
        value={wish.timing ? "stated" : "file"}
        options={[
          ["file", own ? "as in the file" : "none in the file"],
          ["stated", "stated here"],
        ]}
        onChange={(how) => change({ timing: how === "stated" ? start : null })}
      />
      {!wish.timing && own && (
        <p className="origin">
          {own.nucleus}, δ {own.durationMs} ms, Δ {own.delayMs} ms, {own.shape}
          {own.bipolar ? `, bipolar with a gap of ${own.gapMs} ms` : ""}
        </p>
      )}
      {wish.timing && (
        <>
          <Choice
            label="nucleus"
            value={timing.nucleus}
            options={NUCLEI.map((name) => [name, name])}
            onChange={(nucleus) => set({ nucleus: nucleus as Nucleus })}
          />
          <Choice
            label="gradient shape"
            value={timing.shape}
            options={SHAPES.map((name) => [name, name])}
            onChange={(shape) => set({ shape: shape as GradientShape })}
          />
          <Slider
            control={pageNumber("delta", "δ, one whole encoding", "ms", start.durationMs, [0.1, 20], "log")}
            value={timing.durationMs}
            onChange={(durationMs) => set({ durationMs })}
          />
          <Slider
            control={pageNumber(
              "big-delta",
              "Δ, from encoding to decoding",
              "ms",
              start.delayMs,
              [5, 2000],
              "log",
            )}
            value={timing.delayMs}
            onChange={(delayMs) => set({ delayMs })}
          />
          <Tick checked={timing.bipolar} onChange={(on) => set({ bipolar: on })}>
            bipolar pair
          </Tick>
          {timing.bipolar && (
            <Slider
              control={pageNumber("tau", "gap of the pair", "ms", start.gapMs, [0, 5])}
              value={timing.gapMs}
              onChange={(gapMs) => set({ gapMs })}
            />
          )}
        </>
      )}
      {(own || wish.timing) && (
        <Choice
          label="taken from Δ"
          value={wish.share === null ? "shape" : "stated"}
          options={[
            ["shape", "what the shape says"],
            ["stated", "a stated share of δ"],
          ]}
          onChange={(how) => change({ share: how === "stated" ? USUAL_SHARE : null })}
        />
      )}
      {wish.share !== null && (
        <Slider
          control={pageNumber("share", "share of δ", "", USUAL_SHARE, [0, 1])}
          value={wish.share}
          onChange={(share) => change({ share })}
        />
      )}
    </>
  );
}

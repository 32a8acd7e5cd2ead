import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";
import type { Stacked } from "./stacked.ts";

/** Channels that Page Up and Page Down move an end by, as a share of the record. */
const PAGE = 0.02;

/** The ends of the fitted range over a plot: two handles to drag, or to move by the arrow keys. */
export function RangeHandles({
  frame,
  axis,
  record,
  range,
  channelNs,
  change,
}: {
  readonly frame: Stacked["frame"];
  /** Times at the left and right of the frame. */
  readonly axis: readonly [number, number];
  readonly record: readonly [number, number];
  readonly range: readonly [number, number];
  readonly channelNs: number;
  readonly change: (end: "from" | "to", timeNs: number) => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const place = (time: number): number => Math.min(1, Math.max(0, (time - axis[0]) / (axis[1] - axis[0])));
  /** On the edge of a channel, within the record, two channels at least from the other end. */
  const set = (end: 0 | 1, time: number): void => {
    const least = 2 * channelNs;
    const [low, high] = end === 0 ? [record[0], range[1] - least] : [range[0] + least, record[1]];
    const edge = record[0] + Math.round((time - record[0]) / channelNs) * channelNs;
    const moved = Math.min(high, Math.max(low, edge));
    if (Math.abs(moved - range[end]) < channelNs / 2) return;
    change(end === 0 ? "from" : "to", Number(moved.toPrecision(10)));
  };
  const timeAt = (event: PointerEvent): number => {
    const { left, width } = box.current!.getBoundingClientRect();
    return axis[0] + ((event.clientX - left) / width) * (axis[1] - axis[0]);
  };
  const key = (end: 0 | 1, event: KeyboardEvent): void => {
    const page = Math.max(1, Math.round((PAGE * (record[1] - record[0])) / channelNs));
    const step = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -page,
      PageUp: page,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const by = event.shiftKey && Math.abs(step) === 1 ? 10 * step : step;
    set(end, Math.min(record[1], Math.max(record[0], range[end] + by * channelNs)));
  };
  const names = ["fit from", "fit to"] as const;
  return (
    <div
      ref={box}
      className="range-handles"
      style={{
        left: `${100 * frame.left}%`,
        width: `${100 * (frame.right - frame.left)}%`,
        top: `${100 * frame.top}%`,
        height: `${100 * (frame.bottom - frame.top)}%`,
      }}
    >
      <div className="left-out" style={{ left: 0, width: `${100 * place(range[0])}%` }} />
      <div className="left-out" style={{ right: 0, width: `${100 * (1 - place(range[1]))}%` }} />
      {names.map((name, i) => {
        const end = i as 0 | 1;
        return (
          <div
            key={name}
            className="range-handle"
            role="slider"
            tabIndex={0}
            aria-label={`${name}, ns`}
            aria-orientation="horizontal"
            aria-valuemin={record[0]}
            aria-valuemax={record[1]}
            aria-valuenow={Number(range[end].toPrecision(6))}
            aria-valuetext={`${Number(range[end].toPrecision(6))} ns`}
            data-end={end === 0 ? "from" : "to"}
            style={{ left: `${100 * place(range[end])}%` }}
            onKeyDown={(event) => key(end, event)}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={(event) => {
              if (event.currentTarget.hasPointerCapture(event.pointerId)) set(end, timeAt(event));
            }}
          />
        );
      })}
    </div>
  );
}

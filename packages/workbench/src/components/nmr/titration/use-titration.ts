import type { Complaint, SeriesResult } from "@oleate/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { GivenFile } from "../../../worker/given-file.ts";
import type {
  SeriesAnswer,
  SeriesRequest,
  SeriesRows,
  SeriesWish,
} from "../../../worker/nmr-series-protocol.ts";
import { startWorker } from "../../start-worker.ts";
import { firstWish } from "./first-wish.ts";

/** A fit that was made, and of what. */
export interface SeriesFound {
  readonly rows: SeriesRows;
  readonly wish: SeriesWish;
  readonly result: SeriesResult;
  readonly milliseconds: number;
}

/** A fit under way. */
export interface SeriesRun {
  readonly unknowns: number;
  readonly observations: number;
}

/** What is known of the series that is open. */
export interface TitrationState {
  readonly rows: SeriesRows | null;
  readonly wish: SeriesWish | null;
  readonly found: SeriesFound | null;
  readonly run: SeriesRun | null;
  readonly reading: boolean;
  /** What was refused, and whether reading or fitting was. */
  readonly refused: {
    readonly asked: SeriesRequest["kind"];
    readonly complaints: readonly Complaint[];
  } | null;
  /** True after a fit was cancelled, until the next one. */
  readonly cancelled: boolean;
}

/** The page's hold on its series. */
export interface Titration extends TitrationState {
  /** Reads a table in place of the one that is open; null goes back to the simulated one. */
  readonly open: (file: GivenFile | null) => void;
  readonly change: (part: Partial<SeriesWish>) => void;
  /** Everything as it was when the table was opened. */
  readonly reset: () => void;
  readonly fit: () => void;
  readonly cancel: () => void;
}

const NOTHING: TitrationState = {
  rows: null,
  wish: null,
  found: null,
  run: null,
  reading: false,
  refused: null,
  cancelled: false,
};

/** The state after an answer; what was open stays when another table is refused. */
function withAnswer(old: TitrationState, answer: SeriesAnswer): TitrationState {
  switch (answer.kind) {
    case "rows":
      return { ...NOTHING, rows: answer.rows, wish: firstWish(answer.rows) };
    case "fitting":
      return { ...old, run: { unknowns: answer.unknowns, observations: answer.observations } };
    case "fitted":
      return old.rows && old.wish
        ? {
            ...old,
            run: null,
            found: {
              rows: old.rows,
              wish: old.wish,
              result: answer.result,
              milliseconds: answer.milliseconds,
            },
          }
        : old;
    case "refused":
      return {
        ...old,
        run: null,
        reading: false,
        refused: { asked: answer.asked, complaints: answer.complaints },
        ...(answer.asked === "fit" ? { found: null } : {}),
      };
  }
}

/** Holds a series and its fit; the worker and the simulated table come once `active`. One request is under way at a time. */
export function useTitration(active: boolean): Titration {
  const [state, setState] = useState(NOTHING);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const asking = useRef<SeriesRequest["kind"]>("read");

  const end = useCallback((): void => {
    worker.current?.terminate();
    worker.current = null;
    ticket.current += 1;
  }, []);
  const hear = useCallback((answer: SeriesAnswer): void => {
    if (answer.ticket === ticket.current) setState((old) => withAnswer(old, answer));
  }, []);
  const send = useCallback(
    (request: (ticket: number) => SeriesRequest): void => {
      ticket.current += 1;
      const asked = request(ticket.current);
      asking.current = asked.kind;
      worker.current ??= startWorker("nmr-series", hear, (what) =>
        hear({ kind: "refused", ticket: ticket.current, asked: asking.current, complaints: [{ what }] }),
      );
      worker.current.postMessage(asked);
    },
    [hear],
  );
  useEffect(() => end, [end]);

  const open = useCallback(
    (file: GivenFile | null): void => {
      // A fit of what was open must not keep the new table waiting.
      end();
      setState((old) => ({ ...old, run: null, refused: null, reading: true }));
      send((number) => ({ kind: "read", ticket: number, file }));
    },
    [end, send],
  );
  const wanting = active && state.rows === null && !state.reading && state.refused === null;
  useEffect(() => {
    if (wanting) open(null);
  }, [wanting, open]);

  const change = useCallback(
    (part: Partial<SeriesWish>): void =>
      setState((old) => (old.wish && !old.run ? { ...old, wish: { ...old.wish, ...part } } : old)),
    [],
  );
  const reset = useCallback(
    (): void => setState((old) => (old.rows && !old.run ? { ...old, wish: firstWish(old.rows) } : old)),
    [],
  );
  const { rows, wish } = state;
  const fit = useCallback((): void => {
    if (!rows || !wish) return;
    setState((old) => ({
      ...old,
      refused: null,
      cancelled: false,
      run: { unknowns: 0, observations: 0 },
    }));
    send((number) => ({ kind: "fit", ticket: number, rows, wish }));
  }, [rows, wish, send]);
  const cancel = useCallback((): void => {
    end();
    setState((old) => ({ ...old, run: null, cancelled: true }));
  }, [end]);
  return { ...state, open, change, reset, fit, cancel };
}

import type { Complaint } from "@oleate/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type {
  DrawnCurve,
  SizeAsk,
  SizeFound,
  SpectraAnswer,
  SpectraRequest,
} from "../../worker/spectra-protocol.ts";
import { startWorker } from "../start-worker.ts";

/** The calculator's newest answer; it stays when a later number is refused. */
export interface SizeState {
  readonly found: SizeFound | null;
  readonly curves: readonly DrawnCurve[];
  readonly refused: readonly Complaint[] | null;
  readonly settled: boolean;
}

const NOTHING: SizeState = { found: null, curves: [], refused: null, settled: false };

/** Keeps the answer to the newest number: one request is under way at a time, and the last one wins. */
export function useSize(ask: SizeAsk, active: boolean): SizeState {
  const [state, setState] = useState(NOTHING);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const busy = useRef(false);
  const newest = useRef(ask);
  const sent = useRef<SizeAsk | null>(null);
  const drawn = useRef("");

  const send = useCallback((): void => {
    const post = (request: SpectraRequest): void => worker.current?.postMessage(request);
    const wish = newest.current;
    const { material } = wish;
    busy.current = true;
    sent.current = wish;
    ticket.current += 1;
    setState((old) => ({ ...old, settled: false }));
    worker.current ??= startWorker<SpectraAnswer>(
      "spectra",
      (answer) => {
        if (answer.kind === "curves") setState((old) => ({ ...old, curves: answer.curves }));
        if (answer.kind !== "size" && answer.kind !== "refused") return;
        busy.current = false;
        setState((old) =>
          answer.kind === "size"
            ? { ...old, found: answer.found, refused: null, settled: true }
            : { ...old, refused: answer.complaints, settled: true },
        );
        if (sent.current !== newest.current) send();
      },
      (what) => setState((old) => ({ ...old, refused: [{ what }], settled: true })),
    );
    if (drawn.current !== material) post({ kind: "curves", material });
    drawn.current = material;
    post({ kind: "size", ticket: ticket.current, ask: wish });
  }, []);

  useEffect(() => {
    newest.current = ask;
    if (active && !busy.current && ask !== sent.current) send();
  }, [ask, active, send]);
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
      sent.current = null;
      drawn.current = "";
      busy.current = false;
    },
    [],
  );
  return state;
}

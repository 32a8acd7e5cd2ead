import type { Complaint } from "@oleate/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { JobAnswer, JobName, JobRequest, Jobs } from "../../worker/quantum-yield-protocol.ts";
import { startWorker } from "../start-worker.ts";

/** The newest answer to a wish that changes as the user moves things. */
export interface Live<Ask, Found> {
  /** Stays when a later wish is refused. */
  readonly found: Found | null;
  /** The wish that it answers. */
  readonly of: Ask | null;
  readonly refused: readonly Complaint[] | null;
  /** Whether everything of the newest wish has arrived. */
  readonly settled: boolean;
  /** Time the worker took for the first part of the answer. */
  readonly milliseconds: number | null;
}

const NOTHING = { found: null, of: null, refused: null, settled: false, milliseconds: null };

/**
 * Keeps the answer to the newest wish: one request is under way at a time and the last wish wins. No worker is started while
 * the wish is null.
 */
export function useLive<Name extends JobName>(
  job: Name,
  ask: Jobs[Name]["ask"] | null,
): Live<Jobs[Name]["ask"], Jobs[Name]["found"]> {
  const [live, setLive] = useState<Live<Jobs[Name]["ask"], Jobs[Name]["found"]>>(NOTHING);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const busy = useRef(false);
  const first = useRef(true);
  const newest = useRef(ask);
  const sent = useRef<Jobs[Name]["ask"] | null>(null);

  const send = useCallback((): void => {
    if (newest.current === null) return;
    busy.current = true;
    sent.current = newest.current;
    ticket.current += 1;
    first.current = true;
    setLive((old) => ({ ...old, settled: false }));
    worker.current ??= startWorker<JobAnswer<Name>>(
      "quantum-yield",
      (data) => {
        if (data.ticket !== ticket.current || data.kind === "progress") return;
        const last = data.kind === "refused" || !data.more;
        const firstPart = first.current;
        first.current = false;
        // Read now: when the state is set, a later wish may have been sent already.
        const answered = sent.current;
        setLive((old) =>
          data.kind === "refused"
            ? { ...old, refused: data.complaints, settled: true }
            : {
                found: data.found,
                of: answered,
                refused: null,
                settled: last,
                milliseconds: firstPart ? data.milliseconds : old.milliseconds,
              },
        );
        if (!last) return;
        busy.current = false;
        if (sent.current !== newest.current) send();
      },
      (what) => {
        // A worker that has ended hears nothing more: the next wish starts another.
        worker.current?.terminate();
        worker.current = null;
        busy.current = false;
        setLive((old) => ({ ...old, refused: [{ what }], settled: true }));
      },
    );
    worker.current.postMessage({ ticket: ticket.current, job, ask: newest.current } as JobRequest);
  }, [job]);

  useEffect(() => {
    newest.current = ask;
    if (!busy.current && ask !== sent.current) send();
  }, [ask, send]);
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
      // In development a component is mounted twice: the second time it asks anew.
      sent.current = null;
      busy.current = false;
    },
    [],
  );
  return live;
}

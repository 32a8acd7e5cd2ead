import type { Complaint } from "@oleate/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { JobAnswer, JobName, JobRequest, Jobs } from "../../worker/quantum-yield-protocol.ts";
import { startWorker } from "../start-worker.ts";

/** A job that is asked for, such as a fit or the reading of files. */
export interface Job<Ask, Found> {
  readonly found: Found | null;
  /** What was asked when it was found. */
  readonly of: Ask | null;
  readonly refused: readonly Complaint[] | null;
  /** Share done and what is being worked on; null when nothing is under way. */
  readonly running: { readonly share: number; readonly what: string } | null;
  readonly cancelled: boolean;
  readonly milliseconds: number | null;
  readonly run: (ask: Ask) => void;
  readonly cancel: () => void;
  /** Forgets what was found. */
  readonly clear: () => void;
}

type State<Ask, Found> = Omit<Job<Ask, Found>, "run" | "cancel" | "clear">;

const NOTHING = {
  found: null,
  of: null,
  refused: null,
  running: null,
  cancelled: false,
  milliseconds: null,
};

/** Runs one job at a time in a worker of its own; a new one ends what is under way, and what was found stays until the next is. */
export function useJob<Name extends JobName>(job: Name): Job<Jobs[Name]["ask"], Jobs[Name]["found"]> {
  type Ask = Jobs[Name]["ask"];
  const [state, setState] = useState<State<Ask, Jobs[Name]["found"]>>(NOTHING);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  /** What hears the worker: of the newest job only. */
  const answered = useRef<(answer: JobAnswer<Name>) => void>(() => undefined);
  const failed = useRef<(what: string) => void>(() => undefined);
  const busy = useRef(false);

  const end = useCallback((): void => {
    worker.current?.terminate();
    worker.current = null;
    busy.current = false;
    ticket.current += 1;
  }, []);
  useEffect(() => end, [end]);

  const run = useCallback(
    (ask: Ask): void => {
      if (busy.current) end();
      ticket.current += 1;
      const mine = ticket.current;
      busy.current = true;
      setState((old) => ({ ...old, refused: null, cancelled: false, running: { share: 0, what: "" } }));
      const fail = (complaints: readonly Complaint[]): void => {
        busy.current = false;
        setState((old) => ({ ...old, running: null, refused: complaints }));
      };
      answered.current = (answer) => {
        if (answer.ticket !== mine) return;
        if (answer.kind === "progress")
          setState((old) => ({ ...old, running: { share: answer.share, what: answer.what } }));
        else if (answer.kind === "refused") fail(answer.complaints);
        else {
          busy.current = false;
          setState({ ...NOTHING, found: answer.found, of: ask, milliseconds: answer.milliseconds });
        }
      };
      failed.current = (what) => fail([{ what }]);
      worker.current ??= startWorker<JobAnswer<Name>>(
        "quantum-yield",
        (answer) => answered.current(answer),
        (what) => failed.current(what),
      );
      worker.current.postMessage({ ticket: mine, job, ask } as JobRequest);
    },
    [job, end],
  );
  const cancel = useCallback((): void => {
    end();
    setState((old) => ({ ...old, running: null, cancelled: true }));
  }, [end]);
  const clear = useCallback((): void => {
    end();
    setState(NOTHING);
  }, [end]);
  return { ...state, run, cancel, clear };
}

import type { Complaint } from "@oleate/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { DecayAnswer, OpenedDecays, ReadingWish } from "../../worker/decay-protocol.ts";
import { startWorker } from "../start-worker.ts";

/** Files being read, and what was refused of the last ones. */
export interface Opening {
  /** Share read and of which file; null when nothing is being read. */
  readonly running: { readonly share: number; readonly what: string } | null;
  readonly refused: readonly Complaint[] | null;
  readonly cancelled: boolean;
  readonly read: (files: readonly File[], reading: ReadingWish, take: (found: OpenedDecays) => void) => void;
  readonly cancel: () => void;
  /** Forgets what was refused. */
  readonly clear: () => void;
}

const IDLE = { running: null, refused: null, cancelled: false };

/** Reads files in a worker of its own; cancelling ends it, and what is open stays. */
export function useOpen(): Opening {
  const [state, setState] = useState<Omit<Opening, "read" | "cancel" | "clear">>(IDLE);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const end = useCallback((): void => {
    worker.current?.terminate();
    worker.current = null;
    ticket.current += 1;
  }, []);
  useEffect(() => end, [end]);

  const read = useCallback<Opening["read"]>(
    (files, reading, take) => {
      end();
      const mine = ticket.current;
      setState({ ...IDLE, running: { share: 0, what: files[0]?.name ?? "" } });
      const over = (refused: readonly Complaint[] | null): void => {
        end();
        setState({ ...IDLE, refused });
      };
      worker.current = startWorker<DecayAnswer>(
        "decay",
        (answer) => {
          if (answer.ticket !== mine) return;
          if (answer.kind === "opening")
            setState((old) => ({ ...old, running: { share: answer.share, what: answer.what } }));
          if (answer.kind === "refused") over(answer.complaints);
          if (answer.kind !== "opened") return;
          const { curves, refused } = answer.found;
          over(refused.length > 0 ? refused : null);
          if (curves.length > 0) take(answer.found);
        },
        (what) => over([{ what }]),
      );
      worker.current.postMessage({ job: "open", ticket: mine, files, reading });
    },
    [end],
  );
  const cancel = useCallback((): void => {
    end();
    setState({ ...IDLE, cancelled: true });
  }, [end]);
  const clear = useCallback((): void => {
    end();
    setState(IDLE);
  }, [end]);
  return { ...state, read, cancel, clear };
}

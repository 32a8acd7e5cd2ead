import type { Complaint, RateDistribution, Regulariser } from "@oleate/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { SharedFit } from "../../worker/decay-many.ts";
import type { DecayAnswer, DecayRequest, FitAsk } from "../../worker/decay-protocol.ts";
import { startWorker } from "../start-worker.ts";

/** Work that is asked for by a button and takes its time. */
export type JobName = keyof Jobs;
interface Jobs {
  readonly shared: {
    readonly ask: { readonly asks: readonly FitAsk[]; readonly lifetimes: number };
    readonly found: SharedFit;
  };
  readonly distribution: {
    readonly ask: { readonly ask: FitAsk; readonly regulariser: Regulariser };
    readonly found: RateDistribution;
  };
}
type Ask<Name extends JobName> = Jobs[Name]["ask"];
type Found<Name extends JobName> = Jobs[Name]["found"];

interface State<Name extends JobName> {
  readonly found: Found<Name> | null;
  /** What was asked when it was found. */
  readonly of: Ask<Name> | null;
  readonly refused: readonly Complaint[] | null;
  readonly running: boolean;
  readonly milliseconds: number | null;
}

/** A job with what it found last. */
export interface Job<Name extends JobName> extends State<Name> {
  readonly run: (ask: Ask<Name>) => void;
  readonly cancel: () => void;
}

const NOTHING = { found: null, of: null, refused: null, running: false, milliseconds: null };

/** Runs one job at a time in a worker of its own, which cancelling ends. */
export function useJob<Name extends JobName>(job: Name): Job<Name> {
  const [state, setState] = useState<State<Name>>(NOTHING);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const end = useCallback((): void => {
    worker.current?.terminate();
    worker.current = null;
    ticket.current += 1;
  }, []);
  useEffect(() => end, [end]);
  const run = useCallback(
    (ask: Ask<Name>): void => {
      end();
      const mine = ticket.current;
      setState((old) => ({ ...old, refused: null, running: true }));
      const fail = (refused: readonly Complaint[]): void => {
        end();
        setState((old) => ({ ...old, running: false, refused }));
      };
      worker.current = startWorker<DecayAnswer>(
        "decay",
        (answer) => {
          if (answer.ticket !== mine) return;
          if (answer.kind === "refused") fail(answer.complaints);
          if (answer.kind !== "shared" && answer.kind !== "distribution") return;
          end();
          setState({
            ...NOTHING,
            found: answer.found as Found<Name>,
            of: ask,
            milliseconds: answer.milliseconds,
          });
        },
        (what) => fail([{ what }]),
      );
      worker.current.postMessage({ job, ticket: mine, ...ask } as DecayRequest);
    },
    [job, end],
  );
  const cancel = useCallback((): void => {
    end();
    setState((old) => ({ ...old, running: false }));
  }, [end]);
  return { ...state, run, cancel };
}

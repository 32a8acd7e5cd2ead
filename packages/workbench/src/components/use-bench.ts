import { useCallback, useEffect, useRef, useState } from "react";
import type { StudyTexts } from "../api.ts";
import type { Answer, Computed, Prepared, Request } from "../worker/protocol.ts";
import { startWorker } from "./start-worker.ts";

/** Fitted constants of a stored result: the first fit that freed each, by name. */
function fittedConstants(texts: StudyTexts): Extract<Request, { kind: "prepare" }>["fitted"] {
  const fitted: Record<string, { value: number; from: string }> = {};
  for (const analysis of texts.result?.analyses ?? []) {
    for (const parameter of analysis.fit?.parameters ?? []) {
      fitted[parameter.name] ??= { value: parameter.value, from: analysis.title };
    }
  }
  return fitted;
}

/** An answer with the time from posting the values to receiving it, in ms. */
export interface TimedState extends Computed {
  readonly milliseconds: number;
}

/** The worker of one study: what it prepared, its latest answer, and a way to send new values. */
export interface BenchState {
  readonly prepared: Prepared | null;
  /** Whether there is no ligand to vary. */
  readonly nothing: boolean;
  readonly computed: TimedState | null;
  readonly problem: string | null;
  readonly compute: (values: Readonly<Record<string, number>>) => void;
}

/** Starts a worker for the study and keeps the newest answer; older ones are dropped, and never more than one is asked for at a time. */
export function useBench(texts: StudyTexts): BenchState {
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [nothing, setNothing] = useState(false);
  const [computed, setComputed] = useState<TimedState | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const busy = useRef(false);
  const postedAt = useRef(0);
  const waiting = useRef<Readonly<Record<string, number>> | null>(null);

  const send = useCallback((values: Readonly<Record<string, number>>): void => {
    busy.current = true;
    ticket.current += 1;
    postedAt.current = performance.now();
    worker.current?.postMessage({ kind: "compute", ticket: ticket.current, values } satisfies Request);
  }, []);

  useEffect(() => {
    const hear = (answer: Answer): void => {
      if (answer.kind === "prepared") setPrepared(answer);
      else if (answer.kind === "nothing") setNothing(true);
      else if (answer.kind === "failed") setProblem(answer.message);
      else if (answer.ticket === ticket.current)
        setComputed({ ...answer, milliseconds: performance.now() - postedAt.current });
      if (answer.kind === "prepared" || answer.kind === "nothing") return;
      busy.current = false;
      if (answer.kind === "computed") setProblem(null);
      const next = waiting.current;
      waiting.current = null;
      if (next) send(next);
    };
    const started = startWorker("compute", hear, setProblem);
    worker.current = started;
    busy.current = false;
    started.postMessage({
      kind: "prepare",
      id: texts.id,
      source: texts.source,
      files: texts.files,
      fitted: fittedConstants(texts),
    } satisfies Request);
    return () => started.terminate();
  }, [texts, send]);

  const compute = useCallback(
    (values: Readonly<Record<string, number>>): void => {
      if (busy.current) waiting.current = values;
      else send(values);
    },
    [send],
  );
  return { prepared, nothing, computed, problem, compute };
}

import { useCallback, useEffect, useRef, useState } from "react";
import {
  type Built,
  type DotWish,
  type FormatRow,
  isCovered,
  type Progress,
  type Refused,
  type StructureAnswer,
  type StructureRequest,
} from "../../worker/structure-protocol.ts";
import { startWorker } from "../start-worker.ts";

/** Quiet after the last move, in ms, before ligands are placed. */
const REST = 400;
/** Above this many core atoms ligands wait for the button. */
const MOST_UNASKED = 20_000;

/** A dot as the page has it: the newest core or covered dot, what is under way, and what was refused. */
export interface DotState {
  readonly built: Built | null;
  readonly placing: Progress | null;
  readonly problem: Refused | null;
  /** Whether the wish has ligands that are not on the dot, with nothing under way. */
  readonly bare: boolean;
  readonly placeLigands: () => void;
  readonly cancel: () => void;
  readonly formats: readonly FormatRow[];
  readonly write: (format: string) => Promise<Readonly<Record<string, string>>>;
}

type Waiter = {
  readonly ticket: number;
  readonly done: (files: Readonly<Record<string, string>>) => void;
  readonly failed: (error: Error) => void;
};

/**
 * Keeps one worker busy with the newest wish: cores at once, one in flight and the last wish wins; ligands when the controls
 * rest. A wish that changes while ligands are being placed ends that worker and starts another.
 */
export function useDot(wish: DotWish): DotState {
  const [built, setBuilt] = useState<Built | null>(null);
  const [placing, setPlacing] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<Refused | null>(null);
  const [formats, setFormats] = useState<readonly FormatRow[]>([]);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const busy = useRef<"core" | "ligands" | null>(null);
  const newest = useRef(wish);
  const sent = useRef<DotWish | null>(null);
  const rest = useRef(0);
  /** Placing was cancelled for this wish: it waits for the button. */
  const held = useRef(false);
  const waiter = useRef<Waiter | null>(null);

  const post = useCallback((request: StructureRequest): void => worker.current?.postMessage(request), []);
  const nextTicket = useCallback((): number => {
    ticket.current += 1;
    return ticket.current;
  }, []);
  const sendCore = useCallback((): void => {
    busy.current = "core";
    sent.current = newest.current;
    post({ kind: "core", ticket: nextTicket(), wish: newest.current });
  }, [post, nextTicket]);
  const sendLigands = useCallback((): void => {
    if (busy.current) return;
    busy.current = "ligands";
    const number = nextTicket();
    setPlacing({ kind: "progress", ticket: number, share: 0, what: "placing ligands" });
    post({ kind: "ligands", ticket: number, wish: newest.current });
  }, [post, nextTicket]);

  const start = useCallback((): void => {
    const hear = (answer: StructureAnswer): void => {
      if (answer.kind === "progress") {
        setPlacing(answer);
        return;
      }
      if (answer.kind === "formats") {
        setFormats(answer.formats);
        return;
      }
      if (waiter.current && answer.ticket === waiter.current.ticket) {
        if (answer.kind === "written") waiter.current.done(answer.files);
        else if (answer.kind === "refused") waiter.current.failed(new Error(answer.message));
        waiter.current = null;
        return;
      }
      busy.current = null;
      setPlacing(null);
      if (answer.kind === "refused") setProblem(answer);
      if (answer.kind === "built") {
        setBuilt(answer);
        setProblem(null);
      }
      if (sent.current !== newest.current) {
        sendCore();
        return;
      }
      const small = answer.kind === "built" && answer.scene.coreCount <= MOST_UNASKED;
      clearTimeout(rest.current);
      if (small && !held.current && answer.stage === "core" && isCovered(newest.current))
        rest.current = window.setTimeout(sendLigands, REST);
    };
    const fail = (message: string): void => {
      busy.current = null;
      setPlacing(null);
      setProblem({ kind: "refused", ticket: ticket.current, control: "shape", message });
    };
    worker.current?.terminate();
    worker.current = startWorker("structure", hear, fail);
    busy.current = null;
    waiter.current?.failed(new Error("the dot changed"));
    waiter.current = null;
    setPlacing(null);
  }, [sendCore, sendLigands]);

  useEffect(() => {
    start();
    return () => {
      clearTimeout(rest.current);
      worker.current?.terminate();
      worker.current = null;
    };
  }, [start]);

  useEffect(() => {
    newest.current = wish;
    held.current = false;
    clearTimeout(rest.current);
    if (busy.current === "core") return;
    if (busy.current === "ligands") start();
    sendCore();
  }, [wish, sendCore, start]);

  const cancel = useCallback((): void => {
    if (busy.current !== "ligands") return;
    held.current = true;
    start();
    // The new worker has no dot to write files of until it has cut the core again.
    sendCore();
  }, [start, sendCore]);
  const write = useCallback(
    (format: string): Promise<Readonly<Record<string, string>>> =>
      new Promise((done, failed) => {
        if (busy.current || waiter.current) {
          failed(new Error("wait until the dot is built"));
          return;
        }
        const number = nextTicket();
        waiter.current = { ticket: number, done, failed };
        post({ kind: "write", ticket: number, format });
      }),
    [post, nextTicket],
  );
  const bare = isCovered(wish) && built?.stage === "core" && placing === null;
  return { built, placing, problem, bare, placeLigands: sendLigands, cancel, formats, write };
}

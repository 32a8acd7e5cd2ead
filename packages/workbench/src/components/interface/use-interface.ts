import type { InterfaceValues } from "@oleate/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type {
  CoreAnswer,
  CurveAnswer,
  CurveAxis,
  InterfaceAnswer,
  InterfaceRefused,
  InterfaceRequest,
  InterfaceWish,
  MapAnswer,
  NmrAnswer,
  SignalsWish,
  StateAnswer,
} from "../../worker/interface-protocol.ts";
import { interfaceWordsOf } from "../../worker/interface-words.ts";
import { startWorker } from "../start-worker.ts";

/** What is known of a solution: the newest answer of each kind. */
export interface InterfaceFound {
  readonly core: CoreAnswer | null;
  readonly here: StateAnswer | null;
  readonly curves: Partial<Record<CurveAxis, CurveAnswer>>;
  readonly map: MapAnswer | null;
  readonly nmr: NmrAnswer | null;
  readonly problem: InterfaceRefused | null;
  /** Whether everything of the newest wish has arrived. */
  readonly settled: boolean;
}

/** The parameter sets that intervals are taken from, by a name that changes with them; no members while they are drawn. */
export interface ParameterSets {
  readonly name: string;
  readonly members: readonly InterfaceValues[];
}

const NOTHING: InterfaceFound = {
  core: null,
  here: null,
  curves: {},
  map: null,
  nmr: null,
  problem: null,
  settled: false,
};

function withAnswer(old: InterfaceFound, answer: InterfaceAnswer): InterfaceFound {
  switch (answer.kind) {
    case "core":
      return { ...old, core: answer };
    case "state":
      return { ...old, here: answer, problem: null };
    case "curve":
      return { ...old, curves: { ...old.curves, [answer.curve.axis]: answer } };
    case "map":
      return { ...old, map: answer };
    case "nmr":
      return { ...old, nmr: answer };
    case "settled":
      return { ...old, settled: true };
    case "refused":
      return { ...old, problem: answer, settled: true };
  }
}

/**
 * Asks one worker about the newest wish. The state of a wish is awaited before the next is sent, and the last wish wins;
 * curves and map follow, and the worker leaves them when a newer wish comes. Answers to older wishes are dropped.
 */
export function useInterface(
  wish: InterfaceWish,
  ligand: string,
  sets: ParameterSets,
  signals: SignalsWish,
): InterfaceFound {
  const [found, setFound] = useState(NOTHING);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const busy = useRef(false);
  const newest = useRef({ wish, ligand, sets, signals });
  const sent = useRef<typeof newest.current | null>(null);
  /** Name of the sets whose members the worker has. */
  const given = useRef("");
  /** Keys of what the page holds, by what it is. */
  const held = useRef(new Map<string, string>());

  const send = useCallback((): void => {
    const { wish: asked, ligand: along, sets: drawn, signals: seen } = newest.current;
    busy.current = true;
    sent.current = newest.current;
    ticket.current += 1;
    const fresh = drawn.members.length > 0 && given.current !== drawn.name;
    if (fresh) given.current = drawn.name;
    setFound((old) => ({ ...old, settled: false }));
    worker.current?.postMessage({
      ticket: ticket.current,
      words: interfaceWordsOf(asked),
      ligand: along,
      signals: seen,
      have: [...held.current.values()],
      sets: drawn.name,
      ...(fresh ? { members: drawn.members } : {}),
    } satisfies InterfaceRequest);
  }, []);

  useEffect(() => {
    const hear = (answer: InterfaceAnswer): void => {
      if (answer.ticket !== ticket.current) return;
      if ("key" in answer)
        held.current.set(answer.kind === "curve" ? answer.curve.axis : answer.kind, answer.key);
      setFound((old) => withAnswer(old, answer));
      if (answer.kind !== "state" && answer.kind !== "refused") return;
      busy.current = false;
      if (sent.current !== newest.current) send();
    };
    const fail = (message: string): void =>
      setFound((old) => ({
        ...old,
        problem: { kind: "refused", ticket: ticket.current, control: "dot", message },
      }));
    const started = startWorker("interface", hear, fail);
    worker.current = started;
    given.current = "";
    send();
    return () => {
      started.terminate();
      worker.current = null;
    };
  }, [send]);

  useEffect(() => {
    const { wish: w, ligand: l, sets: s, signals: n } = newest.current;
    if (w === wish && l === ligand && s === sets && n === signals) return;
    newest.current = { wish, ligand, sets, signals };
    if (!busy.current) send();
  }, [wish, ligand, sets, signals, send]);
  return found;
}

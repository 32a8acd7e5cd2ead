import type { InterfaceEnsemble, InterfaceValues } from "@oleate/core";
import { useEffect, useMemo, useRef, useState } from "react";
import type { EnsembleAnswer, EnsembleRequest } from "../../worker/interface-protocol.ts";
import { startWorker } from "../start-worker.ts";
import type { ParameterSets } from "./use-interface.ts";

/** Quiet after the last move of a parameter, ms, before sets are drawn anew. */
const REST = 600;

/** The drawing of parameter sets: done, under way, or impossible. */
export interface EnsembleState {
  readonly sets: ParameterSets;
  readonly ensemble: InterfaceEnsemble | null;
  /** From 0 to 1 while sets are drawn, null when they are there. */
  readonly share: number | null;
  readonly problem: string | null;
}

interface Drawn {
  readonly name: string;
  readonly ensemble: InterfaceEnsemble | null;
  readonly share: number;
  readonly problem: string | null;
}

/** Draws the parameter sets that agree with what was seen, in a worker of their own: once, and again when a parameter is held. */
export function useEnsemble(set: Partial<InterfaceValues>): EnsembleState {
  const name = JSON.stringify(Object.entries(set).sort(([a], [b]) => (a < b ? -1 : 1)));
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  /** Sets that were drawn before, by what was held. */
  const known = useRef(new Map<string, InterfaceEnsemble>());
  const first = useRef(true);
  useEffect(() => {
    const before = known.current.get(name);
    if (before) {
      setDrawn({ name, ensemble: before, share: 1, problem: null });
      return;
    }
    setDrawn({ name, ensemble: null, share: 0, problem: null });
    let worker: Worker | null = null;
    const begin = (): void => {
      first.current = false;
      const end = (ensemble: InterfaceEnsemble | null, problem: string | null): void => {
        worker?.terminate();
        setDrawn({ name, ensemble, share: 1, problem });
      };
      const hear = (answer: EnsembleAnswer): void => {
        if (answer.kind === "progress") setDrawn((old) => old && { ...old, share: answer.share });
        else if (answer.kind === "refused") end(null, answer.message);
        else {
          known.current.set(name, answer.ensemble);
          end(answer.ensemble, null);
        }
      };
      worker = startWorker("interface-ensemble", hear, (what) => end(null, what));
      const held = Object.fromEntries(JSON.parse(name) as [string, number][]);
      worker.postMessage({ set: held } satisfies EnsembleRequest);
    };
    const timer = setTimeout(begin, first.current ? 0 : REST);
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [name]);
  const current = drawn?.name === name ? drawn : null;
  const ensemble = current?.ensemble ?? null;
  const sets = useMemo(() => ({ name, members: ensemble?.members ?? [] }), [name, ensemble]);
  return {
    sets,
    ensemble,
    share: ensemble || current?.problem ? null : (current?.share ?? 0),
    problem: current?.problem ?? null,
  };
}

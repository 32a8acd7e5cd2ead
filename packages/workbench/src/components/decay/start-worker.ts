import type { DecayAnswer } from "../../worker/decay-protocol.ts";

/** A worker of the decay page, with what hears its answers and its end. */
export function startWorker(hear: (answer: DecayAnswer) => void, fail: (what: string) => void): Worker {
  const started = new Worker(new URL("../../worker/decay.ts", import.meta.url), { type: "module" });
  started.onmessage = (event: MessageEvent<DecayAnswer>) => hear(event.data);
  started.onerror = (event) => fail(event.message || "the worker stopped");
  return started;
}

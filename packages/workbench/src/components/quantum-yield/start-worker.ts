/** A worker of the quantum-yield page, with what hears its answers and its end. */
export function startWorker<Answer>(
  hear: (event: MessageEvent<Answer>) => void,
  fail: (what: string) => void,
): Worker {
  const started = new Worker(new URL("../../worker/quantum-yield.ts", import.meta.url), { type: "module" });
  started.onmessage = hear;
  started.onerror = (event) => fail(event.message || "the worker stopped");
  return started;
}

import type { SpectraAnswer } from "../../worker/spectra-protocol.ts";

/** A worker of the spectra page, with what hears its answers and its end. */
export function startWorker(hear: (answer: SpectraAnswer) => void, fail: (what: string) => void): Worker {
  const started = new Worker(new URL("../../worker/spectra.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data }: MessageEvent<SpectraAnswer>) => hear(data);
  started.onerror = (event) => fail(event.message || "the worker stopped");
  return started;
}

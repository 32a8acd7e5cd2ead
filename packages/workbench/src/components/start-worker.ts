/** The workers of the pages. Each is written out, as the bundler finds them by these very words. */
const WORKERS = {
  compute: () => new Worker(new URL("../worker/compute.ts", import.meta.url), { type: "module" }),
  decay: () => new Worker(new URL("../worker/decay.ts", import.meta.url), { type: "module" }),
  interface: () => new Worker(new URL("../worker/interface.ts", import.meta.url), { type: "module" }),
  "interface-ensemble": () =>
    new Worker(new URL("../worker/interface-ensemble.ts", import.meta.url), { type: "module" }),
  nmr: () => new Worker(new URL("../worker/nmr.ts", import.meta.url), { type: "module" }),
  "nmr-series": () => new Worker(new URL("../worker/nmr-series.ts", import.meta.url), { type: "module" }),
  "quantum-yield": () =>
    new Worker(new URL("../worker/quantum-yield.ts", import.meta.url), { type: "module" }),
  spectra: () => new Worker(new URL("../worker/spectra.ts", import.meta.url), { type: "module" }),
  structure: () => new Worker(new URL("../worker/structure.ts", import.meta.url), { type: "module" }),
} as const satisfies Readonly<Record<string, () => Worker>>;

/** Starts a worker of a page; `hear` gets its answers, `fail` what it says at its end by a fault. */
export function startWorker<Answer>(
  name: keyof typeof WORKERS,
  hear: (answer: Answer) => void,
  fail: (what: string) => void,
): Worker {
  const started = WORKERS[name]();
  started.onmessage = ({ data }: MessageEvent<Answer>) => hear(data);
  started.onerror = (event) => fail(event.message || "the worker stopped");
  return started;
}

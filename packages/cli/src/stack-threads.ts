import { Worker } from "node:worker_threads";
import {
  cutStack,
  type EmissionDecay,
  findEmissionComponent,
  InputError,
  joinStacks,
  type StackCut,
  type StackResult,
  stackStart,
} from "@oleate/core";
import { fitJob, type StackAnswer, type StackJob } from "./stack-job.ts";

/** Runs given to each thread, so that all are busy to the end. */
const RUNS_PER_THREAD = 4;
/** Fewer decays than this are not worth the start of threads. */
const WORTH = 64;

/** How a stack is spread over threads. */
export interface ThreadOptions {
  readonly threads: number;
  /** Told how many decays are done of how many. */
  readonly tell?: (done: number, of: number) => void;
  /** Stops all threads; runs already done are kept. */
  readonly signal?: AbortSignal;
}

/** The worker's file: compiled beside this one, or its source when this is run as source. */
function workerFile(): URL {
  return new URL(
    import.meta.url.endsWith(".ts") ? "./stack-worker.ts" : "./stack-worker.js",
    import.meta.url,
  );
}

/** Decays in memory that threads share: a run is then handed over without being copied there and back. */
function shared(decays: readonly EmissionDecay[]): EmissionDecay[] {
  const channels = decays.reduce((sum, { counts }) => sum + counts.length, 0);
  const buffer = new SharedArrayBuffer(channels * Float64Array.BYTES_PER_ELEMENT);
  let at = 0;
  return decays.map((decay) => {
    const counts = new Float64Array(buffer, at * Float64Array.BYTES_PER_ELEMENT, decay.counts.length);
    counts.set(decay.counts);
    at += decay.counts.length;
    return { ...decay, counts };
  });
}

/**
 * Fits a stack over threads: it is cut into runs, each fitted by the next idle thread, and put together in order.
 *
 * @throws InputError when no decay can be fitted by a run for a reason that concerns all, such as the response
 */
export function fitStackOnThreads(
  decays: readonly EmissionDecay[],
  asked: Omit<StackJob, "cut" | "decays" | "start">,
  { threads, tell, signal }: ThreadOptions,
): Promise<StackResult> {
  const model = { ...asked.options, components: asked.components.map(findEmissionComponent) };
  const job = { ...asked, start: stackStart(decays, model) };
  if (threads <= 1 || decays.length < WORTH) {
    const cut = { first: 0, end: decays.length };
    const result = fitJob({ ...job, cut, decays }, (done) => {
      tell?.(done, decays.length);
      return signal?.aborted !== true;
    });
    return Promise.resolve(result);
  }
  const cuts = cutStack(decays.length, threads * RUNS_PER_THREAD);
  const parts: { cut: StackCut; result: StackResult }[] = [];
  const done = new Map<number, number>();
  let next = 0;
  return new Promise((resolve, reject) => {
    const workers = Array.from({ length: Math.min(threads, cuts.length) }, () => new Worker(workerFile()));
    const end = (finish: () => void): void => {
      signal?.removeEventListener("abort", stop);
      void Promise.all(workers.map((worker) => worker.terminate())).then(finish);
    };
    const settle = (): void =>
      end(() => resolve({ ...joinStacks(parts), stopped: parts.length < cuts.length }));
    const stop = (): void => settle();
    const give = (worker: Worker): void => {
      const cut = cuts[next++];
      if (!cut) return;
      worker.postMessage({
        ...job,
        cut,
        decays: shared(decays.slice(cut.first, cut.end)),
      } satisfies StackJob);
    };
    signal?.addEventListener("abort", stop, { once: true });
    for (const worker of workers) {
      worker.on("error", (error) => end(() => reject(error)));
      worker.on("message", (answer: StackAnswer) => {
        const { cut } = answer;
        if (answer.kind === "failed") {
          end(() =>
            reject(new InputError({ what: "a run of the stack cannot be fitted", found: answer.reason })),
          );
          return;
        }
        done.set(cut.first, answer.kind === "progress" ? answer.done : answer.result.done);
        tell?.(
          [...done.values()].reduce((sum, value) => sum + value, 0),
          decays.length,
        );
        if (answer.kind === "progress") return;
        parts.push({ cut, result: answer.result });
        if (parts.length === cuts.length) settle();
        else give(worker);
      });
      give(worker);
    }
  });
}

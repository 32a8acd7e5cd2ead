// Runs of a stack in a thread of their own: one message a run, answered by its progress and its result. It imports no more than
// it needs: the whole core takes longer to load than a hundred decays to fit.
import { parentPort } from "node:worker_threads";
import { OleateError } from "@oleate/core/errors";
import { fitJob, type StackAnswer, type StackJob } from "./stack-job.ts";

const say = (answer: StackAnswer): void => parentPort?.postMessage(answer);

parentPort?.on("message", (job: StackJob) => {
  const { cut } = job;
  try {
    const result = fitJob(job, (done) => {
      say({ kind: "progress", cut, done });
      return true;
    });
    say({ kind: "result", cut, result });
  } catch (error) {
    if (!(error instanceof OleateError)) throw error;
    say({ kind: "failed", cut, reason: error.message });
  }
});

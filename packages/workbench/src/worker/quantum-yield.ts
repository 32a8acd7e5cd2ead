import { complaintsOf } from "./complaints.ts";
import { readDilutions } from "./quantum-yield-dilutions.ts";
import { readLifetimes } from "./quantum-yield-lifetimes.ts";
import { lightOf } from "./quantum-yield-light.ts";
import { fitLight } from "./quantum-yield-light-fit.ts";
import { measured } from "./quantum-yield-measure.ts";
import { lifetimesFitted, mediumOf } from "./quantum-yield-medium.ts";
import type { JobAnswer, JobRequest } from "./quantum-yield-protocol.ts";
import { readSpectraFiles } from "./quantum-yield-spectra.ts";
import { readTitration } from "./quantum-yield-titration.ts";

// A job cannot hear anything while it runs: the page cancels one by ending this worker and starting another.

const post = (answer: JobAnswer): void => self.postMessage(answer);

type Found = Extract<JobAnswer, { kind: "found" }>["found"];

/** What is found, in parts where the first can be shown before the rest is there. */
function* foundBy(
  request: JobRequest,
  progress: (share: number, what: string) => void,
): Generator<Found, Found> {
  switch (request.job) {
    case "spectra":
      return readSpectraFiles(request.ask);
    case "dilutions":
      return readDilutions(request.ask);
    case "measure": {
      const { found, histogram } = measured(request.ask);
      if (found.drawn) yield found;
      return { ...found, histogram: histogram() };
    }
    case "medium":
      return mediumOf(request.ask);
    case "lifetimes":
      return readLifetimes(request.ask);
    case "medium fit":
      return lifetimesFitted(request.ask);
    case "light":
      return lightOf(request.ask);
    case "titration":
      return readTitration(request.ask);
    case "light fit":
      return fitLight(request.ask, progress);
  }
}

self.onmessage = (event: MessageEvent<JobRequest>) => {
  const request = event.data;
  const { ticket } = request;
  const begun = performance.now();
  try {
    const parts = foundBy(request, (share, what) => post({ kind: "progress", ticket, share, what }));
    for (;;) {
      const { value, done } = parts.next();
      post({ kind: "found", ticket, found: value, milliseconds: performance.now() - begun, more: !done });
      if (done) return;
    }
  } catch (error) {
    post({ kind: "refused", ticket, complaints: complaintsOf(error) });
  }
};

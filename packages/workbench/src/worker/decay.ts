import { complaintsOf } from "./complaints.ts";
import { intervalNames, quickFit, searchedFit, wholeFit, withInterval } from "./decay-fit.ts";
import { freeDistribution, sharedFit } from "./decay-many.ts";
import { numberNamed } from "./decay-numbers.ts";
import { openDecays } from "./decay-open.ts";
import type { DecayAnswer, DecayRequest, FitAsk, FittedEmission } from "./decay-protocol.ts";

// One script for the page's workers: one reads, one answers while something is moved, one searches and profiles behind it. What
// takes long is ended by ending its worker.

/** Shortest time between two words about progress, ms. */
const PAUSE = 60;

const post = (answer: DecayAnswer): void => self.postMessage(answer);

async function open(request: Extract<DecayRequest, { job: "open" }>): Promise<void> {
  const { ticket } = request;
  let told = Number.NEGATIVE_INFINITY;
  const found = await openDecays(request.files, request.reading, (share, what) => {
    const now = performance.now();
    if (now - told < PAUSE) return;
    told = now;
    post({ kind: "opening", ticket, share, what });
  });
  post({ kind: "opened", ticket, found });
}

/** Runs a fit; what it refuses is said, and null returned. */
function attempt<Value>(ticket: number, { key }: FitAsk, step: () => Value): Value | null {
  try {
    return step();
  } catch (error) {
    post({ kind: "refused", ticket, key, complaints: complaintsOf(error) });
    return null;
  }
}

function quick({ ticket, ask, count, start }: Extract<DecayRequest, { job: "quick" }>): void {
  const begun = performance.now();
  const found = attempt(ticket, ask, () => quickFit(ask, count, start));
  const milliseconds = performance.now() - begun;
  if (found) post({ kind: "fit", ticket, key: ask.key, found, searched: false, milliseconds });
}

/** Searches one decay from several starts. */
function search(ticket: number, ask: FitAsk): FittedEmission | null {
  const begun = performance.now();
  const found = attempt(ticket, ask, () => searchedFit(ask));
  const milliseconds = performance.now() - begun;
  if (found) post({ kind: "fit", ticket, key: ask.key, found, searched: true, milliseconds });
  return found;
}

/** Follows the intervals of a fit's parameters, one after another: the page may show each as it comes. */
function follow(ticket: number, ask: FitAsk, found: FittedEmission): void {
  const { key } = ask;
  const names = intervalNames(found);
  names.forEach((name, i) => {
    const result = attempt(ticket, ask, () => withInterval(ask, found, name));
    const number = result && numberNamed(result, name);
    if (number) post({ kind: "interval", ticket, key, name, number, done: i + 1, of: names.length });
  });
}

/** The whole fit as the command line prints it. The intervals of shares and averages take longest and come last. */
function complete(ticket: number, ask: FitAsk, found: FittedEmission): void {
  const result = attempt(ticket, ask, () => wholeFit(ask, found));
  post({ kind: "settled", ticket, key: ask.key, result });
}

/** The first decay is the one looked at: it comes first, then the fits of the others, then what takes longer. */
function settle({ ticket, asks }: Extract<DecayRequest, { job: "settle" }>): void {
  const [first, ...others] = asks;
  if (!first) return;
  const own = search(ticket, first);
  if (own) follow(ticket, first, own);
  const found = others.map((ask) => search(ticket, ask));
  if (own) complete(ticket, first, own);
  others.forEach((ask, i) => {
    const fit = found[i];
    if (!fit) return;
    follow(ticket, ask, fit);
    complete(ticket, ask, fit);
  });
}

self.onmessage = (event: MessageEvent<DecayRequest>) => {
  const request = event.data;
  const { ticket } = request;
  const done = (): void => post({ kind: "done", ticket });
  const fail = (error: unknown): void =>
    post({ kind: "refused", ticket, key: null, complaints: complaintsOf(error) });
  if (request.job === "open") {
    open(request).catch(fail).finally(done);
    return;
  }
  try {
    const begun = performance.now();
    const milliseconds = (): number => performance.now() - begun;
    switch (request.job) {
      case "quick":
        quick(request);
        break;
      case "settle":
        settle(request);
        break;
      case "shared": {
        const found = sharedFit(request.asks, request.lifetimes);
        post({ kind: "shared", ticket, found, milliseconds: milliseconds() });
        break;
      }
      case "distribution": {
        const found = freeDistribution(request.ask, request.regulariser);
        post({ kind: "distribution", ticket, found, milliseconds: milliseconds() });
      }
    }
  } catch (error) {
    fail(error);
  }
  done();
};

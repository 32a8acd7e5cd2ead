import { drawEnsemble, grisorioObservations } from "@oleate/core";
import type { EnsembleAnswer, EnsembleRequest } from "./interface-protocol.ts";

/** Parameter sets drawn, as many as the command line draws, and its seed. */
const MEMBERS = 60;
const SEED = 1;

self.onmessage = (event: MessageEvent<EnsembleRequest>) => {
  const say = (answer: EnsembleAnswer): void => self.postMessage(answer);
  try {
    const ensemble = drawEnsemble(grisorioObservations, MEMBERS, SEED, event.data.set, (share) =>
      say({ kind: "progress", share }),
    );
    say({ kind: "drawn", ensemble });
  } catch (error) {
    say({ kind: "refused", message: error instanceof Error ? error.message : String(error) });
  }
};

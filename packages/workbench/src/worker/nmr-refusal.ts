import { complaintsOf } from "./complaints.ts";
import type { NmrControl, NmrRefused } from "./nmr-protocol.ts";

/** Which field would help against a complaint. */
function needOf(message: string): NmrRefused["needs"] {
  if (/timing of the experiment/iu.test(message)) return "timing";
  if (/rows are whole: ask for those/iu.test(message)) return "whole rows";
  if (/gradients.*(?:per ?cent|%)|(?:per ?cent|%).*gradients/iu.test(message)) return "full gradient";
  return /gradients of the diffusion experiment|as many gradients as rows|gradient given is no number/iu.test(
    message,
  )
    ? "gradients"
    : null;
}

/** What the page is told of an error, at the control it belongs to. */
export function refusal(ticket: number, control: NmrControl, error: unknown): NmrRefused {
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: "refused",
    ticket,
    control,
    needs: needOf(message),
    complaints: complaintsOf(error),
    message,
  };
}

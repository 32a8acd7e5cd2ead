import { InputErrors, OleateError } from "@oleate/core";
import type { NmrControl, NmrRefused } from "./nmr-protocol.ts";

/** Which field would help against a complaint. */
function needOf(message: string): NmrRefused["needs"] {
  if (/timing of the experiment/iu.test(message)) return "timing";
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
  const complaints =
    error instanceof InputErrors
      ? error.complaints
      : error instanceof OleateError
        ? [error.complaint]
        : [{ what: message }];
  return { kind: "refused", ticket, control, needs: needOf(message), complaints, message };
}

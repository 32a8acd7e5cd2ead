import { type Complaint, InputErrors, OleateError } from "@oleate/core";

/** An error in its parts: what is wrong, found, expected, and what to do. */
export function complaintsOf(error: unknown): readonly Complaint[] {
  if (error instanceof InputErrors) return error.complaints;
  if (error instanceof OleateError) return [error.complaint];
  return [{ what: error instanceof Error ? error.message : String(error) }];
}

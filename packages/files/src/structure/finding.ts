import type { Place } from "@oleate/core";

/** One thing the linter has to say about a file. */
export interface Finding {
  /** error: the file is not what it says; warning: it may be wrong; note: what could not be checked. */
  readonly severity: "error" | "warning" | "note";
  readonly what: string;
  readonly place: Place;
  readonly remedy: string;
}

import type { ReactNode } from "react";
import { download } from "./download.ts";

/** Saves as a file the table that a command reads, with why that is wanted. */
export function SaveTable({
  why = "The command reads the table from a file:",
  name,
  text,
}: {
  readonly why?: string;
  readonly name: string;
  readonly text: () => string;
}): ReactNode {
  return (
    <p className="tools">
      <span className="aside">{why}</span>
      <button type="button" onClick={() => download(name, new Blob([text()], { type: "text/csv" }))}>
        Save {name}
      </button>
    </p>
  );
}

import type { ReactNode } from "react";
import { DropPlace, type WayIn } from "../drop-place.tsx";
import { Refused } from "../refused.tsx";
import type { Opening } from "./use-open.ts";

/** Where decays come from: chosen or dropped, and streamed by the worker. */
export function OpenDecays({
  opening,
  open,
  add,
  example,
}: {
  readonly opening: Opening;
  readonly open: (files: readonly File[]) => void;
  /** Opens files beside what is open; null where nothing of one's own is. */
  readonly add: ((files: readonly File[]) => void) | null;
  /** Goes back to what is simulated; null where that is open. */
  readonly example: (() => void) | null;
}): ReactNode {
  const { running, refused, cancelled } = opening;
  const way = (text: string, label: string, take: (files: readonly File[]) => void): WayIn => ({
    text,
    label,
    multiple: true,
    take: (files) => take([...files]),
  });
  return (
    <DropPlace
      label="Open decays"
      ways={[
        way("Open decays", "files of decays", open),
        ...(add ? [way("Add files", "further files of decays", add)] : []),
      ]}
      drop={({ files }) => {
        if (files.length > 0) open([...files]);
      }}
      example={example && { text: "Simulated decays", open: example }}
      hint="or drop them here, with their response: .ptu, .phu, .sdt, .spc with its .set, or text with a column of times."
    >
      {running && (
        <p className="tools" role="status">
          <progress max={1} value={running.share} aria-label="share read" />
          <span>
            reading {running.what}, {Math.round(100 * running.share)} %
          </span>
          <button type="button" onClick={opening.cancel}>
            Cancel
          </button>
        </p>
      )}
      {cancelled && (
        <p className="aside" role="status">
          Reading was cancelled; what was open stays.
        </p>
      )}
      <Refused problem={refused ? { complaints: refused } : undefined} />
    </DropPlace>
  );
}

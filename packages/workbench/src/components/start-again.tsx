import type { ReactNode } from "react";

/** The way back to the settings a page opened with, and how long the newest answer took. */
export function StartAgain({
  reset,
  milliseconds = null,
  done = "computed",
}: {
  readonly reset: () => void;
  readonly milliseconds?: number | null | undefined;
  readonly done?: string;
}): ReactNode {
  const known = milliseconds ?? undefined;
  return (
    <div className="tools">
      <button type="button" onClick={reset}>
        All as at first
      </button>
      <span className="aside" data-milliseconds={known}>
        {known === undefined ? "" : `${done} in ${Math.max(1, Math.round(known))} ms`}
      </span>
    </div>
  );
}

import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Refused } from "../nmr/refused.tsx";
import type { Opening } from "./use-open.ts";

/** Where decays come from: chosen or dropped, read in the page; nothing is uploaded. */
export function OpenDecays({
  opening,
  simulated,
  open,
  add,
  example,
}: {
  readonly opening: Opening;
  readonly simulated: boolean;
  readonly open: (files: readonly File[]) => void;
  /** Opens files beside what is open. */
  readonly add: (files: readonly File[]) => void;
  readonly example: () => void;
}): ReactNode {
  const files = useRef<HTMLInputElement>(null);
  const further = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const chosen = (input: HTMLInputElement, take: (files: readonly File[]) => void): void => {
    if (input.files && input.files.length > 0) take([...input.files]);
    // The same file can be chosen again after it has changed.
    input.value = "";
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const given = [...event.dataTransfer.files];
    if (given.length > 0) open(given);
  };
  const { running, refused, cancelled } = opening;
  return (
    <section
      className="open-data"
      data-over={over}
      aria-label="Open decays"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="tools">
        <button type="button" onClick={() => files.current?.click()}>
          Open decays
        </button>
        {!simulated && (
          <>
            <button type="button" onClick={() => further.current?.click()}>
              Add files
            </button>
            <button type="button" onClick={example}>
              Simulated decays
            </button>
          </>
        )}
        <span className="aside">
          or drop them here, with their response: .ptu, .phu, .sdt, .spc with its .set, or text with a column
          of times. Nothing is uploaded.
        </span>
      </div>
      <input
        ref={files}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label="files of decays"
        multiple
        onChange={({ target }) => chosen(target, open)}
      />
      <input
        ref={further}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label="further files of decays"
        multiple
        onChange={({ target }) => chosen(target, add)}
      />
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
    </section>
  );
}

import type { Complaint } from "@oleate/core";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import type { LightFile } from "../../worker/quantum-yield-protocol.ts";
import { filesOfDrop, filesOfInput } from "../nmr/given-files.ts";
import { Refused } from "../nmr/refused.tsx";

/** Where data come from: chosen or dropped, read in the page; nothing is uploaded. */
export function DropFiles({
  label,
  choose,
  hint,
  accept,
  multiple = false,
  example,
  refused,
  open,
}: {
  /** What the place is, for those who hear it. */
  readonly label: string;
  /** Words of the button. */
  readonly choose: string;
  readonly hint: ReactNode;
  readonly accept: string;
  readonly multiple?: boolean;
  /** Name of the simulated data, where they can be gone back to. */
  readonly example: string | null;
  readonly refused: readonly Complaint[] | null;
  /** Null for the simulated data. */
  readonly open: (files: readonly LightFile[] | null) => void;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const take = (reading: Promise<readonly LightFile[]>): void => {
    setFault(null);
    reading.then(
      (files) => {
        if (files.length === 0) setFault("Nothing was given: an empty folder.");
        else if (multiple || files.length === 1) open(files);
        else setFault(`One table at a time: ${files.length} files were given.`);
      },
      (error: unknown) =>
        setFault(`The files cannot be read: ${error instanceof Error ? error.message : String(error)}`),
    );
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(filesOfDrop(event.dataTransfer));
  };
  return (
    <section
      className="open-data"
      data-over={over}
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="tools">
        <button type="button" onClick={() => input.current?.click()}>
          {choose}
        </button>
        {example !== null && (
          <button
            type="button"
            onClick={() => {
              setFault(null);
              open(null);
            }}
          >
            {example}
          </button>
        )}
        <span className="aside">{hint} Nothing is uploaded.</span>
      </div>
      <input
        ref={input}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label={`${label}: files`}
        accept={accept}
        multiple={multiple}
        onChange={({ target }) => {
          if (target.files && target.files.length > 0) take(filesOfInput(target.files));
          // The same file can be chosen again after it has changed.
          target.value = "";
        }}
      />
      {fault && (
        <p className="problem" role="alert">
          {fault}
        </p>
      )}
      <Refused problem={refused ? { complaints: refused } : undefined} />
    </section>
  );
}

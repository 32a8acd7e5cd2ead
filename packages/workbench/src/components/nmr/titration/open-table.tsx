import { type DragEvent, type ReactNode, useRef, useState } from "react";
import type { GivenFile } from "../../../worker/nmr-protocol.ts";
import { filesOfDrop, filesOfInput } from "../given-files.ts";
import { Refused } from "../refused.tsx";
import type { Titration } from "./use-titration.ts";

const ACCEPTED = ".csv,.tsv,.txt,.dat,.xlsx";

/** Where a series comes from: dropped or chosen; nothing leaves the page. */
export function OpenTable({ titration }: { readonly titration: Titration }): ReactNode {
  const { rows, open, refused } = titration;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const take = (reading: Promise<readonly GivenFile[]>): void => {
    setFault(null);
    reading.then(
      (files) => {
        const [only] = files;
        if (only && files.length === 1) open(only);
        else setFault(`One table at a time: ${files.length} files were given.`);
      },
      (error: unknown) =>
        setFault(`The table cannot be read: ${error instanceof Error ? error.message : String(error)}`),
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
      aria-label="Open a series"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="tools">
        <button type="button" onClick={() => input.current?.click()}>
          Choose a table
        </button>
        {!rows?.simulated && (
          <button
            type="button"
            onClick={() => {
              setFault(null);
              open(null);
            }}
          >
            Simulated titration
          </button>
        )}
        <span className="aside">
          or drop it here: CSV, TSV or XLSX with columns <code>dots (mM)</code>, <code>ligand (mM)</code> and
          any of <code>D (m2/s)</code>, <code>shift (ppm)</code>, <code>width (Hz)</code>,{" "}
          <code>integral</code>. Nothing is uploaded.
        </span>
      </div>
      <input
        ref={input}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label="table of a series"
        accept={ACCEPTED}
        onChange={({ target }) => {
          if (target.files && target.files.length > 0) take(filesOfInput(target.files));
          // The same table can be chosen again after it has changed.
          target.value = "";
        }}
      />
      {fault && (
        <p className="problem" role="alert">
          {fault}
        </p>
      )}
      {refused?.asked === "read" && <Refused problem={refused} />}
    </section>
  );
}

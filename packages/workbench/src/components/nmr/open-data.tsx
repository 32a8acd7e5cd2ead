import { type DragEvent, type ReactNode, useRef, useState } from "react";
import type { GivenFile, NmrWish } from "../../worker/nmr-protocol.ts";
import { Choice } from "../structure/choice.tsx";
import { filesOfDrop, filesOfInput } from "./given-files.ts";
import { Refused } from "./refused.tsx";
import type { NmrFound } from "./use-nmr.ts";

const ACCEPTED = ".zip,.jdx,.dx,.jcamp,.csv,.tsv,.txt,.dat,.xml,.xlsx";

/** Where data come from: dropped or chosen; nothing leaves the page. */
export function OpenData({
  found,
  wish,
  change,
  open,
}: {
  readonly found: NmrFound;
  readonly wish: NmrWish;
  readonly change: (part: Partial<NmrWish>) => void;
  readonly open: (files: readonly GivenFile[] | null) => void;
}): ReactNode {
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const take = (reading: Promise<readonly GivenFile[]>): void => {
    setFault(null);
    reading.then(open, (error: unknown) =>
      setFault(`The files cannot be read: ${error instanceof Error ? error.message : String(error)}`),
    );
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(filesOfDrop(event.dataTransfer));
  };
  const chosen = (input: HTMLInputElement): void => {
    if (input.files && input.files.length > 0) take(filesOfInput(input.files));
    // The same folder can be chosen again after it has changed.
    input.value = "";
  };
  const dataset = found.sets.find(({ name }) => name === wish.dataset)?.name ?? found.sets[0]?.name ?? "";
  return (
    <section
      className="open-data"
      data-over={over}
      aria-label="Open data"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="tools">
        <button type="button" onClick={() => folder.current?.click()}>
          Choose a folder
        </button>
        <button type="button" onClick={() => files.current?.click()}>
          Choose files
        </button>
        {found.data?.simulated === false || found.data === null ? (
          <button type="button" onClick={() => open(null)}>
            Simulated data
          </button>
        ) : null}
        <span className="aside">
          or drop them here: a Bruker experiment, a zip of it, JCAMP-DX, or a table (CSV, TSV, XLSX). Nothing
          is uploaded.
        </span>
      </div>
      <input
        ref={folder}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label="folder of an experiment"
        multiple
        {...{ webkitdirectory: "" }}
        onChange={(event) => chosen(event.target)}
      />
      <input
        ref={files}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label="files of NMR data"
        multiple
        accept={ACCEPTED}
        onChange={(event) => chosen(event.target)}
      />
      {found.sets.length > 1 && (
        <Choice
          label="data set"
          value={dataset}
          options={found.sets.map(({ name, label }) => [name, `${name} (${label})`])}
          onChange={(name) =>
            change({
              dataset: name,
              regions: null,
              timing: null,
              share: null,
              gradients: "",
              fullGradient: "",
              acceptIncomplete: false,
            })
          }
        />
      )}
      {fault && (
        <p className="problem" role="alert">
          {fault}
        </p>
      )}
      <Refused problem={found.problems.files} />
    </section>
  );
}

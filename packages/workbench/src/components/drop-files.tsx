import type { Complaint } from "@oleate/core";
import { type ReactNode, useState } from "react";
import type { GivenFile } from "../worker/given-file.ts";
import { DropPlace, type WayIn } from "./drop-place.tsx";
import { filesOfDrop, filesOfInput } from "./given-files.ts";
import { Refused } from "./refused.tsx";

/** A table as text or of a spreadsheet. */
export const TABLES = ".csv,.tsv,.txt,.dat,.xlsx";
/** Spectra of common spectrometers. */
export const SPECTRA = `${TABLES},.jdx,.dx,.jcamp,.asc,.sp,.ifx`;

/** A place for files that are read whole, as bytes, in the page. */
export function DropFiles({
  label,
  ways,
  hint,
  multiple = false,
  example,
  refused,
  open,
  children,
}: {
  readonly label: string;
  readonly ways: readonly Omit<WayIn, "take" | "multiple">[];
  readonly hint: ReactNode;
  readonly multiple?: boolean;
  /** Name of the simulated data, where they can be gone back to. */
  readonly example: string | null;
  readonly refused: readonly Complaint[] | null;
  /** Null for the simulated data. */
  readonly open: (files: readonly GivenFile[] | null) => void;
  /** What else is chosen of the files. */
  readonly children?: ReactNode;
}): ReactNode {
  const [fault, setFault] = useState<string | null>(null);
  const take = (reading: Promise<readonly GivenFile[]>): void => {
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
  const back = (): void => {
    setFault(null);
    open(null);
  };
  return (
    <DropPlace
      label={label}
      ways={ways.map((way) => ({ ...way, multiple, take: (files) => take(filesOfInput(files)) }))}
      drop={(transfer) => take(filesOfDrop(transfer))}
      example={example === null ? null : { text: example, open: back }}
      hint={hint}
    >
      {children}
      {fault && (
        <p className="problem" role="alert">
          {fault}
        </p>
      )}
      <Refused problem={refused ? { complaints: refused } : undefined} />
    </DropPlace>
  );
}

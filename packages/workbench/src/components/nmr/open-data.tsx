import type { ReactNode } from "react";
import type { GivenFile } from "../../worker/given-file.ts";
import type { NmrWish } from "../../worker/nmr-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { DropFiles, TABLES } from "../drop-files.tsx";
import type { NmrFound } from "./use-nmr.ts";

/** Settings that belong to one data set and go when another is chosen. */
const OF_ONE_SET = {
  regions: null,
  timing: null,
  share: null,
  gradients: "",
  fullGradient: "",
  acceptIncomplete: false,
} as const;

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
  const dataset = found.sets.find(({ name }) => name === wish.dataset)?.name ?? found.sets[0]?.name ?? "";
  return (
    <DropFiles
      label="Open data"
      ways={[
        { text: "Choose a folder", label: "folder of an experiment", folder: true },
        { text: "Choose files", label: "files of NMR data", accept: `${TABLES},.zip,.jdx,.dx,.jcamp,.xml` },
      ]}
      multiple
      example={found.data?.simulated && !found.problems.files ? null : "Simulated data"}
      refused={found.problems.files?.complaints ?? null}
      open={open}
      hint="or drop them here: a Bruker experiment, a zip of it, JCAMP-DX, or a table (CSV, TSV, XLSX)."
    >
      {found.sets.length > 1 && (
        <Choice
          label="data set"
          value={dataset}
          options={found.sets.map(({ name, label }) => [name, `${name} (${label})`])}
          onChange={(name) => change({ dataset: name, ...OF_ONE_SET })}
        />
      )}
    </DropFiles>
  );
}

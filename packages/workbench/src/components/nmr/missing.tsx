import type { ReactNode } from "react";
import type { NmrWish } from "../../worker/nmr-protocol.ts";
import { TextField } from "../controls/text-field.tsx";
import { Tick } from "../controls/tick.tsx";
import { TimingControls } from "./timing-controls.tsx";
import type { NmrFound } from "./use-nmr.ts";

/** Fields for what the files do not hold. */
export function Missing({
  found,
  wish,
  change,
}: {
  readonly found: NmrFound;
  readonly wish: NmrWish;
  readonly change: (part: Partial<NmrWish>) => void;
}): ReactNode {
  const needs = (found.problems.diffusion ?? found.problems.files)?.needs ?? null;
  return (
    <>
      {(needs === "gradients" || wish.gradients !== "") && (
        <TextField
          label="gradients of the rows / T m⁻¹"
          value={wish.gradients}
          placeholder="0.02 0.05 0.1 ..."
          hint={`${found.data?.rows ?? "as many"} numbers, one a row, apart by spaces or commas; Enter takes them.`}
          onChange={(gradients) => change({ gradients })}
        />
      )}
      {(needs === "full gradient" || wish.fullGradient !== "") && (
        <TextField
          label="gradient at 100 % / T m⁻¹"
          value={wish.fullGradient}
          placeholder="0.535"
          hint="The probe's calibrated maximum; Enter takes it."
          onChange={(fullGradient) => change({ fullGradient })}
        />
      )}
      {needs === "timing" && <TimingControls own={null} wish={wish} change={change} />}
    </>
  );
}

/** Of an experiment that was stopped: reads the rows that are whole, where the reader offers it. */
export function WholeRows({
  found,
  wish,
  change,
}: {
  readonly found: NmrFound;
  readonly wish: NmrWish;
  readonly change: (part: Partial<NmrWish>) => void;
}): ReactNode {
  if (found.problems.files?.needs !== "whole rows" && !wish.acceptIncomplete) return null;
  return (
    <Tick checked={wish.acceptIncomplete} onChange={(on) => change({ acceptIncomplete: on })}>
      the experiment was stopped: read the rows that are whole
    </Tick>
  );
}

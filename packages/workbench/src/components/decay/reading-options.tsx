import type { TimeUnit } from "@oleate/files";
import type { ReactNode } from "react";
import type { ReadingWish } from "../../worker/decay-protocol.ts";
import { Choice } from "../controls/choice.tsx";
import { NumberField } from "../controls/number-field.tsx";
import { Tick } from "../controls/tick.tsx";

const UNITS: readonly TimeUnit[] = ["ps", "ns", "us", "ms", "s"];

/** What some files leave out and may be stated; they are then read again. */
export function ReadingOptions({
  reading,
  change,
  open,
}: {
  readonly reading: ReadingWish;
  readonly change: (part: Partial<ReadingWish>) => void;
  readonly open: boolean;
}): ReactNode {
  return (
    <details className="fold reading-options" open={open}>
      <summary>What a file may leave out</summary>
      <div className="reading-fields dot-controls">
        <Choice
          label="unit of time"
          value={reading.timeUnit ?? ""}
          options={[["", "as in the file, else ns"], ...UNITS.map((unit) => [unit, unit] as const)]}
          onChange={(unit) => change({ timeUnit: unit === "" ? null : (unit as TimeUnit) })}
        />
        <NumberField
          label="channel width"
          unit="ns"
          value={reading.channelWidthNs}
          empty="file's"
          onChange={(channelWidthNs) => change({ channelWidthNs })}
        />
        <NumberField
          label="channel of the pulses (T2, PicoHarp)"
          value={reading.syncChannel}
          empty="file's"
          onChange={(syncChannel) => change({ syncChannel })}
        />
        <NumberField
          label="time between pulses (T2)"
          unit="ns"
          value={reading.syncPeriodNs}
          empty="file's"
          onChange={(syncPeriodNs) => change({ syncPeriodNs })}
        />
        <Tick checked={reading.acceptIncomplete} onChange={(on) => change({ acceptIncomplete: on })}>
          read what there is of a truncated file
        </Tick>
      </div>
    </details>
  );
}

import type { GlobalFit, GlobalReadings } from "@oleate/core";
import { printTable } from "../print-table.ts";
import { MOST_ROWS, valueText } from "./decay-members.ts";
import { cell } from "./decay-text.ts";

type Shared = Pick<GlobalFit | GlobalReadings, "lifetimes" | "shift" | "level">;
type OfEach = Pick<GlobalFit | GlobalReadings, "series" | "spectra">;

/** Prints what all decays share: lifetimes, and the shift where it was fitted. */
export function printShared({ lifetimes, shift, level }: Shared): void {
  const shared = [
    ...lifetimes.map((one, k) => ({
      what: lifetimes.length > 1 ? `lifetime ${k + 1}` : "lifetime",
      value: cell(one),
    })),
    ...(shift ? [{ what: "shift", value: cell(shift) }] : []),
  ];
  printTable({
    columns: [
      { name: "shared", unit: "", values: shared.map(({ what }) => what) },
      { name: `value (${100 * level} %)`, unit: "", values: shared.map(({ value }) => value) },
    ],
  });
}

/** Prints the amplitudes of each decay; of a long series the first ones. */
export function printAmplitudes({ series, spectra }: OfEach, unit: string): void {
  const rows = series.decays.slice(0, MOST_ROWS);
  printTable({
    columns: [
      { name: "decay", unit: "", values: rows.map(({ name }) => name) },
      ...spectra.map(({ name, values, standardErrors }) => ({
        name: name.replace("lifetime", "amplitude"),
        unit,
        values: rows.map((_, g) => valueText(values[g]!, standardErrors[g]!)),
      })),
    ],
  });
  if (series.decays.length > MOST_ROWS) process.stdout.write(`... ${series.decays.length} in all (--json)\n`);
}

import { numberText } from "@oleate/report";
import type { ReactNode } from "react";
import type { LightFitted } from "../../../worker/quantum-yield-light-protocol.ts";
import { FittedTable } from "../../fitted-table.tsx";
import { Tables } from "../../tables.tsx";

/** The numbers of a fit with their intervals, and what the data fix. */
export function FitTable({ found }: { readonly found: LightFitted }): ReactNode {
  const { parameters, observations, aicc, notes } = found.fit;
  const traded = parameters.filter(({ identifiability }) => identifiability === "degenerate");
  return (
    <>
      <Tables label="Fitted numbers of the light" copy="Copy fit">
        <FittedTable
          caption={`${observations} numbers fitted together; intervals by profile likelihood${
            aicc === null ? "" : `; AICc ${aicc.toFixed(1).replace("-", "−")}`
          }`}
          numbers={parameters.map(({ interval, ...number }) => ({ ...number, ...interval }))}
        />
      </Tables>
      <ul className="findings">
        {traded.map(({ name, degenerateWith, correlation }) => (
          <li key={name}>
            {name} trades off with {degenerateWith}
            {correlation === undefined
              ? ""
              : ` (correlation ${numberText(Number(correlation.toPrecision(2)))})`}
          </li>
        ))}
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}

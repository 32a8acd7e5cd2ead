import type { FittedNumber } from "@oleate/core";
import { IDENTIFIABILITY_WORDS, numberText, unitLabel } from "@oleate/report";
import type { ReactNode } from "react";
import { ValueCells } from "./value-cells.tsx";

/** A number of a fit as the table has it. */
export type FittedRow = Pick<FittedNumber, "name" | "value" | "low" | "high" | "unit" | "identifiability"> & {
  readonly note?: string | undefined;
};

/** A number that is held has a value and no interval. */
function NumberCells({ number }: { readonly number: FittedRow }): ReactNode {
  if (number.identifiability !== "fixed") return <ValueCells {...number} />;
  return (
    <>
      <td className="number" data-value={number.value}>
        {numberText(number.value)}
      </td>
      <td />
    </>
  );
}

/** The numbers of a fit with their intervals, and what the data fix. */
export function FittedTable({
  caption,
  numbers,
}: {
  readonly caption: string;
  readonly numbers: readonly FittedRow[];
}): ReactNode {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">parameter</th>
          <th scope="col" className="number">
            value
          </th>
          <th scope="col" className="number">
            95 % interval
          </th>
          <th scope="col">unit</th>
          <th scope="col">what the data fix</th>
        </tr>
      </thead>
      <tbody>
        {numbers.map((number) => (
          <tr key={number.name} data-parameter={number.name}>
            <th scope="row">{number.name}</th>
            <NumberCells number={number} />
            <td>{unitLabel(number.unit)}</td>
            <td title={number.note}>{IDENTIFIABILITY_WORDS[number.identifiability]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

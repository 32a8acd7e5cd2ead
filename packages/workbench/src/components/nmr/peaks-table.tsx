import { numberText } from "@oleate/report";
import type { ReactNode } from "react";
import type { DataAnswer } from "../../worker/nmr-protocol.ts";
import { Tables } from "../tables.tsx";

/** Lines or integrals that another program found. */
export function PeaksTable({ data }: { readonly data: DataAnswer }): ReactNode {
  const rows =
    data.integrals.length > 0
      ? data.integrals.map(({ fromPpm, toPpm, value }) => [fromPpm, toPpm, value])
      : data.peaks.map(({ ppm, intensity, widthHz }) => [
          ppm,
          intensity,
          ...(widthHz === undefined ? [] : [widthHz]),
        ]);
  if (rows.length === 0) return null;
  const heads =
    data.integrals.length > 0
      ? ["from / ppm", "to / ppm", "integral"]
      : ["shift / ppm", "intensity", "width / Hz"].slice(0, Math.max(...rows.map(({ length }) => length)));
  return (
    <Tables label="Lines of the table" copy="Copy lines">
      <table>
        <caption>{data.title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
            <tr key={i} data-peak={i + 1}>
              {row.map((value, k) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
                <td key={k} className="number" data-value={value}>
                  {numberText(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Tables>
  );
}

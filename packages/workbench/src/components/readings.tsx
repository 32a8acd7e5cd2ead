import { numberText, unitLabel } from "@oleate/report";
import { type ReactNode, useEffect, useState } from "react";
import type { Reading } from "../worker/protocol.ts";
import { Tables } from "./tables.tsx";

/** A pause after the last move, in ms, before the numbers are spoken: a sliding thumb would talk without end. */
const QUIET = 700;

function Cell({ value, sign = "" }: { value: number | null; sign?: string }): ReactNode {
  if (value === null) return <td />;
  return (
    <td className="number" data-value={value}>
      {sign}
      {numberText(value)}
    </td>
  );
}

/** The numbers of every species at the chosen dose, to read, to hear and to copy. */
export function Readings({
  dose,
  ingredient,
  readings,
}: {
  dose: number;
  ingredient: string;
  readings: readonly Reading[];
}): ReactNode {
  const [spoken, setSpoken] = useState("");
  const caption = `At ${numberText(dose)} equivalents of ${ingredient} per dot`;
  const summary = readings.length
    ? `${caption}: ${readings.map(({ name, perDot }) => `${name} ${numberText(perDot)}`).join(", ")}.`
    : "";
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(summary), QUIET);
    return () => clearTimeout(timer);
  }, [summary]);
  return (
    <div className="readings">
      <Tables label="Numbers at the chosen dose" copy="Copy numbers at this dose">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">species</th>
              <th scope="col" className="number">
                per dot / eq
              </th>
              <th scope="col" className="number">
                concentration / {unitLabel("mM")}
              </th>
              <th scope="col" className="number">
                share of sites / %
              </th>
              <th scope="col" className="number">
                spread from dot to dot / eq
              </th>
            </tr>
          </thead>
          <tbody>
            {readings.map((reading) => (
              <tr key={reading.name} data-species={reading.name}>
                <th scope="row">{reading.name}</th>
                <Cell value={reading.perDot} />
                <Cell value={reading.molar * 1e3} />
                <Cell value={reading.coverage === null ? null : 100 * reading.coverage} />
                <Cell value={reading.spread} sign="± " />
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      <p className="aside">Sites fill independently: the spread is binomial, one standard deviation.</p>
      <p className="hidden" role="status" aria-live="polite" data-summary>
        {spoken}
      </p>
    </div>
  );
}

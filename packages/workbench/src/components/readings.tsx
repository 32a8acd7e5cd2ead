import { numberText, unitLabel } from "@oleate/report";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Reading } from "../worker/protocol.ts";
import { CopyTables } from "./copy-tables.tsx";

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
  const box = useRef<HTMLElement>(null);
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard */}
      <section ref={box} className="scroll" tabIndex={0} aria-label="Numbers at the chosen dose">
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
      </section>
      <p className="aside">Sites fill independently: the spread is binomial, one standard deviation.</p>
      <CopyTables box={box} label="Copy numbers at this dose" />
      <p className="hidden" role="status" aria-live="polite" data-summary>
        {spoken}
      </p>
    </div>
  );
}

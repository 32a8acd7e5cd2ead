import { IDENTIFIABILITY_WORDS, numberText, unitLabel } from "@oleate/report";
import { type ReactNode, useRef } from "react";
import type { LightFitted } from "../../../worker/quantum-yield-light-protocol.ts";
import { CopyTables } from "../../copy-tables.tsx";
import { ValueCells } from "../../nmr/diffusion-tables.tsx";

/** The numbers of a fit with their intervals, and what the data fix. */
export function FitTable({ found }: { readonly found: LightFitted }): ReactNode {
  const box = useRef<HTMLElement>(null);
  const { parameters, observations, aicc, notes } = found.fit;
  const traded = parameters.filter(({ identifiability }) => identifiability === "degenerate");
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard */}
      <section ref={box} className="scroll" tabIndex={0} aria-label="Fitted numbers of the light">
        <table>
          <caption>
            {observations} numbers fitted together; intervals by profile likelihood
            {aicc === null ? "" : `; AICc ${aicc.toFixed(1).replace("-", "−")}`}
          </caption>
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
            {parameters.map(({ name, value, unit, interval, identifiability, note }) => (
              <tr key={name} data-parameter={name}>
                <th scope="row">{name}</th>
                <ValueCells value={value} low={interval.low} high={interval.high} />
                <td>{unitLabel(unit)}</td>
                <td title={note}>{IDENTIFIABILITY_WORDS[identifiability]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <CopyTables box={box} label="Copy fit" />
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

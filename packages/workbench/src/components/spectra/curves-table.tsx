import { type CurveAnswer, citations, type SizingBand, statusWord, wavelengthFromEnergy } from "@oleate/core";
import type { ReactNode } from "react";
import { Tables } from "../tables.tsx";

/** Every curve's answer beside the others, or why it has none. */
export function CurvesTable({
  band,
  used,
  caption,
}: {
  readonly band: SizingBand;
  /** The curve that spread and concentration are worked out with. */
  readonly used?: string | undefined;
  readonly caption: string;
}): ReactNode {
  const { answers, unit, warnings } = band;
  const text = (value: number): string => (unit === "nm" ? value.toFixed(2) : value.toFixed(3));
  const sources = [...new Set(answers.flatMap(({ source }) => (source ? [source] : [])))];
  const row = (one: CurveAnswer): ReactNode => (
    <tr key={one.curve} data-curve={one.curve} data-used={one.curve === used}>
      <th scope="row">
        {one.curve}
        {one.curve === used && <span className="aside caution">taken for spread and amount</span>}
      </th>
      {one.value === undefined ? (
        <td colSpan={unit === "nm" ? 2 : 3} className="aside reason">
          {one.reason}
        </td>
      ) : (
        <>
          <td className="number" data-value={one.value}>
            {text(one.value)}
          </td>
          {unit === "eV" && (
            <td className="number" data-value={wavelengthFromEnergy(one.value)}>
              {wavelengthFromEnergy(one.value).toFixed(0)}
            </td>
          )}
          <td className="number" data-low={one.low} data-high={one.high}>
            {text(one.low!)} to {text(one.high!)}
          </td>
        </>
      )}
      <td>{one.size}</td>
      <td className="number">{one.rangeNm ? `${one.rangeNm[0]} to ${one.rangeNm[1]}` : "–"}</td>
      <td>
        {statusWord(one.status)}
        {one.caution ? <span className="aside caution">{one.caution}</span> : null}
      </td>
    </tr>
  );
  const heads = unit === "nm" ? ["size / nm"] : ["first transition / eV", "first transition / nm"];
  return (
    <>
      {warnings.length > 0 && (
        <ul className="cautions">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {answers.length > 0 && (
        <Tables label="Sizing curves" copy="Copy these numbers">
          <table className="curves-table">
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">curve</th>
                {heads.map((head) => (
                  <th key={head} scope="col" className="number">
                    {head}
                  </th>
                ))}
                <th scope="col" className="number">
                  its error
                </th>
                <th scope="col">length</th>
                <th scope="col" className="number">
                  holds for / nm
                </th>
                <th scope="col">status</th>
              </tr>
            </thead>
            <tbody>{answers.map(row)}</tbody>
          </table>
        </Tables>
      )}
      {sources.length > 0 && (
        <details>
          <summary>Sources</summary>
          <ul className="findings">
            {sources.map((source) => (
              <li key={source}>{citations[source].cite}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

import { SERIES_UNITS } from "@oleate/core";
import { numberText, unitLabel } from "@oleate/report";
import type { ReactNode } from "react";
import { KIND_NAMES } from "../../../worker/nmr-series-model.ts";
import { FittedTable } from "../../fitted-table.tsx";
import { Tables } from "../../tables.tsx";
import type { SeriesFound } from "./use-titration.ts";

/** The numbers of a fit with their intervals, and what the data fix. */
export function NumbersTable({ found }: { readonly found: SeriesFound }): ReactNode {
  const { parameters, kinds, observations, aicc, warnings } = found.result;
  const { notes } = found.rows;
  const traded = parameters.filter(({ identifiability }) => identifiability === "degenerate");
  const rms = (residuals: readonly number[]): number =>
    Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / residuals.length);
  return (
    <>
      <Tables label="Fitted numbers" copy="Copy fit" className="fitted-numbers">
        <FittedTable
          caption="All of the series fitted together; intervals by profile likelihood"
          numbers={parameters}
        />
        <table>
          <caption>
            {observations} observations{aicc === null ? "" : `, AICc ${aicc.toFixed(1).replace("-", "−")}`}
          </caption>
          <thead>
            <tr>
              <th scope="col">measured</th>
              <th scope="col" className="number">
                points
              </th>
              <th scope="col" className="number">
                rms residual
              </th>
              <th scope="col">unit</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ kind, rows, residuals }) => (
              <tr key={kind} data-fitted={kind}>
                <th scope="row">{KIND_NAMES[kind]}</th>
                <td className="number" data-value={rows.length}>
                  {rows.length}
                </td>
                <td className="number" data-value={rms(residuals)}>
                  {numberText(Number(rms(residuals).toPrecision(3)))}
                </td>
                <td>{unitLabel(SERIES_UNITS[kind])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      {warnings.length + notes.length + traded.length > 0 && (
        <ul className="findings">
          {[...traded.map(({ note }) => note), ...warnings, ...notes].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is bound and free in every sample. */
export function SamplesTable({ found }: { readonly found: SeriesFound }): ReactNode {
  const { dotsMilliMolar, ligandMilliMolar } = found.rows;
  const { amountsMilliMolar, parameters } = found.result;
  const sites = parameters.find(({ name }) => name === "sites")!.value;
  const heads = [
    "dots / mM",
    "ligand / mM",
    "bound / mM",
    "free / mM",
    "ligand bound / %",
    "bound per dot",
    "sites taken / %",
  ];
  return (
    <details className="fold">
      <summary>Bound and free, sample by sample</summary>
      <Tables label="Samples" copy="Copy samples">
        <table>
          <caption>Ligand of every sample, as the fit shares it out</caption>
          <thead>
            <tr>
              <th scope="col" className="number">
                row
              </th>
              {heads.map((head) => (
                <th key={head} scope="col" className="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {amountsMilliMolar.map(([bound = 0, free = 0], row) => {
              const dots = dotsMilliMolar[row]!;
              const ligand = ligandMilliMolar[row]!;
              const values = [
                dots,
                ligand,
                bound,
                free,
                ligand > 0 ? (100 * bound) / ligand : null,
                bound / dots,
                (100 * bound) / (sites * dots),
              ];
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows never change places
                <tr key={row} data-sample={row + 1}>
                  <th scope="row" className="number" data-value={row + 1}>
                    {row + 1}
                  </th>
                  {values.map((value, k) => (
                    <td key={heads[k]} className="number" data-value={value ?? ""}>
                      {value === null ? "" : numberText(value)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Tables>
    </details>
  );
}

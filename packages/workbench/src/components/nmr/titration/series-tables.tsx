import { type FittedNumber, SERIES_UNITS } from "@oleate/core";
import { IDENTIFIABILITY_WORDS, numberText, unitLabel } from "@oleate/report";
import { type ReactNode, useRef } from "react";
import { KIND_NAMES } from "../../../worker/nmr-series-model.ts";
import { CopyTables } from "../../copy-tables.tsx";
import { ValueCells } from "../diffusion-tables.tsx";
import type { SeriesFound } from "./use-titration.ts";

/** A number that is held has a value and no interval. */
function NumberCells({ number }: { readonly number: FittedNumber }): ReactNode {
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
export function NumbersTable({ found }: { readonly found: SeriesFound }): ReactNode {
  const box = useRef<HTMLElement>(null);
  const { parameters, kinds, observations, aicc, warnings } = found.result;
  const { notes } = found.rows;
  const traded = parameters.filter(({ identifiability }) => identifiability === "degenerate");
  const rms = (residuals: readonly number[]): number =>
    Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / residuals.length);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard */}
      <section ref={box} className="scroll fitted-numbers" tabIndex={0} aria-label="Fitted numbers">
        <table>
          <caption>All of the series fitted together; intervals by profile likelihood</caption>
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
            {parameters.map((number) => (
              <tr key={number.name} data-parameter={number.name}>
                <th scope="row">{number.name}</th>
                <NumberCells number={number} />
                <td>{unitLabel(number.unit)}</td>
                <td title={number.note}>{IDENTIFIABILITY_WORDS[number.identifiability]}</td>
              </tr>
            ))}
          </tbody>
        </table>
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
      </section>
      <CopyTables box={box} label="Copy fit" />
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
  const box = useRef<HTMLElement>(null);
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard */}
      <section ref={box} className="scroll" tabIndex={0} aria-label="Samples">
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
      </section>
      <CopyTables box={box} label="Copy samples" />
    </details>
  );
}

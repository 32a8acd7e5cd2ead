import type { ReactNode } from "react";
import type {
  LifetimeRows,
  MediumFitted,
  MediumFound,
  MediumWish,
} from "../../../worker/quantum-yield-protocol.ts";
import { Tables } from "../../tables.tsx";
import { ValueCells } from "../../value-cells.tsx";
import type { MediumShown } from "./medium-figures.ts";

function Fixed({ value, digits }: { readonly value: number; readonly digits: number }): ReactNode {
  return (
    <td className="number" data-value={value}>
      {value.toFixed(digits).replace("-", "−")}
    </td>
  );
}

/** Every solvent with its index, the factor, and what each model says. */
export function SolventsTable({
  found,
  wish,
  shown,
}: {
  readonly found: MediumFound;
  readonly wish: MediumWish;
  readonly shown: MediumShown;
}): ReactNode {
  const lifetimes = shown === "lifetime";
  return (
    <Tables label="Solvents" copy="Copy solvents" tall>
      <table className="media">
        <caption>
          {lifetimes
            ? `Radiative lifetime / ns, from ${wish.lifetimeNs} ns in ${wish.reference}`
            : `Ratio of lifetimes to that in ${wish.reference}`}
          . F: what the lifetime is proportional to in the first model, (ε + 2ε<sub>s</sub>)² / ε<sub>s</sub>
          <sup>5/2</sup>
        </caption>
        <thead>
          <tr>
            <th scope="col">solvent</th>
            <th scope="col" className="number">
              n
            </th>
            {found.models.map(({ name }) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
            <th scope="col" className="number">
              F
            </th>
          </tr>
        </thead>
        <tbody>
          {found.rows.map(({ solvent, index, indexNote, factors, ratios, lifetimesNs }) => (
            <tr key={solvent} data-solvent={solvent} data-reference={solvent === wish.reference || undefined}>
              <th scope="row" title={indexNote}>
                {solvent}
              </th>
              <Fixed value={index} digits={4} />
              {(lifetimes ? lifetimesNs : ratios).map((value, m) => (
                <Fixed key={found.models[m]!.name} value={value} digits={lifetimes ? 3 : 4} />
              ))}
              <Fixed value={factors[0]!} digits={3} />
            </tr>
          ))}
        </tbody>
      </table>
    </Tables>
  );
}

/** What each model is, with its source. */
export function ModelsList({ found }: { readonly found: MediumFound }): ReactNode {
  return (
    <details className="fold">
      <summary>
        The four models
        <span className="aside">{found.models.map(({ title }) => title).join(", ")}</span>
      </summary>
      <dl className="models">
        {found.models.map(({ name, title, formula, note, cite }) => (
          <div key={name}>
            <dt>{title}</dt>
            <dd>
              lifetime ∝ <code>{formula}</code>
              <br />
              {note}. <span className="aside">{cite}</span>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The models fitted to lifetimes: scale, what is left over, and their weights. */
export function FitTable({
  rows,
  fitted,
  reference,
}: {
  readonly rows: LifetimeRows;
  readonly fitted: MediumFitted;
  readonly reference: string;
}): ReactNode {
  const line = fitted.form === "line";
  const heads = ["scale / ns", "95 % interval", ...(line ? ["intercept / ns", "95 % interval of it"] : [])];
  return (
    <>
      <Tables label="Models fitted" copy="Copy fits">
        <table>
          <caption>
            Scale: the lifetime in {reference}
            {line ? ", less the intercept" : ""}; weights by AICc
          </caption>
          <thead>
            <tr>
              <th scope="col">model</th>
              {[...heads, "rms / ns", "ΔAICc", "weight"].map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fitted.fits.map(({ model, estimates, rmsNs, aiccDifference, weight }) => (
              <tr key={model} data-model={model}>
                <th scope="row">{model}</th>
                {estimates.map(({ name, value, interval }) => (
                  <ValueCells key={name} value={value} low={interval.low} high={interval.high} />
                ))}
                <Fixed value={rmsNs} digits={3} />
                {aiccDifference === null ? <td /> : <Fixed value={aiccDifference} digits={1} />}
                {weight === null ? <td /> : <Fixed value={weight} digits={2} />}
              </tr>
            ))}
          </tbody>
        </table>
        <table>
          <caption>Lifetimes, and what each model predicts / ns</caption>
          <thead>
            <tr>
              <th scope="col">solvent</th>
              <th scope="col" className="number">
                {rows.simulated ? "simulated" : "measured"}
              </th>
              {fitted.fits.map(({ model }) => (
                <th key={model} scope="col" className="number">
                  {model}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.solvents.map((solvent, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a solvent may stand in several rows, which never change places
              <tr key={`${solvent} ${row}`}>
                <th scope="row">{solvent}</th>
                <Fixed value={rows.lifetimesNs[row]!} digits={3} />
                {fitted.fits.map(({ model, predictedNs }) => (
                  <Fixed key={model} value={predictedNs[row]!} digits={3} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      <ul className="findings">
        {fitted.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

import { AVERAGE_USES, type DecayNumber } from "@oleate/core";
import { numberText } from "@oleate/report";
import type { ReactNode } from "react";
import type { FittedEmission } from "../../worker/decay-protocol.ts";
import { intervalText } from "../interval-text.ts";
import { Tables } from "../tables.tsx";
import { type Fitted, resultOf } from "./fitted.ts";
import { Goodness } from "./goodness.tsx";

/** A standard error to two digits. */
const errorText = (error: number): string => `± ${numberText(Number(error.toPrecision(2)))}`;

/** A number with its interval in two cells; before its profile is followed, with its standard error. */
export function NumberCells({ number }: { readonly number: DecayNumber }): ReactNode {
  const { value, low, high, method, standardError } = number;
  if (method === "held" || method === "none") {
    const error = standardError === null ? "" : errorText(standardError);
    return (
      <>
        <td className="number" data-value={value}>
          {numberText(value)}
        </td>
        <td className="number aside" data-low="" data-high="">
          {method === "held" ? "held" : error}
        </td>
      </>
    );
  }
  const text = intervalText(value, low, high);
  return (
    <>
      <td className="number" data-value={value}>
        {text.value === "" ? numberText(value) : text.value}
      </td>
      <td className="number" data-low={low ?? ""} data-high={high ?? ""}>
        {text.interval}
      </td>
    </>
  );
}

/** A share with its interval, in percent. */
const inPercent = (number: DecayNumber): DecayNumber => ({
  ...number,
  value: 100 * number.value,
  low: number.low === null ? null : 100 * number.low,
  high: number.high === null ? null : 100 * number.high,
  unit: "%",
});

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly number: DecayNumber;
  readonly first?: boolean;
}

function rowsOf(result: FittedEmission["result"]): readonly Row[] {
  const many = result.components.length > 1;
  const own = result.components.flatMap((one, k): readonly Row[] => {
    const place = many ? ` ${k + 1}` : "";
    return [
      { name: `lifetime${place}`, unit: "ns", number: one.lifetime, first: true },
      ...one.shape.map((shape) => ({ name: `${shape.name}${place}`, unit: "", number: shape })),
      { name: `amplitude${place}`, unit: "counts", number: one.amplitude },
      ...(many
        ? [{ name: `share of amplitude${place}`, unit: "%", number: inPercent(one.amplitudeFraction) }]
        : []),
      { name: `photons${place}`, unit: "counts", number: one.area },
      ...(many || result.prompt
        ? [{ name: `share of light${place}`, unit: "%", number: inPercent(one.areaFraction) }]
        : []),
    ];
  });
  return [
    ...own,
    ...(result.prompt ? [{ name: "prompt part", unit: "counts", number: result.prompt, first: true }] : []),
    ...(result.shift ? [{ name: "shift", unit: "ns", number: result.shift, first: true }] : []),
    { name: "background", unit: "counts", number: result.background, first: true },
  ];
}

/** An average lifetime with what it is for. */
function Average({
  name,
  use,
  number,
}: {
  readonly name: string;
  readonly use: string;
  readonly number: DecayNumber;
}): ReactNode {
  const { value, low, high, method, standardError } = number;
  const text = intervalText(value, low, high);
  const pending = standardError === null ? "" : errorText(standardError);
  return (
    <div className="average" data-average={name} data-value={value}>
      <dt>{name} average</dt>
      <dd>
        <strong>{text.value === "" ? numberText(value) : text.value} ns</strong>{" "}
        <span className="aside">{method === "none" ? pending : text.interval}</span>
        <span className="use">{use}</span>
      </dd>
    </div>
  );
}

/** What a fit says: averages, parameters with intervals, and how well it describes the counts. */
export function Answer({ fitted, name }: { readonly fitted: Fitted; readonly name: string }): ReactNode {
  const result = resultOf(fitted);
  return (
    <section className="decay-answer" aria-label="Fit" data-phase={fitted.phase}>
      <h2>{result.model}</h2>
      <dl className="averages">
        <Average name="amplitude" use={AVERAGE_USES.amplitude} number={result.averages.amplitude} />
        <Average name="intensity" use={AVERAGE_USES.intensity} number={result.averages.intensity} />
      </dl>
      <Tables label="Parameters" copy="Copy parameters">
        <table className="facts">
          <caption>
            {name}: {numberText(result.counts)} counts in {result.channels} channels
          </caption>
          <thead>
            <tr>
              <th scope="col">parameter</th>
              <th scope="col" className="number">
                value
              </th>
              <th scope="col" className="number">
                {100 * result.level} % interval
              </th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(result).map(({ name: what, unit, number, first }) => (
              <tr key={what} data-parameter={what} data-first={first}>
                <th scope="row" data-value={unit ? `${what} (${unit})` : what}>
                  {what}
                  {unit && <span className="per"> / {unit}</span>}
                </th>
                <NumberCells number={number} />
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      <Goodness found={fitted.found} />
    </section>
  );
}

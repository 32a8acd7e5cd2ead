import {
  AVERAGE_USES,
  type DecayNumber,
  decayNumberTexts,
  decayShareTexts,
  openAverageNote,
} from "@oleate/core";
import { numberText } from "@oleate/report";
import type { ReactNode } from "react";
import type { FittedEmission } from "../../worker/decay-protocol.ts";
import { withMinus } from "../interval-text.ts";
import { Tables } from "../tables.tsx";
import { type Fitted, resultOf } from "./fitted.ts";
import { Goodness } from "./goodness.tsx";

/** A number and what is known of its error, in the digits of `oleate decay`. */
function textsOf(number: DecayNumber): { readonly value: string; readonly interval: string } {
  const { value, interval } = number.unit === SHARE ? decayShareTexts(number) : decayNumberTexts(number);
  const error = number.method === "none" && interval !== "" ? `± ${interval}` : interval;
  return { value: withMinus(value), interval: withMinus(error) };
}

/** Shares are printed in percent, with one decimal. */
const SHARE = "share";
const asShare = (number: DecayNumber): DecayNumber => ({ ...number, unit: SHARE });

/** Said of an interval that is not followed yet. */
const FIRST_ORDER = "first order";
const isFirstOrder = ({ method, low, high }: DecayNumber): boolean =>
  method === FIRST_ORDER && low !== null && low !== high;

/** A number with its interval in two cells; before its profile is followed, with its error of first order. */
export function NumberCells({
  number,
  pending = false,
}: {
  readonly number: DecayNumber;
  /** Profiles are still to come. */
  readonly pending?: boolean;
}): ReactNode {
  const texts = textsOf(number);
  const scale = number.unit === SHARE ? 100 : 1;
  const end = (at: number | null): number | "" => (at === null ? "" : scale * at);
  const known = number.method !== "held" && number.method !== "none";
  return (
    <>
      <td className="number" data-value={scale * number.value}>
        {texts.value}
      </td>
      <td
        className={known ? "number" : "number aside"}
        data-low={known ? end(number.low) : ""}
        data-high={known ? end(number.high) : ""}
      >
        {texts.interval}
        {pending && isFirstOrder(number) && <span className="aside per"> {FIRST_ORDER}</span>}
      </td>
    </>
  );
}

interface Row {
  /** What is copied, and what the row goes by. */
  readonly name: string;
  /** What is read in its place: short, since the row above says of what. */
  readonly text?: string;
  readonly unit: string;
  readonly number: DecayNumber;
  readonly first?: boolean;
}

/** The numbers of a fit in the order and the words of `oleate decay`, shares and areas in rows of their own. */
function rowsOf(result: FittedEmission["result"]): readonly Row[] {
  const many = result.components.length > 1;
  const parts = many || result.prompt !== null;
  const own = result.components.flatMap((one, k): readonly Row[] => {
    const place = many ? ` ${k + 1}` : "";
    return [
      { name: `lifetime${place}`, unit: "ns", number: one.lifetime, first: true },
      ...one.shape.map((shape) => ({ name: `${shape.name}${place}`, unit: "", number: shape })),
      { name: `amplitude${place}`, unit: "counts", number: one.amplitude },
      ...(parts
        ? [
            {
              name: `share of the amplitude${place}`,
              text: "of the amplitude",
              unit: "%",
              number: asShare(one.amplitudeFraction),
            },
          ]
        : []),
      { name: `area${place}`, unit: "counts", number: one.area },
      ...(parts
        ? [
            {
              name: `share of the light${place}`,
              text: "of the light",
              unit: "%",
              number: asShare(one.areaFraction),
            },
          ]
        : []),
    ];
  });
  return [
    ...own,
    ...(result.prompt ? [{ name: "prompt", unit: "counts", number: result.prompt, first: true }] : []),
    ...(result.shift ? [{ name: "shift", unit: "ns", number: result.shift, first: true }] : []),
    { name: "background", unit: "counts", number: result.background, first: true },
  ];
}

/** An average lifetime with what it is for. */
function Average({
  which,
  result,
  pending,
}: {
  readonly which: "amplitude" | "intensity";
  readonly result: FittedEmission["result"];
  readonly pending: boolean;
}): ReactNode {
  const number = result.averages[which];
  const texts = textsOf(number);
  const open = openAverageNote(result, number);
  return (
    <div
      className="average"
      data-average={which}
      data-value={number.value}
      data-low={number.low ?? ""}
      data-high={number.high ?? ""}
      data-method={number.method}
    >
      <dt>{which} average</dt>
      <dd>
        <strong>{texts.value === "" ? texts.interval : texts.value} ns</strong>{" "}
        <span className="aside">
          {texts.value === "" ? "" : texts.interval}
          {pending && isFirstOrder(number) ? ` ${FIRST_ORDER}` : ""}
        </span>
        <span className="use">
          {AVERAGE_USES[which]}
          {open === "" ? "" : `; ${open}`}
        </span>
      </dd>
    </div>
  );
}

/** What a fit says: averages, parameters with intervals, and how well it describes the counts. */
export function Answer({ fitted, name }: { readonly fitted: Fitted; readonly name: string }): ReactNode {
  const result = resultOf(fitted);
  const pending = fitted.phase !== "settled";
  return (
    <section className="decay-answer" aria-label="Fit" data-phase={fitted.phase}>
      <h2>{result.model}</h2>
      <dl className="averages">
        <Average which="amplitude" result={result} pending={pending} />
        <Average which="intensity" result={result} pending={pending} />
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
            {rowsOf(result).map(({ name: what, text = what, unit, number, first }) => (
              <tr key={what} data-parameter={what} data-first={first}>
                <th scope="row" data-value={unit ? `${what} (${unit})` : what}>
                  {text}
                  {unit && <span className="per"> / {unit}</span>}
                </th>
                <NumberCells number={number} pending={pending} />
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      <Goodness found={fitted.found} />
    </section>
  );
}

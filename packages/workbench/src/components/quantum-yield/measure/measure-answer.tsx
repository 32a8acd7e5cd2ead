import { numberText } from "@oleate/report";
import { type ReactNode, useEffect, useState } from "react";
import type { MeasureFound } from "../../../worker/quantum-yield-protocol.ts";
import { intervalText } from "../../interval-text.ts";
import { Tables } from "../../tables.tsx";

/** A pause after the last change, ms, before the answer is spoken. */
const QUIET = 700;

/** What goes with the yield: name and value, those of the command line and how far the interval is skewed. */
function numbersOf({ numbers, read, drawn }: MeasureFound): readonly (readonly [string, number])[] {
  const skew = drawn ? (drawn.high - drawn.median) / (drawn.median - drawn.low) : Number.NaN;
  return [
    ...read,
    ...numbers,
    ...(Number.isFinite(skew) ? [["upper part of the interval over the lower", skew] as const] : []),
  ];
}

/** Value and interval of a yield as text: 0.804, 0.711 to 0.900. */
export function yieldText({ value, low, high }: Pick<MeasureFound, "value" | "low" | "high">): {
  readonly value: string;
  readonly interval: string;
} {
  if (low !== null || high !== null) return intervalText(value, low, high);
  return { value: String(Number(value.toPrecision(4))).replace("-", "−"), interval: "" };
}

/** The yield with its interval, what was noticed, and the numbers that go with it. */
export function MeasureAnswer({ found }: { readonly found: MeasureFound }): ReactNode {
  const [spoken, setSpoken] = useState("");
  const text = yieldText(found);
  const { drawn, method, level, warnings, notes } = found;
  const interval = text.interval === "" ? "" : `, ${text.interval} (${100 * level} %)`;
  const summary = `Quantum yield ${text.value}${interval}, ${method}. ${warnings.join(". ")}`;
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(summary), QUIET);
    return () => clearTimeout(timer);
  }, [summary]);
  const [kind, more] = drawn
    ? [
        "Monte Carlo",
        `median ${numberText(Number(drawn.median.toPrecision(4)))} of ${drawn.draws} draws, seed ${drawn.seed}`,
      ]
    : ["profile likelihood", ""];
  return (
    <>
      <p className="bound" data-yield={found.value} data-low={found.low ?? ""} data-high={found.high ?? ""}>
        <strong>{text.value}</strong>
        {interval === "" ? "no interval: no number has an error" : `${text.interval} in ${100 * level} %`}
      </p>
      <p className="aside">
        {method}
        {interval === "" ? "" : `; interval by ${kind}${more ? `: ${more}` : ""}`}
      </p>
      {warnings.length > 0 && (
        <ul className="cautions" aria-label="Warnings">
          {warnings.map((warning) => {
            const [head, ...rest] = warning.split(": ");
            return (
              <li key={warning} data-warning={head}>
                <strong>{head}:</strong> {rest.join(": ")}
              </li>
            );
          })}
        </ul>
      )}
      <Tables label="Numbers of the measurement" copy="Copy numbers">
        <table className="facts">
          <caption>What goes with it</caption>
          <thead className="hidden">
            <tr>
              <th scope="col">what</th>
              <th scope="col">value</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">quantum yield</th>
              <td className="number" data-value={found.value}>
                {text.value}
              </td>
            </tr>
            {found.low !== null && found.high !== null && (
              <tr>
                <th scope="row">{100 * level} % interval</th>
                <td className="number" data-low={found.low} data-high={found.high}>
                  {text.interval}
                </td>
              </tr>
            )}
            {numbersOf(found).map(([name, value]) => (
              <tr key={name} data-number={name}>
                <th scope="row">{name}</th>
                <td className="number" data-value={value}>
                  {numberText(Number(value.toPrecision(4)))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      <ul className="findings aside">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <p className="hidden" role="status" aria-live="polite" data-summary>
        {spoken}
      </p>
    </>
  );
}

import { SERIES_UNITS, type SeriesKind } from "@oleate/core";
import { unitLabel } from "@oleate/report";
import type { ReactNode } from "react";
import { KIND_NAMES, kindsIn, numbersIn, SERIES_KINDS } from "../../../worker/nmr-series-model.ts";
import type {
  SeriesNumber,
  SeriesRows,
  SeriesWish,
  StartNumber,
} from "../../../worker/nmr-series-protocol.ts";
import { NumberBox } from "../../controls/number-box.tsx";
import { Tick } from "../../controls/tick.tsx";
import { NUMBER_WORDS } from "./first-wish.ts";

/** What the controls of a series are given. */
export interface WishProps {
  readonly rows: SeriesRows;
  readonly wish: SeriesWish;
  readonly change: (part: Partial<SeriesWish>) => void;
}

const measuredIn = (rows: SeriesRows, kind: SeriesKind): number =>
  rows.measured[kind]?.filter((value) => !Number.isNaN(value)).length ?? 0;

/** Which kinds of measurement take part, and their standard errors where they are known. */
export function Kinds({ rows, wish, change }: WishProps): ReactNode {
  const there = SERIES_KINDS.filter((kind) => rows.measured[kind]);
  const toggle = (kind: SeriesKind): void =>
    change({ kinds: SERIES_KINDS.filter((one) => (one === kind) !== wish.kinds.includes(one)) });
  const setError = (kind: SeriesKind, error: number | null): void => {
    const { [kind]: _old, ...others } = wish.noise;
    change({ noise: error === null ? others : { ...others, [kind]: error } });
  };
  return (
    <table className="unknowns">
      <caption>Fitted together; errors left empty are found from the scatter</caption>
      <thead>
        <tr>
          <th scope="col">measured</th>
          <th scope="col" className="number">
            rows
          </th>
          <th scope="col">standard error</th>
          <th scope="col">unit</th>
        </tr>
      </thead>
      <tbody>
        {there.map((kind) => (
          <tr key={kind} data-kind={kind}>
            <th scope="row">
              <Tick checked={wish.kinds.includes(kind)} onChange={() => toggle(kind)}>
                {KIND_NAMES[kind]}
              </Tick>
            </th>
            <td className="number">{measuredIn(rows, kind)}</td>
            <td>
              <NumberBox
                label={`standard error of ${KIND_NAMES[kind]}`}
                value={wish.noise[kind] ?? null}
                optional
                placeholder="scatter"
                onChange={(error) => setError(kind, error)}
              />
            </td>
            <td>{unitLabel(SERIES_UNITS[kind])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The numbers of the model: where each starts, and whether it is fitted or held. */
export function Unknowns({ rows, wish, change }: WishProps): ReactNode {
  const set = (name: SeriesNumber, part: Partial<StartNumber>): void =>
    change({ numbers: { ...wish.numbers, [name]: { ...wish.numbers[name], ...part } } });
  return (
    <table className="unknowns">
      <caption>Ticked numbers are fitted from where they start, others held</caption>
      <thead>
        <tr>
          <th scope="col">number</th>
          <th scope="col">start, or held at</th>
          <th scope="col">unit</th>
        </tr>
      </thead>
      <tbody>
        {numbersIn(rows, wish).map((name) => {
          const { help, unit } = NUMBER_WORDS[name];
          const { value, fit } = wish.numbers[name];
          return (
            <tr key={name} data-number={name}>
              <th scope="row">
                <Tick checked={fit} spoken={`fit ${name}`} onChange={(on) => set(name, { fit: on })}>
                  <span>
                    {name}
                    {help && <span className="aside"> {help}</span>}
                  </span>
                </Tick>
              </th>
              <td>
                <NumberBox
                  label={`${name}, ${fit ? "start" : "held at"}`}
                  value={value}
                  onChange={(typed) => {
                    if (typed !== null) set(name, { value: typed });
                  }}
                />
              </td>
              <td>{unitLabel(unit)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Parts of the model that are not always there. */
export function Extras({ rows, wish, change }: WishProps): ReactNode {
  const widths = kindsIn(rows, wish).includes("width");
  return (
    <fieldset className="extras">
      <legend className="hidden">Parts of the model</legend>
      <Tick checked={wish.invisible} onChange={(on) => change({ invisible: on })}>
        a share of the bound ligand gives no signal
      </Tick>
      {widths && (
        <Tick checked={wish.exchange} onChange={(on) => change({ exchange: on })}>
          exchange adds to the width
        </Tick>
      )}
      {widths && wish.exchange && (
        <p className="field">
          <span>proton frequency</span>
          <span className="typed">
            <NumberBox
              label="proton frequency in MHz"
              value={wish.protonMHz}
              onChange={(protonMHz) => {
                if (protonMHz !== null) change({ protonMHz });
              }}
            />
            <span className="unit">MHz</span>
          </span>
        </p>
      )}
    </fieldset>
  );
}

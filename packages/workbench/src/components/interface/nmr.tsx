import { type ShellSignalParameter, type ShellSignals, shellSignalParameters } from "@oleate/core";
import { numberText, unitLabel } from "@oleate/report";
import { memo, type ReactNode, useDeferredValue, useRef } from "react";
import type { NmrAnswer, NmrShown, SignalsWish } from "../../worker/interface-protocol.ts";
import { Slider } from "../controls/slider.tsx";
import { CopyTables } from "../copy-tables.tsx";
import { Figure, MapFigure } from "../figure.tsx";
import { pageNumber } from "../page-number.ts";

/** The experiment the page opens with: 100 ms, as in a study. */
export const FIRST_SIGNALS: SignalsWish = { delayMs: 100, set: {} };

/** Parameters that are always in sight: what an experimenter chooses, and what decides how many lines there are. */
const IN_SIGHT: readonly ShellSignalParameter["name"][] = ["proton", "exchange_rate"];

const NAMES: Partial<Record<ShellSignalParameter["name"], string>> = {
  proton: "proton frequency",
  exchange_rate: "exchange rate",
};

function OneSignal({
  parameter: { name, unit, usual, range, help, source },
  signals,
  setSignals,
}: {
  readonly parameter: ShellSignalParameter;
  readonly signals: SignalsWish;
  readonly setSignals: (signals: SignalsWish) => void;
}): ReactNode {
  const scale = range[0] > 0 && range[1] / range[0] > 100 ? "log" : "linear";
  return (
    <div className="parameter">
      <Slider
        control={pageNumber(name, NAMES[name] ?? name, unit, usual, range, scale)}
        value={signals.set[name] ?? usual}
        onChange={(value) => {
          const { [name]: _, ...others } = signals.set;
          setSignals({ ...signals, set: value === usual ? others : { ...others, [name]: value } });
        }}
      />
      <p className="origin">
        {help.charAt(0).toUpperCase()}
        {help.slice(1)}. Usual: {numberText(usual)}, {source}.
      </p>
    </div>
  );
}

function Controls({
  signals,
  setSignals,
}: {
  readonly signals: SignalsWish;
  readonly setSignals: (signals: SignalsWish) => void;
}): ReactNode {
  const one = (parameter: ShellSignalParameter): ReactNode => (
    <OneSignal key={parameter.name} parameter={parameter} signals={signals} setSignals={setSignals} />
  );
  const inSight = shellSignalParameters.filter(({ name }) => IN_SIGHT.includes(name));
  const others = shellSignalParameters.filter(({ name }) => !IN_SIGHT.includes(name));
  const changed = others.flatMap(({ name }) => (signals.set[name] === undefined ? [] : [name]));
  return (
    <fieldset className="controls interface-controls">
      <legend className="hidden">The NMR experiment</legend>
      {inSight.map(one)}
      <Slider
        control={pageNumber("delay", "diffusion delay", "ms", FIRST_SIGNALS.delayMs, [1, 1000], "log")}
        value={signals.delayMs}
        onChange={(delayMs) => setSignals({ ...signals, delayMs })}
      />
      <details className="fold parameters">
        <summary>
          Parameters of the signals
          <span className="aside">
            {changed.length === 0 ? "all as usual" : `set: ${changed.join(", ")}`}
          </span>
        </summary>
        <p className="origin">
          Shifts and widths rest on estimated numbers; their order does not. In a study:{" "}
          <code>kind: nmr</code> with <code>signals</code>.
        </p>
        {others.map(one)}
      </details>
      <div className="tools">
        <button type="button" onClick={() => setSignals(FIRST_SIGNALS)}>
          Experiment as at first
        </button>
      </div>
    </fieldset>
  );
}

/** Numbers of the table: name, unit, value, digits. */
const NUMBERS: readonly {
  readonly name: string;
  readonly unit: string;
  readonly of: (signals: ShellSignals) => number;
}[] = [
  { name: "D in fast exchange", unit: "m2/s", of: (s) => s.diffusion },
  { name: "radius one would read from it", unit: "nm", of: (s) => s.apparentRadiusNm },
  { name: "radius of core and shell", unit: "nm", of: (s) => s.dotRadiusNm },
  { name: "D of a dot", unit: "m2/s", of: (s) => s.boundDiffusion },
  { name: "D of what is free", unit: "m2/s", of: (s) => s.freeDiffusion },
  { name: "chains on dots", unit: "%", of: (s) => 100 * s.boundShare },
  { name: "vinylene shift", unit: "ppm", of: (s) => s.shiftPpm },
  { name: "vinylene width", unit: "Hz", of: (s) => s.widthHz },
  { name: "width of bound chains", unit: "Hz", of: (s) => s.boundWidthHz },
  { name: "of it by tumbling", unit: "Hz", of: (s) => s.homogeneousHz },
  { name: "NOE", unit: "", of: (s) => s.noe },
];

function Numbers({ signals }: { readonly signals: ShellSignals }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} className="interface-nmr-numbers">
      <table className="facts">
        <caption>Chains in fast exchange between dots and solution</caption>
        <thead className="hidden">
          <tr>
            <th scope="col">what</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          {NUMBERS.map(({ name, unit, of }) => {
            const value = of(signals);
            return (
              <tr key={name} data-nmr={name}>
                <th scope="row">{name}</th>
                <td className="number" data-value={value}>
                  {numberText(Number(value.toPrecision(name === "vinylene shift" ? 4 : 3)))} {unitLabel(unit)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <CopyTables box={box} label="Copy numbers of NMR" />
    </div>
  );
}

const Pictures = memo(function Pictures({ shown }: { readonly shown: NmrShown }): ReactNode {
  return (
    <div className="interface-curves interface-nmr-figures">
      {shown.figures.map((spec) => (
        <Figure key={spec.id} spec={spec} heightMm={70} />
      ))}
      <MapFigure spec={shown.map} heightMm={70} />
    </div>
  );
});

/** What NMR would show of the solution as it is now: numbers, spectrum and DOSY map. */
export function Nmr({
  answer,
  signals,
  setSignals,
}: {
  readonly answer: NmrAnswer | null;
  readonly signals: SignalsWish;
  readonly setSignals: (signals: SignalsWish) => void;
}): ReactNode {
  const shown = useDeferredValue(answer?.shown ?? null);
  return (
    <section
      className="interface-nmr"
      aria-label="What NMR would show"
      data-milliseconds={answer?.milliseconds}
    >
      <h2>What NMR would show</h2>
      <p className="aside">
        The oleyl chains of this solution, on dots and free. A simulation: measured spectra are read on the{" "}
        <a href="#/nmr">NMR page</a>.
      </p>
      <div className="interface-nmr-bench">
        <Controls signals={signals} setSignals={setSignals} />
        {answer?.shown ? (
          <Numbers signals={answer.shown.signals} />
        ) : answer ? (
          <p className="problem" role="alert">
            {answer.problem}
          </p>
        ) : (
          <p role="status">Computing ...</p>
        )}
      </div>
      {shown && answer?.shown && <Pictures shown={shown} />}
      {answer?.shown && answer.shown.notes.length > 0 && (
        <p className="aside">Of the spectrum: {answer.shown.notes.join("; ")}.</p>
      )}
    </section>
  );
}

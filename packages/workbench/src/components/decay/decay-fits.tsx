import { type ReactNode, useEffect, useMemo, useState } from "react";
import { EXAMPLE, exampleCsv } from "../../worker/decay-example.ts";
import type { FitAsk, OpenCurve, ReadingWish } from "../../worker/decay-protocol.ts";
import { Command } from "../command.tsx";
import { download } from "../download.ts";
import { Refused } from "../refused.tsx";
import { StartAgain } from "../start-again.tsx";
import { Answer } from "./answer.tsx";
import { decayCommand, distributionCommand, sharedCommand } from "./command-line.ts";
import { CurvesTable } from "./curves-table.tsx";
import { DecayPlot } from "./decay-plot.tsx";
import { DistributionView } from "./distribution.tsx";
import { fittedRange, recordOf } from "./figures.ts";
import { ModelControls } from "./model-controls.tsx";
import { ResponseControls } from "./response-controls.tsx";
import { SeriesView } from "./series.tsx";
import { useFits } from "./use-fits.ts";
import { useSeries } from "./use-series.ts";
import { askOf, type DecayWish, exampleWish, FIRST_READING, USUAL } from "./wish.ts";

/** What is open: curves, and the files they came from, so that they can be read again. */
export interface Open {
  readonly curves: readonly OpenCurve[];
  readonly notes: readonly string[];
  readonly files: readonly File[];
  /** Counts the openings: curves of one name are not the same twice. */
  readonly count: number;
}

/** The decays that are open: how they are described, and what the fits say of them. */
export function DecayFits({
  open,
  wish,
  change,
  reading,
}: {
  readonly open: Open;
  readonly wish: DecayWish;
  readonly change: (part: Partial<DecayWish>) => void;
  readonly reading: ReadingWish;
}): ReactNode {
  const simulated = open.files.length === 0;
  const { curves, count } = open;
  const ask = useMemo(() => askOf(wish, wish.shown, curves, count), [wish, curves, count]);
  const members = useMemo(
    () => curves.map(({ key }) => key).filter((key) => key === wish.shown || wish.series.includes(key)),
    [curves, wish.shown, wish.series],
  );
  const asks = useMemo(
    () =>
      members.flatMap((key): readonly FitAsk[] => {
        const one = askOf(wish, key, curves, count);
        return one ? [one] : [];
      }),
    [wish, members, curves, count],
  );
  const fits = useFits(ask, asks);
  const series = useSeries(asks, fits);
  const shown = curves.find(({ key }) => key === wish.shown)!;
  // What is simulated was read from no file.
  const stated = simulated ? FIRST_READING : reading;
  const command = useMemo(() => decayCommand(wish, stated, curves), [wish, stated, curves]);
  const { shown: fitted } = fits;
  const found = fits.refused ? null : (fitted?.found ?? null);
  const setEnd = (end: "from" | "to", timeNs: number | null): void => {
    if (!ask) return;
    const [start, stop] = recordOf(ask.decay);
    const tail = wish.response.kind === "none";
    if (end === "from") change({ fromNs: timeNs === start && !tail ? null : timeNs });
    else {
      // Without a response the fit begins at the maximum only so long as no range is stated.
      const fromNs =
        tail && timeNs !== null ? (wish.fromNs ?? fittedRange(ask.decay, found)[0]) : wish.fromNs;
      change({ toNs: timeNs === stop ? null : timeNs, fromNs });
    }
  };
  const [spoken, setSpoken] = useState("");
  const phase = fitted?.phase;
  useEffect(() => {
    if (phase !== "settled" || !fitted) return;
    const { model, components } = fitted.found.result;
    const lifetimes = components.map(({ lifetime }) => lifetime.value.toPrecision(3)).join(", ");
    setSpoken(`${model}: ${lifetimes} ns`);
  }, [phase, fitted]);
  return (
    <div data-settled={fits.settled} data-behind={fits.behind}>
      {simulated && (
        <p className="data-line">
          <strong>Simulated, not measured: </strong>
          dots before and after picolinate, {EXAMPLE.beforeNs} and {EXAMPLE.afterNs} ns behind a response of{" "}
          {EXAMPLE.fwhmNs} ns, a fifth of the light faster than that, with counting noise.{" "}
          <button
            type="button"
            onClick={() => download(EXAMPLE.file, new Blob([exampleCsv()], { type: "text/csv" }))}
          >
            Save {EXAMPLE.file}
          </button>
        </p>
      )}
      {curves.length > 1 && <CurvesTable curves={curves} wish={wish} change={change} />}
      {!simulated && curves.length === 1 && (
        <p className="data-line" data-curve={shown.label}>
          {shown.label}
        </p>
      )}
      <div className="bench-grid decay-bench">
        <fieldset className="controls dot-controls narrow-sliders decay-controls">
          <legend className="hidden">Response and model</legend>
          <ResponseControls key={count} curves={curves} wish={wish} change={change} />
          <ModelControls curve={shown} wish={wish} change={change} setEnd={setEnd} />
          <StartAgain
            reset={() => change(simulated ? { ...exampleWish(curves)!, shown: wish.shown } : { ...USUAL })}
            milliseconds={fitted?.milliseconds}
            done="fitted"
          />
        </fieldset>
        <div className="decay-view">
          {fits.asked && (
            <DecayPlot ask={fits.asked} found={found} stated={[wish.fromNs, wish.toNs]} change={setEnd} />
          )}
        </div>
        <div className="decay-says">
          <p className="behind aside">{fits.behind === "" ? "" : `Behind the page: ${fits.behind}.`}</p>
          <Refused problem={fits.refused ? { complaints: fits.refused } : undefined} />
          {fitted && !fits.refused && <Answer fitted={fitted} name={shown.label} />}
          {!fitted && !fits.refused && <p role="status">Fitting ...</p>}
          <p className="hidden" role="status">
            {spoken}
          </p>
        </div>
      </div>
      {command && <Command command={command} />}
      {simulated && <p className="aside">The line reads {EXAMPLE.file}, saved above.</p>}
      {ask && (
        <DistributionView
          key={`distribution ${count}`}
          ask={ask}
          name={shown.label}
          commandFor={(regulariser) => distributionCommand(wish, stated, curves, regulariser)}
        />
      )}
      {asks.length > 1 && (
        <SeriesView
          key={`series ${count}`}
          series={series}
          asks={asks}
          commandFor={(lifetimes) => sharedCommand(wish, stated, curves, members, lifetimes)}
          shown={shown.label}
          show={(index) => change({ shown: members[index]! })}
        />
      )}
      {open.notes.length > 0 && (
        <details className="fold">
          <summary>Notes on the data</summary>
          <ul className="findings">
            {open.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { EXAMPLE, exampleCsv, exampleDecays } from "../../worker/decay-example.ts";
import type { FitAsk, OpenCurve, OpenedDecays, ReadingWish } from "../../worker/decay-protocol.ts";
import { Command } from "../command.tsx";
import { download } from "../download.ts";
import { Refused } from "../nmr/refused.tsx";
import { Answer } from "./answer.tsx";
import { beyondOf, decayCommand, distributionCommand, sharedCommand } from "./command-line.ts";
import { CurvesTable } from "./curves-table.tsx";
import { DecayPlot } from "./decay-plot.tsx";
import { DistributionView } from "./distribution.tsx";
import { fittedRange, recordOf } from "./figures.ts";
import { ModelControls } from "./model-controls.tsx";
import { OpenDecays } from "./open-decays.tsx";
import { ReadingOptions } from "./reading-options.tsx";
import { ResponseControls } from "./response-controls.tsx";
import { SeriesView } from "./series.tsx";
import { useFits } from "./use-fits.ts";
import { useOpen } from "./use-open.ts";
import { useSeries } from "./use-series.ts";
import { askOf, type DecayWish, exampleWish, FIRST_READING, firstWish, USUAL } from "./wish.ts";

/** What is open: curves, and the files they came from, so that they can be read again. */
interface Open {
  readonly curves: readonly OpenCurve[];
  readonly notes: readonly string[];
  readonly files: readonly File[];
  /** Counts the openings: curves of one name are not the same twice. */
  readonly count: number;
}

function exampleOpen(count: number): { readonly open: Open; readonly wish: DecayWish } {
  const { curves } = exampleDecays();
  return { open: { curves, notes: [], files: [], count }, wish: exampleWish(curves)! };
}

/** Keys in which a file opened twice cannot stand for another. */
const numbered = (curves: readonly OpenCurve[], count: number): readonly OpenCurve[] =>
  curves.map((curve) => ({ ...curve, key: `${count} ${curve.key}` }));

/** Decays, how they are described, and what the fit says of them. */
export function DecayBench(): ReactNode {
  const [{ open, wish }, setState] = useState(() => exampleOpen(0));
  const [reading, setReading] = useState<ReadingWish>(FIRST_READING);
  /** Files last given, whether or not they could be read. */
  const [given, setGiven] = useState<{ readonly files: readonly File[]; readonly beside: boolean }>({
    files: [],
    beside: false,
  });
  const opening = useOpen();
  const simulated = open.files.length === 0;
  const change = useCallback(
    (part: Partial<DecayWish>): void => setState((old) => ({ ...old, wish: { ...old.wish, ...part } })),
    [],
  );

  const take =
    (files: readonly File[], beside: boolean) =>
    (found: OpenedDecays): void =>
      setState((old) => {
        const count = old.open.count + 1;
        const curves = numbered(found.curves, count);
        if (!beside) {
          const next = firstWish(curves)!;
          return { open: { curves, notes: found.notes, files, count }, wish: next };
        }
        const all = [...old.open.curves, ...curves];
        const decays = curves.filter(({ looksLikeResponse }) => !looksLikeResponse).map(({ key }) => key);
        const first = old.wish.response.kind === "none" ? firstWish(all) : null;
        return {
          open: {
            curves: all,
            notes: [...old.open.notes, ...found.notes],
            files: [...old.open.files, ...files],
            count,
          },
          wish: {
            ...old.wish,
            series: [...old.wish.series, ...decays],
            // A response that comes after its decays is taken where there was none.
            ...(first?.response.kind === "curve" ? { response: first.response } : {}),
          },
        };
      });
  const read = (files: readonly File[], beside: boolean, how: ReadingWish): void => {
    setGiven({ files, beside });
    opening.read(files, how, take(files, beside));
  };
  const changeReading = (part: Partial<ReadingWish>): void => {
    const next = { ...reading, ...part };
    setReading(next);
    if (given.files.length > 0) read(given.files, given.beside, next);
  };

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
  const command = useMemo(() => decayCommand(wish, curves), [wish, curves]);
  const beyond = beyondOf(wish, reading);
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
      <p>
        Lifetimes from photon arrival times: the decay behind its instrument response, by the likelihood of
        its counts. Give raw histograms.
      </p>
      <OpenDecays
        opening={opening}
        simulated={simulated}
        open={(files) => read(files, false, reading)}
        add={(files) => read(files, true, reading)}
        example={() => {
          setGiven({ files: [], beside: false });
          setState(({ open: old }) => exampleOpen(old.count + 1));
        }}
      />
      {given.files.length > 0 && (
        <ReadingOptions reading={reading} change={changeReading} open={opening.refused !== null} />
      )}
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
      <div className="decay-bench">
        <fieldset className="controls dot-controls decay-controls">
          <legend className="hidden">Response and model</legend>
          <ResponseControls key={count} curves={curves} wish={wish} change={change} />
          <ModelControls curve={shown} wish={wish} change={change} setEnd={setEnd} />
          <div className="tools">
            <button
              type="button"
              onClick={() =>
                change(simulated ? { ...exampleWish(curves)!, shown: wish.shown } : { ...USUAL })
              }
            >
              All as at first
            </button>
            <span className="aside" data-milliseconds={fitted?.milliseconds}>
              {fitted ? `fitted in ${Math.max(1, Math.round(fitted.milliseconds))} ms` : ""}
            </span>
          </div>
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
      {beyond.length > 0 && <p className="aside">Only here, not in a terminal: {beyond.join(", ")}.</p>}
      {ask && (
        <DistributionView
          key={`distribution ${count}`}
          ask={ask}
          name={shown.label}
          commandFor={(regulariser) => distributionCommand(wish, curves, regulariser)}
        />
      )}
      {asks.length > 1 && (
        <SeriesView
          key={`series ${count}`}
          series={series}
          asks={asks}
          commandFor={(lifetimes) => sharedCommand(wish, curves, members, lifetimes)}
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

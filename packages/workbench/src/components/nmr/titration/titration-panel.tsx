import { writeCsv } from "@oleate/files";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { kindsIn } from "../../../worker/nmr-series-model.ts";
import type { SeriesRows, SeriesWish } from "../../../worker/nmr-series-protocol.ts";
import { Command } from "../../command.tsx";
import { DataLine } from "../../data-line.tsx";
import { DropFiles, TABLES } from "../../drop-files.tsx";
import { PutAway } from "../../put-away.tsx";
import { Refused } from "../../refused.tsx";
import { SaveTable } from "../../save-table.tsx";
import { StartAgain } from "../../start-again.tsx";
import { isWhole, seriesCommand, tableName } from "./series-command.ts";
import { SeriesResults } from "./series-results.tsx";
import { Extras, Kinds, Unknowns } from "./unknowns.tsx";
import { type SeriesRun, useTitration } from "./use-titration.ts";

/** What a fit under way is doing, and for how long. */
function Progress({ run, cancel }: { readonly run: SeriesRun; readonly cancel: () => void }): ReactNode {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((old) => old + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const { unknowns, observations } = run;
  return (
    <>
      <progress aria-label="Fitting" />
      <span role="status">
        {unknowns > 0 ? `fitting ${unknowns} unknowns to ${observations} numbers` : "fitting"}
      </span>
      <span className="aside">{seconds > 0 ? `${seconds} s` : ""}</span>
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </>
  );
}

/** The rows of a fit as a table that `oleate nmr-fit` reads. */
function tableText(rows: SeriesRows, wish: SeriesWish): string {
  const heads = { diffusion: "D (m2/s)", shift: "shift (ppm)", width: "width (Hz)", integral: "integral" };
  return writeCsv([
    { header: "dots (mM)", values: rows.dotsMilliMolar },
    { header: "ligand (mM)", values: rows.ligandMilliMolar },
    ...kindsIn(rows, wish).map((kind) => ({ header: heads[kind], values: rows.measured[kind]! })),
  ]);
}

function SaveSeries({ rows, wish }: { readonly rows: SeriesRows; readonly wish: SeriesWish }): ReactNode {
  const name = tableName(rows, wish);
  const why = rows.simulated
    ? "The command reads the table from a file:"
    : "The command fits every column of a table, so it is given one without the others:";
  return <SaveTable name={name} text={() => tableText(rows, wish)} why={why} />;
}

/** A titration, dilution or solvent series: one binding constant under D, shift, width and integral together. */
export function TitrationPanel({ active }: { readonly active: boolean }): ReactNode {
  const titration = useTitration(active);
  const { wish, found, run, reading, refused, cancelled, change, reset, fit, cancel } = titration;
  // What is simulated gives way to a table of one's own, also to one that was refused.
  const rows = refused?.asked === "read" && titration.rows?.simulated ? null : titration.rows;
  const kinds = useMemo(() => (rows && wish ? kindsIn(rows, wish) : []), [rows, wish]);
  const stale = found !== null && found.wish !== wish;
  const state =
    !rows && refused
      ? "refused"
      : reading || !rows
        ? "reading"
        : run
          ? "running"
          : found
            ? "fitted"
            : cancelled
              ? "cancelled"
              : "ready";
  return (
    <div className="titration" data-fit={state} data-file={rows?.file}>
      <p>
        Samples with more and more ligand, or more and more dilute: where exchange is fast, every signal is
        the mean over bound and free, and one binding constant has to explain all of them.
      </p>
      <DropFiles
        label="Open a series"
        ways={[{ text: "Choose a table", label: "table of a series", accept: TABLES }]}
        example={rows?.simulated ? null : "Simulated titration"}
        refused={refused?.asked === "read" ? refused.complaints : null}
        open={(files) => titration.open(files?.[0] ?? null)}
        hint={
          <>
            or drop it here: CSV, TSV or XLSX with columns <code>dots (mM)</code>, <code>ligand (mM)</code>{" "}
            and any of <code>D (m2/s)</code>, <code>shift (ppm)</code>, <code>width (Hz)</code>,{" "}
            <code>integral</code>.
          </>
        }
      />
      {!rows && titration.rows && <PutAway />}
      {!rows && !refused && <p role="status">Reading ...</p>}
      {rows && wish && (
        <>
          <DataLine
            simulated={rows.simulated}
            name={rows.file}
            facts={`${rows.dotsMilliMolar.length} samples`}
          />
          <div className="bench-grid titration-bench">
            <fieldset className="controls dot-controls titration-controls" disabled={run !== null}>
              <legend className="hidden">What is fitted</legend>
              <h2>What is fitted</h2>
              <Kinds rows={rows} wish={wish} change={change} />
              <Unknowns rows={rows} wish={wish} change={change} />
              <Extras rows={rows} wish={wish} change={change} />
              <StartAgain reset={reset} />
            </fieldset>
            <div className="titration-run tools">
              {run ? (
                <Progress run={run} cancel={cancel} />
              ) : (
                <>
                  <button type="button" className="main" disabled={kinds.length === 0} onClick={fit}>
                    Fit
                  </button>
                  <span role="status" data-milliseconds={found?.milliseconds}>
                    {kinds.length === 0 && "Tick at least one kind of measurement."}
                    {kinds.length > 0 && cancelled && "The fit was cancelled."}
                    {kinds.length > 0 && stale && "Changed since this fit."}
                    {kinds.length > 0 &&
                      found &&
                      !stale &&
                      `fitted in ${Math.max(1, Math.round(found.milliseconds))} ms`}
                  </span>
                </>
              )}
            </div>
            <section className="titration-results" aria-label="Fit">
              {refused?.asked === "fit" && <Refused problem={refused} />}
              <SeriesResults rows={rows} found={found} />
            </section>
          </div>
          {kinds.length > 0 && (
            <>
              <Command command={seriesCommand(rows, wish)} />
              {(rows.simulated || !isWhole(rows, wish)) && <SaveSeries rows={rows} wish={wish} />}
            </>
          )}
        </>
      )}
    </div>
  );
}

import { type ReactNode, useEffect, useState } from "react";
import type { GivenFile } from "../../../worker/given-file.ts";
import type {
  LightFitAsk,
  LightFitted,
  LightNumberName,
  LightWish,
  TitrationRows,
} from "../../../worker/quantum-yield-light-protocol.ts";
import { PositiveField } from "../../controls/number-field.tsx";
import { Tick } from "../../controls/tick.tsx";
import { DataLine } from "../../data-line.tsx";
import { DropFiles, TABLES } from "../../drop-files.tsx";
import { PutAway } from "../../put-away.tsx";
import { Refused } from "../../refused.tsx";
import type { Job } from "../use-job.ts";
import { FitTable } from "./fit-table.tsx";
import { ETCHING_NUMBERS, LIGHT_GROUPS } from "./light-controls.tsx";

/** What can be freed: everything but the concentrations that were weighed out. */
const FREE: readonly { readonly name: LightNumberName; readonly label: string }[] = [
  ...LIGHT_GROUPS.flatMap(({ numbers }) => numbers),
  ...ETCHING_NUMBERS,
].filter(({ name }) => name !== "dots" && name !== "native");

/** What is fitted, and with which scatter. */
export interface FitChoice {
  readonly free: readonly LightNumberName[];
  readonly yieldError: number;
  readonly lifetimeErrorNs: number;
}

/** What is free where nothing else is chosen; lifetimes tell the shallow traps and the radiative one. */
export const FIRST_CHOICE: FitChoice = {
  free: ["K_PIC", "p_deep", "K_etch", "p_shallow", "tau_radiative"],
  yieldError: 0.02,
  lifetimeErrorNs: 0.1,
};

/** What takes part of a choice: without lifetimes or etching, some numbers leave no trace. */
export function freeIn(choice: FitChoice, wish: LightWish): readonly LightNumberName[] {
  return choice.free.filter((name) => wish.etching || !ETCHING_NUMBERS.some((one) => one.name === name));
}

function Progress({ fit }: { readonly fit: Job<LightFitAsk, LightFitted> }): ReactNode {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((old) => old + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <progress aria-label="Fitting" />
      <span role="status">fitting, with profile intervals</span>
      <span className="aside">{seconds > 0 ? `${seconds} s` : ""}</span>
      <button type="button" onClick={fit.cancel}>
        Cancel
      </button>
    </>
  );
}

/** A titration of quantum yields: laid over the curves, and fitted. */
export function Titration({
  wish,
  reading,
  fit,
  choice,
  setChoice,
  takeOver,
}: {
  readonly wish: LightWish;
  readonly reading: Job<GivenFile | null, TitrationRows>;
  readonly fit: Job<LightFitAsk, LightFitted>;
  readonly choice: FitChoice;
  readonly setChoice: (choice: FitChoice) => void;
  readonly takeOver: (values: LightWish["values"]) => void;
}): ReactNode {
  // What is simulated gives way to a table of one's own, also to one that was refused.
  const rows = reading.refused && reading.found?.simulated ? null : reading.found;
  const free = freeIn(choice, wish);
  const asked = fit.of;
  const stale =
    asked !== null &&
    (asked.rows !== rows ||
      asked.free.join() !== free.join() ||
      asked.yieldError !== choice.yieldError ||
      asked.lifetimeErrorNs !== choice.lifetimeErrorNs);
  const state = fit.running ? "running" : fit.found ? "fitted" : fit.cancelled ? "cancelled" : "ready";
  return (
    <section
      aria-label="A titration"
      className="light-titration"
      data-fit={state}
      data-file={rows?.file ?? ""}
    >
      <h2>A titration of your own</h2>
      <DropFiles
        label="Open a titration"
        ways={[{ text: "Choose a table", label: "Open a titration: files", accept: TABLES }]}
        example={rows?.simulated ? null : "Simulated titration"}
        refused={reading.refused}
        open={(files) => {
          fit.clear();
          reading.run(files?.[0] ?? null);
        }}
        hint={
          <>
            or drop it here: CSV, TSV or XLSX with columns <code>added (eq)</code>, <code>quantum yield</code>
            , and where measured <code>lifetime (ns)</code> of the slow decay.
          </>
        }
      />
      {!rows && reading.found && <PutAway />}
      {rows && (
        <>
          <DataLine
            simulated={rows.simulated}
            name={rows.file}
            facts={`${rows.doses.length} doses${rows.lifetimesNs ? ", with lifetimes" : ""}`}
          >
            <button
              type="button"
              onClick={() => {
                fit.clear();
                reading.clear();
              }}
            >
              Put away
            </button>
          </DataLine>
          {!rows.simulated && (
            <p className="aside">
              The curves above are those of the sliders, which begin at the dots of the study
              cspbbr3-picolinate: your table is laid over them, and the fit starts there.
            </p>
          )}
          <fieldset className="free-numbers" disabled={fit.running !== null}>
            <legend>Fitted, from where the sliders stand; all others are held there</legend>
            {FREE.filter(({ name }) => wish.etching || !ETCHING_NUMBERS.some((one) => one.name === name)).map(
              ({ name, label }) => (
                <Tick
                  key={name}
                  checked={choice.free.includes(name)}
                  onChange={(on) =>
                    setChoice({
                      ...choice,
                      free: on ? [...choice.free, name] : choice.free.filter((other) => other !== name),
                    })
                  }
                >
                  {label}
                </Tick>
              ),
            )}
            <PositiveField
              label="error of a quantum yield"
              value={choice.yieldError}
              onChange={(yieldError) => setChoice({ ...choice, yieldError })}
            />
            {rows.lifetimesNs && (
              <PositiveField
                label="error of a lifetime"
                unit="ns"
                value={choice.lifetimeErrorNs}
                onChange={(lifetimeErrorNs) => setChoice({ ...choice, lifetimeErrorNs })}
              />
            )}
          </fieldset>
          {!rows.lifetimesNs && (free.includes("p_shallow") || free.includes("tau_radiative")) && (
            <p className="aside">
              Without lifetimes the yield alone cannot tell shallow traps and the radiative lifetime from deep
              traps: hold p_shallow and tau_radiative.
            </p>
          )}
          <div className="tools titration-run">
            {fit.running ? (
              <Progress fit={fit} />
            ) : (
              <>
                <button
                  type="button"
                  className="main"
                  disabled={free.length === 0}
                  onClick={() =>
                    fit.run({
                      wish,
                      rows,
                      free,
                      yieldError: choice.yieldError,
                      lifetimeErrorNs: choice.lifetimeErrorNs,
                    })
                  }
                >
                  Fit
                </button>
                {fit.found && (
                  <button type="button" onClick={() => takeOver(fit.found!.values)}>
                    Put the fit on the sliders
                  </button>
                )}
                <span role="status" data-milliseconds={fit.milliseconds ?? undefined}>
                  {free.length === 0 && "Tick at least one number."}
                  {fit.cancelled && "The fit was cancelled."}
                  {fit.found && stale && "Changed since this fit."}
                  {fit.found && !stale && `fitted in ${((fit.milliseconds ?? 0) / 1000).toFixed(1)} s`}
                </span>
              </>
            )}
          </div>
          <Refused problem={fit.refused ? { complaints: fit.refused } : undefined} />
          {fit.found && <FitTable found={fit.found} />}
        </>
      )}
    </section>
  );
}

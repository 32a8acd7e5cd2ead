import { type ReactNode, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { exampleLifetimes } from "../../../worker/quantum-yield-lifetimes.ts";
import type { MediumFitAsk, MediumWish } from "../../../worker/quantum-yield-protocol.ts";
import { Command } from "../../command.tsx";
import { download } from "../../download.ts";
import { Figure } from "../../figure.tsx";
import { Refused } from "../../nmr/refused.tsx";
import { Choice } from "../../structure/choice.tsx";
import { DropFiles } from "../drop-files.tsx";
import { useJob } from "../use-job.ts";
import { useLive } from "../use-live.ts";
import { FIRST_MEDIUM } from "./first-medium.ts";
import { mediumCommand } from "./medium-command.ts";
import { MediumControls } from "./medium-controls.tsx";
import { fitFigure, type MediumShown, mediumFigure, solventPlaces } from "./medium-figures.ts";
import { FitTable, ModelsList, SolventsTable } from "./medium-tables.tsx";

const WIDE = "(min-width: 820px)";
const follow = (changed: () => void): (() => void) => {
  const query = matchMedia(WIDE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
};

/** Lifetimes in solvents, fitted by the four models. */
function Lifetimes({ wish, active }: { readonly wish: MediumWish; readonly active: boolean }): ReactNode {
  const reading = useJob("lifetimes");
  const { run, found: rows, refused } = reading;
  const [form, setForm] = useState<"scale" | "line">("scale");
  useEffect(() => {
    if (active && rows === null && refused === null && reading.running === null) run(null);
  }, [active, rows, refused, reading.running, run]);
  const ask = useMemo((): MediumFitAsk | null => (rows ? { wish, rows, form } : null), [wish, rows, form]);
  const fit = useLive("medium fit", ask);
  const fitted = fit.of?.rows === rows ? fit.found : null;
  const figure = useMemo(() => (fitted && rows ? fitFigure(rows, fitted) : null), [fitted, rows]);
  return (
    <section aria-label="Lifetimes in solvents" data-fitted={fit.settled} data-file={rows?.file}>
      <h2>Measured lifetimes</h2>
      <p>
        Lifetimes of one sample in several solvents tell which model holds. They have to be radiative: those
        of dots whose yield is near 1, or divided by the yield.
      </p>
      <DropFiles
        label="Open lifetimes"
        choose="Choose a table"
        accept=".csv,.tsv,.txt,.dat,.xlsx"
        example={rows && !rows.simulated ? "Simulated lifetimes" : null}
        refused={refused}
        open={(files) => run(files?.[0] ?? null)}
        hint={
          <>
            or drop it here: CSV, TSV or XLSX with columns <code>solvent</code>, <code>lifetime (ns)</code>,
            and where known <code>error (ns)</code>, <code>quantum yield</code>.
          </>
        }
      />
      {rows && (
        <>
          <p className="data-line">
            {rows.simulated ? <strong>Simulated, not measured: </strong> : null}
            {rows.file}{" "}
            <span className="aside">
              {rows.solvents.length} solvents. {rows.notes.join("; ")}
            </span>
          </p>
          <div className="view-tools">
            <Choice
              label="fitted by"
              value={form}
              options={[
                ["scale", "one scale a model"],
                ["line", "a line with intercept"],
              ]}
              onChange={(chosen) => setForm(chosen as "scale" | "line")}
            />
          </div>
          <Refused problem={fit.refused ? { complaints: fit.refused } : undefined} />
          {figure && fitted ? (
            <div className="fit-bench">
              <div data-figure="fit">
                <Figure spec={figure} widthMm={110} heightMm={80} />
              </div>
              <div>
                <FitTable rows={rows} fitted={fitted} reference={wish.reference} />
              </div>
            </div>
          ) : (
            !fit.refused && <p role="status">Fitting ...</p>
          )}
          <Command command={mediumCommand(wish, { rows, form })} />
          {rows.simulated && (
            <p className="tools">
              <span className="aside">The command reads the table from a file:</span>
              <button
                type="button"
                onClick={() => download(rows.file, new Blob([exampleLifetimes()], { type: "text/csv" }))}
              >
                Save {rows.file}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** How the solvent changes the radiative lifetime, by four local-field models. */
export function MediumPanel({ active }: { readonly active: boolean }): ReactNode {
  const [wish, setWish] = useState<MediumWish>(FIRST_MEDIUM);
  const change = useCallback(
    (part: Partial<MediumWish>): void => setWish((old) => ({ ...old, ...part })),
    [],
  );
  const [shown, setShown] = useState<MediumShown>("lifetime");
  const [opened, setOpened] = useState(active);
  if (active && !opened) setOpened(true);
  const { found, refused, settled, milliseconds } = useLive("medium", opened ? wish : null);
  const wide = useSyncExternalStore(follow, () => matchMedia(WIDE).matches);
  const figure = useMemo(() => (found ? mediumFigure(found, wish, shown) : null), [found, wish, shown]);
  const names = useMemo(() => (found && wide ? solventPlaces(found) : []), [found, wide]);
  return (
    <div className="medium" data-settled={settled}>
      <p>
        A dot radiates more slowly in a medium of low refractive index. How much more is a question of the
        field that reaches the dipole, on which four models differ.
      </p>
      <div className="yield-bench medium-bench">
        <fieldset className="controls dot-controls yield-controls">
          <legend className="hidden">The dot and what is known</legend>
          <MediumControls wish={wish} change={change} />
          <div className="tools">
            <button type="button" onClick={() => setWish(FIRST_MEDIUM)}>
              All as at first
            </button>
            <span className="aside" data-milliseconds={milliseconds ?? undefined}>
              {milliseconds === null ? "" : `computed in ${Math.max(1, Math.round(milliseconds))} ms`}
            </span>
          </div>
        </fieldset>
        <section className="medium-answer" aria-label="Solvents by four models">
          <Refused problem={refused ? { complaints: refused } : undefined} />
          {refused && found && <p className="aside">Shown: the last that could be computed.</p>}
          <div className="view-tools">
            <Choice
              label="shown"
              value={shown}
              options={[
                ["lifetime", "radiative lifetime"],
                ["ratio", "ratio to the reference"],
              ]}
              onChange={(chosen) => setShown(chosen as MediumShown)}
            />
          </div>
          {figure ? (
            <div data-figure="medium">
              <Figure spec={figure} names={names} widthMm={wide ? 165 : 85} heightMm={wide ? 105 : 75} />
            </div>
          ) : (
            !refused && <p role="status">Computing ...</p>
          )}
          {found && (
            <>
              <ul className="findings">
                {found.alike.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
                <li>
                  Refractive indices are those of the sodium D line; permittivity of the core{" "}
                  {found.corePermittivity}.
                </li>
              </ul>
              <SolventsTable found={found} wish={wish} shown={shown} />
              <ModelsList found={found} />
            </>
          )}
        </section>
      </div>
      <Command command={mediumCommand(wish, null)} />
      <Lifetimes wish={wish} active={opened} />
    </div>
  );
}

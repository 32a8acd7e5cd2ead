import { type ReactNode, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { exampleLifetimes } from "../../../worker/quantum-yield-lifetimes.ts";
import type { MediumFitAsk, MediumWish } from "../../../worker/quantum-yield-protocol.ts";
import { Command } from "../../command.tsx";
import { Choice } from "../../controls/choice.tsx";
import { DataLine } from "../../data-line.tsx";
import { DropFiles, TABLES } from "../../drop-files.tsx";
import { Figure } from "../../figure.tsx";
import { PutAway } from "../../put-away.tsx";
import { Refused } from "../../refused.tsx";
import { SaveTable } from "../../save-table.tsx";
import { StartAgain } from "../../start-again.tsx";
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
  const { run, found, refused } = reading;
  const [form, setForm] = useState<"scale" | "line">("scale");
  // What is simulated gives way to a table of one's own, also to one that was refused.
  const rows = refused && found?.simulated ? null : found;
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
        ways={[{ text: "Choose a table", label: "Open lifetimes: files", accept: TABLES }]}
        example={rows?.simulated || (!rows && !refused) ? null : "Simulated lifetimes"}
        refused={refused}
        open={(files) => run(files?.[0] ?? null)}
        hint={
          <>
            or drop it here: CSV, TSV or XLSX with columns <code>solvent</code>, <code>lifetime (ns)</code>,
            and where known <code>error (ns)</code>, <code>quantum yield</code>.
          </>
        }
      />
      {!rows && found && <PutAway />}
      {rows && (
        <>
          <DataLine
            simulated={rows.simulated}
            name={rows.file}
            facts={[`${rows.solvents.length} solvents`, ...rows.notes].join("; ")}
          />
          {!rows.simulated && (
            <p className="aside">
              Fitted with what is set above: {wish.reference} as the reference, {wish.temperatureK} K, a core
              of {wish.core.material === "" ? "the permittivity stated" : wish.core.material}.
            </p>
          )}
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
            <div className="figure-grid fit-bench">
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
          {rows.simulated && <SaveTable name={rows.file} text={exampleLifetimes} />}
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
      <div className="bench-grid yield-bench medium-bench">
        <fieldset className="controls dot-controls yield-controls">
          <legend className="hidden">The dot and what is known</legend>
          <MediumControls wish={wish} change={change} />
          <StartAgain reset={() => setWish(FIRST_MEDIUM)} milliseconds={milliseconds} />
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

import { type ReactNode, useEffect, useMemo, useState } from "react";
import { exampleDilutions } from "../../../worker/quantum-yield-example.ts";
import type {
  MeasureAsk,
  MeasureWish,
  SpectraFound,
  SpectrumUse,
} from "../../../worker/quantum-yield-protocol.ts";
import { Command } from "../../command.tsx";
import { DataLine } from "../../data-line.tsx";
import { DropFiles, SPECTRA, TABLES } from "../../drop-files.tsx";
import { Figure } from "../../figure.tsx";
import { PutAway } from "../../put-away.tsx";
import { Refused } from "../../refused.tsx";
import { SaveTable } from "../../save-table.tsx";
import { StartAgain } from "../../start-again.tsx";
import { useJob } from "../use-job.ts";
import { useLive } from "../use-live.ts";
import { MeasureAnswer } from "./measure-answer.tsx";
import { measureCommand, type SpectrumFiles } from "./measure-command.ts";
import { MeasureControls } from "./measure-controls.tsx";
import { absorbanceFigure, emissionFigure, gradientFigure, histogramFigure } from "./measure-figures.ts";
import { SpectraTable } from "./spectra-table.tsx";
import { guessUses, USES, type Uses } from "./spectra-uses.ts";
import { useMeasureWish } from "./use-measure-wish.ts";

interface Shown {
  readonly found: SpectraFound;
  readonly uses: Uses;
}

/** Spectra read just now added to those that are there, unless these are simulated. */
function added(old: Shown | null, found: SpectraFound): Shown {
  const kept = old && !old.found.simulated && !found.simulated ? old.found : null;
  const fresh = found.spectra.filter(({ label }) => !kept?.spectra.some((one) => one.label === label));
  const spectra = [...(kept?.spectra ?? []), ...fresh];
  return {
    found: { ...found, spectra, notes: [...(kept?.notes ?? []), ...found.notes] },
    uses: guessUses(spectra),
  };
}

/** Whether an answer is about the data that are open, in the way that is chosen: an older wish of the same data is. */
function isOf(
  ask: MeasureAsk,
  way: MeasureWish["way"],
  shown: Shown | null,
  rows: MeasureAsk["dilutions"],
): boolean {
  if (ask.wish.way !== way) return false;
  if (way === "dilutions") return ask.dilutions === rows;
  const open = shown?.found.spectra.map(({ spectrum }) => spectrum) ?? [];
  return way !== "spectra" || Object.values(ask.spectra).every((one) => one === null || open.includes(one));
}

/** A quantum yield from what was measured, live. */
export function MeasurePanel(): ReactNode {
  const reading = useJob("spectra");
  const dilutions = useJob("dilutions");
  const [opened, setOpened] = useState<Shown | null>(null);
  const { run: readSpectra, found: read } = reading;
  const { run: readDilutions, found: table } = dilutions;
  useEffect(() => {
    readSpectra(null);
    readDilutions(null);
  }, [readSpectra, readDilutions]);
  useEffect(() => {
    if (read) setOpened((old) => added(old, read));
  }, [read]);
  // What is simulated gives way to files of one's own, also to those that were refused.
  const shown = reading.refused && opened?.found.simulated ? null : opened;
  const rows = dilutions.refused && table?.simulated ? null : table;
  const { wish, change, reset } = useMeasureWish(shown?.found.simulated === false, rows?.simulated === false);
  const files = useMemo(
    () =>
      Object.fromEntries(
        USES.map(([use]) => {
          const at = shown?.uses[use] ?? null;
          return [use, at === null ? null : (shown?.found.spectra[at] ?? null)];
        }),
      ) as SpectrumFiles,
    [shown],
  );
  const ask = useMemo((): MeasureAsk | null => {
    if ((wish.way === "spectra" && !shown) || (wish.way === "dilutions" && !rows)) return null;
    const spectra = Object.fromEntries(
      (Object.keys(files) as SpectrumUse[]).map((use) => [use, files[use]?.spectrum ?? null]),
    ) as MeasureAsk["spectra"];
    return { wish, spectra, dilutions: rows };
  }, [wish, files, shown, rows]);
  const { found, of, refused, settled, milliseconds } = useLive("measure", ask);
  const answer = found && of && isOf(of, wish.way, shown, rows) ? found : null;
  const histogram = useMemo(
    () => (answer?.histogram ? histogramFigure(answer, answer.histogram) : null),
    [answer],
  );
  const emission = useMemo(() => emissionFigure(files, wish), [files, wish]);
  const absorbance = useMemo(() => absorbanceFigure(files, wish), [files, wish]);
  const gradient = useMemo(() => (rows ? gradientFigure(rows, answer) : null), [rows, answer]);
  const nothing = (wish.way === "spectra" && !shown) || (wish.way === "dilutions" && !rows);
  const relativeOne = wish.way === "spectra";
  return (
    <div className="measure" data-settled={settled} data-way={wish.way}>
      <p>
        How many of the absorbed photons come out again: against a dye of known yield, or in an integrating
        sphere. Every number is drawn within its error, so that the interval is right where ratios are skewed.
      </p>
      {relativeOne && (
        <>
          <DropFiles
            label="Open spectra"
            ways={[{ text: "Choose spectra", label: "Open spectra: files", accept: SPECTRA }]}
            multiple
            example={shown?.found.simulated || (!shown && !reading.refused) ? null : "Simulated spectra"}
            refused={
              reading.refused ?? (shown && shown.found.refused.length > 0 ? shown.found.refused : null)
            }
            open={readSpectra}
            hint="or drop them here: emission and absorption of sample and reference, as text, CSV or JCAMP-DX."
          />
          {shown && (
            <SpectraTable
              spectra={shown.found.spectra}
              uses={shown.uses}
              simulated={shown.found.simulated}
              setUses={(uses) => setOpened({ ...shown, uses })}
            />
          )}
          {shown && shown.found.notes.length > 0 && (
            <ul className="findings aside">
              {shown.found.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
        </>
      )}
      {wish.way === "dilutions" && (
        <>
          <DropFiles
            label="Open dilutions"
            ways={[{ text: "Choose a table", label: "Open dilutions: files", accept: TABLES }]}
            example={rows?.simulated || (!rows && !dilutions.refused) ? null : "Simulated dilutions"}
            refused={dilutions.refused}
            open={(given) => readDilutions(given?.[0] ?? null)}
            hint={
              <>
                or drop it here: CSV, TSV or XLSX with columns <code>solution</code> (sample or reference),{" "}
                <code>absorbance</code>, <code>intensity</code>.
              </>
            }
          />
          {rows && (
            <DataLine
              simulated={rows.simulated}
              name={rows.file}
              facts={`${rows.sample.absorbance.length} dilutions of the sample, ${rows.reference.absorbance.length} of the reference`}
            />
          )}
        </>
      )}
      {(wish.way === "numbers" || wish.way === "sphere") && (
        <p className="data-line">
          <span className="aside">The numbers the boxes open with are made up; type your own over them.</span>
        </p>
      )}
      {nothing && (wish.way === "spectra" ? opened : table) && <PutAway />}
      {!nothing && (
        <>
          <div className="bench-grid yield-bench">
            <fieldset className="controls dot-controls yield-controls">
              <legend className="hidden">How it is measured</legend>
              <MeasureControls wish={wish} change={change} />
              <StartAgain reset={reset} milliseconds={milliseconds} />
            </fieldset>
            <section className="yield-answer" aria-label="Quantum yield">
              <h2>Quantum yield</h2>
              <Refused problem={refused ? { complaints: refused } : undefined} />
              {refused && answer && <p className="aside">Shown: the last that could be computed.</p>}
              {answer ? <MeasureAnswer found={answer} /> : !refused && <p role="status">Computing ...</p>}
            </section>
            <section className="figure-grid yield-figures" aria-label="Figures">
              {histogram ? (
                <div data-figure="draws">
                  <Figure spec={histogram} widthMm={105} heightMm={62} />
                </div>
              ) : (
                answer?.drawn && <p role="status">Drawing ...</p>
              )}
              {relativeOne && shown && (
                <>
                  <div data-figure="emission">
                    <Figure spec={emission} widthMm={105} heightMm={58} />
                  </div>
                  <div data-figure="absorbance">
                    <Figure spec={absorbance} widthMm={105} heightMm={58} />
                  </div>
                </>
              )}
              {wish.way === "dilutions" && gradient && (
                <div data-figure="gradient">
                  <Figure spec={gradient} widthMm={105} heightMm={75} />
                </div>
              )}
            </section>
          </div>
          <Command command={measureCommand(wish, files, rows)} />
        </>
      )}
      {wish.way === "dilutions" && rows?.simulated && <SaveTable name={rows.file} text={exampleDilutions} />}
    </div>
  );
}

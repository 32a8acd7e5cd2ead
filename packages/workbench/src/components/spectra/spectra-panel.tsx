import type { SpectralUnit } from "@oleate/files";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { GivenFile } from "../../worker/given-file.ts";
import { EXAMPLE_FILES, exampleTables } from "../../worker/spectra-example.ts";
import { Command } from "../command.tsx";
import { Choice } from "../controls/choice.tsx";
import { Tick } from "../controls/tick.tsx";
import { download } from "../download.ts";
import { DropFiles, SPECTRA } from "../drop-files.tsx";
import { Figure } from "../figure.tsx";
import { PutAway } from "../put-away.tsx";
import { aliquotsOf, pairsOf, seriesAxis } from "./aliquots.ts";
import { SpectraControls } from "./controls.tsx";
import { Detail } from "./detail.tsx";
import { FilesTable } from "./files-table.tsx";
import { FIRST_WISH, ownWish } from "./first-wish.ts";
import { Formulas, Notes } from "./notes.tsx";
import { numbersCsv } from "./numbers-csv.ts";
import { Reading } from "./reading.tsx";
import { AbsorptionTable, EmissionTable } from "./results-table.tsx";
import { seriesFigures } from "./series-figures.ts";
import { spectrumCommand } from "./spectra-command.ts";
import { overviewFigure, type SpectraLook } from "./spectra-figures.ts";
import { type ShownFile, useSpectra } from "./use-spectra.ts";

const NO_FILES: readonly ShownFile[] = [];
const FIRST_LOOK: SpectraLook = { axis: "nm", stacked: false, scaled: false };

/** Saves the simulated aliquots as the files that the commands read. */
function saveExample(): void {
  const tables = exampleTables();
  for (const kind of ["absorption", "emission"] as const)
    download(EXAMPLE_FILES[kind], new Blob([tables[kind]], { type: "text/csv" }));
}

/** Spectra of one or many aliquots, and what they say. */
export function SpectraPanel(): ReactNode {
  const bench = useSpectra();
  const { wish, change, spectra, rows, refused, simulated, settled } = bench;
  // What is simulated gives way to files of one's own, also to those that were refused.
  const putAway = simulated && refused.length > 0;
  const files = putAway ? NO_FILES : bench.files;
  const [look, setLook] = useState(FIRST_LOOK);
  const [picked, setPicked] = useState<number | null>(null);
  const [computed, setComputed] = useState(false);
  // Kept to be read again should they want the unit of their axis.
  const [given, setGiven] = useState<readonly GivenFile[] | null>(null);
  const absorption = useMemo(
    () => aliquotsOf({ files, spectra, rows }, "absorption"),
    [files, spectra, rows],
  );
  const emission = useMemo(() => aliquotsOf({ files, spectra, rows }, "emission"), [files, spectra, rows]);
  const pairs = useMemo(() => pairsOf(absorption, emission), [absorption, emission]);
  const all = useMemo(() => [...absorption, ...emission], [absorption, emission]);
  const chosen = all.find(({ spectrum }) => spectrum.id === picked) ?? all[0] ?? null;
  const overviews = useMemo(
    () =>
      [absorption, emission]
        .filter((some) => some.length > 0)
        .map((some) => overviewFigure(some, look, simulated)),
    [absorption, emission, look, simulated],
  );
  const series = useMemo(
    () => (all.length > 1 ? seriesFigures(absorption, emission, pairs, seriesAxis(all)) : []),
    [absorption, emission, pairs, all],
  );
  const detail = useRef<HTMLElement>(null);
  const asking = useRef(false);
  useEffect(() => {
    if (!asking.current) return;
    asking.current = false;
    const at = detail.current?.getBoundingClientRect();
    // Chosen in a table above or below: the spectrum is brought into sight.
    if (at && (at.top > innerHeight - 120 || at.bottom < 120))
      detail.current?.scrollIntoView({ block: "start" });
  });
  const choose = (id: number): void => {
    asking.current = true;
    setPicked(id);
  };
  const open = (next: readonly GivenFile[] | null, unit: SpectralUnit | null = null): void => {
    setGiven(next);
    setPicked(null);
    bench.open(next, unit);
  };
  const commands = files.flatMap((file) => spectrumCommand(file, wish) ?? []);
  const wantsUnit =
    given !== null &&
    refused.some(({ what, expected = "", remedy = "" }) =>
      /axis|unit/iu.test(`${what} ${expected} ${remedy}`),
    );
  const names = [...new Set(files.flatMap(({ file, notes }) => notes.map((note) => `${file}: ${note}`)))];
  const publishedCurves = bench.curves.some((curve) => !curve.computed);
  const hasComputed = bench.curves.some((curve) => curve.computed);
  // Where the calculation answers for want of a curve, it is drawn in any case.
  const answersComputed =
    chosen?.row?.kind === "absorption" &&
    chosen.row.result.sizes?.answers.some(
      ({ status, value }) => status === "computed" && value !== undefined,
    );
  return (
    <div className="spectra-panel" data-settled={settled} data-simulated={simulated}>
      <p>
        What a spectrum says of size, spread and amount of dots, each with its interval: aliquots of a
        synthesis one beside the other, sizes by every published curve, and emission with its Stokes shift.
      </p>
      <DropFiles
        label="Open spectra"
        ways={[{ text: "Choose spectra", label: "Open spectra: files", accept: SPECTRA }]}
        multiple
        example={putAway || (files.length > 0 && !simulated) ? "Simulated aliquots" : null}
        refused={refused.length > 0 ? refused : null}
        open={(next) => open(next)}
        hint="or drop them here, many at once: absorption and emission as text, CSV, XLSX or JCAMP-DX, one spectrum a file or a column each."
      />
      {wantsUnit && (
        <Choice
          label="unit of the axis, read again"
          value=""
          options={[
            ["", "choose"],
            ["nm", "nm"],
            ["um", "µm"],
            ["eV", "eV"],
            ["cm-1", "cm⁻¹"],
          ]}
          onChange={(unit) => {
            if (unit !== "") bench.open(given, unit as SpectralUnit);
          }}
        />
      )}
      {putAway && <PutAway />}
      {!putAway && <FilesTable bench={bench} setKind={bench.setKind} remove={bench.remove} />}
      {names.length > 0 && (
        <ul className="findings aside">
          {names.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {!putAway && (
        <>
          <div className="bench-grid spectra-bench">
            <fieldset className="controls dot-controls spectra-controls">
              <legend className="hidden">How the spectra are read and drawn</legend>
              <SpectraControls
                wish={wish}
                change={change}
                reset={() => change(simulated ? FIRST_WISH : ownWish(files.map(({ file }) => file)))}
                look={look}
                setLook={setLook}
              />
            </fieldset>
            <section className="figure-grid spectra-overview" aria-label="Spectra">
              {overviews.map((figure) => (
                <div key={figure.id} data-figure={figure.id}>
                  <Figure spec={figure} widthMm={125} heightMm={look.stacked ? 105 : 78} />
                </div>
              ))}
              {overviews.length === 0 && <p className="aside">No spectra are open that are to be read.</p>}
            </section>
          </div>
          <Reading bench={bench} />
        </>
      )}
      {absorption.length > 0 && (
        <>
          <AbsorptionTable aliquots={absorption} chosen={chosen?.spectrum.id ?? null} choose={choose} />
          {absorption.length > 1 && <Formulas aliquots={absorption} />}
          {absorption.length > 1 && <Notes aliquots={absorption} />}
        </>
      )}
      {emission.length > 0 && (
        <>
          <EmissionTable
            aliquots={emission}
            chosen={chosen?.spectrum.id ?? null}
            choose={choose}
            pairs={pairs}
          />
          {emission.length > 1 && <Notes aliquots={emission} />}
        </>
      )}
      {all.length > 0 && (
        <div className="tools">
          <button
            type="button"
            onClick={() =>
              download("spectra-read.csv", new Blob([numbersCsv(all, pairs)], { type: "text/csv" }))
            }
          >
            Save all numbers as CSV
          </button>
        </div>
      )}
      {chosen && (
        <section
          ref={detail}
          className="spectrum-detail"
          aria-label="One spectrum"
          data-chosen={chosen.label}
        >
          <div className="detail-head">
            <h2>{chosen.label}</h2>
            {all.length > 1 && (
              <Choice
                label="show"
                value={String(chosen.spectrum.id)}
                options={all.map(({ spectrum, label, kind }) => [
                  String(spectrum.id),
                  emission.length > 0 && absorption.length > 0 ? `${label}, ${kind}` : label,
                ])}
                onChange={(id) => setPicked(Number(id))}
              />
            )}
          </div>
          <Detail aliquot={chosen} curves={bench.curves} computed={computed} />
          {chosen.kind === "absorption" && publishedCurves && hasComputed && !answersComputed && (
            <Tick checked={computed} onChange={setComputed}>
              draw the calculation from bulk data beside the curves
            </Tick>
          )}
        </section>
      )}
      {series.length > 0 && (
        <section aria-label="The series">
          <h2>The series</h2>
          <div className="figure-grid spectra-series">
            {series.map((figure) => (
              <div key={figure.id} data-figure={figure.id}>
                <Figure spec={figure} />
              </div>
            ))}
          </div>
        </section>
      )}
      {commands.map((command) => (
        <Command key={command} command={command} />
      ))}
      {simulated && commands.length > 0 && (
        <p className="tools">
          <span className="aside">The commands read the simulated aliquots from files:</span>
          <button type="button" onClick={saveExample}>
            Save both as CSV
          </button>
        </p>
      )}
    </div>
  );
}

import type { PpmRange } from "@oleate/core";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { PutAway } from "../put-away.tsx";
import { Refused } from "../refused.tsx";
import { StartAgain } from "../start-again.tsx";
import { DataLine } from "./data-line.tsx";
import { Diffusion } from "./diffusion.tsx";
import { DiffusionLine } from "./diffusion-line.tsx";
import { Missing, WholeRows } from "./missing.tsx";
import { OpenData } from "./open-data.tsx";
import { PeaksTable } from "./peaks-table.tsx";
import { ProcessingControls } from "./processing-controls.tsx";
import { type RadiusWish, radiusLaw } from "./radius.ts";
import { RadiusControls } from "./radius-controls.tsx";
import { RegionsTable } from "./regions-table.tsx";
import { SpectraView } from "./spectra-view.tsx";
import { TimingControls } from "./timing-controls.tsx";
import { useNmr } from "./use-nmr.ts";
import { ROOM_TEMPERATURE_K, usualRadius } from "./usual-radius.ts";
import { FIRST_WISH } from "./wish.ts";

/** Spectra to look at and integrate, and diffusion coefficients with radii. */
export function Experiment(): ReactNode {
  const { wish, change, open, found } = useNmr();
  const { spectra, integrals, decays, problems, settled, milliseconds } = found;
  // What is simulated gives way to files of one's own, also to those that were refused.
  const data = problems.files && found.data?.simulated ? null : found.data;
  const [row, setRow] = useState<number | null>(null);
  /** What was said of the radius, and of which data. */
  const [said, setSaid] = useState<{ readonly of: string; readonly wish: Partial<RadiusWish> }>({
    of: "",
    wish: {},
  });
  const dataset = data?.dataset ?? "";
  const radius = useMemo(
    (): RadiusWish => ({ ...usualRadius(data), ...(said.of === dataset ? said.wish : {}) }),
    [data, said, dataset],
  );
  const law = useMemo(() => radiusLaw(radius, decays), [radius, decays]);
  const shownRow = row !== null && row < (spectra?.rows.length ?? 0) ? row : null;

  const ranges = useMemo(
    () => integrals?.regions.map(({ region }) => region) ?? wish.regions ?? [],
    [integrals, wish.regions],
  );
  const setRegions = useCallback(
    (regions: readonly PpmRange[] | null): void => {
      if (!spectra || regions === null) {
        change({ regions });
        return;
      }
      const within = (ppm: number): number =>
        Math.min(
          Math.max(spectra.firstPpm, spectra.lastPpm),
          Math.max(Math.min(spectra.firstPpm, spectra.lastPpm), ppm),
        );
      const least = (2 * Math.abs(spectra.firstPpm - spectra.lastPpm)) / (spectra.rows[0]?.length ?? 1);
      const sound = regions.map(({ fromPpm, toPpm }) => {
        const [high, low] = [within(Math.max(fromPpm, toPpm)), within(Math.min(fromPpm, toPpm))];
        // A region holds a point at least.
        return high - low >= least
          ? { fromPpm: high, toPpm: low }
          : { fromPpm: low + least, toPpm: low - least };
      });
      change({ regions: sound });
    },
    [change, spectra],
  );
  const addRegion = useCallback(
    (region: PpmRange): void => setRegions([...ranges, region]),
    [ranges, setRegions],
  );
  const addMiddle = (): void => {
    if (!spectra) return;
    const middle = (spectra.firstPpm + spectra.lastPpm) / 2;
    const half = (spectra.firstPpm - spectra.lastPpm) / 20;
    addRegion({ fromPpm: middle + half, toPpm: middle - half });
  };
  const measured = data !== null && data.what !== "decays" && data.what !== "table";
  return (
    <div data-settled={settled}>
      <p>
        Spectra, integrals, and how fast what carries a line diffuses: ligands on a dot are as slow as the
        dot, free ones ten times faster.
      </p>
      <OpenData found={found} wish={wish} change={change} open={open} />
      {problems.files && <Missing found={found} wish={wish} change={change} />}
      <WholeRows found={found} wish={wish} change={change} />
      {data && <DataLine data={data} />}
      {!data && problems.files && found.data && <PutAway />}
      {!data && !problems.files && <p role="status">Reading ...</p>}
      {measured && (
        <div className="bench-grid nmr-bench">
          <section className="nmr-spectra" aria-label="Spectra">
            <h2>Spectra</h2>
            {spectra ? (
              <SpectraView
                key={data.dataset}
                spectra={spectra}
                rowNames={data.rowNames}
                nucleus={data.nucleus}
                name={data.title}
                regions={ranges}
                addRegion={addRegion}
                row={shownRow}
                setRow={setRow}
              />
            ) : (
              !problems.processing && data.points > 0 && <p role="status">Transforming ...</p>
            )}
          </section>
          <fieldset className="controls dot-controls narrow-sliders nmr-controls">
            <legend className="hidden">Processing and radius</legend>
            <ProcessingControls found={found} wish={wish} change={change} />
            {data.diffusion && (
              <section aria-label="Timing">
                <h2>Gradients</h2>
                <TimingControls own={data.timing} wish={wish} change={change} />
              </section>
            )}
            {data.diffusion && (
              <RadiusControls
                wish={radius}
                change={(part) =>
                  setSaid((old) => ({
                    of: dataset,
                    wish: { ...(old.of === dataset ? old.wish : {}), ...part },
                  }))
                }
                law={law}
                decays={decays}
                fileTemperatureK={data.temperatureK ?? ROOM_TEMPERATURE_K}
              />
            )}
            <StartAgain
              reset={() => {
                setSaid({ of: "", wish: {} });
                change({ ...FIRST_WISH, dataset: wish.dataset });
              }}
              milliseconds={settled ? milliseconds : null}
            />
          </fieldset>
          <section className="nmr-integrals" aria-label="Regions">
            <h2>Regions</h2>
            <Refused problem={problems.regions} />
            {spectra && (
              <RegionsTable
                regions={integrals?.regions ?? []}
                row={shownRow ?? 0}
                rowNames={data.rowNames}
                name={data.title}
                change={setRegions}
                addRegion={addMiddle}
              />
            )}
          </section>
        </div>
      )}
      {data?.what === "decays" && (
        <div className="bench-grid nmr-bench">
          <fieldset className="controls dot-controls narrow-sliders nmr-controls">
            <legend className="hidden">Timing and radius</legend>
            <h2>Gradients</h2>
            <TimingControls own={null} wish={wish} change={change} />
            <RadiusControls
              wish={radius}
              change={(part) =>
                setSaid((old) => ({
                  of: dataset,
                  wish: { ...(old.of === dataset ? old.wish : {}), ...part },
                }))
              }
              law={law}
              decays={decays}
              fileTemperatureK={ROOM_TEMPERATURE_K}
            />
          </fieldset>
        </div>
      )}
      {data && (data.peaks.length > 0 || data.integrals.length > 0) && <PeaksTable data={data} />}
      {data?.diffusion && (
        <section aria-label="Diffusion">
          <h2>Diffusion</h2>
          <Refused problem={problems.diffusion} />
          {data.what !== "decays" && <Missing found={found} wish={wish} change={change} />}
          {!problems.diffusion && <Diffusion found={found} wish={wish} change={change} law={law} />}
          <DiffusionLine found={found} wish={wish} radius={radius} />
        </section>
      )}
      {measured && !data.diffusion && (
        <p className="aside">
          No pulsed gradients in these data: their integrals are above, and no diffusion can be read from
          them.
        </p>
      )}
      {data && data.notes.length > 0 && (
        <details className="fold">
          <summary>Notes on the data</summary>
          <ul className="findings">
            {data.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

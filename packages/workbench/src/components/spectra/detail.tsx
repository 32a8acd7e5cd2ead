import {
  type AbsorptionAnalysis,
  type ConcentrationRoute,
  citations,
  saidOfBasis,
  type WithInterval,
} from "@oleate/core";
import { numberText, unitLabel } from "@oleate/report";
import { type ReactNode, useMemo } from "react";
import type { DrawnCurve } from "../../worker/spectra-protocol.ts";
import { Figure } from "../figure.tsx";
import { intervalText } from "../interval-text.ts";
import { Refused } from "../refused.tsx";
import { Tables } from "../tables.tsx";
import { type Aliquot, absorptionOf, emissionOf } from "./aliquots.ts";
import { IntervalCell } from "./cells.tsx";
import { CurvesTable } from "./curves-table.tsx";
import { sizingFigure } from "./sizing-figure.ts";
import { bandFigure, fitFigure } from "./spectra-figures.ts";

const said = ({ value, low, high }: WithInterval, scale: number, unit: string): string => {
  const text = intervalText(scale * value, scale * low, scale * high);
  return `${text.value} (${text.interval}) ${unit}`;
};

const placeOf = ({ at }: ConcentrationRoute): string =>
  "transition" in at ? "first transition" : `${at.wavelengthNm} nm`;

/** Concentration by every formula, and whether the two ways agree. */
function Routes({ concentration }: Pick<AbsorptionAnalysis, "concentration">): ReactNode {
  if (!concentration) return null;
  const { routes, left, ratio, agree } = concentration;
  return (
    <>
      {routes.length > 0 && (
        <Tables label="Concentration by each route" copy="Copy these numbers">
          <table className="routes-table">
            <caption>Concentration of dots by each route</caption>
            <thead>
              <tr>
                <th scope="col">molar absorption of</th>
                <th scope="col">at</th>
                <th scope="col">with</th>
                <th scope="col" className="number">
                  absorbance taken
                </th>
                <th scope="col" className="number">
                  dots / {unitLabel("uM")}
                </th>
              </tr>
            </thead>
            <tbody>
              {routes.map((route) => (
                <tr key={`${route.source} ${placeOf(route)}`} data-route={route.source}>
                  <th scope="row">
                    {citations[route.source].cite}
                    {route.note && <span className="aside caution">{route.note}</span>}
                  </th>
                  <td>{placeOf(route)}</td>
                  <td data-basis={route.basis.with}>{saidOfBasis(route.basis)}</td>
                  <td className="number" data-value={route.absorbance}>
                    {numberText(route.absorbance)}
                  </td>
                  <IntervalCell of={route.concentrationMolar} scale={1e6} />
                </tr>
              ))}
            </tbody>
          </table>
        </Tables>
      )}
      <ul className="findings">
        {ratio && (
          <li className={agree ? undefined : "odd"}>
            Short wavelength over first transition: {said(ratio, 1, "").trim()}: the two routes{" "}
            {agree ? "agree" : "disagree"}.
          </li>
        )}
        {left.map((note) => (
          <li key={note} className="aside" data-left="">
            No concentration by {note}.
          </li>
        ))}
      </ul>
    </>
  );
}

/** Every reading that was left out, with what the spectrometer's limit took: the warnings name the first few. */
function LeftOut({ result: { setAside, clipped } }: { readonly result: AbsorptionAnalysis }): ReactNode {
  if (setAside.length === 0 && clipped.length === 0) return null;
  return (
    <details data-left-out={setAside.length}>
      <summary>
        Readings left out of the fit:{" "}
        {[
          ...(setAside.length > 0 ? [`${setAside.length} set aside`] : []),
          ...(clipped.length > 0
            ? [`${clipped.length} ${clipped.length === 1 ? "stretch" : "stretches"} beyond the spectrometer`]
            : []),
        ].join(", ")}
      </summary>
      <Tables label="Readings left out" copy="Copy these numbers">
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                wavelength / nm
              </th>
              <th scope="col" className="number">
                reading
              </th>
              <th scope="col">why</th>
            </tr>
          </thead>
          <tbody>
            {setAside.map(({ wavelengthNm, value }) => (
              <tr key={wavelengthNm}>
                <td className="number" data-value={wavelengthNm}>
                  {numberText(wavelengthNm)}
                </td>
                <td className="number" data-value={value}>
                  {numberText(value)}
                </td>
                <td>far off the neighbours on both sides</td>
              </tr>
            ))}
            {clipped.map(({ fromNm, toNm, level, why }) => (
              <tr key={`${fromNm} ${toNm}`} data-clipped={why}>
                <td className="number">
                  {numberText(fromNm)} to {numberText(toNm)}
                </td>
                <td className="number" data-value={level}>
                  {why === "plateau" ? "flat at" : "above"} {numberText(level)}
                </td>
                <td>beyond the spectrometer</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
    </details>
  );
}

function AbsorptionDetail({
  aliquot,
  result,
  curves,
  computed,
}: {
  readonly aliquot: Aliquot;
  readonly result: AbsorptionAnalysis;
  readonly curves: readonly DrawnCurve[];
  readonly computed: boolean;
}): ReactNode {
  const { spectrum, label } = aliquot;
  const fit = useMemo(() => fitFigure(spectrum, label, result), [spectrum, label, result]);
  const sizing = useMemo(
    () =>
      curves.length === 0 || !result.first
        ? null
        : sizingFigure(
            result.material,
            curves,
            {
              gapEv: result.first.energyEv,
              sizeNm: null,
              band: result.cluster ? null : result.sizes,
              label,
            },
            computed,
            true,
          ),
    [curves, result, label, computed],
  );
  const { first, size, spread, cluster, candidates, sizes } = result;
  // What the curves warn of stands with the curves.
  const notes = result.notes.filter((note) => !sizes?.warnings.includes(note));
  return (
    <>
      {first && (
        <p className="spectrum-answer">
          First transition {said(first.wavelengthNm, 1, "nm")}, half width{" "}
          {said(first.halfWidthEv, 1000, "meV")}
          {size && (
            <>
              ; size <strong>{said(size, 1, "nm")}</strong> by {size.curve}
            </>
          )}
          {spread &&
            (spread.onlyBoundedAbove
              ? `; spread below ${(100 * spread.high).toFixed(0)} %`
              : `; spread ${said(spread, 100, "%")}`)}
          .
        </p>
      )}
      {(cluster !== undefined || notes.length > 0) && (
        <ul className="cautions" aria-label="Warnings">
          {[...(cluster === undefined ? [] : [cluster]), ...notes].map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className="figure-grid spectra-pair">
        <div data-figure="fit">
          <Figure spec={fit} widthMm={118} heightMm={80} />
        </div>
        {sizing && (
          <div data-figure="sizing">
            <Figure spec={sizing} widthMm={118} heightMm={80} />
          </div>
        )}
      </div>
      {sizes && (
        <CurvesTable
          band={sizes}
          used={size?.curve}
          caption={`Size of ${label} by every curve of ${result.material}, at the fitted first transition`}
        />
      )}
      <Routes concentration={result.concentration} />
      <LeftOut result={result} />
      {candidates.length > 1 && (
        <details>
          <summary>Shoulders looked at: {candidates.length}</summary>
          <ul className="findings">
            {candidates.map(({ wavelengthNm, verdict, significance }) => (
              <li key={wavelengthNm}>
                {wavelengthNm.toFixed(0)} nm, curvature {significance.toFixed(0)} times its noise: {verdict}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function EmissionDetail({ aliquot }: { readonly aliquot: Aliquot }): ReactNode {
  const figure = useMemo(() => bandFigure(aliquot), [aliquot]);
  const read = emissionOf(aliquot);
  return (
    <>
      {read && read.notes.length > 0 && (
        <ul className="cautions" aria-label="Warnings">
          {read.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className="figure-grid spectra-pair">
        <div data-figure="band">
          <Figure spec={figure} widthMm={118} heightMm={76} />
        </div>
        {read && (
          <p>
            Peak per energy {said(read.peakEv, 1, "eV")}, full width {said(read.widthEv, 1000, "meV")}; centre
            of gravity {read.meanEv.toFixed(4)} eV; area {numberText(read.area)} readings × nm.
          </p>
        )}
      </div>
    </>
  );
}

/** All of one spectrum: its fit, what every curve makes of it, concentrations, and what was noted. */
export function Detail({
  aliquot,
  curves,
  computed,
}: {
  readonly aliquot: Aliquot;
  readonly curves: readonly DrawnCurve[];
  /** Whether the calculation from bulk data is drawn beside published curves. */
  readonly computed: boolean;
}): ReactNode {
  const { row, kind } = aliquot;
  const absorption = absorptionOf(aliquot);
  if (row?.kind === "failed") return <Refused problem={row} />;
  if (kind === "emission") return <EmissionDetail aliquot={aliquot} />;
  if (!absorption) return <p role="status">Reading ...</p>;
  return <AbsorptionDetail aliquot={aliquot} result={absorption} curves={curves} computed={computed} />;
}

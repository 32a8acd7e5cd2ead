import { shadeColour, unitLabel } from "@oleate/report";
import type { ReactNode } from "react";
import { Tables } from "../tables.tsx";
import { type Aliquot, absorptionOf, emissionOf, type Pair } from "./aliquots.ts";
import { IntervalCell, NumberCell } from "./cells.tsx";
import { routeAt } from "./series-figures.ts";

interface TableProps {
  readonly aliquots: readonly Aliquot[];
  readonly chosen: number | null;
  readonly choose: (id: number) => void;
}

/** The name of a spectrum with its colour: pressed, the page shows it. */
function NameCell({
  aliquot,
  chosen,
  choose,
}: { readonly aliquot: Aliquot } & Omit<TableProps, "aliquots">): ReactNode {
  const { spectrum, shade, label } = aliquot;
  return (
    <th scope="row">
      <button
        type="button"
        className="aliquot"
        aria-pressed={spectrum.id === chosen}
        onClick={() => choose(spectrum.id)}
      >
        <span className="swatch" style={{ background: shadeColour(shade) }} aria-hidden="true" />
        {label}
      </button>
    </th>
  );
}

/** Why there are no numbers. */
function Without({ aliquot, columns }: { readonly aliquot: Aliquot; readonly columns: number }): ReactNode {
  const { row } = aliquot;
  const why = row?.kind === "failed" ? row.complaints.map(({ what }) => what).join("; ") : "reading ...";
  return (
    <td colSpan={columns} className={row?.kind === "failed" ? "problem" : "aside"}>
      {why}
    </td>
  );
}

function Head({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <tr>
      {names.map((name, i) => (
        <th key={name} scope="col" className={i > 0 ? "number" : undefined}>
          {name}
        </th>
      ))}
    </tr>
  );
}

/** What every absorption spectrum says, a line each. */
export function AbsorptionTable({ aliquots, chosen, choose }: TableProps): ReactNode {
  const micromolar = unitLabel("uM");
  return (
    <Tables label="What the absorption says" copy="Copy these numbers" tall>
      <table className="readings-table">
        <caption>Absorption: values above their 95 % intervals. Choose a spectrum to see its fit.</caption>
        <thead>
          <Head
            names={[
              "spectrum",
              "first transition / nm",
              "half width / meV",
              "edge / nm",
              "size / nm",
              "spread / %",
              `dots at the first transition / ${micromolar}`,
              `at short wavelength / ${micromolar}`,
            ]}
          />
        </thead>
        <tbody>
          {aliquots.map((aliquot) => {
            const read = absorptionOf(aliquot);
            const routes = read?.concentration?.routes;
            return (
              <tr
                key={aliquot.spectrum.id}
                data-aliquot={aliquot.label}
                data-chosen={aliquot.spectrum.id === chosen}
              >
                <NameCell aliquot={aliquot} chosen={chosen} choose={choose} />
                {!read ? (
                  <Without aliquot={aliquot} columns={7} />
                ) : !read.first ? (
                  <td colSpan={7} className="odd">
                    {read.notes.find((note) => note.startsWith("no first transition")) ??
                      "no first transition"}
                  </td>
                ) : (
                  <>
                    <IntervalCell of={read.first.wavelengthNm} />
                    <IntervalCell of={read.first.halfWidthEv} scale={1000} />
                    <NumberCell value={read.first.edgeNm} digits={0} />
                    {read.cluster === undefined ? (
                      <IntervalCell of={read.size} />
                    ) : (
                      <td className="number" data-cluster={read.cluster}>
                        –<span className="aside interval">a cluster's band</span>
                      </td>
                    )}
                    <IntervalCell
                      of={read.spread}
                      scale={100}
                      above={read.spread?.onlyBoundedAbove ?? false}
                    />
                    <IntervalCell of={routeAt(routes, "first")?.concentrationMolar} scale={1e6} />
                    <IntervalCell of={routeAt(routes, "short")?.concentrationMolar} scale={1e6} />
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Tables>
  );
}

/** What every emission spectrum says, with the Stokes shift where its absorption is open too. */
export function EmissionTable({
  aliquots,
  chosen,
  choose,
  pairs,
}: TableProps & { readonly pairs: readonly Pair[] }): ReactNode {
  return (
    <Tables label="What the emission says" copy="Copy these numbers" tall>
      <table className="readings-table">
        <caption>
          Emission. The maximum as measured (per wavelength) and that per energy differ; the Stokes shift is
          between energies.
        </caption>
        <thead>
          <Head
            names={[
              "spectrum",
              "peak as measured / nm",
              "peak per energy / eV",
              "full width / nm",
              "full width / meV",
              "Stokes shift / meV",
              "from the absorption of",
            ]}
          />
        </thead>
        <tbody>
          {aliquots.map((aliquot) => {
            const read = emissionOf(aliquot);
            const pair = pairs.find(({ emission }) => emission === aliquot);
            return (
              <tr
                key={aliquot.spectrum.id}
                data-aliquot={aliquot.label}
                data-chosen={aliquot.spectrum.id === chosen}
              >
                <NameCell aliquot={aliquot} chosen={chosen} choose={choose} />
                {!read ? (
                  <Without aliquot={aliquot} columns={6} />
                ) : (
                  <>
                    <NumberCell value={read.peakNm} digits={1} />
                    <IntervalCell of={read.peakEv} />
                    <NumberCell value={read.widthNm} digits={1} />
                    <IntervalCell of={read.widthEv} scale={1000} />
                    <IntervalCell of={pair?.stokesEv} scale={1000} />
                    <td className="number">{pair ? pair.absorption.label : "–"}</td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Tables>
  );
}

import type { ReactNode } from "react";
import { spectrumCsv } from "../../../worker/quantum-yield-example.ts";
import type { ReadSpectrum, SpectrumUse } from "../../../worker/quantum-yield-protocol.ts";
import { download } from "../../download.ts";
import { Tables } from "../../tables.tsx";
import { spectrumFile } from "./measure-command.ts";
import { USES, type Uses, withUse } from "./spectra-uses.ts";

/** The spectra that were read, each with what it is taken for. */
export function SpectraTable({
  spectra,
  uses,
  simulated,
  setUses,
}: {
  readonly spectra: readonly ReadSpectrum[];
  readonly uses: Uses;
  readonly simulated: boolean;
  readonly setUses: (uses: Uses) => void;
}): ReactNode {
  const takenFor = (index: number): SpectrumUse | "" => USES.find(([use]) => uses[use] === index)?.[0] ?? "";
  // The command line takes one spectrum a file: what is simulated, or stands with others in a file, is saved first.
  const toSave = spectra.filter((one, index) => takenFor(index) !== "" && (simulated || !one.alone));
  return (
    <>
      <Tables label="Spectra" tall>
        <table className="spectra-read">
          <caption>{simulated ? "Simulated, not measured" : "Spectra that were read"}</caption>
          <thead>
            <tr>
              <th scope="col">spectrum</th>
              <th scope="col">taken for</th>
              <th scope="col">holds</th>
              <th scope="col" className="number">
                range / nm
              </th>
            </tr>
          </thead>
          <tbody>
            {spectra.map(({ label, quantity, spectrum: { wavelengthNm } }, index) => (
              <tr key={label} data-spectrum={label}>
                <th scope="row">{label}</th>
                <td data-value={takenFor(index)}>
                  <select
                    aria-label={`what ${label} is taken for`}
                    value={takenFor(index)}
                    onChange={({ target }) => setUses(withUse(uses, index, target.value as SpectrumUse | ""))}
                  >
                    <option value="">nothing</option>
                    {USES.map(([use, words]) => (
                      <option key={use} value={use}>
                        {words}
                      </option>
                    ))}
                  </select>
                </td>
                <td>{quantity}</td>
                <td className="number">
                  {Math.round(wavelengthNm[0]!)} to {Math.round(wavelengthNm.at(-1)!)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      {toSave.length > 0 && (
        <div className="tools">
          <span className="aside">The command line reads each from a file of its own:</span>
          <button
            type="button"
            onClick={() => {
              for (const one of toSave)
                download(spectrumFile(one), new Blob([spectrumCsv(one)], { type: "text/csv" }));
            }}
          >
            Save {toSave.length === 1 ? "it" : `these ${toSave.length}`} as CSV
          </button>
        </div>
      )}
    </>
  );
}

import type { ReactNode } from "react";
import type { SpectrumKind } from "../../worker/spectra-protocol.ts";
import { Tables } from "../tables.tsx";
import type { ShownFile, SpectraBench } from "./use-spectra.ts";

const KINDS: readonly (readonly [SpectrumKind, string])[] = [
  ["absorption", "absorption"],
  ["emission", "emission"],
  ["left out", "nothing: left out"],
];

/** The files that are open, what each is taken for, and a way to close it. */
export function FilesTable({
  bench,
  setKind,
  remove,
}: {
  readonly bench: Pick<SpectraBench, "files" | "spectra" | "simulated">;
  readonly setKind: (file: string, kind: SpectrumKind) => void;
  readonly remove: (file: string) => void;
}): ReactNode {
  const { files, spectra, simulated } = bench;
  if (files.length === 0) return null;
  const row = ({ file, format, kind, quantity }: ShownFile): ReactNode => {
    const own = spectra.filter((one) => one.file === file);
    const [least, most] = [
      Math.min(...own.map(({ wavelengthNm }) => wavelengthNm[0]!)),
      Math.max(...own.map(({ wavelengthNm }) => wavelengthNm.at(-1)!)),
    ];
    return (
      <tr key={file} data-file={file}>
        <th scope="row">{file}</th>
        <td data-value={kind}>
          <select
            aria-label={`what ${file} is read as`}
            value={kind}
            onChange={({ target }) => setKind(file, target.value as SpectrumKind)}
          >
            {KINDS.map(([name, text]) => (
              <option key={name} value={name}>
                {text}
              </option>
            ))}
          </select>
        </td>
        <td className="number">{own.length}</td>
        <td className="number">{own.length > 0 ? `${Math.round(least)} to ${Math.round(most)}` : "–"}</td>
        <td>
          {format}
          {quantity === "unknown" ? "" : `, ${quantity}`}
        </td>
        <td>
          {!simulated && (
            <button type="button" onClick={() => remove(file)}>
              close<span className="hidden"> {file}</span>
            </button>
          )}
        </td>
      </tr>
    );
  };
  return (
    <Tables label="Files">
      <table className="spectra-files">
        <caption>
          {simulated
            ? "Simulated, not measured: dots that grow, made from distributions of sizes, noise and a seed"
            : "Files that are open"}
        </caption>
        <thead>
          <tr>
            <th scope="col">file</th>
            <th scope="col">read as</th>
            <th scope="col" className="number">
              spectra
            </th>
            <th scope="col" className="number">
              range / nm
            </th>
            <th scope="col">holds</th>
            <th scope="col">
              <span className="hidden">close</span>
            </th>
          </tr>
        </thead>
        <tbody>{files.map(row)}</tbody>
      </table>
    </Tables>
  );
}

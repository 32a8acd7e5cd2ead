import type { PpmRange } from "@oleate/core";
import { numberText } from "@oleate/report";
import { type ReactNode, useState } from "react";
import type { RegionAnswer } from "../../worker/nmr-protocol.ts";
import { download } from "../download.ts";
import { Tables } from "../tables.tsx";

/** One end of a region, typed. */
function PpmBox({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (ppm: number) => void;
}): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const read = (text: string): number =>
    text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", ".").replace("−", "-"));
  const commit = (): void => {
    if (draft !== null && Number.isFinite(read(draft))) onChange(read(draft));
    setDraft(null);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={label}
      aria-invalid={draft !== null && !Number.isFinite(read(draft))}
      value={draft ?? value.toFixed(3)}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}

/** Integrals of all rows as CSV: one column a region and its error. */
function csvOf(regions: readonly RegionAnswer[], rowNames: readonly string[]): string {
  const heads = regions.flatMap(({ region }) => {
    const name = `${region.fromPpm.toFixed(3)} to ${region.toPpm.toFixed(3)} ppm`;
    return [name, `error of ${name}`];
  });
  const lines = (regions[0]?.values ?? []).map((_, row) =>
    [
      rowNames[row] || String(row + 1),
      ...regions.flatMap(({ values, errors }) => [values[row], errors[row]]),
    ].join(","),
  );
  return `${["row", ...heads].join(",")}\n${lines.join("\n")}\n`;
}

/** The regions with their integrals and errors in one row, to edit and to copy. */
export function RegionsTable({
  regions,
  row,
  rowNames,
  name,
  change,
  addRegion,
}: {
  readonly regions: readonly RegionAnswer[];
  readonly row: number;
  readonly rowNames: readonly string[];
  readonly name: string;
  /** New regions; null takes the tallest lines. */
  readonly change: (regions: readonly PpmRange[] | null) => void;
  readonly addRegion: () => void;
}): ReactNode {
  const [unity, setUnity] = useState(0);
  const against = regions[Math.min(unity, regions.length - 1)]?.values[row] ?? 1;
  const moved = (index: number, part: Partial<PpmRange>): void =>
    change(regions.map(({ region }, i) => (i === index ? { ...region, ...part } : region)));
  return (
    <>
      <Tables label="Integrals" copy="Copy integrals">
        <table className="regions">
          <caption>
            Integrals of row {row + 1}
            {rowNames[row] ? ` (${rowNames[row]})` : ""}, with the error that the noise gives them
          </caption>
          <thead>
            <tr>
              <th scope="col">region</th>
              <th scope="col">from / ppm</th>
              <th scope="col">to / ppm</th>
              <th scope="col" className="number">
                top / ppm
              </th>
              <th scope="col" className="number">
                integral
              </th>
              <th scope="col" className="number">
                error
              </th>
              <th scope="col" className="number">
                relative
              </th>
              <th scope="col">
                <span className="hidden">change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {regions.map(({ region, peakPpm, values, errors }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a region is known by its number
              <tr key={i} data-region={i + 1}>
                <th scope="row">{i + 1}</th>
                <td data-value={region.fromPpm}>
                  <PpmBox
                    label={`region ${i + 1} from, ppm`}
                    value={region.fromPpm}
                    onChange={(fromPpm) => moved(i, { fromPpm })}
                  />
                </td>
                <td data-value={region.toPpm}>
                  <PpmBox
                    label={`region ${i + 1} to, ppm`}
                    value={region.toPpm}
                    onChange={(toPpm) => moved(i, { toPpm })}
                  />
                </td>
                <td className="number" data-value={peakPpm}>
                  {peakPpm.toFixed(3).replace("-", "−")}
                </td>
                <td className="number" data-value={values[row]}>
                  {numberText(values[row] ?? 0)}
                </td>
                <td className="number" data-value={errors[row]}>
                  {numberText(Number((errors[row] ?? 0).toPrecision(2)))}
                </td>
                <td className="number" data-value={(values[row] ?? 0) / against}>
                  {Number.isFinite((values[row] ?? 0) / against)
                    ? numberText((values[row] ?? 0) / against)
                    : ""}
                </td>
                <td data-value="">
                  <button
                    type="button"
                    aria-pressed={i === unity}
                    title={`region ${i + 1} counts 1`}
                    onClick={() => setUnity(i)}
                  >
                    = 1<span className="hidden"> region {i + 1}</span>
                  </button>{" "}
                  <button
                    type="button"
                    aria-label={`remove region ${i + 1}`}
                    title="remove"
                    onClick={() => change(regions.filter((_, k) => k !== i).map((one) => one.region))}
                  >
                    ×
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Tables>
      <div className="tools">
        <button type="button" onClick={addRegion}>
          Add a region
        </button>
        <button type="button" onClick={() => change(null)}>
          Tallest lines
        </button>
        {regions.length > 0 && (
          <button
            type="button"
            onClick={() =>
              download(
                `${name.replace(/[^\w-]+/gu, "-")}-integrals.csv`,
                new Blob([csvOf(regions, rowNames)], { type: "text/csv" }),
              )
            }
          >
            CSV of all rows
          </button>
        )}
      </div>
    </>
  );
}

import { type Complaint, InputError } from "@oleate/core";
import { decodeText } from "../decode.ts";
import { splitHeader } from "../header.ts";
import { isMissing, readNumber } from "../number.ts";
import { type DelimitedRecord, readRecords } from "../records.ts";
import { throwComplaints } from "../table.ts";
import {
  factorTo,
  signalKindOf,
  type TitrationData,
  type TitrationFormat,
  type TitrationHints,
} from "./titration-data.ts";

const VOLUME = /^(.+?)\s+volume\b/iu;

interface Volume {
  readonly stock: string;
  readonly at: number;
  readonly litrePerUnit: number;
  /** Column of the same stock in the side table. */
  readonly sideAt: number;
}

interface Stock {
  readonly component: string;
  /** One number a stock solution, mol/L. */
  readonly molar: readonly number[];
}

/** Reads a cell as a number; a bad one is added to the complaints. */
function cellNumber(
  row: DelimitedRecord,
  at: number,
  what: string,
  file: string,
  complaints: Complaint[],
): number {
  const text = row.cells[at] ?? "";
  const value = readNumber(text, false);
  if (Number.isFinite(value) && value >= 0) return value;
  complaints.push({
    what: `${what} is not a number of 0 or more`,
    found: `"${text}"`,
    place: { file, line: row.line, column: at + 1 },
  });
  return Number.NaN;
}

function volumesOf(header: DelimitedRecord, file: string): Volume[] {
  return header.cells.flatMap((cell, at): Volume[] => {
    const stock = VOLUME.exec(cell)?.[1];
    if (stock === undefined) return [];
    const { unit } = splitHeader(cell);
    if (unit === "") {
      throw new InputError({
        what: `\`${cell}\` has no unit`,
        expected: "such as `Stock 1 volume (uL)`",
        place: { file, line: header.line, column: at + 1 },
      });
    }
    const sideAt = header.cells.findIndex(
      (other, i) => i !== at && other.toLowerCase() === stock.toLowerCase(),
    );
    if (sideAt < 0) {
      throw new InputError({
        what: `the table of stock concentrations has no column \`${stock}\``,
        remedy: "name its columns as the volumes are named: `Stock 1`, `Stock 2`",
        place: { file, line: header.line },
      });
    }
    return [{ stock, at, litrePerUnit: factorTo(unit, "L", cell, { file, line: header.line }), sideAt }];
  });
}

/** The side table: rows such as "[Host] (mM)" with one concentration a stock. */
function stocksOf(
  rows: readonly DelimitedRecord[],
  volumes: readonly Volume[],
  file: string,
  complaints: Complaint[],
): Stock[] {
  const nameAt = Math.min(...volumes.map(({ sideAt }) => sideAt)) - 1;
  return rows.flatMap((row): Stock[] => {
    const label = row.cells[nameAt] ?? "";
    if (label === "") return [];
    const { name, unit } = splitHeader(label);
    if (unit === "") {
      complaints.push({
        what: `the stock concentration \`${label}\` has no unit`,
        expected: "such as `[Host] (mM)`",
        place: { file, line: row.line },
      });
      return [];
    }
    const factor = factorTo(unit, "M", label, { file, line: row.line });
    const molar = volumes.map(
      ({ stock, sideAt }) =>
        factor * cellNumber(row, sideAt, `the concentration of ${name} in ${stock}`, file, complaints),
    );
    return [{ component: name.replace(/^\[(.+)\]$/u, "$1"), molar }];
  });
}

function signalOf(
  rows: readonly DelimitedRecord[],
  header: string,
  at: number,
  file: string,
  complaints: Complaint[],
): TitrationData["signals"][number] {
  const values = Float64Array.from(rows, (row) => {
    const text = row.cells[at] ?? "";
    const value = isMissing(text) ? Number.NaN : readNumber(text, false);
    if (!Number.isFinite(value) && !isMissing(text)) {
      complaints.push({
        what: `signal \`${header}\` holds no number`,
        found: `"${text.slice(0, 40)}"`,
        place: { file, line: row.line, column: at + 1 },
      });
    }
    return value;
  });
  const parts = splitHeader(header);
  // "31P ppm" is a nucleus and a unit.
  const ppm = /^(.+?)\s+ppm$/iu.exec(header);
  return ppm ? { name: ppm[1]!, unit: "ppm", values } : { ...parts, values };
}

function read(bytes: Uint8Array, file: string, hints: TitrationHints): TitrationData {
  const { records, complaints: quoting } = readRecords(decodeText(bytes, file), file);
  const complaints: Complaint[] = [...quoting];
  const [header, ...rows] = records;
  const volumes = volumesOf(header!, file);
  const firstVolume = Math.min(...volumes.map(({ at }) => at));
  const lastVolume = Math.max(...volumes.map(({ at }) => at));
  const titrated = rows.filter(({ cells }) => cells.slice(0, lastVolume + 1).some((cell) => cell !== ""));
  const stocks = stocksOf(rows, volumes, file, complaints);
  const headers = header!.cells
    .map((cell, at) => ({ cell, at }))
    .filter(({ cell, at }) => at > 0 && at < firstVolume && cell !== "");
  const signals = headers.map(({ cell, at }) => signalOf(titrated, cell, at, file, complaints));
  const litre = volumes.map(({ at, litrePerUnit, stock }) =>
    Float64Array.from(
      titrated,
      (row) => litrePerUnit * cellNumber(row, at, `the volume of ${stock}`, file, complaints),
    ),
  );
  if (stocks.length === 0)
    complaints.push({
      what: "the table of stock concentrations is missing",
      expected: "rows such as `[Host] (mM)` right of the volumes",
      place: { file },
    });
  if (signals.length === 0)
    complaints.push({
      what: "there is no column of a signal left of the volumes",
      place: { file, line: header!.line },
    });
  headers.forEach(({ cell, at }, i) => {
    if (headers.findIndex((other) => other.cell === cell) < i)
      complaints.push({
        what: `two columns are named \`${cell}\``,
        remedy: "give each column its own name",
        place: { file, line: header!.line, column: at + 1 },
      });
  });
  if (titrated.length === 0) complaints.push({ what: "the table has no rows", place: { file } });
  const total = Float64Array.from(titrated, (_, row) => litre.reduce((sum, volume) => sum + volume[row]!, 0));
  total.forEach((volume, row) => {
    if (volume === 0)
      complaints.push({
        what: "the vessel is empty: all volumes are 0",
        place: { file, line: titrated[row]!.line },
      });
  });
  throwComplaints(complaints);
  const notes = [
    "volumes are totals in the vessel, not steps: a row's concentrations are its volumes times the stocks over their sum",
  ];
  volumes.forEach(({ stock, at }, k) => {
    for (let i = 1; i < titrated.length; i++) {
      if (litre[k]![i]! >= litre[k]![i - 1]!) continue;
      const [before, row] = [titrated[i - 1]!, titrated[i]!];
      notes.push(
        `the volume of ${stock} falls from ${before.cells[at]} on line ${before.line} to ${row.cells[at]} on line ${row.line}, which a vessel that is only added to cannot do: a misprint? Both are taken as written`,
      );
    }
  });
  return {
    file,
    format: "musketeer",
    components: stocks.map(({ component }) => component),
    totalsMolar: stocks.map(({ molar }) =>
      total.map((volume, row) => litre.reduce((sum, one, k) => sum + one[row]! * molar[k]!, 0) / volume),
    ),
    signals,
    ...signalKindOf(
      headers.map(({ cell }) => cell),
      hints.observable,
    ),
    volumesLitre: total,
    notes,
  };
}

/**
 * Table of Musketeer: a title a row, the signals, "Stock k volume (uL)" for every stock solution, and at the right a
 * side table with the concentrations of the stocks ("[Host] (mM)" under "Stock 1", "Stock 2"). The volumes are what
 * the vessel holds in that row, so c = sum_k V_k c_k / sum_k V_k, mol/L; volumes are taken as additive.
 * Source: github.com/daniilS/Musketeer, examples; read so, its published constants come back.
 */
export const musketeerFormat: TitrationFormat = {
  name: "musketeer",
  label: "Musketeer table with pipetted volumes and stock concentrations",
  extensions: ["csv", "tsv", "txt"],
  reads: "signals, and the totals that the volumes and stocks make",
  detect: (text) => {
    const first = text.split(/\r?\n/u, 1)[0]!;
    return /\bvolume\s*[([]/iu.test(first) && /addition/iu.test(first);
  },
  read,
};

import { InputError, type Table, type TableColumn } from "@oleate/core";
import { decodeText } from "../decode.ts";
import { readNumber } from "../number.ts";
import { readTable } from "../table.ts";
import type { NmrPeak } from "./nmr-data.ts";

/** The integral of a region as a program's table gives it. */
export interface NmrIntegral {
  readonly highPpm: number;
  readonly lowPpm: number;
  /** In the program's normalisation. */
  readonly value: number;
  /** Before normalisation, where the table has it. */
  readonly absolute?: number;
  readonly label?: string;
}

/** Peaks or integrals that another program found. */
export interface PeakTable {
  readonly file: string;
  /** Which table it is, in words. */
  readonly source: string;
  readonly peaks: readonly NmrPeak[];
  readonly integrals: readonly NmrIntegral[];
  readonly notes: readonly string[];
}

/** What a form of table gives; undefined when the text is not of that form. */
type Found = Omit<PeakTable, "file" | "notes"> | undefined;

function attribute(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`, "u").exec(text)?.[1];
}

function numberAt(text: string, file: string, line: number): number {
  const value = readNumber(text, true);
  if (Number.isFinite(value)) return value;
  throw new InputError({
    what: "a cell of the table is no number",
    found: `"${text.slice(0, 40)}"`,
    place: { file, line },
  });
}

/** TopSpin's peaklist.xml. */
function fromXml(text: string, file: string): Found {
  if (!/<PeakList/u.test(text)) return undefined;
  const peaks: NmrPeak[] = [];
  text.split("\n").forEach((row, i) => {
    for (const [, attributes] of row.matchAll(/<Peak1D\b([^>]*)>/gu)) {
      const label = attribute(attributes!, "annotation");
      peaks.push({
        ppm: numberAt(attribute(attributes!, "F1") ?? "", file, i + 1),
        intensity: numberAt(attribute(attributes!, "intensity") ?? "", file, i + 1),
        ...(label ? { label } : {}),
      });
    }
  });
  return { source: "TopSpin's peak list (peaklist.xml)", peaks, integrals: [] };
}

/** TopSpin's integrals.txt: number, high and low end of the region in ppm, integral. */
function fromIntegrals(text: string, file: string): Found {
  if (!/Number\s+Integrated Region\s+Integral/u.test(text)) return undefined;
  const integrals: NmrIntegral[] = [];
  text.split(/\r\n|\n|\r/u).forEach((row, i) => {
    const words = row.trim().split(/\s+/u);
    if (words.length < 4 || !/^\d+$/u.test(words[0]!)) return;
    const [a, b, value] = [1, 2, 3].map((k) => numberAt(words[k]!, file, i + 1));
    integrals.push({ highPpm: Math.max(a!, b!), lowPpm: Math.min(a!, b!), value: value! });
  });
  return { source: "TopSpin's integrals (integrals.txt)", peaks: [], integrals };
}

/** The listing of TopSpin's `pp`: number, address, frequency in Hz and in ppm, intensity. */
function fromListing(text: string, file: string): Found {
  if (!/#\s+ADDRESS\s+FREQUENCY\s+INTENSITY/u.test(text)) return undefined;
  const peaks: NmrPeak[] = [];
  text.split(/\r\n|\n|\r/u).forEach((row, i) => {
    const words = row.trim().split(/\s+/u);
    if (words.length < 5 || !/^\d+$/u.test(words[0]!)) return;
    peaks.push({ ppm: numberAt(words[3]!, file, i + 1), intensity: numberAt(words[4]!, file, i + 1) });
  });
  return { source: "TopSpin's peak listing (pp)", peaks, integrals: [] };
}

function columnOf(table: Table, name: RegExp, unit?: string): TableColumn | undefined {
  return (
    table.columns.find((column) => name.test(column.name) && unit !== undefined && column.unit === unit) ??
    table.columns.find((column) => name.test(column.name) && (unit === undefined || column.unit === ""))
  );
}

/** Two ends of a region in one cell: "7.30 .. 7.20", "7.30 - 7.20", "7,30 to 7,20". */
const RANGE = /^\s*([-+]?\d+(?:[.,]\d+)?)\s*(?:\.\.+|to|-|\u2013|\u2026|\s)\s*([-+]?\d+(?:[.,]\d+)?)\s*$/u;

const textAt = (column: TableColumn | undefined, row: number): string => column?.text[row] ?? "";

function integralsOf(table: Table, file: string): readonly NmrIntegral[] | undefined {
  const range = columnOf(table, /^(?:range|region|integrated region)\b/iu);
  const value =
    columnOf(table, /^(?:normali[sz]ed|integral|relative)/iu) ??
    columnOf(table, /^(?:absolute|area|h'?s|value|sum)/iu);
  const absolute = columnOf(table, /^(?:absolute|area)/iu);
  const label = columnOf(table, /^(?:name|label|annotation|assignment)/iu);
  if (!range || !value) return undefined;
  return table.lineOfRow.map((line, row) => {
    const ends = RANGE.exec(textAt(range, row));
    if (!ends) {
      throw new InputError({
        what: "a cell holds no region",
        found: `"${textAt(range, row).slice(0, 40)}"`,
        expected: "two shifts, such as 7.30 .. 7.20",
        place: { file, line },
      });
    }
    const [a, b] = [numberAt(ends[1]!, file, line), numberAt(ends[2]!, file, line)];
    const whole = absolute && absolute !== value ? absolute.values[row]! : Number.NaN;
    return {
      highPpm: Math.max(a, b),
      lowPpm: Math.min(a, b),
      value: numberAt(textAt(value, row), file, line),
      ...(Number.isFinite(whole) ? { absolute: whole } : {}),
      ...(textAt(label, row) ? { label: textAt(label, row) } : {}),
    };
  });
}

function peaksOf(table: Table, file: string): readonly NmrPeak[] | undefined {
  const shift = columnOf(table, /^ppm$/iu) ?? table.columns.find(({ unit }) => unit.toLowerCase() === "ppm");
  const intensity =
    columnOf(table, /^(?:intensity|height)/iu, "abs") ??
    columnOf(table, /^(?:rel\S*\s+)?(?:intensity|height)/iu);
  const width = columnOf(table, /^(?:line)?width/iu, "Hz");
  const label = columnOf(table, /^(?:annotation|label|assignment|compound)/iu);
  if (!shift || !intensity) return undefined;
  return table.lineOfRow.map((line, row) => {
    const wide = width?.values[row] ?? Number.NaN;
    return {
      ppm: numberAt(textAt(shift, row), file, line),
      intensity: numberAt(textAt(intensity, row), file, line),
      ...(Number.isFinite(wide) ? { widthHz: wide } : {}),
      ...(textAt(label, row) ? { label: textAt(label, row) } : {}),
    };
  });
}

function unknownTable(table: Table, file: string): InputError {
  return new InputError({
    what: "the table holds neither peaks nor integrals",
    found: table.columns.map(({ header }) => `\`${header}\``).join(", "),
    expected: "columns `ppm` and `Intensity`, or `Range` and `Integral` (or `Normalized`)",
    remedy: "copy the table with its header line",
    place: { file },
  });
}

/**
 * Peaks or integrals that another program found: TopSpin's peaklist.xml, integrals.txt and `pp` listing, and tables with
 * a header as Mnova and TopSpin copy them (`ppm` with `Intensity`; `Range` with `Normalized` or `Integral`). Decimal
 * commas are read. Regions come with their higher end first.
 * @throws InputError with file and line for a cell that is no number, a table of other columns, or one without peaks
 */
export function readPeakTable(bytes: Uint8Array, file: string): PeakTable {
  const text = decodeText(bytes, file);
  const fixed = fromXml(text, file) ?? fromIntegrals(text, file) ?? fromListing(text, file);
  if (fixed) {
    if (fixed.peaks.length + fixed.integrals.length > 0) return { file, ...fixed, notes: [] };
    throw new InputError({
      what: "the table has no peaks",
      found: fixed.source,
      expected: "at least one line",
      remedy: "pick peaks or integrate before saving the table",
      place: { file },
    });
  }
  const table = readTable(bytes, file);
  const integrals = integralsOf(table, file);
  if (integrals) return { file, source: "a table of integrals", peaks: [], integrals, notes: table.notes };
  const peaks = peaksOf(table, file);
  if (!peaks) throw unknownTable(table, file);
  return { file, source: "a table of peaks", peaks, integrals: [], notes: table.notes };
}

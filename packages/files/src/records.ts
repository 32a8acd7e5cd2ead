import { type Complaint, InputError } from "@oleate/core";
import { isUnit } from "./header.ts";

/** Character between cells; " " stands for a run of spaces or tabs. */
export type Delimiter = "\t" | ";" | "," | " ";

/** One record of a delimited file: the line it begins on (from 1) and its cells, trimmed. */
export interface DelimitedRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A delimited file before its header is understood. */
export interface Records {
  readonly delimiter: Delimiter;
  readonly records: readonly DelimitedRecord[];
  readonly complaints: readonly Complaint[];
}

/** In the order in which a tie is decided: a comma may be a decimal sign, a space part of a name. */
const DELIMITERS: readonly Delimiter[] = ["\t", ";", ",", " "];

/** Records looked at to find the delimiter. */
const SAMPLE_RECORDS = 50;

interface Scan {
  readonly text: string;
  readonly delimiter: Delimiter;
  readonly file: string;
  readonly complaints: Complaint[];
}

function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t" || char === "\u00A0";
}

function isLineEnd(char: string | undefined): boolean {
  return char === "\n" || char === "\r" || char === undefined;
}

/** True when a cell ends before `char`. */
function endsCell(char: string | undefined, delimiter: Delimiter): boolean {
  return isLineEnd(char) || char === delimiter || (delimiter === " " && isBlank(char));
}

/** Reads a quoted cell whose opening quote stands at `start`; `next` is the position after its closing quote. */
function quotedCell(scan: Scan, start: number, line: number): { value: string; next: number; lines: number } {
  const { text, file, complaints } = scan;
  const parts: string[] = [];
  let next = start + 1;
  for (;;) {
    const close = text.indexOf('"', next);
    if (close < 0) {
      const found = `"${text.slice(start + 1, start + 21)}`;
      complaints.push({
        what: "a quoted cell is never closed",
        found,
        remedy: 'close it with "',
        place: { file, line },
      });
      parts.push(text.slice(next));
      next = text.length;
      break;
    }
    if (text[close + 1] !== '"') {
      parts.push(text.slice(next, close));
      next = close + 1;
      break;
    }
    parts.push(text.slice(next, close + 1));
    next = close + 2;
  }
  const value = parts.join("");
  return { value, next, lines: value.match(/\r\n|\r|\n/gu)?.length ?? 0 };
}

/** Reads records until the end of the text or `limit` of them. */
function scanRecords(scan: Scan, limit: number): DelimitedRecord[] {
  const { text, delimiter, file, complaints } = scan;
  const records: DelimitedRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length && records.length < limit) {
    const begin = line;
    const cells: string[] = [];
    while (isBlank(text[at]) && text[at] !== delimiter) at++;
    const comment = text[at] === "#" || text[at] === "%";
    while (comment && !isLineEnd(text[at])) at++;
    let filled = false;
    while (!comment) {
      while (isBlank(text[at]) && (text[at] !== delimiter || delimiter === " ")) at++;
      if (delimiter === " " && isLineEnd(text[at]) && cells.length > 0) break;
      if (text[at] === '"') {
        const { value, next, lines } = quotedCell(scan, at, line);
        at = next;
        line += lines;
        while (isBlank(text[at]) && !endsCell(text[at], delimiter)) at++;
        if (!endsCell(text[at], delimiter)) {
          complaints.push({
            what: "text follows a closing quote",
            found: text.slice(at, at + 20).split(/[\r\n]/u)[0]!,
            remedy: 'write a quote inside a quoted cell twice: ""',
            place: { file, line },
          });
          while (!endsCell(text[at], delimiter)) at++;
        }
        cells.push(value.trim());
        filled = true;
      } else {
        const start = at;
        while (!endsCell(text[at], delimiter)) at++;
        const value = text.slice(start, at).trim();
        filled ||= value !== "";
        cells.push(value);
      }
      if (isLineEnd(text[at])) break;
      at++;
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    line++;
    if (filled) records.push({ line: begin, cells });
  }
  return records;
}

interface Trial {
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
  readonly headerCells: number;
  /** Cells of the widest record after the first. */
  readonly widest: number;
  /** Share of the records after the first that have as many cells as it. */
  readonly share: number;
  /** Quotes inside unquoted cells: a sign that quoted cells were cut apart. */
  readonly strayQuotes: number;
}

function tryDelimiter(text: string, delimiter: Delimiter, file: string): Trial {
  const complaints: Complaint[] = [];
  const records = scanRecords({ text, delimiter, file, complaints }, SAMPLE_RECORDS);
  const header = records[0]?.cells ?? [];
  const headerCells = header.length;
  const rows = records.slice(1);
  const alike = rows.filter(({ cells }) => cells.length === headerCells).length;
  const stray = records.reduce(
    (sum, { cells }) => sum + cells.filter((cell) => cell.split('"').length % 2 === 0).length,
    0,
  );
  return {
    delimiter,
    header,
    headerCells,
    widest: Math.max(0, ...rows.map(({ cells }) => cells.length)),
    share: rows.length === 0 ? 0 : alike / rows.length,
    strayQuotes: stray + complaints.length,
  };
}

/** The delimiter that cuts most records into as many cells as the first; a comma for a file of one column. */
function detectDelimiter(text: string, file: string): Delimiter {
  const trials = DELIMITERS.map((delimiter) => tryDelimiter(text, delimiter, file));
  const fitting = trials.filter(({ headerCells, share }) => headerCells > 1 && share > 0);
  // The sort is stable, so what is left equal stays in the order of DELIMITERS.
  const best = fitting.sort((a, b) => a.strayQuotes - b.strayQuotes || b.share - a.share)[0];
  if (best) return best.delimiter;
  const header = trials.find(({ delimiter }) => delimiter === ",")!.header;
  const named = header.length === 1 || (header.length === 2 && isUnit(header[1]!));
  const uncut = trials.every(
    ({ delimiter, headerCells, widest }) =>
      widest <= 1 && (headerCells <= 1 || delimiter === "," || delimiter === " "),
  );
  // Rows that are never cut mean one column; its header may hold spaces, or a comma before its unit.
  if (named && uncut) return header.length === 1 ? "," : ";";
  return (
    (trials.find(({ headerCells }) => headerCells > 1) ?? trials.find(({ widest }) => widest > 1))
      ?.delimiter ?? ","
  );
}

/**
 * Cuts a text into records and cells: comma, tab, semicolon or runs of spaces, found from the first records; quoted
 * cells may hold delimiters, line ends and doubled quotes; lines that begin with # or % and blank lines are skipped.
 * Problems of quoting are returned, not thrown. @throws InputError when nothing is left
 * Source: RFC 4180 for quoting.
 */
export function readRecords(text: string, file: string): Records {
  const delimiter = detectDelimiter(text, file);
  const complaints: Complaint[] = [];
  const records = scanRecords({ text, delimiter, file, complaints }, Number.POSITIVE_INFINITY);
  if (records.length === 0) {
    throw new InputError({
      what: "the file holds no table",
      found: "only blank lines or comments",
      expected: "a header line and rows",
      place: { file },
    });
  }
  return { delimiter, records, complaints };
}

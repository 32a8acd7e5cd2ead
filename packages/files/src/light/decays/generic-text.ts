import { InputError } from "@oleate/core";
import { splitHeader } from "../../header.ts";
import { findNumberBlock, type NumberBlock } from "../number-block.ts";
import {
  type DecayCurve,
  type DecayFile,
  type DecayFormat,
  type DecayOptions,
  type LightSource,
  NS_PER_UNIT,
  notesOnCounts,
  type TimeUnit,
} from "./decay-file.ts";
import { STATED } from "./stated.ts";
import { FALLING_NOTE, inOrder, type TimeAxis, uniformAxis } from "./time-axis.ts";

/** Characters of a remark that are looked at; longer lines tell nothing about units. */
const REMARK_CHARACTERS = 200;

/** Unit of time a word stands for. */
const UNITS: Readonly<Record<string, TimeUnit>> = {
  ps: "ps",
  ns: "ns",
  us: "us",
  "\u00b5s": "us",
  "\u03bcs": "us",
  ms: "ms",
  s: "s",
  sec: "s",
  picoseconds: "ps",
  nanoseconds: "ns",
  microseconds: "us",
  milliseconds: "ms",
  seconds: "s",
};

/** The unit of time a header names: "Time (ns)", "t/ps", "ns"; undefined where it names none. */
export function timeUnitOf(header: string): TimeUnit | undefined {
  if (header.length > REMARK_CHARACTERS) return undefined;
  const { name, unit } = splitHeader(header);
  const found = UNITS[unit.toLowerCase()] ?? UNITS[name.toLowerCase()];
  if (found) return found;
  // "Time[ns]" and "Time ns" are no quantity and unit to splitHeader where the bracket touches other signs.
  const last = /^(?:time|t|delay|lifetime)\b[\s,:_/([]*(\p{L}+)[)\]]*$/iu.exec(header.trim())?.[1];
  return last === undefined ? undefined : UNITS[last.toLowerCase()];
}

/** True for the header of a column of times, with or without a unit. */
function isTimeHeader(header: string): boolean {
  return timeUnitOf(header) !== undefined || /^(?:time|t|delay)\b/iu.test(header.trim());
}

function isChannelHeader(header: string): boolean {
  return /^(?:chan(?:nels?)?|ch|bin|index|#)\.?$/iu.test(header.trim());
}

/** True for a header that belongs to a spectrum. */
function isSpectralHeader(header: string): boolean {
  if (header.length > REMARK_CHARACTERS) return false;
  return (
    /wave\s*-?(?:length|number)|photon\s*energy|lambda|\u03bb|^energy\b/iu.test(header) ||
    /^(?:nm|ev|cm-1)$/iu.test(splitHeader(header).unit)
  );
}

/** Unit of the times in a column, and how that is known. */
function unitOf(
  block: NumberBlock,
  at: number,
  options: DecayOptions,
): { unit: TimeUnit; note: string | undefined } {
  const named = (block.headers ?? [])
    .map((cells) => timeUnitOf(cells[at] ?? ""))
    .find((unit) => unit !== undefined);
  if (named) return { unit: named, note: undefined };
  // A line of one name over several columns, or a remark such as "Time unit: ps".
  for (const { text: line } of block.preamble) {
    const text = line.trim().slice(0, REMARK_CHARACTERS);
    const remark =
      /^[#%\s"]*(?:time|t|x\s*-?axis)\b[^0-9]*?[([/:\s,]\s*(ps|ns|us|\u00b5s|\u03bcs|ms|s)\b/iu.exec(
        text,
      )?.[1];
    const unit = remark === undefined ? undefined : UNITS[remark.toLowerCase()];
    if (unit) return { unit, note: `times are in ${unit}: "${text.slice(0, 60)}"` };
  }
  if (options.timeUnit) return { unit: options.timeUnit, note: undefined };
  return {
    unit: "ns",
    note: `the file names no unit of time: its times are taken to be in ns; otherwise ${STATED.timeUnit}`,
  };
}

/** Emission wavelength that a header names: "450 nm", "decay at 450 nm", "450". */
function wavelengthIn(header: string): number | undefined {
  if (header.length > REMARK_CHARACTERS) return undefined;
  const match =
    /(?<![\d.,])(\d{3,4}(?:[.,]\d+)?)\s*\(?nm\b/iu.exec(header) ??
    /^\s*(\d{3,4}(?:[.,]\d+)?)\s*$/u.exec(header);
  const value = match ? Number(match[1]!.replace(",", ".")) : Number.NaN;
  return value >= 200 && value <= 2500 ? value : undefined;
}

function nameOf(header: string, index: number): string {
  if (header.length > REMARK_CHARACTERS) return header;
  const { name } = splitHeader(header);
  if (name === "") return `curve ${index}`;
  return name.replace(/\s*[([](?:cnts?|counts?|a\.?u\.?)[)\]]$/iu, "") || name;
}

/** Counts of a column down to its last filled row. @throws InputError for a gap */
function countsOf(column: Float64Array, block: NumberBlock, label: string, file: string): Float64Array {
  let length = column.length;
  while (length > 0 && Number.isNaN(column[length - 1]!)) length--;
  const gap = column.subarray(0, length).findIndex((value) => Number.isNaN(value));
  if (gap >= 0) {
    throw new InputError({
      what: `the counts of ${label} have a gap`,
      expected: "a number in every row down to the last",
      place: { file, line: block.lineOfRow[gap]! },
    });
  }
  return column.slice(0, length);
}

interface AxisColumn {
  readonly at: number;
  readonly startNs: number;
  readonly widthNs: number;
  /** Rows that have a time. */
  readonly rows: number;
  readonly axis: TimeAxis;
}

/** The column of times: the first, or behind a column that only numbers the channels the first that is named a time. */
function axisColumn(header: readonly string[]): number {
  if (!isChannelHeader(header[0] ?? "")) return 0;
  return Math.max(
    0,
    header.findIndex((name) => name !== "" && isTimeHeader(name)),
  );
}

function axisOf(
  block: NumberBlock,
  at: number,
  unit: TimeUnit,
  options: DecayOptions,
  file: string,
): AxisColumn {
  const header = block.headers[0]?.[at] ?? "";
  const column = block.columns[at]!;
  let length = column.length;
  // Columns of times in pairs may end before others.
  while (at > 0 && length > 0 && Number.isNaN(column[length - 1]!)) length--;
  const inChannels = isChannelHeader(header);
  const axis = uniformAxis(column.subarray(0, length), {
    decimals: block.decimals[at]!,
    digits: block.digits[at]!,
    lineOfRow: block.lineOfRow,
    unit: inChannels ? "channels" : unit,
    file,
  });
  const { start, width } = axis;
  const scale = NS_PER_UNIT[unit];
  if (!inChannels) return { at, startNs: start * scale, widthNs: width * scale, rows: length, axis };
  const widthNs = options.channelWidthNs ?? widthInRemarks(block);
  if (widthNs === undefined) throw noWidth(file, block.lineOfRow[0]! - 1);
  return { at, startNs: 0, widthNs: width * widthNs, rows: length, axis };
}

/** Refusal of a file that numbers its channels only. */
export function noWidth(file: string, line: number): InputError {
  return new InputError({
    what: "the file numbers its channels but does not say how wide they are",
    expected: "a column of times, or a line such as `Time calibration: 0.0548 ns/ch`",
    remedy: STATED.channelWidth,
    place: { file, line: Math.max(1, line) },
  });
}

/** Width of a channel, ns, that a remark above the numbers names: "0.0548 ns/ch", "5.48E-11 s/ch". */
export function widthInRemarks(block: Pick<NumberBlock, "preamble">): number | undefined {
  for (const { text: line } of block.preamble) {
    const text = line.trim().slice(0, REMARK_CHARACTERS);
    const match =
      /([\d.,]+(?:e[-+]?\d+)?)\s*(ps|ns|us|\u00b5s|\u03bcs|ms|s|sec)\s*(?:\/|per)\s*(?:ch|bin)/iu.exec(text);
    const value = match ? Number(match[1]!.replace(",", ".")) : Number.NaN;
    const unit = match ? UNITS[match[2]!.toLowerCase()] : undefined;
    if (value > 0 && unit) return value * NS_PER_UNIT[unit];
  }
  return undefined;
}

function refuseNoDecay(file: string, source: LightSource): InputError {
  const first = (source.text ?? "").split(/\r\n|\n|\r/u).find((line) => line.trim() !== "") ?? "";
  return new InputError({
    what: "the file holds no decay",
    found: first === "" ? "only blank lines" : `no rows of numbers; it begins "${first.trim().slice(0, 60)}"`,
    expected: "three rows or more of a time and its counts",
    remedy: "export the decay as text with a column of times and a column of counts",
    place: { file },
  });
}

/** Decays of a table of numbers, wherever it came from. @throws InputError for a spectrum, unequal channels, gaps */
export function curvesOf(block: NumberBlock, options: DecayOptions, file: string): DecayFile {
  const header = block.headers[0] ?? [];
  if (header[0] !== undefined && isSpectralHeader(header[0])) {
    throw new InputError({
      what: "the file is a spectrum, not a decay",
      found: `a first column \`${header[0]}\``,
      expected: "a first column of times",
      remedy: "read it as a spectrum",
      place: { file, line: Math.max(1, block.lineOfRow[0]! - 1) },
    });
  }
  const first = axisColumn(header);
  const { unit, note } = unitOf(block, first, options);
  const inChannels = isChannelHeader(header[first] ?? "");
  let axis = axisOf(block, first, unit, options, file);
  let falling = axis.axis.falling;
  const curves: DecayCurve[] = [];
  // Whatever stands before the times numbers the channels, and is no decay.
  for (let c = first + 1; c < block.columns.length; c++) {
    const label = header[c] ?? "";
    if (label !== "" && isTimeHeader(label)) {
      axis = axisOf(block, c, timeUnitOf(label) ?? unit, options, file);
      falling ||= axis.axis.falling;
      continue;
    }
    const name = nameOf(label, curves.length + 1);
    const counts = countsOf(block.columns[c]!, block, name, file);
    if (counts.length === 0) continue;
    const wavelengthNm = wavelengthIn(label);
    curves.push({
      name: curves.some((other) => other.name === name) ? `${name} (column ${c + 1})` : name,
      channelWidthNs: axis.widthNs,
      // A column that ends early misses its last rows, which are the earliest times where these fall.
      startNs: axis.startNs + (axis.axis.falling ? (axis.rows - counts.length) * axis.widthNs : 0),
      counts: inOrder(counts, axis.axis),
      meta: wavelengthNm === undefined ? {} : { wavelengthNm },
    });
  }
  if (curves.length === 0) {
    throw new InputError({
      what: "the file has times but no counts",
      place: { file, line: block.lineOfRow[0]! },
    });
  }
  return {
    format: "text",
    curves,
    notes: [
      ...(note && !inChannels ? [note] : []),
      ...(falling ? [FALLING_NOTE] : []),
      ...block.notes,
      ...notesOnCounts(curves),
    ],
  };
}

/**
 * Text of any origin with a column of times and one or more of counts: comma, semicolon, tab or spaces, decimal comma,
 * byte order mark, remarks above and below; the header is optional, the unit of time is taken from it (ns where none is
 * named, with a note). Several columns of times each begin a group of their own.
 */
export const genericTextFormat: DecayFormat = {
  name: "text",
  label: "text with a column of times and columns of counts",
  extensions: ["csv", "tsv", "txt", "dat"],
  reads: "any delimiter, decimal comma, remarks above and below, groups with times of their own",
  detect: ({ text }) => text !== null,
  read: (source, options) => {
    const block = findNumberBlock(source.text ?? "", source.file);
    if (!block) throw refuseNoDecay(source.file, source);
    return curvesOf(block, options, source.file);
  },
};

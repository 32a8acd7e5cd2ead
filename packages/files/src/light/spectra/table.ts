import { InputError } from "@oleate/core";
import { timeUnitOf } from "../decays/generic-text.ts";
import { findNumberBlock, type NumberBlock } from "../number-block.ts";
import { type NamedAxis, namedAxis } from "./axis-unit.ts";
import { buildSpectra, type ListedSpectrum } from "./build-spectra.ts";
import { isQuantityOnly, type NamedQuantity, namedQuantity } from "./quantity.ts";
import { type SpectraFile, type SpectraFormat, type SpectraOptions, stemOf } from "./spectra-file.ts";

/** Values of a first column without a name that can only be wavelengths in nm. */
const NAMELESS_NM: readonly [number, number] = [150, 3500];

function firstLine(text: string): string {
  return (text.split(/\r\n|\n|\r/u).find((line) => line.trim() !== "") ?? "").trim();
}

/** Refusal of a table that is no spectrum. */
function noAxis(found: string, file: string, line: number): InputError {
  return new InputError({
    what: "the table has no spectral axis",
    found,
    expected: "a first column such as `Wavelength (nm)`, `Energy (eV)` or `Wavenumber (cm-1)`",
    remedy: "name the first column with its unit; a table of syntheses or of peaks is no spectrum",
    place: { file, line },
  });
}

/** Refusal of a text without rows of numbers. */
export function noNumbers(text: string, file: string): InputError {
  const first = firstLine(text);
  return new InputError({
    what: "the file holds no spectrum",
    found: first === "" ? "only blank lines" : `no rows of numbers alone; it begins "${first.slice(0, 60)}"`,
    expected: "three rows or more of a wavelength and its values",
    remedy: "export the spectrum as text; a table of syntheses or of peaks is no spectrum",
    place: { file },
  });
}

/** What remarks around the numbers say of the axis and the quantity ("X Mode Nanometers", "Y Mode Abs"). */
function remarked(block: NumberBlock): { axis: NamedAxis | undefined; quantity: NamedQuantity | undefined } {
  let axis: NamedAxis | undefined;
  let quantity: NamedQuantity | undefined;
  for (const { text: line } of [...block.preamble, ...block.trailer]) {
    const text = line.trim().slice(0, 200);
    const match = /^["#%\s]*([xy])[\s-]*(?:axis|mode|units?)\w*[\s:,;=]+(.+)$/iu.exec(text);
    if (match?.[1]?.toLowerCase() === "x") axis ??= namedAxis(match[2]!.replace(/[",;]+$/u, ""));
    if (match?.[1]?.toLowerCase() === "y") quantity ??= namedQuantity(match[2]!);
  }
  return { axis, quantity };
}

/** The axis of a first column whose header does not name one. @throws InputError where it cannot be told */
function namelessAxis(
  block: NumberBlock,
  options: SpectraOptions,
  file: string,
): { axis: NamedAxis; note: string } {
  const header = block.headers[0]?.[0] ?? "";
  const line = Math.max(1, block.lineOfRow[0]! - (block.headers.length > 0 ? 1 : 0));
  if (options.axisUnit) return { axis: { unit: options.axisUnit, explicit: true }, note: "" };
  if (timeUnitOf(header) || /^time\b/iu.test(header)) {
    throw new InputError({
      what: "the file is a decay, not a spectrum",
      found: `a first column \`${header}\``,
      expected: "a first column of wavelengths",
      remedy: "read it as a decay",
      place: { file, line },
    });
  }
  if (header !== "" && !isQuantityOnly(header)) throw noAxis(`a first column \`${header}\``, file, line);
  const column = block.columns[0]!;
  if (column.some((value) => !(value >= NAMELESS_NM[0] && value <= NAMELESS_NM[1]))) {
    throw noAxis(
      `a first column without a name from ${column[0]} to ${column[column.length - 1]}`,
      file,
      line,
    );
  }
  return {
    axis: { unit: "nm", explicit: false },
    note: "the first column has no name: it is taken to be wavelengths in nm",
  };
}

/** Name of a sample over a column, from the lines of names above it. */
function sampleName(block: NumberBlock, column: number, axisColumn: number): string {
  const lowest = block.headers[0]?.[column] ?? "";
  if (lowest !== "" && !isQuantityOnly(lowest)) return lowest;
  for (const cells of block.headers.slice(1)) {
    // Pairs of columns carry the name over the first of them.
    const name = cells[column] || cells[axisColumn] || "";
    if (name !== "" && !isQuantityOnly(name) && namedAxis(name) === undefined) return name;
  }
  return "";
}

/** Spectra of a table of numbers: one axis for all columns, or an axis before every group. */
export function spectraOfBlock(
  block: NumberBlock,
  format: string,
  file: string,
  options: SpectraOptions,
  meta: Readonly<Record<string, number | string>> = {},
): SpectraFile {
  const header = block.headers[0] ?? [];
  const remarks = remarked(block);
  const notes: string[] = [];
  let axisColumn = 0;
  let axis = namedAxis(header[0] ?? "") ?? (header[0] ? undefined : remarks.axis);
  if (!axis) {
    const found = namelessAxis(block, options, file);
    axis = found.axis;
    if (found.note) notes.push(found.note);
  } else if (!axis.explicit && remarks.axis) axis = remarks.axis;
  const listed: ListedSpectrum[] = [];
  for (let c = 1; c < block.columns.length; c++) {
    const label = header[c] ?? "";
    const other = namedAxis(label);
    if (other && isAxisLabel(label, header[0] ?? "")) {
      axisColumn = c;
      axis = other.explicit ? other : { ...other, unit: axis.unit };
      continue;
    }
    const name = sampleName(block, c, axisColumn);
    listed.push({
      // Columns of one sample may be told apart by what was measured alone.
      name: name || (block.columns.length - 1 === 1 ? stemOf(file) : label.trim() || `column ${c + 1}`),
      points: {
        x: block.columns[axisColumn]!,
        y: block.columns[c]!,
        unit: axis.unit,
        placeOf: (row) => ({ file, line: block.lineOfRow[row]! }),
      },
      quantity: namedQuantity(label) ?? remarks.quantity,
      meta,
    });
  }
  if (listed.length === 0)
    throw new InputError({ what: "the file has an axis but no values", place: { file } });
  const built = buildSpectra(format, listed, file, options);
  return { ...built, notes: [...notes, ...block.notes, ...built.notes] };
}

/** True where a later column repeats the axis: it names one in words, or as the first column does. */
function isAxisLabel(label: string, first: string): boolean {
  return (
    label.toLowerCase() === first.toLowerCase() ||
    /wave\s*-?\s*(?:length|number)|photon\s*energy/iu.test(label)
  );
}

/**
 * Text of any origin with a spectral axis in its first column and one spectrum a further column, or pairs of axis and values
 * (Agilent Cary, Shimadzu, spreadsheets): comma, semicolon, tab or spaces, decimal comma, byte order mark, remarks above and
 * below. The axis is in nm, um, eV or cm-1 as its header says; without a header, in nm where its values allow nothing else.
 */
export const tableFormat: SpectraFormat = {
  name: "table",
  label: "text with a column of wavelengths, energies or wavenumbers and columns of values",
  extensions: ["csv", "tsv", "txt", "xlsx"],
  reads:
    "one axis for all, or pairs of axis and values (Cary, Shimadzu); headings in English, German or French",
  detect: ({ text }) => text !== null,
  read: ({ text, file }, options) => {
    const block = findNumberBlock(text ?? "", file);
    if (!block) throw noNumbers(text ?? "", file);
    return spectraOfBlock(block, "table", file, options);
  },
};

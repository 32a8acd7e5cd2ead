import { InputError } from "@oleate/core";
import { firstSheetText, isZip } from "../../xlsx.ts";
import { sourceOf } from "../source.ts";
import { fluorimeterFormat } from "./fluorimeter.ts";
import { jcampFormat } from "./jcamp.ts";
import { oceanFormat } from "./ocean.ts";
import { perkinElmerFormat } from "./perkin-elmer.ts";
import type { SpectraFile, SpectraFormat, SpectraOptions } from "./spectra-file.ts";
import { tableFormat } from "./table.ts";

/** The formats of spectra, in the order in which they are tried; the last takes any text the others leave. */
export const SPECTRA_FORMATS: readonly SpectraFormat[] = [
  jcampFormat,
  oceanFormat,
  perkinElmerFormat,
  fluorimeterFormat,
  tableFormat,
];

/**
 * Reads the spectra of a file, whatever its format: that is found from what it holds, never from its name. Axes are wavelengths
 * in nm, rising; values are as written, save a transmittance in percent, which becomes a fraction; what was assumed or changed
 * stands in `notes`. The first sheet of an XLSX workbook is read as a table.
 * @throws InputError or InputErrors with file, place, what was found and what to do, for an empty, binary or damaged file, an
 * axis without a unit that cannot be told, or a table that is no spectrum
 */
export function readSpectra(bytes: Uint8Array, name: string, options: SpectraOptions = {}): SpectraFile {
  const source = isZip(bytes)
    ? { bytes, file: name, text: firstSheetText(bytes, name), notes: [] }
    : sourceOf(bytes, name);
  const format = SPECTRA_FORMATS.find(({ detect }) => detect(source));
  if (!format) {
    if (source.textProblem !== undefined) throw source.textProblem;
    throw new InputError({
      what: "the file holds no spectrum that can be read",
      found: "binary data",
      expected: SPECTRA_FORMATS.map(({ label }) => label).join("; "),
      remedy: "export the spectrum as text, CSV or JCAMP-DX from the instrument's program",
      place: { file: name },
    });
  }
  const found = format.read(source, options);
  return { ...found, notes: [...source.notes, ...found.notes] };
}

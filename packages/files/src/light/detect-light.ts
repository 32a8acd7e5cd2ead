import { OleateError } from "@oleate/core";
import { isZip } from "../xlsx.ts";
import { timeUnitOf } from "./decays/generic-text.ts";
import { DECAY_FORMATS } from "./decays/read-decays.ts";
import { findNumberBlock } from "./number-block.ts";
import { sourceOf } from "./source.ts";
import { namedAxis } from "./spectra/axis-unit.ts";
import { SPECTRA_FORMATS } from "./spectra/read-spectra.ts";

/** What a file of light is. */
export interface LightKind {
  readonly kind: "decay" | "spectrum" | "unknown";
  /** Name of the format; "" where it is unknown. */
  readonly format: string;
  /** What speaks for it, in words. */
  readonly reason: string;
}

/** A nameless first column from here on can only be wavelengths in nm; delays begin lower. */
const WAVELENGTHS_FROM_NM = 150;

/** Formats that hold either; their axis decides. */
const EITHER: ReadonlySet<string> = new Set(["fluorimeter-text", "text", "table"]);

function ofTable(text: string, file: string): LightKind {
  const block = findNumberBlock(text, file);
  if (!block) return { kind: "unknown", format: "", reason: "there are no rows of numbers" };
  const header = block.headers[0]?.[0] ?? "";
  const decay = (reason: string): LightKind => ({ kind: "decay", format: "text", reason });
  const spectrum = (reason: string): LightKind => ({ kind: "spectrum", format: "table", reason });
  if (namedAxis(header)) return spectrum(`the first column is \`${header}\``);
  if (timeUnitOf(header) || /^(?:time|delay|chan)/iu.test(header))
    return decay(`the first column is \`${header}\``);
  const column = block.columns[0]!;
  const [first, last] = [column[0]!, column[column.length - 1]!];
  if (header !== "" && block.headers.length > 0 && !/^(?:x|#)?$/iu.test(header))
    return {
      kind: "unknown",
      format: "",
      reason: `the first column \`${header}\` is neither time nor wavelength`,
    };
  if (last < first) return spectrum("the first column falls, as wavelengths may and delays do not");
  return first >= WAVELENGTHS_FROM_NM
    ? spectrum(`the first column begins at ${first}, as wavelengths in nm do`)
    : decay(`the first column begins at ${first}, as delays do`);
}

/**
 * Tells whether a file holds decays or spectra, from its content; "unknown" where neither reader could say. The beginning of a
 * large file is enough. Never throws for the content of a file.
 */
export function detectLight(bytes: Uint8Array, name: string): LightKind {
  if (bytes.length === 0) return { kind: "unknown", format: "", reason: "the file is empty" };
  if (isZip(bytes)) return { kind: "unknown", format: "", reason: "a zip archive or a workbook" };
  const source = sourceOf(bytes, name);
  const decay = DECAY_FORMATS.find((format) => !EITHER.has(format.name) && format.detect(source));
  if (decay) return { kind: "decay", format: decay.name, reason: decay.label };
  const spectra = SPECTRA_FORMATS.find((format) => !EITHER.has(format.name) && format.detect(source));
  if (spectra) return { kind: "spectrum", format: spectra.name, reason: spectra.label };
  if (source.text === null) return { kind: "unknown", format: "", reason: "binary data of no known format" };
  const axis = /^\s*"?X\s*axis"?\s*[,;\t]\s*"?([^,;\t\r\n"]*)/imu.exec(source.text.slice(0, 4000))?.[1];
  if (/^\s*"?Labels"?\s*[,;\t]/iu.test(source.text) && axis !== undefined) {
    const reason = `the line Xaxis says ${axis}`;
    return { kind: namedAxis(axis) ? "spectrum" : "decay", format: "fluorimeter-text", reason };
  }
  try {
    return ofTable(source.text, name);
  } catch (error) {
    if (error instanceof OleateError) return { kind: "unknown", format: "", reason: error.message };
    throw error;
  }
}

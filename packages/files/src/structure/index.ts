import { InputError, nearestNames, type Structure } from "@oleate/core";
import { decodeText, type ReadOptions } from "../decode.ts";
import type { StructureFormat, WriteOptions } from "./format.ts";
import { structureFormats } from "./formats.ts";

export type { Finding } from "./finding.ts";
export { DEFAULT_MARGIN, type StructureFormat, type WriteOptions } from "./format.ts";
export { structureFormats } from "./formats.ts";
export { lintStructure } from "./lint.ts";
export { poscarOrder } from "./poscar.ts";
export { moleculeFromSmiles } from "./smiles.ts";

function byExtension(fileName: string): StructureFormat | undefined {
  const ending = /\.([^./\\]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? "";
  return structureFormats.find(({ extensions }) => extensions.includes(ending));
}

/** Formats that are read, as a list for a message. */
function readable(): string {
  return structureFormats
    .filter(({ read }) => read)
    .map(({ name }) => name)
    .join(", ");
}

/**
 * Reads an atomistic structure in whichever format the file is: by its content, and where that leaves it open by its name.
 * @throws InputError with file and line for an unknown format, one that is only written, or a broken file
 */
export async function readStructure(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<Structure> {
  const text = decodeText(bytes, fileName, options);
  const format = structureFormats.find(({ detect }) => detect(text, fileName)) ?? byExtension(fileName);
  if (!format) {
    const start = text.trimStart().split(/\r\n|\n|\r/u, 1)[0] ?? "";
    throw new InputError({
      what: "the format of the structure is not known",
      found: `a file that begins "${start.slice(0, 40)}"`,
      expected: `one of ${readable()}`,
      remedy: "give the file its usual ending, or write it again in one of these formats",
      place: { file: fileName },
    });
  }
  if (!format.read) {
    throw new InputError({
      what: `the format ${format.name} (${format.label}) is written but not read`,
      expected: `one of ${readable()}`,
      remedy: "write the structure in one of these formats",
      place: { file: fileName },
    });
  }
  return format.read(text, fileName);
}

/**
 * The files of a structure in a format, by ending: one for most formats ({xyz: "..."}), gro and top for GROMACS.
 * `formatName`: a format's name or one of its endings. @throws InputError for a format that is unknown or only read
 */
export function writeStructure(
  structure: Structure,
  formatName: string,
  options: WriteOptions = {},
): Readonly<Record<string, string>> {
  const wanted = formatName.toLowerCase().replace(/^\./u, "");
  const format =
    structureFormats.find(({ name }) => name === wanted) ??
    structureFormats.find(({ extensions }) => extensions.includes(wanted));
  if (!format?.write) {
    const names = structureFormats.filter(({ write }) => write).map(({ name }) => name);
    throw new InputError({
      what: "unknown format of a structure",
      found: `"${formatName}"`,
      expected: `one of ${names.join(", ")}`,
      remedy: `nearest: ${nearestNames(wanted, names).join(", ")}`,
    });
  }
  const written = format.write(structure, options);
  return typeof written === "string" ? { [format.extensions[0]!]: written } : written;
}

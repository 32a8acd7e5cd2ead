import { readDilutionTable } from "@oleate/files";
import { EXAMPLE_DILUTIONS, exampleDilutions } from "./quantum-yield-example.ts";
import type { DilutionRows, LightFile } from "./quantum-yield-protocol.ts";

/**
 * Dilutions of sample and reference from a table, as `oleate quantum-yield` reads it; simulated ones for null.
 * @throws InputError or InputErrors with the lines that are wrong
 */
export function readDilutions(file: LightFile | null): DilutionRows {
  const path = file?.path ?? EXAMPLE_DILUTIONS;
  const table = readDilutionTable(file?.bytes ?? new TextEncoder().encode(exampleDilutions()), path);
  return { file: path, simulated: file === null, ...table };
}

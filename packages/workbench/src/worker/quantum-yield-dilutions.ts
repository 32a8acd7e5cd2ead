import { InputErrors } from "@oleate/core";
import { findColumn, readTable, requireNumbers } from "@oleate/files";
import { EXAMPLE_DILUTIONS, exampleDilutions } from "./quantum-yield-example.ts";
import type { DilutionRows, LightFile } from "./quantum-yield-protocol.ts";

/**
 * Dilutions of sample and reference from a table with columns solution, absorbance, intensity; simulated ones for null.
 * @throws InputError or InputErrors with the lines that are wrong
 */
export function readDilutions(file: LightFile | null): DilutionRows {
  const path = file?.path ?? EXAMPLE_DILUTIONS;
  const table = readTable(file?.bytes ?? new TextEncoder().encode(exampleDilutions()), path);
  const solution = findColumn(table, "solution");
  const [absorbance, intensity] = [findColumn(table, "absorbance"), findColumn(table, "intensity")];
  for (const column of [absorbance, intensity]) requireNumbers(column, table, true);
  const words = solution.text.map((text) => text.toLowerCase());
  const odd = words.flatMap((word, row) => (word === "sample" || word === "reference" ? [] : [row]));
  if (odd.length > 0)
    throw new InputErrors(
      odd.map((row) => ({
        what: "a row belongs to neither solution",
        found: `"${solution.text[row]}"`,
        expected: "sample or reference in the column `solution`",
        place: { file: path, line: table.lineOfRow[row]! },
      })),
    );
  const of = (who: string): DilutionRows["sample"] => {
    const pick = (values: Float64Array): Float64Array => values.filter((_, row) => words[row] === who);
    return { absorbance: pick(absorbance.values), intensity: pick(intensity.values) };
  };
  return {
    file: path,
    simulated: file === null,
    sample: of("sample"),
    reference: of("reference"),
    notes: table.notes,
  };
}

import { basename } from "node:path";
import { type Dilutions, gradientQuantumYield, InputError } from "@oleate/core";
import { findColumn, readTable, requireNumbers } from "@oleate/files";
import { oneOf } from "./flag-values.ts";
import { readBytes } from "./study-folder.ts";
import { drawOptions, type FoundYield, type QuantumYieldOptions } from "./yield-found.ts";
import type { Reference } from "./yield-relative.ts";

/** Which rows of a table belong to a solution, by the column `solution`. */
type Who = "sample" | "reference";

/** Reads a table of dilutions: columns `solution`, `absorbance` and `intensity`. Throws InputError with file and line. */
function readDilutions(path: string): {
  readonly of: (who: Who, refractiveIndex: number) => Dilutions;
  readonly notes: readonly string[];
} {
  const table = readTable(readBytes(path, path), basename(path));
  const solutions = findColumn(table, "solution");
  const absorbances = findColumn(table, "absorbance");
  const intensities = findColumn(table, "intensity");
  for (const column of [absorbances, intensities]) requireNumbers(column, table, true);
  const words = solutions.text.map((text) => text.trim().toLowerCase());
  const odd = words.findIndex((word) => word !== "sample" && word !== "reference");
  if (odd >= 0) {
    throw new InputError({
      what: "a row belongs to neither solution",
      found: `"${solutions.text[odd]}"`,
      expected: "sample or reference in the column `solution`",
      place: { file: table.file, line: table.lineOfRow[odd]! },
    });
  }
  return {
    of: (who, refractiveIndex) => {
      const rows = Array.from(words.keys()).filter((i) => words[i] === who);
      return {
        intensity: Float64Array.from(rows, (i) => intensities.values[i]!),
        absorbance: Float64Array.from(rows, (i) => absorbances.values[i]!),
        refractiveIndex,
      };
    },
    notes: table.notes,
  };
}

/** A relative quantum yield from the gradients of intensity against absorptance over dilutions of both solutions. */
export function yieldOfDilutions(
  path: string,
  options: QuantumYieldOptions,
  reference: Reference,
  sampleIndex: number,
  notes: readonly string[],
): FoundYield {
  const table = readDilutions(path);
  const [sample, other] = [table.of("sample", sampleIndex), table.of("reference", reference.index)];
  const { level } = drawOptions(options);
  const intercept = oneOf("--intercept", options.intercept ?? "zero", ["zero", "free"]);
  const found = gradientQuantumYield(sample, other, reference.yield, { intercept, level });
  const { value, interval } = found.quantumYield;
  return {
    method: `relative, gradients of ${sample.intensity.length} and ${other.intensity.length} dilutions`,
    quantumYield: { value, median: null, low: interval.low, high: interval.high, level, unit: "" },
    numbers: Object.fromEntries(
      found.estimates
        .slice(1)
        .filter(({ identifiability }) => identifiability !== "fixed")
        .map((one) => [one.name, one.value]),
    ),
    warnings: [...reference.warnings, ...found.warnings],
    notes: [...notes, ...table.notes],
    monteCarlo: null,
  };
}

import { basename } from "node:path";
import { atPlace, gradientQuantumYield } from "@oleate/core";
import { readDilutionTable } from "@oleate/files";
import { oneOf } from "./flag-values.ts";
import { readBytes } from "./study-folder.ts";
import { drawOptions, type FoundYield, type QuantumYieldOptions } from "./yield-found.ts";
import type { Reference } from "./yield-relative.ts";

/** A relative quantum yield from the gradients of intensity against absorptance over dilutions of both solutions. */
export function yieldOfDilutions(
  path: string,
  options: QuantumYieldOptions,
  reference: Reference,
  sampleIndex: number,
  notes: readonly string[],
): FoundYield {
  const intercept = oneOf("--intercept", options.intercept ?? "zero", ["zero", "free"]);
  const file = basename(path);
  const table = readDilutionTable(readBytes(path, path), file);
  const sample = { ...table.sample, refractiveIndex: sampleIndex };
  const other = { ...table.reference, refractiveIndex: reference.index };
  const { level } = drawOptions(options);
  const found = atPlace({ file }, () =>
    gradientQuantumYield(sample, other, reference.yield, { intercept, level }),
  );
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

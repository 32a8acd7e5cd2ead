import { formatInterval } from "@oleate/core";
import { percent } from "../percent.ts";
import { printJson } from "../print-json.ts";
import { printNotes } from "../print-notes.ts";
import { printTable } from "../print-table.ts";
import { absoluteFromFlags, refuseSphereFlags } from "../yield-absolute.ts";
import type { QuantumYieldOptions } from "../yield-found.ts";
import { printedRate, ratesOfFlags } from "../yield-rates.ts";
import { relativeFromFlags } from "../yield-relative.ts";

/** `oleate quantum-yield`: relative from numbers, spectra or a table of dilutions; absolute from an integrating sphere. */
export function quantumYield(table: string | undefined, options: QuantumYieldOptions): number {
  if (!options.absolute) refuseSphereFlags(options);
  const found = options.absolute ? absoluteFromFlags(options) : relativeFromFlags(table, options);
  const { rates, notes, warnings } = ratesOfFlags(found, options);
  if (options.json) {
    printJson({
      ...found,
      ...(options.lifetime === undefined ? {} : { rates }),
      notes: [...found.notes, ...notes],
      warnings: [...found.warnings, ...warnings],
    });
    return 0;
  }
  const { value, low, high, level } = found.quantumYield;
  const numbers = Object.entries(found.numbers).filter(([, one]) => one !== null);
  printTable({
    columns: [
      {
        name: found.method,
        unit: "",
        values: ["quantum yield", ...numbers.map(([name]) => name), ...rates.map(({ name }) => name)],
      },
      {
        name: low === null && high === null ? "value" : `value (${percent(level)})`,
        unit: "",
        values: [
          low === null && high === null
            ? String(Number(value.toPrecision(4)))
            : formatInterval(value, low, high, ""),
          ...numbers.map(([, one]) => String(Number(one!.toPrecision(4)))),
          ...rates.map(printedRate),
        ],
      },
    ],
  });
  printNotes([...found.notes, ...notes], [...found.warnings, ...warnings]);
  return 0;
}

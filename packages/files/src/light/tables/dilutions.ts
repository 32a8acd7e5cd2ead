import { type Complaint, InputError } from "@oleate/core";
import { findColumn } from "../../find-column.ts";
import { readTable, requireNumbers, throwComplaints } from "../../table.ts";

/** Dilutions of one solution: a value of each a row. */
export interface DilutionSeries {
  readonly absorbance: Float64Array;
  /** Areas of the corrected emission, in one unit for both solutions. */
  readonly intensity: Float64Array;
}

/** Dilutions of a sample and of its reference. */
export interface DilutionTable {
  readonly sample: DilutionSeries;
  readonly reference: DilutionSeries;
  readonly notes: readonly string[];
}

/** What the column `solution` may say. */
const SOLUTIONS = ["sample", "reference"] as const;

/**
 * Reads dilutions from a table with columns `solution` (sample or reference), `absorbance` and `intensity`; rows may stand in any
 * order. @throws InputError or InputErrors with file and line of every row that belongs to neither, or lacks a number, and for a
 * table without rows of one of the two
 */
export function readDilutionTable(bytes: Uint8Array, file: string): DilutionTable {
  const table = readTable(bytes, file);
  const solutions = findColumn(table, "solution");
  const absorbances = findColumn(table, "absorbance");
  const intensities = findColumn(table, "intensity");
  for (const column of [absorbances, intensities]) requireNumbers(column, table, true);
  const words = solutions.text.map((text) => text.trim().toLowerCase());
  throwComplaints(
    words.flatMap((word, row): Complaint[] =>
      SOLUTIONS.some((one) => one === word)
        ? []
        : [
            {
              what: "a row belongs to neither solution",
              found: `"${solutions.text[row]!.slice(0, 40)}"`,
              expected: "sample or reference in the column `solution`",
              place: { file, line: table.lineOfRow[row]! },
            },
          ],
    ),
  );
  const of = (who: (typeof SOLUTIONS)[number]): DilutionSeries => {
    const pick = (values: Float64Array): Float64Array => values.filter((_, row) => words[row] === who);
    if (words.includes(who))
      return { absorbance: pick(absorbances.values), intensity: pick(intensities.values) };
    throw new InputError({
      what: `the table has no dilutions of the ${who}`,
      found: `${words.length} ${words.length === 1 ? "row" : "rows"} of the ${SOLUTIONS.find((one) => one !== who)}`,
      expected: "rows of both, told apart by the column `solution`",
      place: { file },
    });
  };
  return { sample: of("sample"), reference: of("reference"), notes: table.notes };
}

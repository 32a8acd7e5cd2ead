import { type Complaint, InputError } from "@oleate/core";
import { readTable, requireNumbers, throwComplaints } from "../../table.ts";
import { plainWords, SOLUTION_WORDS } from "../words.ts";
import { namedColumn } from "./column.ts";

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

type Solution = (typeof SOLUTION_WORDS)[number][0];

/** Which solution a cell means, in any of the languages. */
function solutionOf(cell: string): Solution | undefined {
  const plain = plainWords(cell);
  return SOLUTION_WORDS.find(([, words]) => words.includes(plain))?.[0];
}

/**
 * Reads dilutions from a table with columns `solution` (sample or reference), `absorbance` and `intensity`, or the German or
 * French words for them; rows may stand in any order. @throws InputError or InputErrors with file and line of every row that belongs to neither, or lacks a number, and for a
 * table without rows of one of the two
 */
export function readDilutionTable(bytes: Uint8Array, file: string): DilutionTable {
  const table = readTable(bytes, file);
  const solutions = namedColumn(table, "solution");
  const absorbances = namedColumn(table, "absorbance");
  const intensities = namedColumn(table, "intensity");
  for (const column of [absorbances, intensities]) requireNumbers(column, table, true);
  const found = solutions.text.map(solutionOf);
  throwComplaints(
    found.flatMap((solution, row): Complaint[] =>
      solution !== undefined
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
  const of = (who: Solution): DilutionSeries => {
    const pick = (values: Float64Array): Float64Array => values.filter((_, row) => found[row] === who);
    if (found.includes(who))
      return { absorbance: pick(absorbances.values), intensity: pick(intensities.values) };
    throw new InputError({
      what: `the table has no dilutions of the ${who}`,
      found: `${found.length} ${found.length === 1 ? "row" : "rows"} of the ${found[0]}`,
      expected: "rows of both, told apart by the column `solution`",
      place: { file },
    });
  };
  return { sample: of("sample"), reference: of("reference"), notes: table.notes };
}

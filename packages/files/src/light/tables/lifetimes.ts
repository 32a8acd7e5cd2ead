import {
  atPlace,
  type Complaint,
  convert,
  findSolvent,
  OleateError,
  type Place,
  solventIndex,
  type TableColumn,
} from "@oleate/core";
import { isMissing } from "../../number.ts";
import { type NotedTable, readTable, requireNumbers, throwComplaints } from "../../table.ts";
import { hasColumn, namedColumn } from "./column.ts";

/** Lifetimes of one sample in several solvents, a value of each a row. */
export interface LifetimeTable {
  /** The solvents by their names in Oleate's table. */
  readonly solvents: readonly string[];
  readonly measuredNs: Float64Array;
  /** Divided by the quantum yield where one is given: the radiative lifetime of dots that are all alike. */
  readonly lifetimesNs: Float64Array;
  /** Standard errors of `lifetimesNs`; null unless every lifetime has one. */
  readonly errorsNs: Float64Array | null;
  /** Shares, NaN where none is given; null where the table gives none at all. */
  readonly quantumYields: Float64Array | null;
  readonly notes: readonly string[];
  /** What may put the fit wrong. */
  readonly warnings: readonly string[];
}

/** A column that may be left out, as may any of its cells; null where it has no filled cell. */
function optionalColumn(table: NotedTable, name: string): TableColumn | null {
  if (!hasColumn(table, name)) return null;
  const column = namedColumn(table, name);
  requireNumbers(column, table, false);
  return column.text.every(isMissing) ? null : column;
}

/** Values of a column in `unit`; a header without a unit is in that already, an empty cell NaN. */
function valuesIn({ values, unit: own }: TableColumn, unit: string, file: string): Float64Array {
  const from = own === "" ? unit : own;
  return atPlace({ file }, () =>
    values.map((value) => (Number.isNaN(value) ? Number.NaN : convert(value, from, unit))),
  );
}

/** A complaint for every filled cell of 0 or less. */
function notPositive(column: TableColumn | null, { file, lineOfRow }: NotedTable): Complaint[] {
  return Array.from(column?.values.keys() ?? []).flatMap((row): Complaint[] => {
    if (!(column!.values[row]! <= 0)) return [];
    const what = `column \`${column!.header}\` is not above 0`;
    return [{ what, found: column!.text[row]!, expected: "above 0", place: { file, line: lineOfRow[row]! } }];
  });
}

function listed(names: readonly string[]): string {
  return names.length > 6 ? `${names.slice(0, 6).join(", ")} and ${names.length - 6} more` : names.join(", ");
}

/** Problems of one row: an unknown solvent, one without an index, a yield that is none. */
function rowProblems(solvent: string, share: number, shareText: string, place: Place): Complaint[] {
  const bad: Complaint[] =
    Number.isNaN(share) || (share > 0 && share <= 1)
      ? []
      : [
          {
            what: "a quantum yield is not above 0 and at most 1",
            found: shareText,
            remedy: "write a share such as 0.8, or name the column `quantum yield (%)`",
            place,
          },
        ];
  try {
    solventIndex(findSolvent(solvent));
    return bad;
  } catch (error) {
    if (error instanceof OleateError) return [...bad, { ...error.complaint, place }];
    throw error;
  }
}

/**
 * Reads lifetimes in solvents from a table with columns `solvent`, `lifetime` (ns unless the header says otherwise) and, where
 * known, `error` and `quantum yield`, or the German or French words for them. An empty cell of the last two means that it is not given: a lifetime without a yield is
 * taken as radiative, which a warning says where others have one; errors count only where every lifetime has one.
 * @throws InputError or InputErrors with file and line of unknown solvents, missing lifetimes, and yields that are none
 */
export function readLifetimeTable(bytes: Uint8Array, file: string): LifetimeTable {
  const table = readTable(bytes, file);
  const [names, lifetimes] = [namedColumn(table, "solvent"), namedColumn(table, "lifetime")];
  requireNumbers(lifetimes, table, true);
  const [errors, yields] = [optionalColumn(table, "error"), optionalColumn(table, "quantum yield")];
  const quantumYields = yields ? valuesIn(yields, "", file) : null;
  throwComplaints([
    ...notPositive(lifetimes, table),
    ...notPositive(errors, table),
    ...names.text.flatMap((text, row) =>
      rowProblems(text, quantumYields?.[row] ?? Number.NaN, yields?.text[row] ?? "", {
        file,
        line: table.lineOfRow[row]!,
      }),
    ),
  ]);
  const solvents = names.text.map((text) => findSolvent(text).name);
  const without = (column: Float64Array): string[] => solvents.filter((_, row) => Number.isNaN(column[row]!));
  const shareOf = (row: number): number => {
    const share = quantumYields?.[row] ?? Number.NaN;
    return Number.isNaN(share) ? 1 : share;
  };
  const radiative = (values: Float64Array): Float64Array => values.map((value, row) => value / shareOf(row));
  const measuredNs = valuesIn(lifetimes, "ns", file);
  const statedNs = errors ? valuesIn(errors, "ns", file) : null;
  const [noError, noYield] = [statedNs ? without(statedNs) : [], quantumYields ? without(quantumYields) : []];
  return {
    solvents,
    measuredNs,
    lifetimesNs: radiative(measuredNs),
    errorsNs: statedNs && noError.length === 0 ? radiative(statedNs) : null,
    quantumYields,
    notes: [
      ...table.notes,
      quantumYields
        ? "lifetimes divided by the quantum yields, as for dots that are all alike"
        : "lifetimes are taken as radiative; with a column `quantum yield` they are divided by it",
    ],
    warnings: [
      ...(noYield.length > 0
        ? [
            `no quantum yield is given in ${listed(noYield)}: taken as radiative there, while the others are divided by theirs`,
          ]
        : []),
      ...(noError.length > 0
        ? [
            `no error is given in ${listed(noError)}: the errors of the others are not used, all lifetimes count alike`,
          ]
        : []),
    ],
  };
}

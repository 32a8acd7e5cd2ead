import { InputError, type Table, type TableColumn } from "@oleate/core";
import { findColumn } from "../find-column.ts";
import { isMissing } from "../number.ts";
import { negativeCells, readTable, throwComplaints, unreadableCells } from "../table.ts";
import {
  factorTo,
  isConcentrationUnit,
  signalKindOf,
  type TitrationData,
  type TitrationFormat,
  type TitrationHints,
} from "./titration-data.ts";

const DEFAULT_COMPONENTS = 2;

/** Unit of a total without one in its header, as in the tables of bindfit. */
const DEFAULT_UNIT = "M";

/** A column counts as numbers when at least one cell is one and most filled cells are. */
function isNumeric(column: TableColumn): boolean {
  const numbers = column.values.filter(Number.isFinite).length;
  const filled = column.text.filter((cell) => !isMissing(cell)).length;
  return numbers > 0 && 2 * numbers > filled;
}

/** Species named by a header: "SD" of "[SD]", "Host" of "Host concentration". */
function componentName(name: string): string {
  return (
    name
      .replace(/^\[(.+)\]$/u, "$1")
      .replace(/\s*\b(?:total\s+)?conc(?:entration|\.)?$/iu, "")
      .replace(/^total\s+/iu, "") || name
  );
}

interface Total {
  readonly component: string;
  readonly column: TableColumn;
}

/** As many columns as asked for; else two, or more when more headers in a row name a unit of concentration. */
function componentCount(hints: TitrationHints, numeric: readonly TableColumn[]): number {
  const asked = hints.componentCount;
  if (asked === undefined) {
    const other = numeric.findIndex(({ unit }) => !isConcentrationUnit(unit));
    return Math.max(DEFAULT_COMPONENTS, other);
  }
  if (!Number.isInteger(asked) || asked < 1) {
    throw new InputError({
      what: "the number of components is not a whole number above 0",
      found: String(asked),
    });
  }
  return asked;
}

/**
 * A column of totals spoilt by text ("1 mM" in a cell, or nothing) must not let a signal slip into its place: text is
 * refused between the totals, and left of them under a unit of concentration. A column of titles before them passes.
 */
function refuseTextAmong(
  totals: readonly TableColumn[],
  table: Table,
  numeric: readonly TableColumn[],
): void {
  const [first, last] = [totals[0], totals.at(-1)].map((column) => table.columns.indexOf(column!));
  const spoilt = table.columns.find(
    (column, at) =>
      !numeric.includes(column) && at < last! && (at > first! || isConcentrationUnit(column.unit)),
  );
  if (!spoilt) return;
  const row = spoilt.values.findIndex((value) => !Number.isFinite(value));
  throw new InputError({
    what: `column \`${spoilt.header}\` stands among the totals and holds hardly a number`,
    found: `"${spoilt.text[row]!.slice(0, 40)}"`,
    expected: "numbers, their unit in the header",
    remedy: "mend its cells, or name the columns of the totals",
    place: { file: table.file, line: table.lineOfRow[row]! },
  });
}

function totalsOf(table: Table, hints: TitrationHints, numeric: readonly TableColumn[]): Total[] {
  if (hints.columns) {
    const named = Object.entries(hints.columns);
    return named.map(([component, header]) => ({ component, column: findColumn(table, header) }));
  }
  const columns = numeric.slice(0, componentCount(hints, numeric));
  refuseTextAmong(columns, table, numeric);
  const names = columns.map(({ name }) => componentName(name));
  const distinct = new Set(names).size === names.length;
  return columns.map((column, i) => ({ component: distinct ? names[i]! : column.header, column }));
}

const listOf = (columns: readonly TableColumn[]): string =>
  columns
    .slice(0, 12)
    .map(({ header }) => `\`${header}\``)
    .join(", ");

/** Refuses a choice of columns that is no titration. */
function checkChoice(
  totals: readonly Total[],
  signals: readonly TableColumn[],
  numeric: readonly TableColumn[],
  file: string,
): void {
  const columns = totals.map(({ column }) => column);
  if (new Set(columns).size < columns.length) {
    throw new InputError({
      what: "two components are read from one column",
      found: listOf(columns),
      place: { file },
    });
  }
  if (totals.length > 0 && signals.length > 0) return;
  throw new InputError({
    what: "a titration needs columns of total concentrations and at least one signal",
    found: numeric.length === 0 ? "no column of numbers" : `the columns of numbers ${listOf(numeric)}`,
    expected: "the totals first, then the signals",
    remedy: "name the columns of the totals",
    place: { file },
  });
}

function notesOf(
  totals: readonly Total[],
  signals: readonly TableColumn[],
  texts: readonly TableColumn[],
  hints: TitrationHints,
): string[] {
  const columns = totals.map(({ column }) => column);
  return [
    ...columns
      .filter(({ unit }) => unit === "")
      .map(({ header }) => `no unit in the header \`${header}\`: read as ${DEFAULT_UNIT}`),
    ...signals
      .filter(({ unit }) => isConcentrationUnit(unit))
      .map(({ header }) => `\`${header}\` has a unit of concentration but is read as a signal`),
    ...(hints.columns
      ? []
      : [`totals are the columns ${listOf(columns)}; the other columns of numbers are signals`]),
    ...texts.slice(1).map(({ header }) => `\`${header}\` holds text and is left out`),
  ];
}

function read(bytes: Uint8Array, file: string, hints: TitrationHints): TitrationData {
  const table = readTable(bytes, file);
  const numeric = table.columns.filter(isNumeric);
  const totals = totalsOf(table, hints, numeric);
  const columns = totals.map(({ column }) => column);
  const signals = numeric.filter((column) => !columns.includes(column));
  checkChoice(totals, signals, numeric, file);
  throwComplaints([
    ...columns.flatMap((column) => [
      ...unreadableCells(column, table, true),
      ...negativeCells(column, table),
    ]),
    ...signals.flatMap((column) => unreadableCells(column, table, false)),
  ]);
  const texts = table.columns.filter(
    (column) =>
      !numeric.includes(column) && !columns.includes(column) && column.text.some((cell) => !isMissing(cell)),
  );
  return {
    file,
    format: "concentrations",
    components: totals.map(({ component }) => component),
    totalsMolar: columns.map(({ unit, header, values }) => {
      const factor = factorTo(unit || DEFAULT_UNIT, "M", header, { file });
      return values.map((value) => value * factor);
    }),
    signals: signals.map(({ name, unit, values }) => ({ name, unit, values })),
    ...signalKindOf(
      signals.map(({ header }) => header),
      hints.observable,
    ),
    notes: [...table.notes, ...notesOf(totals, signals, texts, hints)],
    ...(texts[0] ? { groups: { name: texts[0].name, values: texts[0].text } } : {}),
  };
}

/**
 * A table whose first columns of numbers are the total concentrations in the vessel and whose others are signals, one
 * channel a column, as the tables of bindfit are. A text column tells series apart. Totals take the unit of their
 * header, else mol/L.
 */
export const concentrationsFormat: TitrationFormat = {
  name: "concentrations",
  label: "a table of total concentrations and signals",
  extensions: ["csv", "tsv", "txt"],
  reads: "totals in the units of their headings, one signal a column, series told apart by a column of text",
  detect: () => true,
  read,
};

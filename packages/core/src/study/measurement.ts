import { type Complaint, InputError, nearestNames, OleateError, type Place } from "../errors.ts";
import type { NoiseModel } from "../inference/problem.ts";
import { convert } from "../quantities/index.ts";
import type { Observable } from "../surface/observable.ts";
import { lnConstantAt } from "../surface/titration.ts";
import type { AnalysisContext } from "./analyses/analysis.ts";
import { checkSolubility, ingredients, type Model } from "./model.ts";
import { findStudyObservable } from "./observables.ts";
import { type OwnParameter, ownParameters } from "./own-parameters.ts";
import type { ChangesFile, MeasurementFile } from "./schema.ts";
import type { Table, TableColumn } from "./table.ts";

/** One measured series read from its table, in the model's units. */
export interface Measurement {
  readonly name: string;
  readonly title: string;
  readonly model: Model;
  readonly observable: Observable;
  readonly watched: string;
  /** The observable's own parameters; `value` null where nothing gives one and a fit must free it. */
  readonly own: readonly OwnParameter[];
  readonly unit: string;
  /** What was varied, as printed: header, unit and numbers of the first `against` column. */
  readonly dose: { readonly name: string; readonly unit: string; readonly values: Float64Array };
  /** What was mixed in each row, mol/L over the network's species. */
  readonly initialMolar: readonly Float64Array[];
  readonly dotsMolar: Float64Array;
  readonly signals: readonly Float64Array[];
  readonly noise: NoiseModel;
  readonly belowLimit?: Float64Array;
  /** Temperature of each row and what it adds to ln K of the reactions, where temperature was varied. */
  readonly temperaturesK?: Float64Array;
  readonly lnKShift?: readonly Float64Array[];
}

/** The column of that name or header. @throws InputError with file and nearest headers */
export function columnOf(table: Table, name: string, place: Place): TableColumn {
  const wanted = name.trim().toLowerCase();
  const found = table.columns.find(
    (column) => column.header.toLowerCase() === wanted || column.name.toLowerCase() === wanted,
  );
  if (found) return found;
  const known = table.columns.map((column) => column.header);
  throw new InputError({
    what: `${table.file} has no column \`${name}\``,
    found: known.map((header) => `\`${header}\``).join(", "),
    remedy: `nearest: ${nearestNames(name, known, 1).join(", ")}`,
    place,
  });
}

/** What is wrong with one cell; null for a number that may stand there. */
function cellComplaint(
  table: Table,
  column: TableColumn,
  row: number,
  allowNegative: boolean,
): Complaint | null {
  const value = column.values[row]!;
  const place = { file: table.file, line: table.lineOfRow[row]! };
  if (!Number.isFinite(value)) {
    return {
      what: `column \`${column.header}\` holds no number`,
      found: `"${column.text[row]}"`,
      expected: "a number",
      remedy: "mend the cell, or leave the row out with `rows:`",
      place,
    };
  }
  if (value < 0 && !allowNegative) {
    return {
      what: `column \`${column.header}\` is negative`,
      found: column.text[row]!,
      expected: "0 or more: it is a concentration or a count",
      place,
    };
  }
  return null;
}

function numbers(
  table: Table,
  column: TableColumn,
  rows: readonly number[],
  allowNegative: boolean,
): Float64Array {
  return Float64Array.from(rows, (row) => {
    const complaint = cellComplaint(table, column, row, allowNegative);
    if (complaint) throw new InputError(complaint);
    return column.values[row]!;
  });
}

/** Cells of one column reported one by one; a column of text would fill the screen. */
const MOST_CELLS = 10;

/** Data rows a measurement uses, counted from 0, without those the table does not have. */
function rowsOf(file: MeasurementFile, table: Table): number[] {
  return (file.rows?.map((row) => row - 1) ?? table.lineOfRow.map((_, row) => row)).filter(
    (row) => row < table.rowCount,
  );
}

/** Rows (counted from 1, as in `rows:`) whose cells are all sound, by columns named in `against`, `column`, `columns`. */
export function soundRows(file: MeasurementFile, table: Table): readonly number[] {
  const used = usedColumns(file);
  return rowsOf(file, table)
    .filter((row) =>
      used.every(({ header, allowNegative }) => {
        const wanted = header.trim().toLowerCase();
        const column = table.columns.find(
          ({ header: full, name }) => full.toLowerCase() === wanted || name.toLowerCase() === wanted,
        );
        return !column || cellComplaint(table, column, row, allowNegative) === null;
      }),
    )
    .map((row) => row + 1);
}

/** Columns a measurement reads, where in the study each is named, and whether it may be negative. */
function usedColumns(file: MeasurementFile): readonly {
  readonly header: string;
  readonly path: (string | number)[];
  readonly allowNegative: boolean;
}[] {
  return [
    ...Object.entries(file.against ?? {}).map(([name, header]) => ({
      header,
      path: ["against", name],
      allowNegative: name === "temperature",
    })),
    ...(file.pipetted
      ? [{ header: file.pipetted.added, path: ["pipetted", "added"], allowNegative: false }]
      : []),
    ...(file.column === undefined ? [] : [{ header: file.column, path: ["column"], allowNegative: true }]),
    ...(file.columns ?? []).map((header, i) => ({ header, path: ["columns", i], allowNegative: true })),
  ];
}

/** Everything wrong with a measurement's file and columns, found without the model. */
export function columnComplaints(
  file: MeasurementFile,
  tables: ReadonlyMap<string, Table>,
  at: (...path: (string | number)[]) => Place,
): readonly Complaint[] {
  const table = tables.get(file.file);
  if (!table) {
    return [
      {
        what: `the data file ${file.file} is not in the study's folder`,
        remedy: "put it beside study.yaml, or mend its name",
        place: at("file"),
      },
    ];
  }
  const complaints: Complaint[] = [];
  for (const [i, row] of (file.rows ?? []).entries()) {
    if (row > table.rowCount) {
      complaints.push({
        what: `${table.file} has no row ${row}`,
        found: `${table.rowCount} rows`,
        remedy: "mend `rows:`",
        place: at("rows", i),
      });
    }
  }
  if (table.rowCount === 0)
    complaints.push({ what: `${table.file} has no data rows`, expected: "one or more", place: at("file") });
  const rows = rowsOf(file, table);
  for (const { header, path, allowNegative } of usedColumns(file)) {
    try {
      const column = columnOf(table, header, at(...path));
      const bad = rows.flatMap((row) => cellComplaint(table, column, row, allowNegative) ?? []);
      complaints.push(...bad.slice(0, MOST_CELLS));
      if (bad.length > MOST_CELLS) {
        complaints.push({
          what: `column \`${column.header}\` has ${bad.length - MOST_CELLS} more cells like these`,
          place: bad[MOST_CELLS]!.place!,
        });
      }
    } catch (error) {
      if (!(error instanceof OleateError)) throw error;
      complaints.push(error.complaint);
    }
  }
  return complaints;
}

function noiseOf(
  file: MeasurementFile,
  unit: string,
  context: AnalysisContext,
  place: Place,
  usualSigma: number | undefined,
): NoiseModel {
  const given = file.sigma === undefined ? undefined : context.evaluator.number(file.sigma, unit, place);
  // A usual scatter is an absolute one: it does not stand in for a fraction.
  const sigma = given ?? ((file.noise ?? "constant") === "constant" ? usualSigma : undefined);
  if (sigma !== undefined && !(sigma > 0)) {
    throw new InputError({
      what: "sigma must be positive",
      found: String(file.sigma),
      expected: `above 0 ${unit}`,
      place,
    });
  }
  switch (file.noise ?? "constant") {
    case "counting":
      return { kind: "counting" };
    case "proportional":
      return { kind: "proportional", ...(sigma === undefined ? {} : { fraction: sigma }), floor: 0 };
    default:
      return sigma === undefined ? { kind: "constant" } : { kind: "constant", sigma };
  }
}

/** What a temperature adds to ln K of each reaction; 0 for a reaction without enthalpy, which a fit may free. */
function thermalShift(model: Model, temperatureK: number): Float64Array {
  return Float64Array.from(model.constants, ({ enthalpyKjPerMol, heatCapacityKjPerMolK }) =>
    lnConstantAt(0, model.temperatureK, temperatureK, enthalpyKjPerMol ?? 0, heatCapacityKjPerMolK),
  );
}

interface Vessel {
  readonly table: Table;
  readonly rows: readonly number[];
  readonly model: Model;
  readonly initialMolar: Float64Array[];
  readonly dotsMolar: Float64Array;
  readonly context: AnalysisContext;
  at(...rest: (string | number)[]): Place;
}

/** Turns added volumes into totals of every row: the vessel's own contents thin out, the stock comes in. */
function pipette(file: NonNullable<MeasurementFile["pipetted"]>, vessel: Vessel): Measurement["dose"] {
  const { table, rows, model, initialMolar, dotsMolar, context, at } = vessel;
  const start = context.evaluator.number(file.start, "L", at("pipetted", "start"));
  if (!(start > 0))
    throw new InputError({
      what: "the starting volume is not positive",
      found: String(file.start),
      place: at("pipetted", "start"),
    });
  const column = columnOf(table, file.added, at("pipetted", "added"));
  if (column.unit === "") {
    throw new InputError({
      what: `column \`${column.header}\` of ${table.file} has no unit`,
      expected: "a volume, e.g. `added (uL)`",
      place: { file: table.file, line: 1 },
    });
  }
  const volumes = numbers(table, column, rows, false);
  const stock = Object.entries(file.stock).map(([name, text]) => {
    const index = model.network.indexOf.get(name);
    const place = at("pipetted", "stock", name);
    if (index === undefined) {
      const known = [...model.network.indexOf.keys()];
      throw new InputError({
        what: `no species is called ${name}`,
        remedy: `nearest: ${nearestNames(name, known).join(", ")}`,
        place,
      });
    }
    return { index, molar: context.evaluator.number(text, "M", place) };
  });
  let added = 0;
  volumes.forEach((volume, i) => {
    const litre = convert(volume, column.unit, "L");
    added = (file.cumulative ?? true) ? litre : added + litre;
    const total = start + added;
    dotsMolar[i]! *= start / total;
    initialMolar[i] = initialMolar[i]!.map((amount) => (amount * start) / total);
    for (const { index, molar } of stock) initialMolar[i]![index]! += (molar * added) / total;
  });
  return { name: column.name, unit: column.unit, values: volumes };
}

function mergeChanges(
  first: ChangesFile | undefined,
  second: ChangesFile | undefined,
): ChangesFile | undefined {
  if (!first || !second) return first ?? second;
  return {
    ...first,
    ...second,
    ligands: { ...first.ligands, ...second.ligands },
    constants: { ...first.constants, ...second.constants },
    parameters: { ...first.parameters, ...second.parameters },
    sites: { ...first.sites, ...second.sites },
    reactions: [...(first.reactions ?? []), ...(second.reactions ?? [])],
  };
}

/**
 * Reads a measured series of the study for one analysis.
 * @throws InputError with file and line for a missing column, a wrong unit, a cell that is no number, a negative
 * concentration or a dose beyond solubility
 */
export function readMeasurement(
  name: string,
  context: AnalysisContext,
  extra: ChangesFile | undefined,
  usePlace: Place,
): Measurement {
  const all = context.file.measurements ?? {};
  const file = all[name];
  if (!file) {
    throw new InputError({
      what: `no measurement is called ${name}`,
      remedy: Object.keys(all).length
        ? `nearest: ${nearestNames(name, Object.keys(all)).join(", ")}`
        : "add it under `measurements:`",
      place: usePlace,
    });
  }
  const path = ["measurements", name];
  const at = (...rest: (string | number)[]): Place => context.placeOf([...path, ...rest]);
  const changes = mergeChanges(file.with, extra);
  const model = context.modelFor(changes, file.with ? [...path, "with"] : [...context.path, "with"]);
  const table = context.table(file.file, at("file"));
  for (const row of file.rows ?? []) {
    if (row > table.rowCount) {
      throw new InputError({
        what: `${table.file} has no row ${row}`,
        found: `${table.rowCount} rows`,
        place: at("rows"),
      });
    }
  }
  const rows = file.rows?.map((row) => row - 1) ?? Array.from({ length: table.rowCount }, (_, row) => row);
  if (rows.length === 0) throw new InputError({ what: `${table.file} has no data rows`, place: at("file") });
  const observable = findStudyObservable(file.observable);
  const watched = file.watch;
  if (!model.network.species.some((species) => species.composition.has(watched))) {
    const known = [...model.network.indexOf.keys()];
    throw new InputError({
      what: `no reaction mentions ${watched}`,
      remedy: `nearest: ${nearestNames(watched, known).join(", ")}`,
      place: at("watch"),
    });
  }
  const sites = Object.keys(model.sitesPerDot);
  const own = ownParameters(
    observable.parameters?.({ network: model.network, sites, watched }) ?? [],
    changes?.parameters ?? {},
    context.evaluator,
    file.with?.parameters
      ? at("with", "parameters")
      : context.placeOf([...context.path, "with", "parameters"]),
  );

  const initialMolar = rows.map(() => ingredients(model));
  const dotsMolar = new Float64Array(rows.length).fill(model.dotsMolar);
  let dose: Measurement["dose"] | null = null;
  let lnKShift: Float64Array[] | undefined;
  let temperaturesK: Float64Array | undefined;
  if (file.pipetted)
    dose = pipette(file.pipetted, { table, rows, model, initialMolar, dotsMolar, context, at });
  for (const [ingredient, header] of Object.entries(file.against ?? {})) {
    const place = at("against", ingredient);
    const column = columnOf(table, header, place);
    if (ingredient === "dilution") {
      const factors = numbers(table, column, rows, false);
      factors.forEach((factor, i) => {
        if (!(factor > 0)) {
          throw new InputError({
            what: "a dilution factor must be positive",
            found: String(factor),
            place: { file: table.file, line: table.lineOfRow[rows[i]!]! },
          });
        }
        dotsMolar[i]! /= factor;
        initialMolar[i] = initialMolar[i]!.map((amount) => amount / factor);
      });
      dose ??= { name: "dilution", unit: "", values: factors };
      continue;
    }
    if (ingredient === "temperature") {
      const written = numbers(table, column, rows, true);
      temperaturesK = written.map((value) => convert(value, column.unit === "" ? "K" : column.unit, "K"));
      lnKShift = Array.from(temperaturesK, (temperatureK) => thermalShift(model, temperatureK));
      dose ??= { name: "temperature", unit: "K", values: temperaturesK };
      continue;
    }
    if (column.unit === "") {
      throw new InputError({
        what: `column \`${column.header}\` of ${table.file} has no unit`,
        expected: "a unit in the header, e.g. `added (eq)` or `added (mM)`",
        place: { file: table.file, line: 1 },
      });
    }
    const values = numbers(table, column, rows, false);
    const index = model.network.indexOf.get(ingredient);
    if (index === undefined) {
      const known = [...model.network.indexOf.keys()];
      throw new InputError({
        what: `no species is called ${ingredient}`,
        remedy: `nearest: ${nearestNames(ingredient, known).join(", ")}`,
        place,
      });
    }
    const perDot = /^eq/u.test(column.unit);
    rows.forEach((row, i) => {
      const total = perDot ? values[i]! * dotsMolar[i]! : convert(values[i]!, column.unit, "M");
      initialMolar[i]![index] = total;
      checkSolubility(context.file, ingredient, total, context.evaluator, context.placeOf, {
        file: table.file,
        line: table.lineOfRow[row]!,
      });
    });
    dose ??= { name: ingredient, unit: column.unit, values };
  }
  const headers = file.columns ?? (file.column === undefined ? [] : [file.column]);
  const below = file.below;
  if (headers.length === 0 && below === undefined) {
    throw new InputError({
      what: `measurement ${name} names no signal`,
      expected: "`column:`, `columns:` or `below:`",
      place: at(),
    });
  }
  const columns = headers.map((header, i) =>
    columnOf(table, header, at(file.columns ? "columns" : "column", ...(file.columns ? [i] : []))),
  );
  const unit = observable.amplitudes === "known" ? observable.unit : (columns[0]?.unit ?? "");
  const signals = columns.map((column) => {
    const values = numbers(table, column, rows, true);
    return observable.amplitudes === "known"
      ? values.map((value) => convert(value, column.unit === "" ? unit : column.unit, unit))
      : values;
  });
  const limit = below === undefined ? undefined : context.evaluator.number(below, unit, at("below"));
  return {
    name,
    title: file.title ?? name,
    model,
    observable,
    watched,
    own,
    unit,
    dose: dose ?? { name: "row", unit: "", values: Float64Array.from(rows, (row) => row + 1) },
    initialMolar,
    dotsMolar,
    signals: signals.length ? signals : [new Float64Array(rows.length)],
    noise: noiseOf(file, unit, context, at("sigma"), observable.usualSigma),
    ...(lnKShift === undefined ? {} : { lnKShift }),
    ...(temperaturesK === undefined ? {} : { temperaturesK }),
    ...(limit === undefined ? {} : { belowLimit: new Float64Array(rows.length).fill(limit) }),
  };
}

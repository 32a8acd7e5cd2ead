import { InputError, nearestNames, type Place } from "../../errors.ts";
import { DECAY_OBSERVABLE } from "../../optics/index.ts";
import { convert } from "../../quantities/index.ts";
import type { AnalysisContext } from "../analyses/analysis.ts";
import { ingredients, type Model } from "../model/index.ts";
import { findStudyObservable } from "../observables.ts";
import { ownParameters } from "../own-parameters.ts";
import type { ChangesFile, MeasurementFile } from "../schema/index.ts";
import type { Table } from "../table.ts";
import { columnOf, numbers } from "./columns.ts";
import { type MeasuredDecays, readDecays } from "./measured-decays.ts";
import type { Measurement } from "./measurement.ts";
import { noiseOf } from "./noise.ts";
import { pipette } from "./pipetted.ts";
import { variationOf } from "./variations.ts";
import type { Dose, Vessel } from "./vessel.ts";

/** Finds the place of a key of the measurement. */
type At = Vessel["at"];

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

function fileOf(name: string, { file }: AnalysisContext, place: Place): MeasurementFile {
  const all = file.measurements ?? {};
  if (all[name]) return all[name];
  throw new InputError({
    what: `no measurement is called ${name}`,
    remedy: Object.keys(all).length
      ? `nearest: ${nearestNames(name, Object.keys(all)).join(", ")}`
      : "add it under `measurements:`",
    place,
  });
}

/** Data rows used, counted from 0. */
function rowsOf(file: MeasurementFile, table: Table, at: At): readonly number[] {
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
  return rows;
}

function checkWatched(watched: string, { network }: Model, place: Place): void {
  if (network.species.some((species) => species.composition.has(watched))) return;
  throw new InputError({
    what: `no reaction mentions ${watched}`,
    remedy: `nearest: ${nearestNames(watched, [...network.indexOf.keys()]).join(", ")}`,
    place,
  });
}

/** Fills the vessel row by row as the file says; returns what was varied first, or else the number of the row. */
function fill(file: MeasurementFile, vessel: Vessel): Dose {
  const { table, rows, at } = vessel;
  const doses = file.pipetted ? [pipette(file.pipetted, vessel)] : [];
  for (const [name, header] of Object.entries(file.against ?? {})) {
    const place = at("against", name);
    doses.push(variationOf(name).vary(vessel, columnOf(table, header, place), name, place));
  }
  return doses[0] ?? { name: "row", unit: "", values: Float64Array.from(rows, (row) => row + 1) };
}

/** The columns of the signal, in the unit of the observable where it has one of its own. */
function signalsOf(
  name: string,
  file: MeasurementFile,
  { table, rows, at }: Vessel,
  { amplitudes, unit: ownUnit }: Measurement["observable"],
): { readonly unit: string; readonly signals: readonly Float64Array[] } {
  const headers = file.columns ?? (file.column === undefined ? [] : [file.column]);
  if (headers.length === 0 && file.below === undefined) {
    throw new InputError({
      what: `measurement ${name} names no signal`,
      expected: "`column:`, `columns:` or `below:`",
      place: at(),
    });
  }
  const columns = headers.map((header, i) =>
    columnOf(table, header, at(file.columns ? "columns" : "column", ...(file.columns ? [i] : []))),
  );
  const unit = amplitudes === "known" ? ownUnit : (columns[0]?.unit ?? "");
  const signals = columns.map((column) => {
    const values = numbers(table, column, rows, true);
    return amplitudes === "known"
      ? values.map((value) => convert(value, column.unit === "" ? unit : column.unit, unit))
      : values;
  });
  return { unit, signals: signals.length ? signals : [new Float64Array(rows.length)] };
}

const photons = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);

/** The histograms of the observable `decay`; undefined of any other, which has none. */
function decaysOf(
  name: string,
  file: MeasurementFile,
  vessel: Vessel,
  observable: Measurement["observable"],
): MeasuredDecays | undefined {
  if (observable === DECAY_OBSERVABLE) return readDecays(name, file, vessel);
  const keys = ["histograms", "response", "responseColumn", "responseFile", "window", "period"] as const;
  const found = keys.find((key) => file[key] !== undefined);
  if (found === undefined) return undefined;
  throw new InputError({
    what: `\`${found}\` is a word of decays`,
    found: `observable ${observable.name}`,
    expected: "`observable: decay`",
    place: vessel.at(found),
  });
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
  const file = fileOf(name, context, usePlace);
  const path = ["measurements", name];
  const at: At = (...rest) => context.placeOf([...path, ...rest]);
  const changes = mergeChanges(file.with, extra);
  const model = context.modelFor(changes, file.with ? [...path, "with"] : [...context.path, "with"]);
  const table = context.table(file.file, at("file"));
  const rows = rowsOf(file, table, at);
  const observable = findStudyObservable(file.observable);
  const watched = file.watch;
  checkWatched(watched, model, at("watch"));
  const sites = Object.keys(model.sitesPerDot);
  const vessel: Vessel = {
    table,
    rows,
    model,
    context,
    initialMolar: rows.map(() => ingredients(model)),
    dotsMolar: new Float64Array(rows.length).fill(model.dotsMolar),
    varied: new Set(),
    at,
  };
  const dose = fill(file, vessel);
  const decays = decaysOf(name, file, vessel, observable);
  const own = ownParameters(
    [
      ...(observable.parameters?.({ network: model.network, sites, watched }) ?? []),
      ...(decays?.shift ? [decays.shift] : []),
    ],
    changes?.parameters ?? {},
    context.evaluator,
    file.with?.parameters
      ? at("with", "parameters")
      : context.placeOf([...context.path, "with", "parameters"]),
  );
  const { unit, signals } = decays
    ? { unit: observable.unit, signals: [Float64Array.from(decays.counts, photons)] }
    : signalsOf(name, file, vessel, observable);
  const limit =
    file.below === undefined ? undefined : context.evaluator.number(file.below, unit, at("below"));
  const { initialMolar, dotsMolar, varied, temperaturesK, lnKShift } = vessel;
  return {
    name,
    title: file.title ?? name,
    model,
    observable,
    watched,
    own,
    unit,
    dose,
    initialMolar,
    dotsMolar,
    varied,
    signals,
    noise: decays ? { kind: "counting" } : noiseOf(file, unit, context, at("sigma"), observable.usualSigma),
    ...(decays ? { decays } : {}),
    ...(lnKShift === undefined ? {} : { lnKShift }),
    ...(temperaturesK === undefined ? {} : { temperaturesK }),
    ...(limit === undefined ? {} : { belowLimit: new Float64Array(rows.length).fill(limit) }),
  };
}

import { atPlace, InputError, type Place } from "../../errors.ts";
import { channelWidthOf, type EmissionDecay, type InstrumentResponse } from "../../optics/index.ts";
import { convert } from "../../quantities/index.ts";
import type { MeasurementFile } from "../schema/index.ts";
import type { Table, TableColumn } from "../table.ts";
import { columnOf } from "./columns.ts";
import type { Vessel } from "./vessel.ts";

/** A column of counts with the times beside it. */
function histogram(table: Table, counts: TableColumn, place: Place): EmissionDecay {
  const [time] = table.columns;
  return atPlace(place, () => {
    const timesNs = time!.values.map((value) => convert(value, time!.unit === "" ? "ns" : time!.unit, "ns"));
    const name = `\`${counts.header}\` of ${table.file}`;
    return {
      name,
      counts: counts.values,
      channelWidthNs: channelWidthOf(timesNs, table.file),
      startNs: timesNs[0]!,
    };
  });
}

/** The second column, or another one behind the times. */
function countsOf(table: Table, place: Place): TableColumn {
  if (table.columns[1]) return table.columns[1];
  throw new InputError({
    what: `${table.file} has no column of counts`,
    found: table.columns.map(({ header }) => `\`${header}\``).join(", "),
    expected: "times, then counts",
    place,
  });
}

function refuseRows(found: string, rows: number, remedy: string, place: Place): never {
  throw new InputError({
    what: "histograms and rows do not belong together",
    found: `${found} and ${rows} rows`,
    expected: "one histogram a row",
    remedy,
    place,
  });
}

/**
 * The histogram of every row that is used, from one file or from one a row.
 * @throws InputError for a missing file or column, times of unequal steps, and where rows and histograms do not match
 */
export function rowHistograms(
  file: MeasurementFile,
  { table, rows, context, at }: Vessel,
): readonly EmissionDecay[] {
  const { histograms } = file;
  if (histograms === undefined) {
    throw new InputError({
      what: "a measurement of decays names no histograms",
      expected: "`histograms: decays.csv` (times, then a column of counts a row), or one file a row",
      remedy: `\`file: ${file.file}\` then holds their doses`,
      place: at(),
    });
  }
  if (typeof histograms !== "string") {
    if (histograms.length !== table.rowCount)
      refuseRows(
        `${histograms.length} files`,
        table.rowCount,
        "list one file for each row",
        at("histograms"),
      );
    return rows.map((row) => {
      const place = at("histograms", row);
      const one = context.table(histograms[row]!, place);
      return histogram(one, countsOf(one, place), place);
    });
  }
  const all = context.table(histograms, at("histograms"));
  const behind = all.columns
    .slice(1)
    .filter(({ header, name }) => ![header, name].includes(file.responseColumn ?? ""));
  if (file.column === undefined) {
    const remedy = "name the histogram of each row in a column of the table, and that column under `column:`";
    if (behind.length !== table.rowCount)
      refuseRows(
        `${behind.length} columns of counts in ${histograms}`,
        table.rowCount,
        remedy,
        at("histograms"),
      );
    return rows.map((row) => histogram(all, behind[row]!, at("histograms")));
  }
  const names = columnOf(table, file.column, at("column"));
  return rows.map((row) => {
    const place = { file: table.file, line: table.lineOfRow[row]! };
    return histogram(all, columnOf(all, names.text[row]!, place), at("histograms"));
  });
}

/**
 * The instrument response a measurement of decays names; none where it names none.
 * @throws InputError for two of them, and for a missing file or column
 */
export function responseOf(file: MeasurementFile, { context, at }: Vessel): InstrumentResponse {
  const given = (["response", "responseColumn", "responseFile"] as const).filter(
    (key) => file[key] !== undefined,
  );
  if (given.length > 1) {
    throw new InputError({
      what: "two responses are given",
      found: given.map((key) => `\`${key}\``).join(" and "),
      expected: "one of them",
      place: at(given[1]!),
    });
  }
  if (file.response !== undefined)
    return { kind: "gaussian", fwhmNs: context.evaluator.number(file.response, "ns", at("response")) };
  if (file.responseFile !== undefined) {
    const place = at("responseFile");
    const table = context.table(file.responseFile, place);
    return { kind: "measured", histogram: histogram(table, countsOf(table, place), place) };
  }
  if (file.responseColumn === undefined) return { kind: "none" };
  const place = at("responseColumn");
  if (typeof file.histograms !== "string") {
    throw new InputError({
      what: "a column of the response needs one file of histograms",
      expected: "`responseFile:` where every row has a file of its own",
      place,
    });
  }
  const table = context.table(file.histograms, at("histograms"));
  return {
    kind: "measured",
    histogram: histogram(table, columnOf(table, file.responseColumn, place), place),
  };
}

import {
  aliasesOf,
  buildNetwork,
  fitTitrations,
  formatInterval,
  InputError,
  parseReactions,
  readConstants,
  type TitrationFit,
  type TitrationParameter,
} from "@oleate/core";
import { printJson } from "../print-json.ts";
import { type TableSeries, tableSeries } from "../titration-table.ts";
import { readAssignments } from "./speciate.ts";

interface FitOptions {
  readonly model: string;
  readonly columns?: string[];
  readonly observable?: string;
  readonly watch?: string;
  readonly reference?: string;
  readonly free?: string[];
  readonly level?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** The fit as machines read it; the keys are part of the documented interface. */
function jsonOf(fitted: TitrationFit, tables: readonly TableSeries[], notes: readonly string[]): unknown {
  const { result, estimation } = fitted;
  return {
    parameters: Object.fromEntries(
      result.parameters.map(({ name, value, unit, standardError, interval, identifiability, note }) => [
        name,
        {
          value,
          low: interval.low,
          high: interval.high,
          unit,
          standardError,
          level: interval.level,
          method: interval.method,
          identifiability,
          note,
        },
      ]),
    ),
    model: result.model,
    observable: tables.map(({ data, series }) => (data.injections ? "heat" : series.observable.name))[0],
    observations: result.observations,
    rms: result.rms,
    aicc: result.aicc,
    bic: result.bic,
    correlation: { of: result.correlationOf, matrix: result.correlation },
    amplitudes: tables.flatMap(({ data }, index) =>
      estimation.fit.series[index]!.amplitudes.map(({ name, channel, value, standardError }) => ({
        file: data.file,
        name,
        signal: data.signals[channel]?.name ?? String(channel + 1),
        value,
        standardError,
      })),
    ),
    termination: result.termination,
    notes,
  };
}

/** `oleate fit`: one or several titration tables against one model, without a study; constants are shared. */
export function fitTable(files: readonly string[], options: FitOptions): number {
  const level = Number(options.level ?? 0.95);
  if (!(level > 0 && level < 1)) {
    throw new InputError({
      what: "--level is not a probability",
      found: String(options.level),
      expected: "between 0 and 1, such as 0.95",
    });
  }
  const reactions = parseReactions(options.model, { file: "--model" });
  const network = buildNetwork(reactions, new Map(), aliasesOf(reactions, []));
  const constants = readConstants(reactions, network, null, "M");
  const free = (options.free ?? []).flatMap((text) => text.split(/[\s,]+/u)).filter((name) => name !== "");
  const columns = Object.fromEntries(readAssignments(options.columns ?? [], "--columns"));
  const tables = files.map((file) =>
    tableSeries(file, network, constants, {
      ...(options.columns ? { columns } : {}),
      ...(options.observable === undefined ? {} : { observable: options.observable }),
      ...(options.watch === undefined ? {} : { watch: options.watch }),
      ...(options.reference === undefined ? {} : { reference: options.reference }),
      free,
    }),
  );
  const parameters: TitrationParameter[] = [
    ...constants
      .filter((constant) => constant.valueMolar === null)
      .map(({ name, unit, start, molarPerUnit }) => ({
        name,
        unit,
        kind: "constant" as const,
        start,
        molarPerUnit,
      })),
    // A factor on the stated total: 1 means the stock was what its label says.
    ...free.map((name) => ({
      name: `factor.${name}`,
      unit: "",
      kind: "count" as const,
      start: 1,
      molarPerUnit: 1,
    })),
  ];
  const fitted = fitTitrations(
    "fit",
    tables.map(({ series }) => series.name).join(", "),
    tables.map(({ series }) => series),
    tables.map(({ axis }) => axis),
    parameters,
    { level, seed: Number(options.seed ?? 1) },
  );
  const { result } = fitted;
  const notes = [
    ...tables.flatMap((table) =>
      table.notes.map((note) => (tables.length > 1 ? `${table.data.file}: ${note}` : note)),
    ),
    ...result.notes,
  ];
  if (options.json) {
    printJson(jsonOf(fitted, tables, notes));
    return 0;
  }
  for (const { name, value, unit, interval, note } of result.parameters) {
    const open = interval.low === null || interval.high === null;
    process.stdout.write(
      `${name} ${open ? "" : "= "}${formatInterval(value, interval.low, interval.high, unit)}  (${(100 * level).toFixed(0)} %)\n  ${note}\n`,
    );
  }
  process.stdout.write(
    `rms ${result.rms.value.toPrecision(4)} ${result.rms.unit} over ${result.observations} observations; AICc ${result.aicc?.toFixed(1) ?? "not defined"}\n`,
  );
  for (const note of notes) process.stdout.write(`note: ${note}\n`);
  return 0;
}

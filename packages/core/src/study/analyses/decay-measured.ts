import { InputError } from "../../errors.ts";
import {
  channelWidthOf,
  type DecayNumber,
  type EmissionDecay,
  exponentialEmission,
  fitEmissionDecay,
  type InstrumentResponse,
} from "../../optics/index.ts";
import { convert, formatInterval } from "../../quantities/index.ts";
import { type Leaf, leafOf } from "../evaluator.ts";
import type { Table } from "../table.ts";
import type { AnalysisContext, AnalysisOutcome, ExpectedResult } from "./analysis.ts";

/** A measured decay of the study's folder. */
export interface MeasuredAsk {
  readonly file: string;
  readonly column: string | undefined;
  readonly responseColumn: string | undefined;
  readonly components: number;
  readonly prompt: boolean;
  readonly level: number;
  readonly fwhmNs: number | null;
  readonly title: string;
}

/** Results by name, for so many components. */
export function measuredNames(components: number): ReadonlyMap<string, ExpectedResult> {
  const names = new Map<string, ExpectedResult>();
  const add = (name: string, unit: string): void => {
    for (const end of ["", "_low", "_high"]) names.set(`${name}${end}`, { unit });
  };
  for (let k = 1; k <= components; k++) {
    add(`lifetime_${k}`, "ns");
    add(`amplitude_${k}`, "");
    add(`area_${k}`, "");
  }
  add("background", "");
  add("prompt", "");
  add("amplitude_average", "ns");
  add("intensity_average", "ns");
  for (const name of ["deviance", "expected_deviance", "p"]) names.set(name, { unit: "" });
  return names;
}

function columnOf(table: Table, name: string | undefined, usual: number, what: string): Float64Array {
  const found =
    name === undefined
      ? table.columns[usual]
      : table.columns.find((column) => column.header === name || column.name === name);
  if (found) return found.values;
  throw new InputError({
    what: `the table has no ${what}`,
    found: table.columns.map(({ header }) => header).join(", "),
    expected: name ?? "a column of times and one of counts",
    place: { file: table.file },
  });
}

function readDecay(ask: MeasuredAsk, table: Table): { decay: EmissionDecay; response: InstrumentResponse } {
  const [time] = table.columns;
  const times = columnOf(table, undefined, 0, "column of times").map((value) =>
    convert(value, time!.unit === "" ? "ns" : time!.unit, "ns"),
  );
  const common = { channelWidthNs: channelWidthOf(times, ask.file), startNs: times[0]! };
  const decay = { name: ask.file, counts: columnOf(table, ask.column, 1, "column of counts"), ...common };
  if (ask.responseColumn !== undefined) {
    const counts = columnOf(table, ask.responseColumn, 2, "column of the response");
    return {
      decay,
      response: { kind: "measured", histogram: { name: ask.responseColumn, counts, ...common } },
    };
  }
  if (ask.fwhmNs !== null) return { decay, response: { kind: "gaussian", fwhmNs: ask.fwhmNs } };
  return { decay, response: { kind: "none" } };
}

/** Fits a measured decay of the study's folder. Throws InputError for a table that holds none. */
export function measuredDecay(ask: MeasuredAsk, context: AnalysisContext): AnalysisOutcome {
  const table = context.table(ask.file, context.placeOf([...context.path, "file"]));
  const { decay, response } = readDecay(ask, table);
  const { result, curve } = fitEmissionDecay(decay, {
    components: Array.from({ length: ask.components }, () => exponentialEmission),
    response,
    prompt: ask.prompt,
    level: ask.level,
  });
  const leaves = new Map<string, Leaf>();
  const values: { name: string; value: number; unit: string; low?: number; high?: number }[] = [];
  const add = (name: string, number: DecayNumber | null): void => {
    if (!number) return;
    const unit = number.unit === "ns" ? "ns" : "";
    leaves.set(name, leafOf(number.value, unit, number.standardError));
    if (number.low !== null) leaves.set(`${name}_low`, leafOf(number.low, unit));
    if (number.high !== null) leaves.set(`${name}_high`, leafOf(number.high, unit));
    values.push({
      name: name.replaceAll("_", " "),
      value: number.value,
      unit,
      ...(number.low === null ? {} : { low: number.low }),
      ...(number.high === null ? {} : { high: number.high }),
    });
  };
  result.components.forEach((one, k) => {
    add(`lifetime_${k + 1}`, one.lifetime);
    add(`amplitude_${k + 1}`, one.amplitude);
    add(`area_${k + 1}`, one.area);
  });
  add("prompt", result.prompt);
  add("background", result.background);
  add("amplitude_average", result.averages.amplitude);
  add("intensity_average", result.averages.intensity);
  leaves.set("deviance", leafOf(result.goodness.deviance, ""));
  leaves.set("expected_deviance", leafOf(result.goodness.expected, ""));
  leaves.set("p", leafOf(result.goodness.p, ""));
  const x = Array.from(curve.timesNs);
  const shown = ({ value, low, high }: DecayNumber): string => formatInterval(value, low, high, "ns");
  return {
    leaves,
    result: {
      id: context.id,
      kind: "decay",
      title: ask.title,
      findings: [
        `${result.model}: lifetimes ${result.components.map(({ lifetime }) => shown(lifetime)).join(", ")}; deviance ${result.goodness.deviance.toFixed(0)} where counting noise gives ${result.goodness.expected.toFixed(0)} (z ${result.goodness.z.toFixed(1)}).`,
        ...result.warnings,
      ],
      values,
      tables: [],
      figures: [
        {
          id: `${context.id}-decay`,
          title: ask.title,
          caption: `${decay.name}, ${result.model}.`,
          x: { label: "time", unit: "ns", scale: "linear" },
          y: { label: "counts", unit: "", scale: "log" },
          series: [
            { name: "counts", kind: "points", x, y: Array.from(curve.counts), group: 0 },
            { name: "fit", kind: "line", x, y: Array.from(curve.fitted), group: 1 },
          ],
        },
      ],
    },
  };
}

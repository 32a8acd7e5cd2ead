import {
  AVERAGE_USES,
  type DecayNumber,
  type EmissionComparison,
  type EmissionDecay,
  type EmissionFit,
  type EmissionResult,
  formatInterval,
  formatQuantity,
  type GoodnessOfFit,
  secondRise,
} from "@oleate/core";
import type { SourceNote } from "../decay-files.ts";
import { percent } from "../percent.ts";
import { printTable } from "../print-table.ts";

/** A number of things: "1 decay", "3 decays". */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** Lines under a word each. */
export function sayAll(title: string, lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${title}  ${line}\n`);
}

/** A number as a chemist reads it: with its interval, as a bound where it stands at 0, with its error where no more is known. */
export function cell({ value, low, high, unit, method, standardError }: DecayNumber, digits = 4): string {
  if (method === "held") return `${formatQuantity(value, unit, digits)}, held`;
  if (method === "none") return withError(value, standardError, unit, digits);
  // What may not be negative and stands at 0 is known by its upper end alone.
  if (low === 0 && high !== null && value <= 1e-3 * high) return `< ${formatQuantity(high, unit, 3)}`;
  if (high !== null && low !== null) return formatInterval(value, low, high, unit);
  const best = formatQuantity(value, unit, 3);
  if (high === null && (low === null || low <= 0)) return `${best}, not bounded`;
  const end = high === null ? `> ${formatQuantity(low!, "", 3)}` : `< ${formatQuantity(high, "", 3)}`;
  return `${formatQuantity(value, "", 3)} (${end})${unit === "" ? "" : ` ${unit}`}`;
}

/** A value with its standard error, "0.918 +- 0.061 ns". */
export function withError(value: number, error: number | null, unit: string, digits = 4): string {
  if (error === null || !Number.isFinite(error)) return formatQuantity(value, unit, digits);
  const shown = `${formatQuantity(value, "", digits)} +- ${formatQuantity(error, "", 2)}`;
  return unit === "" ? shown : `${shown} ${unit}`;
}

const inPercent = (share: number): string => (100 * share).toFixed(1);

/** A share with its interval, "60.9 (58.1 to 63.6) %". */
export function shareText({ value, low, high, method }: DecayNumber): string {
  if (method === "none" || low === null || high === null || low === high) return `${inPercent(value)} %`;
  return `${inPercent(value)} (${inPercent(low)} to ${inPercent(high)}) %`;
}

/** How a deviance compares with counting noise, in a line. */
export function goodnessLine({ deviance, expected, standardDeviation, z, p }: GoodnessOfFit): string {
  const chance =
    p < 1e-99 ? "below 1e-99" : p < 1e-4 || p > 0.9999 ? p.toPrecision(2) : p.toFixed(p < 0.01 ? 4 : 2);
  return `deviance ${deviance.toFixed(1)}, counting noise gives ${expected.toFixed(1)} +- ${standardDeviation.toFixed(1)}: z = ${z.toFixed(2)}, p ${chance.startsWith("below") ? chance : `= ${chance}`}`;
}

/** Says of a decay that two excitation pulses may lie in what is fitted of it. */
export function riseNotes(
  decays: readonly EmissionDecay[],
  range: { readonly first?: number; readonly last?: number } = {},
): SourceNote[] {
  return decays.flatMap((decay) => {
    const found = secondRise(decay, { first: range.first ?? 0, last: range.last ?? decay.counts.length - 1 });
    if (!found) return [];
    const time = (ns: number): string => formatQuantity(ns, "ns", 3);
    const { firstNs, secondNs, top, dip, binNs } = found;
    const note = `the light rises twice, near ${time(firstNs)} and ${time(secondNs)} (from ${dip} to ${top} counts in ${time(binNs)}): are there two excitation pulses in the record? One is fitted; leave the other out (--from, --to). Where light of one pulse reaches into the next, cut the record to one period and state it (--period)`;
    return [{ of: decay.name, note }];
  });
}

/** Why an average has no end on a side: the lifetimes whose own interval has none. */
function openNote({ components }: EmissionResult, average: DecayNumber): string {
  if (average.method !== "profile likelihood" || (average.low !== null && average.high !== null)) return "";
  const end = average.low === null ? "low" : "high";
  const open = components.flatMap(({ lifetime }, k) =>
    lifetime.method === "profile likelihood" && lifetime[end] === null ? [String(k + 1)] : [],
  );
  const side = end === "low" ? "lower" : "upper";
  const from = components.length > 1 && open.length > 0 ? `: lifetime ${open.join(" and ")} has none` : "";
  return `; no ${side} bound${from}`;
}

/** Prints one decay's fit. */
export function printEmission(
  { result }: EmissionFit,
  comparison: EmissionComparison | null,
  notes: readonly string[],
): void {
  const { components, goodness, averages } = result;
  const rows: { what: string; value: string; note: string }[] = [];
  components.forEach((one, k) => {
    const number = components.length > 1 ? ` ${k + 1}` : "";
    rows.push({ what: `lifetime${number}`, value: cell(one.lifetime), note: one.component });
    for (const further of one.shape)
      rows.push({ what: `${further.name}${number}`, value: cell(further), note: "" });
    const isAll = components.length === 1 && !result.prompt;
    rows.push({
      what: `amplitude${number}`,
      value: cell(one.amplitude),
      note: isAll
        ? "per channel at t = 0"
        : `${shareText(one.amplitudeFraction)} of the amplitude, ${shareText(one.areaFraction)} of the light`,
    });
  });
  if (result.prompt) rows.push({ what: "prompt", value: cell(result.prompt), note: "area, not resolved" });
  if (result.shift) rows.push({ what: "shift", value: cell(result.shift), note: "" });
  rows.push({ what: "background", value: cell(result.background), note: "per channel" });
  for (const which of ["amplitude", "intensity"] as const) {
    const note = `${AVERAGE_USES[which]}${openNote(result, averages[which])}`;
    rows.push({ what: `${which} average`, value: cell(averages[which]), note });
  }
  process.stdout.write(
    `${result.name}: ${result.model}, ${counted(result.counts, "count")} in ${counted(result.channels, "channel")} of ${formatQuantity(result.channelWidthNs, "ns", 4)}\n`,
  );
  const interval = [result.background, ...components.map(({ lifetime }) => lifetime)].some(
    ({ method }) => method === "profile likelihood",
  );
  printTable({
    columns: [
      { name: "parameter", unit: "", values: rows.map(({ what }) => what) },
      {
        name: interval ? `value (${percent(result.level)})` : "value +- standard error",
        unit: "",
        values: rows.map(({ value }) => value),
      },
      { name: "", unit: "", values: rows.map(({ note }) => note) },
    ],
  });
  process.stdout.write(`${goodnessLine(goodness)}\n`);
  if (comparison) process.stdout.write(`${comparison.sentence}\n`);
  sayAll("warning", result.warnings);
  sayAll("note", notes);
}

import {
  AVERAGE_USES,
  behindRiseNote,
  type DecayNumber,
  decayNumberTexts,
  decayShareTexts,
  type EmissionComparison,
  type EmissionDecay,
  type EmissionFit,
  formatQuantity,
  type GoodnessOfFit,
  type InstrumentResponse,
  openAverageNote,
  secondRiseNote,
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
export function cell(number: DecayNumber, digits = 4): string {
  const { value, standardError, unit, method } = number;
  if (method === "none") return withError(value, standardError, unit, digits);
  const texts = decayNumberTexts(number, digits);
  const named = (text: string): string => (unit === "" ? text : `${text} ${unit}`);
  if (texts.value === "") return named(texts.interval);
  const apart = texts.interval === "held" || texts.interval === "not bounded";
  return apart ? `${named(texts.value)}, ${texts.interval}` : named(`${texts.value} (${texts.interval})`);
}

/** A value with its standard error, "0.918 +- 0.061 ns". */
export function withError(value: number, error: number | null, unit: string, digits = 4): string {
  if (error === null || !Number.isFinite(error)) return formatQuantity(value, unit, digits);
  const shown = `${formatQuantity(value, "", digits)} +- ${formatQuantity(error, "", 2)}`;
  return unit === "" ? shown : `${shown} ${unit}`;
}

/** A share with its interval, "60.9 (58.1 to 63.6) %". */
export function shareText(share: DecayNumber): string {
  const { value, interval } = decayShareTexts(share);
  return interval === "" ? `${value} %` : `${value} (${interval}) %`;
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
    const note = secondRiseNote(decay, range);
    return note === null ? [] : [{ of: decay.name, note }];
  });
}

/**
 * Says of decays whose range begins behind the rise that their amplitudes go with the shift of the response; for fits that do not warn of it
 * themselves.
 */
export function behindRiseNotes(
  decays: readonly EmissionDecay[],
  range: { readonly first?: number; readonly last?: number } = {},
  response: InstrumentResponse,
  shiftNs: number | undefined,
): SourceNote[] {
  return decays.flatMap((decay) => {
    const note = behindRiseNote(decay, range, response, shiftNs);
    return note === null ? [] : [{ of: decay.name, note }];
  });
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
    const open = openAverageNote(result, averages[which]);
    const note = open === "" ? AVERAGE_USES[which] : `${AVERAGE_USES[which]}; ${open}`;
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

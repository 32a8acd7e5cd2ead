import { InputError } from "@oleate/core";

const PER_SECOND: Readonly<Record<string, number>> = { s: 1, m: 1e3, u: 1e6, "": 1 };

interface Entry {
  readonly text: string;
  readonly line: number;
}

/** Lines of a list that hold something; comments begin with ; or #. */
function entriesOf(text: string): readonly Entry[] {
  return text
    .split(/\r\n|\n|\r/u)
    .map((line, i) => ({ text: line.replace(/[;#].*$/u, "").trim(), line: i + 1 }))
    .filter((entry) => entry.text !== "");
}

function notANumber(entry: Entry, file: string, expected: string): InputError {
  return new InputError({
    what: "a line of the list is no number",
    found: `"${entry.text.slice(0, 40)}"`,
    expected,
    place: { file, line: entry.line },
  });
}

/** Delays of a vdlist in s: "10s", "500m", "20u", or a bare number of seconds. @throws InputError with the line */
export function readDelays(text: string, file: string): Float64Array {
  return Float64Array.from(entriesOf(text), (entry) => {
    const match = /^(\d*\.?\d+(?:[eE][-+]?\d+)?)\s*([smu]?)$/u.exec(entry.text);
    if (!match) throw notANumber(entry, file, "a delay such as 0.5s, 500m or 20u");
    return Number(match[1]) / PER_SECOND[match[2]!]!;
  });
}

/** Whole numbers of a vclist. @throws InputError with the line */
export function readCounts(text: string, file: string): Float64Array {
  return Float64Array.from(entriesOf(text), (entry) => {
    const count = Number(entry.text);
    if (!Number.isInteger(count) || count < 0) throw notANumber(entry, file, "a whole number of 0 or more");
    return count;
  });
}

/** Numbers of a gradient list and whether its lines carry a per cent sign. */
export interface GradientList {
  readonly values: Float64Array;
  readonly percentSign: boolean;
}

/** The numbers of difflist, one a line, unit not yet decided. @throws InputError with the line */
export function readGradients(text: string, file: string): GradientList {
  const entries = entriesOf(text);
  let percentSign = false;
  const values = Float64Array.from(entries, (entry) => {
    const match = /^([-+]?\d*\.?\d+(?:[eE][-+]?\d+)?)\s*(%?)$/u.exec(entry.text.replace(/,(?=\d)/u, "."));
    if (!match) throw notANumber(entry, file, "one gradient a line, in G/cm");
    percentSign ||= match[2] === "%";
    return Number(match[1]);
  });
  return { values, percentSign };
}

/** Values of a gradient ramp (Difframp): a JCAMP-like file with one number a line after ##XYDATA=. */
export function readRamp(text: string): Float64Array {
  const data = /##XYDATA=[^\n]*\n([\s\S]*?)(?:##END|$)/u.exec(text)?.[1] ?? text.replace(/^##.*$/gmu, "");
  const numbers = entriesOf(data).map((entry) => Number(entry.text));
  return Float64Array.from(numbers.filter(Number.isFinite));
}

import { elements, InputError, nearestNames } from "@oleate/core";
import { readNumber } from "../number.ts";

/** The lines of a text, without their ends and without the blank lines that close it. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/u);
  while (lines.length > 0 && lines[lines.length - 1]!.trim() === "") lines.pop();
  return lines;
}

/** The words of a line, cut at runs of spaces and tabs. */
export function wordsOf(line: string): string[] {
  const trimmed = line.trim();
  return trimmed === "" ? [] : trimmed.split(/\s+/u);
}

/** A text as one line: line ends and runs of spaces become one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** A whole number written with digits only, or undefined. */
export function wholeNumber(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? "";
  return /^[-+]?\d{1,9}$/u.test(trimmed) ? Number(trimmed) : undefined;
}

/** True for a symbol of the table of elements as it is usually written. */
export function isElement(text: string): boolean {
  return elements.has(text);
}

/** A symbol in any case ("PB", "pb") as it is usually written, or undefined when there is no such element from H to Bi. */
export function knownElement(text: string): string | undefined {
  if (elements.has(text)) return text;
  const usual = text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  return elements.has(usual) ? usual : undefined;
}

const BY_NUMBER: ReadonlyMap<number, string> = new Map(
  [...elements.values()].filter(({ symbol }) => symbol !== "D").map((one) => [one.atomicNumber, one.symbol]),
);

/** Symbol of an atomic number, or undefined beyond H to Bi. */
export function elementOfNumber(atomicNumber: number): string | undefined {
  return BY_NUMBER.get(atomicNumber);
}

/** The element a word names, by symbol in any case or by atomic number. @throws InputError when it names none */
export function readElement(text: string, file: string, line: number): string {
  const symbol = knownElement(text) ?? elementOfNumber(wholeNumber(text) ?? 0);
  if (symbol !== undefined) return symbol;
  throw new InputError({
    what: "unknown element",
    found: `"${text}"`,
    expected: "the symbol or the atomic number of an element from H to Bi",
    remedy: `nearest: ${nearestNames(text, [...elements.keys()]).join(", ")}`,
    place: { file, line },
  });
}

/** A finite number, such as a coordinate; `what` names it. @throws InputError for anything else, NaN and stars included */
export function readFinite(text: string | undefined, what: string, file: string, line: number): number {
  const value = readNumber(text?.trim() ?? "", false);
  if (Number.isFinite(value)) return value;
  throw new InputError({
    what: `${what} is not a number`,
    found: text === undefined || text.trim() === "" ? "nothing" : `"${text.trim()}"`,
    expected: "a finite decimal number",
    remedy: "mend this line, or write the file again with the program it comes from",
    place: { file, line },
  });
}

/** Three coordinates from the words `at`, `at` + 1, `at` + 2, added to `xyz`. */
export function pushPosition(
  xyz: number[],
  words: readonly (string | undefined)[],
  at: number,
  file: string,
  line: number,
): void {
  for (let k = 0; k < 3; k++) xyz.push(readFinite(words[at + k], `coordinate ${"xyz"[k]}`, file, line));
}

/** A file that ends before it should. */
export function truncated(file: string, line: number, found: string, expected: string): InputError {
  return new InputError({
    what: "the file ends too early",
    found,
    expected,
    remedy: "it was cut short: copy or write it again whole",
    place: { file, line },
  });
}

/** `value` with `digits` decimals in `width` columns; undefined when it does not fit. */
export function fixedWidth(value: number, digits: number, width: number): string | undefined {
  const text = value.toFixed(digits);
  return text.length > width ? undefined : text.padStart(width);
}

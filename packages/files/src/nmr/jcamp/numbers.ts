import { InputError } from "@oleate/core";
import { type JcampBlock, recordText } from "./records.ts";

/** Records whose numbers show which decimal sign a file writes. */
const TELLING: readonly string[] = [
  "FIRSTX",
  "LASTX",
  "DELTAX",
  "XFACTOR",
  "YFACTOR",
  "FIRSTY",
  "MAXX",
  "MINX",
  ".OBSERVEFREQUENCY",
];

/** True when the numbers of a block's records are written 1,5 for one and a half. */
export function writesDecimalComma(block: JcampBlock): boolean {
  const values = TELLING.map((label) => recordText(block, label) ?? "");
  return (
    values.some((value) => /^[-+]?\d+,\d+(?:[eE][-+]?\d+)?$/u.test(value)) &&
    !values.some((value) => /^[-+]?\d*\.\d/u.test(value))
  );
}

/** A number as JCAMP writes it; undefined where the text begins with none or it is beyond the largest double. */
export function numberIn(text: string | undefined, decimalComma = false): number | undefined {
  const written = decimalComma ? text?.replace(/(\d),(\d)/u, "$1.$2") : text;
  const match = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/u.exec(written ?? "");
  const number = match ? Number(match[1]) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** The number of a record; undefined without the record. @throws InputError when it holds no number */
export function recordNumber(
  block: JcampBlock,
  label: string,
  file: string,
  decimalComma: boolean,
): number | undefined {
  const record = block.records.find((one) => one.label === label);
  if (!record || record.value === "") return undefined;
  const number = numberIn(record.value, decimalComma);
  if (number !== undefined) return number;
  throw new InputError({
    what: `##${record.written}= holds no number`,
    found: `"${record.value.slice(0, 40)}"`,
    place: { file, line: record.line },
  });
}

/** The number of a record that must be there. @throws InputError naming the record */
export function neededNumber(block: JcampBlock, label: string, file: string, decimalComma: boolean): number {
  const number = recordNumber(block, label, file, decimalComma);
  if (number !== undefined) return number;
  throw new InputError({
    what: `the block has no record ##${label}=`,
    expected: "a number: the data cannot be placed on their axis without it",
    place: { file, line: block.line },
  });
}

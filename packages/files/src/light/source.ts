import { checkFileSize } from "../decode.ts";
import { decodeParameters } from "../nmr/text.ts";
import type { LightSource } from "./decays/decay-file.ts";

/** Bytes looked at to tell binary from text. */
const PROBED_BYTES = 65536;

/** Signs that Windows-1252 has at 0x80 to 0x9F, where Latin-1 has control characters; a blank where it has none. */
const WINDOWS_1252: readonly string[] = [
  ..."\u20ac \u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152 \u017d  ",
  ..."\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153 \u017e\u0178",
];

/** Text read as Latin-1 with the signs Windows has beyond it: a minus written as a dash, an apostrophe. */
function asWindows(text: string): string {
  return text.replace(/[\u0080-\u009f]/gu, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80]!);
}

/**
 * Looks at the bytes of a file: text (UTF-8, UTF-16 with its mark, else Windows-1252, as instruments write it) or binary.
 * @throws InputError for an empty file
 */
export function sourceOf(bytes: Uint8Array, file: string): LightSource {
  checkFileSize(bytes.length, file, { largestFileBytes: Number.POSITIVE_INFINITY });
  const marked16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!marked16 && bytes.subarray(0, PROBED_BYTES).includes(0)) return { bytes, file, text: null, notes: [] };
  try {
    const { text, latin } = decodeParameters(bytes, file);
    return {
      bytes,
      file,
      text: latin ? asWindows(text) : text,
      notes: latin ? ["the file is not UTF-8: signs beyond ASCII are read as Windows-1252"] : [],
    };
  } catch (textProblem) {
    return { bytes, file, text: null, textProblem, notes: [] };
  }
}

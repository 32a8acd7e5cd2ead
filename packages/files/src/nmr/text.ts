import { InputError } from "@oleate/core";
import { decodeText } from "../decode.ts";

/** Text of a parameter or JCAMP file, and whether it had to be read as Latin-1. */
export interface DecodedText {
  readonly text: string;
  readonly latin: boolean;
}

/**
 * Reads a file of parameters. JCAMP-DX is ASCII; what stands beyond it (a degree sign, a name) is taken as UTF-8, and
 * where that fails as Latin-1, which older instruments write. @throws InputError for an empty, too large or binary file
 */
export function decodeParameters(bytes: Uint8Array, file: string): DecodedText {
  try {
    return { text: decodeText(bytes, file), latin: false };
  } catch (error) {
    const notUtf8 = error instanceof InputError && error.complaint.what === "the file is not UTF-8 text";
    if (!notUtf8) throw error;
  }
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  return { text: parts.join(""), latin: true };
}

import { checkFileSize } from "../decode.ts";
import { decodeParameters } from "../nmr/text.ts";
import type { LightSource } from "./decays/decay-file.ts";

/** Bytes looked at to tell binary from text. */
const PROBED_BYTES = 65536;

/**
 * Looks at the bytes of a file: text (UTF-8, UTF-16 with its mark, else Latin-1, as instruments write it) or binary.
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
      text,
      notes: latin ? ["the file is not UTF-8: signs beyond ASCII are read as Latin-1"] : [],
    };
  } catch (textProblem) {
    return { bytes, file, text: null, textProblem, notes: [] };
  }
}

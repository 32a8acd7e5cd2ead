import { InputError } from "@oleate/core";

/** Largest file that is read, bytes. A table of a million rows of six columns stays below it. */
export const LARGEST_FILE_BYTES: number = 64 * 1024 * 1024;

/** Code units joined at a time; a longer argument list would overflow the stack of some engines. */
const CHUNK_UNITS = 8192;

const SAVE_AS_UTF8 = "save the file again as text in UTF-8 (in a spreadsheet: save as `CSV UTF-8`)";

/** How a text file is read. */
export interface ReadOptions {
  /** A larger file is refused before it is decoded, bytes; LARGEST_FILE_BYTES unless given. */
  readonly largestFileBytes?: number;
  /** What is done about a larger one; to leave out columns and rows unless given. */
  readonly remedy?: string;
}

/**
 * Refuses a file by its size alone, before a byte of it is read.
 * `size`: bytes. @throws InputError when it is 0 or above the limit of the options
 */
export function checkFileSize(size: number, file: string, options: ReadOptions = {}): void {
  const largest = options.largestFileBytes ?? LARGEST_FILE_BYTES;
  if (size === 0) {
    throw new InputError({
      what: "the file is empty",
      expected: "text",
      remedy: "check that it was saved or copied whole",
      place: { file },
    });
  }
  if (size > largest) {
    throw new InputError({
      what: "the file is too large",
      found: `${(size / 1024 ** 2).toFixed(1)} MB`,
      expected: `at most ${Number((largest / 1024 ** 2).toPrecision(3))} MB`,
      remedy: options.remedy ?? "keep only the columns and rows that are needed",
      place: { file },
    });
  }
}

/** Line on which a byte stands, from 1. */
function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (bytes[i] === 0x0a) line++;
  return line;
}

/** Joins code units into a string. */
function textOf(units: Uint16Array): string {
  const parts: string[] = [];
  for (let start = 0; start < units.length; start += CHUNK_UNITS) {
    parts.push(String.fromCharCode(...units.subarray(start, start + CHUNK_UNITS)));
  }
  return parts.join("");
}

/** Number of continuation bytes a leading byte announces; -1 when it cannot lead. */
function continuationCount(lead: number): number {
  if (lead < 0x80) return 0;
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  if (lead >= 0xf0 && lead <= 0xf4) return 3;
  return -1;
}

/** Smallest code point that needs so many continuation bytes; a smaller one is an overlong form. */
const SMALLEST: readonly number[] = [0, 0x80, 0x800, 0x10000];

/** Signs that tables of measurements write, by the byte they have in Windows-1252 and (from 0xA0) in Latin-1. */
const LATIN_SIGNS: ReadonlyMap<number, string> = new Map([
  [0x80, "\u20ac"],
  [0x96, "\u2013"],
  [0x97, "\u2014"],
  [0xa0, "a fixed space"],
  [0xb0, "\u00b0"],
  [0xb1, "\u00b1"],
  [0xb2, "\u00b2"],
  [0xb3, "\u00b3"],
  [0xb5, "\u00b5"],
  [0xb7, "\u00b7"],
  [0xc5, "\u00c5"],
  [0xd7, "\u00d7"],
  [0xe4, "\u00e4"],
  [0xe9, "\u00e9"],
  [0xf6, "\u00f6"],
  [0xfc, "\u00fc"],
]);

/**
 * What a byte that is wrong in UTF-8 suggests: alone between ASCII bytes it is a letter of a one-byte encoding; where
 * it ends the file, the file was cut.
 */
function guessAt(bytes: Uint8Array, offset: number): string {
  const rest = bytes.subarray(offset + 1);
  if (continuationCount(bytes[offset]!) > rest.length && rest.every((byte) => (byte & 0xc0) === 0x80))
    return ": the file ends inside a character";
  const alone = (bytes[offset - 1] ?? 0x20) < 0x80 && (rest[0] ?? 0x20) < 0x80;
  if (!alone) return "";
  const sign = LATIN_SIGNS.get(bytes[offset]!);
  return sign
    ? `, which is ${sign} in Windows-1252 or Latin-1: the file looks saved in that encoding`
    : ": the file looks saved as Windows-1252 or Latin-1";
}

function badByte(bytes: Uint8Array, offset: number, file: string): InputError {
  const byte = bytes[offset]!.toString(16).toUpperCase().padStart(2, "0");
  return new InputError({
    what: "the file is not UTF-8 text",
    found: `byte 0x${byte} at offset ${offset}${guessAt(bytes, offset)}`,
    expected: "UTF-8, or UTF-16 with a byte order mark",
    remedy: SAVE_AS_UTF8,
    place: { file, line: lineAt(bytes, offset) },
  });
}

function decodeUtf8(bytes: Uint8Array, start: number, file: string): string {
  const units = new Uint16Array(bytes.length - start);
  let length = 0;
  for (let i = start; i < bytes.length; ) {
    const lead = bytes[i]!;
    const more = continuationCount(lead);
    if (more < 0) throw badByte(bytes, i, file);
    let code = more === 0 ? lead : lead & (0x3f >> more);
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k];
      if (next === undefined || (next & 0xc0) !== 0x80) throw badByte(bytes, i, file);
      code = (code << 6) | (next & 0x3f);
    }
    if (code < SMALLEST[more]! || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      throw badByte(bytes, i, file);
    if (code < 0x10000) {
      units[length++] = code;
    } else {
      units[length++] = 0xd800 + ((code - 0x10000) >> 10);
      units[length++] = 0xdc00 + ((code - 0x10000) & 0x3ff);
    }
    i += more + 1;
  }
  return textOf(units.subarray(0, length));
}

function decodeUtf16(bytes: Uint8Array, littleEndian: boolean, file: string): string {
  const fail = (line: number, found: string): InputError =>
    new InputError({
      what: "the file is not valid UTF-16 text",
      found,
      remedy: SAVE_AS_UTF8,
      place: { file, line },
    });
  const count = (bytes.length - 2) >> 1;
  const units = new Uint16Array(count);
  let line = 1;
  let waiting = false;
  for (let i = 0; i < count; i++) {
    const first = bytes[2 + 2 * i]!;
    const second = bytes[3 + 2 * i]!;
    const unit = littleEndian ? first | (second << 8) : second | (first << 8);
    const low = unit >= 0xdc00 && unit <= 0xdfff;
    if (low !== waiting) throw fail(line, "half of a surrogate pair");
    if (unit === 0) throw fail(line, "a NUL character");
    waiting = unit >= 0xd800 && unit <= 0xdbff;
    if (unit === 0x0a) line++;
    units[i] = unit;
  }
  if (waiting) throw fail(line, "half of a surrogate pair");
  if (bytes.length % 2 === 1) throw fail(line, "an odd number of bytes");
  return textOf(units);
}

function startsWith(bytes: Uint8Array, ...magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** Refuses workbooks and other binary files by their first bytes or a NUL. */
function refuseBinary(bytes: Uint8Array, file: string): void {
  const zip = startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);
  const compound = startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);
  if (zip || compound) {
    throw new InputError({
      what: "the file is not text",
      found: zip ? "a zip archive: an Excel workbook?" : "a binary document: an old Excel workbook?",
      remedy: SAVE_AS_UTF8,
      place: { file },
    });
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw new InputError({
      what: "the file is not text",
      found: "a NUL byte: an Excel workbook, an instrument's binary file, or UTF-16 without its mark?",
      remedy: SAVE_AS_UTF8,
      place: { file, line: lineAt(bytes, nul) },
    });
  }
}

/**
 * Reads the bytes of a text file. UTF-8 is read strictly (no overlong forms, no surrogates) and its byte order mark
 * dropped; UTF-16 is read when it begins with its mark. Nothing is guessed: a byte of another encoding is an error that
 * says where it stands (line, and offset in bytes from 0) and which encoding it looks like.
 * @throws InputError with the line of the first bad byte, for an empty, too large or binary file
 * Source: RFC 3629 (UTF-8), RFC 2781 (UTF-16).
 */
export function decodeText(bytes: Uint8Array, file: string, options: ReadOptions = {}): string {
  checkFileSize(bytes.length, file, options);
  const marked16 = startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);
  if (!marked16) refuseBinary(bytes, file);
  const text = marked16
    ? decodeUtf16(bytes, bytes[0] === 0xff, file)
    : decodeUtf8(bytes, startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0, file);
  if (text === "") {
    throw new InputError({
      what: "the file is empty",
      found: "a byte order mark and nothing else",
      expected: "text",
      place: { file },
    });
  }
  return text;
}

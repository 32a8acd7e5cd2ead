import { InputError } from "@oleate/core";

/** What a tag of a PicoQuant file holds. */
export type PqValue = number | string | boolean | Uint8Array | null;

/** Tags of a header: by name, then by index (-1 for a tag that stands alone). */
export type PqTags = ReadonlyMap<string, ReadonlyMap<number, PqValue>>;

/** A header as far as it has been read. */
export interface PqHeader {
  readonly tags: Map<string, Map<number, PqValue>>;
  /** Bytes read so far; where the data begin once `complete`. */
  offset: number;
  complete: boolean;
}

const MAGIC_BYTES = 16;
const TAG_BYTES = 48;

/** Headers are some kilobytes; a damaged length could ask for any number of bytes. */
const LARGEST_HEADER_BYTES = 2 ** 24;

const EMPTY = 0xffff0008;
const BOOL = 0x00000008;
const WHOLE: ReadonlySet<number> = new Set([0x10000008, 0x11000008, 0x12000008]);
const FLOAT: ReadonlySet<number> = new Set([0x20000008, 0x21000008]);
const FLOAT_ARRAY = 0x2001ffff;
const ANSI = 0x4001ffff;
const WIDE = 0x4002ffff;
const BLOB = 0xffffffff;

function damaged(found: string, offset: number, file: string): InputError {
  return new InputError({
    what: "the header of the file is damaged",
    found: `${found} at byte ${offset}`,
    remedy: "copy the file again from the instrument",
    place: { file },
  });
}

function chars(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return String.fromCharCode(...bytes.subarray(0, Math.min(end < 0 ? bytes.length : end, 4096)));
}

function wideChars(bytes: Uint8Array): string {
  const units: number[] = [];
  for (let i = 0; i + 1 < bytes.length && units.length < 2048; i += 2) {
    const unit = bytes[i]! | (bytes[i + 1]! << 8);
    if (unit === 0) break;
    units.push(unit);
  }
  return String.fromCharCode(...units);
}

/** True for the first bytes of a PicoQuant file of that magic. */
export function hasPqMagic(bytes: Uint8Array, magic: "PQTTTR" | "PQHISTO"): boolean {
  return bytes.length >= 8 && chars(bytes.subarray(0, 8)) === magic;
}

/** A header of which nothing has been read. */
export function beginPqHeader(): PqHeader {
  return { tags: new Map(), offset: MAGIC_BYTES, complete: false };
}

/**
 * Reads on in a header: `bytes` is the file from its beginning, as far as it is there. Sets `complete` when the tag
 * Header_End was reached; stops before a tag that is not there whole. @throws InputError for a damaged header
 * Source: PicoQuant, TTTR file formats (tags of 48 bytes: name 32, index i32, type u32, value 8).
 */
export function readOnPqHeader(header: PqHeader, bytes: Uint8Array, file: string): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  while (!header.complete && header.offset + TAG_BYTES <= bytes.length) {
    const at = header.offset;
    if (at > LARGEST_HEADER_BYTES) throw damaged("no Header_End", at, file);
    const name = chars(bytes.subarray(at, at + 32));
    if (!/^[\x20-\x7e]+$/u.test(name)) throw damaged("a tag without a name", at, file);
    const index = view.getInt32(at + 32, true);
    const type = view.getUint32(at + 36, true);
    let value: PqValue;
    let payload = 0;
    if (type === EMPTY) value = null;
    else if (type === BOOL) value = view.getBigInt64(at + 40, true) !== 0n;
    else if (WHOLE.has(type)) value = Number(view.getBigInt64(at + 40, true));
    else if (FLOAT.has(type)) value = view.getFloat64(at + 40, true);
    else if (type === FLOAT_ARRAY || type === ANSI || type === WIDE || type === BLOB) {
      payload = Number(view.getBigInt64(at + 40, true));
      if (payload < 0 || payload > LARGEST_HEADER_BYTES)
        throw damaged(`a tag ${name} of ${payload} bytes`, at, file);
      if (at + TAG_BYTES + payload > bytes.length) return;
      const data = bytes.subarray(at + TAG_BYTES, at + TAG_BYTES + payload);
      value = type === ANSI ? chars(data) : type === WIDE ? wideChars(data) : data.slice();
    } else {
      throw damaged(`a tag ${name} of the unknown type 0x${type.toString(16).padStart(8, "0")}`, at, file);
    }
    const indexed = header.tags.get(name) ?? new Map<number, PqValue>();
    indexed.set(index, value);
    header.tags.set(name, indexed);
    header.offset = at + TAG_BYTES + payload;
    header.complete = name === "Header_End";
  }
}

/** Refusal of a file that ends inside its header. */
export function headerCut(header: PqHeader, size: number, file: string): InputError {
  return new InputError({
    what: "the file ends inside its header",
    found: `${size} bytes, ${[...header.tags.values()].reduce((sum, one) => sum + one.size, 0)} tags and no Header_End`,
    remedy: "copy the file again from the instrument: it was not copied whole",
    place: { file },
  });
}

/** The number of a tag; undefined where there is none or it is no finite number. */
export function tagNumber(tags: PqTags, name: string, index = -1): number | undefined {
  const value = tags.get(name)?.get(index);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The text of a tag; undefined where there is none. */
export function tagText(tags: PqTags, name: string, index = -1): string | undefined {
  const value = tags.get(name)?.get(index);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The number of a tag that must be there and above 0. @throws InputError naming it */
export function positiveTag(tags: PqTags, name: string, file: string, index = -1): number {
  const value = tagNumber(tags, name, index);
  if (value !== undefined && value > 0) return value;
  throw new InputError({
    what: `the header has no ${name}${index < 0 ? "" : ` of curve ${index + 1}`} above 0`,
    found: value === undefined ? "none" : String(value),
    remedy: "the file cannot be placed on a time axis without it; export it again",
    place: { file },
  });
}

/** The number of a tag of seconds, in ns. @throws InputError where it is no duration of an instrument */
export function nanosecondsOf(tags: PqTags, name: string, file: string, index = -1): number {
  const ns = positiveTag(tags, name, file, index) * 1e9;
  if (ns >= SHORTEST_NS && ns <= LONGEST_NS) return ns;
  throw new InputError({
    what: `${name} is no time of such an instrument`,
    found: `${ns} ns`,
    expected: `${SHORTEST_NS} to ${LONGEST_NS} ns`,
    remedy: "copy the file again from the instrument: its header is damaged",
    place: { file },
  });
}

/** A tenth of a femtosecond to a hundred seconds: far beyond what instruments count with, on both sides. */
const SHORTEST_NS = 1e-7;
const LONGEST_NS = 1e11;

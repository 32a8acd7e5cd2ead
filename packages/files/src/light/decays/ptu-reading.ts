import { InputError } from "@oleate/core";
import type { DecayOptions } from "./decay-file.ts";
import { beginPqHeader, hasPqMagic, type PqHeader, readOnPqHeader, tagNumber } from "./pq-header.ts";
import { beginPtuTally, type PtuTally, recordTypeOf } from "./ptu-tally.ts";
import { STATED } from "./stated.ts";
import { tallyRecords } from "./tttr-records.ts";

/** Records copied at a time where a chunk does not lie on a multiple of four bytes. */
const SCRATCH_WORDS = 65536;

/** A .ptu as far as it has been read. */
export interface PtuReading {
  readonly file: string;
  readonly options: DecayOptions;
  readonly header: PqHeader;
  /** Bytes of a header that is not complete yet. */
  begun: Uint8Array;
  tally: PtuTally | undefined;
  /** The first bytes of a record whose rest is in the next chunk. */
  readonly carry: Uint8Array;
  carried: number;
  readonly scratch: Int32Array;
  announced: number;
  recordsRead: number;
  /** Bytes after the last record announced. */
  surplusBytes: number;
  bytesRead: number;
}

/** A .ptu of which nothing has been read. */
export function beginPtu(file: string, options: DecayOptions): PtuReading {
  return {
    file,
    options,
    header: beginPqHeader(),
    begun: new Uint8Array(0),
    tally: undefined,
    carry: new Uint8Array(4),
    carried: 0,
    scratch: new Int32Array(SCRATCH_WORDS),
    announced: 0,
    recordsRead: 0,
    surplusBytes: 0,
    bytesRead: 0,
  };
}

/** Counts whole records; the machine's order of bytes is the file's (little-endian). */
function takeWords(reading: PtuReading, words: Int32Array, length: number): void {
  const left = reading.announced > 0 ? reading.announced - reading.recordsRead : length;
  const count = Math.min(length, left);
  tallyRecords(words, count, reading.tally!.tally);
  reading.recordsRead += count;
  reading.surplusBytes += 4 * (length - count);
}

function takeRecords(reading: PtuReading, bytes: Uint8Array): void {
  let at = 0;
  if (reading.carried > 0) {
    while (reading.carried < 4 && at < bytes.length) reading.carry[reading.carried++] = bytes[at++]!;
    if (reading.carried < 4) return;
    takeWords(reading, new Int32Array(reading.carry.buffer, 0, 1), 1);
    reading.carried = 0;
  }
  const whole = (bytes.length - at) >> 2;
  if ((bytes.byteOffset + at) % 4 === 0) {
    takeWords(reading, new Int32Array(bytes.buffer, bytes.byteOffset + at, whole), whole);
  } else {
    const copy = new Uint8Array(reading.scratch.buffer);
    for (let done = 0; done < whole; done += SCRATCH_WORDS) {
      const count = Math.min(SCRATCH_WORDS, whole - done);
      copy.set(bytes.subarray(at + 4 * done, at + 4 * (done + count)));
      takeWords(reading, reading.scratch, count);
    }
  }
  for (at += 4 * whole; at < bytes.length; at++) reading.carry[reading.carried++] = bytes[at]!;
}

/** Takes the next bytes of the file. @throws InputError for a damaged header or an unknown type of record */
export function feedPtu(reading: PtuReading, chunk: Uint8Array): void {
  reading.bytesRead += chunk.length;
  if (reading.tally) {
    takeRecords(reading, chunk);
    return;
  }
  let all = chunk;
  if (reading.begun.length > 0) {
    all = new Uint8Array(reading.begun.length + chunk.length);
    all.set(reading.begun);
    all.set(chunk, reading.begun.length);
  }
  if (all.length >= 8 && !hasPqMagic(all, "PQTTTR")) throw notPtu(reading.file);
  readOnPqHeader(reading.header, all, reading.file);
  if (!reading.header.complete) {
    reading.begun = all.slice();
    return;
  }
  reading.begun = new Uint8Array(0);
  const { tags, offset } = reading.header;
  reading.announced = Math.max(0, tagNumber(tags, "TTResult_NumberOfRecords") ?? 0);
  reading.tally = beginPtuTally(tags, recordTypeOf(tags, reading.file), reading.options, reading.file);
  takeRecords(reading, all.subarray(offset));
}

function notPtu(file: string): InputError {
  return new InputError({
    what: "the file is no .ptu",
    expected: "PQTTTR in its first bytes",
    remedy: "read it with readDecays, which finds the format",
    place: { file },
  });
}

/** Refuses, or notes, a file with fewer records than it announces. @throws InputError unless acceptIncomplete */
export function checkWhole(reading: PtuReading): readonly string[] {
  const { announced, recordsRead, carried, file, options, surplusBytes } = reading;
  if (announced > 0 && recordsRead === announced) {
    return surplusBytes + carried > 0
      ? [`${surplusBytes + carried} bytes after the last record announced are left out`]
      : [];
  }
  if (announced === 0 && recordsRead === 0 && carried === 0) return [];
  // Instruments fill in the number when a measurement is closed; the records before that are as good as any.
  if (announced === 0 && carried === 0) {
    return [
      `the header announces 0 records, as where a measurement was not closed: all ${recordsRead} that follow were read, and they end with a whole one`,
    ];
  }
  const found =
    announced > 0
      ? `${recordsRead} of ${announced} records`
      : `${recordsRead} whole records and ${carried} bytes of another, none announced`;
  if (options.acceptIncomplete) return [`the file is truncated: ${found}; those were read`];
  throw new InputError({
    what: "the file is truncated",
    found,
    expected: announced > 0 ? `${announced} records` : "the number of records in the header",
    remedy: `copy the file again, or ${STATED.incomplete}`,
    place: { file },
  });
}

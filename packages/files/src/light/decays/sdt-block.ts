import { InputError } from "@oleate/core";
import { unzipSync } from "fflate";

/** A block header of an .sdt. */
export interface SdtBlock {
  readonly dataAt: number;
  readonly nextAt: number;
  readonly type: number;
  /** Which measurement description it belongs to. */
  readonly description: number;
  /** Bytes of its counts, unpacked. */
  readonly length: number;
}

const ZIPPED = 0x1000;
const LZ4 = 0x4000;

/** Bytes of counts in a block beyond which it is not unpacked. */
const LARGEST_BLOCK_BYTES = 2 ** 29;

/** Bytes of one count, by bits 8 to 11 of the type. */
const COUNT_BYTES: Readonly<Record<number, 2 | 4 | 8>> = { 0: 2, 1: 4, 2: 8 };

function damaged(name: string, found: string, file: string): InputError {
  return new InputError({
    what: `${name} is truncated or damaged`,
    found,
    remedy: "copy the file again from the instrument",
    place: { file },
  });
}

/** Counts of a zipped block: an archive of one file. */
function unpacked(packed: Uint8Array, block: SdtBlock, name: string, file: string): Uint8Array {
  let files: Record<string, Uint8Array>;
  try {
    // The announced size guards the memory; fflate takes it from the archive.
    files = unzipSync(packed, { filter: ({ originalSize }) => originalSize <= block.length });
  } catch (error) {
    throw damaged(name, `its archive cannot be unpacked: ${(error as Error).message}`, file);
  }
  const [only] = Object.values(files);
  if (!only || only.length < block.length)
    throw damaged(name, `${only?.length ?? 0} bytes unpacked of ${block.length}`, file);
  return only;
}

/**
 * The counts of a block, all its curves one after another. @throws InputError for a truncated block, an archive that cannot
 * be unpacked, or a packing or type of counts that is not read
 */
export function blockCounts(bytes: Uint8Array, block: SdtBlock, name: string, file: string): Float64Array {
  const size = COUNT_BYTES[(block.type >> 8) & 15];
  if (size === undefined || (block.type & LZ4) !== 0) {
    throw new InputError({
      what: `the counts of ${name} are kept in a way that is not read`,
      found: `type 0x${block.type.toString(16).padStart(4, "0")}${(block.type & LZ4) !== 0 ? " (LZ4)" : ""}`,
      expected: "16 or 32 bit or floating counts, as they are or zipped",
      remedy: "save the file without compression, or export its curves as text",
      place: { file },
    });
  }
  if (block.length > LARGEST_BLOCK_BYTES || block.length % size !== 0)
    throw damaged(name, `${block.length} bytes of counts`, file);
  const zipped = (block.type & ZIPPED) !== 0;
  // The last block leads nowhere: its archive ends with the file.
  const nextAt = block.nextAt === 0 ? bytes.length : block.nextAt;
  const end = zipped ? nextAt : block.dataAt + block.length;
  if (end > bytes.length || block.dataAt > end)
    throw damaged(name, `${Math.max(0, bytes.length - block.dataAt)} bytes of ${end - block.dataAt}`, file);
  const stored = bytes.subarray(block.dataAt, end);
  const data = zipped ? unpacked(stored, block, name, file) : stored;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const counts = new Float64Array(block.length / size);
  for (let i = 0; i < counts.length; i++) {
    const at = i * size;
    counts[i] =
      size === 2
        ? view.getUint16(at, true)
        : size === 4
          ? view.getUint32(at, true)
          : view.getFloat64(at, true);
  }
  const odd = counts.findIndex((count) => !Number.isFinite(count));
  if (odd >= 0) throw damaged(name, `${counts[odd]} in channel ${odd + 1}`, file);
  return counts;
}

import { zipSync } from "fflate";
import { joined } from "./pq-file.ts";

/** A block of an .sdt to be written. */
export interface WrittenBlock {
  readonly counts: readonly number[];
  readonly kind: "u16" | "u32" | "f64";
  readonly zipped?: boolean;
  /** Bits 4 to 7 of the type; 0 is a decay. */
  readonly content?: number;
}

const SIZES = { u16: 2, u32: 4, f64: 8 } as const;
const KINDS = { u16: 0, u32: 0x100, f64: 0x200 } as const;

/** Writes an .sdt: one measurement description, and the blocks one after another. `rangeS` s, channels of one curve. */
export function writeSdt(
  blocks: readonly WrittenBlock[],
  rangeS: number,
  gain: number,
  channels: number,
  revision = 606,
): Uint8Array {
  const header = new Uint8Array(42);
  const description = new Uint8Array(211);
  const about = new DataView(description.buffer);
  about.setFloat32(64, rangeS, true);
  about.setInt16(68, gain, true);
  about.setInt16(82, channels === 65536 ? 0 : channels, true);
  about.setFloat32(92, 30, true);
  const first = header.length + description.length;
  const parts: Uint8Array[] = [header, description];
  let at = first;
  blocks.forEach(({ counts, kind, zipped = false, content = 0 }, i) => {
    const plain = new Uint8Array(counts.length * SIZES[kind]);
    const view = new DataView(plain.buffer);
    counts.forEach((count, c) => {
      if (kind === "u16") view.setUint16(2 * c, count, true);
      else if (kind === "u32") view.setUint32(4 * c, count, true);
      else view.setFloat64(8 * c, count, true);
    });
    const data = zipped ? zipSync({ data_block: plain }, { mtime: "1990-01-01" }) : plain;
    const block = new Uint8Array(22);
    const fields = new DataView(block.buffer);
    if ((revision & 15) < 15) fields.setInt16(0, i, true);
    fields.setUint32(2, at + 22, true);
    fields.setUint32(6, at + 22 + data.length, true);
    fields.setUint16(10, 1 | (content << 4) | KINDS[kind] | (zipped ? 0x1000 : 0), true);
    fields.setInt16(12, 0, true);
    fields.setUint32(18, plain.length, true);
    parts.push(block, data);
    at += 22 + data.length;
  });
  const head = new DataView(header.buffer);
  head.setInt16(0, revision, true);
  head.setInt32(14, first, true);
  head.setInt16(18, blocks.length, true);
  head.setInt32(24, header.length, true);
  head.setInt16(28, 1, true);
  head.setInt16(30, description.length, true);
  head.setUint16(32, 0x5555, true);
  return joined(parts);
}

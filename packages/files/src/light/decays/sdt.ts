import { InputError } from "@oleate/core";
import { type DecayCurve, type DecayFormat, type DecayOptions, notesOnCounts } from "./decay-file.ts";
import { blockCounts, type SdtBlock } from "./sdt-block.ts";
import { STATED } from "./stated.ts";

const HEADER_BYTES = 42;
const BLOCK_HEADER_BYTES = 22;

/** Where a count of blocks beyond 16 bits stands instead. */
const MANY_BLOCKS = 0x7fff;

/** From this revision on, block headers hold the high bytes of their offsets. */
const WIDE_OFFSETS = 15;

/** Curves of one block that are listed; a block of more is an image, and its pixels are added up. */
const MOST_CURVES = 256;

/** What the names of block contents are, by bits 4 to 7 of the type. */
const CONTENTS: readonly string[] = ["decay", "page", "FCS", "FIDA", "FILDA", "MCS", "image"];
const READ_CONTENTS: ReadonlySet<number> = new Set([0, 1, 6]);

function truncated(found: string, file: string): InputError {
  return new InputError({
    what: "the file is truncated or damaged",
    found,
    remedy: "copy the file again from the instrument",
    place: { file },
  });
}

interface Description {
  readonly channels: number;
  readonly channelWidthNs: number;
  readonly integrationTimeS: number;
}

/** Range, gain and resolution of the converter from a measurement description. */
function descriptionAt(view: DataView, at: number, length: number, file: string): Description {
  if (length < 96 || at < HEADER_BYTES || at + length > view.byteLength)
    throw truncated(`a measurement description of ${length} bytes at byte ${at}`, file);
  const rangeS = view.getFloat32(at + 64, true);
  const gain = view.getInt16(at + 68, true);
  const written = view.getInt16(at + 82, true);
  // 65536 channels do not fit into the field and are written as 0.
  const channels = written === 0 ? 65536 : written;
  if (!(rangeS > 0 && rangeS < 1 && gain >= 1 && channels >= 2)) {
    throw new InputError({
      what: "the channels have no width",
      found: `range ${rangeS} s, gain ${gain}, ${channels} channels`,
      expected: "a range above 0, a gain of 1 or more and 2 channels or more",
      remedy: "the file is damaged; export it again",
      place: { file },
    });
  }
  const collected = view.getFloat32(at + 92, true);
  return {
    channels,
    channelWidthNs: (rangeS / gain / channels) * 1e9,
    integrationTimeS: Number.isFinite(collected) && collected > 0 ? collected : 0,
  };
}

function blockAt(view: DataView, at: number, wide: boolean, file: string): SdtBlock {
  if (at < HEADER_BYTES || at + BLOCK_HEADER_BYTES > view.byteLength)
    throw truncated(`a block header at byte ${at}`, file);
  const high = wide ? [view.getUint8(at) * 2 ** 32, view.getUint8(at + 1) * 2 ** 32] : [0, 0];
  return {
    dataAt: view.getUint32(at + 2, true) + high[0]!,
    nextAt: view.getUint32(at + 6, true) + high[1]!,
    type: view.getUint16(at + 10, true),
    description: view.getInt16(at + 12, true),
    length: view.getUint32(at + 18, true),
  };
}

/** The curves of a block: one a detector or page; an image is added up. */
function curvesOf(
  counts: Float64Array,
  name: string,
  about: Description,
): { curves: DecayCurve[]; note?: string } {
  const { channels, channelWidthNs, integrationTimeS } = about;
  const meta = integrationTimeS > 0 ? { integrationTimeS } : {};
  const curve = (label: string, values: Float64Array): DecayCurve => ({
    name: label,
    channelWidthNs,
    startNs: 0,
    counts: values,
    meta,
  });
  const several = counts.length / channels;
  if (several <= 1) return { curves: [curve(name, counts)] };
  if (several <= MOST_CURVES) {
    const parts = Array.from({ length: several }, (_, i) => counts.slice(i * channels, (i + 1) * channels));
    return { curves: parts.map((values, i) => curve(`${name}, curve ${i + 1}`, values)) };
  }
  const sum = new Float64Array(channels);
  for (let i = 0; i < counts.length; i++) sum[i % channels]! += counts[i]!;
  return { curves: [curve(name, sum)], note: `${name} is an image: its ${several} pixels are added up` };
}

/**
 * Becker & Hickl .sdt: a header, descriptions of the measurement, and a chain of blocks with 16 or 32 bit or floating
 * counts, as they are or zipped. Decay, page and image blocks are read; the width of a channel is range / gain / channels.
 * Source: W. Becker, The bh TCSPC Handbook, data file structure.
 */
export const sdtFormat: DecayFormat = {
  name: "sdt",
  label: "Becker & Hickl measurement (.sdt)",
  extensions: ["sdt"],
  reads: "decay, page and image blocks, plain or zipped; the pixels of an image added up",
  detect: ({ bytes }) =>
    bytes.length >= 34 && bytes[32] === 0x55 && bytes[33] === 0x55 && (bytes[15]! | bytes[14]!) > 0,
  read: ({ bytes, file }, options: DecayOptions) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < HEADER_BYTES) throw truncated(`${bytes.length} bytes`, file);
    const wide = (view.getUint16(0, true) & 15) >= WIDE_OFFSETS;
    const few = view.getInt16(18, true);
    const blocks = few === MANY_BLOCKS ? view.getUint32(34, true) : few;
    const descriptionsAt = view.getInt32(24, true);
    const descriptions = view.getInt16(28, true);
    const descriptionLength = view.getInt16(30, true);
    if (blocks === 0) {
      throw new InputError({
        what: "the file holds no measurement",
        found: "the settings of one (.set) only",
        expected: "blocks of counts",
        remedy: "choose the .sdt, or give this file together with its .spc",
        place: { file },
      });
    }
    if (blocks < 1 || descriptions < 1)
      throw truncated(`${blocks} blocks, ${descriptions} measurement descriptions`, file);
    const curves: DecayCurve[] = [];
    const notes: string[] = [];
    let at = view.getInt32(14, true);
    const seen = new Set<number>();
    for (let b = 0; b < blocks; b++) {
      try {
        if (seen.has(at)) throw truncated(`block ${b + 1} of ${blocks} leads back to byte ${at}`, file);
        seen.add(at);
        const block = blockAt(view, at, wide, file);
        const name = `block ${b + 1}`;
        const content = (block.type >> 4) & 15;
        at = block.nextAt;
        if (!READ_CONTENTS.has(content)) {
          notes.push(`${name} holds no decay (${CONTENTS[content] ?? `content ${content}`}) and is left out`);
          continue;
        }
        if (block.description < 0 || block.description >= descriptions)
          throw truncated(
            `${name} refers to measurement description ${block.description} of ${descriptions}`,
            file,
          );
        const about = descriptionAt(
          view,
          descriptionsAt + block.description * descriptionLength,
          descriptionLength,
          file,
        );
        const counts = blockCounts(bytes, block, name, file);
        if (counts.length < about.channels || counts.length % about.channels !== 0)
          throw truncated(
            `${name} of ${counts.length} counts for curves of ${about.channels} channels`,
            file,
          );
        const found = curvesOf(counts, name, about);
        curves.push(...found.curves);
        if (found.note) notes.push(found.note);
      } catch (error) {
        if (!(error instanceof InputError) || curves.length === 0) throw error;
        if (!options.acceptIncomplete) {
          const { remedy = "copy the file again" } = error.complaint;
          throw new InputError({ ...error.complaint, remedy: `${remedy}, or ${STATED.incomplete}` });
        }
        notes.push(`the file is truncated or damaged: ${b} of ${blocks} blocks were read`);
        break;
      }
    }
    if (curves.length === 0) {
      throw new InputError({
        what: "the file holds no decay",
        found: notes.join("; "),
        expected: "a decay, page or image block",
        place: { file },
      });
    }
    return { format: "sdt", curves, notes: [...notes, ...notesOnCounts(curves)] };
  },
};

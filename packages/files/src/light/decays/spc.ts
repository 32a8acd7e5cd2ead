import { InputError } from "@oleate/core";
import { type DecayCurve, type DecayFormat, type DecayOptions, notesOnCounts, sumOf } from "./decay-file.ts";
import { STATED } from "./stated.ts";

/** Ticks of the macro clock that one overflow stands for, and channels of the converter. */
const TICKS_PER_OVERFLOW = 4096;
const CHANNELS = 4096;
const ROUTES = 16;

/** Longest macro clock that is believed, in units of 0.1 ns: 100 us. */
const LONGEST_CLOCK = 1e6;

/** Records looked at to tell such a file from any other. */
const PROBED_RECORDS = 4096;

/** Bytes of a setup file that are looked at. */
const LARGEST_SETUP_BYTES = 2 ** 20;

/** What happened in a record. */
export interface SpcTotals {
  /** Tick of the macro clock, ns. */
  readonly clockNs: number;
  readonly photons: number;
  readonly overflows: number;
  readonly markers: number;
  /** Photons that the card itself declares invalid. */
  readonly invalid: number;
  /** Records before which the card's memory ran over and photons were lost. */
  readonly gaps: number;
  /** Bytes of a last record that is not whole. */
  readonly bytesLeft: number;
}

/**
 * Goes through the records of a Becker & Hickl .spc (SPC-130 to SPC-160: 4 bytes; the first holds the macro clock) and
 * calls `photon` with the macro time (ticks), the micro time (channels of the converter, 4095 - ADC) and the routing channel.
 * Bits of a record: ADC 12 from bit 16, routing 4 from bit 12, macro time 12; bits 31 to 28 invalid, overflow, gap, mark.
 * Source: W. Becker, The bh TCSPC Handbook, data file structure; checked against ../shared/data/trpl/phconvert_spc.
 */
export function eachSpcPhoton(
  bytes: Uint8Array,
  photon: (macro: number, micro: number, route: number) => void,
): SpcTotals {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const clockNs = bytes.length >= 4 ? (view.getUint32(0, true) & 0xffffff) / 10 : 0;
  let [photons, overflows, markers, invalid, gaps] = [0, 0, 0, 0, 0];
  for (let at = 4; at + 4 <= bytes.length; at += 4) {
    const word = view.getUint32(at, true);
    const flags = word >>> 28;
    const marked = (flags & 1) !== 0;
    if ((flags & 2) !== 0) gaps++;
    if ((flags & 12) === 12 && !marked) {
      overflows += word & 0x0fffffff || 1;
      continue;
    }
    if ((flags & 4) !== 0) overflows++;
    if (marked) markers++;
    else if ((flags & 8) !== 0) invalid++;
    else {
      photons++;
      photon(
        overflows * TICKS_PER_OVERFLOW + (word & 4095),
        4095 - ((word >>> 16) & 4095),
        (word >>> 12) & 15,
      );
    }
  }
  return { clockNs, photons, overflows, markers, invalid, gaps, bytesLeft: bytes.length % 4 };
}

/** True where the first records make sense: a plausible clock, and times that never run back without an overflow. */
function looksLikeSpc(bytes: Uint8Array): boolean {
  if (bytes.length < 12) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint32(0, true);
  const clock = first & 0xffffff;
  if (first >>> 31 !== 1 || clock < 1 || clock > LONGEST_CLOCK) return false;
  const head = bytes.subarray(0, 4 * Math.min(PROBED_RECORDS, bytes.length >> 2));
  let last = -1;
  let rising = true;
  const { photons } = eachSpcPhoton(head, (macro) => {
    if (macro < last) rising = false;
    last = macro;
  });
  return rising && photons > 0;
}

interface Converter {
  readonly widthNs: number;
  readonly source: string;
}

/** A parameter of a setup file: "#SP [SP_TAC_R,F,5.0e-08]". */
function setupNumber(text: string, name: string): number | undefined {
  const value = Number(new RegExp(`\\[${name},[A-Z],([-+\\d.eE]+)\\]`, "u").exec(text)?.[1]);
  return Number.isFinite(value) ? value : undefined;
}

/** Width and origin by a setup file; undefined where it is none. */
function converterIn(name: string, bytes: Uint8Array): Converter | undefined {
  const parts: string[] = [];
  for (let start = 0; start < Math.min(bytes.length, LARGEST_SETUP_BYTES); start += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  const text = parts.join("");
  const range = setupNumber(text, "SP_TAC_R");
  const gain = setupNumber(text, "SP_TAC_G");
  if (range === undefined || gain === undefined || !(range > 0 && range < 1 && gain >= 1)) return undefined;
  return {
    widthNs: (range / gain / CHANNELS) * 1e9,
    source: `from ${name}: ${range} s / ${gain} / ${CHANNELS}`,
  };
}

/** A file's name without folders and ending, in small letters. */
function stem(file: string): string {
  return file
    .replace(/^.*[\\/]/u, "")
    .replace(/\.[^.]*$/u, "")
    .toLowerCase();
}

/** Width of the converter's channels: as the user says, or from the setup file of the records' name, or the only one. */
function converterOf(options: DecayOptions, file: string): Converter {
  if (options.channelWidthNs !== undefined) return { widthNs: options.channelWidthNs, source: "as given" };
  const setups = [...(options.companions ?? [])].flatMap(([name, bytes]) => {
    const converter = converterIn(name, bytes);
    return converter ? [{ name, converter }] : [];
  });
  const own =
    setups.find(({ name }) => stem(name) === stem(file)) ?? (setups.length === 1 ? setups[0] : undefined);
  if (own) return own.converter;
  throw new InputError({
    what: "an .spc file does not hold the width of its channels",
    ...(setups.length > 0 ? { found: `${setups.length} setup files, none of its name` } : {}),
    expected: "the .set file that was saved with it, or the width",
    remedy: `put the .set beside it (on the page, give both files together), or ${STATED.channelWidth}: range / gain / 4096`,
    place: { file },
  });
}

/** Becker & Hickl photon records: one histogram of micro times a routing channel. */
export const spcFormat: DecayFormat = {
  name: "spc",
  label: "Becker & Hickl photon records (.spc)",
  extensions: ["spc"],
  reads: "4-byte records, one histogram a routing channel; the width of a channel from the .set beside it",
  detect: ({ bytes, text }) => text === null && looksLikeSpc(bytes),
  read: ({ bytes, file }, options) => {
    const { widthNs, source } = converterOf(options, file);
    const counts = new Float64Array(ROUTES * CHANNELS);
    let last = 0;
    const totals = eachSpcPhoton(bytes, (macro, micro, route) => {
      counts[route * CHANNELS + micro]! += 1;
      last = macro;
    });
    if (totals.bytesLeft > 0 && !options.acceptIncomplete) {
      throw new InputError({
        what: "the file is truncated",
        found: `${bytes.length} bytes, which end inside a record`,
        expected: "a multiple of 4",
        remedy: `copy the file again, or ${STATED.incomplete}`,
        place: { file },
      });
    }
    const curves: DecayCurve[] = [];
    for (let route = 0; route < ROUTES; route++) {
      const one = counts.slice(route * CHANNELS, (route + 1) * CHANNELS);
      if (sumOf(one) === 0) continue;
      const meta = {
        detector: route,
        macroClockNs: totals.clockNs,
        integrationTimeS: last * totals.clockNs * 1e-9,
      };
      curves.push({ name: `channel ${route}`, channelWidthNs: widthNs, startNs: 0, counts: one, meta });
    }
    return {
      format: "spc",
      curves,
      notes: [
        `${totals.photons} photons, ${totals.overflows} overflows of the clock of ${totals.clockNs} ns, ${totals.markers} markers`,
        `width of a channel ${source}`,
        "the time for which photons were collected is that of the last photon",
        ...(totals.bytesLeft > 0 ? ["the file is truncated: it ends inside a record"] : []),
        ...(totals.invalid > 0
          ? [`${totals.invalid} photons that the card declares invalid are left out`]
          : []),
        ...(totals.gaps > 0
          ? [`photons were lost before ${totals.gaps} records: the card's memory ran over`]
          : []),
        ...notesOnCounts(curves),
      ],
    };
  },
};

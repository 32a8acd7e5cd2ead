/** How the 32 bits of a record are laid out. */
export type RecordLayout = "picoharp" | "hydraharp";

/** One kind of time-tagged record. */
export interface RecordType {
  readonly code: number;
  readonly name: string;
  readonly mode: "T2" | "T3";
  readonly layout: RecordLayout;
  /** Time units (T2) or pulses (T3) by which one overflow moves the clock on. */
  readonly overflow: number;
  /** True where an overflow record says how many there were. */
  readonly counted: boolean;
}

const hydra = (code: number, name: string, mode: "T2" | "T3"): RecordType => ({
  code,
  name,
  mode,
  layout: "hydraharp",
  overflow: mode === "T2" ? 2 ** 25 : 1024,
  counted: true,
});

/** The record types that are read. Source: PicoQuant, TTTR file formats and its published readers. */
export const RECORD_TYPES: readonly RecordType[] = [
  {
    code: 0x00010203,
    name: "PicoHarp 300 T2",
    mode: "T2",
    layout: "picoharp",
    overflow: 210698240,
    counted: false,
  },
  {
    code: 0x00010303,
    name: "PicoHarp 300 T3",
    mode: "T3",
    layout: "picoharp",
    overflow: 65536,
    counted: false,
  },
  { ...hydra(0x00010204, "HydraHarp 400 V1 T2", "T2"), overflow: 33552000, counted: false },
  { ...hydra(0x00010304, "HydraHarp 400 V1 T3", "T3"), counted: false },
  hydra(0x01010204, "HydraHarp 400 V2 T2", "T2"),
  hydra(0x01010304, "HydraHarp 400 V2 T3", "T3"),
  hydra(0x00010205, "TimeHarp 260 N T2", "T2"),
  hydra(0x00010305, "TimeHarp 260 N T3", "T3"),
  hydra(0x00010206, "TimeHarp 260 P T2", "T2"),
  hydra(0x00010306, "TimeHarp 260 P T3", "T3"),
  hydra(0x00010207, "MultiHarp / generic T2", "T2"),
  hydra(0x00010307, "MultiHarp / generic T3", "T3"),
];

/** Delays that a T3 record can hold. */
export const T3_CHANNELS: Readonly<Record<RecordLayout, number>> = { picoharp: 4096, hydraharp: 32768 };

/** Detector channels that a record can name. */
export const DETECTORS: Readonly<Record<RecordLayout, number>> = { picoharp: 16, hydraharp: 64 };

/** Channel of a HydraHarp's special record that is an overflow; of a PicoHarp's record that is special. */
const OVERFLOW_CHANNEL = 63;
const SPECIAL_CHANNEL = 15;

/** What has been counted so far. */
export interface Tally {
  readonly type: RecordType;
  /** Counts, `channels` a detector, one detector after another. */
  readonly counts: Float64Array;
  readonly channels: number;
  /** Time units of a channel; T2 only. */
  readonly unitsPerChannel: number;
  /** Detector whose records are pulses; PicoHarp T2 only, -1 for none. */
  readonly syncDetector: number;
  overflows: number;
  markers: number;
  /** Time units or pulses by which the clock has run over. */
  clock: number;
  lastSync: number;
  syncs: number;
  /** Photons before the first pulse, and later than the last channel after one; T2 only. */
  beforeSync: number;
  beyond: number;
  /** Special records of no known meaning. */
  unknown: number;
}

/** A tally of nothing. `channels` a detector; for T2 with the time units of one channel and the detector of pulses. */
export function beginTally(
  type: RecordType,
  channels: number,
  unitsPerChannel = 1,
  syncDetector = -1,
): Tally {
  return {
    type,
    counts: new Float64Array(DETECTORS[type.layout] * channels),
    channels,
    unitsPerChannel,
    syncDetector,
    overflows: 0,
    markers: 0,
    clock: 0,
    lastSync: Number.NaN,
    syncs: 0,
    beforeSync: 0,
    beyond: 0,
    unknown: 0,
  };
}

function tallyHydraT3(words: Int32Array, length: number, tally: Tally): void {
  const { counts } = tally;
  const { counted } = tally.type;
  for (let i = 0; i < length; i++) {
    const word = words[i]!;
    // special 1 | channel 6 | delay 15 | pulse 10: channel and delay together are the index of the count.
    if (word >= 0) counts[word >> 10]! += 1;
    else {
      const channel = (word >>> 25) & 63;
      if (channel === OVERFLOW_CHANNEL) {
        const times = counted ? word & 1023 || 1 : 1;
        tally.overflows += times;
        tally.clock += 1024 * times;
      } else if (channel >= 1 && channel <= 15) tally.markers++;
      else tally.unknown++;
    }
  }
}

function tallyPicoT3(words: Int32Array, length: number, tally: Tally): void {
  const { counts } = tally;
  for (let i = 0; i < length; i++) {
    const word = words[i]!;
    // channel 4 | delay 12 | pulse 16.
    const index = word >>> 16;
    if (index >>> 12 !== SPECIAL_CHANNEL) counts[index]! += 1;
    else if ((index & 4095) === 0) {
      tally.overflows++;
      tally.clock += 65536;
    } else tally.markers++;
  }
}

/** Puts a photon into its channel after the last pulse. */
function place(tally: Tally, detector: number, time: number): void {
  const delay = time - tally.lastSync;
  if (delay >= 0) {
    const channel = Math.floor(delay / tally.unitsPerChannel);
    if (channel < tally.channels) tally.counts[detector * tally.channels + channel]! += 1;
    else tally.beyond++;
  } else tally.beforeSync++;
}

function tallyHydraT2(words: Int32Array, length: number, tally: Tally): void {
  const { counted, overflow } = tally.type;
  for (let i = 0; i < length; i++) {
    const word = words[i]!;
    const time = word & 0x1ffffff;
    const channel = (word >>> 25) & 63;
    if (word >= 0) {
      if (tally.syncs > 0) place(tally, channel, tally.clock + time);
      else tally.beforeSync++;
    } else if (channel === OVERFLOW_CHANNEL) {
      const times = counted ? time || 1 : 1;
      tally.overflows += times;
      tally.clock += overflow * times;
    } else if (channel === 0) {
      tally.lastSync = tally.clock + time;
      tally.syncs++;
    } else if (channel <= 15) tally.markers++;
    else tally.unknown++;
  }
}

function tallyPicoT2(words: Int32Array, length: number, tally: Tally): void {
  const { overflow } = tally.type;
  for (let i = 0; i < length; i++) {
    const word = words[i]!;
    const channel = word >>> 28;
    const time = word & 0x0fffffff;
    if (channel === SPECIAL_CHANNEL) {
      // The four lowest bits name markers; none of them set is an overflow.
      if ((time & 15) === 0) {
        tally.overflows++;
        tally.clock += overflow;
      } else tally.markers++;
    } else if (channel === tally.syncDetector) {
      tally.lastSync = tally.clock + time;
      tally.syncs++;
    } else if (tally.syncs > 0) place(tally, channel, tally.clock + time);
    else tally.beforeSync++;
  }
}

/**
 * Counts the first `length` records of `words` (32 bits each, little-endian) into the tally. Nothing is allocated.
 * T3: counts[detector * channels + delay]; T2: the delay is the time since the last pulse.
 */
export function tallyRecords(words: Int32Array, length: number, tally: Tally): void {
  const { layout, mode } = tally.type;
  if (mode === "T3") (layout === "picoharp" ? tallyPicoT3 : tallyHydraT3)(words, length, tally);
  else (layout === "picoharp" ? tallyPicoT2 : tallyHydraT2)(words, length, tally);
}

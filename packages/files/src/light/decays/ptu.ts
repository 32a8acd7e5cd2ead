import { InputError } from "@oleate/core";
import {
  type DecayCurve,
  type DecayFile,
  type DecayFormat,
  type DecayOptions,
  notesOnCounts,
  sumOf,
} from "./decay-file.ts";
import { hasPqMagic, headerCut } from "./pq-header.ts";
import { beginPtu, checkWhole, feedPtu, type PtuReading } from "./ptu-reading.ts";

/** How far the reading of a .ptu has come. */
export interface PtuProgress {
  readonly bytesRead: number;
  readonly recordsRead: number;
  /** Records that the header announces; 0 where it does not. */
  readonly recordsAnnounced: number;
}

/** What the streaming reader may be told besides. */
export interface PtuOptions extends DecayOptions {
  /** For messages; "the .ptu file" unless given. */
  readonly name?: string;
  /** Called after every chunk. */
  readonly progress?: (progress: PtuProgress) => void;
  /** Stops the reading when `aborted` becomes true: an AbortSignal fits. */
  readonly signal?: { readonly aborted: boolean };
}

/** The number of channels that the pulses leave room for, and all that hold a count. */
function lengthOf(counts: Float64Array, perPeriod: number): number {
  let last = counts.length;
  while (last > 0 && counts[last - 1] === 0) last--;
  return Math.max(Math.min(perPeriod, counts.length), last);
}

function finishPtu(reading: PtuReading): DecayFile {
  const { file, header } = reading;
  if (!reading.tally) throw headerCut(header, reading.bytesRead, file);
  const whole = checkWhole(reading);
  const { tally, channelWidthNs, periodNs, integrationTimeS } = reading.tally;
  const { type, counts, channels } = tally;
  if (type.mode === "T2" && tally.syncs === 0 && reading.recordsRead > 0) {
    throw new InputError({
      what: "the records hold no pulses, so photons have no delay",
      found: `${reading.recordsRead} records of ${type.name} without a sync`,
      remedy: "measure in T3 mode, or with the sync recorded",
      place: { file },
    });
  }
  const covered = periodNs === undefined ? channels : Math.ceil(periodNs / channelWidthNs - 1e-6);
  const perPeriod = covered >= 2 ? covered : channels;
  const firstNumber = type.layout === "hydraharp" ? 1 : 0;
  const curves: DecayCurve[] = [];
  for (let start = 0; start < counts.length; start += channels) {
    const all = counts.subarray(start, start + channels);
    if (sumOf(all) === 0) continue;
    const detector = start / channels + firstNumber;
    curves.push(curveOf(all.slice(0, lengthOf(all, perPeriod)), detector));
  }
  if (curves.length === 0) curves.push(curveOf(new Float64Array(Math.min(perPeriod, channels)), 1));
  function curveOf(values: Float64Array, detector: number): DecayCurve {
    const meta = {
      detector,
      ...(periodNs === undefined ? {} : { repetitionPeriodNs: periodNs }),
      ...(integrationTimeS === undefined ? {} : { integrationTimeS }),
    };
    return { name: `channel ${detector}`, channelWidthNs, startNs: 0, counts: values, meta };
  }
  const photons = curves.reduce((sum, curve) => sum + sumOf(curve.counts), 0);
  const late = curves.filter(({ counts: values }) => values.length > perPeriod).length;
  return {
    format: "ptu",
    curves,
    notes: [
      `${reading.recordsRead} records of ${type.name}: ${photons} photons, ${tally.overflows} overflows of the clock, ${tally.markers} markers${type.mode === "T2" ? `, ${tally.syncs} pulses` : ""}`,
      ...whole,
      ...(tally.beforeSync > 0 ? [`${tally.beforeSync} photons before the first pulse are left out`] : []),
      ...(tally.beyond > 0
        ? [
            `${tally.beyond} photons more than ${(channels * channelWidthNs).toPrecision(4)} ns after a pulse are left out: pulses are missing`,
          ]
        : []),
      ...(late > 0 ? [`${late} curves hold counts later than one period of the pulses`] : []),
      ...(tally.unknown > 0 ? [`${tally.unknown} special records of no known meaning are left out`] : []),
      ...notesOnCounts(curves),
    ],
  };
}

/**
 * Reads a PicoQuant .ptu as it streams in: from Blob.stream() in a page, from createReadStream in Node. Time-tagged
 * records become one histogram a detector: T3 by their delay, T2 by the time since the last pulse. Memory is bounded by
 * the histograms (16 MB) and one chunk, whatever the size of the file.
 * @throws InputError for a truncated file (unless acceptIncomplete), a damaged header, an unknown type of record (with
 * the known ones), T2 records without pulses, or when the signal stops it
 */
export async function readPtu(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: PtuOptions = {},
): Promise<DecayFile> {
  const reading = beginPtu(options.name ?? "the .ptu file", options);
  for await (const chunk of chunks) {
    if (options.signal?.aborted) {
      throw new InputError({ what: "the reading was stopped", place: { file: reading.file } });
    }
    feedPtu(reading, chunk);
    options.progress?.({
      bytesRead: reading.bytesRead,
      recordsRead: reading.recordsRead,
      recordsAnnounced: reading.announced,
    });
  }
  return finishPtu(reading);
}

/** PicoQuant time-tagged records, the whole file at hand; readPtu reads the same as a stream. */
export const ptuFormat: DecayFormat = {
  name: "ptu",
  label: "PicoQuant time-tagged records (.ptu)",
  extensions: ["ptu"],
  reads: "photons of modes T2 and T3 (PicoHarp, HydraHarp, TimeHarp, MultiHarp), one histogram a detector",
  detect: ({ bytes }) => hasPqMagic(bytes, "PQTTTR"),
  read: ({ bytes, file }, options) => {
    const reading = beginPtu(file, options);
    feedPtu(reading, bytes);
    return finishPtu(reading);
  },
};

import { InputError } from "@oleate/core";
import type { DecayOptions } from "./decay-file.ts";
import { nanosecondsOf, type PqTags, tagNumber } from "./pq-header.ts";
import { STATED } from "./stated.ts";
import {
  beginTally,
  DETECTORS,
  RECORD_TYPES,
  type RecordType,
  T3_CHANNELS,
  type Tally,
} from "./tttr-records.ts";

/** A tally, and how its channels lie in time. */
export interface PtuTally {
  readonly tally: Tally;
  readonly channelWidthNs: number;
  /** Time between pulses, ns; undefined where the file does not say. */
  readonly periodNs: number | undefined;
  readonly integrationTimeS: number | undefined;
}

/** Most channels of a histogram of T2 records; finer time units are joined. */
const MOST_T2_CHANNELS = 65536;

/** The rate of pulses is a whole number of a counter: later photons of one period may lie a little beyond it. */
const PERIOD_MARGIN = 1.01;

function hex(code: number): string {
  return `0x${code.toString(16).toUpperCase().padStart(8, "0")}`;
}

/** The type of a file's records. @throws InputError for an unknown one, with the known ones */
export function recordTypeOf(tags: PqTags, file: string): RecordType {
  const code = tagNumber(tags, "TTResultFormat_TTTRRecType");
  const type = RECORD_TYPES.find((one) => one.code === code);
  if (type) return type;
  throw new InputError({
    what: "the type of the records is not known",
    found: code === undefined ? "no tag TTResultFormat_TTTRRecType" : hex(code >>> 0),
    expected: `one of ${RECORD_TYPES.map(({ code: known, name }) => `${hex(known)} (${name})`).join(", ")}`,
    remedy: "export the histogram as .phu or as text from the instrument's program",
    place: { file },
  });
}

function t2Tally(tags: PqTags, type: RecordType, options: DecayOptions, file: string): PtuTally {
  const unitNs = nanosecondsOf(tags, "MeasDesc_GlobalResolution", file);
  const rate = tagNumber(tags, "TTResult_SyncRate") ?? 0;
  const periodNs = options.syncPeriodNs ?? (rate > 0 ? 1e9 / rate : undefined);
  if (periodNs === undefined || !(periodNs > 0 && periodNs < 1e11)) {
    throw new InputError({
      what: "the time between pulses is not known",
      found: `TTResult_SyncRate ${rate} in T2 records`,
      remedy: `${STATED.pulsePeriod}, or measure in T3 mode`,
      place: { file },
    });
  }
  if (type.layout === "picoharp" && options.syncChannel === undefined) {
    throw new InputError({
      what: "PicoHarp T2 records do not say which channel recorded the pulses",
      remedy: `${STATED.pulseChannel}, or measure in T3 mode`,
      place: { file },
    });
  }
  const detector = options.syncChannel ?? -1;
  if (
    detector !== -1 &&
    !(Number.isInteger(detector) && detector >= 0 && detector < DETECTORS.picoharp - 1)
  ) {
    throw new InputError({
      what: "no input of the instrument is the channel of the pulses that was stated",
      found: String(detector),
      expected: "0 to 14",
      place: { file },
    });
  }
  const periodUnits = periodNs / unitNs;
  const unitsPerChannel = Math.max(1, Math.ceil(periodUnits / MOST_T2_CHANNELS));
  const channels = Math.max(2, Math.ceil((periodUnits * PERIOD_MARGIN) / unitsPerChannel));
  return {
    tally: beginTally(type, channels, unitsPerChannel, type.layout === "picoharp" ? detector : -1),
    channelWidthNs: unitNs * unitsPerChannel,
    periodNs,
    integrationTimeS: undefined,
  };
}

/** A tally for the records a header describes. @throws InputError for tags that are missing or contradict */
export function beginPtuTally(tags: PqTags, type: RecordType, options: DecayOptions, file: string): PtuTally {
  const bits = tagNumber(tags, "TTResultFormat_BitsPerRecord");
  if (bits !== undefined && bits !== 32) {
    throw new InputError({
      what: "the records are not 32 bits long",
      found: `${bits} bits`,
      expected: "32",
      place: { file },
    });
  }
  const milliseconds = [
    tagNumber(tags, "TTResult_StopAfter"),
    tagNumber(tags, "MeasDesc_AcquisitionTime"),
  ].find((value) => value !== undefined && value > 0);
  const integrationTimeS = milliseconds === undefined ? undefined : milliseconds / 1000;
  if (type.mode === "T2") return { ...t2Tally(tags, type, options, file), integrationTimeS };
  const rate = tagNumber(tags, "TTResult_SyncRate") ?? 0;
  const global = tagNumber(tags, "MeasDesc_GlobalResolution") ?? 0;
  const named = global > 0 ? global * 1e9 : rate > 0 ? 1e9 / rate : undefined;
  const period = named !== undefined && Number.isFinite(named) ? named : undefined;
  return {
    tally: beginTally(type, T3_CHANNELS[type.layout]),
    channelWidthNs: nanosecondsOf(tags, "MeasDesc_Resolution", file),
    periodNs: period,
    integrationTimeS,
  };
}

import { InputError, type Place } from "@oleate/core";
import { numberParameter, type Parameters } from "./parameters.ts";

const DECIMATIONS: readonly number[] = [
  2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048,
];

/** Delay times twice the decimation, by firmware (DSPFVS) and in the order of DECIMATIONS. */
const DOUBLE_DELAYS: Readonly<Record<number, readonly number[]>> = {
  10: [
    179, 201, 533, 709, 1097, 1449, 2225, 2929, 4481, 5889, 8993, 11809, 18017, 23649, 36065, 47329, 72161,
    94689, 144353, 189409, 288737,
  ],
  11: [
    184, 219, 384, 602, 852, 1668, 2312, 3368, 4656, 6768, 9344, 13568, 18560, 27392, 36992, 55040, 73856,
    110336, 147584, 220928, 295040,
  ],
  12: [
    184, 219, 384, 602, 852, 1668, 2292, 3368, 4616, 6768, 9264, 13568, 18560, 27392, 36992, 55040, 73856,
    110336, 147584, 220928, 295040,
  ],
  13: [11, 17, 23, 35, 47, 71, 95, 143, 191, 287, 383, 575],
};

/**
 * Complex points by which a Bruker digital filter delays the signal: GRPDLY where it is given (0 or more), 0 for analog
 * filtering (DIGMOD 0) or no trace of a filter, else from the firmware and the decimation.
 * @throws InputError for a firmware or decimation that is not in the table
 * Source: Westler & Abildgaard, "DMX digital filters and non-Bruker offline processing", NMRFAM 1996 (table).
 */
export function groupDelay(parameters: Parameters, place: Place): number {
  const given = numberParameter(parameters, "GRPDLY");
  if (numberParameter(parameters, "DIGMOD") === 0) return 0;
  if (given !== undefined && given >= 0) return given;
  const firmware = numberParameter(parameters, "DSPFVS");
  const decimation = numberParameter(parameters, "DECIM");
  if (firmware === undefined || decimation === undefined || firmware === 0 || decimation <= 1) return 0;
  const delay = DOUBLE_DELAYS[firmware]?.[DECIMATIONS.indexOf(decimation)];
  if (delay !== undefined) return delay / (2 * decimation);
  throw new InputError({
    what: "the delay of the digital filter is not known",
    found: `DSPFVS ${firmware}, DECIM ${decimation}, no GRPDLY`,
    expected: `DSPFVS of ${Object.keys(DOUBLE_DELAYS).join(", ")} with its decimations, or GRPDLY`,
    remedy: "read the processed spectrum (pdata) instead",
    place,
  });
}

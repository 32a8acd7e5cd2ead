import { InputError } from "@oleate/core";
import { sourceOf } from "../source.ts";
import type { DecayFile, DecayFormat, DecayOptions } from "./decay-file.ts";
import { genericTextFormat } from "./generic-text.ts";
import { glotaranTextFormat } from "./glotaran-text.ts";
import { ibhTextFormat } from "./ibh-text.ts";
import { labelsTextFormat } from "./labels-text.ts";
import { phuFormat } from "./phu.ts";
import { picoharpTextFormat } from "./picoharp-text.ts";
import { ptuFormat } from "./ptu.ts";
import { sdtFormat } from "./sdt.ts";
import { spcFormat } from "./spc.ts";

/** The formats of decays, in the order in which they are tried; the last takes any text the others leave. */
export const DECAY_FORMATS: readonly DecayFormat[] = [
  ptuFormat,
  phuFormat,
  sdtFormat,
  spcFormat,
  picoharpTextFormat,
  glotaranTextFormat,
  labelsTextFormat,
  ibhTextFormat,
  genericTextFormat,
];

/**
 * Reads the decays of a file, whatever its format: that is found from what it holds, never from its name. Counts are as
 * recorded, channels are in ns, and whatever was assumed stands in `notes`.
 * @throws InputError or InputErrors with file, place, what was found and what to do, for an empty, truncated or damaged
 * file, an unknown kind of record, channels of unequal width, or a file that holds no decay
 */
export function readDecays(bytes: Uint8Array, name: string, options: DecayOptions = {}): DecayFile {
  const { channelWidthNs } = options;
  if (channelWidthNs !== undefined && !(channelWidthNs > 0 && Number.isFinite(channelWidthNs))) {
    throw new InputError({ what: "the width of a channel is not above 0", found: `${channelWidthNs} ns` });
  }
  const source = sourceOf(bytes, name);
  const format = DECAY_FORMATS.find(({ detect }) => detect(source));
  if (!format) {
    if (source.textProblem !== undefined) throw source.textProblem;
    throw new InputError({
      what: "the file holds no decay that can be read",
      found: `binary data that begin ${[...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ")}`,
      expected: DECAY_FORMATS.map(({ label }) => label).join("; "),
      remedy: "export the decay as text: a column of times and a column of counts",
      place: { file: name },
    });
  }
  const found = format.read(source, options);
  return { ...found, notes: [...source.notes, ...found.notes] };
}

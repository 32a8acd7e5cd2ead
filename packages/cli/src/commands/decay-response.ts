import {
  checkHeldBackground,
  InputError,
  type InstrumentResponse,
  parseQuantity,
  type ResponseBackground,
} from "@oleate/core";
import { decayFromFile, type SourceNote } from "../decay-files.ts";
import type { DecayOptions } from "./decay-flags.ts";

/** The instrument response asked for; `notes` receives what its reading assumed. Throws InputError when none or two are. */
export async function responseOf(
  path: string,
  options: DecayOptions,
  notes: SourceNote[],
): Promise<InstrumentResponse> {
  const { irf, irfFwhm, irfColumn } = options;
  const stated = [irf !== undefined, irfFwhm !== undefined].filter(Boolean).length;
  if (stated > 1) {
    throw new InputError({
      what: "more than one instrument response is given",
      expected: "one of --irf FILE, --irf-fwhm WIDTH, --no-irf",
    });
  }
  if (irf === false) return { kind: "none" };
  if (irfFwhm !== undefined) return { kind: "gaussian", fwhmNs: parseQuantity(irfFwhm, "ns") };
  // With --irf-column alone the response is another curve of the same file.
  const file = irf ?? (irfColumn === undefined ? undefined : path);
  if (file === undefined) {
    throw new InputError({
      what: "the instrument response is missing",
      expected: "one of --irf FILE, --irf-fwhm WIDTH, --no-irf",
      remedy:
        'measure it on a scatterer; where only its width is known, --irf-fwhm "0.3 ns"; --no-irf fits from the maximum on',
    });
  }
  const read = await decayFromFile(file, irfColumn, "--irf-column", options);
  notes.push(...read.notes);
  const background = backgroundOf(options.irfBackground);
  if (typeof background === "number") {
    const { counts, name } = read.decay;
    checkHeldBackground(counts, { first: 0, last: counts.length - 1 }, background, `the response ${name}`);
  }
  return { kind: "measured", histogram: read.decay, background };
}

function backgroundOf(text = "before the pulse"): ResponseBackground {
  const word = text.trim().toLowerCase();
  if (word === "none" || word === "before the pulse") return word;
  const value = Number(word);
  if (word !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new InputError({
    what: "the background of the response cannot be read",
    found: `"${text}"`,
    expected: "counts per channel, none, or 'before the pulse'",
  });
}

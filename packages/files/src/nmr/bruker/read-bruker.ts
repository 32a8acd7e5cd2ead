import type { NmrData, NmrOptions } from "../nmr-data.ts";
import type { Files } from "./experiment.ts";
import type { BrukerEntry } from "./folder.ts";
import { readProcessed } from "./processed.ts";
import { readRaw } from "./raw.ts";

/**
 * One Bruker data set: raw (fid; ser as rows of an array) or processed (1r, 2rr with imaginary parts where stored).
 * Numbers are 32-bit integers or 64-bit floats of either byte order, times 2^NC. Title, nucleus, frequencies,
 * temperature, solvent, the list of the rows (vdlist, vclist) and diffusion parameters come along; nothing is processed.
 * `files`: all files of the experiment by path. @throws InputError with bytes found and expected for a truncated file, the
 * missing parameter or file, an unknown type of numbers
 * Source: Bruker, TopSpin "Acquisition commands and parameters" and "Processing commands and parameters" (files).
 */
export function readBruker(files: Files, entry: BrukerEntry, options: NmrOptions = {}): NmrData {
  return entry.processed === undefined
    ? readRaw(files, entry, options)
    : readProcessed(files, entry, options);
}

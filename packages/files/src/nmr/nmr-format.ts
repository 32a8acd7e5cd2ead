import type { ReadFormat } from "../read-format.ts";
import type { NmrData, NmrOptions } from "./nmr-data.ts";

/** A data set that a format finds among files. */
export interface FoundNmr {
  /** Path of the file with its points. */
  readonly path: string;
  /** What it is, in words. */
  readonly label: string;
  /** Folder that belongs to it as a whole, with its trailing slash; "" at the top; absent where the file stands alone. */
  readonly folder?: string;
}

/** One file format of magnetic resonance. */
export interface NmrFormat extends ReadFormat {
  readonly name: NmrData["format"];
  /** Its data sets among files, by their plain paths; nothing but beginnings is read. */
  readonly find: (files: ReadonlyMap<string, Uint8Array>) => readonly FoundNmr[];
  /**
   * The data sets in one found path, one after another: several only for a file of several blocks.
   * @throws InputError with file, what was found and what to do
   */
  readonly read: (
    files: ReadonlyMap<string, Uint8Array>,
    path: string,
    options: NmrOptions,
  ) => readonly NmrData[];
}

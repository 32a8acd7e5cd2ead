import type { NmrFormat } from "../nmr-format.ts";
import { looksLikeJcamp, readNmrJcamp } from "./read-jcamp.ts";

/** JCAMP-DX files of magnetic resonance. */
export const jcampNmrFormat: NmrFormat = {
  name: "jcamp",
  label: "JCAMP-DX",
  extensions: ["jdx", "dx", "jcamp"],
  reads:
    "decays, spectra, arrays (NTUPLES) and peak tables in every compressed form; blocks of compound files",
  find: (files) =>
    [...files].filter(([, bytes]) => looksLikeJcamp(bytes)).map(([path]) => ({ path, label: "JCAMP-DX" })),
  read: (files, path, options) => readNmrJcamp(files.get(path)!, path, options),
};

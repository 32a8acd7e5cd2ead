import type { NmrFormat } from "../nmr-format.ts";
import { brukerEntries } from "./folder.ts";
import { readBruker } from "./read-bruker.ts";

function labelOf(path: string): string {
  if (path.endsWith("2rr")) return "processed array of spectra";
  if (path.endsWith("1r")) return "processed spectrum";
  return path.endsWith("ser") ? "raw array of decays" : "raw decay";
}

/** Experiments of Bruker's TopSpin: parameters in acqus, points in fid, ser, or pdata/N/1r and 2rr. */
export const brukerFormat: NmrFormat = {
  name: "bruker",
  label: "Bruker experiment: its folder, or a zip of it",
  extensions: ["zip"],
  reads: "raw (fid, ser) and processed (1r, 2rr) data with acqus; gradients, delays and lists of arrays",
  find: (files) =>
    brukerEntries(files).map(({ path, experiment }) => ({ path, label: labelOf(path), folder: experiment })),
  read: (files, path, options) => {
    const entry = brukerEntries(files).find((one) => one.path === path)!;
    return [readBruker(files, entry, options)];
  },
};
